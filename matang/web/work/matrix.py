"""The matrix: all indicators of an assessment in one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from matang.assessments import queries
from matang.assessments.gaps import Lacking, lacking
from matang.assessments.models import Assessment, Rating
from matang.assessments.queries_former import decided_before
from matang.core.documents import number_text
from matang.core.figures import shown
from matang.core.instrument import Instrument, Node
from matang.core.scoring import Score
from matang.instruments.queries import loaded
from matang.people.actor import Actor
from matang.people.models import Person, Role
from matang.people.queries import members_of
from matang.people.rules import Right
from matang.web.work.live import Live, live
from matang.web.work.pips import kept_pips

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
    pips: Markup
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
    may_fill: bool
    may_assign: bool
    may_place: bool
    returned_reason: str
    counts: dict[str, int]
    shown: str
    has_ladder: bool
    instrument: str
    reference: bool
    team: tuple[Person, ...] = ()


PLACE = "~"
FILTERS = {"semua": "Semua", "belum": "Belum lengkap", "saya": "Milik saya"}


def matrix(actor: Actor, uuid: UUID, shown_filter: str = "semua") -> Matrix:
    """Build the page; at most eight statements."""
    assessment = queries.assessment_of(actor, uuid)
    content = queries.instrument_for(assessment)
    marks = queries.marks_of(assessment)
    score = queries.score_of_marks(assessment, marks)
    former = decided_before(assessment)
    last, owners = former.marks if former else {}, queries.owners_of(assessment)
    sheet = _sheet(actor, assessment, marks, last, owners, queries.cited_as(assessment))
    rows = {code: _row(sheet, code) for code in content.instrument.codes}
    counts = {
        "semua": len(rows),
        "belum": sum(row.unfinished for row in rows.values()),
        "saya": sum(row.mine for row in rows.values()),
    }
    return Matrix(
        assessment=assessment,
        title=f"Penilaian mandiri {assessment.round.period_label}",
        groups=tuple(_groups(content.instrument, rows, score, former.score if former else None, shown_filter)),
        live=live(score),
        last_label=former.label if former else "",
        closes=queries.closing_words(assessment),
        may_submit=assessment.state == State.DRAFT and actor.may(Right.SUBMIT, assessment.agency_id),
        may_fill=assessment.state == State.DRAFT and actor.may(Right.FILL, assessment.agency_id),
        may_assign=assessment.state == State.DRAFT and actor.may(Right.ASSIGN, assessment.agency_id),
        may_place=assessment.state == State.DRAFT and actor.may(Right.GIVE_EVIDENCE, assessment.agency_id),
        returned_reason=assessment.returned_reason,
        counts=counts,
        shown=shown_filter,
        instrument=content.instrument.title,
        reference=not content.instrument.verified,
        has_ladder=content.ladder is not None,
        team=team_of(actor, assessment) if actor.may(Right.ASSIGN, assessment.agency_id) else (),
    )


def team_of(actor: Actor, assessment: Assessment) -> tuple[Person, ...]:
    """Who may be given an indicator: contributors and coordinators of the agency. One statement."""
    members = members_of(actor, assessment.agency_id, timezone.localdate())
    return tuple({m.person_id: m.person for m in members if m.role in (Role.CONTRIBUTOR, Role.COORDINATOR)}.values())


def one_row(actor: Actor, rating: Rating) -> Row:
    """One indicator's row after a save; three statements."""
    assessment, code = rating.assessment, rating.indicator
    former, own = queries.former_mark(assessment, code), {code: queries.mark(rating)}
    cited = queries.cited_as(assessment).filter(indicator=code)
    last, owners = {code: former} if former else {}, queries.owner_of(assessment, code)
    return _row(_sheet(actor, assessment, own, last, owners, cited), code)


@dataclass(frozen=True)
class _Sheet:
    """What rows are drawn from; addresses are (before, after) the indicator's code."""

    actor: Actor
    assessment: Assessment
    instrument: Instrument
    marks: dict[str, queries.Mark]
    last: dict[str, queries.Mark]
    owners: dict[str, queries.Owner]
    lacking: dict[str, Lacking]
    page: tuple[str, str]
    save: tuple[str, str]

    def editable(self, code: str) -> bool:
        """Whether the actor may set this indicator's level now."""
        open_codes = self.assessment.returned_indicators
        return (
            self.assessment.state == State.DRAFT
            and (not open_codes or code in open_codes)
            and queries.may_fill(self.actor, self.assessment, code, self.owners)
        )


def _sheet(
    actor: Actor,
    assessment: Assessment,
    marks: dict[str, queries.Mark],
    last: dict[str, queries.Mark],
    owners: dict[str, queries.Owner],
    cited: Iterable[queries.CitedAs],
) -> _Sheet:
    return _Sheet(
        actor=actor,
        assessment=assessment,
        instrument=queries.instrument_for(assessment).instrument,
        marks=marks,
        last=last,
        owners=owners,
        lacking=lacking(assessment, {code: queries.given(mark) for code, mark in marks.items()}, cited),
        page=_around("web:indicator", assessment),
        save=_around("web:rate", assessment),
    )


def _around(name: str, assessment: Assessment) -> tuple[str, str]:
    """An address in two parts, for a code in the middle: looking up each of a hundred addresses costs milliseconds."""
    before, _, after = reverse(name, args=[assessment.uuid, PLACE]).partition(PLACE)
    return before, after


def value_text(rating: Rating | queries.Mark | None) -> str | None:
    """A rating's value as its scale writes it; None when there is none."""
    if rating is None or (rating.value is None and not rating.not_applicable):
        return None
    return "NA" if rating.not_applicable or rating.value is None else _typed(rating.value)


@lru_cache(maxsize=1024)
def _typed(value: Decimal) -> str:
    return number_text(Fraction(value))


def _row(sheet: _Sheet, code: str) -> Row:
    mark, owner, lack = sheet.marks.get(code), sheet.owners.get(code), sheet.lacking[code]
    part, editable = quote(code), sheet.editable(code)
    whole, levels = sheet.instrument.values == "whole", _kept_choices(sheet.assessment.round.instrument_id, code)
    value, former = value_text(mark), value_text(sheet.last.get(code))
    redistributes = sheet.instrument.not_applicable == "redistribute"
    return Row(
        code=code,
        title=sheet.instrument.indicator(code).title,
        href=part.join(sheet.page),
        rate_href=part.join(sheet.save),
        owner=owner.name if owner else "",
        initials=initials(owner.name) if owner else "",
        pips=kept_pips(levels, code, value, former, editable, redistributes) if whole else Markup(""),
        value=value,
        last=former,
        version=mark.version if mark else 0,
        carried=mark.carried if mark else False,
        editable=editable,
        whole=whole,
        lacking=lack.lacking,
        complete=lack.complete,
        gap=lack.gap.sentence,
        mine=owner is not None and owner.pk == sheet.actor.person_id,
        explained=mark is not None and mark.explained,
    )


def level_choices(instrument: Instrument, code: str) -> tuple[tuple[str, str], ...]:
    """The levels of an indicator as (value, name) for the pips."""
    capability = instrument.capability(code)
    return tuple((number_text(level.value), level.label(capability)) for level in instrument.levels(code))


@lru_cache(maxsize=2048)
def _kept_choices(version: int, code: str) -> tuple[tuple[str, str], ...]:
    return level_choices(loaded(version).instrument, code)


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
