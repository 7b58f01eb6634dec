"""What the pages of the library show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone

from matang.core.validity import Said, Validity, validity
from matang.evidence import queries
from matang.evidence.actions.documents import BIN_DAYS
from matang.evidence.actions.uploads import KEPT_DAYS
from matang.evidence.forms import RenameForm
from matang.evidence.kinds import ACCEPT, LABELS
from matang.evidence.models import Document, Upload, Version
from matang.evidence.queries import Space, Use
from matang.evidence.queries_validity import ending, said
from matang.evidence.reading.pages import ReadCard, read_card
from matang.people.actor import Actor
from matang.people.rules import Right

PER_PAGE = 25
ENDING = "berakhir"
SHARED = ((queries.ABOVE, "Dari instansi di atas"),)
CHOICES = (("", "Semua"), ("belum", "Belum dipakai"), ("dipakai", "Dipakai"), (ENDING, "Berakhir"))


@dataclass(frozen=True)
class UploadForm:
    """A form that sends files: where to, where to return to, whose they become, the bytes that the agency has used
    (None: not told here), which kinds (for `accept`), the largest size in bytes; for the script, the document that is
    replaced and where to say what the files prove."""

    action: str
    next: str
    owner: str
    used: int | None = None
    quota: int = settings.EVIDENCE_QUOTA
    replaces: str = ""
    cites: str = ""
    accept: str = ACCEPT
    limit: int = settings.EVIDENCE_LIMIT
    many: bool = True
    kinds: str = "PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, JPG, PNG, WebP, teks, CSV"


@dataclass(frozen=True)
class Link:
    """A link with its words."""

    label: str
    href: str


@dataclass(frozen=True)
class VersionRow:
    """One version: its file, its receipt, who gave it and when, and where to fetch it."""

    number: int
    file_name: str
    label: str
    size: int
    receipt: str
    sha256: str
    received_by: str
    received_at: datetime.datetime
    download: str


@dataclass(frozen=True)
class Row:
    """One document in the library: its newest version and the indicators that cite it."""

    title: str
    href: str
    agency: str
    newest: VersionRow
    uses: tuple[Link, ...]
    validity: Validity


@dataclass(frozen=True)
class UnfinishedRow:
    """A file that has not arrived whole: how far it is, when something of it came last, where to give it up."""

    name: str
    size: int
    received: int
    last: datetime.datetime
    give_up: str


@dataclass(frozen=True)
class LibraryPage:
    """The library: rows of one page, the filter, the form that sends files (None without the right), and what was
    begun."""

    rows: tuple[Row, ...]
    pager: Page[Document]
    query: str
    use: str
    filters: tuple[tuple[str, str, bool], ...]
    form: UploadForm | None
    unfinished: tuple[UnfinishedRow, ...]
    kept_days: int
    empty: bool
    in_bin: int
    zone: str


@dataclass(frozen=True)
class UseRow:
    """One line of "dipakai di": indicator, round, version."""

    indicator: str
    href: str
    round_title: str
    year: int
    version: int
    outdated: bool


@dataclass(frozen=True)
class Renewing:
    """The button that says that a document still holds: for which year, and whether that was said already."""

    year: int
    said: bool
    action: str


@dataclass(frozen=True)
class Sharing:
    """How a document stands to the agencies below: shared or not, how many of them cite it; `action`: where to change
    it, empty without the right."""

    shared: bool
    count: int
    action: str


@dataclass(frozen=True)
class DocumentPage:
    """One document with all its versions and uses; `replace` and `rename` are None without the right."""

    title: str
    agency: str
    newest: VersionRow
    read: ReadCard
    versions: tuple[VersionRow, ...]
    uses: tuple[UseRow, ...]
    rename: RenameForm | None
    replace: UploadForm | None
    validity: Validity
    renewal: Renewing | None
    sharing: Sharing | None
    place: str
    addresses: dict[str, str]
    zone: str


@dataclass(frozen=True)
class DeletedRow:
    """One document in the bin and the day on which it goes for good."""

    title: str
    deleted_at: datetime.datetime
    goes_at: datetime.datetime
    restore: str


def library_page(actor: Actor, use: str, number: str) -> LibraryPage:
    """The library as the actor sees it. Six statements: count, documents, versions, uses; space and bin, begun."""
    found = queries.with_versions(actor, queries.library(actor, use).select_related("agency"))
    found = ending(found, timezone.localdate()) if use == ENDING else found
    pager = Paginator(found, PER_PAGE).get_page(number)
    documents = list(pager)
    uses = queries.uses_of(actor, documents)
    space = queries.space_of(actor) if actor.may(Right.GIVE_EVIDENCE) else None
    choices = (*CHOICES, *(SHARED if actor.above else ()))
    filters = tuple((label, _query(key), key == use) for key, label in choices)
    return LibraryPage(
        rows=tuple(_row(actor, document, uses.get(document.pk, [])) for document in documents),
        pager=pager,
        query=_query(use),
        use=use,
        filters=filters,
        form=_giving(space) if space else None,
        unfinished=tuple(map(_begun, queries.unfinished_uploads(actor))) if space else (),
        kept_days=KEPT_DAYS,
        empty=not documents and not use,
        in_bin=space.in_bin if space else 0,
        zone=actor.time_zone,
    )


def document_page(actor: Actor, document: Document, rename: RenameForm | None = None) -> DocumentPage:
    """One document as the actor sees it. Seven statements at most (the document has its versions)."""
    seen: list[Version] = document.seen  # type: ignore[attr-defined]
    versions, facts, today = [_version(version) for version in seen], said(seen[0]), timezone.localdate()
    may_change = actor.may(Right.GIVE_EVIDENCE, document.agency_id)
    here = reverse("evidence:document", args=[document.uuid])
    addresses = {name: reverse(f"evidence:{name}", args=[document.uuid]) for name in ("rename", "delete")}
    uses = queries.uses_of(actor, [document]).get(document.pk, [])
    return DocumentPage(
        title=document.title,
        agency=document.agency.name,
        newest=versions[0],
        read=read_card(actor, document.seen[0].uuid),  # type: ignore[attr-defined]
        versions=tuple(versions),
        uses=tuple(_use(use, versions[0].number) for use in uses),
        rename=(rename or RenameForm(initial={"title": document.title})) if may_change else None,
        replace=_replacing(actor, document, here) if may_change else None,
        validity=validity(facts, today.year, today),
        renewal=_renewing(document, facts, today.year) if may_change else None,
        sharing=_sharing(actor, document),
        place=f"/bukti/{document.uuid}/rujuk/" if actor.may(Right.FILL) else "",
        addresses=addresses,
        zone=actor.time_zone,
    )


def _sharing(actor: Actor, document: Document) -> Sharing | None:
    """None where nobody stands below, and for agencies below, who learn nothing of each other."""
    shared = document.shared_at is not None
    if document.agency_id not in actor.evidence_reach or not (shared or queries.agencies_below(document.agency)):
        return None
    may = actor.may(Right.SHARE_EVIDENCE, document.agency_id)
    action = reverse("evidence:share", args=[document.uuid]) if may else ""
    return Sharing(shared, queries.cited_below(document) if shared else 0, action)


def _renewing(document: Document, facts: Said, year: int) -> Renewing:
    return Renewing(year, facts.renewed >= year, reverse("evidence:renew", args=[document.uuid]))


def bin_rows(actor: Actor) -> list[DeletedRow]:
    """The bin, at most the newest two hundred. One statement."""
    return [
        DeletedRow(
            document.title,
            document.deleted_at,
            document.deleted_at + datetime.timedelta(days=BIN_DAYS),
            reverse("evidence:restore", args=[document.uuid]),
        )
        for document in queries.deleted_documents(actor)[:200]
        if document.deleted_at is not None
    ]


def indicator_address(assessment: UUID, indicator: str) -> str:
    """The page of an indicator; its room lies above, so the stable address is written out."""
    return f"/penilaian/{assessment}/indikator/{indicator}/"


def _row(actor: Actor, document: Document, uses: list[Use]) -> Row:
    links: dict[str, Link] = {}
    newest: Version = document.seen[0]  # type: ignore[attr-defined]
    today = timezone.localdate()
    for use in uses:
        links.setdefault(use.indicator, Link(use.indicator, indicator_address(use.assessment, use.indicator)))
    return Row(
        title=document.title,
        href=reverse("evidence:document", args=[document.uuid]),
        agency=document.agency.name if document.agency_id != actor.agency_id else "",
        newest=_version(newest),
        uses=tuple(links.values()),
        validity=validity(said(newest), today.year, today),
    )


def _giving(space: Space) -> UploadForm:
    return UploadForm(reverse("evidence:upload"), reverse("evidence:library"), space.owner, space.used)


def _replacing(actor: Actor, document: Document, here: str) -> UploadForm:
    action, owner = reverse("evidence:replace", args=[document.uuid]), queries.owner_of(actor, document.agency)
    return UploadForm(action, here, owner, replaces=str(document.uuid), many=False)


def _begun(upload: Upload) -> UnfinishedRow:
    last = upload.expires_at - datetime.timedelta(days=KEPT_DAYS)
    give_up = reverse("evidence:give_up", args=[upload.uuid])
    return UnfinishedRow(upload.file_name, upload.size, upload.received, last, give_up)


def _use(use: Use, newest: int) -> UseRow:
    href = indicator_address(use.assessment, use.indicator)
    return UseRow(use.indicator, href, use.round_title, use.year, use.version, use.version < newest)


def _version(version: Version) -> VersionRow:
    return VersionRow(
        number=version.number,
        file_name=version.file_name,
        label=LABELS.get(version.media_type, "Berkas"),
        size=version.size,
        receipt=version.receipt,
        sha256=version.sha256,
        received_by=version.received_by.name,
        received_at=version.received_at,
        download=reverse("evidence:download", args=[version.uuid]),
    )


def _query(use: str) -> str:
    return urlencode({"pakai": use}) if use else ""
