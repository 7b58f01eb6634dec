"""The ring: one index on its scale, with its predicate and the target as a leaf-green mark."""

from fractions import Fraction
from math import pi

from matang.core.charts.draw import lines, number, picture, tag, text
from matang.core.charts.palette import PAGE, Palette, place, ripeness
from matang.core.figures import shown

MIDDLE, RADIUS, STROKE = 84, 66, 16
ROUND = 2 * pi * RADIUS


def ring(
    value: Fraction | None,
    low: Fraction,
    high: Fraction,
    label: str,
    caption: str,
    *,
    target: Fraction | None = None,
    palette: Palette = PAGE,
) -> str:
    """An SVG of 168 × 168. `label` is the figure as shown ("2,55"), `caption` the predicate; target may be absent."""
    body = _circle(palette.levels[0], None)
    if value is not None:
        filled = float(place(value, low, high)) * ROUND
        body += _circle(palette.levels[ripeness(value, low, high)], f"{number(filled)} {number(ROUND)}")
    if target is not None:
        turn = f"rotate({number(360 * place(target, low, high))} {MIDDLE} {MIDDLE})"
        body += tag("line", x1=MIDDLE, x2=MIDDLE, y1=8, y2=28, stroke=palette.leaf, stroke_width=3, transform=turn)
    rows = lines(caption, 13, 2)
    body += text(label, MIDDLE, 92 - 6 * len(rows), palette.ink, 36, anchor="middle", bold=True)
    for i, row in enumerate(rows):
        body += text(row, MIDDLE, 112 - 4 * len(rows) + 17 * i, palette.soft, 14, anchor="middle")
    goal = f", target {shown(target)}" if target is not None else ""
    alt = f"Indeks {label}, {caption}, pada skala {shown(low)} sampai {shown(high)}{goal}"
    return picture("ring", (0, 0, 168, 168), alt, body, palette)


def _circle(colour: str, dashes: str | None) -> str:
    return tag(
        "circle",
        cx=MIDDLE,
        cy=MIDDLE,
        r=RADIUS,
        fill="none",
        stroke=colour,
        stroke_width=STROKE,
        stroke_linecap="round" if dashes else None,
        stroke_dasharray=dashes,
        transform=f"rotate(-90 {MIDDLE} {MIDDLE})" if dashes else None,
    )
