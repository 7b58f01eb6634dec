"""What the pages of the mentoring room show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from matang.assessments.models import Assessment
from matang.assessments.naming import round_names
from matang.assessments.queries import instrument_for
from matang.assessments.queries import visible_to as assessments_visible_to
from matang.core import words
from matang.core.instrument import Instrument
from matang.mentoring import queries
from matang.mentoring.actions.agreeing import may_complete
from matang.mentoring.models import Action, Meeting
from matang.people.actor import Actor
from matang.people.rules import Right

STATES = {
    Meeting.State.PLANNED: ("", "direncanakan"),
    Meeting.State.HELD: ("warn", "notula belum disetujui"),
    Meeting.State.APPROVED: ("ok", "notula disetujui"),
}


def moment(at: datetime.datetime, zone: str) -> str:
    """A moment as an invitation says it: "Selasa, 25 Juni 2024 pukul 09.00 WITA"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{words.long_date(local.date())} pukul {words.time(local, zone)}"


def clock(at: datetime.datetime, zone: str) -> str:
    """Just the hour: "09.14"."""
    return words.time(at.astimezone(ZoneInfo(zone)).time())


def level_words(level: str) -> str:
    """A stored level as pages and papers write it."""
    return level.replace(".", ",")


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a list. `kind` and `state` are the colour and words of its tag."""

    href: str
    title: str
    when: str
    place: str
    agency: str
    round: str
    kind: str
    state: str


@dataclass(frozen=True)
class ActionRow:
    """An agreed action. `about` says which indicator ("" for none); `late` when it is open after its day."""

    uuid: UUID
    what: str
    owner: str
    due: str
    about: str
    done: str
    late: bool
    may_complete: bool


@dataclass(frozen=True)
class ListPage:
    """The room's first page."""

    coming: tuple[MeetingRow, ...]
    past: tuple[MeetingRow, ...]
    actions: tuple[ActionRow, ...]
    plannable: tuple[tuple[str, str], ...]
    may_plan: bool
    several: bool


def list_page(actor: Actor) -> ListPage:
    """Build it; at most four statements."""
    may_plan = actor.may(Right.MENTOR)
    coming, past = queries.next_meetings(actor, 50), queries.past_meetings(actor)
    names = round_names(meeting.assessment.round for meeting in (*coming, *past))
    return ListPage(
        coming=tuple(_row(meeting, names) for meeting in coming),
        past=tuple(_row(meeting, names) for meeting in past),
        actions=tuple(action_row(actor, action) for action in queries.open_actions_for(actor)),
        plannable=_plannable(actor) if may_plan else (),
        may_plan=may_plan,
        several=len(actor.reach) > 1,
    )


def action_row(actor: Actor, action: Action) -> ActionRow:
    """One agreed action for this person; no statement."""
    today = timezone.localdate(timezone=ZoneInfo(actor.time_zone))
    done = (
        f"selesai {words.date(action.done_at.astimezone(ZoneInfo(actor.time_zone)).date())}" if action.done_at else ""
    )
    return ActionRow(
        uuid=action.uuid,
        what=action.what,
        owner=action.owner.name,
        due=words.date(action.due_on),
        about=f"Indikator {action.indicator}" if action.indicator else "",
        done=done,
        late=not done and action.due_on < today,
        may_complete=may_complete(actor, action),
    )


def level_number(level: str) -> Decimal | int | None:
    """A stored level as a number to compare and to show; fractions of a scale are shown as decimals."""
    if not level:
        return None
    top, _, bottom = level.partition("/")
    number = Decimal(top) / int(bottom or 1)
    return int(number) if number == int(number) else number


def scale_of(instrument: Instrument, code: str) -> tuple[Decimal | int, ...]:
    """The levels of an indicator as numbers, lowest first."""
    values = (level.value for level in instrument.levels(code))
    return tuple(int(v) if v.denominator == 1 else Decimal(v.numerator) / v.denominator for v in values)


def instrument_of(meeting: Meeting) -> Instrument:
    """The instrument of the meeting's assessment; no statement once a process knows it."""
    return instrument_for(meeting.assessment).instrument


def _row(meeting: Meeting, names: dict[int, str]) -> MeetingRow:
    kind, state = STATES[Meeting.State(meeting.state)]
    if meeting.state == Meeting.State.PLANNED and meeting.starts_at < timezone.now() - queries.STILL_ON:
        kind, state = "warn", "notula belum disusun"
    return MeetingRow(
        href=reverse("mentoring:meeting", args=[meeting.uuid]),
        title=meeting.title,
        when=moment(meeting.starts_at, meeting.agency.time_zone),
        place=meeting.place,
        agency=meeting.agency.name,
        round=names[meeting.assessment.round_id],
        kind=kind,
        state=state,
    )


def _plannable(actor: Actor) -> tuple[tuple[str, str], ...]:
    open_ones = assessments_visible_to(actor).exclude(state=Assessment.State.DECIDED)
    found = list(open_ones.order_by("agency__name", "-round__year"))
    names = round_names(a.round for a in found)
    return tuple((f"{a.agency.name} · {names[a.round_id]}", reverse("mentoring:new", args=[a.uuid])) for a in found)
