"""The page of one meeting: one indicator big, the agenda at the side, who is there, what was agreed, the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from matang.assessments.queries import given, last_year
from matang.core import words
from matang.core.documents import number_text
from matang.core.instrument import Instrument
from matang.core.values import NotApplicable
from matang.mentoring import queries
from matang.mentoring.actions.holding import MENTORS, invited, proposed_as
from matang.mentoring.models import AgendaItem, Attendee, Meeting
from matang.mentoring.pages import ActionRow, action_row, instrument_of, level_number, level_words, moment, scale_of
from matang.people.actor import Actor
from matang.people.models import Membership, Person
from matang.people.rules import TEAM, Invisible, Right


@dataclass(frozen=True)
class SideItem:
    """One line of the agenda."""

    code: str
    title: str
    levels: str
    href: str
    current: bool
    talked: bool


@dataclass(frozen=True)
class Current:
    """The indicator that is talked about, with what was said in the last decided round."""

    code: str
    title: str
    place: str
    levels: tuple[Decimal | int, ...]
    level: Decimal | int | None
    aimed: Decimal | int | None
    lead: str
    missing: str
    last: str
    notes: str
    agreed: str
    before: str
    after: str
    next_code: str
    indicator_href: str


@dataclass(frozen=True)
class Chair:
    """One place on the attendance list: a person proposed or somebody who came. `row` is 0 while only proposed."""

    row: int
    person: str
    name: str
    about: str
    present: bool


@dataclass(frozen=True)
class MeetingPage:
    """The page. `meeting` is shown, never changed by a template."""

    meeting: Meeting
    when: str
    round: str
    state: str
    items: tuple[SideItem, ...]
    current: Current | None
    chairs: tuple[Chair, ...]
    present: int
    mentors: int
    actions: tuple[ActionRow, ...]
    team: tuple[Person, ...]
    indicators: tuple[tuple[str, str], ...]
    ended: str
    approved: str
    writer: str
    may_note: bool
    may_plan: bool
    may_approve: bool
    begun: bool

    @property
    def frozen(self) -> bool:
        """Whether the minutes are approved."""
        return self.meeting.state == Meeting.State.APPROVED

    @property
    def code(self) -> str:
        """The indicator shown, so that a form comes back to it; "" without one."""
        return self.current.code if self.current else ""

    @property
    def here(self) -> str:
        """The address that a ticked action comes back to."""
        href = (
            item_href(self.meeting, self.code) if self.code else reverse("mentoring:meeting", args=[self.meeting.uuid])
        )
        return f"{href}#tindak-lanjut"


def meeting_page(actor: Actor, uuid: UUID, chosen: str = "") -> MeetingPage:
    """Build the page; at most seven statements. `chosen` is the code of the indicator to show, else the first one on
    which nothing was noted yet."""
    meeting = queries.meeting_of(actor, uuid)
    instrument, zone = instrument_of(meeting), meeting.agency.time_zone
    items, attendees = queries.items_of(meeting), queries.attendees_of(meeting)
    frozen = meeting.state == Meeting.State.APPROVED
    may_note = not frozen and actor.may(Right.NOTE_MINUTES, meeting.agency_id)
    members = invited(actor, meeting) if may_note else []
    item = _chosen(items, chosen)
    chairs = tuple(_chairs(meeting, attendees, members))
    return MeetingPage(
        meeting=meeting,
        when=moment(meeting.starts_at, zone),
        round=f"{meeting.assessment.round.title} {meeting.assessment.round.period_label}",
        state=meeting.get_state_display(),
        items=tuple(_side(meeting, instrument, other, other is item) for other in items),
        current=_current(meeting, instrument, items, item) if item else None,
        chairs=chairs,
        present=sum(chair.present for chair in chairs),
        mentors=_mentors(attendees),
        actions=tuple(action_row(actor, action) for action in queries.actions_agreed(meeting)),
        team=tuple(member.person for member in members if member.role in TEAM),
        indicators=tuple((node.code, node.title) for node in instrument.indicators) if may_note else (),
        ended=words.time(meeting.ends_at.astimezone(ZoneInfo(zone)), zone) if meeting.ends_at else "",
        approved=moment(meeting.approved_at, zone) if meeting.approved_at else "",
        writer=meeting.writer.name if meeting.writer else "",
        may_note=may_note,
        may_plan=not frozen and actor.may(Right.MENTOR, meeting.agency_id),
        may_approve=not frozen and actor.may(Right.APPROVE_MINUTES, meeting.agency_id),
        begun=meeting.starts_at <= timezone.now(),  # shown only; approving asks the database's clock
    )


def item_href(meeting: Meeting, code: str) -> str:
    """The address at which an item of the agenda is shown."""
    return f"{reverse('mentoring:meeting', args=[meeting.uuid])}?{urlencode({'butir': code})}"


def _chosen(items: list[AgendaItem], code: str) -> AgendaItem | None:
    if code:
        item = next((item for item in items if item.indicator == code), None)
        if item is None:
            raise Invisible
        return item
    fresh = (item for item in items if not item.notes and not item.agreed)
    return next(fresh, items[0] if items else None)


def _side(meeting: Meeting, instrument: Instrument, item: AgendaItem, current: bool) -> SideItem:
    now, aimed = level_words(item.level_now) or "–", level_words(item.level_aimed)
    return SideItem(
        code=item.indicator,
        title=instrument.indicator(item.indicator).title,
        levels=f"{now} → {aimed}" if aimed else now,
        href=item_href(meeting, item.indicator),
        current=current,
        talked=bool(item.notes or item.agreed),
    )


def _current(meeting: Meeting, instrument: Instrument, items: list[AgendaItem], item: AgendaItem) -> Current:
    at, code = items.index(item), item.indicator
    lead, missing = _sentence(item.missing)
    following = items[at + 1].indicator if at + 1 < len(items) else ""
    trail = dict.fromkeys(node.title for node in instrument.trail(code))
    return Current(
        code=code,
        title=instrument.indicator(code).title,
        place=" · ".join([f"Indikator {code}", *trail]),
        levels=scale_of(instrument, code),
        level=level_number(item.level_now),
        aimed=level_number(item.level_aimed),
        lead=lead,
        missing=missing,
        last=_last(meeting, code),
        notes=item.notes,
        agreed=item.agreed,
        before=item_href(meeting, items[at - 1].indicator) if at else "",
        after=item_href(meeting, following) if following else "",
        next_code=following,
        indicator_href=reverse("web:indicator", args=[meeting.assessment.uuid, code]),
    )


def _sentence(missing: str) -> tuple[str, str]:
    """The beginning that says for which level ("Untuk tingkat 2 kurang:"), to be set apart, and the rest."""
    lead, colon, rest = missing.partition(": ")
    return (f"{lead}:", rest) if colon and lead.startswith("Untuk tingkat ") else ("", missing)


def _last(meeting: Meeting, code: str) -> str:
    """What the last decided round says: "Tahun lalu (2023): tingkat 1. “Belum ada kegiatan yang tercatat.”"."""
    last = last_year(meeting.assessment)
    rating = last.ratings.get(code) if last else None
    value = given(rating)
    if last is None or rating is None or value is None:
        return ""
    level = "tidak berlaku" if isinstance(value, NotApplicable) else f"tingkat {_figure(value)}"
    said = (rating.recommendation or rating.finding).strip()
    return f"{last.label}: {level}." + (f" “{said}”" if said else "")


def _figure(value: object) -> str:
    return level_words(number_text(value))  # type: ignore[arg-type]


def _chairs(meeting: Meeting, attendees: list[Attendee], members: list[Membership]) -> list[Chair]:
    """Who came, in the order of writing, then who is proposed and not on the list."""
    written = [
        Chair(
            row.pk,
            str(row.person.uuid) if row.person else "",
            row.name,
            ", ".join(filter(None, (row.position, row.organisation))),
            row.present,
        )
        for row in attendees
    ]
    there = {row.person_id for row in attendees}
    proposed = [
        Chair(0, str(member.person.uuid), member.person.name, proposed_as(meeting, member), False)
        for member in members
        if member.person_id not in there
    ]
    return written + proposed


def _mentors(attendees: list[Attendee]) -> int:
    return sum(row.present and row.organisation == MENTORS for row in attendees)
