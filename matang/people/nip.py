"""NIP, the number of a civil servant: eighteen digits that carry dates, by which damage is seen."""

from __future__ import annotations

import datetime
import re

# Spaces of every kind, apostrophes that spreadsheets put before a text, and dots or hyphens between the groups.
_CLUTTER = re.compile(r"[\s'’‘`.\-\u00a0\u2007\u202f]+")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
YOUNGEST = 15
OLDEST = 80
# Digits 13 and 14 are the month of appointment, or from 21 on the count of contracts of a PPPK.
_CONTRACTS = range(21, 30)


class NipFault(ValueError):
    """A number that is no whole NIP; the message is one Indonesian sentence that says what to do."""


def read_nip(typed: str, today: datetime.date) -> str:
    """The eighteen digits of a NIP as people write it: "19850312 201001 1 005", "'198503122010011005". "" stays "".

    A NIP is: date of birth (8), year and month of appointment (6), sex (1 or 2), serial number (3). Raises NipFault for
    anything else, above all for what a spreadsheet made of it.
    """
    text = _CLUTTER.sub("", typed)
    if not text:
        return ""
    if _SCIENTIFIC.fullmatch(typed.strip().lstrip("'")):
        raise NipFault(f"NIP {typed.strip()} rusak karena disimpan sebagai angka. {REMEDY}")
    if not (text.isascii() and text.isdigit()):
        raise NipFault("NIP hanya boleh berisi angka (boleh berspasi).")
    if len(text) != 18:
        lost = " Nol di depan mungkin hilang." if len(text) == 17 else ""
        raise NipFault(f"NIP harus 18 angka, sedangkan ini {len(text)} angka.{lost} Periksa pada SK pengangkatan.")
    if text.endswith("000"):
        raise NipFault(f"NIP berakhir 000, tanda pernah disimpan sebagai angka. {REMEDY}")
    _plausible(text, today)
    return text


REMEDY = "Ubah format kolomnya menjadi Teks, lalu ketik ulang NIP lengkap."


def _plausible(nip: str, today: datetime.date) -> None:
    """Raise NipFault unless the dates inside make sense."""
    try:
        born = datetime.date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        raise NipFault(f"NIP tidak sah: {nip[:8]} bukan tanggal lahir (tahun, bulan, tanggal).") from None
    if not YOUNGEST <= today.year - born.year <= OLDEST:
        raise NipFault(f"NIP tidak sah: tahun lahir {born.year} tidak masuk akal.")
    year, month = int(nip[8:12]), int(nip[12:14])
    if not born.year + YOUNGEST <= year <= today.year:
        raise NipFault(f"NIP tidak sah: tahun pengangkatan {year} tidak masuk akal.")
    if not 1 <= month <= 12 and month not in _CONTRACTS:
        raise NipFault(f"NIP tidak sah: bulan pengangkatan {nip[12:14]} tidak ada.")
    if nip[14] not in "12":
        raise NipFault(f"NIP tidak sah: angka ke-15 (jenis kelamin) harus 1 atau 2, bukan {nip[14]}.")


def spaced(nip: str | None) -> str:
    """How pages show a NIP: 19850312 201001 1 005."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if nip else ""
