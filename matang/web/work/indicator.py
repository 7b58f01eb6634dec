"""The indicator's page: stairs, answer, evidence, last year, explanation, discussion, agreed actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.urls import reverse

from matang.assessments import queries
from matang.assessments.gaps import Proof, proof_of
from matang.assessments.models import Assessment, Citation, Rating
from matang.assessments.queries_requests import open_requests_on
from matang.core.documents import number_text
from matang.core.instrument import Node
from matang.core.ladder import Explanation, Ladder, Requirement
from matang.core.values import NA
from matang.evidence.pages import UploadForm
from matang.evidence.queries import owner_of
from matang.evidence.queries_validity import with_said
from matang.instruments.models import OfficialText
from matang.instruments.queries import Loaded, official_texts
from matang.mentoring.models import Action
from matang.mentoring.queries import actions_on, may_read
from matang.people.actor import Actor, role_label
from matang.people.rules import Invisible, Right
from matang.threads.models import Message
from matang.threads.queries import messages_on
from matang.web.templating import moment
from matang.web.work.asked import Asked, asked_of
from matang.web.work.citation import citation_address
from matang.web.work.dated import Dated, dated
from matang.web.work.live import Live, live
from matang.web.work.matrix import initials, level_choices, value_text

State = Assessment.State
CONFIDENCE = {
    "read": "panduannya dibaca pada dua salinan atau lebih",
    "secondary": "dari sumber sekunder",
    "derived": "diturunkan dari instrumen nasional",
}


@dataclass(frozen=True)
class Step:
    """One stair: its criterion, the official text when entered, and what evidence it wants and has."""

    value: str
    name: str
    state: str
    criterion: str
    proofs: tuple[tuple[bool, str, str], ...]


@dataclass(frozen=True)
class Stairs:
    """The stairs and the sentence above them; redrawn after each change of level or evidence."""

    steps: tuple[Step, ...]
    gap: str
    aim: str
    ladder: bool


@dataclass(frozen=True)
class Wish:
    """A requirement as a choice of the evidence form; `asked`: it still lacks, and the level needs it."""

    id: str
    level: str
    words: str
    met: bool
    asked: bool


@dataclass(frozen=True)
class IndicatorPage:
    """The page."""

    assessment: Assessment
    node: Node
    trail: tuple[str, ...]
    place: str
    before: str
    after: str
    owner: str
    explanation: Explanation | None
    about: str
    source_titles: tuple[str, ...]
    official: dict[str, OfficialText]
    stairs: Stairs
    live: Live
    rating: Rating | None
    value: str | None
    levels: tuple[tuple[str, str], ...]
    whole: bool
    redistribute: bool
    external: bool
    editable: bool
    citations: tuple[Citation, ...]
    dated: dict[int, Dated]
    wishes: tuple[Wish, ...]
    last: Rating | None
    last_value: str | None
    last_label: str
    messages: Sequence[Message]
    may_discuss: bool
    actions: Sequence[Action]
    may_read_history: bool
    verdict: Rating | None
    sees_evidence: bool
    asked: tuple[Asked, ...]
    may_ask: bool
    upload: UploadForm | None
    person_id: int | None

    @property
    def confidence(self) -> str:
        """How sure Matang's explanation is, in words."""
        sure = self.explanation.confidence if self.explanation else ""
        return CONFIDENCE.get(sure, sure or "tidak disebut")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way here: the assessment, the parts of the instrument, the place."""
        matrix = reverse("web:matrix", args=[self.assessment.uuid])
        return [("Penilaian", matrix), *((title, "") for title in self.trail), (self.place, "")]

    @property
    def talk(self) -> list[dict[str, Any]]:
        """The discussion as the page draws it."""
        zone = self.assessment.agency.time_zone
        return [
            {
                "initials": initials(message.author.name),
                "name": f"{message.author.name} ({role_label(message.role)})",
                "time": moment(message.at, zone),
                "text": message.text,
                "mine": message.author_id == self.person_id,
            }
            for message in self.messages
        ]

    @property
    def token_scope(self) -> str:
        """Names the answer in the browser's store."""
        return f"{self.assessment.uuid}/{self.node.code}"


def indicator_page(actor: Actor, uuid: UUID, code: str) -> IndicatorPage:
    """Build the page; eight statements at most. Raises Invisible for an unknown indicator."""
    assessment, owners = queries.place_of(actor, uuid, code)
    content = queries.instrument_for(assessment)
    instrument = content.instrument
    if code not in instrument.position:
        raise Invisible
    marks = queries.marks_of(assessment)
    answers = queries.answers_of(assessment, code)
    rating, last = answers.own, answers.former
    citations = tuple(
        with_said(
            queries.citations_of(assessment).filter(indicator=code).select_related("version__agency"), "version__"
        )
    )
    proof = proof_of(assessment, code, queries.given(rating), citations)
    explanation = content.ladder.get(code) if content.ladder else None
    official = official_texts(content.version_id, code, assessment.round.owner_id)
    at = instrument.position[code]
    open_codes = assessment.returned_indicators
    still_open = assessment.state == State.DRAFT and (not open_codes or code in open_codes)
    editable = still_open and queries.may_fill(actor, assessment, code, owners)
    sees_evidence = actor.may(Right.READ_EVIDENCE, assessment.agency_id)
    return IndicatorPage(
        assessment=assessment,
        node=instrument.indicator(code),
        trail=tuple(dict.fromkeys(node.title for node in instrument.trail(code))),
        place=f"Indikator {code} · {at + 1} dari {len(instrument.codes)}",
        before=_neighbour(assessment, instrument.codes, at - 1),
        after=_neighbour(assessment, instrument.codes, at + 1),
        owner=owners[code].name if code in owners else "",
        explanation=explanation,
        about=content.ladder.about if content.ladder else "",
        source_titles=_sources(content.ladder, explanation),
        official=official,
        stairs=stairs(content, code, rating, proof, official),
        live=live(queries.score_of_marks(assessment, marks)),
        rating=rating,
        value=value_text(rating),
        levels=level_choices(instrument, code),
        whole=instrument.values == "whole",
        redistribute=instrument.not_applicable == "redistribute",
        external=code in instrument.external,
        editable=editable,
        citations=citations,
        dated={citation.pk: dated(citation, assessment, explanation) for citation in citations},
        wishes=tuple(wishes(explanation, proof)),
        last=last,
        last_value=value_text(last),
        last_label=last.assessment.round.period_label if last else "",
        messages=list(messages_on(actor, assessment.uuid, code)),
        may_discuss=actor.may(Right.DISCUSS, assessment.agency_id),
        actions=actions_on(assessment).get(code, ()) if may_read(actor) else (),
        may_read_history=actor.may(Right.READ_JOURNAL),
        verdict=answers.final if assessment.state == State.DECIDED else None,
        sees_evidence=sees_evidence,
        asked=tuple(asked_of(request, actor) for request in open_requests_on(actor, assessment, code)),
        may_ask=still_open and actor.may(Right.ASK_EVIDENCE, assessment.agency_id),
        upload=_upload(actor, assessment, code) if editable and sees_evidence else None,
        person_id=actor.person_id,
    )


def _upload(actor: Actor, assessment: Assessment, code: str) -> UploadForm:
    here = [assessment.uuid, code]
    cites = reverse("web:cite", args=here)
    return UploadForm(reverse("web:upload_evidence", args=here), "", owner_of(actor, assessment.agency), cites=cites)


def stairs(
    content: Loaded, code: str, rating: Rating | None, proof: Proof, official: dict[str, OfficialText]
) -> Stairs:
    """The stairs of an indicator; without a ladder the levels' names stand alone."""
    instrument = content.instrument
    explanation = content.ladder.get(code) if content.ladder else None
    value = queries.given(rating)
    level = value if isinstance(value, Fraction) else None
    below = [step.value for step in instrument.levels(code) if level is not None and step.value <= level]
    nearest = max(below, default=None)
    steps = []
    aim = ""
    for index, (text, name) in enumerate(level_choices(instrument, code)):
        here = instrument.levels(code)[index].value
        state = "far" if value is NA else _state(here, nearest, aim)
        aim = text if state == "next" else aim
        step = explanation.step(here) if explanation else None
        words = official[text].text if text in official else (step.criterion if step else "")
        steps.append(Step(text, name, state, words, tuple(_proofs(step.requirements if step else (), proof))))
    return Stairs(tuple(steps), proof.gap.sentence, aim, explanation is not None)


def _state(here: Fraction, nearest: Fraction | None, aim: str) -> str:
    if nearest is not None and here < nearest:
        return "on"
    if here == nearest:
        return "here"
    return "far" if aim else "next"


def _proofs(requirements: Iterable[Requirement], proof: Proof) -> Iterable[tuple[bool, str, str]]:
    for wanted in requirements:
        cited = proof.given.get(wanted.id, ())
        if not cited and not wanted.optional:
            yield False, wanted.what, ""
        for citation in cited:
            pages = f", hlm. {citation.pages}" if citation.pages else ""
            href = citation_address(citation)
            yield True, f"{citation.version.document.title}{pages}", href


def wishes(explanation: Explanation | None, proof: Proof) -> Iterable[Wish]:
    """What the ladder asks for, as choices of the evidence form."""
    for wanted in explanation.requirements if explanation else ():
        met = bool(proof.given.get(wanted.id))
        yield Wish(wanted.id, number_text(wanted.level), wanted.what, met, asked=not met and not wanted.optional)


def _neighbour(assessment: Assessment, codes: tuple[str, ...], at: int) -> str:
    return reverse("web:indicator", args=[assessment.uuid, codes[at]]) if 0 <= at < len(codes) else ""


def _sources(ladder: Ladder | None, explanation: Explanation | None) -> tuple[str, ...]:
    if ladder is None or explanation is None:
        return ()
    titles = {source.id: source.title for source in ladder.sources}
    return tuple(titles.get(key, key) for key in explanation.sources)
