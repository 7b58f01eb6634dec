"""Letting a citation name the newest version of its document."""

from __future__ import annotations

from uuid import UUID

from matang.assessments.actions.examining import examine_now
from matang.assessments.actions.filling import changeable_citation, touch
from matang.assessments.models import Citation
from matang.evidence.queries import version_for_citing
from matang.evidence.queries_validity import newest_version
from matang.journal.actions import record
from matang.people.actor import Actor


def use_newest(actor: Actor, uuid: UUID, citation_uuid: UUID) -> Citation:
    """Let a citation of an open answer name the newest version of its document; its pages stay, a region goes, since it
    lay on the old pages. What was submitted keeps the version it cited. Raises Invisible, Refused."""
    assessment, citation = changeable_citation(actor, uuid, citation_uuid)
    newest = newest_version(citation.version.document.uuid)
    if newest is None or newest.pk == citation.version_id:
        return citation
    before, citation.version = citation.version, version_for_citing(actor, assessment.agency_id, newest.uuid)
    Citation.objects.filter(
        assessment=assessment, indicator=citation.indicator, level=citation.level, requirement=citation.requirement,
        version=citation.version,
    ).delete()  # fmt: skip
    citation.region, citation.findings = "", []
    citation.save(update_fields=["version", "region", "findings"])
    examine_now(citation)
    record(
        actor,
        "cite_newest",
        ("assessment", assessment.uuid),
        f"mengganti rujukan {before.file_name} dengan versi {newest.number} pada indikator {citation.indicator}",
        agency_id=assessment.agency_id,
        part=citation.indicator,
        before={"version": str(before.uuid)},
        after={"version": str(newest.uuid), "sha256": newest.sha256, "requirement": citation.requirement},
    )
    touch(assessment)
    return citation
