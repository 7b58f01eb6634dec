"""How often the objections to labelled documents are right: `python -m tests.core.recognition.defects_measure open`.

A document is cited as its label says. Which requirement of the level it is meant for the label does not say; a person
would choose one of the document's own kind, else the one whose words are nearest to the note; of several such the one
that leaves the fewest objections counts.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from matang.core.ladder import Explanation, Requirement
from matang.core.recognition.defects import RULES, Claim, Defect, defects_of_claim
from matang.core.recognition.defects_text import reading_of
from matang.core.recognition.paper import Page, Paper
from matang.instruments.reading import read_ladder

CORPUS = Path(__file__).resolve().parents[2] / "evidence" / "corpus" / "defects"
LADDER_KINDS = {
    "berita_acara": "laporan",
    "daftar_hadir": "register",
    "undangan": "surat",
    "nota_dinas": "surat",
    "edaran": "keputusan",
    "kak": "dokumen_perencanaan",
}
"""The kinds of papers that the ladders call by a wider name."""


@dataclass(frozen=True)
class Outcome:
    """A labelled document with what the rules found in it."""

    id: str
    wanted: frozenset[str]
    found: tuple[Defect, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(item.rule for item in self.found)

    @property
    def right(self) -> bool:
        return self.codes == self.wanted


@dataclass(frozen=True)
class Measured:
    outcomes: tuple[Outcome, ...]

    @property
    def right(self) -> int:
        return sum(item.right for item in self.outcomes)

    @property
    def good_warned(self) -> list[Outcome]:
        """Good documents that were warned about."""
        return [item for item in self.outcomes if not item.wanted and item.found]

    @property
    def decisions_right(self) -> Fraction:
        """The part of all decisions (each document by each rule that occurs) that is right."""
        codes = {code for item in self.outcomes for code in item.wanted | item.codes}
        wrong = sum(len(item.wanted ^ item.codes) for item in self.outcomes)
        return 1 - Fraction(wrong, max(1, len(codes) * len(self.outcomes)))

    def by_code(self) -> dict[str, tuple[int, int, int]]:
        """True positives, false positives and false negatives of each code."""
        hit, over, missed = Counter[str](), Counter[str](), Counter[str]()
        for item in self.outcomes:
            hit.update(item.wanted & item.codes)
            over.update(item.codes - item.wanted)
            missed.update(item.wanted - item.codes)
        return {code: (hit[code], over[code], missed[code]) for code in sorted({*hit, *over, *missed})}


@cache
def documents(part: str) -> tuple[dict[str, Any], ...]:
    """The labelled documents of "open" or "kept"."""
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / part).glob("*.yaml")))


def paper_of(document: dict[str, Any], *, facts: bool = False) -> Paper:
    """The document as a reader hands it over; each sheet of a table is a page, cells apart by tabs."""
    pages = [Page(number, text, document["scanned"]) for number, text in enumerate(document["pages"], 1)]
    for sheet in document["tables"]:
        lines = ("\t".join(str(cell) for cell in row) for row in sheet["rows"])
        pages.append(Page(len(pages) + 1, "\n".join(lines)))
    if not facts:
        return Paper(document["file_name"], pages)
    from matang.core.recognition.facts import read_facts

    return Paper(document["file_name"], pages, tuple(read_facts(document["file_name"], pages)))


def objections(document: dict[str, Any], paper: Paper) -> tuple[Defect, ...]:
    """What the rules find in a document for all that it is cited for."""
    closes_on = date.fromisoformat(document["closes_on"])
    found: dict[str, Defect] = {}
    for cited in document["claim"]:
        options = [
            defects_of_claim(paper, claim, closes_on) for claim in claims(document, cited, reading_of(paper).kind)
        ]
        for item in min(options, key=len):
            found.setdefault(item.rule, item)
    return tuple(found.values())


def claims(document: dict[str, Any], cited: dict[str, Any], kind: str) -> list[Claim]:
    """The claim for each requirement of the level that it may be meant for."""
    ladder = read_ladder(document["instrument"])
    explanation = ladder.get(cited["indicator"]) if ladder else None
    level = Fraction(cited["level"])
    step = explanation.step(level) if explanation else None
    requirements: list[Requirement | None] = [*(step.requirements if step else ())] or [None]
    same = [item for item in requirements if item and item.kind == LADDER_KINDS.get(kind, kind)]
    near = [_shared(cited["note"], item.what if item else "") for item in requirements]
    requirements = [*same] or [item for item, words in zip(requirements, near, strict=True) if words == max(near)]
    others = tuple(
        (other["level"], other["note"] or _criterion(explanation, other["level"]))
        for other in document["claim"]
        if other["indicator"] == cited["indicator"] and other["level"] != cited["level"]
    )
    return [
        Claim(
            indicator=cited["indicator"],
            level=cited["level"],
            note=cited["note"],
            requirement_kind=item.kind if item else "",
            requirement=item.what if item else "",
            criterion=_criterion(explanation, cited["level"]),
            external=bool(explanation and explanation.external_index),
            others=others,
            period=item.period if item else "",
        )
        for item in requirements
    ]


def measure(part: str, *, facts: bool = False) -> Measured:
    """All documents of a part with what the rules find in them."""
    return Measured(
        tuple(
            Outcome(
                document["id"], frozenset(document["defects"]), objections(document, paper_of(document, facts=facts))
            )
            for document in documents(part)
        )
    )


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a proportion."""
    z, p = 1.96, right / n if n else 0.0
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def _criterion(explanation: Explanation | None, level: str) -> str:
    step = explanation.step(Fraction(level)) if explanation else None
    return step.criterion if step else ""


def _shared(note: str, what: str) -> int:
    return len({*re.findall(r"\w{4,}", note.lower())} & {*re.findall(r"\w{4,}", what.lower())})


def report(part: str, *, facts: bool) -> str:
    """The figures of a part as text."""
    result = measure(part, facts=facts)
    n = len(result.outcomes)
    low, high = wilson(result.right, n)
    lines = [
        f"{part}, {'with facts' if facts else 'text alone'}: n={n}, exact sets right {result.right} "
        f"({100 * result.right / max(1, n):.1f} %, 95 % {100 * low:.1f} to {100 * high:.1f} %), "
        f"decisions right {100 * float(result.decisions_right):.2f} %, good documents warned {len(result.good_warned)}"
    ]
    lines += [
        f"  {code:36} tp {hit:2}  fp {over:2}  fn {missed:2}" for code, (hit, over, missed) in result.by_code().items()
    ]
    lines += [
        f"  {item.id}: wanted {sorted(item.wanted)} found {[(d.rule, d.page, d.quote[:70]) for d in item.found]}"
        for item in result.outcomes
        if not item.right
    ]
    unknown = {code for item in result.outcomes for code in item.wanted} - set(RULES)
    return "\n".join([*lines, *(f"  no rule for {code}" for code in sorted(unknown))])


if __name__ == "__main__":
    print(report(sys.argv[1] if len(sys.argv) > 1 else "open", facts="facts" in sys.argv[2:]))
