"""Holding a meeting: notes and agreements for each indicator, and who is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from matang.journal.actions import text_mark
from matang.mentoring.actions.lock import locked, note, one_line, words
from matang.mentoring.models import AgendaItem, Attendee, Meeting
from matang.mentoring.queries import attendees_of
from matang.people.actor import Actor
from matang.people.models import Membership, Role
from matang.people.queries import members_of
from matang.people.rules import TEAM, Invisible, Refused, Right

BOXES = {"notes": "penjelasan pendamping", "agreed": "kesepakatan"}
LONGEST = 5_000
INVITED = TEAM | {Role.MENTOR}
MENTORS = "Tim pendamping"


@dataclass(frozen=True)
class ItemSaved:
    """The item after the save. `conflict` names boxes that somebody else changed meanwhile: nothing was stored, and
    `theirs` holds what stands there now."""

    item: AgendaItem
    conflict: tuple[str, ...] = ()
    theirs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Guest:
    """Somebody without an account in the agency."""

    name: str
    position: str = ""
    organisation: str = ""


def save_item(
    actor: Actor, uuid: UUID, indicator: str, fields: Mapping[str, str], was: Mapping[str, str] | None = None
) -> ItemSaved:
    """Store the boxes that were touched (`notes`, `agreed`). `was` holds what the page showed when it was opened:
    with it a box that somebody else has changed since is never overwritten silently."""
    meeting = locked(actor, uuid, Right.NOTE_MINUTES)
    item = AgendaItem.objects.filter(meeting=meeting, indicator=indicator).first()
    if item is None:
        raise Invisible
    item.meeting = meeting
    new = {name: words(text, LONGEST, BOXES[name]) for name, text in fields.items() if name in BOXES}
    changed = {name: text for name, text in new.items() if getattr(item, name) != text}
    clash = tuple(name for name in changed if _differs(item, name, was))
    if clash:
        return ItemSaved(item, clash, {name: getattr(item, name) for name in clash})
    if changed:
        for name, text in changed.items():
            setattr(item, name, text)
        item.save(update_fields=list(changed))
        marks = {name: text_mark(meeting.uuid, text) for name, text in changed.items()}
        parts = " dan ".join(BOXES[name] for name in changed)
        note(actor, "save_item", meeting, f"menulis {parts} indikator {indicator}", part=indicator, after=marks)
    return ItemSaved(item)


def take_attendance(
    actor: Actor,
    uuid: UUID,
    came: Collection[UUID] = (),
    guests: Sequence[Guest] = (),
    gone: Collection[int] = (),
) -> None:
    """Write down who is there: members of the agency and its mentors by their uuid, others as guests; `gone` are
    rows of the list (ids) that were ticked by mistake. What two devices tick at once adds up.

    A name stands once: a guest who is a member becomes that member, a namesake gets his position behind the name.
    """
    meeting = locked(actor, uuid, Right.NOTE_MINUTES)
    members = invited(actor, meeting)
    rows = [row for row in attendees_of(meeting) if row.pk not in gone]
    Attendee.objects.filter(meeting=meeting, pk__in=gone).delete()
    for member in members:
        if member.person.uuid in came:
            _tick(meeting, rows, member)
    for guest in guests:
        _welcome(meeting, rows, members, guest)
    present = sum(row.present for row in rows)
    note(actor, "take_attendance", meeting, f"mencatat {present} orang hadir", after={"present": present})


def invited(actor: Actor, meeting: Meeting) -> list[Membership]:
    """Whom the attendance list proposes: the agency's team and its mentors, each person once. One statement."""
    members = members_of(actor, meeting.agency_id, timezone.localdate())
    return list({m.person_id: m for m in members if m.role in INVITED}.values())


def position_of(member: Membership) -> str:
    """What a member is: the position that the office gave, else the role's word."""
    return member.person.position or str(Role(member.role).label)


def organisation_of(meeting: Meeting, member: Membership) -> str:
    """On whose side a person sits: mentors come from elsewhere, the others from the agency."""
    return MENTORS if member.role == Role.MENTOR else meeting.agency.name


def proposed_as(meeting: Meeting, member: Membership) -> str:
    """Position and side in one line, as the attendance list has them."""
    return f"{position_of(member)}, {organisation_of(meeting, member)}"


def _tick(meeting: Meeting, rows: list[Attendee], member: Membership) -> None:
    person = member.person
    row = next((row for row in rows if row.person_id == person.pk), None)
    if row is not None:
        _mark(row)
        return
    position = position_of(member)
    taken = {row.name.casefold() for row in rows}
    name = person.name if person.name.casefold() not in taken else f"{person.name} ({position})"[:150]
    if name.casefold() in taken:
        raise Refused(f"Nama {name} sudah ada pada daftar hadir. Periksa nama dan jabatannya di halaman pengguna.")
    rows.append(_add(meeting, name, position, organisation_of(meeting, member), person.pk))


def _welcome(meeting: Meeting, rows: list[Attendee], members: list[Membership], guest: Guest) -> None:
    name = one_line(guest.name, 150, "nama")
    if not name:
        return
    member = next((m for m in members if m.person.name.casefold() == name.casefold()), None)
    row = next((row for row in rows if row.name.casefold() == name.casefold()), None)
    if row is not None:
        _mark(row)
    elif member is not None:
        _tick(meeting, rows, member)
    else:
        position = one_line(guest.position, 200, "jabatan")
        rows.append(_add(meeting, name, position, one_line(guest.organisation, 200, "instansi"), None))


def _mark(row: Attendee) -> None:
    if not row.present:
        row.present = True
        row.save(update_fields=["present"])


def _add(meeting: Meeting, name: str, position: str, organisation: str, person_id: int | None) -> Attendee:
    return Attendee.objects.create(
        agency_id=meeting.agency_id,
        meeting=meeting,
        person_id=person_id,
        name=name,
        position=position,
        organisation=organisation,
        present=True,
    )


def _differs(item: AgendaItem, name: str, was: Mapping[str, str] | None) -> bool:
    if was is None or name not in was:
        return False
    return bool(getattr(item, name) != was[name].replace("\r\n", "\n").strip())
