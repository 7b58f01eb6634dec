"""What is said of agencies and persons, as forms and lists hand it to actions."""

from __future__ import annotations

from dataclasses import dataclass

TWO_PEOPLE = "Surel itu milik satu orang dan NIP itu milik orang lain. Periksa keduanya."
OTHER_LOGIN = "{what} itu sudah dipakai akun lain. Periksa ketikannya, atau cari orangnya pada daftar."


@dataclass(frozen=True)
class AgencyData:
    """What is said of an agency; `time_zone` is an IANA name."""

    name: str
    short_name: str
    kind: str
    time_zone: str


@dataclass(frozen=True)
class Identity:
    """Who somebody is and how he signs in; `email` or `nip` (18 digits) or both, "" for none."""

    name: str
    email: str = ""
    nip: str = ""
    position: str = ""
