"""The list of results within reach: a hundred a page, filtered, sorted, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OrderBy, QuerySet

from matang.assessments.models import Assessment, Round
from matang.assessments.naming import round_names
from matang.assessments.queries import instrument_for, rounds_within
from matang.core.charts import ripeness
from matang.core.figures import shown, shown_with_reason
from matang.people.actor import Actor
from matang.people.rules import Right
from matang.results.actions import may_publish
from matang.results.queries import results_visible_to, unpublished_in
from matang.web.work.forms import uuid_or_none

RUNNING = "berjalan"
SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "-indeks": (F("decided_index").desc(nulls_last=True), "agency__name"),
    "indeks": (F("decided_index").asc(nulls_last=True), "agency__name"),
    "instansi": ("agency__name", "-round__year"),
    "-instansi": ("-agency__name", "-round__year"),
    "periode": ("-round__year", "-round__period_number", "agency__name"),
    "-diputuskan": (F("decided_at").desc(nulls_last=True), "agency__name"),
}


@dataclass(frozen=True)
class Row:
    """One result; `index` of a running assessment is the agency's own and marked as such."""

    uuid: UUID
    agency: str
    period: str
    state_label: str
    index: str
    note: str
    predicate: str
    rank: int
    running: str


@dataclass(frozen=True)
class Offer:
    """A round whose decided results wait for the owner's word: how many; `again`: others of it are public already."""

    uuid: UUID
    name: str
    count: int
    again: bool


@dataclass(frozen=True)
class Listing:
    """The page. `only` is set when there is nothing to choose from; `rounds` are (uuid, name); `offers` hold what the
    reader may publish, of all rounds or of the chosen one."""

    only: UUID | None
    rows: tuple[Row, ...]
    page: Page[Assessment]
    total: int
    decided: int
    predicates: tuple[tuple[str, int], ...]
    rounds: tuple[tuple[str, str], ...]
    offers: tuple[Offer, ...]
    text: str
    predicate: str
    round: str
    sort: str
    query: str


def listing(actor: Actor, get: Mapping[str, Any]) -> Listing:
    """Build the page; three statements, one more for who may publish."""
    text, wanted, round_ = get.get("cari", "").strip()[:80], get.get("predikat", "")[:60], get.get("periode", "")
    sort = get.get("urut", "") if get.get("urut", "") in SORTS else "periode"
    found = _filtered(results_visible_to(actor), text, round_)
    counted = dict(
        found.order_by().values("decided_predicate").annotate(n=Count("id")).values_list("decided_predicate", "n")
    )
    chosen, count = _chosen(found, wanted, counted)
    paginator = Paginator(chosen.order_by(*SORTS[sort], "id"), 100)
    paginator.count = count
    page = paginator.get_page(get.get("halaman", 1))
    sees_work = actor.may(Right.READ_WORK)
    rounds = list(rounds_within(actor))
    names = round_names(rounds)
    rows = tuple(_row(assessment, names[assessment.round_id], sees_work) for assessment in page.object_list)
    offers = _offers(actor, [one for one in rounds if round_ in ("", str(one.uuid))], names)
    kept = {name: get.get(name, "") for name in ("cari", "predikat", "periode", "urut")}
    return Listing(
        only=rows[0].uuid if len(rows) == 1 and not any((text, wanted, round_, offers)) else None,
        rows=rows,
        page=page,
        total=count,
        decided=sum(n for name, n in counted.items() if name is not None),
        predicates=tuple(sorted((name, n) for name, n in counted.items() if name)),
        rounds=tuple((str(one.uuid), names[one.pk]) for one in rounds),
        offers=offers,
        text=text,
        predicate=wanted,
        round=round_,
        sort=sort,
        query=urlencode({name: value for name, value in kept.items() if value}),
    )


def _offers(actor: Actor, rounds: Sequence[Round], names: Mapping[int, str]) -> tuple[Offer, ...]:
    """What waits for publication; a statement only for who may publish any of these rounds."""
    own = [one for one in rounds if may_publish(actor, one)]
    counts = unpublished_in(own) if own else {}
    return tuple(
        Offer(one.uuid, names[one.pk], counts[one.pk], one.published_at is not None) for one in own if one.pk in counts
    )


def _filtered(found: QuerySet[Any], text: str, round_: str) -> QuerySet[Any]:
    if text:
        found = found.filter(agency__name__icontains=text)
    chosen = uuid_or_none(round_) if round_ else None
    return found.filter(round__uuid=chosen) if chosen else found


def _chosen(found: QuerySet[Any], wanted: str, counted: dict[str | None, int]) -> tuple[QuerySet[Any], int]:
    """The rows of one predicate (or those without decision yet) and how many they are."""
    if wanted == RUNNING:
        return found.filter(decided_predicate__isnull=True), counted.get(None, 0)
    if wanted:
        return found.filter(decided_predicate=wanted), counted.get(wanted, 0)
    return found, sum(counted.values())


def _row(assessment: Any, period: str, sees_work: bool) -> Row:
    instrument = instrument_for(assessment).instrument
    decided = None if assessment.decided_exact is None else Fraction(assessment.decided_exact)
    own = None if assessment.running_index is None or not sees_work else Fraction(assessment.running_index)
    seen = shown_with_reason(decided, instrument)
    low, high = instrument.scale[0].value, instrument.scale[-1].value
    return Row(
        uuid=assessment.uuid,
        agency=assessment.agency.name,
        period=period,
        state_label=assessment.get_state_display(),
        index=seen.figure if decided is not None else "",
        note=seen.reason or "",
        predicate=assessment.decided_predicate or "",
        rank=ripeness(decided, low, high),
        running=shown(own) if decided is None and own is not None else "",
    )
