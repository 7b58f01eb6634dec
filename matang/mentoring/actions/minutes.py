"""Notula: written by whoever takes the notes, approved by the coordinator; then nothing changes any more."""

from __future__ import annotations

import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models.functions import Now

from matang.assessments.queries import database_now
from matang.journal.actions import text_mark
from matang.mentoring.actions.lock import locked, note, one_line, words
from matang.mentoring.models import Meeting
from matang.mentoring.queries import actions_agreed, attendees_of
from matang.mentoring.signing import kept, signing_of
from matang.people.actor import Actor
from matang.people.rules import Refused, Right

LONGEST = 10_000
State = Meeting.State


def write_minutes(
    actor: Actor, uuid: UUID, conclusion: str, letter_number: str = "", ended: datetime.time | None = None
) -> Meeting:
    """Write conclusion, letter number (typed from the agenda book) and the hour at which the meeting ended (in the
    agency's zone). Whoever writes first is the notulis."""
    meeting = locked(actor, uuid, Right.NOTE_MINUTES)
    conclusion = words(conclusion, LONGEST, "kesimpulan")
    if not conclusion:
        raise Refused("Kesimpulan masih kosong. Tulis dahulu apa yang disimpulkan rapat.")
    meeting.conclusion = conclusion
    meeting.letter_number = one_line(letter_number, 100, "nomor notula")
    meeting.ends_at = _end(meeting, ended)
    meeting.state = State.HELD
    if meeting.writer_id is None:
        meeting.writer_id = actor.person_id
    meeting.save()
    mark = text_mark(meeting.uuid, conclusion) | {"letter_number": meeting.letter_number}
    note(actor, "write_minutes", meeting, f"menyusun notula {meeting.title}", after=mark)
    return meeting


def approve_minutes(actor: Actor, uuid: UUID) -> Meeting:
    """Approve the minutes: letterhead, signers and names are kept as they stand, and the meeting is frozen."""
    meeting = locked(actor, uuid, Right.APPROVE_MINUTES)
    attendees = attendees_of(meeting)
    if meeting.state != State.HELD:
        raise Refused("Notula belum disusun. Tulis kesimpulan rapat dahulu, lalu setujui.")
    if meeting.starts_at > database_now():
        raise Refused("Rapat belum berlangsung. Periksa tanggal rapat, lalu setujui sesudah rapat.")
    if not meeting.chair:
        raise Refused("Pimpinan rapat belum diisi. Minta pendamping melengkapinya pada rencana rapat.")
    if not any(row.present for row in attendees):
        raise Refused("Daftar hadir masih kosong. Catat siapa yang hadir dahulu, lalu setujui.")
    meeting.signing = kept(signing_of(meeting, actions_agreed(meeting)))
    meeting.state = State.APPROVED
    meeting.approved_by_id = actor.person_id
    meeting.approved_at = Now()
    meeting.save()
    meeting.refresh_from_db(fields=["approved_at"])
    note(actor, "approve_minutes", meeting, f"menyetujui notula {meeting.title}")
    return meeting


def _end(meeting: Meeting, ended: datetime.time | None) -> datetime.datetime | None:
    """The moment of the end: at that hour, after the beginning; past midnight it is the next day."""
    if ended is None:
        return None
    zone = ZoneInfo(meeting.agency.time_zone)
    start = meeting.starts_at.astimezone(zone)
    end = datetime.datetime.combine(start.date(), ended, zone)
    return end if end > start else end + datetime.timedelta(days=1)
