"""Lists of offices and people: first a look, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from matang.lib.sheets import Row, SheetRefused, read_file, read_pasted
from matang.people import actions
from matang.people.forms import ImportForm
from matang.people.import_agencies import AgencyPlan, plan_agencies
from matang.people.import_people import PeoplePlan, plan_people
from matang.people.imports import CHANGED, NEW, SAME
from matang.people.queries import own_agency
from matang.people.views_guard import actor_of
from matang.web.administration.guard import administrators, status, tried

Plan = AgencyPlan | PeoplePlan
MOST_FAULTS = 200


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def agencies(request: HttpRequest) -> HttpResponse:
    """The list of offices, below the administrator's own agency."""
    actor = actor_of(request)
    root = own_agency(actor)
    return _import(
        request,
        "web/administration/agencies_import.html",
        lambda rows: plan_agencies(actor, root, rows),
        lambda plan: actions.import_agencies(actor, plan),
        "web:agencies",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def people(request: HttpRequest) -> HttpResponse:
    """The list of people and their roles."""
    actor = actor_of(request)
    return _import(
        request,
        "web/administration/persons_import.html",
        lambda rows: plan_people(actor, rows, timezone.localdate()),
        lambda plan: actions.import_people(actor, plan),
        "web:persons",
    )


def _import(
    request: HttpRequest,
    template: str,
    plan_of: Callable[[list[Row]], Any],
    carry_out: Callable[[Any], Any],
    after: str,
) -> HttpResponse:
    """One address, three answers: the form, the preview (or the faults), and, told to save, the list."""
    form = ImportForm(request.POST or None, request.FILES or None)
    plan: Plan | None = None
    if request.method == "POST" and form.is_valid():
        plan = _planned(form, plan_of)
    saving = request.POST.get("langkah") == "simpan"
    if plan is not None and saving and not plan.faults:
        tried(form, lambda: carry_out(plan))
        if not form.errors:
            messages.success(request, f"Tersimpan: {plan.count(NEW)} baru, {plan.count(CHANGED)} diperbarui.")
            return redirect(after)
    faults = plan.faults if plan is not None else ()
    context = {
        "form": form,
        "plan": plan if plan is not None and not faults and not form.errors else None,
        "faults": faults[:MOST_FAULTS],
        "more": max(0, len(faults) - MOST_FAULTS),
        "counts": [(state, plan.count(state)) for state in (NEW, CHANGED, SAME)] if plan is not None else [],
    }
    return render(request, template, context, status=422 if faults else status(form))


def _planned(form: ImportForm, plan_of: Callable[[list[Row]], Plan]) -> Plan | None:
    file = form.cleaned_data["file"]
    try:
        rows = read_file(file.name, file.read()) if file else read_pasted(form.cleaned_data["text"])
    except SheetRefused as fault:
        form.add_error("file" if file else "text", str(fault))
        return None
    return plan_of(rows)
