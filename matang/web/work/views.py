"""The agency's work in the browser: list, matrix, indicator, saving, evidence cited, discussion, submission."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matang.assessments.actions import filling, flow, following
from matang.assessments.models import Assessment
from matang.assessments.queries import assessment_of, closing_words, database_now, window_open
from matang.evidence.queries import version_of
from matang.people.actor import Actor
from matang.people.rules import Refused
from matang.people.views_guard import actor_of, signed_in
from matang.threads.actions import say
from matang.web.work import forms
from matang.web.work.indicator import indicator_page
from matang.web.work.listing import listing
from matang.web.work.matrix import FILTERS, matrix
from matang.web.work.opened import Choice, Story, choice, story
from matang.web.work.uploads import cite_received

NOTHING_CHOSEN = "Pilih dokumen dan kebutuhan yang dibuktikannya."


@signed_in
@require_safe
def assessments(request: HttpRequest) -> HttpResponse:
    """All assessments within reach; a team with one assessment goes straight to it."""
    page = listing(actor_of(request), request.GET)
    if page.only is not None:
        return redirect("web:matrix", page.only)
    return render(request, "web/work/listing.html", {"page": page})


@signed_in
@require_safe
def matrix_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The matrix of one assessment."""
    wanted = request.GET.get("tampil", "semua")
    page = matrix(actor_of(request), uuid, wanted if wanted in FILTERS else "semua")
    return render(request, "web/work/matrix.html", {"page": page, "filters": FILTERS})


@signed_in
@require_safe
def indicator(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """One indicator."""
    page = indicator_page(actor_of(request), uuid, code)
    return render(request, "web/work/indicator.html", {"page": page})


@signed_in
@require_POST
def assign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the ticked indicators to a person."""
    assessment_of(actor_of(request), uuid)
    form = forms.AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Centang sedikitnya satu indikator, lalu pilih pengampunya.")
        return redirect("web:matrix", uuid)
    filling.assign(actor_of(request), uuid, form.cleaned_data["indicators"], form.cleaned_data["person"])
    messages.success(request, "Pengampu indikator disimpan.")
    return redirect("web:matrix", uuid)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def cite(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Choose a document of the library, and cite it for a requirement."""
    if request.method != "POST":
        return _opened(request, "choice", choice(actor_of(request), uuid, code))
    assessment = assessment_of(actor_of(request), uuid)
    form = forms.CiteForm(request.POST)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"note": _noted(actor_of(request), assessment, code, form)})
    if form.is_valid():
        data = form.cleaned_data
        filling.cite(
            actor_of(request),
            uuid,
            code,
            data["version"],
            level=data["level"],
            requirement=data["requirement"],
            pages=data["pages"],
        )
        messages.success(request, "Rujukan disimpan.")
    else:
        messages.error(request, NOTHING_CHOSEN)
    return redirect("web:indicator", uuid, code)


def _noted(actor: Actor, assessment: Assessment, code: str, form: forms.CiteForm) -> str:
    """Cite what the script has sent piece by piece; why it was not cited, or nothing."""
    if not form.is_valid():
        return NOTHING_CHOSEN
    choice = {key: form.cleaned_data[key] for key in ("level", "requirement", "pages")}
    return cite_received(actor, assessment, code, version_of(actor, form.cleaned_data["version"]), choice)


@signed_in
@require_safe
def history(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """What happened on an indicator."""
    return _opened(request, "story", story(actor_of(request), uuid, code))


def _opened(request: HttpRequest, name: str, page: Choice | Story) -> HttpResponse:
    """A part of the indicator's page: alone for the page that asks for it, else with the frame around it."""
    part = f"web/work/{name}.html"
    whole = "web/work/opened.html"
    return render(request, part if getattr(request, "htmx", False) else whole, {"page": page, "part": part})


@signed_in
@require_POST
def uncite(request: HttpRequest, uuid: UUID, citation: UUID) -> HttpResponse:
    """Take a citation back."""
    code = filling.uncite(actor_of(request), uuid, citation)
    messages.success(request, "Rujukan dicabut; dokumennya tetap ada di pustaka.")
    return redirect("web:indicator", uuid, code)


@signed_in
@require_POST
def use_newest(request: HttpRequest, uuid: UUID, citation: UUID) -> HttpResponse:
    """Let a citation name the newest version of its document."""
    done = following.use_newest(actor_of(request), uuid, citation)
    where = f" Periksa lagi halaman {done.pages} pada versi itu." if done.pages else ""
    messages.success(request, f"Rujukan memakai versi {done.version.number}.{where}")
    return redirect("web:indicator", uuid, done.indicator)


@signed_in
@require_POST
def discuss(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Write on an indicator's discussion."""
    actor = actor_of(request)
    assessment = assessment_of(actor, uuid)
    try:
        say(actor, assessment.agency_id, ("assessment", assessment.uuid), code, request.POST.get("text", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("web:indicator", args=[uuid, code]) + "#diskusi")


@signed_in
def submit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Check what is missing, and submit."""
    actor = actor_of(request)
    if request.method == "POST":
        received = flow.submit(actor, uuid, without_full_evidence=request.POST.get("without_full_evidence") == "on")
        messages.success(request, f"Penilaian diajukan, diterima server {received}.")
        return redirect("web:matrix", uuid)
    assessment = assessment_of(actor, uuid)
    context = {
        "assessment": assessment,
        "check": flow.readiness(assessment),
        "closes": closing_words(assessment),
        "open": window_open(assessment, database_now()) or assessment.returned_reason,
    }
    return render(request, "web/work/submit.html", context)


@signed_in
@require_POST
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a submission back."""
    flow.withdraw(actor_of(request), uuid)
    messages.success(request, "Pengajuan ditarik; penilaian dapat diubah lagi.")
    return redirect("web:matrix", uuid)


@signed_in
def paste(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Levels pasted from a spreadsheet's column."""
    actor = actor_of(request)
    assessment = assessment_of(actor, uuid)
    form = forms.PasteForm(request.POST or None, assessment=assessment)
    if request.method == "POST" and form.is_valid():
        try:
            changed = filling.paste_levels(actor, uuid, form.cleaned_data["levels"])
        except Refused as refusal:
            form.add_error("levels", str(refusal))
        else:
            messages.success(request, f"{changed} nilai berubah.")
            return redirect("web:matrix", uuid)
    status = 422 if form.errors else 200
    return render(request, "web/work/paste.html", {"assessment": assessment, "form": form}, status=status)
