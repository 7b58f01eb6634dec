"""Letting a citation name the newest version of its document."""

from __future__ import annotations

from uuid import UUID

from matang.assessments.actions.filling import NOT_YOURS, locked_draft, still_open, touch
from matang.assessments.models import Citation
from matang.assessments.queries import may_fill, owner_of
from matang.evidence.queries import version_for_citing
from matang.evidence.queries_validity import newest_version
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.rules import Invisible, Refused, Right


def use_newest(actor: Actor, uuid: UUID, citation_uuid: UUID) -> Citation:
    """Let a citation of an open answer name the newest version of its document; its pages stay, a region goes, since it
    lay on the old pages. What was submitted keeps the version it cited. Raises Invisible, Refused."""
    assessment = locked_draft(actor, uuid, Right.GIVE_EVIDENCE)
    found = Citation.objects.filter(assessment=assessment, uuid=citation_uuid).select_related("version__document")
    citation = found.first()
    if citation is None:
        raise Invisible
    still_open(assessment, citation.indicator)
    if not may_fill(actor, assessment, citation.indicator, owner_of(assessment, citation.indicator)):
        raise Refused(NOT_YOURS.format(code=citation.indicator))
    newest = newest_version(citation.version.document.uuid)
    if newest is None or newest.pk == citation.version_id:
        return citation
    before, citation.version = citation.version, version_for_citing(actor, assessment.agency_id, newest.uuid)
    Citation.objects.filter(
        assessment=assessment, indicator=citation.indicator, level=citation.level, requirement=citation.requirement,
        version=citation.version,
    ).delete()  # fmt: skip
    citation.region = ""
    citation.save(update_fields=["version", "region"])
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
