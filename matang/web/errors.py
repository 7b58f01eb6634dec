"""Pages for what goes wrong: each says what happened and what to do."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """403 with the rule's sentence; whatever the request wrote is undone."""
    undo_writes(request)
    template = "web/refused_fragment.html" if getattr(request, "htmx", False) else "web/refused.html"
    return render(request, template, {"sentence": sentence}, status=403)


def undo_writes(request: HttpRequest) -> None:
    """What the request wrote before it was refused must not stay. Uploads have no transaction of the request's own."""
    if not request.path.startswith(settings.UPLOADS) and transaction.get_connection().in_atomic_block:
        transaction.set_rollback(True)


def unseen(request: HttpRequest) -> HttpResponse:
    """404 from within a room; whatever the request wrote is undone."""
    undo_writes(request)
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old or cookies are off."""
    sentence = "Halaman ini sudah terlalu lama terbuka. Muat ulang halaman, lalu kirim lagi; isian Anda tidak dihapus."
    return refused(request, sentence)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 by Django itself."""
    return refused(request, "Anda tidak berhak membuka halaman ini.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be understood."""
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: unknown, or not for this person; the two look alike."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; the transaction has been undone."""
    return render(request, "500.html", status=500)
