"""Addresses of what was read from a version: seen, confirmed, corrected, a warning set aside or taken up again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from matang.evidence.actions import facts
from matang.evidence.models import Version
from matang.evidence.queries import version_of
from matang.evidence.reading.pages import read_card
from matang.evidence.sending import local_next
from matang.people.rules import Refused
from matang.people.views_guard import actor_of, signed_in

ASIDE = "Peringatan dikesampingkan; alasannya terlihat oleh asesor. Kalimat kekurangan mengikuti dalam satu menit."


@require_safe
@signed_in
def card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was read: the card alone for the page that asks again, else with the frame around it."""
    page = read_card(actor_of(request), uuid)
    name = "read_card" if getattr(request, "htmx", False) else "read"
    return render(request, f"evidence/{name}.html", {"card": page})


@require_POST
@signed_in
def confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Confirm everything that was read."""
    count = facts.confirm_facts(actor_of(request), uuid)
    messages.success(request, f"{count} keterangan dipastikan." if count else "Semua keterangan sudah dipastikan.")
    return _back(request, uuid)


@require_POST
@signed_in
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Correct or remove one fact."""
    try:
        facts.correct_fact(actor_of(request), uuid, request.POST.get("name", ""), request.POST.get("value", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Keterangan disimpan.")
    return _back(request, uuid)


@require_POST
@signed_in
def waive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Set a warning aside with a reason, or take it up again."""
    actor, rule = actor_of(request), request.POST.get("rule", "")
    if request.POST.get("again"):
        facts.take_up_again(actor, uuid, rule)
        messages.success(request, "Peringatan diberlakukan lagi.")
        return _back(request, uuid)
    try:
        reason, indicator = request.POST.get("reason", ""), request.POST.get("indicator", "")
        facts.set_aside(actor, uuid, rule, reason, indicator)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, ASIDE)
    return _back(request, uuid)


def _back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    version: Version = version_of(actor_of(request), uuid)
    return redirect(local_next(request, reverse("evidence:document", args=[version.document.uuid])))
