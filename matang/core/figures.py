"""How exact figures are shown. Rounding happens here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matang.core.instrument import Instrument


def figure12(value: Fraction) -> str:
    """The value truncated to 12 decimal places, without trailing zeros, with a point.

    Truncated, not rounded: a rounded tail would make false ties ("3.5" for an index just below 3.5).
    """
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value.numerator) * 10**12 // value.denominator, 10**12)
    tail = f"{rest:012d}".rstrip("0")
    return f"{sign}{whole}.{tail}" if tail else f"{sign}{whole}"


def shown(value: Fraction | None, places: int = 2) -> str:
    """For people: rounded half up to two places, comma as the decimal sign; "—" without a value."""
    if value is None:
        return "—"
    scaled = abs(value) * 10**places
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return _comma(rounded, places, negative=value < 0 and rounded > 0)


def plain(value: Fraction) -> str:
    """For sentences: as typed, with a comma and no trailing zeros ("3", "2,5", "3,125")."""
    return figure12(value).replace(".", ",")


@dataclass(frozen=True, slots=True)
class Shown:
    """An index for people. `exact` (four places, cut) and `reason` stand only where the figure needs a word."""

    figure: str
    exact: str | None = None
    reason: str | None = None

    def __str__(self) -> str:
        return f"{self.figure} ({self.reason})" if self.reason else self.figure


def shown_with_reason(index: Fraction | None, instrument: Instrument) -> Shown:
    """The index in two places and, where that seems to contradict its predicate, four places and why.

    An index of 3.495 shows "3,50" and is still "Baik": the predicate is read from the unrounded index. The four
    places are cut, so that they never reach the border themselves.
    """
    figure = shown(index)
    if index is None:
        return Shown(figure)
    rounded = Fraction(figure.replace(",", "."))
    border = next((grade for grade in instrument.predicates if rounded >= grade.min), None)
    if border is None or border.min <= index:
        return Shown(figure)
    exact = _comma(int(index * 10_000), 4)
    return Shown(figure, exact, f"tepatnya {exact}, di bawah batas {shown(border.min)} untuk {border.name}")


def distance(index: Fraction | None, instrument: Instrument) -> str:
    """How far it is to the next predicate: "0,05 lagi ke Baik"; a distance that would show as 0,00 has four places.

    Empty without an index or without predicates.
    """
    if index is None or not instrument.predicates:
        return ""
    higher = [grade for grade in instrument.predicates if grade.min > index]
    if not higher:
        return "predikat tertinggi"
    nearest = min(higher, key=lambda grade: grade.min)
    left = nearest.min - index
    return f"{shown(left, 2 if left >= Fraction(1, 200) else 4)} lagi ke {nearest.name}"


def _comma(scaled: int, places: int, negative: bool = False) -> str:
    whole, rest = divmod(scaled, 10**places)
    return f"{'-' if negative else ''}{whole},{rest:0{places}d}" if places else f"{'-' if negative else ''}{whole}"
