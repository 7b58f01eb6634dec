"""Parts of an indicator's page that come when they are opened, so that the page itself stays light: the library of
documents to choose from, and the history. Each is a page of its own for browsers without script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from matang.assessments import queries
from matang.assessments.actions.filling import still_open
from matang.assessments.gaps import proof_of
from matang.assessments.models import Assessment
from matang.core.instrument import Node
from matang.evidence.models import Version
from matang.evidence.queries import library_above, library_of
from matang.instruments.queries import Loaded
from matang.journal.queries import history
from matang.people.actor import Actor
from matang.people.rules import Invisible, Right
from matang.web.templating import moment
from matang.web.work.indicator import Stairs, Wish, stairs, wishes
from matang.web.work.matrix import level_choices

NEWEST = 50


@dataclass(frozen=True)
class Choice:
    """A document of the library for what the indicator asks for."""

    assessment: Assessment
    node: Node
    stairs: Stairs
    wishes: tuple[Wish, ...]
    levels: tuple[tuple[str, str], ...]
    library: Sequence[Version]
    above: tuple[tuple[str, tuple[Version, ...]], ...]


@dataclass(frozen=True)
class Story:
    """What happened on an indicator, newest first: (time, who, sentence)."""

    assessment: Assessment
    node: Node
    items: tuple[tuple[str, str, str], ...]


def choice(actor: Actor, uuid: UUID, code: str) -> Choice:
    """The choice of a document; five statements. `Refused` for who may not give evidence here, and
    where the answer is closed."""
    assessment, content = _place(actor, uuid, code, Right.FILL)
    still_open(assessment, code)
    rating = queries.answers_of(assessment, code).own
    proof = proof_of(assessment, code, queries.given(rating), queries.citations_of(assessment).filter(indicator=code))
    explanation = content.ladder.get(code) if content.ladder else None
    return Choice(
        assessment=assessment,
        node=content.instrument.indicator(code),
        stairs=stairs(content, code, rating, proof, {}),
        wishes=tuple(wishes(explanation, proof)),
        levels=level_choices(content.instrument, code),
        library=list(library_of(actor, assessment.agency_id)),
        above=_above(actor),
    )


def _above(actor: Actor) -> tuple[tuple[str, tuple[Version, ...]], ...]:
    """What agencies above share, by the name of the agency."""
    grouped = groupby(library_above(actor), key=lambda version: version.agency.name)
    return tuple((name, tuple(versions)) for name, versions in grouped)


def story(actor: Actor, uuid: UUID, code: str) -> Story:
    """The history of an indicator; two statements. `Refused` for who may not read the journal."""
    assessment, content = _place(actor, uuid, code, Right.READ_JOURNAL)
    zone = assessment.agency.time_zone
    entries = history(assessment.uuid, code, NEWEST)
    items = tuple((moment(entry.at, zone), entry.actor_name, entry.sentence) for entry in entries)
    return Story(assessment, content.instrument.indicator(code), items)


def _place(actor: Actor, uuid: UUID, code: str, right: Right) -> tuple[Assessment, Loaded]:
    assessment = queries.assessment_of(actor, uuid)
    content = queries.instrument_for(assessment)
    if code not in content.instrument.position:
        raise Invisible
    actor.require(right, assessment.agency_id)
    return assessment, content
