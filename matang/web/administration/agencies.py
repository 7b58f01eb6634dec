"""Agencies: list, one, new."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from matang.assessments.actions.moving import move_agency
from matang.people import actions
from matang.people.forms import AgencyForm, ChildAgencyForm, MoveForm
from matang.people.models import Agency
from matang.people.views_guard import actor_of
from matang.web.administration.agency_pages import agency_list, agency_page, places_of
from matang.web.administration.guard import administrators, status, tried


@require_safe
@administrators
def agencies(request: HttpRequest) -> HttpResponse:
    """The tree, searchable."""
    text = " ".join(request.GET.get("cari", "").split())
    page = agency_list(actor_of(request), text, request.GET.get("halaman", "1"), timezone.localdate())
    return render(request, "web/administration/agencies.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def new(request: HttpRequest) -> HttpResponse:
    """A new agency below another."""
    actor = actor_of(request)
    form = ChildAgencyForm(
        request.POST or None,
        places=places_of(actor),
        initial={"parent": request.GET.get("induk"), "kind": "perangkat_daerah", "time_zone": actor.time_zone},
    )
    if form.is_valid():
        parent = form.cleaned_data["parent"]
        made = tried(form, lambda: actions.create_agency(actor, parent.uuid, form.said))
        if made:
            messages.success(request, f"{made[0].name} ditambahkan.")
            return redirect("web:agency", made[0].uuid)
    return render(request, "web/administration/agency_new.html", {"form": form}, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def agency(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One agency, with the form that changes it."""
    actor = actor_of(request)
    page = agency_page(actor, uuid, timezone.localdate())
    found = page.agency
    fields = ("name", "short_name", "kind", "time_zone")
    form = AgencyForm(request.POST or None, initial={name: getattr(found, name) for name in fields})
    if form.is_valid() and tried(form, lambda: actions.change_agency(actor, uuid, form.said)) is not None:
        messages.success(request, "Data instansi disimpan.")
        return redirect("web:agency", uuid)
    return render(request, "web/administration/agency.html", {"page": page, "form": form}, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Another parent for an agency and all below it."""
    actor = actor_of(request)
    page = agency_page(actor, uuid, timezone.localdate())
    form = MoveForm(request.POST or None, places=places_of(actor))
    if form.is_valid():
        above: Agency = form.cleaned_data["parent"]
        count = tried(form, lambda: move_agency(actor, uuid, above.uuid))
        if count:
            below = f" bersama {count - 1} instansi di bawahnya" if count > 1 else ""
            messages.success(request, f"{page.agency.name} dipindahkan ke bawah {above.name}{below}.")
            return redirect("web:agency", uuid)
    return render(request, "web/administration/agency_move.html", {"page": page, "form": form}, status=status(form))
