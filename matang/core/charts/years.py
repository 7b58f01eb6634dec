"""The line of years: each year's index, the thresholds of the predicates behind it, this year as an open point."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from matang.core.charts.draw import picture, short, tag, text
from matang.core.charts.palette import PAGE, Palette, place
from matang.core.figures import shown

LEFT, RIGHT, TOP, BOTTOM = 2, 338, 24, 190


@dataclass(frozen=True)
class Year:
    """One round: its name ("2025", "2026 triwulan II"), its index, and whether it is still running."""

    label: str
    value: Fraction | None
    current: bool = False


@dataclass(frozen=True)
class _Frame:
    """How many years stand side by side, on which scale, in which colours."""

    count: int
    low: Fraction
    high: Fraction
    palette: Palette

    def x(self, i: int) -> float:
        return (LEFT + RIGHT) / 2 if self.count == 1 else LEFT + 26 + (RIGHT - LEFT - 52) * i / (self.count - 1)

    def y(self, value: Fraction) -> float:
        return BOTTOM - (BOTTOM - TOP) * float(place(value, self.low, self.high))


def years(
    points: Sequence[Year],
    predicates: Sequence[tuple[Fraction, str]],
    low: Fraction,
    high: Fraction,
    *,
    palette: Palette = PAGE,
) -> str:
    """An SVG of the years from left to right; `predicates` are (threshold, name); a year without index leaves a gap."""
    frame = _Frame(len(points), low, high, palette)
    body = "".join(_threshold(value, name, frame) for value, name in predicates if low <= value <= high)
    spots = [None if point.value is None else (frame.x(i), frame.y(point.value)) for i, point in enumerate(points)]
    look: dict[str, str | int] = {"stroke": palette.levels[4], "stroke_width": 3, "stroke_linecap": "round"}
    for a, b in pairwise(spots):
        if a and b:
            body += tag("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], **look)
    body += "".join(_year(i, point, frame) for i, point in enumerate(points))
    alt = "Indeks per periode: " + ("; ".join(f"{p.label} {shown(p.value)}" for p in points) or "belum ada")
    return picture("years", (0, 0, 440, 222), alt, body, palette)


def _threshold(value: Fraction, name: str, frame: _Frame) -> str:
    y = frame.y(value)
    rule = tag("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=frame.palette.line)
    return rule + text(short(name, 15), RIGHT + 6, y + 4, frame.palette.soft, 11)


def _year(i: int, point: Year, frame: _Frame) -> str:
    palette, x = frame.palette, frame.x(i)
    room = max(int((RIGHT - LEFT) / frame.count / 6), 4)
    body = text(short(point.label, room), x, BOTTOM + 26, palette.soft, 11, anchor="middle")
    if point.value is None:
        return body
    y = frame.y(point.value)
    fill = palette.card if point.current else palette.levels[4]
    body += tag("circle", cx=x, cy=y, r=5, fill=fill, stroke=palette.levels[4], stroke_width=2.5)
    return body + text(shown(point.value), x, y - 12, palette.ink, 12, anchor="middle", bold=True)
