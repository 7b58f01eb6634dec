"""The door from actions to the table of states in `core.workflow`."""

from __future__ import annotations

from django.db.models import F

from matang.assessments.models import Assessment
from matang.core.workflow import Act, Facts, may, target
from matang.people.actor import Actor
from matang.people.rules import Refused

NOTHING = Facts()


def allow(actor: Actor, assessment: Assessment, act: Act, facts: Facts = NOTHING) -> Assessment.State:
    """The state to which the act leads. Raises Refused with the table's sentence when the actor's role may not do it,
    or not in this state, or a condition fails; the caller holds the assessment's lock."""
    sentence = may(assessment.state, act, actor.role, facts)
    if sentence:
        raise Refused(sentence)
    return Assessment.State(target(act))


def move(assessment: Assessment, state: Assessment.State) -> None:
    """Bring the assessment to the state that `allow` gave."""
    Assessment.objects.filter(pk=assessment.pk).update(state=state, version=F("version") + 1)
