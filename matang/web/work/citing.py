"""The page of one citation, and marking its proof on a page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from matang.assessments.actions import marking
from matang.evidence.viewing import alone
from matang.people.views_guard import actor_of, signed_in
from matang.web.work.citation import citation_page
from matang.web.work.forms import RegionForm


@signed_in
@require_safe
def citation(request: HttpRequest, uuid: UUID, code: str, citation: UUID) -> HttpResponse:
    """A citation at its page; the viewer's own links ask for the viewer alone."""
    page = citation_page(actor_of(request), uuid, code, citation, request.GET.dict())
    if alone(request):
        return render(request, "evidence/viewer.html", {"viewer": page.viewer})
    return render(request, "web/work/citation.html", {"page": page, "viewer": page.viewer})


@signed_in
@require_POST
def mark(request: HttpRequest, uuid: UUID, code: str, citation: UUID) -> HttpResponse:
    """Keep a region as the proof, or take the mark away."""
    actor = actor_of(request)
    if "clear" in request.POST:
        marking.mark(actor, uuid, citation, None)
        messages.success(request, "Tanda dihapus.")
        return redirect("web:citation", uuid, code, citation)
    form = RegionForm(request.POST)
    if not form.is_valid():
        page = citation_page(actor, uuid, code, citation, {"halaman": request.POST.get("page", "")}, form)
        return render(request, "web/work/citation.html", {"page": page, "viewer": page.viewer}, status=422)
    kept = marking.mark(actor, uuid, citation, form.region)
    messages.success(request, f"Bukti ditandai pada halaman {form.cleaned_data['page']}.")
    return redirect("web:citation", uuid, kept.indicator, citation)
