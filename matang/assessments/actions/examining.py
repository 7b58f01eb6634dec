"""What an assessor would object to in each citation: the rules of `core.recognition.defects` over the pages read.

A citation is examined again whenever what the judgement rests on has changed: its document was read, a fact was
corrected, the agency's value or words, or the citation itself. Warnings that a person set aside are kept, marked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.db.models.functions import Now

from matang.assessments.models import Assessment, Citation, Rating, Stage
from matang.assessments.queries import instrument_for
from matang.core.ladder import Explanation
from matang.core.recognition.defects import Claim, Defect, defects_of_claim
from matang.evidence.models import Reading
from matang.evidence.reading.queries import papers_of, reading_of, reasons_of

LONGEST_QUOTE = 200
SHORT = 60  # pages; judged within the request


def examine(citations: Sequence[Citation]) -> int:
    """Judge citations anew, with their assessments and versions loaded; returns how many were judged.

    Waivers of the version for this indicator, or for all uses, mark a finding as set aside.
    """
    papers = papers_of([citation.version for citation in citations])
    for citation in citations:
        read = papers.get(citation.version_id)
        found = defects_of_claim(read, _claim(citation), _closes_on(citation.assessment)) if read else ()
        reasons = reasons_of(citation.version, citation.indicator)
        findings = [_finding(item, reasons) for item in found]
        Citation.objects.filter(pk=citation.pk).update(findings=findings, examined_at=Now())
    return len(citations)


def examine_now(citation: Citation) -> None:
    """Judge a citation that was just made when its document is short and read; the background judges the others."""
    reading = reading_of(citation.version)
    if reading is not None and reading.state == Reading.State.READ and reading.pages <= SHORT:
        examine([citation])


def _claim(citation: Citation) -> Claim:
    content = instrument_for(citation.assessment)
    explanation = content.ladder.get(citation.indicator) if content.ladder else None
    rows = explanation.requirements if explanation else ()
    wanted = next((item for item in rows if item.id == citation.requirement), None)
    return Claim(
        indicator=citation.indicator,
        level=citation.level,
        note=_note(citation),
        requirement_kind=wanted.kind if wanted else "",
        requirement=wanted.what if wanted else "",
        criterion=_criterion(explanation, citation.level),
        external=citation.indicator in content.instrument.external,
        others=tuple(_others(citation, explanation)),
        period=wanted.period if wanted else "",
    )


def _note(citation: Citation) -> str:
    """What the agency says of the level that it claims; nothing for citations of other levels."""
    rating = Rating.objects.filter(
        assessment=citation.assessment, indicator=citation.indicator, stage=Stage.SELF, seat=0
    ).first()
    if rating is None or rating.value is None or Fraction(rating.value) != Fraction(citation.level):
        return ""
    return rating.fact


def _others(citation: Citation, explanation: Explanation | None) -> Iterable[tuple[str, str]]:
    """The other levels of the indicator that the same bytes are cited for, with their criteria."""
    rows = Citation.objects.filter(
        assessment=citation.assessment, indicator=citation.indicator, version=citation.version
    )
    for level in rows.exclude(level=citation.level).values_list("level", flat=True).distinct():
        yield level, _criterion(explanation, level)


def _criterion(explanation: Explanation | None, level: str) -> str:
    step = explanation.step(Fraction(level)) if explanation else None
    return step.criterion if step else ""


def _closes_on(assessment: Assessment) -> datetime.date:
    return assessment.round.closes_on


def _finding(defect: Defect, reasons: dict[str, str]) -> dict[str, Any]:
    kept: dict[str, Any] = {"rule": defect.rule, "page": defect.page, "quote": defect.quote[:LONGEST_QUOTE]}
    return {**kept, "reason": reasons[defect.rule]} if defect.rule in reasons else kept
