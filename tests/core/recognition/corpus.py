"""The labelled documents of tests/evidence/corpus as papers, and the measure of facts on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from matang.core.recognition.facts import NAMES, read_facts
from matang.core.recognition.paper import Page
from matang.core.recognition.words import folded

ROOT = Path(__file__).parents[2] / "evidence" / "corpus"
KINDS = {
    "dokumen_anggaran": {"anggaran"},
    "perjanjian": {"kontrak"},
    "surat_edaran": {"edaran"},
    "register": {"register", "data"},
    "lainnya": {"", "data", "pedoman", "instruksi"},  # kinds for which the labels have no name of their own
}


@dataclass(frozen=True)
class Labelled:
    """One document, its pages, and what a careful reader found in it."""

    name: str
    file_name: str
    pages: list[Page]
    facts: dict[str, Any]


@dataclass
class Score:
    """How many facts are right, how many were found where a reader found one, how many a reader found; made up ones."""

    right: int = 0
    found: int = 0
    labelled: int = 0
    made_up: int = 0


def documents(part: str) -> Iterator[Labelled]:
    """The documents of "open" or "kept"; a sheet of a workbook is a page, its cells three blanks apart."""
    for path in sorted(ROOT.glob(f"*/{part}/*.yaml")):
        item = yaml.safe_load(path.read_text(encoding="utf-8"))
        texts = list(item["pages"])
        for table in item.get("tables") or ():
            texts.append("\n".join("   ".join(str(cell) for cell in row if cell != "") for row in table["rows"]))
        pages = [Page(number, text, bool(item.get("scanned"))) for number, text in enumerate(texts, 1)]
        yield Labelled(path.stem, item["file_name"], pages, item["facts"])


@cache
def measured(part: str) -> dict[str, Score]:
    """The score of every fact on a part of the corpus."""
    scores = {name: Score() for name in NAMES}
    for document in documents(part):
        found = {fact.name: fact.value for fact in read_facts(document.file_name, document.pages)}
        for name, (label, right) in judged(document.facts, found).items():
            score = scores[name]
            if label or name == "kind":
                score.labelled += 1
                score.found += bool(found.get(name))
                score.right += right
            else:
                score.made_up += bool(found.get(name))
    return scores


def judged(label: dict[str, Any], found: dict[str, str]) -> dict[str, tuple[str, bool]]:
    """For every fact what the reader says and whether the rules say the same."""
    period = label.get("period") or {}
    kind, until = label["kind"], str(period.get("until") or "")
    years = [
        str(period.get("from") or "")[:4],
        *re.findall(r"20\d\d", str(label["subject"] or "")),
        str(label["date"] or "")[:4],
    ]
    exact = {
        "number": label["number"] or "",
        "date": str(label["date"] or ""),
        "year": next(filter(None, years), ""),
        "valid_until": f"{until}-12-31" if len(until) == 4 else until,
    }
    loose = {
        "subject": label["subject"] or "",
        "issuer": label["issuer"] or "",
        "signer": label["signer_position"] or "",
    }
    return {
        "kind": (kind, found.get("kind", "") in KINDS.get(kind, {kind})),
        **{name: (value, found.get(name, "") == value) for name, value in exact.items()},
        **{name: (value, alike(found.get(name, ""), value)) for name, value in loose.items()},
    }


def alike(one: str, other: str) -> bool:
    """Whether two phrases say the same: half of their words in common, or one within the other."""
    first, second = ({*re.findall(r"\w+", folded(text))} - {"KEPAIA"} for text in (one, other))
    common = first & second
    return bool(common) and (2 * len(common) >= len(first | second) or (len(common) > 1 and common in (first, second)))
