"""What the viewer shows: one page of a version as picture and text, its neighbours, thumbnails, zoom, and the proof."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from matang.core import words
from matang.core.regions import Region
from matang.evidence import pictures
from matang.evidence.kinds import CSV, LABELS, ODS, XLSX
from matang.evidence.models import Fact, Page, Reading, Version
from matang.evidence.reading.queries import page_of, reading_of
from matang.lib.reader.kinds import IMAGES

ZOOMS = (("muat", "Muat layar"), ("lebar", "Selebar halaman"), ("besar", "Besar"))
USUAL = "lebar"
AROUND = 12  # thumbnails on either side of the page
MOST_TEXT, MOST_ROWS = 60_000, 1_000  # characters and rows that a page shows; the rest is in the file
ALT = 16  # words
FURTHEST = 999_999
SEPARATORS = (";", "\t", ",")
UNSEEN = "Isi berkas ini tidak dapat ditampilkan di sini; unduh untuk membukanya."
UNREAD = "Teks berkas ini belum dibaca. Muat ulang halaman beberapa saat lagi, atau unduh berkasnya."


@dataclass(frozen=True)
class Thumb:
    """A small picture of a page that leads to it."""

    number: int
    href: str
    picture: str
    current: bool


@dataclass(frozen=True)
class Zoom:
    """One of the sizes a page may be shown at."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class Viewer:
    """One page. `total` is 0 while nobody knows; `picture` is "" for kinds without pictures; width and height are the
    picture's shape; `cut`: there is more in the file than is shown."""

    number: int
    total: int
    label: str
    file_name: str
    download: str
    address: str
    picture: str
    further: str
    width: int
    height: int
    alt: str
    heading: str
    text: str
    rows: tuple[tuple[str, ...], ...]
    cut: bool
    scanned: bool
    note: str
    previous: str
    following: str
    zoom: str
    zooms: tuple[Zoom, ...]
    thumbs: tuple[Thumb, ...]
    kept: tuple[tuple[str, str], ...]
    region: Region | None

    @property
    def unit(self) -> str:
        """What a page of this kind is called."""
        return "lembar" if self.label in (XLSX.label, ODS.label) else "halaman"


def viewer(
    version: Version, asked: Mapping[str, str], address: str, region: Region | None = None, first: int = 1
) -> Viewer:
    """The page that `asked` names ("halaman", "zum"), else the region's, else `first`. Two statements.

    `address` is the page that the viewer stands on; what else it was asked for ("versi") is kept in its links.
    """
    reading = reading_of(version)
    total = _total(version, reading)
    number = _number(asked.get("halaman", ""), total, region.page if region else first)
    zoom = asked.get("zum", USUAL) if asked.get("zum") in dict(ZOOMS) else USUAL
    kept = tuple((name, asked[name]) for name in ("versi",) if name in asked)
    page = page_of(version, number)
    drawn = pictures.has_pictures(version) and not _hopeless(reading)
    heading, rows, text, cut = _words(version, page)
    width, height = pictures.shape_of(version, number)

    def href(to: int, at: str = zoom) -> str:
        return _address(address, kept, to, at)

    return Viewer(
        number=number,
        total=total,
        label=LABELS.get(version.media_type, "Berkas"),
        file_name=version.file_name,
        download=reverse("evidence:download", args=[version.uuid]),
        address=address,
        picture=_picture(version, number, pictures.LARGE if zoom == "besar" else pictures.PAGE) if drawn else "",
        further=_picture(version, number + 1, pictures.PAGE) if drawn and number < total else "",
        width=width,
        height=height,
        alt=_alt(number, page),
        heading=heading,
        text=text,
        rows=rows,
        cut=cut,
        scanned=page is not None and page.picture,
        note=_note(reading, page, drawn=drawn),
        previous=href(number - 1) if number > 1 else "",
        following=href(number + 1) if not total or number < total else "",
        zoom=zoom,
        zooms=tuple(Zoom(label, href(number, name), name == zoom) for name, label in ZOOMS) if drawn else (),
        thumbs=tuple(
            Thumb(at, href(at), _picture(version, at, pictures.THUMB), at == number) for at in _around(number, total)
        )
        if drawn
        else (),
        kept=(*kept, *((("zum", zoom),) if zoom != USUAL else ())),
        region=region if region and region.page == number else None,
    )


def alone(request: HttpRequest) -> bool:
    """Whether the viewer's links ask for the viewer without the page around it."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request


def shown_fact(fact: Fact) -> str:
    """What a fact says, with a day as people write it."""
    try:
        return words.date(datetime.date.fromisoformat(fact.value))
    except ValueError:
        return fact.value


def _total(version: Version, reading: Reading | None) -> int:
    if version.media_type in IMAGES:
        return 1
    return reading.pages if reading else 0


def _hopeless(reading: Reading | None) -> bool:
    """Nothing at all could be read: a picture would fail in the same way."""
    return reading is not None and reading.state == Reading.State.UNREADABLE and not reading.done


def _number(asked: str, total: int, otherwise: int) -> int:
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else otherwise
    return max(1, min(number, total or FURTHEST))


def _around(number: int, total: int) -> range:
    """The pages whose thumbnails are shown; none for a single page."""
    if total < 2:
        return range(0)
    first = max(1, min(number - AROUND, total - 2 * AROUND))
    return range(first, min(total, first + 2 * AROUND) + 1)


def _address(address: str, kept: tuple[tuple[str, str], ...], number: int, zoom: str) -> str:
    query = [*kept, ("halaman", str(number)), *([("zum", zoom)] if zoom != USUAL else [])]
    return f"{address}?{urlencode(query)}"


def _picture(version: Version, number: int, width: int) -> str:
    return f"{reverse('evidence:picture', args=[version.uuid, number])}?lebar={width}"


def _alt(number: int, page: Page | None) -> str:
    """What a reader hears in the picture's place: its first words."""
    words = page.text.split(None, ALT) if page else []
    said = " ".join(words[:ALT]) + (" …" if len(words) > ALT else "")
    return f"Halaman {number}: {said}" if said else f"Halaman {number}, tanpa teks yang terbaca"


def _note(reading: Reading | None, page: Page | None, *, drawn: bool) -> str:
    if reading is None or reading.state in (Reading.State.WAITING, Reading.State.READING):
        return "" if drawn or page else UNREAD
    if reading.state == Reading.State.UNREADABLE:
        return reading.note or UNSEEN
    return "" if drawn or page else UNSEEN


def _words(version: Version, page: Page | None) -> tuple[str, tuple[tuple[str, ...], ...], str, bool]:
    """Heading, rows of a table, text, and whether something was left out."""
    if page is None:
        return "", (), "", False
    cut = len(page.text) > MOST_TEXT
    text = page.text[:MOST_TEXT]
    if version.media_type in (XLSX.media_type, ODS.media_type):
        heading, _, cells = text.partition("\n")
        rows = [line.split("\t") for line in cells.split("\n") if line.strip()]
    elif version.media_type == CSV.media_type:
        heading, rows = "", _separated(text)
    else:
        return "", (), text, cut
    widest = max((len(row) for row in rows), default=0)
    even = tuple(tuple(row + [""] * (widest - len(row))) for row in rows[:MOST_ROWS])
    return heading, even, "", cut or len(rows) > MOST_ROWS


def _separated(text: str) -> list[list[str]]:
    """The rows of a CSV under the separator that its first line uses most."""
    line = text.partition("\n")[0]
    separator = max(SEPARATORS, key=line.count)
    try:
        return [row for row in csv.reader(text.split("\n"), delimiter=separator) if any(row)]
    except csv.Error:
        return [[line] for line in text.split("\n") if line.strip()]
