"""Sharing a document with the agencies below, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.db.models.functions import Now

from matang.evidence.actions.documents import changeable, note
from matang.evidence.models import Document
from matang.evidence.queries import agencies_below, cited_below
from matang.people.actor import Actor
from matang.people.rules import Refused, Right

NOBODY_BELOW = "Tidak ada instansi di bawah instansi Anda, jadi dokumen tidak dapat dibagikan."
STILL_CITED = (
    "Dokumen ini dirujuk {count} instansi di bawahnya, jadi tetap dibagikan. "
    "Ganti berkasnya bila isinya berubah; rujukan mereka tetap menunjuk versi yang dirujuknya."
)


def share_document(actor: Actor, uuid: UUID) -> Document:
    """Let the agencies below read and cite a document. Raises Invisible, Refused."""
    document = changeable(actor, uuid)
    actor.require(Right.SHARE_EVIDENCE, document.agency_id)
    if not agencies_below(document.agency):
        raise Refused(NOBODY_BELOW)
    if document.shared_at is None:
        Document.objects.filter(pk=document.pk).update(shared_at=Now())
        note(actor, "share_document", document, f"membagikan dokumen {document.title} kepada instansi di bawahnya")
    return document


def unshare_document(actor: Actor, uuid: UUID) -> Document:
    """Take a document back from the agencies below; refused, with their number, while any of them cites it. The lock
    keeps new citations from below away until it is done. Raises Invisible, Refused."""
    document = changeable(actor, uuid)
    actor.require(Right.SHARE_EVIDENCE, document.agency_id)
    count = cited_below(document)
    if count:
        raise Refused(STILL_CITED.format(count=count))
    if document.shared_at is not None:
        Document.objects.filter(pk=document.pk).update(shared_at=None)
        note(actor, "unshare_document", document, f"berhenti membagikan dokumen {document.title}")
    return document
