"""The least effort that reaches a target, or the most that a budget reaches: exact, with prerequisites.

Optimal means: for a target, the least total effort; ties by the highest index, then by the lowest codes. For a budget,
the highest index; ties by the least effort, then the lowest codes. "Lowest codes": the final levels, listed in the
instrument's order, are the lexicographically largest among all equally good plans, so that effort goes to the earliest
indicators. The same request always gives the same plan.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, lcm

from matang.core.figures import plain
from matang.core.instrument import Instrument
from matang.core.planning_search import Option, TooEntangled, cheapest, richest
from matang.core.scoring import Given, effective_weights, score
from matang.core.values import NA


class PlanRefused(ValueError):
    """A request that makes no sense; the message is one Indonesian sentence."""


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """Raising `code` to `level` or above needs `needs_code` at `needs_level` or above in the same plan's end.

    An indicator that is not raised keeps its level whatever the rule says; a needed one that does not apply is no
    hindrance.
    """

    code: str
    level: Fraction
    needs_code: str
    needs_level: Fraction


@dataclass(frozen=True)
class Request:
    """What is asked: a `target` index or a `budget` of effort (exactly one).

    `levels` holds every indicator (external ones may be left out). `effort[code]` lists the effort to reach each level
    of the indicator's scale above the lowest (1 each by default). `must` gives least final levels, `never` the
    indicators that stay as they are.
    """

    levels: Mapping[str, Given]
    target: Fraction | None = None
    budget: Fraction | None = None
    effort: Mapping[str, Sequence[Fraction]] = field(default_factory=dict)
    requires: Sequence[Prerequisite] = ()
    must: Mapping[str, Fraction] = field(default_factory=dict)
    never: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One level of one indicator: from 1.26 to 2 is one. `gain` is what it adds to the index."""

    code: str
    start: Fraction
    end: Fraction
    effort: Fraction
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Plan:
    """The optimal plan. Steps stand in an order in which prerequisites come first.

    Not `reachable`: no steps, and `end` is the best index that can be reached (for a budget that `must` exceeds, the
    index as it is).
    """

    reachable: bool
    start: Fraction
    end: Fraction
    effort: Fraction
    steps: tuple[Step, ...]


def find_plan(instrument: Instrument, request: Request) -> Plan:
    """The optimal plan. Raises PlanRefused, and ScoringRefused for values that cannot be scored."""
    now = score(instrument, request.levels)
    _check(instrument, request, now.coverage.missing)
    if now.index is None:
        raise PlanRefused("Tidak ada indikator yang berlaku, sehingga tidak ada yang dapat direncanakan.")
    try:
        return _Task(instrument, request, now.index).solve()
    except TooEntangled as error:
        raise PlanRefused(
            "Permintaan ini terlalu rumit untuk dihitung dengan pasti; kurangi syaratnya atau bulatkan angka usahanya."
        ) from error


def _check(instrument: Instrument, request: Request, missing: Sequence[str]) -> None:
    if (request.target is None) == (request.budget is None):
        raise PlanRefused("Sebutkan satu saja: indeks tujuan (target) atau batas usaha (budget).")
    if request.budget is not None and request.budget < 0:
        raise PlanRefused("Batas usaha (budget) tidak boleh kurang dari nol.")
    if missing:
        raise PlanRefused(f"Indikator {missing[0]} belum bernilai; rencana memerlukan nilai semua indikator.")
    for code, efforts in request.effort.items():
        _known(instrument, code, "effort")
        wanted = len(instrument.levels(code)) - 1
        if len(efforts) != wanted or any(effort < 0 for effort in efforts):
            raise PlanRefused(f"effort, kode {code}: harus berisi {wanted} angka nol atau lebih, satu tiap kenaikan.")
    for code, level in request.must.items():
        _on_scale(instrument, code, level, "must")
    for code in request.never:
        _known(instrument, code, "never")
    for rule in request.requires:
        _on_scale(instrument, rule.code, rule.level, "requires")
        _on_scale(instrument, rule.needs_code, rule.needs_level, "requires")


def _known(instrument: Instrument, code: str, where: str) -> None:
    if code not in instrument.position:
        raise PlanRefused(f'{where}: kode "{code}" tidak ada pada instrumen {instrument.code}.')


def _on_scale(instrument: Instrument, code: str, level: Fraction, where: str) -> None:
    _known(instrument, code, where)
    levels = instrument.levels(code)
    inside = levels[0].value <= level <= levels[-1].value
    if not inside or (instrument.values == "whole" and all(level != step.value for step in levels)):
        raise PlanRefused(f"{where}, kode {code}: tingkat {plain(level)} tidak ada pada skala.")


class _Task:
    """One request turned into options on integers, and the answer turned back."""

    def __init__(self, instrument: Instrument, request: Request, index: Fraction) -> None:
        self.instrument, self.request, self.index = instrument, request, index
        away = {code for code, value in request.levels.items() if value is NA}
        weights, _ = effective_weights(instrument, away)
        total = sum(weights)
        self.share = {code: Fraction(weight, total) for code, weight in zip(instrument.codes, weights, strict=True)}
        self.codes = [code for code in instrument.codes if code not in away]
        self.start = {code: self._value(code) for code in self.codes}
        self.rules: dict[str, list[Prerequisite]] = {code: [] for code in self.codes}
        for rule in request.requires:
            if rule.code in self.start and rule.needs_code in self.start:
                self.rules[rule.code].append(rule)
        self.ends = self._possible()
        self.floors = self._floors()

    def solve(self) -> Plan:
        paid = sum((self._effort(code, level) for code, level in self.floors.items()), Fraction(0))
        request = self.request
        reached = request.target is not None and self.index >= request.target
        if reached and self.floors == self.start:
            return Plan(True, self.index, self.index, Fraction(0), ())
        if request.budget is not None and paid > request.budget:
            return Plan(False, self.index, self.index, Fraction(0), ())
        choices = {code: [end for end in self.ends[code] if end >= self.floors[code]] for code in self.codes}
        found = self._search(choices, paid)
        if found is None:
            best = self._index({code: ends[-1] for code, ends in choices.items()})
            return Plan(False, self.index, best, Fraction(0), ())
        final = {code: choices[code][number] for code, number in zip(self.codes, found, strict=True)}
        steps = self._steps(final)
        return Plan(True, self.index, self._index(final), sum((step.effort for step in steps), Fraction(0)), steps)

    def _search(self, choices: dict[str, list[Fraction]], paid: Fraction) -> list[int] | None:
        efforts = {code: [self._effort(code, end) for end in ends] for code, ends in choices.items()}
        gains = {code: [self.share[code] * end for end in ends] for code, ends in choices.items()}
        cost_unit = lcm(*(effort.denominator for row in efforts.values() for effort in row))
        gain_unit = lcm(*(gain.denominator for row in gains.values() for gain in row))
        variables = [
            [
                Option(
                    int((efforts[code][n] - efforts[code][0]) * cost_unit),
                    int((gains[code][n] - gains[code][0]) * gain_unit),
                    self._demands(code, end, choices),
                )
                for n, end in enumerate(choices[code])
            ]
            for code in self.codes
        ]
        if self.request.target is not None:
            return cheapest(variables, ceil((self.request.target - self._index(self.floors)) * gain_unit))
        assert self.request.budget is not None
        return richest(variables, floor((self.request.budget - paid) * cost_unit))

    def _demands(self, code: str, end: Fraction, choices: dict[str, list[Fraction]]) -> tuple[tuple[int, int], ...]:
        found: dict[int, int] = {}
        for rule in self._active(code, end):
            other = self.codes.index(rule.needs_code)
            ends = choices[rule.needs_code]
            least = next(n for n, level in enumerate(ends) if level >= rule.needs_level)
            if least:
                found[other] = max(found.get(other, 0), least)
        return tuple(found.items())

    def _active(self, code: str, end: Fraction) -> list[Prerequisite]:
        """The rules that hold when an indicator is raised to `end`; none when it stays where it is."""
        if end <= self.start[code]:
            return []
        return [rule for rule in self.rules[code] if rule.level <= end]

    def _value(self, code: str) -> Fraction:
        value = self.request.levels.get(code)
        if value is None or value is NA:
            value = self.instrument.external_default or 0
        return Fraction(value)

    def _possible(self) -> dict[str, list[Fraction]]:
        """Each indicator's possible final levels, lowest first, the present one included.

        A level goes out when a prerequisite of it cannot be met even by the highest possible level of the other.
        """
        ends = {
            code: [self.start[code]]
            + [
                level.value
                for level in self.instrument.levels(code)
                if level.value > self.start[code] and code not in self.request.never
            ]
            for code in self.codes
        }
        changed = True
        while changed:
            changed = False
            for code in self.codes:
                kept = [end for end in ends[code] if self._can(code, end, ends)]
                changed = changed or kept != ends[code]
                ends[code] = kept
        return ends

    def _can(self, code: str, end: Fraction, ends: dict[str, list[Fraction]]) -> bool:
        return all(
            (end if rule.needs_code == code else ends[rule.needs_code][-1]) >= rule.needs_level
            for rule in self._active(code, end)
        )

    def _floors(self) -> dict[str, Fraction]:
        """The least final levels: what `must` asks and all that this needs."""
        floors = dict(self.start)
        waiting = [(code, level) for code, level in self.request.must.items()]
        while waiting:
            code, level = waiting.pop()
            if code not in floors:
                raise PlanRefused(f"must, kode {code}: indikator ini tidak berlaku.")
            if level <= floors[code]:
                continue
            end = next((end for end in self.ends[code] if end >= level), None)
            if end is None:
                raise PlanRefused(f"must, kode {code}: tingkat {plain(level)} tidak dapat dicapai menurut syaratnya.")
            floors[code] = end
            waiting += [(rule.needs_code, rule.needs_level) for rule in self._active(code, end)]
        return floors

    def _path(self, code: str, end: Fraction) -> list[tuple[Fraction, Fraction]]:
        """(level, effort) of each step from the present value up to `end`."""
        levels = self.instrument.levels(code)[1:]
        efforts = self.request.effort.get(code) or [Fraction(1)] * len(levels)
        return [
            (level.value, effort)
            for level, effort in zip(levels, efforts, strict=True)
            if self.start[code] < level.value <= end
        ]

    def _effort(self, code: str, end: Fraction) -> Fraction:
        return sum((effort for _, effort in self._path(code, end)), Fraction(0))

    def _index(self, final: Mapping[str, Fraction]) -> Fraction:
        return sum((self.share[code] * level for code, level in final.items()), Fraction(0))

    def _steps(self, final: dict[str, Fraction]) -> tuple[Step, ...]:
        """The rows, in the instrument's order but prerequisites first (in a ring of them, the first one)."""
        waiting = {code: self._path(code, end) for code, end in final.items()}
        now = dict(self.start)
        rows = []
        while any(waiting.values()):
            open_codes = [code for code in self.codes if waiting[code]]
            ready = (code for code in open_codes if self._ready(code, waiting[code][0][0], now))
            code = next(ready, open_codes[0])
            level, effort = waiting[code].pop(0)
            rows.append(Step(code, now[code], level, effort, self.share[code] * (level - now[code])))
            now[code] = level
        return tuple(rows)

    def _ready(self, code: str, level: Fraction, now: Mapping[str, Fraction]) -> bool:
        return all(now[rule.needs_code] >= rule.needs_level for rule in self._active(code, level))
