"""The strategy room's pages: the list, the simulation, one plan."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from matang.people.rules import Refused
from matang.people.views_guard import actor_of, signed_in
from matang.plans import actions
from matang.plans.forms import step_inputs
from matang.plans.pages import list_page, plan_page
from matang.plans.searching import work_of
from matang.plans.simulate_page import figures, simulate_page


@signed_in
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The assessments within reach and their plans; a team with one assessment goes straight to it."""
    page = list_page(actor_of(request), request.GET)
    if page.only is not None:
        return redirect("plans:simulate", page.only)
    return render(request, "plans/list.html", {"page": page})


@signed_in
@require_safe
def simulation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Levels moved on paper, and the search; htmx gets just the figures and the short address."""
    actor = actor_of(request)
    work = work_of(actor, uuid, request.GET)
    status = 422 if work.asked.errors else 200
    if getattr(request, "htmx", False):
        parts = {"figures": figures(work), "asked": work.asked, "moving": True}
        response = render(request, "plans/figures.html", parts, status=status)
        response["HX-Replace-Url"] = f"{request.path}?{work.asked.query()}"
        return response
    return render(request, "plans/simulate.html", {"page": simulate_page(actor, work), "title": ""}, status=status)


@signed_in
@require_POST
def save(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep what was simulated (its short address is sent along) as a plan."""
    actor = actor_of(request)
    work = work_of(actor, uuid, QueryDict(request.POST.get("q", "")))
    title = request.POST.get("title", "")
    refusal = next(iter(work.asked.errors.values()), "")
    if not refusal:
        try:
            with transaction.atomic():
                plan = actions.make_plan(actor, uuid, title, work.asked.target, work.simulation.rises)
        except Refused as fault:
            refusal = str(fault)
        else:
            messages.success(request, "Rencana tersimpan. Tetapkan penanggung jawab dan tenggat setiap langkah.")
            return redirect("plans:plan", plan.uuid)
    context = {"page": simulate_page(actor, work), "title": title, "refusal": refusal}
    return render(request, "plans/simulate.html", context, status=422)


@signed_in
@require_safe
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One plan."""
    return render(request, "plans/plan.html", {"page": plan_page(actor_of(request), uuid)})


@signed_in
@require_POST
def arrange(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Save owners and dates of all steps at once: all or none, and what was typed stays on a refusal."""
    actor = actor_of(request)
    known = {str(row.uuid): row for row in plan_page(actor, uuid).rows}
    typed, errors = {key: row for key, row in step_inputs(request.POST).items() if key in known}, {}
    with transaction.atomic():
        for key, row in typed.items():
            if (row.owner, row.due) == (known[key].owner_uuid, known[key].due_text):
                continue
            try:
                actions.set_step(actor, UUID(key), row.owner_uuid(), row.due_on())
            except ValueError:
                errors[key] = (
                    f"Indikator {known[key].code}: tulis tenggat sebagai tanggal, lalu pilih nama dari daftar."
                )
            except Refused as fault:
                errors[key] = str(fault)
        transaction.set_rollback(bool(errors))
    if errors:
        context = {"page": plan_page(actor, uuid, typed, errors)}
        return render(request, "plans/plan.html", context, status=422)
    messages.success(request, "Penanggung jawab dan tenggat tersimpan.")
    return redirect("plans:plan", uuid)


@signed_in
@require_POST
def complete(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tick a step off, or open it again."""
    step = actions.complete_step(actor_of(request), uuid, done="reopen" not in request.POST)
    return redirect("plans:plan", step.plan.uuid)


@signed_in
@require_POST
def approve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The leader's approval."""
    actions.approve_plan(actor_of(request), uuid)
    messages.success(request, "Rencana disetujui. Langkahnya tidak dapat diubah lagi.")
    return redirect("plans:plan", uuid)


@signed_in
@require_POST
def drop(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Throw a draft away."""
    assessment = actions.drop_plan(actor_of(request), uuid)
    messages.success(request, "Rencana dihapus.")
    return redirect("plans:simulate", assessment.uuid)
