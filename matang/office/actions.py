"""Setting a letterhead; appointing officials and letting their terms end."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from uuid import UUID

from matang.journal.actions import record
from matang.office.models import Letterhead, Official
from matang.people.actor import Actor
from matang.people.models import Agency
from matang.people.queries import agency_of
from matang.people.rules import Invisible, Refused, Right


@dataclass(frozen=True)
class OfficialData:
    """Who signs; `acting` is "", "Plt." or "Plh."; `nip` is eighteen digits or ""."""

    position: str
    name: str
    starts_on: datetime.date
    acting: str = ""
    nip: str = ""
    rank: str = ""
    ends_on: datetime.date | None = None


def set_letterhead(actor: Actor, agency: UUID, lines: str, address: str) -> None:
    """Write the lines (one a row) and the address of an agency's letterhead; no lines: the one above holds again."""
    place = _place(actor, agency)
    lines = "\n".join(line.strip() for line in lines.splitlines() if line.strip())
    present = Letterhead.objects.select_for_update().filter(agency=place).first()
    if present is None and not lines:
        return
    if present is not None and (present.lines, present.address) == (lines, address):
        return
    if lines:
        Letterhead.objects.update_or_create(agency=place, defaults={"lines": lines, "address": address})
    elif present is not None:
        present.delete()
    record(
        actor,
        "set_letterhead",
        ("agency", place.uuid),
        f"mengatur kop naskah {place.name}" if lines else f"menghapus kop naskah {place.name}",
        agency_id=place.pk,
        before={"lines": present.lines, "address": present.address} if present else None,
        after={"lines": lines, "address": address},
    )


def add_official(actor: Actor, agency: UUID, data: OfficialData) -> Official:
    """Appoint somebody; the one who held the same position in the same way until then ends the day before."""
    place = _place(actor, agency)
    if data.ends_on is not None and data.ends_on < data.starts_on:
        raise Refused("Tanggal akhir harus sama dengan atau sesudah tanggal mulai.")
    Agency.objects.select_for_update().get(pk=place.pk)
    _end_former(actor, place, data)
    official = Official.objects.create(agency=place, **asdict(data))
    record(
        actor,
        "add_official",
        ("agency", place.uuid),
        f"menetapkan {official.name} sebagai {title(official)} {place.name}",
        agency_id=place.pk,
        after={"starts_on": data.starts_on.isoformat(), "ends_on": data.ends_on.isoformat() if data.ends_on else None},
    )
    return official


def end_official(actor: Actor, agency: UUID, official: int, last_day: datetime.date) -> None:
    """Let an official's term end with a day."""
    place = _place(actor, agency)
    found = Official.objects.select_for_update().filter(agency=place, pk=official).first()
    if found is None:
        raise Invisible
    _end(actor, place, found, max(last_day, found.starts_on))


def title(official: Official) -> str:
    """The position with Plt. or Plh. before it, as it is signed."""
    return f"{official.acting} {official.position}".strip()


def _end_former(actor: Actor, place: Agency, data: OfficialData) -> None:
    former = Official.objects.filter(
        agency=place, position__iexact=data.position, acting=data.acting, ends_on__isnull=True
    )
    for official in former.filter(starts_on__lt=data.starts_on):
        _end(actor, place, official, data.starts_on - datetime.timedelta(days=1))


def _end(actor: Actor, place: Agency, official: Official, day: datetime.date) -> None:
    official.ends_on = day
    official.save(update_fields=["ends_on"])
    record(
        actor,
        "end_official",
        ("agency", place.uuid),
        f"mengakhiri masa {official.name} sebagai {title(official)} {place.name}",
        agency_id=place.pk,
        after={"ends_on": day.isoformat()},
    )


def _place(actor: Actor, agency: UUID) -> Agency:
    place = agency_of(actor, agency)
    actor.require(Right.MANAGE_LETTERHEAD, place.pk)
    return place
