"""One result: the decision beside the agency's own values, or the running standing before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from markupsafe import Markup

from matang.assessments.models import Assessment, Stage
from matang.assessments.queries import LastYear, assessment_of, last_year, ratings_of
from matang.core import charts
from matang.core.figures import plain, shown
from matang.core.scoring import Given
from matang.core.values import NotApplicable
from matang.people.actor import Actor
from matang.people.models import Role
from matang.people.rules import JUDGES, Right
from matang.results.actions import may_decide
from matang.results.models import Decision
from matang.results.queries import (
    Rank,
    decision_of,
    decisions_of,
    proposal_of,
    rank_of,
    years_of,
)
from matang.results.snapshot import Snapshot, read, taken

State = Assessment.State
Table = tuple[Sequence[str], Sequence[Sequence[str]]]


@dataclass(frozen=True)
class Line:
    """One indicator: own and decided value side by side; `difference` in words ("+1"), "" when there is none."""

    code: str
    title: str
    own: str
    own_rank: int
    final: str
    final_rank: int
    last: str
    difference: str
    finding: str
    recommendation: str


@dataclass(frozen=True)
class Group:
    """The indicators below one part of the instrument."""

    title: str
    value: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Former:
    """A decision that a correction replaced."""

    at: datetime.datetime | None
    figure: str
    predicate: str


@dataclass(frozen=True)
class ResultPage:
    """The page. `decision` None: only the running standing is shown, and `kpis` say so."""

    assessment: Assessment
    snapshot: Snapshot
    decision: Decision | None
    proposal: Decision | None
    proposed: Snapshot | None
    proposed_rows: tuple[tuple[str, str, str], ...]
    former: tuple[Former, ...]
    heading: str
    kpis: tuple[tuple[str, str, str], ...]
    years: Markup
    years_table: Table
    radar: Markup
    radar_table: Table
    groups: tuple[Group, ...]
    derivation: Table
    sum_words: str
    last_label: str
    may_confirm: bool
    may_correct: bool
    sees_work: bool
    links: bool


def result_page(actor: Actor, uuid: UUID) -> ResultPage:
    """Build the page; at most nine statements. Raises Invisible and Refused."""
    assessment = assessment_of(actor, uuid, Right.READ_RESULT)
    decision = decision_of(assessment)
    decides = may_decide(actor, assessment)
    proposal = proposal_of(assessment) if decides else None
    picture = read(decision.snapshot) if decision else running(actor, assessment)
    last = last_year(assessment)
    years, years_table = _years(assessment, picture, decision)
    radar, radar_table = _radar(picture, last)
    rank = rank_of(actor, assessment, Fraction(decision.index)) if decision else None
    return ResultPage(
        assessment=assessment,
        snapshot=picture,
        decision=decision,
        proposal=proposal,
        proposed=read(proposal.snapshot) if proposal else None,
        proposed_rows=tuple(_proposed_rows(proposal)),
        former=_former(assessment, decision),
        heading=_heading(picture, decision),
        kpis=_kpis(picture, decision, last, rank),
        years=years,
        years_table=years_table,
        radar=radar,
        radar_table=radar_table,
        groups=_groups(picture, last),
        derivation=_derivation(picture),
        sum_words=f"{shown(sum((t.weight for t in picture.terms), Fraction(0)))} persen bobot",
        last_label=last.label if last else "",
        may_confirm=proposal is not None and proposal.proposed_by_id != actor.person_id,
        may_correct=actor.role == Role.LEAD_ASSESSOR and decision is not None and proposal is None,
        sees_work=actor.may(Right.READ_WORK, assessment.agency_id),
        links=actor.may(Right.READ_WORK, assessment.agency_id) and actor.role not in JUDGES,
    )


def running(actor: Actor, assessment: Assessment) -> Snapshot:
    """The agency's own standing before a decision; empty for those who may not read its work. One statement."""
    own = ratings_of(assessment, Stage.SELF).get((Stage.SELF, 0), {})
    return read(taken(assessment, own if actor.may(Right.READ_WORK, assessment.agency_id) else {}, None))


def _proposed_rows(proposal: Decision | None) -> Iterable[tuple[str, str, str]]:
    for row in read(proposal.snapshot).indicators if proposal else ():
        yield f"{row.code}. {row.title}", level(row.own), level(row.final)


def _former(assessment: Assessment, decision: Decision | None) -> tuple[Former, ...]:
    if decision is None or decision.number == 1:
        return ()
    earlier = [found for found in decisions_of(assessment) if found.number < decision.number]
    return tuple(Former(found.confirmed_at, shown(Fraction(found.index)), found.predicate) for found in earlier)


def _heading(picture: Snapshot, decision: Decision | None) -> str:
    if decision is None:
        return f"{picture.agency} {picture.round}"
    end = f", {picture.predicate}" if picture.predicate else ""
    return f"{picture.agency} {picture.round}: {shown(picture.index)}{end}"


def _kpis(
    picture: Snapshot, decision: Decision | None, last: LastYear | None, rank: Rank | None
) -> tuple[tuple[str, str, str], ...]:
    former = last.score.index if last else None
    difference = None if former is None or picture.index is None else picture.index - former
    moved = "belum ada hasil tahun lalu" if difference is None or last is None else _moved(difference, last)
    words = picture.note or ("menurut nilai mandiri, belum diputuskan" if decision is None else "diputuskan")
    kpis = [
        ("Indeks", shown(picture.index), words),
        ("Dibanding tahun lalu", "—" if difference is None else signed(difference), moved),
        ("Predikat", picture.predicate or "—", "dibaca dari indeks yang tidak dibulatkan"),
        ("Cakupan", f"{picture.rated} dari {picture.of}", _cover(picture, decision is not None)),
    ]
    if rank is not None:
        note = "menurut hasil yang diumumkan" if rank.published else "dari yang sudah diputuskan"
        kpis.append(("Peringkat", f"{rank.place} dari {rank.of}", note))
    return tuple(kpis)


def _moved(difference: Fraction, last: LastYear) -> str:
    verb = "naik" if difference > 0 else "turun" if difference < 0 else "sama"
    return f"{verb} dari {shown(last.score.index)} pada {last.label}"


def _cover(picture: Snapshot, decided: bool) -> str:
    parts = []
    if decided:
        same = sum(line.own is not None and line.own == line.final for line in picture.indicators)
        parts.append(f"{same} sama dengan mandiri ({shown(picture.own_index)})")
    if picture.missing:
        parts.append(f"{len(picture.missing)} belum dinilai")
    if picture.assumed:
        parts.append(f"{len(picture.assumed)} dianggap bernilai bawaan")
    if picture.not_applicable:
        parts.append(f"{len(picture.not_applicable)} tidak berlaku")
    return ", ".join(parts) or "semua indikator bernilai"


def signed(value: Fraction) -> str:
    """A difference with its sign, two decimals: "+0,38", "−0,05", "0,00"."""
    text = shown(abs(value))
    return text if value == 0 else f"{'+' if value > 0 else '−'}{text}"


def _years(assessment: Assessment, picture: Snapshot, decision: Decision | None) -> tuple[Markup, Table]:
    rows = years_of(assessment.agency_id, assessment.round.owner_id, picture.instrument_code)
    points = [charts.Year(row.label, row.index, row.assessment == assessment.uuid) for row in rows]
    table = [(row.label, shown(row.index), row.predicate) for row in rows]
    if decision is None and picture.index is not None:
        points.append(charts.Year(picture.round, picture.index, current=True))
        table.append((f"{picture.round} (berjalan)", shown(picture.index), picture.predicate))
    svg = charts.years(points, picture.predicates, picture.low, picture.high)
    return Markup(svg), (("Periode", "Indeks", "Predikat"), table)


def _radar(picture: Snapshot, last: LastYear | None) -> tuple[Markup, Table]:
    axes, rows = [], []
    for node in picture.innermost:
        former = last.score.values.get(node.kind, {}).get(node.code) if last else None
        axes.append(charts.Axis(node.title, node.value, former))
        rows.append((node.title, shown(node.weight), shown(node.value), shown(former)))
    # Two pictures of the same: the style sheet shows the one that the screen has room for.
    svg = charts.radar(axes, picture.low, picture.high) + charts.strips(axes, picture.low, picture.high)
    return Markup(svg), (("Bagian", "Bobot (%)", "Nilai", "Tahun lalu"), rows)


def _groups(picture: Snapshot, last: LastYear | None) -> tuple[Group, ...]:
    values = {(node.kind, node.code): node.value for node in picture.nodes}
    groups: dict[tuple[tuple[str, str, str], ...], list[Line]] = {}
    for row in picture.indicators:
        former = last.ratings.get(row.code) if last else None
        before = Fraction(former.value) if former is not None and former.value is not None else None
        groups.setdefault(row.trail, []).append(
            Line(
                code=row.code,
                title=row.title,
                own=level(row.own),
                own_rank=_rank(row.own, picture),
                final=level(row.final),
                final_rank=_rank(row.final, picture),
                last=level(before),
                difference=_difference(row.own, row.final),
                finding=row.finding,
                recommendation=row.recommendation,
            )
        )
    return tuple(
        Group(
            " › ".join(dict.fromkeys(title for _, _, title in trail)) or picture.instrument_title,
            shown(values.get(trail[-1][:2]) if trail else picture.index),
            tuple(lines),
        )
        for trail, lines in groups.items()
    )


def level(value: Given) -> str:
    """A value as it was given: "3", "2,5", "tidak berlaku", "–"."""
    if isinstance(value, NotApplicable):
        return "tidak berlaku"
    return "–" if value is None else plain(Fraction(value))


def _rank(value: Given, picture: Snapshot) -> int:
    return charts.ripeness(value if isinstance(value, Fraction) else None, picture.low, picture.high)


def _difference(own: Given, final: Given) -> str:
    if not isinstance(own, Fraction) or not isinstance(final, Fraction) or own == final:
        return ""
    return f"{'+' if final > own else '−'}{plain(abs(final - own))}"


def _derivation(picture: Snapshot) -> Table:
    rows = [(t.title, shown(t.weight), _four(t.value), _four(t.contribution)) for t in picture.terms]
    total = sum((t.weight for t in picture.terms), Fraction(0))
    rows.append(("Jumlah = indeks", shown(total), "", _four(picture.index)))
    return ("Bagian", "Bobot (%)", "Nilai", "Bobot × nilai ÷ jumlah bobot"), rows


def _four(value: Fraction | None) -> str:
    return "—" if value is None else shown(value, 4)
