"""The timeline of a plan as one SVG: a bar a step from when it can begin until its due date.

It has no viewBox: lengths across are percentages and letters keep their size, so it reads on a phone and on paper.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from matang.core.charts.draw import tag
from matang.core.charts.palette import PAGE
from matang.core.words import date, month

ROW, HEAD, MOST_MARKS = 36, 26, 6


@dataclass(frozen=True)
class Bar:
    """One step with a due date: its words, when it begins and ends, its colour 0–5, whether it is done."""

    words: str
    start: datetime.date
    end: datetime.date
    rank: int
    done: bool


def timeline(bars: Sequence[Bar], today: datetime.date, closes: datetime.date) -> str:
    """The SVG; a green line is today, a dashed one the day on which the evaluation closes (when it lies inside)."""
    first = min([today, *(bar.start for bar in bars)])
    last = max([today, *(bar.end for bar in bars)])
    if first <= closes <= last + (last - first) / 2:
        last = max(last, closes)
    span = max((last - first).days, 1)
    height = HEAD + ROW * len(bars) + 4

    def x(day: datetime.date) -> str:
        return f"{100 * (day - first).days / span:.2f}%"

    body = "".join(_mark(day, x(day), height) for day in _months(first, last))
    body += _line(x(today), height, PAGE.leaf, None)
    if first <= closes <= last:
        body += _line(x(closes), height, PAGE.soft, "4 4")
    body += "".join(_bar(bar, HEAD + ROW * at, x(bar.start), span) for at, bar in enumerate(bars))
    done = sum(bar.done for bar in bars)
    alt = (
        f"Garis waktu {len(bars)} langkah, {done} selesai, {date(first)} sampai {date(last)}; rinciannya ada pada tabel"
    )
    return tag("svg", body, class_="chart timeline", width="100%", height=height, role="img", aria_label=alt)


def _months(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The first days of months inside, thinned out to a few."""
    found = []
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            found.append(day)
        day = (day + datetime.timedelta(days=32)).replace(day=1)
    return found[:: max(1, -(-len(found) // MOST_MARKS))]


def _mark(day: datetime.date, x: str, height: int) -> str:
    line = tag("line", x1=x, x2=x, y1=16, y2=height, stroke=PAGE.line)
    anchor = "end" if float(x.rstrip("%")) > 80 else None  # else the name would leave the picture
    words = tag(
        "text", f"{month(day.month)[:3]} {day.year}", x=x, y=11, fill=PAGE.soft, font_size=11, text_anchor=anchor
    )
    return line + words


def _line(x: str, height: int, colour: str, dashes: str | None) -> str:
    return tag("line", x1=x, x2=x, y1=16, y2=height, stroke=colour, stroke_width=2, stroke_dasharray=dashes)


def _bar(bar: Bar, top: int, x: str, span: int) -> str:
    width = f"{max(100 * (bar.end - bar.start).days / span, 0.8):.2f}%"
    colour = PAGE.leaf if bar.done else PAGE.levels[bar.rank]
    drawn = tag("rect", x=x, y=top + 18, width=width, height=10, rx=3, fill=colour, stroke=PAGE.line)
    words = escape(f"{bar.words}{' ✓' if bar.done else ''}")
    # The edge in the card's colour keeps letters clear of the lines behind them.
    edge = {"stroke": PAGE.card, "paint_order": "stroke"}
    return tag("text", words, x=1, y=top + 13, fill=PAGE.ink, font_size=12, stroke_width=4, **edge) + drawn
