"""A later quarter or semester starts with what the one before held, marked as carried over.

Values, explanations, citations and owners of indicators are copied within the database: a round of a thousand agencies
has a hundred thousand of them. What the newer instrument no longer knows stays behind.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from matang.assessments.keeping import kept_indicators, kept_requirements
from matang.assessments.models import Round
from matang.instruments.queries import Loaded

PAIRS = """
WITH pairs AS (
    SELECT former.id AS former, later.id AS later, later.agency_id
    FROM assessments_assessment former
    JOIN assessments_assessment later ON later.agency_id = former.agency_id
    WHERE former.round_id = %(former)s AND later.round_id = %(later)s AND later.agency_id = ANY(%(agencies)s)
)
"""

RATINGS = (
    PAIRS
    + """
INSERT INTO assessments_rating (uuid, agency_id, assessment_id, indicator, stage, seat, version, token, sequence,
    carried, changed_by_id, changed_at, value, not_applicable, fact, analysis, finding, recommendation)
SELECT gen_random_uuid(), pairs.agency_id, pairs.later, indicator, stage, seat, 1, '', 0,
    true, changed_by_id, now(), value, not_applicable, fact, analysis, '', ''
FROM pairs JOIN assessments_rating rating ON rating.assessment_id = pairs.former
WHERE stage = 'mandiri' AND seat = 0 AND indicator = ANY(%(indicators)s)
"""
)

VERSIONS = """
INSERT INTO assessments_ratingversion (uuid, agency_id, rating_id, number, by_id, at, value, not_applicable, fact,
    analysis, finding, recommendation)
SELECT gen_random_uuid(), rating.agency_id, rating.id, 1, rating.changed_by_id, now(), rating.value,
    rating.not_applicable, rating.fact, rating.analysis, '', ''
FROM assessments_rating rating JOIN assessments_assessment later ON later.id = rating.assessment_id
WHERE later.round_id = %(later)s AND later.agency_id = ANY(%(agencies)s)
"""

CITATIONS = (
    PAIRS
    + """
INSERT INTO assessments_citation (uuid, agency_id, assessment_id, version_id, indicator, level, requirement, pages,
    region, findings, carried, cited_by_id, cited_at)
SELECT gen_random_uuid(), pairs.agency_id, pairs.later, version_id, indicator, level, requirement, pages,
    region, '[]', true, cited_by_id, cited_at
FROM pairs JOIN assessments_citation citation ON citation.assessment_id = pairs.former
WHERE indicator = ANY(%(indicators)s) AND (requirement = '' OR requirement = ANY(%(requirements)s))
"""
)

OWNERS = (
    PAIRS
    + """
INSERT INTO assessments_indicatorowner (agency_id, assessment_id, indicator, person_id)
SELECT pairs.agency_id, pairs.later, indicator, person_id
FROM pairs JOIN assessments_indicatorowner owner ON owner.assessment_id = pairs.former
WHERE indicator = ANY(%(indicators)s)
"""
)


def carry(former: Round, later: Round, old: Loaded, new: Loaded, agencies: Sequence[int]) -> None:
    """Copy what the agencies (ids) held in the former round into their empty assessments of the later one. Four
    statements."""
    parameters: dict[str, int | list[int] | list[str]] = {
        "former": former.pk,
        "later": later.pk,
        "agencies": list(agencies),
        "indicators": kept_indicators(old, new),
        "requirements": kept_requirements(old, new),
    }
    with connection.cursor() as cursor:
        for statement in (RATINGS, VERSIONS, CITATIONS, OWNERS):
            cursor.execute(statement, parameters)
