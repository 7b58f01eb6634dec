"""Reading plans and their steps; `visible_to` is the only door. Judges and administrators see nothing of them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from matang.assessments.models import Assessment, Stage
from matang.assessments.queries import assessment_of, values_of
from matang.assessments.queries import visible_to as assessments_visible_to
from matang.core.scoring import Given
from matang.people.actor import Actor
from matang.people.rules import HOLDERS, JUDGES, Invisible, Right
from matang.plans.models import Plan, Step

READERS = HOLDERS[Right.READ_WORK] - JUDGES
# Of an assessment's plans the last approved one counts; before any is approved, the last one made.
COUNTS_FIRST = (
    Case(When(state=Plan.State.APPROVED, then=0), default=1, output_field=IntegerField()),
    F("approved_at").desc(nulls_last=True),
    "-id",
)


def may_read(actor: Actor) -> bool:
    """Whether plans exist for this role at all: who judges must not know what was aimed at."""
    return actor.role in READERS


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """The plans within reach, with agency, assessment and round."""
    if not may_read(actor):
        return Plan.objects.none()
    return (
        Plan.objects.filter(agency_id__in=actor.reach)
        .select_related("agency", "assessment__agency", "assessment__round__instrument", "made_by", "approved_by")
        .defer("assessment__round__instrument__source", "assessment__round__instrument__ladder")
    )


def plan_of(actor: Actor, uuid: UUID) -> Plan:
    """One plan within reach, else `Invisible`. One statement."""
    plan = visible_to(actor).filter(uuid=uuid).first()
    if plan is None:
        raise Invisible
    return plan


def planned_assessment(actor: Actor, uuid: UUID) -> Assessment:
    """The assessment that a simulation or plan is about, else `Invisible`. One statement."""
    if not may_read(actor):
        raise Invisible
    return assessment_of(actor, uuid)


def assessments_for(actor: Actor, text: str = "") -> QuerySet[Assessment]:
    """The assessments whose plans one may see, newest round first; `text` is a part of the agency's name."""
    if not may_read(actor):
        raise Invisible
    found = assessments_visible_to(actor)
    if text:
        found = found.filter(agency__name__icontains=text)
    return found.order_by("-round__year", "-round__period_number", "agency__name", "id")


def plans_of(assessments: Iterable[Assessment]) -> dict[int, list[Plan]]:
    """The plans of these assessments by assessment id, the one that counts first, with `steps_all` and `steps_done`.
    One statement."""
    ids = [assessment.pk for assessment in assessments]
    found: dict[int, list[Plan]] = {pk: [] for pk in ids}
    plans = Plan.objects.filter(assessment_id__in=ids).annotate(
        steps_all=Count("steps"), steps_done=Count("steps", filter=Q(steps__done_at__isnull=False))
    )
    for plan in plans.order_by(*COUNTS_FIRST):
        found[plan.assessment_id].append(plan)
    return found


def steps_of(plan: Plan) -> list[Step]:
    """The steps in their order, with their owners. One statement."""
    return list(Step.objects.filter(plan=plan).select_related("owner").order_by("id"))


def levels_now(assessment: Assessment) -> dict[str, Given]:
    """The levels that plans start from: the agency's own, after the decision the final ones. One statement."""
    decided = assessment.state == Assessment.State.DECIDED
    return values_of(assessment, Stage.FINAL if decided else Stage.SELF)


def current_plan(assessment: Assessment) -> dict[str, Fraction]:
    """The level that the plan that counts aims at, by indicator; empty without a plan. One statement.

    Call it only where `may_read(actor)` holds: the row policy alone does not hide plans from judges.
    """
    steps = Step.objects.filter(plan_id=Subquery(_that_counts(assessment.pk))).values_list("indicator", "to_value")
    targets: dict[str, Fraction] = {}
    for code, value in steps:
        targets[code] = max(Fraction(value), targets.get(code, Fraction(value)))
    return targets


def steps_due_for(actor: Actor) -> list[Step]:
    """The open steps that the person owns in the plans that count, within reach, the most urgent first; those without
    a date last. One statement."""
    if not may_read(actor) or actor.person_id is None:
        return []
    mine = Step.objects.filter(agency_id__in=actor.reach, owner_id=actor.person_id, done_at__isnull=True)
    counting = mine.filter(plan_id=Subquery(_that_counts(OuterRef("plan__assessment_id"))))
    return list(counting.select_related("plan").order_by(F("due_on").asc(nulls_last=True), "id"))


def _that_counts(assessment: int | OuterRef) -> QuerySet[Plan, int]:
    return Plan.objects.filter(assessment_id=assessment).order_by(*COUNTS_FIRST).values_list("pk", flat=True)[:1]
