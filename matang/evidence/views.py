"""Pages and addresses of the evidence library."""

from __future__ import annotations

import logging
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from matang.evidence import pages, pictures, queries
from matang.evidence.actions import documents as actions
from matang.evidence.actions import uploads
from matang.evidence.actions.sharing import share_document, unshare_document
from matang.evidence.actions.validity import confirm_still_valid, take_back_validity
from matang.evidence.forms import RenameForm
from matang.evidence.models import Document, Version
from matang.evidence.receiving import received_files, store
from matang.evidence.sending import answered, local_next, outcome_of
from matang.evidence.viewing import alone, viewer
from matang.lib.reader.reading import Unreadable
from matang.lib.store import StoreFault, StoreUnreachable
from matang.people.actor import Actor, acting
from matang.people.middleware import actor_of_request
from matang.people.models import Agency
from matang.people.queries import agencies_visible_to
from matang.people.rules import Invisible, Refused, Right
from matang.people.views_guard import actor_of, signed_in

log = logging.getLogger(__name__)
AWAY = "Penyimpanan bukti dukung sedang tidak dapat dihubungi. Coba unduh lagi beberapa menit lagi."
LOST = "Berkas ini rusak atau hilang di penyimpanan. Hubungi administrator; ia menjalankan matang verify."


@require_safe
@signed_in
def library(request: HttpRequest) -> HttpResponse:
    """The library of the agency that the person works in now."""
    asked = request.GET
    page = pages.library_page(_reader(request), asked.get("pakai", ""), asked.get("halaman", "1"))
    return render(request, "evidence/library.html", {"page": page})


@require_safe
@signed_in
def deleted(request: HttpRequest) -> HttpResponse:
    """The bin."""
    actor = _reader(request)
    actor.require(Right.GIVE_EVIDENCE)
    rows = pages.bin_rows(actor)
    return render(request, "evidence/bin.html", {"rows": rows, "days": actions.BIN_DAYS, "zone": actor.time_zone})


@require_safe
@signed_in
def document(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One document: its facts, its versions, where it is used, and the pages of one version ("versi", else the newest).
    The script that turns the pages asks for the viewer alone."""
    actor = actor_of(request)
    found = queries.document_of(actor, uuid)
    shown = viewer(_chosen(found, request.GET.get("versi", "")), request.GET.dict(), request.path)
    if alone(request):
        return render(request, "evidence/viewer.html", {"viewer": shown})
    page = pages.document_page(actor, found)
    return render(request, "evidence/document.html", {"page": page, "viewer": shown})


def _chosen(found: Document, number: str) -> Version:
    """The version of that number, else the newest."""
    versions: list[Version] = found.seen  # type: ignore[attr-defined]
    chosen = next((version for version in versions if str(version.number) == number), versions[0])
    chosen.agency, chosen.document = found.agency, found
    return chosen


@require_safe
@signed_in
def picture(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """A page as a picture; a sentence instead when it cannot be drawn. The browser may keep it as long as a session
    lasts, since the bytes of a version never change."""
    width = request.GET.get("lebar", "")
    if width not in map(str, pictures.WIDTHS):
        raise Invisible
    version = queries.version_of(actor_of(request), uuid)
    mark = f'"{version.sha256}-{number}-{width}"'
    headers = {
        "ETag": mark,
        "Cache-Control": f"private, max-age={settings.SESSION_COOKIE_AGE}, immutable",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers=headers)
    try:
        drawn = pictures.picture_of(version, number, int(width))
    except Unreadable as fault:
        return _undrawn(fault.sentence)
    except pictures.Busy:
        return _undrawn("Gambar halaman masih antre untuk dibuat. Muat ulang beberapa saat lagi.")
    except StoreFault as fault:
        log.error("%s", fault)
        return _undrawn(AWAY if isinstance(fault, StoreUnreachable) else LOST)
    return HttpResponse(drawn, content_type="image/webp", headers=headers)


def _undrawn(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")


@require_POST
@signed_in
def rename(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a document's title."""
    actor, form = actor_of(request), RenameForm(request.POST)
    if not form.is_valid():
        found = queries.document_of(actor, uuid)
        shown = viewer(_chosen(found, ""), {}, reverse("evidence:document", args=[uuid]))
        page = pages.document_page(actor, found, form)
        return render(request, "evidence/document.html", {"page": page, "viewer": shown}, status=422)
    actions.rename_document(actor, uuid, form.cleaned_data["title"])
    messages.success(request, "Judul dokumen diganti.")
    return redirect("evidence:document", uuid)


@require_POST
@signed_in
def renew(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that a document still holds in a year, or take that back."""
    actor, typed = actor_of(request), request.POST.get("year", "")
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else 0
    if request.POST.get("undo"):
        take_back_validity(actor, uuid, year)
        messages.success(request, f"Kepastian untuk {year} dicabut.")
    else:
        done = confirm_still_valid(actor, uuid, year)
        messages.success(request, f"{done.title} dipastikan masih berlaku untuk {year}.")
    return redirect(local_next(request, reverse("evidence:document", args=[uuid])))


@require_POST
@signed_in
def share(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Share a document with the agencies below, or take it back."""
    actor = actor_of(request)
    if request.POST.get("undo"):
        done = unshare_document(actor, uuid)
        messages.success(request, f"{done.title} tidak dibagikan lagi.")
    else:
        done = share_document(actor, uuid)
        messages.success(request, f"{done.title} dibagikan kepada instansi di bawahnya.")
    return redirect("evidence:document", uuid)


@require_POST
@signed_in
def delete(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a document into the bin."""
    actions.delete_document(actor_of(request), uuid)
    messages.success(request, f"Dokumen dipindahkan ke tempat sampah dan dapat dipulihkan {actions.BIN_DAYS} hari.")
    return redirect("evidence:library")


@require_POST
@signed_in
def restore(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a document out of the bin."""
    found = actions.restore_document(actor_of(request), uuid)
    messages.success(request, f"{found.title} dipulihkan.")
    return redirect("evidence:document", uuid)


@require_POST
@signed_in
def upload(request: HttpRequest) -> HttpResponse:
    """Receive the files of a form into the library. The body is read first; no transaction is open meanwhile."""
    files = received_files(request)
    actor = actor_of_request(request)  # anew: sending may have taken an hour, and rights may have ended
    agency = _agency(actor)
    outcomes = [outcome_of(actor, file, lambda it: actions.receive_file(actor, agency, it)) for file in files]
    return answered(request, outcomes, reverse("evidence:library"))


@require_POST
@signed_in
def replace(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Receive a new version of a document."""
    files = received_files(request)[:1]
    actor = actor_of_request(request)
    outcomes = [outcome_of(actor, file, lambda it: actions.replace_document(actor, uuid, it)) for file in files]
    return answered(request, outcomes, reverse("evidence:document", args=[uuid]))


@require_POST
@signed_in
def give_up(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Forget a file that has not arrived whole."""
    uploads.give_up(actor_of(request), uuid)
    messages.success(request, "Unggahan dibatalkan; bagiannya yang sudah tiba dihapus.")
    return redirect("evidence:library")


@require_safe
@signed_in
def download(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send a version's bytes as an attachment, never to be shown or run in our pages.

    The file is opened here, inside the transaction; the sending happens outside it and needs no database.
    """
    version = queries.version_of(actor_of(request), uuid)
    try:
        file = store().open_verified(version.agency.uuid, version.sha256, version.size)
    except StoreFault as fault:
        log.error("%s", fault)
        raise Refused(AWAY if isinstance(fault, StoreUnreachable) else LOST) from fault
    headers = {
        "Content-Length": str(version.size),
        "Content-Disposition": content_disposition_header(True, version.file_name) or "attachment",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    # The guard and the middleware treat both kinds of answer alike.
    return StreamingHttpResponse(file, content_type=version.media_type, headers=headers)  # type: ignore[return-value]


def _reader(request: HttpRequest) -> Actor:
    """Who sees a library at all; an administrator has none."""
    actor = actor_of(request)
    if not actor.may(Right.READ_EVIDENCE) or not actor.evidence_reach:
        raise Invisible
    return actor


def _agency(actor: Actor) -> Agency:
    """The agency that the person works in now."""
    with acting(actor):
        agency = agencies_visible_to(actor).filter(pk=actor.agency_id or 0).first()
    if agency is None:
        raise Invisible
    actor.require(Right.GIVE_EVIDENCE, agency.pk)
    return agency
