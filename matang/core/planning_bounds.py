"""Bounds for the search of `core.planning_search`: what remaining options give when the last is taken in part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

Step = tuple[int, int, int, int]  # cost, gain, variable, option that it leads to


class Increments:
    """The steps along each variable's upper hull, most gain for the cost first, with running sums."""

    def __init__(self, variables: Sequence[Sequence[tuple[int, int]]]) -> None:
        """`variables` lists each variable's options as (cost, gain), the first one (0, 0)."""
        steps = [step for variable, options in enumerate(variables) for step in _hull(variable, options)]
        self._set(sorted(steps, key=_efficiency))

    def _set(self, steps: list[Step]) -> None:
        self.steps = steps
        self.costs = list(accumulate((step[0] for step in steps), initial=0))
        self.gains = list(accumulate((step[1] for step in steps), initial=0))

    def only(self, kept: Collection[int]) -> Increments:
        """The same with the steps of some variables only."""
        less = Increments(())
        less._set([step for step in self.steps if step[2] in kept])
        return less

    def least_cost(self, need: int) -> int | None:
        """A lower bound of the cost of gaining `need`; None when all together do not gain it."""
        if need <= 0:
            return 0
        at = bisect_left(self.gains, need)
        if at == len(self.gains):
            return None
        cost, gain, _, _ = self.steps[at - 1]
        return self.costs[at - 1] - (-(need - self.gains[at - 1]) * cost // gain)

    def cost_before(self, gain: int) -> int:
        """The cost of gaining `gain` in parts, rounded down (so that it may be added to another bound)."""
        at = bisect_left(self.gains, gain)
        if at == 0:
            return 0
        cost, step, _, _ = self.steps[at - 1]
        return self.costs[at - 1] + (gain - self.gains[at - 1]) * cost // step

    def most_gain(self, budget: int) -> int:
        """An upper bound of the gain at a cost of at most `budget`."""
        at = bisect_right(self.costs, budget) - 1
        if at == len(self.steps):
            return self.gains[-1]
        cost, gain, _, _ = self.steps[at]
        return self.gains[at] + (budget - self.costs[at]) * gain // cost


def _efficiency(step: Step) -> tuple[Fraction, int, int]:
    return Fraction(step[0], step[1]), step[2], step[3]


def _hull(variable: int, options: Sequence[tuple[int, int]]) -> list[Step]:
    """The upper hull of a variable's options as steps of falling efficiency (gains rise, costs never fall)."""
    corners: list[tuple[int, int, int]] = [(0, 0, 0)]
    for number, (cost, gain) in enumerate(options[1:], 1):
        while len(corners) > 1 and _below(corners[-2], corners[-1], (cost, gain, number)):
            corners.pop()
        corners.append((cost, gain, number))
    return [(high[0] - low[0], high[1] - low[1], variable, high[2]) for low, high in pairwise(corners)]


def _below(a: tuple[int, int, int], b: tuple[int, int, int], c: tuple[int, int, int]) -> bool:
    """Whether b lies on or under the line from a to c (its way is no better than the straight one)."""
    return (b[1] - a[1]) * (c[0] - a[0]) <= (c[1] - a[1]) * (b[0] - a[0])
