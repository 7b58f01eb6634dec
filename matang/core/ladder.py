"""The ladder: what each level of each indicator asks, in Matang's words, and the evidence that shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from matang.core.documents import exact, number_text

_DRAFT = re.compile(r"((bagian|dokumen) )?(rancangan|konsep|draf|draft)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a level asks to see. `id` is "indicator.level.n", n counted from 1 within the level.

    Of the requirements of one level that share a `group`, one is enough. `period` says how often the evidence must be
    renewed: "sekali" (once), "n_tahun" (every few years) or "tahunan" (yearly). An `optional` paper ("bekal") helps the
    agency but proves nothing by itself: its lack is none (see `core.gaps`).
    """

    id: str
    indicator: str
    level: Fraction
    n: int
    kind: str
    what: str
    signed: bool = False
    period: str = ""
    group: str | None = None
    format: str | None = None
    optional: bool = False

    @property
    def draft(self) -> bool:
        """Whether it asks for a draft: unsigned, and its words begin with draft ("rancangan peraturan …")."""
        return not self.signed and _DRAFT.match(self.what) is not None


@dataclass(frozen=True, slots=True)
class Step:
    """One level of one indicator: its criterion, conditions that hold beside it, and its requirements."""

    level: Fraction
    criterion: str
    requirements: tuple[Requirement, ...]
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the words rest on; `read` says how it was read (full, part, secondary)."""

    id: str
    title: str
    where: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class ExternalIndex:
    """Another body's index that gives or feeds an indicator's value: its name, whose it is, how it is converted."""

    name: str
    owner: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One indicator explained: what is asked, its definition, how assessors read it, its steps, usual mistakes."""

    code: str
    asks: str
    definition: str
    explanation: str
    steps: tuple[Step, ...]
    pitfalls: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = ""
    external_index: ExternalIndex | None = None

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """All requirements, lowest level first."""
        return tuple(item for step in self.steps for item in step.requirements)

    def step(self, level: Fraction) -> Step | None:
        """The step of that level; None when the ladder has none."""
        return next((step for step in self.steps if step.level == level), None)


@dataclass(frozen=True)
class Ladder:
    """The explanations of an instrument's indicators."""

    instrument: str
    about: str
    sources: tuple[Source, ...]
    explanations: tuple[Explanation, ...]

    @cached_property
    def _by_code(self) -> dict[str, Explanation]:
        return {explanation.code: explanation for explanation in self.explanations}

    def get(self, code: str) -> Explanation | None:
        """The explanation of an indicator; None without one."""
        return self._by_code.get(code)


def ladder_of(document: Mapping[str, Any]) -> Ladder:
    """The ladder that a checked document describes (`core.ladder_checks.ladder_faults` finds none in it)."""
    sources = tuple(
        Source(str(row["id"]), row.get("title", ""), row.get("where", ""), row.get("read", ""))
        for row in document.get("sources", ())
    )
    explanations = tuple(_explanation(row) for row in document.get("indicators", ()))
    return Ladder(str(document.get("instrument", "")), document.get("about", ""), sources, explanations)


def requirement_id(code: str, level: Fraction, n: int) -> str:
    """The id that citations keep: "12.3.1"."""
    return f"{code}.{number_text(level)}.{n}"


def _explanation(row: Mapping[str, Any]) -> Explanation:
    code = str(row["code"])
    return Explanation(
        code=code,
        asks=row.get("asks") or "",
        definition=row.get("definition") or "",
        explanation=row.get("explanation") or "",
        steps=tuple(_step(code, level) for level in row.get("levels", ())),
        pitfalls=tuple(row.get("pitfalls") or ()),
        related=tuple(str(item) for item in row.get("related") or ()),
        sources=tuple(str(item) for item in row.get("sources") or ()),
        confidence=row.get("confidence") or "",
        external_index=_external(row.get("external_index")),
    )


def _external(given: Mapping[str, Any] | None) -> ExternalIndex | None:
    return ExternalIndex(given["name"], given["owner"], given.get("note") or "") if given else None


def _step(code: str, row: Mapping[str, Any]) -> Step:
    level = exact(row["level"]) or Fraction(0)
    asked = tuple(
        Requirement(
            id=requirement_id(code, level, n),
            indicator=code,
            level=level,
            n=n,
            kind=item["kind"],
            what=item["what"],
            signed=item.get("signed", False),
            period=item.get("period", ""),
            group=None if item.get("group") is None else str(item["group"]),
            format=item.get("format"),
            optional=item.get("optional", False),
        )
        for n, item in enumerate(row.get("evidence") or (), 1)
    )
    conditions = row.get("conditions") or ()
    conditions = (conditions,) if isinstance(conditions, str) else tuple(conditions)
    return Step(level, row["criterion"], asked, conditions)
