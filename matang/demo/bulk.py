"""Many ratings at once, equal to what saving them one by one leaves: the rating at version 1 and that version.

The journal gets one entry an assessment from those who call this, instead of one a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from matang.assessments.models import Assessment, Rating

BATCH = 2000
VERSIONS = """
INSERT INTO assessments_ratingversion (uuid, agency_id, rating_id, number, by_id, at, value, not_applicable, fact,
    analysis, finding, recommendation)
SELECT gen_random_uuid(), rating.agency_id, rating.id, rating.version, rating.changed_by_id, now(), rating.value,
    rating.not_applicable, rating.fact, rating.analysis, rating.finding, rating.recommendation
FROM assessments_rating rating
WHERE NOT EXISTS (SELECT FROM assessments_ratingversion version WHERE version.rating_id = rating.id)
"""


@dataclass(frozen=True)
class Row:
    """One rating. `by` is the person's id."""

    assessment: Assessment
    code: str
    stage: str
    seat: int
    value: str
    by: int
    fact: str = ""
    analysis: str = ""
    finding: str = ""
    recommendation: str = ""


def write(rows: Iterable[Row]) -> None:
    """Write the ratings, and the first version of every one that has none. One statement a batch and one more."""
    Rating.objects.bulk_create((_rating(row) for row in rows), batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS)


def _rating(row: Row) -> Rating:
    return Rating(
        agency_id=row.assessment.agency_id,
        assessment=row.assessment,
        indicator=row.code,
        stage=row.stage,
        seat=row.seat,
        version=1,
        value=row.value,
        fact=row.fact,
        analysis=row.analysis,
        finding=row.finding,
        recommendation=row.recommendation,
        changed_by_id=row.by,
    )
