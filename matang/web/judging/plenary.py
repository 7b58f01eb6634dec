"""The plenary: the lead assessor settles what differs, returns to the agency, or proposes the decision."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from matang.assessments.actions import flow, judging
from matang.assessments.models import Assessment, Rating, Seat
from matang.assessments.queries import assessment_of, instrument_for
from matang.assessments.verdicts import Verdict, verdicts
from matang.core.figures import shown_with_reason
from matang.core.scoring import Given, score
from matang.core.values import NA
from matang.journal.queries import history
from matang.people.actor import Actor
from matang.people.models import Person, Role
from matang.people.queries import members_of
from matang.people.rules import Right
from matang.people.views_guard import actor_of, signed_in
from matang.results import actions
from matang.web.work.forms import uuid_or_none
from matang.web.work.matrix import level_choices, value_text

State = Assessment.State


@dataclass(frozen=True)
class Row:
    """One indicator at the plenary; `differ` marks the seats, `far` that the agency's own value is another."""

    verdict: Verdict
    title: str
    own: str | None
    seats: tuple[str | None, ...]
    value: str | None
    levels: tuple[tuple[str, str], ...]
    version: int
    far: bool


@dataclass(frozen=True)
class Plenary:
    """The page."""

    assessment: Assessment
    seats: tuple[Seat, ...]
    rows: tuple[Row, ...]
    open_codes: tuple[str, ...]
    index: str
    why: str
    predicate: str
    whole: bool
    redistribute: bool
    settling: bool
    judging: bool
    candidates: tuple[Person, ...]
    refusal: str


def plenary(actor: Actor, uuid: UUID) -> Plenary:
    """Build the page; at most seven statements."""
    assessment = assessment_of(actor, uuid, Right.SETTLE)
    content = instrument_for(assessment)
    seats, found = verdicts(assessment)
    standing = score(content.instrument, {code: verdict.value for code, verdict in found.items()})
    seen = shown_with_reason(standing.index, content.instrument)
    rows = tuple(
        _row(verdict, content.instrument.indicator(code).title, level_choices(content.instrument, code))
        for code, verdict in found.items()
    )
    running = assessment.state in (State.SUBMITTED, State.ASSESSED)
    return Plenary(
        assessment=assessment,
        seats=tuple(seats),
        rows=rows,
        open_codes=tuple(code for code, verdict in found.items() if not verdict.ready),
        index=seen.figure,
        why=seen.reason or "",
        predicate=standing.predicate or "",
        whole=content.instrument.values == "whole",
        redistribute=content.instrument.not_applicable == "redistribute",
        settling=assessment.state == State.ASSESSED,
        judging=assessment.state == State.SUBMITTED,
        candidates=_candidates(actor, assessment, seats) if running else (),
        refusal=_refusal(assessment) if assessment.state == State.ASSESSED else "",
    )


def _row(verdict: Verdict, title: str, levels: tuple[tuple[str, str], ...]) -> Row:
    own = value_text(verdict.own)
    value = _text(verdict.value, verdict.final, verdict.seats)
    return Row(
        verdict=verdict,
        title=title,
        own=own,
        seats=tuple(value_text(rating) for rating in verdict.seats),
        value=value,
        levels=levels,
        version=verdict.final.version if verdict.final else 0,
        far=value is not None and value != own,
    )


def _text(value: Given, final: Rating | None, seats: tuple[Rating | None, ...]) -> str | None:
    if value is None or value is NA:
        return None if value is None else "NA"
    source = final if value_text(final) is not None else next((r for r in seats if value_text(r) is not None), None)
    return value_text(source)


def _candidates(actor: Actor, assessment: Assessment, seats: list[Seat]) -> tuple[Person, ...]:
    """The agency's assessors who have no seat yet. One statement."""
    members = members_of(actor, assessment.agency_id, timezone.localdate()).filter(role=Role.ASSESSOR)
    taken = {seat.person_id for seat in seats}
    return tuple(member.person for member in members if member.person_id not in taken)


def _refusal(assessment: Assessment) -> str:
    """The last words on the decision, when they sent it back. One statement."""
    entry = next(iter(history(assessment.uuid, actions.PART, 1)), None)
    if entry is None or entry.action != "decision.refuse":
        return ""
    return f"{entry.actor_name} {entry.sentence}"


@signed_in
@require_safe
def settle_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """All indicators with what each seat found."""
    return render(request, "web/judging/settle.html", {"page": plenary(actor_of(request), uuid)})


@signed_in
@require_POST
def seat(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give an assessor a seat."""
    person = uuid_or_none(request.POST.get("person", ""))
    if person is None:
        messages.error(request, "Pilih asesor yang ditugasi.")
        return redirect("web:settle", uuid)
    given = judging.seat_assessor(actor_of(request), uuid, person)
    messages.success(request, f"Asesor {given.number} ditugasi.")
    return redirect("web:settle", uuid)


@signed_in
@require_POST
def send_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Return the whole or the ticked indicators to the agency."""
    codes = [code[:40] for code in request.POST.getlist("indicators")]
    flow.send_back(actor_of(request), uuid, request.POST.get("reason", "")[:5000], codes)
    messages.success(request, "Penilaian dikembalikan kepada instansi beserta alasannya.")
    return redirect("web:queue")


@signed_in
@require_POST
def propose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Propose the decision."""
    actions.propose(actor_of(request), uuid)
    messages.success(request, "Keputusan diusulkan. Orang lain harus mengesahkannya.")
    return redirect("web:result", uuid)
