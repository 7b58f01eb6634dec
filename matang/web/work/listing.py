"""The list of assessments within reach: a hundred a page, filtered, sorted, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from matang.assessments import queries
from matang.assessments.models import Assessment
from matang.assessments.naming import round_names
from matang.core.figures import shown
from matang.people.actor import Actor
from matang.people.rules import Right

SORTS = {
    "instansi": ("agency__name", "-round__year"),
    "-instansi": ("-agency__name", "-round__year"),
    "indeks": ("running_index", "agency__name"),
    "-indeks": ("-running_index", "agency__name"),
    "keadaan": ("state", "agency__name"),
    "periode": ("-round__year", "-round__period_number", "agency__name"),
}
COLUMNS = (("instansi", "Instansi"), ("periode", "Periode"), ("keadaan", "Keadaan"), ("-indeks", "Indeks mandiri"))


@dataclass(frozen=True)
class Row:
    """One assessment in the list."""

    uuid: UUID
    agency: str
    period: str
    state: str
    state_label: str
    rated: int
    of: int
    index: str
    predicate: str


@dataclass(frozen=True)
class Listing:
    """The page. `only` is set when there is nothing to choose from; `rounds` are (uuid, name)."""

    only: UUID | None
    rows: tuple[Row, ...]
    page: Page[Assessment]
    total: int
    counts: tuple[tuple[str, str, int], ...]
    rounds: tuple[tuple[str, str], ...]
    text: str
    state: str
    round: str
    sort: str
    query: str


def listing(actor: Actor, get: Mapping[str, Any]) -> Listing:
    """Build the page; at most six statements."""
    actor.require(Right.READ_WORK)
    text, state, round_ = get.get("cari", "").strip()[:80], get.get("keadaan", ""), get.get("periode", "")
    sort = get.get("urut", "") if get.get("urut", "") in SORTS else "periode"
    found = _filtered(queries.visible_to(actor), text, round_)
    counted = dict(found.order_by().values_list("state").annotate(n=Count("id")).values_list("state", "n"))
    chosen = found.filter(state=state) if state in Assessment.State.values else found
    slim = chosen.defer(None).select_related(None).select_related("agency", "round")  # names come with the rounds
    paginator = Paginator(slim.order_by(*SORTS[sort], "id"), 100)
    paginator.count = counted.get(state, 0) if state in Assessment.State.values else sum(counted.values())
    page = paginator.get_page(get.get("halaman", 1))
    rounds = list(queries.rounds_within(actor))
    names = round_names(rounds)
    rows = tuple(_row(assessment, names[assessment.round_id]) for assessment in page.object_list)
    single = len(rows) == 1 and not text and not state and not round_
    return Listing(
        only=rows[0].uuid if single else None,
        rows=rows,
        page=page,
        total=paginator.count,
        counts=tuple((value, str(label), counted.get(value, 0)) for value, label in Assessment.State.choices),
        rounds=tuple((str(one.uuid), names[one.pk]) for one in rounds),
        text=text,
        state=state,
        round=round_,
        sort=sort,
        query=_query(get),
    )


def _filtered(found: QuerySet[Assessment], text: str, round_: str) -> QuerySet[Assessment]:
    if text:
        found = found.filter(agency__name__icontains=text)
    try:
        return found.filter(round__uuid=UUID(round_)) if round_ else found
    except ValueError:
        return found


def _row(assessment: Assessment, period: str) -> Row:
    instrument = queries.instrument_for(assessment).instrument
    index = None if assessment.running_index is None else Fraction(assessment.running_index)
    return Row(
        uuid=assessment.uuid,
        agency=assessment.agency.name,
        period=period,
        state=assessment.state,
        state_label=assessment.get_state_display(),
        rated=assessment.rated,
        of=len(instrument.codes),
        index=shown(index),
        predicate=instrument.predicate(index) or "",
    )


def _query(get: Mapping[str, Any]) -> str:
    kept = {name: get.get(name, "") for name in ("cari", "keadaan", "periode", "urut")}
    return urlencode({name: value for name, value in kept.items() if value})
