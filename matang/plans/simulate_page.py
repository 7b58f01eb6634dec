"""The page of the simulation: all indicators with their levels now and aimed at, the figures, the search."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from markupsafe import Markup

from matang.assessments.models import Assessment
from matang.core import charts
from matang.core.documents import number_text
from matang.core.figures import distance, plain, shown, shown_with_reason
from matang.core.instrument import Capability, Instrument, Level, Node
from matang.core.scoring import Score
from matang.people.actor import Actor
from matang.people.rules import Right
from matang.plans.forms import Asked
from matang.plans.queries import plans_of
from matang.plans.searching import Change, Found, Work, search, signed
from matang.plans.simulation import gain

State = Assessment.State


@dataclass(frozen=True)
class Choice:
    """One level as a radio. `text` goes with the form, `shown` stands on the page, `rank` is its colour 0–5."""

    text: str
    shown: str
    name: str
    rank: int
    value: Fraction


Choices = dict[str, tuple[Choice, ...]]


@dataclass(frozen=True)
class Row:
    """One indicator. `now` is "" when unrated; `choices` are empty on decimal scales, where a number is typed."""

    code: str
    title: str
    now: str
    note: str
    choices: tuple[Choice, ...]
    at: int
    was: int
    typed: str
    gain: str
    applies: bool
    must: bool
    never: bool
    error: str


@dataclass(frozen=True)
class Group:
    """The indicators below one part of the instrument, with its value now."""

    title: str
    value: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Figures:
    """What moves with every choice."""

    now: str
    now_predicate: str
    then: str
    then_why: str
    then_predicate: str
    difference: str
    distance: str
    effort: str
    ring: Markup
    changes: tuple[Change, ...]
    steps: int
    missing: tuple[str, ...]
    lowest: tuple[str, ...]
    external: tuple[str, ...]
    query: str
    gains: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SimulatePage:
    """The page. `efforts` has for each indicator the fields of the levels that are still ahead."""

    assessment: Assessment
    groups: tuple[Group, ...]
    figures: Figures
    found: Found | None
    efforts: tuple[tuple[str, str, tuple[tuple[str, str, str, str], ...]], ...]
    grades: tuple[tuple[str, str], ...]
    asked: Asked
    effort_errors: bool
    whole: bool
    may_plan: bool
    plans: tuple[tuple[str, str, str], ...]
    several: bool
    basis_words: str


def simulate_page(actor: Actor, work: Work) -> SimulatePage:
    """Build the whole page. One statement."""
    instrument, asked, now = work.instrument, work.asked, work.simulation.now
    index, choices = now.index, _choices(instrument)
    higher = [grade for grade in instrument.predicates if index is None or grade.min > index]
    return SimulatePage(
        assessment=work.assessment,
        groups=tuple(_groups(work, choices)),
        figures=figures(work),
        found=search(work) if asked.search and not asked.errors else None,
        efforts=tuple(_efforts(work, choices)),
        grades=tuple((number_text(grade.min), f"{grade.name} ({plain(grade.min)})") for grade in reversed(higher)),
        asked=asked,
        effort_errors=any(name.startswith("u-") for name in asked.errors),
        whole=instrument.values == "whole",
        may_plan=actor.may(Right.PLAN, work.assessment.agency_id),
        plans=_plans(work.assessment),
        several=len(actor.reach) > 1,
        basis_words="nilai akhir" if work.assessment.state == State.DECIDED else "penilaian mandiri",
    )


def figures(work: Work) -> Figures:
    """The part that htmx exchanges. No statement."""
    now, then, basis = work.simulation.now, work.simulation.then, work.simulation.basis
    seen, instrument = shown_with_reason(then.index, work.instrument), work.instrument
    low, high = instrument.scale[0].value, instrument.scale[-1].value
    ring = charts.ring(then.index, low, high, seen.figure, then.predicate or "", target=work.asked.target)
    difference = None if now.index is None or then.index is None else then.index - now.index
    return Figures(
        now=str(shown_with_reason(now.index, instrument)),
        now_predicate=now.predicate or "",
        then=seen.figure,
        then_why=seen.reason or "",
        then_predicate=then.predicate or "",
        difference=signed(difference) if difference else "",
        distance=distance(then.index, then.instrument),
        effort=plain(work.simulation.effort),
        ring=Markup(ring),
        changes=tuple(_changes(work)),
        steps=len(work.simulation.rises),
        missing=now.coverage.missing,
        lowest=basis.lowest,
        external=now.coverage.assumed,
        query=work.asked.query(),
        gains=tuple((code, _gain(work, code)) for code in instrument.codes) if now.coverage.missing else (),
    )


def _changes(work: Work) -> list[Change]:
    """The indicators that were moved, as one line each."""
    basis, then = work.simulation.basis, work.simulation.then
    found = []
    for code in work.instrument.codes:
        aim, start = work.asked.aims.get(code), basis.start(code)
        if aim is None or aim == start:
            continue
        effort = sum((rise.effort for rise in work.simulation.rises if rise.code == code), Fraction(0))
        title = work.instrument.indicator(code).title
        if start is None:
            found.append(Change(code, title, f"belum bernilai → {plain(aim)}", "–", "–"))
        else:
            moved = gain(then, code, start, aim) or Fraction(0)
            words = plain(effort) if aim > start else "–"
            found.append(Change(code, title, f"{plain(start)} → {plain(aim)}", words, signed(moved)))
    return found


def _groups(work: Work, choices: Choices) -> list[Group]:
    instrument, now = work.instrument, work.simulation.now
    groups: dict[str, tuple[tuple[Node, ...], list[Row]]] = {}
    for code in instrument.codes:
        trail = instrument.trail(code)
        key = "\0".join(node.code for node in trail)
        groups.setdefault(key, (trail, []))[1].append(_row(work, code, choices[code]))
    return [Group(_group_title(trail, now), _group_value(trail, now), tuple(rows)) for trail, rows in groups.values()]


def _group_title(trail: tuple[Node, ...], now: Score) -> str:
    return " › ".join(dict.fromkeys(node.title for node in trail)) or now.instrument.title


def _group_value(trail: tuple[Node, ...], now: Score) -> str:
    return shown(now.values[trail[-1].kind][trail[-1].code] if trail else now.index)


def _row(work: Work, code: str, choices: tuple[Choice, ...]) -> Row:
    basis, asked, instrument = work.simulation.basis, work.asked, work.instrument
    start = basis.start(code)
    aim = asked.aims.get(code, start)
    applies = basis.applies(code)
    if instrument.values != "whole" or not applies:
        choices = ()
    name = f"t-{code}"
    written = asked.typed.get(name, "") if name in asked.errors else "" if aim is None else plain(aim)
    return Row(
        code=code,
        title=instrument.indicator(code).title,
        now="" if start is None else plain(start),
        note=_note(work, code),
        choices=choices,
        at=_place(choices, aim),
        was=_place(choices, start),
        typed=written,
        gain=_gain(work, code),
        applies=applies,
        must=code in asked.must,
        never=code in asked.never,
        error=asked.errors.get(name, ""),
    )


def _note(work: Work, code: str) -> str:
    if not work.simulation.basis.applies(code):
        return "tidak berlaku"
    if code in work.simulation.basis.lowest or code in work.simulation.now.coverage.assumed:
        return "dianggap"
    return "belum bernilai" if code in work.simulation.now.coverage.missing else ""


def _choices(instrument: Instrument) -> Choices:
    """The radios of every indicator; indicators of one scale and capability share theirs."""
    made: dict[tuple[int, Capability | None], tuple[Choice, ...]] = {}
    found = {}
    for code in instrument.codes:
        levels, capability = instrument.levels(code), instrument.capability(code)
        key = (id(levels), capability)
        if key not in made:
            made[key] = _scale(levels, capability)
        found[code] = made[key]
    return found


def _scale(levels: tuple[Level, ...], capability: Capability | None) -> tuple[Choice, ...]:
    """The levels of a scale as radios; the colours are spread over any length of scale, 0 is paper."""
    zero, last = levels[0].value == 0, max(len(levels) - 1, 1)
    return tuple(
        Choice(
            number_text(level.value),
            plain(level.value),
            level.label(capability),
            round(at * 5 / last) if zero else round(at * 4 / last) + 1,
            level.value,
        )
        for at, level in enumerate(levels)
    )


def _place(choices: tuple[Choice, ...], value: Fraction | None) -> int:
    """Which choice a level is; -1 for none."""
    return next((at for at, choice in enumerate(choices) if choice.value == value), -1)


def _gain(work: Work, code: str) -> str:
    """What one more level than now would bring, given what is rated in the simulation."""
    basis = work.simulation.basis
    start = basis.start(code)
    if start is None:
        return ""
    higher = next((level.value for level in work.instrument.levels(code) if level.value > start), None)
    if higher is None:
        return "sudah tertinggi"
    moved = gain(work.simulation.then, code, start, higher)
    return "" if moved is None else signed(moved)


def _efforts(work: Work, choices: Choices) -> list[tuple[str, str, tuple[tuple[str, str, str, str], ...]]]:
    typed, errors = work.asked.typed, work.asked.errors
    found = []
    for code in work.instrument.codes:
        start = work.simulation.basis.start(code)
        above = [choice for choice in choices[code] if start is not None and choice.value > start]
        named = [(choice.shown, f"u-{code}-{choice.text}") for choice in above]
        if named:
            boxes = tuple((level, name, typed.get(name, "1"), errors.get(name, "")) for level, name in named)
            found.append((code, work.instrument.indicator(code).title, boxes))
    return found


def _plans(assessment: Assessment) -> tuple[tuple[str, str, str], ...]:
    """The assessment's plans: address, title, state. One statement."""
    plans = plans_of([assessment])[assessment.pk]
    return tuple((reverse("plans:plan", args=[plan.uuid]), plan.title, plan.get_state_display()) for plan in plans)
