"""Apa yang kurang: requirements of the ladder, citations of the assessment, and the one sentence of `core.gaps`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from matang.assessments.models import Assessment, Citation
from matang.assessments.queries import CitedAs, cited_as, instrument_for, values_of
from matang.core import gaps
from matang.core.gaps import Gap
from matang.core.ladder import Requirement
from matang.core.scoring import Given
from matang.core.values import NA
from matang.evidence.objections import spoken
from matang.instruments.queries import loaded


@dataclass(frozen=True)
class Lacking:
    """The gap of an indicator towards the next level, and how many requirements lack up to its own level."""

    gap: Gap
    lacking: int

    @property
    def complete(self) -> bool:
        """Whether every requirement up to the level that the agency gave itself is met."""
        return self.lacking == 0


Shown = tuple[str, str, tuple[str, ...]]  # level, requirement, what the document given for it lacks
NOT_APPLICABLE = "Dinyatakan tidak berlaku; bukti dukung tidak diminta, alasannya ditulis pada Fakta."
_AWAY = Lacking(gaps.Gap(None, (), 0, 0, NOT_APPLICABLE), 0)


@dataclass(frozen=True)
class Proof(Lacking):
    """What an indicator's citations amount to, with the citations by requirement."""

    given: dict[str, tuple[Citation, ...]]


def lacking(assessment: Assessment, values: dict[str, Given], cited: Iterable[CitedAs]) -> dict[str, Lacking]:
    """What every indicator lacks, from what was read already; no statement."""
    by_indicator: dict[str, set[Shown]] = defaultdict(set)
    for code, level, requirement, findings in cited:
        by_indicator[code].add((level, requirement, spoken(findings or [])))
    version, codes = assessment.round.instrument_id, instrument_for(assessment).instrument.codes
    return {code: _lacking(version, code, values.get(code), frozenset(by_indicator[code])) for code in codes}


def proofs_from(assessment: Assessment, values: dict[str, Given], citations: Iterable[Citation]) -> dict[str, Proof]:
    """The proof of every indicator from what was read already; no statement."""
    found = list(citations)
    given: dict[str, dict[str, list[Citation]]] = defaultdict(lambda: defaultdict(list))
    for citation in found:
        given[citation.indicator][citation.requirement].append(citation)
    lacks = lacking(assessment, values, ((c.indicator, c.level, c.requirement, c.findings) for c in found))
    return {
        code: Proof(lack.gap, lack.lacking, {key: tuple(rows) for key, rows in given[code].items()})
        for code, lack in lacks.items()
    }


def proof_of(assessment: Assessment, code: str, value: Given, citations: Iterable[Citation]) -> Proof:
    """The proof of one indicator from its citations; no statement."""
    given: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        given[citation.requirement].append(citation)
    cited = frozenset((c.level, c.requirement, spoken(c.findings)) for rows in given.values() for c in rows)
    lack = _lacking(assessment.round.instrument_id, code, value, cited)
    return Proof(lack.gap, lack.lacking, {key: tuple(rows) for key, rows in given.items()})


@lru_cache(maxsize=8192)
def _lacking(version: int, code: str, value: Given, cited: frozenset[Shown]) -> Lacking:
    """Kept, since an instrument's version never changes and a page of 47 asks the same as a minute ago."""
    if value is NA:
        return _AWAY
    level = value if isinstance(value, Fraction) else None
    content = loaded(version)
    explanation = content.ladder.get(code) if content.ladder else None
    requirements = explanation.requirements if explanation else ()
    shown = [gaps.Cited(Fraction(at), requirement or None, defects) for at, requirement, defects in sorted(cited)]
    steps = (step.value for step in content.instrument.levels(code))
    aim = next((step for step in steps if level is None or step > level), None)
    short = 0 if level is None else len(gaps.unmet(requirements, shown, level))
    return Lacking(gaps.missing(requirements, shown, aim), short)


def gap_sentences(assessment: Assessment) -> dict[str, Gap]:
    """The gap of every indicator towards its next level; two statements."""
    return {code: lack.gap for code, lack in lacking(assessment, values_of(assessment), cited_as(assessment)).items()}


def lacking_by_level(
    requirements: tuple[Requirement, ...], citations: Iterable[Citation]
) -> dict[Fraction, tuple[str, ...]]:
    """What each level itself still lacks, in words, for a page that shows the whole ladder; no statement."""
    cited = [gaps.Cited(Fraction(c.level), c.requirement or None, spoken(c.findings)) for c in citations]
    found = {}
    for level in sorted({wanted.level for wanted in requirements if not wanted.optional}):
        own = [lack for lack in gaps.unmet(requirements, cited, level) if lack.level == level]
        found[level] = tuple(" atau ".join(option.what for option in lack.options) for lack in own)
    return found
