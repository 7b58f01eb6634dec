"""Results in the browser: the list, one result, and the steps of its decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from matang.people.views_guard import actor_of, signed_in
from matang.results import actions
from matang.web.results.listing import listing
from matang.web.results.page import result_page

LONGEST = 20_000


@signed_in
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """All results within reach; who has only one goes straight to it."""
    page = listing(actor_of(request), request.GET)
    if page.only is not None:
        return redirect("web:result", page.only)
    return render(request, "web/results/listing.html", {"page": page})


@signed_in
@require_safe
def result(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One result."""
    return render(request, "web/results/result.html", {"page": result_page(actor_of(request), uuid)})


@signed_in
@require_POST
def confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make a proposed decision official."""
    decision = actions.confirm(actor_of(request), uuid)
    messages.success(request, "Keputusan disahkan dan tidak dapat diubah lagi.")
    return redirect("web:result", decision.assessment.uuid)


@signed_in
@require_POST
def refuse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send a proposal back."""
    assessment = actions.refuse_proposal(actor_of(request), uuid, request.POST.get("reason", "")[:5000])
    messages.success(request, "Usulan dikembalikan kepada ketua asesor beserta alasannya.")
    return redirect("web:result", assessment.uuid)


@signed_in
@require_POST
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Propose the correction of one indicator."""
    names = ("value", "finding", "recommendation")
    change = {name: request.POST[name][:LONGEST] for name in names if request.POST.get(name, "").strip()}
    code = request.POST.get("indicator", "")[:40]
    actions.propose_correction(actor_of(request), uuid, {code: change}, request.POST.get("reason", "")[:5000])
    messages.success(request, "Koreksi diusulkan. Keputusan yang lama berlaku sampai orang lain mengesahkannya.")
    return redirect("web:result", uuid)


@signed_in
@require_POST
def publish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Publish the decided results of a round."""
    count = actions.publish(actor_of(request), uuid)
    messages.success(request, f"{count} hasil diumumkan pada portal publik.")
    return redirect("portal:round", uuid)
