"""What the public sees: published rounds, the results of one, and the same as open data."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from markupsafe import Markup

from matang.assessments.models import Round
from matang.core import charts
from matang.core.documents import number_text
from matang.core.figures import shown
from matang.portal.picture import spread
from matang.results.models import PublishedResult
from matang.results.queries import published_in, published_round, published_rounds

SORTS = {"indeks": "Indeks tertinggi", "-indeks": "Indeks terendah", "nama": "Nama A–Z"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"


@dataclass(frozen=True)
class Row:
    """One published result."""

    place: int
    agency: str
    index: str
    predicate: str
    colour: int
    note: str
    corrected: bool


@dataclass(frozen=True)
class RoundPage:
    """A published round: its results, how they spread over the predicates, and links to sort and page."""

    round: Round
    rows: tuple[Row, ...]
    page: Page[PublishedResult]
    total: int
    found: int
    mean: str
    picture: Markup
    counts: tuple[tuple[str, str], ...]
    instrument: str
    sha256: str
    text: str
    sort: str
    sorts: tuple[tuple[str, str, bool], ...]
    query: str


def rounds() -> Sequence[Round]:
    """The published rounds; one statement."""
    return list(published_rounds())


def round_page(uuid: UUID, get: Mapping[str, Any]) -> RoundPage:
    """Build the page; two statements. Raises Invisible for a round of which nothing is published."""
    round_ = published_round(uuid)
    results = published_in(round_)
    text = get.get("cari", "").strip()[:80]
    sort = get.get("urut", "") if get.get("urut", "") in SORTS else "indeks"
    places = _places(results)
    found = [result for result in results if text.casefold() in result.agency_name.casefold()]
    page = Paginator(_sorted(found, sort), 100).get_page(get.get("halaman", 1))
    values = results[0].values if results else {}
    counts = _counts(results, values)
    indexes = [Fraction(result.index) for result in results]
    return RoundPage(
        round=round_,
        rows=tuple(_row(result, places[result.index12]) for result in page.object_list),
        page=page,
        total=len(results),
        found=len(found),
        mean=shown(sum(indexes, Fraction(0)) / len(indexes)) if indexes else "—",
        picture=Markup(spread(counts)),
        counts=tuple((name, str(count)) for name, count in counts),
        instrument=f"{values['instrument']['title']}, versi {values['instrument']['number']}" if values else "",
        sha256=values["instrument"]["sha256"] if values else "",
        text=text,
        sort=sort,
        sorts=tuple((f"?{_query(text, key)}", label, key == sort) for key, label in SORTS.items()),
        query=_query(text, sort),
    )


def _query(text: str, sort: str) -> str:
    return urlencode({name: value for name, value in (("cari", text), ("urut", sort)) if value})


def _sorted(results: Sequence[PublishedResult], sort: str) -> list[PublishedResult]:
    by_name = sorted(results, key=lambda result: result.agency_name.casefold())
    if sort == "nama":
        return by_name
    return sorted(by_name, key=lambda result: Fraction(result.index), reverse=sort == "indeks")


def _places(results: Sequence[PublishedResult]) -> dict[Any, int]:
    """The place of each index; equal ones share it."""
    ordered = sorted((result.index12 for result in results), reverse=True)
    return {index: at for at, index in reversed(list(enumerate(ordered, 1)))}


def _counts(results: Sequence[PublishedResult], values: Mapping[str, Any]) -> list[tuple[str, int]]:
    """How many results each predicate has, lowest predicate first."""
    counted = Counter(result.predicate for result in results)
    known = [name for _, name in sorted(values.get("predicates", []), key=lambda pair: Fraction(pair[0]))]
    return [(name, counted[name]) for name in known]


def _row(result: PublishedResult, place: int) -> Row:
    low, high = (Fraction(end) for end in result.values["scale"])
    index = Fraction(result.index)
    return Row(
        place=place,
        agency=result.agency_name,
        index=shown(index),
        predicate=result.predicate,
        colour=charts.ripeness(index, low, high),
        note=result.values["note"],
        corrected=result.number > 1,
    )


def open_data(uuid: UUID) -> str:
    """The results of a round as CSV: comma, UTF-8 with a byte order mark so that spreadsheets read the names right;
    `indeks` as people read it, `indeks_tepat` exact with a point. Texts never become formulas. Two statements."""
    round_ = published_round(uuid)
    results = _sorted(published_in(round_), "indeks")
    nodes = results[0].values["nodes"] if results else []
    out = io.StringIO()
    writer = csv.writer(out)
    heads = ["instansi", "periode", "indeks", "predikat", "indeks_tepat", "keterangan"]
    writer.writerow(heads + [safe(f"{node['code']} {node['title']}") for node in nodes])
    for result in results:
        index = Fraction(result.index)
        note = "; ".join(filter(None, (result.values["note"], "dikoreksi" if result.number > 1 else "")))
        texts = (result.agency_name, round_.period_label, shown(index), result.predicate, number_text(index), note)
        writer.writerow([safe(text) for text in texts] + [node["value"] or "" for node in result.values["nodes"]])
    return BOM + out.getvalue()


def safe(text: str) -> str:
    """A text that a spreadsheet cannot take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
