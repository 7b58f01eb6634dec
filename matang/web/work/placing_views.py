"""Addresses of placing documents."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from matang.people.views_guard import actor_of, signed_in
from matang.web.work.placing import place, placing_page

MOST_TOLD = 5


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def placing(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Documents that are cited nowhere in the assessment, with proposals; or what was chosen for them."""
    if request.method != "POST":
        return render(request, "web/work/placing.html", {"page": placing_page(actor_of(request), uuid)})
    done, refused = place(actor_of(request), uuid, request.POST.dict())
    if done:
        messages.success(request, f"{done} dokumen dirujuk.")
    for sentence in refused[:MOST_TOLD]:
        messages.error(request, sentence)
    if not done and not refused:
        messages.error(request, "Pilih tempat sedikitnya satu dokumen.")
    return redirect("web:placing", uuid)
