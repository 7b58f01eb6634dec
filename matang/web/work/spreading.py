"""One document on many indicators: those related to where it is cited stand first."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from matang.assessments import queries
from matang.assessments.models import Assessment
from matang.assessments.naming import round_names
from matang.core.figures import plain
from matang.core.ladder import Requirement
from matang.evidence.models import Document, Version
from matang.evidence.queries import document_of, uses_of
from matang.evidence.queries_validity import said
from matang.instruments.queries import Loaded
from matang.people.actor import Actor
from matang.people.rules import Refused, Right
from matang.web.work.matrix import level_choices

NO_DRAFT = "Belum ada penilaian yang sedang disusun, jadi dokumen ini belum dapat dirujuk."


@dataclass(frozen=True)
class Place:
    """Where a document may be cited: the value of the box ("code|requirement" or "code|tingkat:3") and its words."""

    value: str
    words: str


@dataclass(frozen=True)
class Target:
    """An indicator with its places."""

    code: str
    title: str
    href: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class PlacePage:
    """The page. `related`: indicators of the ladder that belong to those where the document is cited, with what they
    lack; `chosen`: the indicator asked for, with all its places; `others`: (code, title) to ask for."""

    document: Document
    version: Version
    assessment: Assessment
    drafts: tuple[tuple[UUID, str], ...]
    cited: tuple[str, ...]
    related: tuple[Target, ...]
    chosen: Target | None
    others: tuple[tuple[str, str], ...]
    here: str


def place_page(actor: Actor, uuid: UUID, wanted: str = "", code: str = "") -> PlacePage:
    """Where a document can be cited in a draft (its uuid as text: `wanted`, else the newest); seven statements.
    `Invisible` for a foreign document, `Refused` for who may not fill and where no draft is."""
    document = document_of(actor, uuid)
    actor.require(Right.FILL)
    drafts = [one for one in queries.newest(actor, 20) if _open(actor, one)]
    if not drafts:
        raise Refused(NO_DRAFT)
    assessment = next((one for one in drafts if str(one.uuid) == wanted), drafts[0])
    content, names = queries.instrument_for(assessment), round_names(one.round for one in drafts)
    owners, returned = queries.owners_of(assessment), assessment.returned_indicators
    mine = [
        at
        for at in content.instrument.codes
        if queries.may_fill(actor, assessment, at, owners) and (not returned or at in returned)
    ]
    uses = uses_of(actor, [document]).get(document.pk, [])
    cited = tuple(dict.fromkeys(use.indicator for use in uses if use.assessment == assessment.uuid))
    around = cited or tuple(dict.fromkeys(use.indicator for use in uses))
    met = {requirement for _, _, requirement, _ in queries.cited_as(assessment) if requirement}
    newest: Version = document.seen[0]  # type: ignore[attr-defined]
    kinds = _kinds(content, around, met, said(newest).kind)
    targets = [_target(assessment, content, at, met, kinds) for at in _related(content, around) if at in mine]
    return PlacePage(
        document=document,
        version=newest,
        assessment=assessment,
        drafts=tuple((one.uuid, names[one.round_id]) for one in drafts),
        cited=cited,
        related=tuple(target for target in targets if target.places),
        chosen=_whole(assessment, content, code) if code in mine else None,
        others=tuple((at, content.instrument.indicator(at).title) for at in mine),
        here=reverse("web:place", args=[document.uuid]),
    )


def _open(actor: Actor, assessment: Assessment) -> bool:
    return assessment.state == Assessment.State.DRAFT and actor.may(Right.FILL, assessment.agency_id)


def _related(content: Loaded, codes: tuple[str, ...]) -> list[str]:
    """The indicators that the ladder relates to these, in the instrument's order, without them."""
    found: set[str] = set()
    for code in codes:
        explanation = content.ladder.get(code) if content.ladder else None
        found.update(explanation.related if explanation else ())
    return [code for code in content.instrument.codes if code in found and code not in codes]


def _needs(content: Loaded, code: str) -> tuple[Requirement, ...]:
    explanation = content.ladder.get(code) if content.ladder else None
    return explanation.requirements if explanation else ()


def _kinds(content: Loaded, codes: tuple[str, ...], met: set[str], kind: str) -> set[str]:
    """What kind of paper it is: as its facts say, else as the requirements that are met where it is cited."""
    if kind:
        return {kind}
    return {need.kind for code in codes for need in _needs(content, code) if need.id in met}


def _target(assessment: Assessment, content: Loaded, code: str, met: set[str], kinds: set[str]) -> Target:
    """An indicator with what it lacks of these kinds (of any kind when none is known)."""
    lacking = [need for need in _needs(content, code) if need.id not in met and not need.optional]
    return _as_target(assessment, content, code, [need for need in lacking if not kinds or need.kind in kinds])


def _whole(assessment: Assessment, content: Loaded, code: str) -> Target:
    """An indicator with all its requirements, and each level as supporting."""
    target = _as_target(assessment, content, code, _needs(content, code))
    levels = level_choices(content.instrument, code)
    support = (Place(f"{code}|tingkat:{at}", f"Pendukung tingkat {at.replace('.', ',')}") for at, _ in levels)
    return Target(target.code, target.title, target.href, (*target.places, *support))


def _as_target(
    assessment: Assessment, content: Loaded, code: str, needs: list[Requirement] | tuple[Requirement, ...]
) -> Target:
    places = tuple(Place(f"{code}|{need.id}", f"{plain(need.level)} · {need.what}") for need in needs)
    href = reverse("web:indicator", args=[assessment.uuid, code])
    return Target(code, content.instrument.indicator(code).title, href, places)
