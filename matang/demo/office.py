"""Letterheads and officials of the province, Diskominfo and Biro Hukum."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from matang.demo.agencies import CITY
from matang.office.actions import OfficialData, add_official, set_letterhead
from matang.people.actor import Actor
from matang.people.models import Agency

GOVERNMENT = "PEMERINTAH PROVINSI NUSA REKAAN"


@dataclass(frozen=True)
class Office:
    """What stands on an office's paper; names and numbers are invented."""

    lines: tuple[str, ...]
    address: str
    position: str
    name: str
    nip: str
    rank: str
    acting: str = ""


OFFICES: dict[str, Office] = {
    "provinsi": Office(
        (GOVERNMENT, "SEKRETARIAT DAERAH"),
        f"Jalan Merdeka Rekaan Nomor 1, {CITY}, laman nusarekaan.example",
        "Sekretaris Daerah",
        "Drs. Lukman Tandipare, M.Si.",
        "196801011994011919",
        "Pembina Utama Madya (IV/d)",
    ),
    "kominfo": Office(
        (GOVERNMENT, "DINAS KOMUNIKASI, INFORMATIKA, STATISTIK, DAN PERSANDIAN"),
        f"Jalan Serat Optik Nomor 12, {CITY}, pos-el kominfo@nusarekaan.example",
        "Kepala Dinas",
        "Ir. Wempy Salurante, M.T.",
        "197001011996011991",
        "Pembina Utama Muda (IV/c)",
        "Plt.",
    ),
    "hukum": Office(
        (GOVERNMENT, "SEKRETARIAT DAERAH", "BIRO HUKUM"),
        f"Jalan Merdeka Rekaan Nomor 1 Gedung B Lantai 2, {CITY}, pos-el hukum@nusarekaan.example",
        "Kepala Biro Hukum",
        "Dr. Ambo Saleng Tawakkal, S.H., M.H.",
        "197101011997011912",
        "Pembina Utama Muda (IV/c)",
    ),
}


def furnish(admin: Actor, agencies: dict[str, Agency], since: datetime.date) -> None:
    """Set the letterheads and appoint who signs."""
    for key, office in OFFICES.items():
        set_letterhead(admin, agencies[key].uuid, "\n".join(office.lines), office.address)
        official = OfficialData(office.position, office.name, since, office.acting, office.nip, office.rank)
        add_official(admin, agencies[key].uuid, official)
