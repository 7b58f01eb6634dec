"""Bars: values on one scale with a mark for last year, or how many indicators stand on each level."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matang.core.charts.draw import lines, picture, short, tag, text
from matang.core.charts.palette import PAGE, Palette, place, ripeness
from matang.core.figures import shown

LEFT, LENGTH, ROW, STRIP = 170, 300, 40, 46


@dataclass(frozen=True)
class Axis:
    """One node of an instrument: its name, its value now and last year's; None where there is none."""

    label: str
    value: Fraction | None
    last: Fraction | None = None


def said(axes: Sequence[Axis]) -> str:
    """The values as words, for those who do not see the picture."""
    parts = []
    for axis in axes:
        before = f" (tahun lalu {shown(axis.last)})" if axis.last is not None else ""
        parts.append(f"{axis.label} {shown(axis.value) if axis.value is not None else 'belum dinilai'}{before}")
    return "; ".join(parts) or "belum ada"


def bars(axes: Sequence[Axis], low: Fraction, high: Fraction, *, palette: Palette = PAGE) -> str:
    """One bar a node in the colour of its ripeness; a thin ink line stands at last year's value."""
    body = "".join(_bar(axis, ROW * i, low, high, palette) for i, axis in enumerate(axes))
    height = max(ROW * len(axes), ROW)
    return picture("bars", (0, 0, LEFT + LENGTH + 50, height), "Nilai: " + said(axes), body, palette)


def _bar(axis: Axis, top: int, low: Fraction, high: Fraction, palette: Palette) -> str:
    rows = lines(axis.label, 25, 2)
    body = "".join(text(row, 0, top + 28 - 8 * len(rows) + 15 * i, palette.soft, 12) for i, row in enumerate(rows))
    body += tag("rect", x=LEFT, y=top + 12, width=LENGTH, height=16, rx=3, fill=palette.levels[0])
    if axis.value is not None:
        colour = palette.levels[ripeness(axis.value, low, high)]
        length = max(Fraction(4), LENGTH * place(axis.value, low, high))
        body += tag("rect", x=LEFT, y=top + 12, width=length, height=16, rx=3, fill=colour)
    if axis.last is not None:
        x = LEFT + LENGTH * place(axis.last, low, high)
        body += tag("line", x1=x, x2=x, y1=top + 8, y2=top + 32, stroke=palette.ink, stroke_width=1.5)
    return body + text(shown(axis.value), LEFT + LENGTH + 46, top + 25, palette.ink, 13, anchor="end", bold=True)


def strips(axes: Sequence[Axis], low: Fraction, high: Fraction, *, palette: Palette = PAGE) -> str:
    """The same as `bars` for a narrow screen: names above the bars, widths in percent, letters that keep their size."""
    body = "".join(_strip(axis, STRIP * i, low, high, palette) for i, axis in enumerate(axes))
    alt = "Nilai: " + said(axes)
    return tag("svg", body, class_="chart strips", width="100%", height=STRIP * len(axes), role="img", aria_label=alt)


def _strip(axis: Axis, top: int, low: Fraction, high: Fraction, palette: Palette) -> str:
    body = text(short(axis.label, 46), 0, top + 14, palette.ink, 12)
    body += tag("text", shown(axis.value), x="100%", y=top + 36, fill=palette.ink, text_anchor="end", font_weight="700")
    body += tag("rect", y=top + 22, width=_share(Fraction(1)), height=16, rx=3, fill=palette.levels[0])
    if axis.value is not None:
        colour = palette.levels[ripeness(axis.value, low, high)]
        length = _share(max(Fraction(1, 50), place(axis.value, low, high)))
        body += tag("rect", y=top + 22, width=length, height=16, rx=3, fill=colour)
    if axis.last is not None:
        x = _share(place(axis.last, low, high))
        body += tag(
            "line", x1=x, x2=x, y1=top + 19, y2=top + 41, stroke=palette.ink, stroke_width=2, stroke_dasharray="3 2"
        )
    return body


def _share(share: Fraction) -> str:
    """A length across; the last eighth is left to the figure."""
    return f"{float(share) * 87:.1f}%"


def distribution(counts: Sequence[tuple[str, int]], *, palette: Palette = PAGE) -> str:
    """How many indicators stand on each level, lowest first: upright bars, the figure on top, the level below."""
    most = max((count for _, count in counts), default=0) or 1
    width = 64
    body = ""
    for i, (label, count) in enumerate(counts):
        height = Fraction(110 * count, most)
        colour = palette.levels[ripeness(Fraction(i), Fraction(0), Fraction(max(len(counts) - 1, 1)))]
        middle = width * i + width / 2
        body += tag("rect", x=width * i + 8, y=130 - height, width=width - 16, height=height, rx=3, fill=colour)
        body += text(str(count), middle, 124 - height, palette.ink, 13, anchor="middle", bold=True)
        body += text(label, middle, 150, palette.soft, 12, anchor="middle")
    body += tag("line", x1=0, x2=width * len(counts), y1=130.5, y2=130.5, stroke=palette.line)
    alt = "Sebaran indikator: " + "; ".join(f"{label} sebanyak {count}" for label, count in counts)
    return picture("distribution", (0, 0, width * max(len(counts), 1), 158), alt, body, palette)
