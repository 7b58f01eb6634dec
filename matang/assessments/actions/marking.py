"""Marking the region of a page that proves what a citation says."""

from __future__ import annotations

from uuid import UUID

from matang.assessments.actions.filling import changeable_citation, touch
from matang.assessments.models import Citation
from matang.core.regions import Region
from matang.journal.actions import record
from matang.people.actor import Actor


def mark(actor: Actor, uuid: UUID, citation_uuid: UUID, region: Region | None) -> Citation:
    """Keep the region of a citation (None: none), with the right and in the state in which citing is allowed.

    Raises Invisible, Refused.
    """
    assessment, found = changeable_citation(actor, uuid, citation_uuid)
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
