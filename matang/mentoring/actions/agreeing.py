"""Tindak lanjut: what was agreed, who does it until when, and that it was done."""

from __future__ import annotations

import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models.functions import Now
from django.utils import timezone

from matang.assessments.queries import instrument_for
from matang.journal.actions import record
from matang.mentoring.actions.lock import locked, note, words
from matang.mentoring.models import Action
from matang.mentoring.queries import action_of
from matang.people.actor import Actor
from matang.people.models import Person, Role
from matang.people.queries import members_of
from matang.people.rules import TEAM, Refused, Right

LONGEST = 1_000


def agree_action(
    actor: Actor, meeting_uuid: UUID, what: str, owner_uuid: UUID, due_on: datetime.date, *, indicator: str = ""
) -> Action:
    """Write down what was agreed. The owner is one of the agency's team; the same agreement sent twice stays one."""
    meeting = locked(actor, meeting_uuid, Right.NOTE_MINUTES)
    what = words(what, LONGEST, "tindak lanjut")
    if not what:
        raise Refused("Tulis dahulu apa yang akan dikerjakan.")
    if indicator and indicator not in instrument_for(meeting.assessment).instrument.position:
        raise Refused(f'Indikator "{indicator}" tidak ada pada instrumen penilaian ini. Pilih dari daftar.')
    held_on = meeting.starts_at.astimezone(ZoneInfo(meeting.agency.time_zone)).date()
    if due_on < held_on:
        raise Refused("Tenggat lebih awal daripada hari rapat. Pilih tanggal sesudah rapat.")
    owner = _owner(actor, meeting.agency_id, owner_uuid)
    action, new = Action.objects.get_or_create(
        agency_id=meeting.agency_id,
        assessment_id=meeting.assessment_id,
        meeting=meeting,
        indicator=indicator,
        what=what,
        owner=owner,
        due_on=due_on,
    )
    if new:
        after = {"action": str(action.uuid), "owner": owner.name, "due_on": due_on.isoformat()}
        note(actor, "agree_action", meeting, f"mencatat tindak lanjut untuk {owner.name}", part=indicator, after=after)
    return action


def drop_action(actor: Actor, action_uuid: UUID) -> None:
    """Take back an agreement that was written down wrongly, before the minutes are approved."""
    action = action_of(actor, action_uuid)
    if action.meeting is None:
        raise Refused("Tindak lanjut ini tidak berasal dari rapat dan tidak dapat dihapus di sini.")
    meeting = locked(actor, action.meeting.uuid, Right.NOTE_MINUTES)
    before = {"action": str(action.uuid), "owner": action.owner.name, "due_on": action.due_on.isoformat()}
    action.delete()
    note(actor, "drop_action", meeting, "menghapus tindak lanjut", part=action.indicator, before=before)


def complete_action(actor: Actor, action_uuid: UUID) -> Action:
    """Its owner or a coordinator says that it is done; the minutes stay as they are."""
    return _finish(actor, action_uuid, done=True)


def reopen_action(actor: Actor, action_uuid: UUID) -> Action:
    """Its owner or a coordinator says that it is not done after all."""
    return _finish(actor, action_uuid, done=False)


def may_complete(actor: Actor, action: Action) -> bool:
    """The owner, as a member of the team, or a coordinator of the agency."""
    if actor.role not in TEAM or action.agency_id not in actor.reach:
        return False
    return actor.role == Role.COORDINATOR or action.owner_id == actor.person_id


def _finish(actor: Actor, action_uuid: UUID, *, done: bool) -> Action:
    action = action_of(actor, action_uuid)
    if not may_complete(actor, action):
        raise Refused(f"Hanya {action.owner.name} atau koordinator yang dapat mengubah status tindak lanjut ini.")
    unfinished = Action.objects.filter(pk=action.pk, done_at__isnull=done)
    if done:
        changed = unfinished.update(done_at=Now(), done_by=actor.person_id)
    else:
        changed = unfinished.update(done_at=None, done_by=None)
    if changed:
        name, sentence = ("complete_action", "menyelesaikan") if done else ("reopen_action", "membuka kembali")
        target = ("assessment", action.assessment.uuid)
        record(
            actor,
            name,
            target,
            f"{sentence} tindak lanjut",
            agency_id=action.agency_id,
            part=action.indicator,
            after={"action": str(action.uuid)},
        )
    action.refresh_from_db(fields=["done_at", "done_by"])
    return action


def _owner(actor: Actor, agency_id: int, uuid: UUID) -> Person:
    members = members_of(actor, agency_id, timezone.localdate()).filter(person__uuid=uuid)
    member = next((member for member in members if member.role in TEAM), None)
    if member is None:
        raise Refused("Penanggung jawab harus anggota tim instansi ini. Pilih dari daftar.")
    return member.person
