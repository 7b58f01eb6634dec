"""Middleware that holds no rule of the field: the one slot, the security headers, and refusals as pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from matang.people.rules import Invisible, Refused
from matang.web.errors import refused, unseen

Next = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
PACKED = ("text/", "application/json")
SLOTS = threading.BoundedSemaphore(1)


def one_slot(get_response: Next) -> Next:
    """Let one request a process compute at a time: threads fight for the interpreter and make pages slower. Files pass
    by in both directions, since they mostly wait for the line, the store or the reader."""

    def middleware(request: HttpRequest) -> HttpResponse:
        files = request.path.startswith(settings.UPLOADS) or request.path.endswith(settings.DOWNLOADS)
        with nullcontext() if files else SLOTS:
            return get_response(request)

    return middleware


def content_security(get_response: Next) -> Next:
    """Nothing but our own files may run or load; pages are private and never kept by a shared cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


class packed(GZipMiddleware):  # noqa: N801 - a middleware is named like the function that it stands for
    """Send pages compressed, for slow lines. Papers and evidence are packed already and may be fetched in parts, so
    they go as they are. A page's length tells nothing of its form token: Django masks that anew for each answer, and
    this middleware adds up to a hundred random bytes (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress text that is whole; everything else passes."""
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith(PACKED):
            return response
        return super().process_response(request, response)


class refusals:  # noqa: N801 - a middleware is named like the function that it stands for
    """Turn what rooms raise into answers: the unseen is 404, the refused is 403 with its sentence."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; only exceptions matter here."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Undo the request's writes and answer."""
        if isinstance(exception, Invisible | Http404):
            return unseen(request)
        if isinstance(exception, Refused):
            return refused(request, str(exception))
        return None
