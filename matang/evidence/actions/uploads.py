"""Files that arrive in pieces (tus 1.0): begun, continued, finished, given up.

Order of a piece: body to a file, then lock, then append and fsync, then the row counts it. Order of the end: hash of
all, bytes into the store, then one transaction with version, journal and upload; the pieces go after the commit.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction

from matang.evidence import pieces
from matang.evidence.actions.documents import Receipt, check_quota, receive_file, replace_document
from matang.evidence.kinds import refused_by_name
from matang.evidence.models import Document, Upload, Version
from matang.evidence.names import clean
from matang.evidence.pieces import Piece
from matang.evidence.queries import lock_agency
from matang.evidence.receiving import NO_ROOM, TOO_LARGE, NoRoom, WholeFile, store
from matang.people.actor import Actor
from matang.people.models import Agency
from matang.people.rules import Invisible, Refused, Right

KEPT_DAYS = 7
MOST_UNFINISHED = 500
EMPTY = "kosong. Periksa berkas aslinya, lalu kirim lagi."
TOO_MANY = "tidak dapat dikirim: sudah {count} unggahan belum selesai. Lanjutkan atau batalkan sebagian lebih dahulu."
CHANGED = "berubah selama dikirim, atau rusak di jalan. Kirim lagi dari awal."
NO_DOCUMENT = "tidak dapat dikirim: dokumen yang akan diganti tidak ada atau sudah dihapus."
GONE = "Unggahan ini sudah kedaluwarsa atau dibatalkan. Kirim lagi dari awal."


class TooLarge(Refused):
    """A file that is larger than the limit."""


class WrongOffset(Exception):
    """The piece does not begin where the last one ended; `received` is where it should."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


class WrongChecksum(Exception):
    """The bytes are not those that were meant."""


@dataclass(frozen=True)
class Wanted:
    """What is announced: the file's name, its bytes, the hash of all when the sender knows it, the document that it
    shall replace."""

    name: str
    size: int
    sha256: str = ""
    replaces: UUID | None = None


def begin(actor: Actor, agency: Agency, wanted: Wanted, now: datetime.datetime) -> Upload:
    """Announce a file. What the agency has already, by the hash that the sender names, is complete at once.

    Raises Refused (TooLarge, NoRoom) with a sentence that begins with the file's name.
    """
    actor.require(Right.GIVE_EVIDENCE, agency.pk)
    name = clean(wanted.name)[:255] or "dokumen"
    lock_agency(agency.uuid)  # of two at once that want the last place only one finds it
    _admit(actor, agency, name, wanted)
    known = _known(agency, wanted)
    return Upload.objects.create(
        agency=agency,
        person_id=actor.author_id,
        file_name=name,
        size=wanted.size,
        sha256=wanted.sha256,
        replaces=wanted.replaces,
        received=wanted.size if known else 0,
        version=known,
        known=known is not None,
        expires_at=now + datetime.timedelta(days=KEPT_DAYS),
    )


def is_lost(upload: Upload) -> bool:
    """Whether the disk no longer holds what the row counts as received."""
    return upload.version_id is None and not pieces.present(upload.uuid, upload.received)


def upload_of(actor: Actor, uuid: UUID, *, lock: bool = False) -> Upload:
    """The actor's own upload, else Invisible; Refused when giving evidence is no longer his."""
    rows = Upload.objects.filter(uuid=uuid, person_id=actor.person_id or 0, agency_id__in=actor.evidence_reach)
    upload = (rows.select_for_update() if lock else rows).first()
    if upload is None:
        raise Invisible
    if upload.version_id is not None:
        # Read apart: who waited for the lock would get the new row joined to the version that the old one named, none.
        upload.version = Version.objects.select_related("document").get(pk=upload.version_id)
    actor.require(Right.GIVE_EVIDENCE, upload.agency_id)
    return upload


def add_piece(actor: Actor, uuid: UUID, offset: int, piece: Piece, now: datetime.datetime) -> Upload:
    """Add what has been read to the upload. Raises WrongOffset when another piece came first."""
    upload = upload_of(actor, uuid, lock=True)
    if offset != upload.received or offset + piece.length > upload.size:
        raise WrongOffset(upload.received)
    if piece.length:
        pieces.add(uuid, offset, piece)
        upload.received += piece.length
        upload.expires_at = now + datetime.timedelta(days=KEPT_DAYS)
        upload.save(update_fields=["received", "expires_at"])
    return upload


def finish(actor: Actor, uuid: UUID) -> Upload:
    """Make evidence of an upload whose bytes have all come; finished twice it is the same. Raises Refused, and
    WrongChecksum when the hash is not the announced one: then the upload begins anew."""
    upload = upload_of(actor, uuid, lock=True)
    if upload.version_id is not None:
        return upload
    if upload.received != upload.size:
        raise WrongOffset(upload.received)
    file = pieces.whole_file(uuid, upload.file_name)
    try:
        if upload.sha256 and file.sha256 != upload.sha256:
            raise WrongChecksum
        receipt = _receive(actor, upload, file)
    finally:
        file.path.unlink(missing_ok=True)
    upload.version, upload.known = receipt.version, receipt.known
    upload.save(update_fields=["version", "known"])
    transaction.on_commit(partial(pieces.discard, uuid))
    return upload


def begin_again(actor: Actor, uuid: UUID) -> None:
    """Count nothing as received any more: what came was not what was announced."""
    _from_nothing(upload_of(actor, uuid, lock=True))


def recover(actor: Actor, uuid: UUID) -> Upload:
    """The upload, which begins anew when the disk has lost its bytes."""
    upload = upload_of(actor, uuid, lock=True)
    if is_lost(upload):
        _from_nothing(upload)
    return upload


def _from_nothing(upload: Upload) -> None:
    if upload.version_id is None:
        upload.received = 0
        upload.save(update_fields=["received"])
        transaction.on_commit(partial(pieces.discard, upload.uuid))


def refuse(actor: Actor, uuid: UUID, sentence: str) -> None:
    """Keep why a whole file was refused; its bytes go."""
    upload = upload_of(actor, uuid, lock=True)
    Upload.objects.filter(pk=upload.pk, version=None).update(fault=sentence[:400])
    transaction.on_commit(partial(pieces.discard, uuid))


def give_up(actor: Actor, uuid: UUID) -> None:
    """Forget an upload; a document that it became stays."""
    upload_of(actor, uuid, lock=True).delete()
    transaction.on_commit(partial(pieces.discard, uuid))


def forget_expired(actor: Actor, now: datetime.datetime) -> int:
    """Remove uploads that nobody continued, and pieces without an upload; returns how many rows went."""
    gone, _ = Upload.objects.filter(agency_id__in=actor.reach, expires_at__lt=now).delete()
    lying = pieces.kept_pieces()  # before the rows are read: the pieces of an upload that begins now are not among them
    known = set(Upload.objects.filter(agency_id__in=actor.reach).values_list("uuid", flat=True))
    for uuid in lying - known:
        pieces.discard(uuid)
    return gone


def _admit(actor: Actor, agency: Agency, name: str, wanted: Wanted) -> None:
    size = wanted.size
    if size <= 0:
        raise Refused(f"{name} {EMPTY}")
    if size > settings.EVIDENCE_LIMIT:
        raise TooLarge(f"{name} {TOO_LARGE.format(limit=settings.EVIDENCE_LIMIT // 1024**2)}")
    way_out = refused_by_name(name)
    if way_out:
        raise Refused(f"{name} {way_out}")
    if wanted.replaces is not None:
        rows = Document.objects.filter(uuid=wanted.replaces, agency=agency, deleted_at=None)
        if not rows.exists():
            raise Refused(f"{name} {NO_DOCUMENT}")
    check_quota(agency, name, size)
    if not store().room_for(size):
        raise NoRoom(f"{name} {NO_ROOM}")
    count = Upload.objects.filter(agency=agency, version=None, fault="", person_id=actor.author_id).count()
    if count >= MOST_UNFINISHED:
        raise Refused(f"{name} {TOO_MANY.format(count=count)}")


def _known(agency: Agency, wanted: Wanted) -> Version | None:
    if not wanted.sha256 or wanted.replaces is not None:
        return None
    found = Version.objects.filter(
        agency=agency, sha256=wanted.sha256, size=wanted.size, document__deleted_at__isnull=True
    )
    return found.select_related("document").first()


def _receive(actor: Actor, upload: Upload, file: WholeFile) -> Receipt:
    if upload.replaces is not None:
        try:
            return replace_document(actor, upload.replaces, file)
        except Invisible:  # deleted since the file was announced
            raise Refused(f"{upload.file_name} {NO_DOCUMENT}") from None
    return receive_file(actor, upload.agency, file)
