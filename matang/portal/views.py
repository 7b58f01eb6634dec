"""The public pages: anonymous, light, the same for everybody, so that any cache may keep them for minutes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from matang.portal import pages

CACHE = "public, max-age=300"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The published rounds."""
    return _public("portal/home.html", {"rounds": pages.rounds()})


@require_safe
def round_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The results of one round."""
    return _public("portal/round.html", {"page": pages.round_page(uuid, request.GET)})


@require_safe
def csv_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The same results as open data."""
    content = pages.open_data(uuid)
    name = content_disposition_header(as_attachment=True, filename="hasil.csv") or "attachment"
    headers = {"Content-Disposition": name, "Cache-Control": CACHE}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _public(template: str, context: dict[str, Any]) -> HttpResponse:
    """Rendered without the request: nothing of who is signed in, no token, no message can slip into a shared copy."""
    page = render_to_string(template, {**context, "demo": settings.DEMO})
    return HttpResponse(page, headers={"Cache-Control": CACHE})
