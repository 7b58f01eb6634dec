"""Reading decisions: what is official of an assessment, over the years, in the ranking, and for the public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, DecimalField, Exists, OuterRef, QuerySet, Subquery

from matang.assessments.models import Assessment, Round
from matang.assessments.queries import visible_to
from matang.core.figures import figure12
from matang.people.actor import Actor
from matang.people.models import Agency, Role
from matang.people.rules import Invisible, Right
from matang.results.models import Decision, PublishedResult

RANKERS = frozenset({Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR, Role.LEAD_ASSESSOR})
PEOPLE = ("proposed_by", "confirmed_by")


@dataclass(frozen=True)
class YearRow:
    """One decided round of an agency; the oldest comes first."""

    label: str
    index: Fraction
    predicate: str
    assessment: UUID


@dataclass(frozen=True)
class Rank:
    """The place in the owner's round; equal indexes share a place. `published`: read from what the public sees."""

    place: int
    of: int
    published: bool


def decision_of(assessment: Assessment) -> Decision | None:
    """The decision that counts: confirmed, with the highest number. One statement."""
    return (
        Decision.objects.filter(assessment=assessment, confirmed_at__isnull=False)
        .select_related(*PEOPLE)
        .order_by("-number")
        .first()
    )


def proposal_of(assessment: Assessment) -> Decision | None:
    """The decision that waits for another person's word. One statement."""
    waiting = Decision.objects.filter(assessment=assessment, confirmed_at__isnull=True)
    return waiting.select_related(*PEOPLE).first()


def decisions_of(assessment: Assessment) -> list[Decision]:
    """Every confirmed decision of an assessment, the first one first: corrections leave the former ones readable."""
    confirmed = Decision.objects.filter(assessment=assessment, confirmed_at__isnull=False)
    return list(confirmed.select_related(*PEOPLE).defer("snapshot").order_by("number"))


def proposed_decision(actor: Actor, uuid: UUID) -> Decision:
    """A decision within reach that waits for confirmation, with its assessment; else `Invisible`. One statement."""
    waiting = Decision.objects.filter(uuid=uuid, confirmed_at__isnull=True, agency_id__in=actor.reach)
    found = waiting.select_related("assessment", "assessment__round", "assessment__agency", "proposed_by").first()
    if found is None:
        raise Invisible
    return found


def results_visible_to(actor: Actor) -> QuerySet[Any]:
    """The assessments whose result the actor may read, with `decided_index`, `decided_exact`, `decided_predicate` and
    `decided_at` of the decision that counts (None before it); `Any`, since no model has these names."""
    actor.require(Right.READ_RESULT)
    latest = Decision.objects.filter(assessment=OuterRef("pk"), confirmed_at__isnull=False).order_by("-number")
    number = DecimalField(max_digits=16, decimal_places=12)
    return visible_to(actor).annotate(
        decided_index=Subquery(latest.values("index12")[:1], output_field=number),
        decided_exact=Subquery(latest.values("index")[:1]),
        decided_predicate=Subquery(latest.values("predicate")[:1]),
        decided_at=Subquery(latest.values("confirmed_at")[:1]),
    )


def years_of(agency_id: int, owner_id: int, instrument: str) -> list[YearRow]:
    """The decided rounds of an agency under one owner and instrument line, oldest first. One statement."""
    decisions = (
        Decision.objects.filter(
            agency_id=agency_id,
            confirmed_at__isnull=False,
            assessment__round__owner_id=owner_id,
            assessment__round__instrument__code=instrument,
        )
        .select_related("assessment", "assessment__round")
        .defer("snapshot")
        .order_by("assessment__round__year", "assessment__round__period_number", "assessment_id", "number")
    )
    latest = {decision.assessment_id: decision for decision in decisions}
    return [
        YearRow(d.assessment.round.period_label, Fraction(d.index), d.predicate, d.assessment.uuid)
        for d in latest.values()
    ]


def rank_of(actor: Actor, assessment: Assessment, index: Fraction) -> Rank | None:
    """The rank of a decided assessment in its round. Before publication only those who read the whole owner get it;
    afterwards everyone reads the published one. At most one statement."""
    round_ = assessment.round
    if round_.published_at is not None:
        public = dict(_published(round_).values_list("assessment", "index12"))
        if assessment.uuid in public:
            return _rank(list(public.values()), public[assessment.uuid], published=True)
    if actor.role not in RANKERS or round_.owner_id not in actor.reach:
        return None
    decided = results_visible_to(actor).filter(round=round_, decided_index__isnull=False)
    indexes = list(decided.values_list("decided_index", flat=True))
    return _rank(indexes, figure12(index), published=False)


def _rank(indexes: list[object], own: object, *, published: bool) -> Rank:
    mine = Fraction(str(own))
    return Rank(1 + sum(Fraction(str(index)) > mine for index in indexes), len(indexes), published)


def unpublished_in(rounds: Iterable[Round]) -> dict[int, int]:
    """How many decisions that count are not public yet, by the round's id; rounds without any are left out. One
    statement."""
    latest = Decision.objects.filter(assessment=OuterRef("assessment"), confirmed_at__isnull=False).order_by("-number")
    public = PublishedResult.objects.filter(assessment=OuterRef("assessment__uuid"), number=OuterRef("number"))
    waiting = Decision.objects.filter(
        ~Exists(public), assessment__round__in=rounds, number=Subquery(latest.values("number")[:1])
    )
    return dict(waiting.order_by().values_list("assessment__round").annotate(n=Count("id")))


def published_rounds() -> QuerySet[Round]:
    """The rounds of which something is published, newest first, with their owner. One statement."""
    shown = Round.objects.filter(published_at__isnull=False).select_related("owner")
    return shown.only(*ROUND_FIELDS).order_by("-year", "-period_number", "title")


ROUND_FIELDS = ("uuid", "title", "year", "period", "period_number", "published_at", "owner__name")


def published_round(uuid: UUID) -> Round:
    """One published round, else `Invisible`. One statement."""
    found = published_rounds().filter(uuid=uuid).first()
    if found is None:
        raise Invisible
    return found


def published_in(round_: Round) -> list[PublishedResult]:
    """What the public reads of a round: of each assessment the highest number. One statement."""
    return list(_published(round_))


def _published(round_: Round) -> QuerySet[PublishedResult]:
    return PublishedResult.objects.filter(round=round_).order_by("assessment", "-number").distinct("assessment")


def public_names(round_: Round) -> dict[int, str]:
    """How agencies of a round are called in public: by name, with the parent's where two share one. One statement."""
    agencies = list(Agency.objects.filter(assessments__round=round_).select_related("parent"))
    often = Counter(agency.name for agency in agencies)
    return {
        agency.pk: f"{agency.name}, {agency.parent.name}" if often[agency.name] > 1 and agency.parent else agency.name
        for agency in agencies
    }
