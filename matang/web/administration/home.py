"""The administration's first page, and the word on proposed administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from matang.people import actions
from matang.people.views_guard import actor_of
from matang.web.administration.checklist import home_page
from matang.web.administration.guard import administrators


@require_safe
@administrators
def home(request: HttpRequest) -> HttpResponse:
    """Checklist, rooms, what waits for this administrator."""
    page = home_page(actor_of(request), timezone.localdate())
    return render(request, "web/administration/home.html", {"page": page})


@require_POST
@administrators
def decide_administrator(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Confirm a proposed administrator, or drop the proposal."""
    actor = actor_of(request)
    if request.POST.get("keputusan") == "sahkan":
        membership = actions.confirm_administrator(actor, uuid)
        messages.success(request, f"{membership.person.name} sekarang administrator {membership.agency.name}.")
    else:
        actions.drop_administrator(actor, uuid)
        messages.success(request, "Usulan dibatalkan.")
    return redirect("web:administration")
