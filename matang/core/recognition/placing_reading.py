"""A paper read for its place: the subjects and stems that stand in it, in which zone, and in which words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from matang.core.recognition.paper import Page, Paper
from matang.core.recognition.placing_levels import stages_of
from matang.core.recognition.stems import Word, parted_words, spaced, stems_of, tells
from matang.core.recognition.thesaurus import LINKS, subjects_in

NAME: Final = "nama berkas"
TITLE: Final = "judul"
BODY: Final = "isi"

_MOST_TEXT: Final = 24_000  # letters that are read of one paper; a longer one gives the head of every page
_FIRST_PAGE: Final = 4_000
_HEADING_LINES: Final = 6
_ABOUT_WITHIN: Final = 25  # lines from the top in which "Hal" or "TENTANG" starts the subject
_TITLE_WEIGHT: Final = 2.0
_HEADING_WEIGHT: Final = 1.4
_PAGE_HEAD_WEIGHT: Final = 1.2
_ADDRESS_WEIGHT: Final = 0.3
_OFFICE_NAME: Final = 0.12
_HALF: Final = 1.5

# An office's name says who writes, not what about: "Dinas Kearsipan" is no word for archives.
_OFFICE_WORDS: Final = """
    dinas badan biro bidang bagian kantor kasubag kasubbag kabag kabid kasi seksi subbag subbagian kadis kaban karo
    upt uptd balai direktorat deputi komisi bid kepala sekretariat sekretaris dirjen rsud kasubbid kasubid
"""
_OFFICES: Final = frozenset(_OFFICE_WORDS.split())
_ENDS: Final = "tentang tahun nomor no provinsi kabupaten kota hal perihal oleh untuk pada"
_NAME_ENDS: Final = frozenset(_ENDS.split())
# Lines of every paper: a letterhead's address, and the note under an electronic signature.
_ROUTINE: Final = re.compile(
    r"\b(?:telp|telepon|faks|faksimile|fax|pos-?el|e-?mail|kode pos|ditandatangani secara elektronik)\b"
    r"|sertifikat elektronik yang|tembusan|\b(?:BSrE|UU ITE)\b|^\s*(?:jl\.|jln|jalan )",
    re.IGNORECASE,
)
_ADDRESSED: Final = re.compile(r"\s*(?:yth|kepada|dari)\b", re.IGNORECASE)
_ABOUT: Final = re.compile(r"\W*(?:hal|perihal|tentang|judul|subjek|acara|pekerjaan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that speak for a subject: as they stand in the paper, where (`NAME`, `TITLE`, `BODY`), how strongly."""

    weight: float
    words: str
    zone: str


@dataclass(frozen=True)
class Reading:
    """What was read. `subjects` and `stems` hold weights 0..1; `head` the stems of the file's name and the title.

    `surfaces` gives a stem's first form in the paper; `length` is the length of the row of stems.
    """

    subjects: Mapping[str, float]
    stems: Mapping[str, float]
    quotes: Mapping[str, tuple[Quote, ...]]
    head: frozenset[str]
    surfaces: Mapping[str, Quote]
    stages: Mapping[str, float]
    length: float


@dataclass(frozen=True, slots=True)
class _Zone:
    name: str
    text: str
    weight: float


class _Counts:
    """What the zones of one paper add up to."""

    def __init__(self) -> None:
        self.stems: Counter[str] = Counter()
        self.surfaces: dict[str, Quote] = {}
        self.best: dict[tuple[str, str], Quote] = {}
        self.seen: Counter[tuple[str, str]] = Counter()

    def add(self, zone: _Zone) -> None:
        """Count the words and expressions of a zone; the strongest place of an expression is kept."""
        row = [word for word in parted_words(zone.text) if word.stem not in LINKS]
        names = _office_names(row, zone.text)
        for at, word in enumerate(row):
            if tells(word.stem):
                weight = zone.weight * (_OFFICE_NAME if at in names else 1.0)
                self.stems[word.stem] += weight  # type: ignore[assignment]
                if word.stem not in self.surfaces:
                    self.surfaces[word.stem] = Quote(weight, zone.text[word.start : word.end], zone.name)
        for found in subjects_in([word.stem for word in row]):
            factor = zone.weight * (_OFFICE_NAME if found.first in names else 1.0)
            key = " ".join(word.stem for word in row[found.first : found.end])
            for meaning in found.meanings:
                weight = meaning.strength * factor
                known = self.best.get((meaning.subject, key))
                self.seen[meaning.subject, key] += 1
                if known is None or weight > known.weight:
                    surface = " ".join(zone.text[row[found.first].start : row[found.end - 1].end].split())
                    self.best[meaning.subject, key] = Quote(weight, surface, zone.name)


def read(paper: Paper) -> Reading:
    """Read a paper's name, its subject when known, and its text (at most about `_MOST_TEXT` letters)."""
    zones = list(_zones(paper))
    counts = _Counts()
    for zone in zones:
        counts.add(zone)
    quotes: dict[str, list[Quote]] = {}
    for (subject, key), quote in counts.best.items():
        weight = quote.weight * (1 + 0.3 * log(counts.seen[subject, key]))
        quotes.setdefault(subject, []).append(Quote(weight, quote.words, quote.zone))
    stems = {stem: count / (count + _HALF) for stem, count in counts.stems.items()}
    sums = {subject: sum(quote.weight for quote in row) for subject, row in quotes.items()}
    return Reading(
        subjects={subject: weight / (weight + _HALF) for subject, weight in sums.items()},
        stems=stems,
        quotes={subject: tuple(sorted(row, key=_strongest)) for subject, row in quotes.items()},
        head=frozenset(stem for zone in zones if zone.name != BODY for stem in stems_of(zone.text)),
        surfaces=counts.surfaces,
        stages=stages_of("\n".join(zone.text for zone in zones)),
        length=sqrt(sum(weight * weight for weight in stems.values())) or 1.0,
    )


def _strongest(quote: Quote) -> tuple[float, str]:
    return -quote.weight, quote.words


def _zones(paper: Paper) -> Iterator[_Zone]:
    yield _Zone(NAME, spaced(paper.file_name), _TITLE_WEIGHT)
    if paper.fact("subject"):
        yield _Zone(TITLE, paper.fact("subject"), _TITLE_WEIGHT)
    share = max(_MOST_TEXT // max(len(paper.pages), 1), 120)
    for at, page in enumerate(paper.pages):
        if at == 0:
            yield from _first_page(page, max(share, _FIRST_PAGE))
        else:
            head, *rest = _lines(page.text[:share]) or [""]
            yield _Zone(BODY, head, _PAGE_HEAD_WEIGHT)
            yield _Zone(BODY, "\n".join(rest), 1.0)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and not _ROUTINE.search(line)]


def _first_page(page: Page, most: int) -> Iterator[_Zone]:
    body: list[str] = []
    about = False
    for number, line in enumerate(_lines(page.text[:most])):
        if about or (number < _ABOUT_WITHIN and _ABOUT.match(line)):
            yield _Zone(TITLE, line, _TITLE_WEIGHT)
            about = line.strip().lower() in ("tentang", "hal :", "perihal :")
        elif _ADDRESSED.match(line):
            yield _Zone(BODY, line, _ADDRESS_WEIGHT)
        elif number < _HEADING_LINES:
            yield _Zone(TITLE, line, _HEADING_WEIGHT)
        else:
            body.append(line)
    yield _Zone(BODY, "\n".join(body), 1.0)


def _office_names(row: list[Word], text: str) -> frozenset[int]:
    """The places of the words that name an office after a word such as "Dinas", on the same line."""
    found: set[int] = set()
    for at, word in enumerate(row):
        if word.stem not in _OFFICES:
            continue
        for after in range(at + 1, min(at + 5, len(row))):
            word_after = row[after]
            if not word_after.stem or word_after.stem in _NAME_ENDS or not text[word_after.start].isupper():
                break
            if "\n" in text[row[after - 1].end : word_after.start]:
                break
            found.add(after)
    return frozenset(found)
