"""One measured figure, and how a run is printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value in `unit`; `most` is what it may be at most, `floor` what the machine itself needed for
    `floor_of` in the same run (both None when there is none)."""

    name: str
    value: float
    unit: str
    most: float | None = None
    floor: float | None = None
    floor_of: str = ""

    @property
    def missed(self) -> bool:
        """Whether the figure is above what it may be."""
        return self.most is not None and self.value > self.most


def as_json(figures: Sequence[Figure], rows: dict[str, int]) -> str:
    """The run for programs."""
    found = [asdict(figure) | {"missed": figure.missed} for figure in figures]
    return json.dumps({"figures": found, "rows": rows}, indent=1, ensure_ascii=False)


def as_table(figures: Sequence[Figure], rows: dict[str, int], heading: str = "Baris dalam basis data") -> str:
    """The run for people; `rows` are counts of something else under a heading of their own."""
    width = max(len(figure.name) for figure in figures)
    lines = [f"{'Ukuran':{width}} {'Nilai':>10} {'Batas':>8}  {'':5} Dasar mesin pada putaran yang sama"]
    for figure in figures:
        most = "" if figure.most is None else _number(figure.most)
        mark = "" if figure.most is None else "LEWAT" if figure.missed else "baik"
        floor = "" if figure.floor is None else f"{_number(figure.floor)} {figure.unit}: {figure.floor_of}"
        value = f"{_number(figure.value)} {figure.unit}".rstrip()
        lines.append(f"{figure.name:{width}} {value:>10} {most:>8}  {mark:5} {floor}".rstrip())
    counted = ", ".join(f"{name} {count}" for name, count in rows.items())
    return "\n".join([*lines, "", f"{heading}: {counted}"])


def _number(value: float) -> str:
    text = f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}" if value < 10 else f"{value:.1f}"
    return text.replace(".", ",")
