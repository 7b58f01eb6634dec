"""What if: levels moved on paper, the exact index that follows, and the steps and effort that lead there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from matang.core.instrument import INDICATOR, Instrument
from matang.core.scoring import Given, Score, score
from matang.core.values import NA

Efforts = Mapping[str, Sequence[Fraction]]


@dataclass(frozen=True, slots=True)
class Rise:
    """One indicator raised by one level; on decimal instruments the first and the last may be part of a level."""

    code: str
    start: Fraction
    end: Fraction
    effort: Fraction


@dataclass(frozen=True)
class Basis:
    """Where a simulation starts: the levels now. `lowest` are unrated ones that the person chose to take as standing
    on the lowest level of their scale; without that choice they stay unrated and out of the index."""

    instrument: Instrument
    values: Mapping[str, Given]
    lowest: tuple[str, ...] = ()

    def start(self, code: str) -> Fraction | None:
        """The level that an indicator stands on; None when it is unrated or does not apply."""
        value = self.values.get(code)
        if value is None and code in self.instrument.external:
            return self.instrument.external_default
        return None if value is None or value is NA else Fraction(value)

    def applies(self, code: str) -> bool:
        """Whether the indicator applies to the agency."""
        return self.values.get(code) is not NA


@dataclass(frozen=True)
class Simulation:
    """`now` and `then`: the score before and after; `rises` and their total `effort`, in the instrument's order."""

    basis: Basis
    now: Score
    then: Score
    rises: tuple[Rise, ...]
    effort: Fraction


def basis_of(instrument: Instrument, values: Mapping[str, Given], *, lowest: bool = False) -> Basis:
    """The levels to start from; `lowest` takes what is unrated as standing on its lowest level."""
    missing = score(instrument, values).coverage.missing if lowest else ()
    assumed = {code: instrument.levels(code)[0].value for code in missing}
    return Basis(instrument, {**values, **assumed}, tuple(assumed))


def simulate(basis: Basis, aims: Mapping[str, Fraction], efforts: Efforts) -> Simulation:
    """Put the aimed levels in the place of those now. An unrated indicator with an aim enters the index, without a
    step: from where it would rise is unknown."""
    instrument = basis.instrument
    found: list[Rise] = []
    for code in instrument.codes:
        start, end = basis.start(code), aims.get(code)
        if start is not None and end is not None:
            found += rises(instrument, code, start, end, efforts.get(code, ()))
    then = score(instrument, {**basis.values, **aims})
    effort = sum((rise.effort for rise in found), Fraction(0))
    return Simulation(basis, score(instrument, basis.values), then, tuple(found), effort)


def rises(
    instrument: Instrument, code: str, start: Fraction, end: Fraction, efforts: Sequence[Fraction] = ()
) -> list[Rise]:
    """The steps from a level up to another, one a level of the scale; none when it is not higher.

    `efforts` is what reaching each level above the lowest costs (1 each when empty); part of a level costs as much as
    the whole, since its work is the same.
    """
    levels = [level.value for level in instrument.levels(code)[1:]]
    costs = efforts or [Fraction(1)] * len(levels)
    found, at = [], start
    for level, cost in zip(levels, costs, strict=True):
        upper = min(level, end)
        if upper > at:
            found.append(Rise(code, at, upper, cost))
            at = upper
    return found


def gain(result: Score, code: str, start: Fraction, end: Fraction) -> Fraction | None:
    """What moving an indicator from `start` to `end` does to the index, all else equal; None when it does not count."""
    weight = result.weights[INDICATOR][code]
    return weight * (end - start) / result.coverage.weight if weight else None
