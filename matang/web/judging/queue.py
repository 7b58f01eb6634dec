"""The queue: submitted assessments within reach, a hundred a page, with each seat's progress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Value, When
from django.urls import reverse

from matang.assessments import queries
from matang.assessments.models import Assessment, Seat
from matang.assessments.naming import round_names
from matang.people.actor import Actor
from matang.people.models import Role
from matang.people.rules import JUDGES, Refused

State = Assessment.State
STATES = (State.SUBMITTED, State.ASSESSED, State.PROPOSED, State.DECIDED)
SORTS = {
    "antrean": ("turn", "submitted_at", "agency__name"),
    "instansi": ("agency__name", "-round__year"),
    "-instansi": ("-agency__name", "-round__year"),
    "-diajukan": ("-submitted_at", "agency__name"),
    "keadaan": ("state", "agency__name"),
}


@dataclass(frozen=True)
class Progress:
    """How far one seat is; `mine` is the reader's own."""

    words: str
    judged: int
    finished: bool
    mine: bool


@dataclass(frozen=True)
class Row:
    """One assessment in the queue."""

    href: str
    agency: str
    period: str
    state_label: str
    open: bool
    submitted: Any
    zone: str
    incomplete: bool
    of: int
    seats: tuple[Progress, ...]


@dataclass(frozen=True)
class Queue:
    """The page."""

    rows: tuple[Row, ...]
    page: Page[Any]
    total: int
    counts: tuple[tuple[str, str, int], ...]
    text: str
    state: str
    sort: str
    query: str
    lead: bool


def queue(actor: Actor, get: Mapping[str, Any]) -> Queue:
    """Build the page; four statements."""
    if actor.role not in JUDGES:
        raise Refused("Antrean evaluasi hanya untuk asesor dan ketua asesor.")
    text, state = get.get("cari", "").strip()[:80], get.get("keadaan", "")
    sort = get.get("urut", "") if get.get("urut", "") in SORTS else "antrean"
    lead = actor.role == Role.LEAD_ASSESSOR
    found = queries.visible_to(actor)
    found = found.filter(agency__name__icontains=text) if text else found
    counted = dict(found.order_by().values_list("state").annotate(n=Count("id")).values_list("state", "n"))
    chosen = found.filter(state=state) if state in STATES else found
    paginator = Paginator(chosen.annotate(turn=_turn(lead)).order_by(*SORTS[sort], "id"), 100)
    paginator.count = counted.get(state, 0) if state in STATES else sum(counted.values())
    page = paginator.get_page(get.get("halaman", 1))
    kept = {name: get.get(name, "") for name in ("cari", "keadaan", "urut")}
    return Queue(
        rows=tuple(_rows(actor, list(page.object_list))),
        page=page,
        total=paginator.count,
        counts=tuple((value, str(value.label), counted.get(value, 0)) for value in STATES),
        text=text,
        state=state,
        sort=sort,
        query=urlencode({name: value for name, value in kept.items() if value}),
        lead=lead,
    )


def _turn(lead: bool) -> Case:
    """What waits for the reader comes first: submitted ones for assessors, assessed ones for the lead assessor."""
    order = (State.ASSESSED, State.SUBMITTED, State.PROPOSED) if lead else (State.SUBMITTED, State.ASSESSED)
    turns = [When(state=state, then=Value(at)) for at, state in enumerate(order)]
    return Case(*turns, default=Value(9), output_field=IntegerField())


def _rows(actor: Actor, assessments: Sequence[Assessment]) -> list[Row]:
    seats: dict[int, list[Seat]] = defaultdict(list)
    for seat in queries.seats_in(assessments):
        seats[seat.assessment_id].append(seat)
    judged = queries.judged_in(assessments)
    names = round_names(assessment.round for assessment in assessments)
    rows = []
    for assessment in assessments:
        parts = [_progress(actor, seat, judged) for seat in seats[assessment.pk]]
        period = names[assessment.round_id]
        rows.append(_row(actor, assessment, period, tuple(part for part in parts if part is not None)))
    return rows


def _progress(actor: Actor, seat: Seat, judged: Mapping[tuple[int, int], int]) -> Progress | None:
    """An assessor sees only the own seat's progress; the lead assessor sees all."""
    mine = seat.person_id == actor.person_id
    if not mine and actor.role != Role.LEAD_ASSESSOR:
        return None
    words = "Anda" if mine else seat.person.name
    return Progress(words, judged.get((seat.assessment_id, seat.number), 0), seat.finished_at is not None, mine)


def _row(actor: Actor, assessment: Assessment, period: str, seats: tuple[Progress, ...]) -> Row:
    lead = actor.role == Role.LEAD_ASSESSOR
    decided = assessment.state in (State.PROPOSED, State.DECIDED)
    name = "web:result" if decided else "web:settle" if lead else "web:desk_start"
    return Row(
        href=reverse(name, args=[assessment.uuid]),
        agency=assessment.agency.name,
        period=period,
        state_label=assessment.get_state_display(),
        open=assessment.state in (State.SUBMITTED, State.ASSESSED),
        submitted=assessment.submitted_at,
        zone=assessment.agency.time_zone,
        incomplete=assessment.incomplete_evidence,
        of=len(queries.instrument_for(assessment).instrument.codes),
        seats=seats,
    )
