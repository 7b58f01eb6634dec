"""What the search page shows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse

from matang.core import words
from matang.core.recognition.kinds import KINDS
from matang.core.searching.asking import Asked, Term, asked
from matang.core.searching.marking import Piece, marked, snippet
from matang.evidence import queries as library
from matang.evidence.models import Version
from matang.evidence.pages import Link, indicator_address
from matang.evidence.queries import Use
from matang.evidence.search import queries
from matang.evidence.search.queries import Filters, Found, Hit, Similar
from matang.people.actor import Actor

PER_PAGE = 10
LONGEST = 300
CLOSE = 0.45  # a word as like as this is looked for at once; a less like one is only offered
USES = (("", "Dipakai atau belum"), ("dipakai", "Dipakai"), ("belum", "Belum dipakai"))


@dataclass(frozen=True)
class PageHit:
    """A page on which terms stand: its number, the words around them, where to read it."""

    number: int
    pieces: list[Piece]
    href: str


@dataclass(frozen=True)
class Row:
    """A document that answers. `file`: its file's name when it differs from the title; `more`: further pages."""

    title: list[Piece]
    href: str
    file: list[Piece]
    kind: str
    number: list[Piece]
    date: str
    agency: str
    version: int
    pages: tuple[PageHit, ...]
    more: int
    uses: tuple[Link, ...]
    unused: bool


@dataclass(frozen=True)
class Offer:
    """A search with another word in place of one that found nothing."""

    word: str
    documents: str
    href: str


@dataclass(frozen=True)
class SearchPage:
    """A search and its answer; kinds, years, uses: choices of the filters as (value, words).

    missing: typed words that stand nowhere; corrected: (typed, looked for instead); partly: "2 dari 3" when no document
    answers all terms; left_out: stop words that were typed, when nothing else was.
    """

    text: str
    filters: Filters
    kinds: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, str], ...]
    uses: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    total: str
    pager: Page[int]
    query: str
    bare: str
    unfiltered: str
    missing: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...]
    offers: tuple[Offer, ...]
    partly: str
    left_out: tuple[str, ...]
    cut: bool


NOTHING = Found(0, 0, 0, frozenset(), {}, {}, ())


def search_page(actor: Actor, text: str, filters: Filters, number: str) -> SearchPage:
    """The answer to a search. Three statements: search, versions, uses; two more when a word stands nowhere."""
    wanted = asked(text[:LONGEST])
    found, at = _found(actor, wanted, filters, number)
    missing = [term for n, term in enumerate(wanted.terms, 1) if n not in found.answered]
    like = queries.similar(actor, [_typed(term) for term in missing], CLOSE) if missing else []
    corrected = {s.typed: s.word for s in reversed(like) if s.likeness >= CLOSE}
    if corrected:
        wanted = wanted.with_words({t.label: corrected[_typed(t)] for t in missing if _typed(t) in corrected})
        found, at = _found(actor, wanted, filters, number)
    offers = [] if found.total else [s for s in like if s.typed not in corrected]
    return SearchPage(
        text=text[:LONGEST],
        filters=filters,
        kinds=_choices("Semua jenis", found.kinds, filters.kind, kind_label),
        years=_choices("Semua tahun", found.years, filters.year, str),
        uses=USES,
        rows=_rows(actor, wanted.terms, found.hits),
        total=words.grouped(found.total),
        pager=at,
        query=_query(text[:LONGEST], filters),
        bare=urlencode({"q": text[:LONGEST]}),
        unfiltered=words.grouped(found.unfiltered) if found.unfiltered else "",
        missing=tuple(term.label for term in missing if _typed(term) not in corrected),
        corrected=tuple((t.label, corrected[_typed(t)]) for t in missing if _typed(t) in corrected),
        offers=tuple(_offer(wanted, missing, like_one) for like_one in offers),
        partly=f"{found.matched} dari {len(wanted.terms)}" if 0 < found.matched < len(wanted.terms) else "",
        left_out=() if wanted.terms else wanted.left_out,
        cut=wanted.cut or len(text) > LONGEST,
    )


def kind_label(code: str) -> str:
    """The kind of a document as all pages write it; one of an older list by its own word."""
    return KINDS.get(code) or code.replace("_", " ").capitalize()


def _found(actor: Actor, wanted: Asked, filters: Filters, number: str) -> tuple[Found, Page[int]]:
    """One page of the answer; beyond the end it is the last page, as in all lists."""
    if not wanted.terms:
        return NOTHING, Paginator(range(0), PER_PAGE).get_page(1)
    place = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    found = queries.search(actor, wanted, filters, (max(place, 1) - 1) * PER_PAGE, PER_PAGE)
    at = Paginator(range(found.total), PER_PAGE).get_page(place)
    if found.total and not found.hits:
        found = queries.search(actor, wanted, filters, (at.number - 1) * PER_PAGE, PER_PAGE)
    return found, at


def _typed(term: Term) -> str:
    """A term for comparing with words and numbers: "arsitktur", "188.4/487"."""
    return term.label.lower()[:60]


def _offer(wanted: Asked, missing: Sequence[Term], like: Similar) -> Offer:
    label = next(term.label for term in missing if _typed(term) == like.typed)
    text = wanted.with_words({label: like.word}).text
    return Offer(like.word, words.grouped(like.documents), f"?{urlencode({'q': text})}")


def _rows(actor: Actor, terms: Sequence[Term], hits: Sequence[Hit]) -> tuple[Row, ...]:
    versions = queries.versions_by_id(actor, [hit.version_id for hit in hits])
    uses = library.uses_of(actor, [version.document for version in versions.values()])
    return tuple(
        _row(actor, terms, hit, version, uses.get(version.document_id, []))
        for hit in hits
        if (version := versions.get(hit.version_id))
    )


def _row(actor: Actor, terms: Sequence[Term], hit: Hit, version: Version, uses: Sequence[Use]) -> Row:
    document = version.document
    href = reverse("evidence:document", args=[document.uuid])
    links = {use.indicator: Link(use.indicator, indicator_address(use.assessment, use.indicator)) for use in uses[::-1]}
    pages = tuple(
        PageHit(number, snippet(text, terms), f"{href}?{urlencode({'halaman': number})}") for number, text in hit.texts
    )
    return Row(
        title=marked(document.title, terms),
        href=href,
        file=marked(version.file_name, terms) if version.file_name != document.title else [],
        kind=kind_label(hit.kind) if hit.kind else "",
        number=marked(hit.number, terms),
        date=_date(hit.date),
        agency="" if actor.evidence_reach == {document.agency_id} else version.agency.name,
        version=version.number,
        pages=pages,
        more=hit.pages - len(pages),
        uses=tuple(links[code] for code in sorted(links, key=lambda code: (len(code), code))),
        unused=not links and document.agency_id in actor.evidence_reach,
    )


def _date(value: str) -> str:
    """A fact's date for people; only month and year when the day is not known."""
    parts = value.split("-")
    try:
        if len(parts) == 2:
            return f"{words.month(int(parts[1]))} {parts[0]}"
        return words.date(datetime.date.fromisoformat(value))
    except (ValueError, IndexError):
        return value


def _choices(every: str, found: dict[str, int], chosen: str, name: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """The choices of a filter with their documents; what was chosen stays a choice when nothing answers it."""
    shown = {chosen: 0, **found} if chosen else found
    return (("", every), *((value, f"{name(value)} ({words.grouped(count)})") for value, count in shown.items()))


def _query(text: str, filters: Filters) -> str:
    named = {
        "q": text,
        "jenis": filters.kind,
        "tahun": filters.year,
        "indikator": filters.indicator,
        "pakai": filters.use,
    }
    return urlencode({key: value for key, value in named.items() if value})
