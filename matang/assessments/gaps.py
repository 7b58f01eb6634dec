"""Apa yang kurang: requirements of the ladder, citations of the assessment, and the one sentence of `core.gaps`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from matang.assessments.models import Assessment, Citation
from matang.assessments.queries import citations_of, instrument_for, values_of
from matang.core import gaps
from matang.core.gaps import Gap
from matang.core.ladder import Requirement
from matang.core.scoring import Given


@dataclass(frozen=True)
class Proof:
    """What an indicator's citations amount to: the gap towards the next level, and what lacks up to the own level."""

    gap: Gap
    given: dict[str, tuple[Citation, ...]]
    lacking: int

    @property
    def complete(self) -> bool:
        """Whether every requirement up to the level that the agency gave itself is met."""
        return self.lacking == 0


def proofs(assessment: Assessment) -> dict[str, Proof]:
    """The proof of every indicator; two statements."""
    return proofs_from(assessment, values_of(assessment), citations_of(assessment))


def proofs_from(assessment: Assessment, values: dict[str, Given], citations: Iterable[Citation]) -> dict[str, Proof]:
    """The proof of every indicator from what was read already; no statement."""
    content = instrument_for(assessment)
    by_indicator: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        by_indicator[citation.indicator].append(citation)
    found = {}
    for code in content.instrument.codes:
        explanation = content.ladder.get(code) if content.ladder else None
        found[code] = _proof(
            [level.value for level in content.instrument.levels(code)],
            values.get(code),
            explanation.requirements if explanation else (),
            by_indicator[code],
        )
    return found


def _proof(
    levels: list[Fraction],
    value: Given,
    requirements: tuple[Requirement, ...],
    citations: list[Citation],
) -> Proof:
    cited = [gaps.Cited(Fraction(c.level), c.requirement or None) for c in citations]
    level = Fraction(value) if isinstance(value, Fraction) else None
    aim = next((step for step in levels if level is None or step > level), None)
    given: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        given[citation.requirement].append(citation)
    lacking = 0 if level is None else len(gaps.unmet(requirements, cited, level))
    return Proof(gaps.missing(requirements, cited, aim), {key: tuple(value) for key, value in given.items()}, lacking)


def gap_sentences(assessment: Assessment) -> dict[str, Gap]:
    """The gap of every indicator towards its next level; two statements."""
    return {code: proof.gap for code, proof in proofs(assessment).items()}


def lacking_by_level(
    requirements: tuple[Requirement, ...], citations: Iterable[Citation]
) -> dict[Fraction, tuple[str, ...]]:
    """What each level itself still lacks, in words, for a page that shows the whole ladder; no statement."""
    cited = [gaps.Cited(Fraction(c.level), c.requirement or None) for c in citations]
    found = {}
    for level in sorted({wanted.level for wanted in requirements}):
        own = [lack for lack in gaps.unmet(requirements, cited, level) if lack.level == level]
        found[level] = tuple(" atau ".join(option.what for option in lack.options) for lack in own)
    return found
