"""How often the proposed place is right: `python -m tests.core.recognition.placing_measure open|kept [facts]`.

With `facts` the rules get what the product's own reader finds in a document; without it the name and pages alone.
Documents without a label are counted apart: right when nothing is proposed.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

import yaml

from matang.core.recognition.paper import Page, Paper
from matang.core.recognition.placing import Place, Placer
from matang.instruments.reading import read_ladder, read_packaged

CORPUS = Path(__file__).parents[2] / "evidence" / "corpus" / "places"
FIRST = 3


@dataclass(frozen=True)
class Labelled:
    """A document of the corpus with its labels, best first: (indicator, level or "" where none is given)."""

    name: str
    instrument: str
    paper: Paper
    labels: tuple[tuple[str, str], ...]


@dataclass
class Tally:
    """Counts over documents with labels (`n`) and without (`empty`); `confused`: (label, first proposal) pairs."""

    n: int = 0
    first: int = 0
    three: int = 0
    levels: int = 0
    level_right: int = 0
    level_near: int = 0
    empty: int = 0
    empty_right: int = 0
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    overreached: list[str] = field(default_factory=list)


def labelled(half: str) -> Iterator[Labelled]:
    """The documents of one half ("open" or "kept"); a spreadsheet's sheets are its pages."""
    for path in sorted((CORPUS / half).glob("*.yaml")):
        row = yaml.safe_load(path.read_text(encoding="utf-8"))
        labels = tuple((str(label["indicator"]), str(label["level"] or "")) for label in row["labels"])
        yield Labelled(row["id"], row["instrument"], Paper(row["file_name"], tuple(_pages(row))), labels)


def _pages(row: dict[str, Any]) -> Iterator[Page]:
    for number, text in enumerate(row["pages"], 1):
        yield Page(number, text, bool(row["scanned"]))
    for number, table in enumerate(row["tables"] or (), len(row["pages"]) + 1):
        lines = ("\t".join("" if cell is None else str(cell) for cell in cells) for cells in table["rows"])
        yield Page(number, "\n".join((str(table["sheet"]), *lines)))


@cache
def placer_of(code: str) -> Placer:
    """The rules for a packaged instrument."""
    ladder = read_ladder(code)
    assert ladder is not None
    return Placer(read_packaged(code), ladder)


def measure(documents: Sequence[Labelled], change: Callable[[Paper], Paper] = lambda paper: paper) -> Tally:
    """Propose places for every document and count."""
    tally = Tally()
    for document in documents:
        places = placer_of(document.instrument).propose(change(document.paper))
        if document.labels:
            _count(tally, document, places)
        else:
            tally.empty += 1
            tally.empty_right += not places
            if places:
                tally.overreached.append(f"{document.name} -> {places[0].indicator}")
    return tally


def _count(tally: Tally, document: Labelled, places: Sequence[Place]) -> None:
    right = [indicator for indicator, _ in document.labels]
    proposed = [place.indicator for place in places[:FIRST]]
    tally.n += 1
    tally.three += any(indicator in right for indicator in proposed)
    if proposed and proposed[0] in right:
        tally.first += 1
    else:
        tally.confused[right[0], proposed[0] if proposed else "–"] += 1
    if not any(indicator in right for indicator in proposed):
        tally.missed.append(f"{document.name} {'/'.join(right)} -> {', '.join(proposed) or '–'}")
    by_indicator = {place.indicator: place.level for place in places[:FIRST]}
    for indicator, level in document.labels:
        if level and indicator in by_indicator:
            tally.levels += 1
            tally.level_right += by_indicator[indicator] == level
            tally.level_near += abs(float(by_indicator[indicator]) - float(level)) <= 1


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if n == 0:
        return 0.0, 1.0
    z, share = 1.96, right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - half, middle + half


def report(documents: Sequence[Labelled], change: Callable[[Paper], Paper] = lambda paper: paper) -> Iterator[str]:
    """The lines of a report: all documents, then by instrument."""
    groups = defaultdict(list)
    for document in documents:
        groups[document.instrument].append(document)
    for name, group in (("all", list(documents)), *sorted(groups.items())):
        tally = measure(group, change)
        low, high = wilson(tally.three, tally.n)
        yield f"{name}: n={tally.n}"
        yield f"  right first      {tally.first}/{tally.n} = {_share(tally.first, tally.n)}"
        three = f"{tally.three}/{tally.n} = {_share(tally.three, tally.n)}"
        yield f"  right in three   {three}  (95 %: {low:.3f}–{high:.3f})"
        yield f"  level right      {tally.level_right}/{tally.levels} = {_share(tally.level_right, tally.levels)}"
        yield f"  level within one {tally.level_near}/{tally.levels} = {_share(tally.level_near, tally.levels)}"
        yield f"  nothing proposed {tally.empty_right}/{tally.empty} of the documents without a label"
        if name != "all":
            pairs = (f"{label}->{got} x{count}" for (label, got), count in sorted(tally.confused.items()))
            yield f"  confused (label->first): {'; '.join(pairs) or 'none'}"
            yield f"  missed: {'; '.join(tally.missed) or 'none'}"
            yield f"  proposed for nothing: {'; '.join(tally.overreached) or 'none'}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def with_facts(paper: Paper) -> Paper:
    """The paper with the facts that the product's reader finds in it."""
    from matang.core.recognition.facts import read_facts

    return Paper(paper.file_name, paper.pages, read_facts(paper.file_name, paper.pages))


if __name__ == "__main__":
    half = sys.argv[1] if len(sys.argv) > 1 else "open"
    for line in report(list(labelled(half)), with_facts if "facts" in sys.argv[2:] else lambda paper: paper):
        print(line)
