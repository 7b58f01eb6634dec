"""Notula and attendance list of a meeting as files: what was written down becomes the paper's dataclass."""

from __future__ import annotations

import datetime
from collections import Counter
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from matang import papers
from matang.core import words
from matang.core.instrument import Instrument
from matang.mentoring import queries
from matang.mentoring.actions.holding import invited, proposed_as
from matang.mentoring.models import Action, AgendaItem, Attendee, Meeting
from matang.mentoring.pages import instrument_of, level_words
from matang.mentoring.signing import CHAIR, Signer, Signing, signing_of
from matang.people.actor import Actor
from matang.people.rules import Refused
from matang.people.views_guard import actor_of, signed_in

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNRATED = "belum dinilai"


@signed_in
@require_safe
def minutes_docx(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The notula as DOCX."""
    paper, name = minutes_of(actor_of(request), uuid)
    return _file(papers.minutes_docx(paper), f"{name}.docx", DOCX)


@signed_in
@require_safe
def minutes_pdf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The notula as PDF."""
    paper, name = minutes_of(actor_of(request), uuid)
    return _file(papers.minutes_pdf(paper), f"{name}.pdf", PDF)


@signed_in
@require_safe
def attendance_pdf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The attendance list to be signed: who came, or before the meeting who is invited, with empty rows."""
    meeting = queries.meeting_of(actor_of(request), uuid)
    paper = attendance_of(actor_of(request), meeting)
    return _file(papers.attendance_pdf(paper), f"Daftar hadir {meeting.title}.pdf", PDF)


def minutes_of(actor: Actor, uuid: UUID) -> tuple[papers.Minutes, str]:
    """The notula of a meeting within reach and its file name ("Rancangan …" until it is approved); at most nine
    statements. Approved minutes are drawn from what was kept then, so that each copy is the same, byte for byte."""
    meeting = queries.meeting_of(actor, uuid)
    if not meeting.conclusion:
        raise Refused("Notula rapat ini belum disusun. Tulis kesimpulannya dahulu, lalu unduh.")
    instrument, items = instrument_of(meeting), queries.items_of(meeting)
    actions = queries.actions_agreed(meeting)
    came = [row for row in queries.attendees_of(meeting) if row.present]
    signing = signing_of(meeting, actions)
    approved = meeting.approved_at
    paper = papers.Minutes(
        letterhead=papers.Letterhead(signing.lines, signing.address),
        number=meeting.letter_number,
        occasion=_occasion(meeting, items),
        chair=_chair(signing.chair),
        writer=signing.writer.name,
        participants=_participants(came),
        opening=_opening(meeting),
        topics=tuple(_topic(instrument, item) for item in items),
        conclusion=meeting.conclusion,
        actions=tuple(_action(signing, action) for action in actions),
        closing=f"Rapat ditutup pukul {_hour(meeting, meeting.ends_at)}." if meeting.ends_at else "",
        attendance=tuple(_attendee(row) for row in came),
        chair_signature=_signature(signing.chair, words.date(_local(meeting, approved).date()) if approved else ""),
        writer_signature=_signature(signing.writer, ""),
        chain_head=signing.chain_head,
        made=approved or timezone.now(),
        demo=settings.DEMO,
        draft=approved is None,
    )
    return paper, f"{'Notula' if approved else 'Rancangan notula'} {meeting.title}"


def attendance_of(actor: Actor, meeting: Meeting) -> papers.AttendanceList:
    """The attendance list alone; at most nine statements."""
    items, rows = queries.items_of(meeting), queries.attendees_of(meeting)
    signing = signing_of(meeting, ())
    people = tuple(_attendee(row) for row in rows if row.present)
    if not people:
        people = tuple(papers.Attendee(m.person.name, proposed_as(meeting, m)) for m in invited(actor, meeting))
    return papers.AttendanceList(
        letterhead=papers.Letterhead(signing.lines, signing.address),
        occasion=_occasion(meeting, items),
        attendees=people,
        signer=_signature(signing.chair, "") if meeting.chair else None,
        chain_head=signing.chain_head,
        made=meeting.approved_at or timezone.now(),
        demo=settings.DEMO,
        blank_rows=0 if meeting.approved_at else 5,
    )


def _occasion(meeting: Meeting, items: list[AgendaItem]) -> papers.Occasion:
    about = words.listed([item.indicator for item in items])
    return papers.Occasion(
        meeting=meeting.title,
        day=words.long_date(_local(meeting, meeting.starts_at).date()),
        time=_time(meeting),
        place=meeting.place,
        agenda=f"Pendampingan bukti dukung indikator {about}" if about else "Pendampingan penilaian mandiri",
    )


def _chair(chair: Signer) -> str:
    office = "" if chair.position == CHAIR else " ".join(filter(None, (chair.acting, chair.position)))
    return ", ".join(filter(None, (chair.name, office))) or "—"


def _time(meeting: Meeting) -> str:
    if meeting.ends_at is None:
        return f"{_hour(meeting, meeting.starts_at)} s.d. selesai"
    return f"{words.time(_local(meeting, meeting.starts_at).time())}–{_hour(meeting, meeting.ends_at)}"


def _opening(meeting: Meeting) -> str:
    round_ = meeting.assessment.round
    return f"Rapat membahas penilaian mandiri {meeting.agency.name} pada {round_.title} {round_.period_label}."


def _participants(came: list[Attendee]) -> tuple[str, ...]:
    """The bodies that were there, with how many of each; the names stand on the attendance list, once."""
    count = Counter(row.organisation or row.name for row in came)
    alone = {row.name for row in came if not row.organisation}
    return tuple(body if body in alone else f"{body} ({n} orang)" for body, n in count.items())


def _topic(instrument: Instrument, item: AgendaItem) -> papers.Topic:
    return papers.Topic(
        code=item.indicator,
        title=instrument.indicator(item.indicator).title,
        level_now=level_words(item.level_now) or UNRATED,
        target=level_words(item.level_aimed),
        missing=item.missing,
        notes=item.notes,
        agreed=item.agreed,
    )


def _action(signing: Signing, action: Action) -> papers.ActionRow:
    about = f" (indikator {action.indicator})" if action.indicator else ""
    who = signing.owners.get(str(action.uuid), action.owner.name)
    return papers.ActionRow(f"{action.what}{about}", who, words.date(action.due_on))


def _attendee(row: Attendee) -> papers.Attendee:
    return papers.Attendee(row.name, ", ".join(filter(None, (row.position, row.organisation))))


def _signature(signer: Signer, date: str) -> papers.Signature:
    return papers.Signature("", date, signer.acting, signer.position, signer.name, signer.nip, signer.rank)


def _local(meeting: Meeting, at: datetime.datetime) -> datetime.datetime:
    return at.astimezone(ZoneInfo(meeting.agency.time_zone))


def _hour(meeting: Meeting, at: datetime.datetime) -> str:
    return words.time(_local(meeting, at), meeting.agency.time_zone)


def _file(data: bytes, name: str, media_type: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name.replace("/", "-")) or "attachment"}
    return HttpResponse(data, content_type=media_type, headers=headers)
