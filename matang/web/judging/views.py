"""The assessor's pages: queue, desk, and the end of judging."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matang.assessments import queries
from matang.assessments.actions import judging
from matang.assessments.models import Assessment, Rating, Stage
from matang.people.models import Role
from matang.people.views_guard import actor_of, signed_in
from matang.web.judging import desk as pages
from matang.web.judging.queue import queue
from matang.web.judging.saving import save


@signed_in
@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    """What waits to be judged."""
    return render(request, "web/judging/queue.html", {"page": queue(actor_of(request), request.GET)})


@signed_in
@require_safe
def start(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Go to the first indicator that the reader has not judged yet."""
    actor = actor_of(request)
    assessment = pages.for_judges(actor, uuid)
    if actor.role == Role.LEAD_ASSESSOR:
        return redirect("web:settle", uuid)
    codes = queries.instrument_for(assessment).instrument.codes
    answers = _own_answers(assessment, actor.person_id)
    first = next((code for code in codes if queries.given(answers.get(code)) is None), codes[0])
    return redirect("web:desk", uuid, first)


def _own_answers(assessment: Assessment, person_id: int | None) -> dict[str, Rating]:
    seat = next((seat for seat in queries.seats_of(assessment) if seat.person_id == person_id), None)
    if seat is None:
        return {}
    return queries.ratings_of(assessment, Stage.DOCUMENT).get((Stage.DOCUMENT, seat.number), {})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """One indicator at the desk; POST saves the own answer."""
    actor = actor_of(request)
    if request.method == "POST":
        return save(request, actor, uuid, code)
    return render(request, "web/judging/desk.html", {"page": pages.desk(actor, uuid, code)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def finish_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that all is judged; lists what is missing."""
    actor = actor_of(request)
    if request.method == "POST":
        judging.finish(actor, uuid)
        messages.success(request, "Anda selesai menilai. Nilai akhir dibahas pada pleno bersama ketua asesor.")
        return redirect("web:queue")
    assessment = pages.for_judges(actor, uuid)
    instrument = queries.instrument_for(assessment).instrument
    seat = pages.own_seat(actor, queries.seats_of(assessment))
    answers = _own_answers(assessment, actor.person_id)
    context = {
        "assessment": assessment,
        "seat": seat,
        "missing": judging.unjudged(assessment, seat.number if seat else 0),
        "without_words": [c for c in instrument.codes if c in answers and not answers[c].finding.strip()],
        "of": len(instrument.codes),
        "closed": assessment.state != Assessment.State.SUBMITTED,
    }
    return render(request, "web/judging/finish.html", context)


@signed_in
@require_POST
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take "finished" back."""
    judging.reopen(actor_of(request), uuid)
    messages.success(request, "Penilaian Anda dibuka kembali.")
    return redirect("web:desk_start", uuid)
