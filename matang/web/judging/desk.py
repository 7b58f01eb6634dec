"""The desk: the agency's claim and its evidence beside the ladder, and the assessor's own answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.urls import reverse

from matang.assessments import queries
from matang.assessments.gaps import lacking_by_level, proofs_from
from matang.assessments.models import Assessment, Citation, Rating, Seat, Stage
from matang.core.instrument import Instrument, Node
from matang.core.ladder import Explanation
from matang.core.scoring import Given
from matang.instruments.models import OfficialText
from matang.instruments.queries import Loaded, official_texts
from matang.people.actor import Actor
from matang.people.models import Role
from matang.people.rules import JUDGES, Invisible, Refused
from matang.web.work.matrix import level_choices, value_text

State = Assessment.State


@dataclass(frozen=True)
class Step:
    """One level on the ladder: criterion, what is proved and what lacks; `claim`: the agency's own level;
    `claimed`: that level or one below it, which the agency says it has reached."""

    value: str
    name: str
    criterion: str
    rank: int
    claim: bool
    claimed: bool
    last: bool
    proved: bool
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class Proved:
    """A citation with the words of the requirement that it is meant to prove."""

    citation: Citation
    words: str


@dataclass(frozen=True)
class Other:
    """What another seat found; shown to seats only after all have finished, and to the lead assessor."""

    name: str
    value: str | None
    finding: str
    recommendation: str


@dataclass(frozen=True)
class Form:
    """The reader's own answer. `kind`: "nilai" (a seat), "pleno" (the lead assessor), "" (only reading)."""

    kind: str
    value: str | None
    finding: str
    recommendation: str
    version: int
    saved_at: object
    why_closed: str


@dataclass(frozen=True)
class Desk:
    """The page."""

    assessment: Assessment
    node: Node
    trail: tuple[str, ...]
    place: str
    previous: str
    following: str
    claim: Rating | None
    claim_value: str | None
    steps: tuple[Step, ...]
    ladder: bool
    gap: str
    levels: tuple[tuple[str, str], ...]
    whole: bool
    redistribute: bool
    evidence: tuple[Proved, ...]
    last: Rating | None
    last_value: str | None
    last_label: str
    others: tuple[Other, ...]
    form: Form
    judged: int
    of: int
    about: str

    @property
    def next(self) -> str:
        """What "Simpan, berikutnya" asks for: the next code, or the page that ends the work."""
        if self.following:
            return self.following.rstrip("/").rsplit("/", 1)[1]
        return "pleno" if self.form.kind == "pleno" else "selesai"

    @property
    def next_href(self) -> str:
        """The same as an address, for the script that saves without leaving the page."""
        ending = "web:settle" if self.form.kind == "pleno" else "web:finish"
        return self.following or reverse(ending, args=[self.assessment.uuid])


def desk(actor: Actor, uuid: UUID, code: str) -> Desk:
    """Build the page; at most eight statements. Raises Invisible and Refused."""
    assessment = for_judges(actor, uuid)
    content = queries.instrument_for(assessment)
    instrument = content.instrument
    if code not in instrument.position:
        raise Invisible
    ratings = queries.ratings_of(assessment, Stage.SELF, Stage.DOCUMENT, Stage.FINAL)
    seats = queries.seats_of(assessment)
    claim = ratings.get((Stage.SELF, 0), {}).get(code)
    citations = tuple(queries.citations_of(assessment).filter(indicator=code))
    proof = proofs_from(assessment, {code: queries.given(claim)}, citations)[code]
    last = queries.last_year(assessment)
    mine = own_seat(actor, seats)
    answers = ratings.get((Stage.DOCUMENT, mine.number), {}) if mine else {}
    explanation = content.ladder.get(code) if content.ladder else None
    at = instrument.position[code]
    former = last.ratings.get(code) if last else None
    return Desk(
        assessment=assessment,
        node=instrument.indicator(code),
        trail=tuple(dict.fromkeys(node.title for node in instrument.trail(code))),
        place=f"indikator {code}, {at + 1} dari {len(instrument.codes)}",
        previous=neighbour(assessment, instrument, at - 1),
        following=neighbour(assessment, instrument, at + 1),
        claim=claim,
        claim_value=value_text(claim),
        steps=_steps(
            content,
            code,
            (claim, former),
            citations,
            official_texts(content.version_id, code, assessment.round.owner_id),
        ),
        ladder=explanation is not None,
        gap=proof.gap.sentence,
        levels=level_choices(instrument, code),
        whole=instrument.values == "whole",
        redistribute=instrument.not_applicable == "redistribute",
        evidence=tuple(_evidence(explanation, citations)),
        last=former,
        last_value=value_text(former),
        last_label=last.label if last else "",
        others=_others(actor, seats, mine, ratings, code),
        form=_form(actor, assessment, mine, answers.get(code), ratings.get((Stage.FINAL, 0), {}).get(code)),
        judged=sum(queries.given(rating) is not None for rating in answers.values()),
        of=len(instrument.codes),
        about=content.ladder.about if content.ladder else "",
    )


def for_judges(actor: Actor, uuid: UUID) -> Assessment:
    """A submitted assessment within a judge's reach. Raises Invisible (out of reach) and Refused (another role)."""
    assessment = queries.assessment_of(actor, uuid)
    if actor.role not in JUDGES:
        raise Refused("Meja penilaian hanya untuk asesor dan ketua asesor.")
    return assessment


def own_seat(actor: Actor, seats: Sequence[Seat]) -> Seat | None:
    """The reader's seat, when he has one."""
    return next((seat for seat in seats if seat.person_id == actor.person_id), None)


def open_to_all(seats: Sequence[Seat]) -> bool:
    """Whether seats may see each other: only after every one of them has finished."""
    return bool(seats) and all(seat.finished_at is not None for seat in seats)


def neighbour(assessment: Assessment, instrument: Instrument, at: int) -> str:
    """The desk of the indicator at that place; "" beyond the ends."""
    inside = 0 <= at < len(instrument.codes)
    return reverse("web:desk", args=[assessment.uuid, instrument.codes[at]]) if inside else ""


def _others(
    actor: Actor,
    seats: Sequence[Seat],
    mine: Seat | None,
    ratings: dict[tuple[str, int], dict[str, Rating]],
    code: str,
) -> tuple[Other, ...]:
    if actor.role != Role.LEAD_ASSESSOR and not (mine and open_to_all(seats)):
        return ()
    found = []
    for seat in seats:
        rating = ratings.get((Stage.DOCUMENT, seat.number), {}).get(code)
        if seat is not mine and rating is not None:
            found.append(Other(seat.person.name, value_text(rating), rating.finding, rating.recommendation))
    return tuple(found)


def _form(actor: Actor, assessment: Assessment, mine: Seat | None, own: Rating | None, final: Rating | None) -> Form:
    """An assessor answers while the assessment is submitted and the own seat open; a lead assessor at the plenary."""
    if actor.role == Role.LEAD_ASSESSOR:
        closed = "" if assessment.state == State.ASSESSED else "Nilai akhir ditetapkan sesudah semua asesor selesai."
        return _filled("pleno", final, closed)
    if assessment.state != State.SUBMITTED:
        return _filled("nilai", own, f"Penilaian ini tidak sedang dinilai ({assessment.get_state_display().lower()}).")
    if mine is not None and mine.finished_at is not None:
        return _filled("nilai", own, "Anda sudah menyatakan selesai menilai.")
    return _filled("nilai", own, "")


def _filled(kind: str, rating: Rating | None, closed: str) -> Form:
    saved = rating if rating is not None and rating.version else None
    return Form(
        kind="" if closed else kind,
        value=value_text(rating),
        finding=rating.finding if rating else "",
        recommendation=rating.recommendation if rating else "",
        version=rating.version if rating else 0,
        saved_at=saved.changed_at if saved else None,
        why_closed=closed,
    )


def _evidence(explanation: Explanation | None, citations: Iterable[Citation]) -> Iterable[Proved]:
    words = {wanted.id: wanted.what for wanted in explanation.requirements} if explanation else {}
    for citation in citations:
        yield Proved(citation, words.get(citation.requirement, ""))


def _steps(
    content: Loaded,
    code: str,
    answers: tuple[Rating | None, Rating | None],
    citations: Sequence[Citation],
    official: dict[str, OfficialText],
) -> tuple[Step, ...]:
    instrument = content.instrument
    explanation = content.ladder.get(code) if content.ladder else None
    claimed, before = (_nearest(instrument, code, queries.given(answer)) for answer in answers)
    lacking = lacking_by_level(explanation.requirements if explanation else (), citations)
    choices = level_choices(instrument, code)
    found = []
    for at, (text, name) in enumerate(choices):
        level = instrument.levels(code)[at].value
        step = explanation.step(level) if explanation else None
        found.append(
            Step(
                value=text,
                name=name,
                criterion=official[text].text if text in official else (step.criterion if step else name),
                rank=1 + round(at * 4 / (len(choices) - 1)) if len(choices) > 1 else 1,
                claim=level == claimed,
                claimed=claimed is not None and level <= claimed,
                last=level == before,
                proved=level in lacking and not lacking[level],
                lacking=lacking.get(level, ()),
            )
        )
    return tuple(found)


def _nearest(instrument: Instrument, code: str, value: Given) -> Fraction | None:
    """The highest level not above a value (an instrument of decimal values stands between two levels)."""
    if not isinstance(value, Fraction):
        return None
    return max((level.value for level in instrument.levels(code) if level.value <= value), default=None)
