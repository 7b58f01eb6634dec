"""Reading the evidence library of an agency."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Now

from matang.evidence.models import Document, Reading, Upload, Version
from matang.evidence.queries_validity import with_said
from matang.people.actor import Actor
from matang.people.models import Agency
from matang.people.rules import JUDGES, Invisible

SUBMITTED = ("submitted", "assessed", "proposed", "decided")  # states of an assessment that its judges see
ABOVE = "atas"
USES = {"dipakai": True, "belum": False}


def versions_visible_to(actor: Actor) -> QuerySet[Version]:
    """The versions of documents (not in the bin) whose evidence the actor may see; judges see what a submitted
    assessment cites, and nothing while it is back with its agency."""
    found = Version.objects.filter(_seen(actor, "document__"), document__deleted_at__isnull=True)
    found = found.select_related("document")
    if actor.role in JUDGES:
        return found.filter(
            citations__assessment__submitted_at__isnull=False, citations__assessment__state__in=SUBMITTED
        ).distinct()
    return found


def _seen(actor: Actor, document: str = "") -> Q:
    """Own evidence, and what agencies above share; `document` is the way from the row to its document."""
    shared = Q(**{f"{document}shared_at__isnull": False}, agency_id__in=actor.above)
    return Q(agency_id__in=actor.evidence_reach) | shared if actor.above else Q(agency_id__in=actor.evidence_reach)


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """The documents (not in the bin) of which the actor may see any version, newest first; those that an agency above
    shares are among them."""
    found = Document.objects.filter(_seen(actor), deleted_at__isnull=True)
    if actor.role in JUDGES:
        found = found.filter(id__in=versions_visible_to(actor).values("document_id"))
    return found.order_by("-created_at", "-id")


def deleted_documents(actor: Actor) -> QuerySet[Document]:
    """The bin: what was deleted last stands first. Judges look into no bin."""
    reach = frozenset() if actor.role in JUDGES else actor.evidence_reach
    return Document.objects.filter(agency_id__in=reach, deleted_at__isnull=False).order_by("-deleted_at", "-id")


def document_of(actor: Actor, uuid: UUID) -> Document:
    """One document that the actor may see, with its visible versions (newest first); else Invisible. Two statements."""
    found = with_versions(actor, documents_visible_to(actor)).select_related("agency").filter(uuid=uuid).first()
    if found is None:
        raise Invisible
    return found


def version_of(actor: Actor, uuid: UUID) -> Version:
    """One version that the actor may see, with its document and agency; else Invisible. One statement."""
    found = versions_visible_to(actor).select_related("document", "agency").filter(uuid=uuid).first()
    if found is None:
        raise Invisible
    return found


def version_for_citing(actor: Actor, agency_id: int, uuid: UUID) -> Version:
    """A version of the agency, or one that an agency above shares, for a new citation. Its own document is locked, so
    that nobody deletes it meanwhile; one of above cannot be locked from below, the trigger looks at it again.

    Invisible when there is none or when it lies in the bin. One statement, in the caller's transaction.
    """
    own = Version.objects.filter(
        agency_id=agency_id, agency_id__in=actor.evidence_reach, uuid=uuid, document__deleted_at__isnull=True
    )
    version = own.select_related("document").select_for_update(of=("document",), no_key=True).first()
    if version is None and actor.above:
        version = shared_from_above(actor).filter(uuid=uuid).select_related("document").first()
    if version is None:
        raise Invisible
    return version


def shared_from_above(actor: Actor) -> QuerySet[Version]:
    """Versions of documents that agencies above share."""
    return Version.objects.filter(
        agency_id__in=actor.above, document__shared_at__isnull=False, document__deleted_at__isnull=True
    )


def library_above(actor: Actor) -> list[Version]:
    """The newest version of each document that agencies above share, with its agency, by agency and title. One
    statement; none where nobody stands above."""
    if not actor.above:
        return []
    newest = shared_from_above(actor).select_related("document", "agency").order_by("document_id", "-number")
    found = newest.distinct("document_id")[:500]
    return sorted(found, key=lambda version: (version.agency.path, version.document.title.lower()))


def agencies_below(agency: Agency) -> int:
    """How many agencies stand below one. One statement."""
    return Agency.objects.filter(path__startswith=agency.path).exclude(pk=agency.pk).count()


def cited_below(document: Document) -> int:
    """How many other agencies cite a document within the transaction's evidence: all that its owner learns of them.
    One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evidence_cited_below(%s)", [document.pk])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def lock_documents(actor: Actor, documents: Collection[int]) -> set[int]:
    """Keep documents of the own evidence from being deleted until the transaction ends; gives those that are not in the
    bin. One statement."""
    own = Document.objects.filter(pk__in=documents, agency_id__in=actor.evidence_reach, deleted_at__isnull=True)
    return set(own.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def with_versions(actor: Actor, documents: QuerySet[Document]) -> QuerySet[Document]:
    """The documents with `seen`: a list of their versions that the actor may see, newest first, with what each says of
    itself. One statement more."""
    versions = with_said(versions_visible_to(actor)).select_related("received_by").order_by("-number")
    return documents.prefetch_related(Prefetch("versions", versions, to_attr="seen"))


def library(actor: Actor, use: str = "") -> QuerySet[Document]:
    """The documents within reach; `use` "dipakai" or "belum" keeps the cited or the uncited ones, "atas" shows those
    that agencies above share instead."""
    where = actor.above if use == ABOVE else actor.evidence_reach
    found = documents_visible_to(actor).filter(agency_id__in=where)
    if use in USES:
        cited = Exists(Version.objects.filter(document=OuterRef("pk"), citations__isnull=False))
        found = found.filter(cited if USES[use] else ~cited)
    return found


@dataclass(frozen=True)
class Use:
    """Where a document is cited: the indicator of an assessment, in a round, by one of its versions."""

    indicator: str
    assessment: UUID
    round_title: str
    year: int
    version: int
    count: int


def uses_of(actor: Actor, documents: Collection[Document]) -> dict[int, list[Use]]:
    """Where agencies whose evidence the actor may see cite these documents, by document id: newest round first, then by
    indicator. One statement."""
    if not documents:
        return {}
    rows = Version.objects.filter(document__in=documents, citations__agency_id__in=actor.evidence_reach)
    if actor.role in JUDGES:
        rows = rows.filter(citations__assessment__state__in=SUBMITTED)
    found: dict[int, list[Use]] = defaultdict(list)
    for document_id, *use in rows.values_list(
        "document_id",
        "citations__indicator",
        "citations__assessment__uuid",
        "citations__assessment__round__title",
        "citations__assessment__round__year",
        "number",
    ).annotate(count=Count("citations__id")):
        found[document_id].append(Use(*use))
    for uses in found.values():
        uses.sort(key=lambda use: (-use.year, len(use.indicator), use.indicator, -use.version))
    return found


def kept_files(actor: Actor) -> set[tuple[UUID, str]]:
    """Agency and hash of all bytes that a row speaks of, the bin included. One statement."""
    rows = Version.objects.filter(agency_id__in=actor.evidence_reach).values_list("agency__uuid", "sha256")
    return set(rows.iterator())


def lock_agency(uuid: UUID) -> None:
    """Wait until nobody receives files for the agency, and keep others waiting to the end of the transaction."""
    Agency.objects.select_for_update(no_key=True).filter(uuid=uuid).first()


def is_kept(actor: Actor, agency: UUID, sha256: str) -> bool:
    """Whether a row speaks of these bytes, the bin included. One statement."""
    return Version.objects.filter(agency_id__in=actor.evidence_reach, agency__uuid=agency, sha256=sha256).exists()


def deleted_before(actor: Actor, moment: datetime.datetime) -> QuerySet[Document]:
    """What has been in the bin since before a moment and is cited nowhere."""
    cited = Version.objects.filter(document=OuterRef("pk"), citations__isnull=False)
    return Document.objects.filter(~Exists(cited), agency_id__in=actor.evidence_reach, deleted_at__lt=moment).order_by(
        "id"
    )


def library_of(actor: Actor, agency_id: int) -> QuerySet[Version]:
    """The newest version of each document of an agency, for choosing one, newest first; at most 500. One statement."""
    newest = versions_visible_to(actor).filter(agency_id=agency_id, document__deleted_at__isnull=True)
    return newest.order_by("document_id", "-number").distinct("document_id")[:500]


def used_by(agency: Agency) -> int:
    """Bytes of the agency's evidence, the bin included. One statement."""
    return Version.objects.filter(agency=agency).aggregate(bytes=Sum("size"))["bytes"] or 0


def coming_to(agency: Agency) -> int:
    """Bytes of the files that were announced to the agency and have not become evidence yet. One statement."""
    coming = Upload.objects.filter(agency=agency, version=None, fault="")
    return coming.aggregate(bytes=Sum("size"))["bytes"] or 0


def unfinished_uploads(actor: Actor) -> QuerySet[Upload]:
    """The files that the actor began to send and that have not arrived whole, newest first. One statement."""
    rows = Upload.objects.filter(agency_id__in=actor.evidence_reach, version=None, fault="")
    mine = rows.filter(person_id=actor.person_id or 0)
    return mine.filter(expires_at__gt=Now()).order_by("-started_at")[:200]


@dataclass(frozen=True)
class Space:
    """Whose the files become that a page sends, how many bytes his agency has used, and its documents in the bin."""

    owner: str
    used: int
    in_bin: int


def owner_of(actor: Actor, agency: Agency) -> str:
    """Person and agency in one word: a page keeps it, and what it sends later is refused when either has changed."""
    return f"{actor.person_uuid}.{agency.uuid}"


def space_of(actor: Actor) -> Space:
    """For the agency that the actor works in now. One statement."""
    agency = Agency.objects.filter(pk=actor.agency_id or 0, pk__in=actor.reach)
    deleted = Q(version__document__deleted_at__isnull=False)
    found = agency.annotate(
        used=Coalesce(Sum("version__size"), 0), in_bin=Count("version__document", deleted, distinct=True)
    ).first()
    if found is None:
        raise Invisible
    return Space(owner_of(actor, found), found.used, found.in_bin)


def version_to_read(actor: Actor, version_id: int) -> Version | None:
    """A version that has not been read to its end, with its agency; None when it has, or is gone. One statement."""
    rows = Version.objects.filter(pk=version_id, agency_id__in=actor.evidence_reach).select_related("agency")
    return rows.exclude(reading__state=Reading.State.READ).first()


def unread_versions(actor: Actor) -> QuerySet[Version]:
    """Versions that nobody queued for reading, and those whose reading has said nothing for an hour; newest first."""
    stalled = Q(reading__state__in=(Reading.State.WAITING, Reading.State.READING)) & Q(
        reading__changed_at__lt=Now() - datetime.timedelta(hours=1)
    )
    rows = Version.objects.filter(Q(reading=None) | stalled, agency_id__in=actor.evidence_reach)
    return rows.order_by("-id")
