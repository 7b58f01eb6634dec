"""What the list of plans and the page of one plan show."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from matang.assessments.models import Assessment
from matang.assessments.naming import round_names
from matang.assessments.queries import instrument_for
from matang.core.charts import ripeness
from matang.core.figures import distance, plain, shown
from matang.core.instrument import Instrument
from matang.core.scoring import Given, Score
from matang.core.values import NA
from matang.core.words import date, month
from matang.people.actor import Actor
from matang.people.models import Person
from matang.people.queries import members_of
from matang.people.rules import TEAM, Right
from matang.plans import queries
from matang.plans.actions import may_complete, may_set, rises_of
from matang.plans.forms import StepInput
from matang.plans.models import Plan, Step
from matang.plans.searching import signed
from matang.plans.simulation import basis_of, gain, simulate
from matang.plans.timeline import Bar, timeline

A_PAGE = 50


@dataclass(frozen=True)
class PlanRow:
    """A plan in a list."""

    href: str
    title: str
    state: str
    approved: bool
    progress: str


@dataclass(frozen=True)
class ListRow:
    """An assessment with its plans, the one that counts first."""

    href: str
    agency: str
    period: str
    index: str
    predicate: str
    rated: str
    plans: tuple[PlanRow, ...]


@dataclass(frozen=True)
class ListPage:
    """The room's first page. `only` is set when there is nothing to choose from."""

    only: UUID | None
    rows: tuple[ListRow, ...]
    page: Page[Assessment]
    text: str
    query: str


def list_page(actor: Actor, get: Mapping[str, Any]) -> ListPage:
    """Build it; three statements."""
    text = get.get("cari", "").strip()[:80]
    page = Paginator(queries.assessments_for(actor, text), A_PAGE).get_page(get.get("halaman", 1))
    found = list(page.object_list)
    plans = queries.plans_of(found)
    names = round_names(assessment.round for assessment in found)
    return ListPage(
        only=found[0].uuid if len(found) == 1 and not text else None,
        rows=tuple(_list_row(one, names[one.round_id], plans[one.pk]) for one in found),
        page=page,
        text=text,
        query=urlencode({"cari": text}) if text else "",
    )


def _list_row(assessment: Assessment, period: str, plans: list[Plan]) -> ListRow:
    instrument = instrument_for(assessment).instrument
    index = None if assessment.running_index is None else Fraction(assessment.running_index)
    total = len(instrument.codes)
    return ListRow(
        href=reverse("plans:simulate", args=[assessment.uuid]),
        agency=assessment.agency.name,
        period=period,
        index=shown(index),
        predicate=instrument.predicate(index) or "",
        rated="" if assessment.rated >= total else f"{assessment.rated} dari {total} terisi",
        plans=tuple(_plan_row(plan) for plan in plans),
    )


def _plan_row(plan: Any) -> PlanRow:
    return PlanRow(
        href=reverse("plans:plan", args=[plan.uuid]),
        title=plan.title,
        state=plan.get_state_display().lower(),
        approved=plan.state == Plan.State.APPROVED,
        progress=f"{plan.steps_done} dari {plan.steps_all} langkah selesai",
    )


@dataclass(frozen=True)
class StepRow:
    """One step. `reached`: the assessment's level is there already; `owner_uuid` and `due_text` are for the form."""

    uuid: UUID
    code: str
    title: str
    href: str
    levels: str
    effort: str
    gain: str
    owner: str
    owner_uuid: str
    due: str
    due_text: str
    late: bool
    done: bool
    done_on: str
    reached: bool
    level_now: str
    may_complete: bool
    error: str = ""


@dataclass(frozen=True)
class PlanPage:
    """The page of one plan."""

    plan: Plan
    rows: tuple[StepRow, ...]
    figures: tuple[tuple[str, str, str], ...]
    chart: Markup
    undated: int
    team: tuple[Person, ...]
    team_ids: frozenset[str]
    may_set: bool
    may_approve: bool
    may_drop: bool
    approved: bool
    open_form: bool


def plan_page(
    actor: Actor, uuid: UUID, typed: Mapping[str, StepInput] | None = None, errors: Mapping[str, str] | None = None
) -> PlanPage:
    """Build it; four statements. `typed` and `errors` (by the step's uuid) show a refused form as it was sent."""
    plan = queries.plan_of(actor, uuid)
    steps = queries.steps_of(plan)
    values = queries.levels_now(plan.assessment)
    instrument = instrument_for(plan.assessment).instrument
    now, planned = _scores(instrument, values, steps)
    today = timezone.localdate(timezone=ZoneInfo(plan.agency.time_zone))
    shown_rows = [_step_row(actor, plan, step, values, planned, today) for step in steps]
    rows = tuple(
        _as_typed(row, (typed or {}).get(str(row.uuid)), (errors or {}).get(str(row.uuid), "")) for row in shown_rows
    )
    setting = may_set(actor, plan)
    team = _team(actor, plan.agency_id) if setting else ()
    draft = plan.state == Plan.State.DRAFT
    return PlanPage(
        plan=plan,
        rows=rows,
        figures=_figures(plan, now, planned, steps, rows),
        chart=_chart(plan, steps, instrument, today),
        undated=sum(step.due_on is None for step in steps),
        team=team,
        team_ids=frozenset(str(person.uuid) for person in team),
        may_set=setting,
        may_approve=draft and actor.may(Right.APPROVE_PLAN, plan.agency_id),
        may_drop=draft and actor.may(Right.PLAN, plan.agency_id),
        approved=not draft,
        open_form=bool(errors) or all(step.owner is None for step in steps),
    )


def _scores(instrument: Instrument, values: Mapping[str, Given], steps: list[Step]) -> tuple[Score, Score]:
    """The score now and with all steps taken; an indicator that stands higher already keeps its level."""
    aims: dict[str, Fraction] = {}
    for rise in rises_of(steps):
        aims[rise.code] = max(rise.end, aims.get(rise.code, rise.end))
    for code, value in values.items():
        if code in aims and value is NA:
            del aims[code]
        elif code in aims and value is not None and value is not NA:
            aims[code] = max(aims[code], Fraction(value))
    result = simulate(basis_of(instrument, values), aims, {})
    return result.now, result.then


def _step_row(
    actor: Actor, plan: Plan, step: Step, values: Mapping[str, Given], planned: Score, today: datetime.date
) -> StepRow:
    start, end = Fraction(step.from_value), Fraction(step.to_value)
    value = values.get(step.indicator)
    level = None if value is None or value is NA else Fraction(value)
    moved = gain(planned, step.indicator, start, end)
    return StepRow(
        uuid=step.uuid,
        code=step.indicator,
        title=planned.instrument.indicator(step.indicator).title,
        href=reverse("web:indicator", args=[plan.assessment.uuid, step.indicator]),
        levels=f"{plain(start)} → {plain(end)}",
        effort=plain(Fraction(step.effort)),
        gain="–" if moved is None else signed(moved),
        owner=step.owner.name if step.owner else "",
        owner_uuid=str(step.owner.uuid) if step.owner else "",
        due=date(step.due_on) if step.due_on else "",
        due_text=step.due_on.isoformat() if step.due_on else "",
        late=step.due_on is not None and step.due_on < today and step.done_at is None,
        done=step.done_at is not None,
        done_on=date(step.done_at.astimezone(ZoneInfo(plan.agency.time_zone)).date()) if step.done_at else "",
        reached=level is not None and level >= end,
        level_now="tidak berlaku" if value is NA else "belum bernilai" if level is None else plain(level),
        may_complete=may_complete(actor, step),
    )


def _as_typed(row: StepRow, typed: StepInput | None, error: str) -> StepRow:
    if typed is None:
        return row
    kept = {name: getattr(row, name) for name in StepRow.__dataclass_fields__}
    return StepRow(**{**kept, "owner_uuid": typed.owner, "due_text": typed.due, "error": error})


def _figures(
    plan: Plan, now: Score, planned: Score, steps: list[Step], rows: tuple[StepRow, ...]
) -> tuple[tuple[str, str, str], ...]:
    done, reached = sum(row.done for row in rows), sum(row.reached for row in rows)
    effort = sum((Fraction(step.effort) for step in steps), Fraction(0))
    worked = sum((Fraction(step.effort) for step in steps if step.done_at is not None), Fraction(0))
    aimed = "" if plan.target is None else f"tujuan {plain(Fraction(plan.target))}"
    notes = " · ".join(filter(None, (planned.predicate, distance(planned.index, planned.instrument), aimed)))
    return (
        ("Indeks sekarang", shown(now.index), now.predicate or ""),
        ("Bila semua langkah tercapai", shown(planned.index), notes),
        ("Langkah selesai", f"{done} dari {len(rows)}", f"{reached} sudah tampak pada penilaian"),
        ("Usaha", plain(effort), f"{plain(worked)} sudah dikerjakan"),
    )


def _chart(plan: Plan, steps: list[Step], instrument: Instrument, today: datetime.date) -> Markup:
    """The timeline; "" while no step has a date. A step begins when the one before it on the same indicator is due."""
    begins: dict[str, datetime.date] = {}
    made = plan.made_at.astimezone(ZoneInfo(plan.agency.time_zone)).date()
    bars = []
    for step in steps:
        if step.due_on is None:
            continue
        start = min(begins.get(step.indicator, made), step.due_on)
        begins[step.indicator] = step.due_on
        levels = instrument.levels(step.indicator)
        end = Fraction(step.to_value)
        words = f"{step.indicator} · {plain(Fraction(step.from_value))} → {plain(end)} · "
        words += (
            f"{step.due_on.day} {month(step.due_on.month)[:3]} · {step.owner.name if step.owner else 'belum dibagi'}"
        )
        rank = ripeness(end, levels[0].value, levels[-1].value)
        bars.append(Bar(words, start, step.due_on, rank, step.done_at is not None))
    return Markup(timeline(bars, today, plan.assessment.round.closes_on)) if bars else Markup("")


def _team(actor: Actor, agency_id: int) -> tuple[Person, ...]:
    """Who may take a step: the agency's team, each once. One statement."""
    members = members_of(actor, agency_id, timezone.localdate())
    return tuple({m.person_id: m.person for m in members if m.role in TEAM}.values())
