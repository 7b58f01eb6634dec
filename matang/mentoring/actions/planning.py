"""Planning a meeting: when, where, who leads it, and the indicators on its agenda."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from matang.assessments.queries import assessment_of
from matang.mentoring.actions.lock import locked, note, one_line
from matang.mentoring.agenda import Proposal, chosen, proposals
from matang.mentoring.models import AgendaItem, Meeting
from matang.mentoring.queries import items_of, may_read
from matang.people.actor import Actor
from matang.people.rules import Invisible, Refused, Right


@dataclass(frozen=True)
class Details:
    """What an invitation says. `starts_at` is an aware moment; the chair may still be unknown ("")."""

    title: str
    starts_at: datetime.datetime
    place: str
    chair: str = ""
    chair_position: str = ""


def plan_meeting(
    actor: Actor, assessment_uuid: UUID, details: Details, indicators: Sequence[str] | None = None
) -> Meeting:
    """Plan a meeting on an assessment, with these indicators in this order, or (None) with the automatic agenda."""
    if not may_read(actor):
        raise Invisible
    assessment = assessment_of(actor, assessment_uuid, Right.MENTOR)
    meeting = Meeting(agency_id=assessment.agency_id, assessment=assessment)
    _write(meeting, details)
    meeting.save()
    found = proposals(assessment)
    picked = chosen(found) if indicators is None else [_proposal(found, code) for code in dict.fromkeys(indicators)]
    AgendaItem.objects.bulk_create(_item(meeting, at, proposal) for at, proposal in enumerate(picked, 1))
    note(
        actor,
        "plan_meeting",
        meeting,
        f"merencanakan {meeting.title}",
        after={"starts_at": meeting.starts_at.isoformat(), "indicators": [proposal.code for proposal in picked]},
    )
    return meeting


def change_meeting(actor: Actor, uuid: UUID, details: Details) -> Meeting:
    """Move or rename a planned meeting."""
    meeting = locked(actor, uuid, Right.MENTOR)
    before = _state(meeting)
    _write(meeting, details)
    if _state(meeting) != before:
        meeting.save()
        note(actor, "change_meeting", meeting, "mengubah rencana rapat", before=before, after=_state(meeting))
    return meeting


def add_item(actor: Actor, uuid: UUID, indicator: str) -> None:
    """Put one more indicator at the end of the agenda; one that is on it already stays where it is."""
    meeting = locked(actor, uuid, Right.MENTOR)
    items = items_of(meeting)
    if any(item.indicator == indicator for item in items):
        return
    proposal = _proposal(proposals(meeting.assessment), indicator)
    _item(meeting, items[-1].position + 1 if items else 1, proposal).save()
    note(actor, "add_item", meeting, f"menambahkan indikator {indicator} ke agenda", part=indicator)


def remove_item(actor: Actor, uuid: UUID, indicator: str) -> None:
    """Take an indicator off the agenda. Refused when something was noted on it."""
    meeting = locked(actor, uuid, Right.MENTOR)
    item = next((item for item in items_of(meeting) if item.indicator == indicator), None)
    if item is None:
        return
    if item.notes or item.agreed:
        raise Refused(f"Indikator {indicator} sudah bercatatan. Kosongkan catatannya dahulu, lalu keluarkan.")
    item.delete()
    note(actor, "remove_item", meeting, f"mengeluarkan indikator {indicator} dari agenda", part=indicator)


def move_item(actor: Actor, uuid: UUID, indicator: str, by: int) -> None:
    """Move an indicator up (-1) or down (+1) on the agenda; at the end it stays."""
    meeting = locked(actor, uuid, Right.MENTOR)
    items = items_of(meeting)
    at = next((at for at, item in enumerate(items) if item.indicator == indicator), None)
    if at is None or not 0 <= at + by < len(items):
        return
    items[at], items[at + by] = items[at + by], items[at]
    for position, item in enumerate(items, 1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    note(actor, "move_item", meeting, f"mengubah urutan indikator {indicator} pada agenda", part=indicator)


def _write(meeting: Meeting, details: Details) -> None:
    meeting.title = one_line(details.title, 200, "judul rapat")
    meeting.place = one_line(details.place, 200, "tempat")
    meeting.chair = one_line(details.chair, 150, "pimpinan rapat")
    meeting.chair_position = one_line(details.chair_position, 200, "jabatan pimpinan rapat")
    meeting.starts_at = details.starts_at
    if not meeting.title or not meeting.place:
        raise Refused("Isi judul dan tempat rapat.")


def _state(meeting: Meeting) -> dict[str, str]:
    names = ("title", "place", "chair", "chair_position")
    return {name: str(getattr(meeting, name)) for name in names} | {"starts_at": meeting.starts_at.isoformat()}


def _proposal(found: list[Proposal], code: str) -> Proposal:
    proposal = next((proposal for proposal in found if proposal.code == code), None)
    if proposal is None:
        raise Refused(f'Indikator "{code}" tidak ada pada instrumen penilaian ini. Pilih dari daftar.')
    return proposal


def _item(meeting: Meeting, position: int, proposal: Proposal) -> AgendaItem:
    return AgendaItem(
        agency_id=meeting.agency_id,
        meeting=meeting,
        position=position,
        indicator=proposal.code,
        level_now=proposal.level_now,
        level_aimed=proposal.level_aimed,
        missing=proposal.missing,
    )
