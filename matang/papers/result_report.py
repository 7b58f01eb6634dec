"""LHE, the report of an evaluation's result: its data, and the same data as the template reads it."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from matang.core.charts import PAPER, Axis, radar, ring, ripeness
from matang.core.figures import plain, shown
from matang.papers.parts import MARK, Letterhead, Sheet, Signature, foot
from matang.papers.press import head_data, sign_data


@dataclass(frozen=True)
class NodeRow:
    """A domain (depth 0) or what lies below it, in the instrument's order; weight in percent of the index."""

    code: str
    title: str
    depth: int
    weight: Fraction
    value: Fraction | None
    last: Fraction | None = None


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator with its values: by the agency, decided, and last year's decided one. `group` is its domain."""

    code: str
    title: str
    group: str
    weight: Fraction
    self_level: Fraction | None
    final_level: Fraction | None
    last_level: Fraction | None = None


@dataclass(frozen=True)
class FindingRow:
    """What the assessors found at one indicator and what they recommend."""

    code: str
    title: str
    finding: str
    recommendation: str


@dataclass(frozen=True)
class ResultReport:
    """Everything on the LHE of one agency in one round. Dates are in words; `low` and `high` bound the scale.

    `index_note` explains a figure that seems to contradict its predicate ("tepatnya 2,5967 …"), or is "".
    """

    letterhead: Letterhead
    number: str
    agency: str
    instrument: str
    round: str
    basis: tuple[str, ...]
    decided: str
    low: Fraction
    high: Fraction
    index: Fraction | None
    predicate: str
    index_note: str
    last_index: Fraction | None
    last_round: str
    nodes: tuple[NodeRow, ...]
    indicators: tuple[IndicatorRow, ...]
    findings: tuple[FindingRow, ...]
    summary: str
    closing: str
    signature: Signature
    chain_head: str
    made: datetime
    target: Fraction | None = None
    demo: bool = False
    sheet: Sheet = "a4"


def report_data(r: ResultReport) -> dict[str, Any]:
    """The report as plain strings and lists for the template: figures worded, charts drawn."""
    name = f"Laporan Hasil Evaluasi {r.agency}"
    strong, weak = extremes(r.indicators)
    return {
        "name": name,
        "sheet": r.sheet,
        "foot": foot(name, r.chain_head),
        "mark": MARK if r.demo else "",
        "levels": PAPER.levels,
        "on_levels": PAPER.on,
        "head": head_data(r.letterhead.head()),
        "number": r.number,
        "agency": r.agency,
        "facts": _facts(r),
        "index": shown(r.index),
        "predicate": r.predicate,
        "note": r.index_note,
        "change": change(r),
        "summary": r.summary,
        "ring": ring(r.index, r.low, r.high, shown(r.index), r.predicate, target=r.target, palette=PAPER),
        "radar": _radar(r),
        "nodes": [_node(row, r) for row in r.nodes],
        "indicators": [_indicator(row, r) for row in r.indicators],
        "strong": [_indicator(row, r) for row in strong],
        "weak": [_indicator(row, r) for row in weak],
        "findings": [
            {"code": row.code, "title": row.title, "finding": row.finding, "advice": row.recommendation}
            for row in r.findings
        ],
        "closing": r.closing,
        "sign": sign_data(r.signature.sign()),
    }


def extremes(
    rows: tuple[IndicatorRow, ...], most: int = 5
) -> tuple[tuple[IndicatorRow, ...], tuple[IndicatorRow, ...]]:
    """The highest and the lowest rated indicators; among equals the heavier first, then the instrument's order.

    None is in both: few indicators, or all on one level, give shorter lists.
    """
    rated = [(row.final_level, row) for row in rows if row.final_level is not None]
    values = sorted({value for value, _ in rated})
    middle = values[len(values) // 2] if values else Fraction(0)
    high = sorted(
        (pair for pair in rated if pair[0] >= middle and len(values) > 1), key=lambda p: (-p[0], -p[1].weight)
    )
    low = sorted((pair for pair in rated if pair[0] < middle), key=lambda p: (p[0], -p[1].weight))
    return tuple(row for _, row in high[:most]), tuple(row for _, row in low[:most])


def change(r: ResultReport) -> str:
    """The move since last year in one sentence, "" when there is nothing to compare."""
    if r.index is None or r.last_index is None:
        return ""
    difference = r.index - r.last_index
    if difference == 0:
        return f"Sama dengan {r.last_round} ({shown(r.last_index)})."
    verb = "Naik" if difference > 0 else "Turun"
    return f"{verb} {shown(abs(difference))} dari {r.last_round} ({shown(r.last_index)})."


def _facts(r: ResultReport) -> list[list[str]]:
    pairs = [
        ["Instansi", r.agency],
        ["Instrumen", r.instrument],
        ["Periode evaluasi", r.round],
        ["Dasar", "\n".join(r.basis)],
        ["Ditetapkan", r.decided],
    ]
    return [pair for pair in pairs if pair[1]]


def _radar(r: ResultReport) -> str:
    deepest = max((row.depth for row in r.nodes), default=0)
    axes = [Axis(row.title, row.value, row.last) for row in r.nodes if row.depth == deepest]
    return radar(axes, r.low, r.high, palette=PAPER) if axes else ""


def _node(row: NodeRow, r: ResultReport) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "depth": row.depth,
        "weight": shown(row.weight),
        "value": shown(row.value),
        "last": shown(row.last),
        "rank": ripeness(row.value, r.low, r.high),
        "share": float(max(Fraction(0), min(Fraction(1), (row.value - r.low) / (r.high - r.low)))) if row.value else 0,
    }


def _indicator(row: IndicatorRow, r: ResultReport) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "group": row.group,
        "weight": shown(row.weight),
        "own": level(row.self_level),
        "final": level(row.final_level),
        "last": level(row.last_level),
        "rank": ripeness(row.final_level, r.low, r.high),
    }


def level(value: Fraction | None) -> str:
    """A level as it was given: "3", "2,5", "—"."""
    return "—" if value is None else plain(value)
