"""Pages and addresses of the evidence library."""

from __future__ import annotations

import logging
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from matang.evidence import pages, queries
from matang.evidence.actions import documents as actions
from matang.evidence.actions import uploads
from matang.evidence.forms import RenameForm
from matang.evidence.names import clean
from matang.evidence.receiving import received_files, store
from matang.evidence.sending import answered, outcome_of
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
    search = clean(asked.get("cari", ""))[:200]
    page = pages.library_page(_reader(request), search, asked.get("pakai", ""), asked.get("halaman", "1"))
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
    """One document: its facts, its versions, where it is used."""
    actor = actor_of(request)
    page = pages.document_page(actor, queries.document_of(actor, uuid))
    return render(request, "evidence/document.html", {"page": page})


@require_POST
@signed_in
def rename(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a document's title."""
    actor, form = actor_of(request), RenameForm(request.POST)
    if not form.is_valid():
        page = pages.document_page(actor, queries.document_of(actor, uuid), form)
        return render(request, "evidence/document.html", {"page": page}, status=422)
    actions.rename_document(actor, uuid, form.cleaned_data["title"])
    messages.success(request, "Judul dokumen diganti.")
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
