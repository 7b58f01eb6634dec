"""Citing again what was given before: last year's citations many at once, one document on many indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import IntegrityError

from matang.assessments.actions.filling import NOT_YOURS, UNSHARED, cite, locked_draft, still_open, touch
from matang.assessments.models import Assessment, Citation
from matang.assessments.queries import instrument_for, may_fill, owners_of
from matang.assessments.queries_former import Former, offer
from matang.evidence.queries import lock_documents
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.rules import Refused, Right


def reuse(actor: Actor, uuid: UUID, citations: Collection[UUID]) -> int:
    """Cite last year's citations (their uuids) again in an open draft, by the newest version of each document; returns
    how many. What is cited meanwhile is passed over. All or none: Refused where one of them may not be changed."""
    assessment = locked_draft(actor, uuid, Right.GIVE_EVIDENCE)
    codes = instrument_for(assessment).instrument.codes
    wanted = [row for row in offer(actor, assessment, codes).rows if row.citation.uuid in set(citations)]
    owners = owners_of(assessment)
    for code in dict.fromkeys(row.citation.indicator for row in wanted):
        still_open(assessment, code)
        if not may_fill(actor, assessment, code, owners):
            raise Refused(NOT_YOURS.format(code=code))
    kept = lock_documents(actor, {row.version.document_id for row in wanted})
    rows = [row for row in wanted if row.version.document_id in kept or row.version.agency_id in actor.above]
    if rows:
        _cite(actor, assessment, rows)
        touch(assessment, scored=False)
    return len(rows)


def cite_many(actor: Actor, uuid: UUID, version: UUID, places: Sequence[tuple[str, str, str]], pages: str = "") -> int:
    """Cite one version at many places (indicator, level, requirement); all or none. Returns how many places."""
    for indicator, level, requirement in dict.fromkeys(places):
        cite(actor, uuid, indicator, version, level=level, requirement=requirement, pages=pages)
    return len(set(places))


def _cite(actor: Actor, assessment: Assessment, rows: Sequence[Former]) -> None:
    try:
        Citation.objects.bulk_create(
            (
                Citation(
                    agency_id=assessment.agency_id,
                    assessment=assessment,
                    version=row.version,
                    indicator=row.citation.indicator,
                    level=row.level,
                    requirement=row.need.id if row.need else "",
                    pages=row.pages,
                    region=row.region,
                    carried=True,
                    cited_by_id=actor.author_id,
                )
                for row in rows
            ),
            ignore_conflicts=True,
        )
    except IntegrityError as fault:  # shared from above a moment ago, and no longer
        raise Refused(UNSHARED) from fault
    by_indicator: dict[str, list[Former]] = defaultdict(list)
    for row in rows:
        by_indicator[row.citation.indicator].append(row)
    for code, again in by_indicator.items():
        _note(actor, assessment, code, again)


def _note(actor: Actor, assessment: Assessment, code: str, rows: Sequence[Former]) -> None:
    record(
        actor,
        "cite_again",
        ("assessment", assessment.uuid),
        f"merujuk lagi {len(rows)} bukti tahun lalu pada indikator {code}",
        agency_id=assessment.agency_id,
        part=code,
        after={
            "citations": [
                {
                    "version": str(row.version.uuid),
                    "sha256": row.version.sha256,
                    "requirement": row.need.id if row.need else "",
                }
                for row in rows
            ]
        },
    )
