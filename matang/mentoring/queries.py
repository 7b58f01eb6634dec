"""Reading meetings and agreed actions; `visible_to` is the only door. Judges and administrators see nothing of them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from matang.assessments.models import Assessment
from matang.mentoring.models import Action, AgendaItem, Attendee, Meeting
from matang.office.models import Letterhead, Official
from matang.people.actor import Actor
from matang.people.models import Agency
from matang.people.rules import HOLDERS, JUDGES, Invisible, Right

READERS = HOLDERS[Right.READ_WORK] - JUDGES
STILL_ON = datetime.timedelta(hours=8)  # a meeting that began this long ago is still among the coming ones


def may_read(actor: Actor) -> bool:
    """Whether mentoring exists for this role at all: who judges must not know what was advised."""
    return actor.role in READERS


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """The meetings within reach, with agency, assessment and round."""
    if not may_read(actor):
        return Meeting.objects.none()
    return (
        Meeting.objects.filter(agency_id__in=actor.reach)
        .select_related("agency", "assessment__agency", "assessment__round__instrument", "writer", "approved_by")
        .defer("assessment__round__instrument__source", "assessment__round__instrument__ladder")
    )


def meeting_of(actor: Actor, uuid: UUID) -> Meeting:
    """One meeting within reach, else `Invisible`. One statement."""
    meeting = visible_to(actor).filter(uuid=uuid).first()
    if meeting is None:
        raise Invisible
    return meeting


def next_meetings(actor: Actor, limit: int = 3) -> list[Meeting]:
    """The coming meetings, the nearest first. One statement."""
    return list(
        visible_to(actor)
        .filter(starts_at__gte=Now() - STILL_ON)
        .exclude(state=Meeting.State.APPROVED)
        .order_by("starts_at")[:limit]
    )


def past_meetings(actor: Actor, limit: int = 50) -> list[Meeting]:
    """Meetings that took place, the newest first; approved ones as well. One statement."""
    gone = Q(state=Meeting.State.APPROVED) | Q(starts_at__lt=Now() - STILL_ON)
    return list(visible_to(actor).filter(gone).order_by("-starts_at")[:limit])


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order. One statement."""
    return list(AgendaItem.objects.filter(meeting=meeting).order_by("position", "id"))


def attendees_of(meeting: Meeting) -> list[Attendee]:
    """The attendance list in the order in which names were written. One statement."""
    return list(Attendee.objects.filter(meeting=meeting).select_related("person").order_by("id"))


def actions_agreed(meeting: Meeting) -> list[Action]:
    """What was agreed in a meeting, done or not, as it was agreed. One statement."""
    return list(Action.objects.filter(meeting=meeting).select_related("owner", "done_by").order_by("id"))


def actions_of(assessment: Assessment, indicator: str | None = None) -> QuerySet[Action]:
    """The open actions of an assessment (or of one indicator of it), the most urgent first. One statement.

    Not for judges: ask `may_read` before showing them.
    """
    found = Action.objects.filter(assessment=assessment, done_at__isnull=True)
    if indicator is not None:
        found = found.filter(indicator=indicator)
    return found.select_related("owner").order_by("due_on", "id")


def actions_on(assessment: Assessment) -> dict[str, list[Action]]:
    """The open actions by indicator ("" for the assessment as a whole). One statement. Not for judges: `may_read`."""
    grouped: dict[str, list[Action]] = defaultdict(list)
    for action in actions_of(assessment):
        grouped[action.indicator].append(action)
    return dict(grouped)


def open_actions_for(actor: Actor) -> list[Action]:
    """What the person promised and has not done yet, within reach, the most urgent first. One statement."""
    if not may_read(actor) or actor.person_id is None:
        return []
    mine = Action.objects.filter(agency_id__in=actor.reach, owner_id=actor.person_id, done_at__isnull=True)
    return list(_with_round(mine).order_by("due_on", "id"))


def action_of(actor: Actor, uuid: UUID) -> Action:
    """One agreed action within reach, else `Invisible`. One statement."""
    found = Action.objects.filter(agency_id__in=actor.reach, uuid=uuid) if may_read(actor) else Action.objects.none()
    action = _with_round(found).first()
    if action is None:
        raise Invisible
    return action


def letterhead_of(agency: Agency) -> tuple[tuple[str, ...], str]:
    """The lines of an agency's letterhead and its address; without one, the names from the root down. Two statements
    at most."""
    found = Letterhead.objects.filter(agency=agency).first()
    if found is not None:
        return tuple(line.strip() for line in found.lines.splitlines() if line.strip()), found.address.strip()
    ids = [int(part) for part in agency.path.split("/") if part]
    names = dict(Agency.objects.filter(id__in=ids).values_list("id", "name"))
    return tuple(names[key].upper() for key in ids if key in names) or (agency.name.upper(),), ""


def officials_on(agency: Agency, day: datetime.date) -> list[Official]:
    """Who signs for an agency on a day, permanent officials first. One statement."""
    valid = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return list(Official.objects.filter(valid, agency=agency, starts_on__lte=day).order_by("acting", "position", "id"))


def _with_round(actions: QuerySet[Action]) -> QuerySet[Action]:
    return actions.select_related("owner", "agency", "meeting", "assessment__round__instrument").defer(
        "assessment__round__instrument__source", "assessment__round__instrument__ladder"
    )
