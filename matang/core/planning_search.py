"""The exact search behind `core.planning`: choose one option of each variable, on integers.

A dynamic program over the variables keeps, for every set of open demands, the choices so far that no other beats in
both cost and gain. A bound (the remaining options without demands, the last one in part) cuts what cannot win.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matang.core.planning_bounds import Increments

State = tuple[int, int, int]  # cost, −gain, −rank: the smaller the better, compared in this order
Open = tuple[int, ...]
May = Callable[[int, int, int], bool]


_MOST_STATES = 4_000_000


class TooEntangled(Exception):
    """The request would take longer than anybody waits (hundreds of prerequisites, efforts of many digits)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its cost and gain over the first option, and what it demands: (variable, lowest option there)."""

    cost: int
    gain: int
    demands: tuple[tuple[int, int], ...] = ()


Variables = Sequence[Sequence[Option]]


def cheapest(variables: Variables, need: int) -> list[int] | None:
    """The options (by variable) of least cost with gain ≥ `need`; None when even the last options do not gain it.

    The first option of a variable costs and gains nothing; taking every last option must meet all demands. Ties: the
    highest gain, then the lexicographically largest list of options. Raises TooEntangled.
    """
    search = _Search(variables)
    low = search.rest[0].least_cost(need)
    if low is None:
        return None
    whole = search.rest[0]
    first = bisect_left(range(len(whole.steps)), True, key=lambda n: search.closed(n)[1] >= need)
    for limit in _limits(low, search.closed(first)[0]):

        def may(at: int, cost: int, gain: int, limit: int = limit) -> bool:
            more = search.rest[at].least_cost(need - gain)
            return more is not None and cost + more <= limit

        states = search.run(may)
        if states:
            return search.options(min(states))
    raise AssertionError("the closed choice is within the last limit")


def richest(variables: Variables, budget: int) -> list[int]:
    """The options of highest gain with cost ≤ `budget` (≥ 0). Ties: least cost, then the largest list of options.

    Variables and errors as in `cheapest`.
    """
    search = _Search(variables)
    high = search.rest[0].most_gain(budget)
    beyond = bisect_left(range(1, len(search.rest[0].steps) + 1), True, key=lambda n: search.closed(n)[0] > budget)
    for limit in _limits(-high, -search.closed(beyond)[1]):

        def may(at: int, cost: int, gain: int, limit: int = limit) -> bool:
            return cost <= budget and gain + search.rest[at].most_gain(budget - cost) >= -limit

        states = search.run(may)
        if states:
            return search.options(min(states, key=lambda state: (state[1], state[0], state[2])))
    raise AssertionError("the closed choice is within the last limit")


def _limits(bound: int, known: int) -> list[int]:
    """Limits to try, from near the bound to what is known to be possible: a tight one makes the search short."""
    gap = max(known - bound, 0)
    return sorted({bound + gap // part for part in (32, 16, 8, 4, 2, 1)})


class _Search:
    """The program over one set of variables; `rest[at]` bounds what the variables from place `at` on can give."""

    def __init__(self, variables: Variables) -> None:
        self.variables = variables
        self.seen = 0
        self.bits = max((len(options) for options in variables), default=1).bit_length()
        self.neighbours = _neighbours(variables)
        self.order = _order(self.neighbours)
        plain = [[(option.cost, option.gain) for option in options] for options in variables]
        whole = Increments(plain)
        alone = [Increments([options]) for options in plain]
        self.floors = [
            [(hull.cost_before(gain), gain) for _, gain in options] for hull, options in zip(alone, plain, strict=True)
        ]
        self.rest = [whole.only(set(self.order[at:])) for at in range(len(self.order) + 1)]

    def closed(self, count: int) -> tuple[int, int]:
        """Cost and gain of the `count` most efficient increments together with all that they demand."""
        chosen = [0] * len(self.variables)
        for _, _, variable, option in self.rest[0].steps[:count]:
            chosen[variable] = max(chosen[variable], option)
        waiting = [variable for variable, option in enumerate(chosen) if option]
        while waiting:
            variable = waiting.pop()
            for other, least in self.variables[variable][chosen[variable]].demands:
                if chosen[other] < least:
                    chosen[other] = least
                    waiting.append(other)
        taken = [self.variables[variable][option] for variable, option in enumerate(chosen)]
        return sum(option.cost for option in taken), sum(option.gain for option in taken)

    def run(self, may: May) -> list[State]:
        """The unbeaten complete choices that the bound lets through, cheapest first."""
        fronts: dict[Open, list[State]] = {(0,) * len(self.variables): [(0, 0, 0)]}
        undecided = set(self.order)
        for at, variable in enumerate(self.order, 1):
            undecided.discard(variable)
            moves = self._moves(variable, fronts, undecided)
            shift = self.bits * (len(self.variables) - 1 - variable)
            grown: dict[Open, list[State]] = {}
            for front, opened, number in moves:
                self.seen += len(front)
                if self.seen > _MOST_STATES:
                    raise TooEntangled
                option = self.variables[variable][number]
                cost, gain, rank = option.cost, option.gain, number << shift
                owed, brings = self._owed(opened, undecided)
                grown.setdefault(opened, []).extend(
                    (c + cost, g - gain, r - rank) for c, g, r in front if may(at, c + cost + owed, gain - g + brings)
                )
            fronts = {opened: _unbeaten(states) for opened, states in grown.items() if states}
        return next(iter(fronts.values()), [])

    def options(self, state: State) -> list[int]:
        """The options that a state chose, by variable, read from its rank."""
        mask, last = (1 << self.bits) - 1, len(self.variables) - 1
        return [-state[2] >> self.bits * (last - variable) & mask for variable in range(last + 1)]

    def _owed(self, opened: Open, undecided: set[int]) -> tuple[int, int]:
        """Cost (at least) and gain of what is demanded of undecided variables.

        The cost is the hull's, so that the bound over the whole hull may be added to it: along a convex curve from
        zero, a gain in one piece never costs less than its two pieces taken from the start.
        """
        pairs = [self.floors[variable][opened[variable]] for variable in undecided if opened[variable]]
        return sum(cost for cost, _ in pairs), sum(gain for _, gain in pairs)

    def _moves(
        self, variable: int, fronts: dict[Open, list[State]], undecided: set[int]
    ) -> list[tuple[list[State], Open, int]]:
        """(front, open demands afterwards, option) for each option that the demands so far allow.

        The entry of an undecided variable is the lowest option demanded of it; of a decided one the highest option
        that undecided ones may still demand and that it meets; else 0. Equal entries have equal futures.
        """
        marks = self._marks(variable, undecided)
        found = []
        for opened, front in fronts.items():
            for number in range(opened[variable], len(self.variables[variable])):
                entries = self._demanded(variable, number, opened, undecided)
                if entries is None:
                    continue
                for decided, wanted in marks.items():
                    entries[decided] = max((mark for mark in wanted if mark <= entries[decided]), default=0)
                found.append((front, tuple(entries), number))
        return found

    def _demanded(self, variable: int, number: int, opened: Open, undecided: set[int]) -> list[int] | None:
        """The entries after this choice, with all that its demands demand in turn; None when one cannot be met."""
        entries = list(opened)
        entries[variable] = number
        waiting = list(self.variables[variable][number].demands)
        while waiting:
            other, least = waiting.pop()
            if entries[other] >= least:
                continue
            if other not in undecided:
                return None
            entries[other] = least
            waiting += self.variables[other][least].demands
        return entries

    def _marks(self, variable: int, undecided: set[int]) -> dict[int, set[int]]:
        """For the variable just decided and its decided neighbours: what undecided ones may still demand of them."""
        touched = {variable, *(self.neighbours[variable] - undecided)}
        marks: dict[int, set[int]] = {decided: set() for decided in touched}
        for decided in touched:
            for asking in self.neighbours[decided] & undecided:
                for option in self.variables[asking]:
                    marks[decided].update(least for other, least in option.demands if other == decided)
        return marks


def _unbeaten(states: list[State]) -> list[State]:
    states.sort()
    kept: list[State] = []
    best = 1
    for state in states:
        if state[1] < best:
            kept.append(state)
            best = state[1]
    return kept


def _neighbours(variables: Variables) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in variables]
    for variable, options in enumerate(variables):
        for option in options:
            for other, _ in option.demands:
                if other != variable:
                    found[variable].add(other)
                    found[other].add(variable)
    return found


def _order(neighbours: list[set[int]]) -> list[int]:
    """Variables with demands first, each next one such that the fewest stay open; those without demands last."""
    order: list[int] = []
    left = {variable for variable, beside in enumerate(neighbours) if beside}
    edge: set[int] = set()
    while left:
        ready = [v for v in left if v in edge] or list(left)
        chosen = min(ready, key=lambda v: (len(neighbours[v] & left - edge), len(neighbours[v]), v))
        order.append(chosen)
        left.discard(chosen)
        edge = (edge | neighbours[chosen]) & left
    return order + [variable for variable, beside in enumerate(neighbours) if not beside]
