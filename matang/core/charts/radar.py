"""The radar of aspects, last year dashed; fewer than three axes have no area and are drawn as bars."""

from collections.abc import Sequence
from fractions import Fraction
from math import cos, pi, sin

from matang.core.charts.bars import Axis, bars, said
from matang.core.charts.draw import block, lines, number, picture, tag
from matang.core.charts.palette import PAGE, Palette, place
from matang.core.figures import shown

RADIUS = 100
Point = tuple[float, float]


def radar(axes: Sequence[Axis], low: Fraction, high: Fraction, *, palette: Palette = PAGE) -> str:
    """An SVG of the axes in their order, the first on top, turning right; an axis without value leaves a gap."""
    if len(axes) < 3:
        return bars(axes, low, high, palette=palette)
    rings = _rings(low, high)
    body = "".join(_web(len(axes), Fraction(step, rings), palette) for step in range(1, rings + 1))
    body += "".join(_spoke(i, len(axes), palette) for i in range(len(axes)))
    body += _shape([axis.last for axis in axes], low, high, stroke=palette.soft, dashes="4 4")
    body += _shape([axis.value for axis in axes], low, high, stroke=palette.levels[4], fill=palette.levels[3])
    body += "".join(_label(i, len(axes), axis, palette) for i, axis in enumerate(axes))
    return picture("radar", (-235, -172, 470, 344), "Nilai aspek: " + said(axes), body, palette)


def _rings(low: Fraction, high: Fraction) -> int:
    """One ring a level on a short scale such as 1–5, five equal ones on a long scale such as 0–100."""
    first = 1 if low > 0 else 0
    span = high - low + first
    return int(span) if span <= 7 else 5


def _share(value: Fraction, low: Fraction, high: Fraction) -> float:
    """How far out a value lies: the lowest level of a scale that starts above zero lies on the first ring."""
    base = Fraction(1, _rings(low, high)) if low > 0 else Fraction(0)
    return float(base + (1 - base) * place(value, low, high))


def _point(i: int, count: int, radius: float) -> Point:
    angle = 2 * pi * i / count
    return radius * sin(angle), -radius * cos(angle)


def _web(count: int, share: Fraction, palette: Palette) -> str:
    corners = [_point(i, count, RADIUS * float(share)) for i in range(count)]
    return tag("polygon", points=_path(corners), fill="none", stroke=palette.line)


def _spoke(i: int, count: int, palette: Palette) -> str:
    x, y = _point(i, count, RADIUS)
    return tag("line", x1=0, y1=0, x2=x, y2=y, stroke=palette.line)


def _shape(
    values: Sequence[Fraction | None],
    low: Fraction,
    high: Fraction,
    *,
    stroke: str,
    dashes: str | None = None,
    fill: str | None = None,
) -> str:
    """One closed shape when every axis has a value, else the sides and dots that are known."""
    count = len(values)
    points = [
        None if value is None else _point(i, count, RADIUS * _share(value, low, high)) for i, value in enumerate(values)
    ]
    known = [point for point in points if point is not None]
    look = {"stroke": stroke, "stroke_dasharray": dashes, "stroke_width": 2.5 if fill else 1.5}
    if len(known) == count:
        return tag("polygon", points=_path(known), fill=fill or "none", fill_opacity=0.3 if fill else None, **look)
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    sides = "".join(tag("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], **look) for a, b in pairs if a and b)
    return sides + "".join(tag("circle", cx=x, cy=y, r=3, fill=stroke) for x, y in known)


def _label(i: int, count: int, axis: Axis, palette: Palette) -> str:
    x, y = _point(i, count, RADIUS + 16)
    side = "middle" if abs(x) < 12 else "start" if x > 0 else "end"
    rows = [(line, False) for line in lines(axis.label, 30 if side == "middle" else 17)]
    rows.append((shown(axis.value), True))
    if side == "middle":
        y += 8 * (len(rows) - 1) * (1 if y > 0 else -1)
    return block(rows, x, y, palette, side)


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
