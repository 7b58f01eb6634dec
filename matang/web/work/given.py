"""Evidence given once, in the browser: last year's cited again, one document on many indicators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from matang.assessments.actions.reusing import cite_many, reuse
from matang.assessments.queries import assessment_of
from matang.people.views_guard import actor_of, signed_in
from matang.web.work.former import former_page
from matang.web.work.forms import placed, uuid_or_none
from matang.web.work.spreading import place_page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def former(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """All of last year's evidence that is not cited yet; sent, the ticked ones are cited again."""
    actor = actor_of(request)
    if request.method != "POST":
        page = former_page(actor, uuid, pick=request.GET.get("pilih", ""))
        return render(request, "web/work/former_all.html", {"page": page})
    assessment_of(actor, uuid)
    wanted = {found for text in request.POST.getlist("citation") if (found := uuid_or_none(text))}
    count = reuse(actor, uuid, wanted)
    if count:
        messages.success(request, f"{count} bukti tahun lalu dirujuk lagi.")
    else:
        messages.error(request, "Centang bukti yang dipakai lagi.")
    code = request.POST.get("code", "")[:40]
    return redirect("web:indicator", uuid, code) if code else redirect("web:former", uuid)


@signed_in
@require_safe
def former_on(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Last year's evidence of one indicator: alone for the page that asks for it, else with the frame around it."""
    page = former_page(actor_of(request), uuid, code, request.GET.get("pilih", ""))
    part = "web/work/former.html"
    whole = part if getattr(request, "htmx", False) else "web/work/opened.html"
    return render(request, whole, {"page": page, "part": part})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Cite a document on further indicators."""
    actor = actor_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    page = place_page(actor, uuid, asked.get("penilaian", ""), asked.get("indikator", ""))
    if request.method != "POST":
        part = "web/work/place_part.html"
        whole = part if getattr(request, "htmx", False) else "web/work/place.html"
        return render(request, whole, {"page": page, "part": part})
    places = placed(request.POST.getlist("place"))
    if not places:
        messages.error(request, "Centang sedikitnya satu kebutuhan bukti.")
        return redirect(reverse("web:place", args=[uuid]))
    count = cite_many(actor, page.assessment.uuid, page.version.uuid, places, request.POST.get("pages", "")[:60])
    messages.success(request, f"{page.document.title} dirujuk pada {count} kebutuhan.")
    return redirect("evidence:document", uuid)
