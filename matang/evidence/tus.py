"""The tus 1.0 protocol at `/unggah/`: core, creation, checksum, termination, expiration.

A form without script is sent to the same address and has its own way. Requests of the protocol carry a header that no
foreign page can send without our consent, and must come from our own origin, so they need no form token. Bodies are
read before any transaction is open.
"""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from matang.evidence import pieces, views
from matang.evidence.actions import uploads
from matang.evidence.actions.uploads import TooLarge, Wanted, WrongChecksum, WrongOffset
from matang.evidence.models import Upload
from matang.evidence.names import clean
from matang.evidence.queries import owner_of, unfinished_uploads, used_by
from matang.evidence.receiving import NoRoom, NotKept
from matang.people.actor import Actor, acting
from matang.people.middleware import actor_of_request
from matang.people.models import Agency
from matang.people.queries import own_agency
from matang.people.rules import Invisible, Refused, Right

VERSION = "1.0.0"
ABILITIES = {
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,checksum,termination,expiration",
    "Tus-Checksum-Algorithm": "sha256,sha1",
}
SIGN_IN = "Sesi berakhir. Masuk lagi; unggahan dilanjutkan dari tempatnya berhenti."
UNSEEN = "Unggahan itu tidak ada. Kirim lagi dari awal."
CHANGED_PLACE = "tidak dikirim: di tab lain Anda kini masuk sebagai orang atau instansi lain. Muat ulang halaman ini."
ELSEWHERE = "Permintaan ini tidak berasal dari halaman Matang."
BROKEN = "Permintaan tidak mengikuti tus 1.0: {what}."
REFUSALS = {TooLarge: 413, NoRoom: 507, NotKept: 503, Refused: 422}
COUNTED_EVERY = 0.5  # seconds
NUMBER = re.compile(r"\d{1,15}", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}")
View = Callable[..., HttpResponse]


def _answers(view: View) -> View:
    """Check the protocol's version, the origin and the person; turn what actions raise into the protocol's answers."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object) -> HttpResponse:
        if request.headers.get("Tus-Resumable") != VERSION:
            return _answer(412, f"Gunakan tus {VERSION}.", {"Tus-Version": VERSION})
        if not _from_here(request):
            return _answer(403, ELSEWHERE)
        if not request.user.is_authenticated:
            return _answer(401, SIGN_IN)
        try:
            return view(request, *args)
        except (Invisible, Refused, WrongOffset, WrongChecksum) as fault:
            return _told(fault)

    return answered


def _told(fault: Exception) -> HttpResponse:
    """The protocol's answer to what an action raised."""
    if isinstance(fault, WrongOffset):
        return _answer(409, f"Lanjutkan dari bita ke-{fault.received}.", {"Upload-Offset": str(fault.received)})
    if isinstance(fault, WrongChecksum):
        return _answer(460, uploads.CHANGED)
    if isinstance(fault, Invisible):
        return _answer(404, UNSEEN)
    return _answer(next(code for kind, code in REFUSALS.items() if isinstance(fault, kind)), str(fault))


@csrf_exempt
def collection(request: HttpRequest) -> HttpResponse:
    """`/unggah/`: what the server can, a new upload, the person's unfinished ones; or a form without script."""
    method = _method(request)
    if method == "OPTIONS":
        return _answer(204, "", {**ABILITIES, "Tus-Max-Size": str(settings.EVIDENCE_LIMIT)})
    if method == "GET" and "Tus-Resumable" in request.headers:
        return _unfinished(request)
    if method == "POST" and "Tus-Resumable" in request.headers:
        return _create(request)
    return csrf_protect(views.upload)(request)


@csrf_exempt
def single(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """`/unggah/<uuid>/`: how far it is, its next piece, its end."""
    handler = {"HEAD": _head, "PATCH": _patch, "DELETE": _delete, "GET": _show}.get(_method(request))
    if handler is None or (handler is _show and "Tus-Resumable" not in request.headers):
        return _answer(405, BROKEN.format(what="metode tidak dikenal"), {"Allow": "HEAD, PATCH, DELETE, GET"})
    return handler(request, uuid)


@_answers
def _create(request: HttpRequest) -> HttpResponse:
    length = request.headers.get("Upload-Length", "")
    if not NUMBER.fullmatch(length):
        return _answer(400, BROKEN.format(what="Upload-Length bukan bilangan bita"))
    try:
        told = _metadata(request.headers.get("Upload-Metadata", ""))
        replaces = UUID(told["replaces"]) if told.get("replaces") else None
    except ValueError:
        return _answer(400, BROKEN.format(what="Upload-Metadata tidak terbaca"))
    sha256 = told.get("sha256", "")
    wanted = Wanted(told.get("filename", ""), int(length), sha256 if DIGEST.fullmatch(sha256) else "", replaces)
    actor = actor_of_request(request)
    with acting(actor):
        agency = _agency(actor)
        if told.get("owner", owner := owner_of(actor, agency)) != owner:
            raise Refused(f"{clean(wanted.name)} {CHANGED_PLACE}")
        upload = uploads.begin(actor, agency, wanted, timezone.now())
    place = request.build_absolute_uri(reverse("evidence:resume", args=[upload.uuid]))
    return _answer(201, "", {"Location": place, **_state(upload)})


@_answers
def _unfinished(request: HttpRequest) -> HttpResponse:
    actor = actor_of_request(request)
    with acting(actor):
        agency = _agency(actor)
        rows = [_row(upload) for upload in unfinished_uploads(actor)]
        used = used_by(agency)
    body = {"uploads": rows, "limit": settings.EVIDENCE_LIMIT, "quota": settings.EVIDENCE_QUOTA, "used": used}
    return _json(body)


@_answers
def _head(request: HttpRequest, uuid: UUID) -> HttpResponse:
    upload = _current(actor_of_request(request), uuid)
    if _is_gone(upload):
        return _answer(410, "")
    return _answer(200, "", {"Upload-Length": str(upload.size), **_state(upload)})


@_answers
def _show(request: HttpRequest, uuid: UUID) -> HttpResponse:
    actor = actor_of_request(request)
    with acting(actor):
        return _json(_row(uploads.upload_of(actor, uuid)))


@_answers
def _patch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    if request.headers.get("Content-Type") != "application/offset+octet-stream":
        return _answer(415, BROKEN.format(what="Content-Type harus application/offset+octet-stream"))
    offset = request.headers.get("Upload-Offset", "")
    if not NUMBER.fullmatch(offset):
        return _answer(400, BROKEN.format(what="Upload-Offset bukan bilangan bita"))
    if "Transfer-Encoding" in request.headers:  # the web server's interface shows no such body
        return _answer(411, BROKEN.format(what="Content-Length tidak ada"))
    upload = _current(actor_of_request(request), uuid)
    if _is_gone(upload):
        return _answer(410, upload.fault or uploads.GONE)
    if int(offset) != upload.received:
        raise WrongOffset(upload.received)
    more = True
    while more:
        # A checksum is of the whole body; else what has come is counted at short times, as a server may be killed.
        seconds = math.inf if "Upload-Checksum" in request.headers else COUNTED_EVERY
        piece = pieces.read_piece(request, upload.size - upload.received, seconds)
        upload, more = _added(request, upload, piece), piece.more
    if upload.received == upload.size:
        upload = _finished(actor_of_request(request), uuid)
    return _answer(204, "", _state(upload))


@_answers
def _delete(request: HttpRequest, uuid: UUID) -> HttpResponse:
    actor = actor_of_request(request)
    with acting(actor):
        uploads.give_up(actor, uuid)
    return _answer(204, "")


def _current(actor: Actor, uuid: UUID) -> Upload:
    """The upload as it stands; it begins anew when the disk has lost its bytes."""
    with acting(actor):
        upload = uploads.upload_of(actor, uuid)
    if uploads.is_lost(upload):
        with acting(actor):
            return uploads.recover(actor, uuid)
    return upload


def _added(request: HttpRequest, upload: Upload, piece: pieces.Piece) -> Upload:
    """The upload with a piece more. Who sends is asked anew: the piece may have taken minutes, and rights may have
    ended."""
    try:
        _check(request, piece)
        actor = actor_of_request(request)
        with acting(actor):
            return uploads.add_piece(actor, upload.uuid, upload.received, piece, timezone.now())
    finally:
        piece.discard()


def _finished(actor: Actor, uuid: UUID) -> Upload:
    """The upload as evidence; a refusal is kept with the upload before it is told."""
    try:
        with acting(actor):
            return uploads.finish(actor, uuid)
    except WrongChecksum:
        with acting(actor):
            uploads.begin_again(actor, uuid)
        raise
    except NotKept:  # the pieces stay: an empty piece at the end tries again
        raise
    except Refused as reason:
        with acting(actor):
            uploads.refuse(actor, uuid, str(reason))
        raise


def _check(request: HttpRequest, piece: pieces.Piece) -> None:
    """Raise WrongChecksum when the piece is not what `Upload-Checksum` says; one cut short never is."""
    told = request.headers.get("Upload-Checksum", "")
    if not told:
        return
    algorithm, _, digest = told.partition(" ")
    if algorithm not in piece.digests:
        raise Refused(BROKEN.format(what=f"algoritme {algorithm[:20]} tidak dikenal"))
    try:
        expected = base64.b64decode(digest, validate=True)
    except ValueError:  # neither base64 nor ASCII
        raise Refused(BROKEN.format(what="Upload-Checksum tidak terbaca")) from None
    if piece.digests[algorithm] != expected:
        raise WrongChecksum


def _metadata(header: str) -> dict[str, str]:
    """What `Upload-Metadata` tells. ValueError for what is no base64 of UTF-8."""
    told = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = pair.partition(" ")
        told[key] = base64.b64decode(value, validate=True).decode("utf-8")
    return told


def _state(upload: Upload) -> dict[str, str]:
    """The headers that say how far an upload is, with the receipt once it is evidence."""
    expires = http_date(upload.expires_at.timestamp())
    told = {"Upload-Offset": str(upload.received), "Upload-Expires": expires}
    if upload.version is not None:
        told["Matang-Receipt"] = upload.version.receipt
    return told


def _row(upload: Upload) -> dict[str, object]:
    version = upload.version
    return {
        "address": reverse("evidence:resume", args=[upload.uuid]),
        "name": upload.file_name,
        "size": upload.size,
        "received": upload.received,
        "replaces": str(upload.replaces or ""),
        "sha256": upload.sha256,
        "error": upload.fault,
        "known": upload.known,
        "receipt": version.receipt if version else "",
        "version": str(version.uuid) if version else "",
        "title": version.document.title if version else "",
        "href": reverse("evidence:document", args=[version.document.uuid]) if version else "",
    }


def _is_gone(upload: Upload) -> bool:
    return bool(upload.fault) or (upload.version_id is None and upload.expires_at < timezone.now())


def _agency(actor: Actor) -> Agency:
    agency = own_agency(actor)
    actor.require(Right.GIVE_EVIDENCE, agency.pk)
    return agency


def _from_here(request: HttpRequest) -> bool:
    """Whether a browser says that one of our own pages asks; a program that is no browser says nothing."""
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        return False
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _method(request: HttpRequest) -> str:
    """The method, or the one that a proxy did not let through."""
    return (request.headers.get("X-HTTP-Method-Override") or request.method or "").upper()


def _answer(status: int, text: str, headers: dict[str, str] | None = None) -> HttpResponse:
    told = {"Tus-Resumable": VERSION, "Cache-Control": "no-store", **(headers or {})}
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8", headers=told)


def _json(body: dict[str, object]) -> HttpResponse:
    return JsonResponse(body, headers={"Tus-Resumable": VERSION, "Cache-Control": "no-store"})
