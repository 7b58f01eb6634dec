"""The picture of a round: how many agencies reached each predicate, as bars that also read in grey."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from matang.core.charts import PAGE
from matang.core.charts.draw import picture, tag, text

LEFT, LENGTH, ROW = 96, 240, 34


def spread(counts: Sequence[tuple[str, int]]) -> str:
    """One bar a predicate, the highest on top; `counts` are (predicate, agencies), lowest first."""
    most = max((count for _, count in counts), default=0) or 1
    body = ""
    for at, (name, count) in enumerate(reversed(counts)):
        colour = PAGE.levels[max(1, 5 - at)]
        length = Fraction(LENGTH * count, most)
        body += text(name, 0, ROW * at + 21, PAGE.soft, 13)
        body += tag("rect", x=LEFT, y=ROW * at + 7, width=max(length, Fraction(2)), height=20, rx=3, fill=colour)
        body += text(str(count), LEFT + length + 8, ROW * at + 21, PAGE.ink, 13, bold=True)
    alt = "Sebaran instansi: " + "; ".join(f"{name} sebanyak {count}" for name, count in counts)
    return picture("spread", (0, 0, LEFT + LENGTH + 50, ROW * max(len(counts), 1)), alt, body, PAGE)
