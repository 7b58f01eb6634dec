"""Reading documents asked of people; judges see nothing of them."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from matang.assessments.models import Assessment, Request
from matang.people.actor import Actor
from matang.people.models import Person
from matang.people.queries import members_of
from matang.people.rules import HOLDERS, JUDGES, Invisible, Right

READERS = HOLDERS[Right.READ_WORK] - JUDGES
GIVERS = HOLDERS[Right.GIVE_EVIDENCE]
OPEN = Q(answered_at__isnull=True, cancelled_at__isnull=True)


def requests_visible_to(actor: Actor) -> QuerySet[Request]:
    """The requests within reach with their people, round and answer, the most urgent first."""
    if actor.role not in READERS:
        return Request.objects.none()
    found = Request.objects.filter(agency_id__any=actor.reach)
    return found.select_related(
        "person", "asked_by", "assessment__round", "assessment__agency", "version__document"
    ).order_by("due_on", "id")


def request_of(actor: Actor, uuid: UUID) -> Request:
    """One request within reach, else `Invisible`. One statement."""
    found = requests_visible_to(actor).filter(uuid=uuid).first()
    if found is None:
        raise Invisible
    return found


def open_requests_for(actor: Actor) -> QuerySet[Request]:
    """What the person is asked for and has not given yet, the most urgent first. One statement."""
    return requests_visible_to(actor).filter(OPEN, person_id=actor.person_id or 0)


def open_requests_on(actor: Actor, assessment: Assessment, indicator: str) -> QuerySet[Request]:
    """What is asked for on an indicator and not given yet, with its people; none has an answer. One statement."""
    found = requests_visible_to(actor).filter(OPEN, assessment=assessment, indicator=indicator)
    return found.select_related(None).select_related("person", "asked_by")


def askable(actor: Actor, agency_id: int, today: datetime.date) -> list[Person]:
    """Who of the agency may be asked: those who may give evidence, by name. One statement."""
    members = members_of(actor, agency_id, today)
    found = {member.person_id: member.person for member in members if member.role in GIVERS}
    return sorted(found.values(), key=lambda person: person.name)
