"""Giving evidence: files received, documents renamed, replaced, deleted, taken back.

The bytes are durable before any row speaks of them; a row that does not come leaves an orphan for the sweeper.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Now

from matang.evidence.actions.reading import queue_reading
from matang.evidence.kinds import Kind, NotEvidence, kind_of
from matang.evidence.models import Document, Version
from matang.evidence.names import clean, shown_name
from matang.evidence.queries import cited_below, deleted_before
from matang.evidence.receiving import Arrived, store
from matang.journal.actions import record
from matang.lib.store import StoreFault
from matang.people.actor import Actor
from matang.people.models import Agency
from matang.people.rules import Invisible, Refused, Right

log = logging.getLogger(__name__)
BIN_DAYS = 30
CITED = (
    "Dokumen ini dirujuk pada penilaian sehingga tidak dapat dihapus. Ganti berkasnya, atau cabut dahulu rujukannya."
)
SAME = "Berkas itu sama dengan versi {number} dokumen “{title}”, sehingga tidak disimpan lagi."
NO_TITLE = "Judul dokumen tidak boleh kosong."
NOT_KEPT = (
    "Penyimpanan bukti dukung sedang tidak dapat dihubungi. Berkas belum tersimpan; coba lagi beberapa menit lagi."
)


@dataclass(frozen=True)
class Receipt:
    """What the sender gets: the version that stands for the file; `known` when the agency had the same bytes."""

    version: Version
    known: bool

    @property
    def number(self) -> str:
        """The number by which people speak of it."""
        return self.version.receipt


def receive_file(actor: Actor, agency: Agency, upload: Arrived) -> Receipt:
    """Take a file into the agency's library; the same bytes again are recognised, also from the bin.

    Call inside `acting(actor)`, one transaction a file, after the body has been read. Raises Invisible, Refused.
    """
    actor.require(Right.GIVE_EVIDENCE, agency.pk)
    kind, name = _kept(agency, upload)
    _one_at_a_time(agency, upload)
    known = _with_bytes(agency, upload.sha256)
    if known is not None:
        _take_back(actor, known.document)
        return Receipt(known, known=True)
    document = Document.objects.create(agency=agency, title=name, created_by_id=_giver(actor))
    return Receipt(_add_version(actor, document, upload, kind, name), known=False)


def replace_document(actor: Actor, uuid: UUID, upload: Arrived) -> Receipt:
    """Give a document a new version; citations go on naming the version that they named.

    Refused when the agency has these bytes already, since a version stands for its bytes.
    """
    document = changeable(actor, uuid)
    kind, name = _kept(document.agency, upload)
    _one_at_a_time(document.agency, upload)
    known = _with_bytes(document.agency, upload.sha256)
    if known is not None:
        raise Refused(SAME.format(number=known.number, title=known.document.title))
    return Receipt(_add_version(actor, document, upload, kind, name), known=False)


def rename_document(actor: Actor, uuid: UUID, title: str) -> Document:
    """Give a document another title; the names of its files stay."""
    document = changeable(actor, uuid)
    before, document.title = document.title, clean(title)[:255]
    if not document.title:
        raise Refused(NO_TITLE)
    if document.title != before:
        document.save(update_fields=["title"])
        sentence = f"mengganti judul dokumen {before} menjadi {document.title}"
        note(actor, "rename_document", document, sentence, before={"title": before}, after={"title": document.title})
    return document


def delete_document(actor: Actor, uuid: UUID) -> None:
    """Put a document into the bin, where it waits for 30 days. A cited one is refused."""
    document = changeable(actor, uuid)
    if Version.objects.filter(document=document, citations__isnull=False).exists() or cited_below(document):
        raise Refused(CITED)
    Document.objects.filter(pk=document.pk).update(deleted_at=Now())
    note(actor, "delete_document", document, f"menghapus dokumen {document.title}")


def restore_document(actor: Actor, uuid: UUID) -> Document:
    """Take a document back out of the bin."""
    document = changeable(actor, uuid, deleted=True)
    _take_back(actor, document)
    return document


def empty_bin(actor: Actor, now: datetime.datetime) -> int:
    """Remove for good what has been in the bin for 30 days; returns how many documents went. Their bytes become
    orphans, which the sweeper removes once this is committed."""
    old = deleted_before(actor, now - datetime.timedelta(days=BIN_DAYS)).select_for_update(skip_locked=True)
    for document in old:
        note(actor, "empty_bin", document, f"mengosongkan dokumen {document.title} dari tempat sampah")
        Version.objects.filter(document=document).delete()
        document.delete()
    return len(old)


def _kept(agency: Agency, upload: Arrived) -> tuple[Kind, str]:
    """Tell the kind and make the bytes durable; Refused with the way out for what is no evidence."""
    if upload.fault:
        raise Refused(f"{clean(upload.name or '')} {upload.fault}")
    try:
        kind = kind_of(upload.path)
    except NotEvidence as reason:
        raise Refused(f"{clean(upload.name or '')} {reason}") from None
    try:
        store().keep(upload.path, agency.uuid, upload.sha256)
    except StoreFault as fault:
        log.error("%s", fault)
        raise Refused(f"{clean(upload.name or '')}: {NOT_KEPT}") from fault
    return kind, shown_name(upload.name or "", kind)


def _one_at_a_time(agency: Agency, upload: Arrived) -> None:
    """Files that arrive together wait for each other: one of two equal ones is recognised, none fails. From here to the
    end of the transaction the sweeper waits too; what it took before this moment must be sent again."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    try:
        there = store().has(agency.uuid, upload.sha256, upload.size)
    except StoreFault as fault:
        log.error("%s", fault)
        there = False
    if not there:
        raise Refused(f"{clean(upload.name or '')}: {NOT_KEPT}")


def _with_bytes(agency: Agency, sha256: str) -> Version | None:
    return Version.objects.select_related("document").filter(agency=agency, sha256=sha256).first()


def _add_version(actor: Actor, document: Document, upload: Arrived, kind: Kind, name: str) -> Version:
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version.objects.create(
        agency_id=document.agency_id,
        document=document,
        number=last + 1,
        sha256=upload.sha256,
        size=upload.size,
        media_type=kind.media_type,
        file_name=name,
        received_by_id=_giver(actor),
    )
    sentence = f"memberi dokumen {name}" if not last else f"mengganti berkas {document.title} (versi {version.number})"
    mark = {"version": str(version.uuid), "sha256": version.sha256, "size": version.size, "receipt": version.receipt}
    note(actor, "receive_file" if not last else "replace_document", document, sentence, after=mark)
    queue_reading(version)
    return version


def changeable(actor: Actor, uuid: UUID, *, deleted: bool = False) -> Document:
    """Lock a document that the actor sees and may change; Invisible for a foreign one, Refused without the right."""
    document = (
        Document.objects.filter(uuid=uuid, agency_id__in=actor.evidence_reach, deleted_at__isnull=not deleted)
        .select_related("agency")
        .select_for_update(of=("self",))
        .first()
    )
    if document is None:
        raise Invisible
    actor.require(Right.GIVE_EVIDENCE, document.agency_id)
    return document


def _take_back(actor: Actor, document: Document) -> None:
    if Document.objects.filter(pk=document.pk, deleted_at__isnull=False).update(deleted_at=None):
        note(actor, "restore_document", document, f"memulihkan dokumen {document.title}")


def _giver(actor: Actor) -> int:
    """Evidence comes from a person; the program itself gives none."""
    if actor.person_id is None:
        raise Invisible
    return actor.person_id


def note(actor: Actor, action: str, document: Document, sentence: str, **values: Any) -> None:
    """Write what was done to a document into the journal."""
    record(actor, action, ("document", document.uuid), sentence, agency_id=document.agency_id, **values)
