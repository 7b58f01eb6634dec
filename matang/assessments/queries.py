"""Reading rounds and assessments; `visible_to` is the only door to an agency's rows."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import NullIf

from matang.assessments.models import Assessment, Citation, IndicatorOwner, Rating, RatingVersion, Round, Seat, Stage
from matang.core import words
from matang.core.scoring import Given, Score, score
from matang.core.values import NA
from matang.evidence.models import Reading
from matang.instruments.queries import Loaded, loaded
from matang.people.actor import Actor
from matang.people.models import Agency, Role
from matang.people.rules import JUDGES, Invisible, Right

State = Assessment.State
_NAMED = ("uuid", "title", "year", "period", "period_number")


def visible_to(actor: Actor) -> QuerySet[Assessment]:
    """The assessments within reach; judges see only what has been submitted."""
    assessments = Assessment.objects.filter(agency_id__any=actor.reach).select_related(
        "agency", "round", "round__instrument", "round__owner"
    )
    assessments = assessments.defer("round__instrument__source", "round__instrument__ladder")
    if actor.role in JUDGES:
        assessments = assessments.exclude(state=State.DRAFT)
    return assessments


def newest(actor: Actor, limit: int) -> list[Assessment]:
    """The newest assessments within reach, each with `mine`: the codes that the actor looks after. One statement."""
    own = IndicatorOwner.objects.filter(assessment=OuterRef("pk"), person_id=actor.person_id or 0)
    found = visible_to(actor).annotate(mine=ArraySubquery(own.values("indicator")))
    return list(found.order_by("-round__year", "-round__period_number", "-id")[:limit])


def assessment_of(actor: Actor, uuid: UUID, right: Right = Right.READ_WORK, *, lock: bool = False) -> Assessment:
    """One assessment with its agency and round, when the actor may see it (`Invisible`) and holds the right
    (`Refused`). One statement. `lock`: keep its row from others until the transaction ends."""
    found = visible_to(actor).filter(uuid=uuid)
    assessment = (found.select_for_update(of=("self",)) if lock else found).first()
    if assessment is None:
        raise Invisible
    actor.require(right, assessment.agency_id)
    return assessment


def place_of(actor: Actor, uuid: UUID, indicator: str) -> tuple[Assessment, dict[str, Owner]]:
    """One assessment as `assessment_of` gives it, and who looks after one indicator of it. One statement."""
    found = (
        visible_to(actor)
        .filter(uuid=uuid)
        .alias(own=FilteredRelation("owners", condition=Q(owners__indicator=indicator)))
    )
    assessment = found.annotate(owner_id=F("own__person_id"), owner_name=F("own__person__name")).first()
    if assessment is None:
        raise Invisible
    actor.require(Right.READ_WORK, assessment.agency_id)
    person: int | None = assessment.owner_id
    return assessment, {} if person is None else {indicator: Owner(person, assessment.owner_name)}


def rounds_of(actor: Actor) -> QuerySet[Round]:
    """The rounds that an owner within reach holds, newest first."""
    return (
        Round.objects.filter(owner_id__any=actor.reach)
        .select_related("instrument", "owner")
        .defer("instrument__source", "instrument__ladder")
        .order_by("-year", "-period_number", "-id")
    )


def rounds_within(actor: Actor) -> QuerySet[Round]:
    """The rounds that any agency within reach takes part in, newest first, with what names them. One statement."""
    mine = Assessment.objects.filter(agency_id__any=actor.reach, round=OuterRef("pk"))
    return (
        Round.objects.filter(Exists(mine))
        .select_related("instrument", "owner")
        .only(*_NAMED, "published_at", "instrument__title", "instrument__number", "owner__name")
        .order_by("-year", "-period_number")
    )


def round_of(actor: Actor, uuid: UUID) -> Round:
    """One round within reach, else `Invisible`."""
    found = rounds_of(actor).filter(uuid=uuid).first()
    if found is None:
        raise Invisible
    return found


def instrument_for(assessment: Assessment) -> Loaded:
    """The instrument version that the assessment's round is scored with; no statement once a process knows it."""
    return loaded(assessment.round.instrument_id)


def closing(round_: Round, zone: str) -> datetime.datetime:
    """The first moment at which the window is closed: the stated minute is still open, in the agency's zone."""
    local = datetime.datetime.combine(round_.closes_on, round_.closes_at, ZoneInfo(zone))
    return local.replace(second=0) + datetime.timedelta(minutes=1)


def closing_words(assessment: Assessment) -> str:
    """The end of the window in the agency's own zone: "30 Juni 2026 pukul 23.59 WITA"."""
    round_ = assessment.round
    zone = words.zone_name(assessment.agency.time_zone)
    return f"{words.date(round_.closes_on)} pukul {round_.closes_at:%H.%M} {zone}"


def database_now() -> datetime.datetime:
    """The database's clock, which alone decides about windows. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        row = cursor.fetchone()
    moment: datetime.datetime = row[0]
    return moment


def opening(round_: Round, zone: str) -> datetime.datetime:
    """The first moment of the window in the agency's zone."""
    return datetime.datetime.combine(round_.opens_on, datetime.time(0), ZoneInfo(zone))


def window_open(assessment: Assessment, now: datetime.datetime) -> bool:
    """Whether the agency may still submit at `now` (the database's clock)."""
    zone = assessment.agency.time_zone
    return opening(assessment.round, zone) <= now < closing(assessment.round, zone)


def given(rating: Rating | RatingVersion | Mark | None) -> Given:
    """The value of a rating as scoring takes it."""
    if rating is None:
        return None
    return NA if rating.not_applicable else (None if rating.value is None else Fraction(rating.value))


def ratings_of(assessment: Assessment, *stages: str) -> dict[tuple[str, int], dict[str, Rating]]:
    """The ratings at these stages: by (stage, seat), then by indicator. One statement."""
    found: dict[tuple[str, int], dict[str, Rating]] = defaultdict(dict)
    for rating in Rating.objects.filter(assessment=assessment, stage__in=stages or Stage.values):
        found[rating.stage, rating.seat][rating.indicator] = rating
    return found


@dataclass(frozen=True)
class Answers:
    """The ratings of one indicator: the agency's own, the final one, and the final one of `former_of` (with its
    assessment and round)."""

    own: Rating | None
    final: Rating | None
    former: Rating | None


def answers_of(assessment: Assessment, indicator: str) -> Answers:
    """The ratings of one indicator now and a year before. One statement."""
    here = Q(assessment=assessment, stage__in=(Stage.SELF, Stage.FINAL))
    before = Q(assessment_id__in=_former(assessment).values("pk")[:1], stage=Stage.FINAL)
    rows = Rating.objects.filter(here | before, indicator=indicator, seat=0).select_related("assessment__round")
    found = {(rating.assessment_id == assessment.pk, rating.stage): rating for rating in rows}
    return Answers(found.get((True, Stage.SELF)), found.get((True, Stage.FINAL)), found.get((False, Stage.FINAL)))


def values_of(assessment: Assessment, stage: str = Stage.SELF, seat: int = 0) -> dict[str, Given]:
    """Just the values at one stage, by indicator. One statement."""
    rows = Rating.objects.filter(assessment=assessment, stage=stage, seat=seat).values_list(
        "indicator", "value", "not_applicable"
    )
    return {code: NA if absent else (None if value is None else Fraction(value)) for code, value, absent in rows}


def standing(assessment: Assessment, stage: str = Stage.SELF, seat: int = 0) -> Score:
    """The exact score of an assessment as it stands. One statement."""
    return score(instrument_for(assessment).instrument, values_of(assessment, stage, seat))


def score_of(assessment: Assessment, ratings: Iterable[Rating]) -> Score:
    """The score over ratings that were read already. No statement."""
    return score(instrument_for(assessment).instrument, {rating.indicator: given(rating) for rating in ratings})


@dataclass(frozen=True)
class LastYear:
    """The last decided assessment of the series: its round's words, values, recommendations and score."""

    label: str
    assessment_uuid: UUID
    ratings: dict[str, Rating]
    score: Score


def _former(assessment: Assessment) -> QuerySet[Assessment]:
    round_ = assessment.round
    return Assessment.objects.filter(
        agency_id=assessment.agency_id,
        state=State.DECIDED,
        round__owner_id=round_.owner_id,
        round__period=round_.period,
        round__period_number=round_.period_number,
        round__year__lt=round_.year,
        round__instrument__code=round_.instrument.code,
    ).order_by("-round__year")


def former_of(assessment: Assessment) -> Assessment | None:
    """The last decided assessment of the same owner and instrument line that ended about a year before. One statement.
    A later quarter looks at the same quarter of the year before."""
    return _former(assessment).select_related("round").first()


def last_year(assessment: Assessment) -> LastYear | None:
    """What `former_of` was decided with; a decision has final values always, so one statement is enough."""
    before = _former(assessment).values("pk")[:1]
    found = Rating.objects.filter(assessment_id__in=before, stage=Stage.FINAL, seat=0)
    ratings = {rating.indicator: rating for rating in found.select_related("assessment__round")}
    former = next((rating.assessment for rating in ratings.values()), None)
    if former is None:
        return None
    return LastYear(former.round.period_label, former.uuid, ratings, score_of(former, ratings.values()))


class Mark(NamedTuple):
    """A rating without its words: `explained` says whether the agency wrote any."""

    value: Decimal | None
    not_applicable: bool
    version: int
    carried: bool
    explained: bool


def mark(rating: Rating) -> Mark:
    """A rating that was read whole, without its words."""
    explained = bool(rating.fact.strip() or rating.analysis.strip())
    return Mark(rating.value, rating.not_applicable, rating.version, rating.carried, explained)


def former_mark(assessment: Assessment, indicator: str) -> Mark | None:
    """The final value of one indicator in `former_of`, without its words. One statement."""
    before = _former(assessment).values("pk")[:1]
    found = Rating.objects.filter(assessment_id__in=before, stage=Stage.FINAL, seat=0, indicator=indicator)
    row = found.values_list("value", "not_applicable", "version", "carried").first()
    return None if row is None else Mark(*row, explained=False)


def marks_of(assessment: Assessment, stage: str = Stage.SELF, seat: int = 0) -> dict[str, Mark]:
    """The ratings of one stage without their words, by indicator. One statement."""
    explained = Q(fact__regex=r"\S") | Q(analysis__regex=r"\S")
    found = Rating.objects.filter(assessment=assessment, stage=stage, seat=seat)
    rows = found.annotate(explained=ExpressionWrapper(explained, output_field=BooleanField())).values_list(
        "indicator", "value", "not_applicable", "version", "carried", "explained"
    )
    return {row[0]: Mark(*row[1:]) for row in rows}


def score_of_marks(assessment: Assessment, marks: dict[str, Mark]) -> Score:
    """The score over marks that were read already. No statement."""
    return score(instrument_for(assessment).instrument, {code: given(mark) for code, mark in marks.items()})


def citations_of(assessment: Assessment) -> QuerySet[Citation]:
    """All citations of an assessment with version and document; row policy hides them where evidence is not to be
    seen. Each knows its assessment. One statement."""
    return assessment.citations.select_related("version", "version__document", "cited_by").order_by(
        "indicator", "level", "requirement", "id"
    )


def citations_to_examine(actor: Actor) -> QuerySet[Citation]:
    """Citations of work that is still open whose document has been read and whose judgement is older than what it rests
    on: the reading (facts and waivers change it, too), the agency's answer. Oldest first. One statement."""
    rated = Rating.objects.filter(
        assessment=OuterRef("assessment"), indicator=OuterRef("indicator"), stage=Stage.SELF, seat=0
    )
    stale = (
        Q(examined_at=None)
        | Q(version__reading__changed_at__gt=F("examined_at"))
        | Exists(rated.filter(changed_at__gt=OuterRef("examined_at")))
    )
    found = Citation.objects.filter(stale, agency_id__in=actor.reach, version__reading__state=Reading.State.READ)
    found = found.exclude(assessment__state=State.DECIDED)
    return found.select_related("assessment__round__instrument", "version").order_by("id")


CitedAs = tuple[str, str, str, list[dict[str, Any]] | None]


def cited_as(assessment: Assessment) -> QuerySet[Citation, CitedAs]:
    """What is cited for what, as (indicator, level, requirement, findings; None for none), without the documents. One
    statement."""
    found = NullIf("findings", Value([], JSONField()))  # most have none: nothing to take apart
    rows = Citation.objects.filter(assessment=assessment).annotate(found=found)
    return rows.values_list("indicator", "level", "requirement", "found")


class Owner(NamedTuple):
    """Who looks after an indicator."""

    pk: int
    name: str


def owners_of(assessment: Assessment) -> dict[str, Owner]:
    """Who looks after which indicator. One statement."""
    rows = IndicatorOwner.objects.filter(assessment=assessment).values_list("indicator", "person_id", "person__name")
    return {code: Owner(pk, name) for code, pk, name in rows}


def owner_of(assessment: Assessment, indicator: str) -> dict[str, Owner]:
    """Who looks after one indicator; empty when nobody does. One statement."""
    rows = IndicatorOwner.objects.filter(assessment=assessment, indicator=indicator).values_list(
        "indicator", "person_id", "person__name"
    )
    return {code: Owner(pk, name) for code, pk, name in rows}


def rounds_left(actor: Actor, moved: Agency, above: Agency) -> list[str]:
    """The rounds in which `moved`, or an agency below it, is not decided yet and whose owner would no longer stand over
    it once it is below `above`. One statement."""
    line = [int(part) for part in above.path.split("/") if part]
    running = Assessment.objects.filter(agency_id__any=actor.reach, agency__path__startswith=moved.path)
    left = running.exclude(state=State.DECIDED).exclude(round__owner__in=line)
    left = left.exclude(round__owner__path__startswith=moved.path)
    return sorted({f"{title} {year}" for title, year in left.values_list("round__title", "round__year")})


def may_fill(actor: Actor, assessment: Assessment, indicator: str, owners: dict[str, Owner]) -> bool:
    """A coordinator fills any indicator, a contributor those assigned to him."""
    if not actor.may(Right.FILL, assessment.agency_id):
        return False
    owner = owners.get(indicator)
    return actor.role == Role.COORDINATOR or (owner is not None and owner.pk == actor.person_id)


def seats_of(assessment: Assessment) -> list[Seat]:
    """The assessors' seats, in order. One statement."""
    return list(Seat.objects.filter(assessment=assessment).select_related("person").order_by("number"))


def seats_in(assessments: Sequence[Assessment]) -> QuerySet[Seat]:
    """The seats of many assessments with their assessors. One statement."""
    return Seat.objects.filter(assessment__in=assessments).select_related("person").order_by("number")


def judged_in(assessments: Sequence[Assessment]) -> dict[tuple[int, int], int]:
    """How many indicators each seat has given a value, by (assessment id, seat). One statement."""
    given_at = Rating.objects.filter(assessment__in=assessments, stage=Stage.DOCUMENT)
    given_at = given_at.filter(Q(value__isnull=False) | Q(not_applicable=True)).order_by()
    counted = given_at.values("assessment_id", "seat").annotate(n=Count("id"))
    return {(row["assessment_id"], row["seat"]): row["n"] for row in counted}


def versions_of(assessment: Assessment, indicator: str) -> QuerySet[RatingVersion]:
    """The saved versions of the agency's answer on an indicator, newest first. One statement."""
    return (
        RatingVersion.objects.filter(
            rating__assessment=assessment, rating__indicator=indicator, rating__stage=Stage.SELF
        )
        .select_related("by")
        .order_by("-number")
    )
