"""A meeting as the tests of this room need it: an agency with some levels, planned by its mentor."""

from __future__ import annotations

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from matang.assessments.models import Rating
from matang.mentoring.actions import agreeing, holding, minutes, planning
from matang.mentoring.models import Meeting
from matang.office.models import Letterhead, Official
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.world import World

ZONE = ZoneInfo("Asia/Makassar")
LEVELS = {"1": 2, "2": 1, "3": 3, "4": 5, "9": 2}
CHAIR = "Rekaan Kepala, S.H."


def rate(world: World, levels: dict[str, int] = LEVELS) -> None:
    """Self values of the bureau."""
    set_reach(everything())
    Rating.objects.bulk_create(
        Rating(agency=world.bureau, assessment=world.assessment, indicator=code, stage="mandiri", value=Decimal(level))
        for code, level in levels.items()
    )


def office(world: World) -> None:
    """Letterhead, and an official in charge for the time being."""
    set_reach(everything())
    Letterhead.objects.create(
        agency=world.bureau,
        lines="PEMERINTAH PROVINSI NUSA REKAAN\nSEKRETARIAT DAERAH\nBIRO HUKUM",
        address="Jalan Rekaan 1",
    )
    Official.objects.create(
        agency=world.bureau,
        position="Kepala Biro Hukum",
        acting="Plt.",
        name=CHAIR,
        nip="198001012005011001",
        rank="Pembina",
        starts_on=datetime.datetime.now(ZONE).date() - datetime.timedelta(days=100),
    )


def details(**changes: object) -> planning.Details:
    """Yesterday at nine in the bureau's zone."""
    day = datetime.datetime.now(ZONE).date() - datetime.timedelta(days=1)
    given: dict[str, object] = {
        "title": "Rapat Pendampingan Biro Hukum",
        "starts_at": datetime.datetime.combine(day, datetime.time(9), ZONE),
        "place": "Ruang rapat Biro Hukum",
        "chair": CHAIR,
        "chair_position": "Kepala Biro Hukum",
    }
    return planning.Details(**{**given, **changes})  # type: ignore[arg-type]


def planned(world: World, indicators: list[str] | None = None, **changes: object) -> Meeting:
    """A meeting planned by the mentor."""
    return planning.plan_meeting(world.actor("pendamping"), world.assessment.uuid, details(**changes), indicators)


def held(world: World) -> Meeting:
    """A meeting of two indicators at which something was said, agreed and concluded."""
    meeting = planned(world, ["2", "9"])
    mentor = world.actor("pendamping")
    holding.save_item(
        mentor, meeting.uuid, "2", {"notes": "Cukup satu rancangan dahulu.", "agreed": "Disusun pekan ini."}
    )
    came = [world.people[name].uuid for name in ("koordinator", "pelaksana", "pendamping")]
    guest = holding.Guest("Tamu Rekaan", "Pranata Komputer", "Dinas Kominfo Rekaan")
    holding.take_attendance(mentor, meeting.uuid, came, [guest])
    due = datetime.datetime.now(ZONE).date() + datetime.timedelta(days=7)
    owner = world.people["pelaksana"].uuid
    agreeing.agree_action(mentor, meeting.uuid, "Menyusun SK tim", owner, due, indicator="2")
    minutes.write_minutes(mentor, meeting.uuid, "Bukti dilengkapi.", "000.1.5/7/BHK/2026", datetime.time(11, 30))
    return meeting
