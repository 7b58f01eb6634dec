"""One citation: the criterion and what it asks for beside the page that is meant to prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.urls import reverse

from matang.assessments import queries
from matang.assessments.models import Assessment, Citation
from matang.core.instrument import Node
from matang.core.regions import Region, first_page, read_region
from matang.evidence.models import Fact, Version
from matang.evidence.queries import version_of
from matang.evidence.reading.queries import facts_of
from matang.evidence.viewing import Viewer, shown_fact, viewer
from matang.instruments.queries import Loaded, official_texts
from matang.people.actor import Actor
from matang.people.rules import JUDGES, Invisible, Right
from matang.web.work.forms import RegionForm
from matang.web.work.matrix import level_choices

FACTS = (("number", "Nomor"), ("date", "Tanggal"), ("issuer", "Penerbit"), ("valid_until", "Berlaku sampai"))


@dataclass(frozen=True)
class CitationPage:
    """The page. `form` is None for those who may not mark; `facts` are (label, value, only proposed)."""

    assessment: Assessment
    node: Node
    citation: Citation
    version: Version
    level_name: str
    criterion: str
    requirement: str
    facts: tuple[tuple[str, str, bool], ...]
    region: Region | None
    viewer: Viewer
    place: str
    previous: str
    following: str
    back: tuple[str, str]
    form: RegionForm | None


def citation_page(
    actor: Actor, uuid: UUID, code: str, citation: UUID, asked: Mapping[str, str], form: RegionForm | None = None
) -> CitationPage:
    """Build the page; eight statements. Raises Invisible, Refused."""
    assessment = queries.assessment_of(actor, uuid)
    actor.require(Right.READ_EVIDENCE, assessment.agency_id)
    content = queries.instrument_for(assessment)
    rows = list(queries.citations_of(assessment).filter(indicator=code))
    at = next((at for at, row in enumerate(rows) if row.uuid == citation), None)
    if at is None or code not in content.instrument.position:
        raise Invisible
    row = rows[at]
    version = version_of(actor, row.version.uuid)
    region = read_region(row.region)
    address = citation_address(row)
    shown = viewer(version, asked, address, region, first_page(row.pages))
    level_name, criterion, requirement = _asked_for(content, assessment, row)
    return CitationPage(
        assessment=assessment,
        node=content.instrument.indicator(code),
        citation=row,
        version=version,
        level_name=level_name,
        criterion=criterion,
        requirement=requirement,
        facts=tuple(_facts(facts_of(version))),
        region=region,
        viewer=shown,
        place=f"rujukan {at + 1} dari {len(rows)}",
        previous=citation_address(rows[at - 1]) if at else "",
        following=citation_address(rows[at + 1]) if at + 1 < len(rows) else "",
        back=_back(actor, assessment, code),
        form=(form or RegionForm.of(region, shown.number)) if may_mark(actor, assessment, code) else None,
    )


def may_mark(actor: Actor, assessment: Assessment, code: str) -> bool:
    """Whether the actor may mark regions on this indicator now. At most one statement."""
    returned = assessment.returned_indicators
    still = assessment.state == Assessment.State.DRAFT and (not returned or code in returned)
    if not still or not actor.may(Right.GIVE_EVIDENCE, assessment.agency_id):
        return False
    return queries.may_fill(actor, assessment, code, queries.owner_of(assessment, code))


def citation_address(row: Citation) -> str:
    """Where a citation is shown; its assessment must have been read with it."""
    return reverse("web:citation", args=[row.assessment.uuid, row.indicator, row.uuid])


def _back(actor: Actor, assessment: Assessment, code: str) -> tuple[str, str]:
    """Where the reader came from: an assessor from his desk, the others from the indicator."""
    if actor.role in JUDGES:
        return "Evaluasi", reverse("web:desk", args=[assessment.uuid, code])
    return "Penilaian", reverse("web:indicator", args=[assessment.uuid, code])


def _asked_for(content: Loaded, assessment: Assessment, row: Citation) -> tuple[str, str, str]:
    """The level's name, its criterion (the official text when there is one), and the requirement's words."""
    code, level = row.indicator, Fraction(row.level)
    explanation = content.ladder.get(code) if content.ladder else None
    step = explanation.step(level) if explanation else None
    official = official_texts(content.version_id, code, assessment.round.owner_id)
    names = dict(level_choices(content.instrument, code))
    own = official[row.level].text if row.level in official else (step.criterion if step else "")
    wanted = {item.id: item.what for item in explanation.requirements} if explanation else {}
    return names.get(row.level, ""), own, wanted.get(row.requirement, "")


def _facts(found: Mapping[str, Fact]) -> list[tuple[str, str, bool]]:
    return [
        (label, shown_fact(found[name]), found[name].state == Fact.State.PROPOSED)
        for name, label in FACTS
        if name in found
    ]
