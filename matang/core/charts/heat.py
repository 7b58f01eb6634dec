"""The heat map: agencies × indicators, or indicators × years, in the colours of the ripening scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from matang.core.charts.draw import picture, short, tag, text
from matang.core.charts.palette import PAGE, Palette, ripeness
from matang.core.figures import shown

LEFT, WIDTH, RIGHT, TOP, CELL, GAP, WIDEST = 190, 860, 56, 22, 20, 2, 90


@dataclass(frozen=True)
class HeatRow:
    """One row: its name, a value for each column (None: not rated), and a figure at the end ("" for none)."""

    label: str
    values: tuple[Fraction | None, ...]
    figure: str = ""


@dataclass(frozen=True)
class _Frame:
    """What every cell needs to know: the columns, their width, the scale, the colours."""

    columns: Sequence[str]
    step: float
    low: Fraction
    high: Fraction
    palette: Palette

    def x(self, column: int) -> float:
        return LEFT + self.step * column


def heat(
    columns: Sequence[str], rows: Sequence[HeatRow], low: Fraction, high: Fraction, *, palette: Palette = PAGE
) -> str:
    """One cell a value; its name stands in the cell's title, and its figure in the cell where there is room."""
    step = min((WIDTH - LEFT - RIGHT) / max(len(columns), 1), WIDEST)
    frame = _Frame(columns, step, low, high, palette)
    body = "".join(_head(name, i, frame) for i, name in enumerate(columns))
    body += "".join(_row(row, TOP + (CELL + GAP) * i, frame) for i, row in enumerate(rows))
    alt = f"Peta tingkat, {len(rows)} baris dan {len(columns)} kolom; angkanya ada pada tabel"
    size = (0, 0, frame.x(len(columns)) + RIGHT, TOP + (CELL + GAP) * len(rows))
    return picture("heat", size, alt, body, palette)


def _head(name: str, column: int, frame: _Frame) -> str:
    room = max(int(frame.step / 6.5), 2)
    return text(short(name, room), frame.x(column) + frame.step / 2, 13, frame.palette.soft, 11, anchor="middle")


def _row(row: HeatRow, top: float, frame: _Frame) -> str:
    ink = frame.palette.ink
    body = text(short(row.label, 25), 0, top + 14.5, ink, 13)
    for i, value in enumerate(row.values):
        body += _cell(f"{row.label}, {frame.columns[i]}", value, (frame.x(i), top), frame)
    if row.figure:
        body += text(row.figure, frame.x(len(frame.columns)) + RIGHT, top + 14.5, ink, 13, anchor="end", bold=True)
    return body


def _cell(name: str, value: Fraction | None, corner: tuple[float, float], frame: _Frame) -> str:
    x, top = corner
    rank = ripeness(value, frame.low, frame.high)
    figure = "" if value is None else str(value) if value.denominator == 1 else shown(value)
    title = tag("title", escape(f"{name}: {figure or 'belum dinilai'}"))
    width = frame.step - GAP
    body = tag("rect", title, x=x, y=top, width=width, height=CELL, rx=3, fill=frame.palette.levels[rank])
    if figure and frame.step >= 9 + 7 * len(figure):
        body += text(figure, x + width / 2, top + 14, frame.palette.on[rank], 11, anchor="middle")
    return body
