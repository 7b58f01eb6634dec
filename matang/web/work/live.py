"""The live standing of an assessment: index, predicate, what is left to the next predicate, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from matang.core import charts, figures
from matang.core.scoring import Score


@dataclass(frozen=True)
class Live:
    """What the moving number shows. `index` is text with a decimal comma; `ring` is an SVG picture; `of` counts the
    indicators that apply, `away` those that do not."""

    index: str
    why: str
    predicate: str
    distance: str
    rated: int
    of: int
    assumed: int
    away: int
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
        distance=figures.distance(score.index, instrument),
        rated=score.coverage.rated,
        of=score.coverage.of - len(score.coverage.not_applicable),
        assumed=len(score.coverage.assumed),
        away=len(score.coverage.not_applicable),
        ring=Markup(charts.ring(score.index, low, high, seen.figure, score.predicate or "", target=target)),
    )
