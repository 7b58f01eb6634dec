"""Middleware that holds no rule of the field: the one slot, the security headers, and refusals as pages."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
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
# Files that may be on their way in or out, and forms that may be on their way in, at the same time in a process. Each
# holds a thread for as long as its line takes; all together they are fewer than the threads
# (matang.cli.processes.WEB_THREADS), so that pages always find one.
MOST_FILES, MOST_FORMS = 24, 8
FILE_LINES = threading.BoundedSemaphore(MOST_FILES)
FORM_LINES = threading.BoundedSemaphore(MOST_FORMS)
BODILESS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
BUSY = "Server sedang menerima atau mengirim terlalu banyak berkas. Coba lagi beberapa detik lagi."
TOO_LARGE = "Isian terlalu besar. Kirim dalam beberapa bagian."
CUT = "Isian terputus di jalan. Kirim lagi."


def one_slot(get_response: Next) -> Next:
    """Let one request a process compute at a time: threads fight for the interpreter and make pages slower. Files pass
    by in both directions, since they mostly wait for the line, the store or the reader; a form waits for its line
    before it takes the slot, else one slow line would stop everybody's pages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.UPLOADS) or request.path.endswith(settings.DOWNLOADS):
            return _file(request, get_response)
        fault = None if request.method in BODILESS else _form(request)
        if fault is not None:
            return fault
        with SLOTS:
            return get_response(request)

    return middleware


def _file(request: HttpRequest, get_response: Next) -> HttpResponse:
    """Take a line for as long as the answer lives: one that streams is sent after it was given."""
    if not FILE_LINES.acquire(blocking=False):
        return _told(503, BUSY, {"Retry-After": "5"})
    try:
        response = get_response(request)
    except BaseException:
        FILE_LINES.release()
        raise
    free = weakref.finalize(response, FILE_LINES.release)
    if response.streaming:
        response._resource_closers.append(free)  # type: ignore[attr-defined]
    else:
        free()
    return response


def _form(request: HttpRequest) -> HttpResponse | None:
    """Take a line until the form has arrived; the answer when there is none."""
    if not FORM_LINES.acquire(blocking=False):
        return _told(503, BUSY, {"Retry-After": "5"})
    try:
        return _arrive(request)
    finally:
        FORM_LINES.release()


def _arrive(request: HttpRequest) -> HttpResponse | None:
    """Read the whole of a form into memory; the answer when it is too large or its line broke."""
    try:
        assert request.body is not None
    except RequestDataTooBig:
        return _told(413, TOO_LARGE)
    except UnreadablePostError:
        return _told(400, CUT)
    return None


def _told(status: int, sentence: str, headers: dict[str, str] | None = None) -> HttpResponse:
    answer = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8", headers=headers)
    answer._has_been_logged = True  # type: ignore[attr-defined] # no fault: who knocks too often must not fill the log
    return answer


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
