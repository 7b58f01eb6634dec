"""A citation's document beside the calendar: age, validity, a newer version, and what to do about them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from matang.assessments.models import Assessment, Citation
from matang.core.ladder import Explanation, Requirement
from matang.core.validity import Validity, stale, validity
from matang.evidence.queries_validity import said


@dataclass(frozen=True)
class Dated:
    """`warning`: why the document may not do for its requirement; `newer`: the number of a newer version, 0 for none;
    `own`: whether the document is the agency's, so that the agency may say that it still holds; `agency`: whose it is
    when it is not."""

    validity: Validity
    warning: str
    year: int
    newer: int
    own: bool
    agency: str


def dated(citation: Citation, assessment: Assessment, explanation: Explanation | None) -> Dated:
    """From a citation that was read with `with_said`; no statement."""
    facts, round_, today = said(citation), assessment.round, timezone.localdate()
    period = next((need.period for need in _needs(explanation) if need.id == citation.requirement), "")
    newest: int | None = citation.newest  # type: ignore[attr-defined]
    held = validity(facts, round_.year, today, round_.closes_on)
    own = citation.version.agency_id == assessment.agency_id
    known = bool(facts.date or facts.year)
    return Dated(
        validity=held,
        warning=stale(facts, period, round_.year - 1) if known else "",
        year=round_.year,
        newer=newest if newest is not None and newest > citation.version.number else 0,
        own=own,
        agency="" if own else citation.version.agency.name,
    )


def _needs(explanation: Explanation | None) -> tuple[Requirement, ...]:
    return explanation.requirements if explanation else ()
