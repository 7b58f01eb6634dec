"""The invented people: the accounts that a visitor signs in with, the bureau's team, one coordinator for each office.

NIP have the form of real ones and are made up: everybody was born on the first of January, serial numbers begin at 901.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from matang.demo.agencies import ASSESSED
from matang.people.actions import Identity, create_person, grant
from matang.people.actor import Actor
from matang.people.models import Agency, Person, Role

PASSWORD = "matang-demo"  # noqa: S105 - public on purpose: the demo prints it
DOMAIN = "demo.test"


@dataclass(frozen=True)
class Somebody:
    """Who somebody is; `key` is the first part of the e-mail; `born` and `since` are years, `sex` 1 or 2."""

    key: str
    name: str
    position: str
    role: str
    agency: str
    born: int
    since: int
    sex: int

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@{DOMAIN}"


ADMIN = Somebody("admin", "Yusran Palebang, S.Kom.", "Pranata Komputer Ahli Muda", Role.ADMINISTRATOR, "provinsi", 1984,
                 2009, 1)  # fmt: skip
R = Role
ACCOUNTS: tuple[Somebody, ...] = (
    Somebody("admin2", "Merlinda Tosalo, S.T.", "Pranata Komputer Ahli Pertama",
             R.ADMINISTRATOR, "provinsi", 1990, 2015, 2),
    Somebody("koordinator", "Hasriani Tumbelo, S.H., M.H.", "Kepala Subbagian Tata Usaha",
             R.COORDINATOR, "hukum", 1979, 2005, 2),
    Somebody("pemeriksa", "Baharuddin Latuconse, S.H.", "Analis Hukum Ahli Muda", R.VERIFIER, "hukum", 1982, 2008, 1),
    Somebody("pelaksana", "Fadlan Mappasere, S.Kom.", "Admin Aplikasi dan Tata Kelola",
             R.CONTRIBUTOR, "hukum", 1993, 2019, 1),
    Somebody("web", "Nurul Aqidah Sampewali, S.I.Kom.", "Admin Web dan Media Sosial",
             R.CONTRIBUTOR, "hukum", 1995, 2020, 2),
    Somebody("jaringan", "Rendi Kalalembang, A.Md.Kom.", "Admin Jaringan dan Multimedia",
             R.CONTRIBUTOR, "hukum", 1994, 2019, 1),
    Somebody("desainer", "Sitti Marwah Tolaki, S.Ds.", "Desainer Grafis", R.CONTRIBUTOR, "hukum", 1996, 2022, 2),
    Somebody("penulis", "Ilham Pasomba, S.S.", "Penulis Artikel", R.CONTRIBUTOR, "hukum", 1991, 2017, 1),
    Somebody("aset", "Dorce Randanan, S.E.", "Pengurus Barang", R.CONTRIBUTOR, "hukum", 1985, 2010, 2),
    Somebody("kepegawaian", "Muhlis Tarakolo, S.Sos.", "Pengelola Kepegawaian", R.CONTRIBUTOR, "hukum", 1987, 2011, 1),
    Somebody("kepala", "Dr. Ambo Saleng Tawakkal, S.H., M.H.", "Kepala Biro Hukum", R.LEADER, "hukum", 1971, 1997, 1),
    Somebody("pendamping", "Ratna Wulandari Pakiding, S.Kom., M.T.", "Ketua Tim Pendamping SPBE",
             R.MENTOR, "hukum", 1983, 2008, 2),
    Somebody("asesor", "Gunawan Lembang, S.T., M.Kom.", "Asesor SPBE", R.ASSESSOR, "hukum", 1980, 2006, 1),
    Somebody("asesor2", "Kartika Dewi Salombe, S.Kom., M.Cs.", "Asesor SPBE", R.ASSESSOR, "hukum", 1986, 2010, 2),
    Somebody("asesor3", "Petrus Tandiara, S.T., M.T.", "Asesor SPBE", R.ASSESSOR, "provinsi", 1978, 2004, 1),
    Somebody("ketua", "Ir. Suryani Battulemo, M.Si.", "Ketua Tim Asesor", R.LEAD_ASSESSOR, "provinsi", 1973, 1999, 2),
    Somebody("ketua2", "Dr. Hamka Possumah, M.Kom.", "Wakil Ketua Tim Asesor",
             R.LEAD_ASSESSOR, "provinsi", 1976, 2002, 1),
    Somebody("pimpinan", "Drs. Lukman Tandipare, M.Si.", "Sekretaris Daerah", R.LEADER, "provinsi", 1968, 1994, 1),
    Somebody("auditor", "Yohana Sarimanella, S.E., Ak.", "Auditor Ahli Madya", R.AUDITOR, "provinsi", 1975, 2001, 2),
    Somebody("data", "Andi Rusmin Batari, S.Stat.", "Statistisi Ahli Muda", R.CONTRIBUTOR, "provinsi", 1989, 2014, 1),
)  # fmt: skip
ASSESSORS = ("asesor", "asesor2")
TWO_SEATS = "bkd"  # an office that both assessors judge this year, apart from each other
MENTORED = ("umum", "organisasi", "dinkes", "dukcapil")
GIVEN = ("Abdul Rajab", "Nurhaeda", "Markus", "Rosmini", "Syamsir", "Elisabet", "Taufan", "Herlina", "Usman", "Yuliana",
         "Darmawan", "Citra", "Amiruddin", "Selfina", "Kaharuddin", "Indah", "Ferdinan", "Wahida", "Jumadil",
         "Agustina")  # fmt: skip
FAMILY = ("Palisuri", "Tombokan", "Mandalele", "Saloka", "Baturante", "Lumbessy", "Parenreng", "Tangkesalu",
          "Wattimury", "Malewa", "Rantelobo")  # fmt: skip


def office_people() -> tuple[Somebody, ...]:
    """A coordinator for every office but Biro Hukum, which has its own."""
    found = []
    for at, key in enumerate(key for key in ASSESSED if key != "hukum"):
        name = f"{GIVEN[at % len(GIVEN)]} {FAMILY[at * 7 % len(FAMILY)]}, S.E."
        position = "Kepala Subbagian Umum dan Kepegawaian"
        found.append(Somebody(key, name, position, R.COORDINATOR, key, 1975 + at % 18, 2001 + at % 18, 1 + at % 2))
    return tuple(found)


def identity(somebody: Somebody, serial: int) -> Identity:
    """What the account holds."""
    return Identity(somebody.name, somebody.email, nip(somebody, serial), somebody.position)


def nip(somebody: Somebody, serial: int) -> str:
    """Eighteen digits: date of birth, year and month of appointment, sex, serial number."""
    return f"{somebody.born}0101{somebody.since}01{somebody.sex}{serial}"


def create(admin: Actor, agencies: dict[str, Agency], founder: Person, since: datetime.date) -> dict[str, Person]:
    """Everybody by key, with the roles beyond the first one, all since that day and with the demo's password."""
    people = {ADMIN.key: founder}
    for serial, one in enumerate((*ACCOUNTS, *office_people()), 902):
        people[one.key] = create_person(admin, identity(one, serial), agencies[one.agency].uuid, one.role, since).person
    further = [("koordinator", "provinsi", R.COORDINATOR)]
    further += [("pendamping", key, R.MENTOR) for key in MENTORED]
    further += [(assessor_of(key), key, R.ASSESSOR) for key in ASSESSED if key != "hukum"]
    further += [(name, TWO_SEATS, R.ASSESSOR) for name in ASSESSORS if name != assessor_of(TWO_SEATS)]
    for key, agency, role in further:
        grant(admin, people[key].uuid, agencies[agency].uuid, role, starts_on=since)
    # One hash for all: a sign-in is made to cost time, and the password is printed anyway.
    Person.objects.filter(pk__in=[one.pk for one in people.values()]).update(password=make_password(PASSWORD))
    return people


def assessor_of(office: str) -> str:
    """Which of the two assessors judges an office: they share the list in turn."""
    return ASSESSORS[ASSESSED.index(office) % 2]
