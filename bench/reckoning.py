"""The pure rules: scoring many, planning."""

from __future__ import annotations

from fractions import Fraction
from operator import mul

from bench.clock import best, milliseconds
from bench.report import Figure
from matang.core.instrument import Instrument
from matang.core.planning import Request, find_plan
from matang.core.scoring import score_many

ROWS = 25_600


def figures(instrument: Instrument) -> list[Figure]:
    """Scoring 25,600 rows of 47, and the least effort to a target over 47 indicators of five levels."""
    codes, weights = instrument.codes, instrument.integer_weights
    rows = [[1 + (row * 7 + at * 3 + row // 11) % 5 for at in range(len(codes))] for row in range(ROWS)]
    scoring = best(lambda: [None for _ in score_many(instrument, rows)], 5)
    sums = best(lambda: [sum(map(mul, weights, row)) for row in rows], 5)
    effort = {code: [Fraction(1 + (at * 7 + step * 5) % 20) for step in range(4)] for at, code in enumerate(codes)}
    levels = {code: Fraction(1 + at % 3) for at, code in enumerate(codes)}
    request = Request(levels, target=Fraction(16, 5), effort=effort)
    if not find_plan(instrument, request).reachable:
        raise RuntimeError("Target rencana tolok tidak terjangkau")
    return [
        Figure(f"skor {ROWS} × {len(codes)}", scoring, "ms", 1000, sums, "jumlah berbobot saja"),
        Figure(f"rencana {len(codes)} × 5 tingkat", milliseconds(lambda: find_plan(instrument, request)), "ms", 100),
    ]
