"""Marking the region of a page that proves what a citation says."""

from __future__ import annotations

from uuid import UUID

from matang.assessments.actions.filling import NOT_YOURS, locked_draft, still_open, touch
from matang.assessments.models import Citation
from matang.assessments.queries import may_fill, owner_of
from matang.core.regions import Region
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.rules import Invisible, Refused, Right


def mark(actor: Actor, uuid: UUID, citation_uuid: UUID, region: Region | None) -> Citation:
    """Keep the region of a citation (None: none), with the right and in the state in which citing is allowed.

    Raises Invisible, Refused.
    """
    assessment = locked_draft(actor, uuid, Right.GIVE_EVIDENCE)
    found = Citation.objects.filter(assessment=assessment, uuid=citation_uuid).select_related("version").first()
    if found is None:
        raise Invisible
    still_open(assessment, found.indicator)
    if not may_fill(actor, assessment, found.indicator, owner_of(assessment, found.indicator)):
        raise Refused(NOT_YOURS.format(code=found.indicator))
    before, after = found.region, str(region) if region else ""
    if before == after:
        return found
    found.region = after
    found.save(update_fields=["region"])
    what = f"menandai {_words(region)}" if region else "menghapus tanda"
    record(
        actor,
        "mark",
        ("assessment", assessment.uuid),
        f"{what} pada {found.version.file_name} untuk tingkat {found.level} indikator {found.indicator}",
        agency_id=assessment.agency_id,
        part=found.indicator,
        before={"region": before},
        after={"version": str(found.version.uuid), "sha256": found.version.sha256, "region": after},
    )
    touch(assessment, scored=False)
    return found


def _words(region: Region) -> str:
    return f"halaman {region.page}" if region.whole else f"bagian halaman {region.page}"
