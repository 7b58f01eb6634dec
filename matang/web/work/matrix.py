"""The matrix: all indicators of an assessment in one table."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from matang.assessments import queries
from matang.assessments.gaps import Proof, proofs_from
from matang.assessments.models import Assessment, Rating, Stage
from matang.core import words
from matang.core.documents import number_text
from matang.core.figures import shown
from matang.core.instrument import Instrument, Node
from matang.core.scoring import Score
from matang.people.actor import Actor
from matang.people.models import Person, Role
from matang.people.queries import members_of
from matang.people.rules import Right
from matang.web.work.live import Live, live

State = Assessment.State


@dataclass(frozen=True)
class Row:
    """One indicator: who owns it, its level and last year's, and what lacks."""

    code: str
    title: str
    href: str
    rate_href: str
    owner: str
    initials: str
    levels: tuple[tuple[str, str], ...]
    value: str | None
    last: str | None
    version: int
    carried: bool
    editable: bool
    whole: bool
    lacking: int
    complete: bool
    gap: str
    mine: bool
    explained: bool

    @property
    def unfinished(self) -> bool:
        """Whether value, words or evidence still lack."""
        return self.value is None or not self.explained or not self.complete


@dataclass(frozen=True)
class Group:
    """The indicators below one part of the instrument, with its value now and last year."""

    title: str
    value: str
    last: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    """The page."""

    assessment: Assessment
    title: str
    groups: tuple[Group, ...]
    live: Live
    last_label: str
    closes: str
    may_submit: bool
    may_assign: bool
    returned_reason: str
    counts: dict[str, int]
    shown: str
    has_ladder: bool
    team: tuple[Person, ...] = ()


FILTERS = {"semua": "Semua", "belum": "Belum lengkap", "saya": "Milik saya"}


def matrix(actor: Actor, uuid: UUID, shown_filter: str = "semua") -> Matrix:
    """Build the page; at most eight statements."""
    assessment = queries.assessment_of(actor, uuid)
    instrument = queries.instrument_for(assessment).instrument
    ratings = queries.ratings_of(assessment, Stage.SELF).get((Stage.SELF, 0), {})
    score = queries.score_of(assessment, ratings.values())
    last = queries.last_year(assessment)
    owners = queries.owners_of(assessment)
    values = {code: queries.given(rating) for code, rating in ratings.items()}
    proof = proofs_from(assessment, values, queries.citations_of(assessment))
    rows = {
        code: _row(actor, assessment, instrument, code, ratings.get(code), last, owners, proof[code])
        for code in instrument.codes
    }
    counts = {
        "semua": len(rows),
        "belum": sum(row.unfinished for row in rows.values()),
        "saya": sum(row.mine for row in rows.values()),
    }
    return Matrix(
        assessment=assessment,
        title=f"Penilaian mandiri {assessment.round.period_label}",
        groups=tuple(_groups(instrument, rows, score, last.score if last else None, shown_filter)),
        live=live(score),
        last_label=last.label if last else "",
        closes=closing_words(assessment),
        may_submit=assessment.state == State.DRAFT and actor.may(Right.SUBMIT, assessment.agency_id),
        may_assign=assessment.state == State.DRAFT and actor.may(Right.ASSIGN, assessment.agency_id),
        returned_reason=assessment.returned_reason,
        counts=counts,
        shown=shown_filter,
        has_ladder=queries.instrument_for(assessment).ladder is not None,
        team=team_of(actor, assessment) if actor.may(Right.ASSIGN, assessment.agency_id) else (),
    )


def team_of(actor: Actor, assessment: Assessment) -> tuple[Person, ...]:
    """Who may be given an indicator: contributors and coordinators of the agency. One statement."""
    members = members_of(actor, assessment.agency_id, timezone.localdate())
    return tuple({m.person_id: m.person for m in members if m.role in (Role.CONTRIBUTOR, Role.COORDINATOR)}.values())


def one_row(actor: Actor, assessment: Assessment, code: str) -> Row:
    """One indicator's row after a save."""
    instrument = queries.instrument_for(assessment).instrument
    ratings = queries.ratings_of(assessment, Stage.SELF).get((Stage.SELF, 0), {})
    values = {key: queries.given(rating) for key, rating in ratings.items()}
    proof = proofs_from(assessment, values, queries.citations_of(assessment).filter(indicator=code))
    owners = queries.owners_of(assessment)
    last = queries.last_year(assessment)
    return _row(actor, assessment, instrument, code, ratings.get(code), last, owners, proof[code])


def closing_words(assessment: Assessment) -> str:
    """The end of the window in the agency's own zone: "30 Juni 2026 pukul 23.59 WITA"."""
    round_ = assessment.round
    zone = words.zone_name(assessment.agency.time_zone)
    return f"{words.date(round_.closes_on)} pukul {round_.closes_at:%H.%M} {zone}"


def value_text(rating: Rating | None) -> str | None:
    """A rating's value as its scale writes it; None when there is none."""
    if rating is None or (rating.value is None and not rating.not_applicable):
        return None
    return "NA" if rating.not_applicable or rating.value is None else number_text(Fraction(rating.value))


def _row(
    actor: Actor,
    assessment: Assessment,
    instrument: Instrument,
    code: str,
    rating: Rating | None,
    last: queries.LastYear | None,
    owners: dict[str, Person],
    proof: Proof,
) -> Row:
    node = instrument.indicator(code)
    owner = owners.get(code)
    open_codes = assessment.returned_indicators
    editable = (
        assessment.state == State.DRAFT
        and (not open_codes or code in open_codes)
        and queries.may_fill(actor, assessment, code, owners)
    )
    return Row(
        code=code,
        title=node.title,
        href=reverse("web:indicator", args=[assessment.uuid, code]),
        rate_href=reverse("web:rate", args=[assessment.uuid, code]),
        owner=owner.name if owner else "",
        initials=initials(owner.name) if owner else "",
        levels=level_choices(instrument, code),
        value=value_text(rating),
        last=value_text(last.ratings.get(code)) if last else None,
        version=rating.version if rating else 0,
        carried=rating.carried if rating else False,
        editable=editable,
        whole=instrument.values == "whole",
        lacking=proof.lacking,
        complete=proof.complete,
        gap=proof.gap.sentence,
        mine=owner is not None and owner.pk == actor.person_id,
        explained=rating is not None and bool(rating.fact.strip() or rating.analysis.strip()),
    )


def level_choices(instrument: Instrument, code: str) -> tuple[tuple[str, str], ...]:
    """The levels of an indicator as (value, name) for the pips."""
    capability = instrument.capability(code)
    return tuple((number_text(level.value), level.label(capability)) for level in instrument.levels(code))


def initials(name: str) -> str:
    """Two letters for a face."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def _groups(
    instrument: Instrument, rows: dict[str, Row], score: Score, last: Score | None, shown_filter: str
) -> list[Group]:
    groups: list[Group] = []
    trail: tuple[Node, ...] | None = None
    members: list[Row] = []
    for code in instrument.codes:
        if instrument.trail(code) != trail:
            _close(groups, trail, members, score, last)
            trail, members = instrument.trail(code), []
        if _wanted(rows[code], shown_filter):
            members.append(rows[code])
    _close(groups, trail, members, score, last)
    return groups


def _wanted(row: Row, shown_filter: str) -> bool:
    return row.unfinished if shown_filter == "belum" else row.mine if shown_filter == "saya" else True


def _close(
    groups: list[Group], trail: tuple[Node, ...] | None, members: list[Row], score: Score, last: Score | None
) -> None:
    if trail is None or not members:
        return
    inner = trail[-1] if trail else None
    titles = list(dict.fromkeys(node.title for node in trail)) or [score.instrument.title]
    value = score.values[inner.kind][inner.code] if inner else score.index
    former = (last.values.get(inner.kind, {}).get(inner.code) if inner else last.index) if last else None
    groups.append(Group(" › ".join(titles), shown(value), shown(former) if former is not None else "", tuple(members)))
