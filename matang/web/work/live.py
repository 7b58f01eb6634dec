"""The live standing of an assessment: index, predicate, what is left to the next predicate, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from matang.core import charts, figures
from matang.core.scoring import Score


@dataclass(frozen=True)
class Live:
    """What the moving number shows. `index` is text with a decimal comma; `ring` is an SVG picture."""

    index: str
    why: str
    predicate: str
    distance: str
    rated: int
    of: int
    assumed: int
    ring: Markup


def live(score: Score, target: Fraction | None = None) -> Live:
    """The live standing of a score."""
    instrument = score.instrument
    seen = figures.shown_with_reason(score.index, instrument)
    low, high = instrument.scale[0].value, instrument.scale[-1].value
    return Live(
        index=seen.figure,
        why=seen.reason or "",
        predicate=score.predicate or "Belum ada nilai",
        distance=_distance(score),
        rated=score.coverage.rated,
        of=score.coverage.of,
        assumed=len(score.coverage.assumed),
        ring=Markup(charts.ring(score.index, low, high, seen.figure, score.predicate or "", target=target)),
    )


def _distance(score: Score) -> str:
    """How far it is to the next predicate: "0,05 lagi ke Baik"."""
    if score.index is None:
        return ""
    higher = [grade for grade in score.instrument.predicates if grade.min > score.index]
    if not higher:
        return "predikat tertinggi"
    nearest = min(higher, key=lambda grade: grade.min)
    left = nearest.min - score.index
    places = 2 if left >= Fraction(1, 200) else 4
    return f"{figures.shown(left, places)} lagi ke {nearest.name}"
