"""The colours of charts: names of the style sheet on pages, literal colours on paper.

Levels ripen from pale to deep amber-brown: one hue whose lightness falls evenly, so it reads in grey too.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Palette:
    """`levels[0]` is "no value", `levels[1..5]` the ripening scale; `on` is the text colour upon each of them."""

    levels: tuple[str, str, str, str, str, str]
    on: tuple[str, str, str, str, str, str]
    ink: str
    soft: str
    line: str
    leaf: str
    card: str
    font: str | None


PAGE = Palette(
    levels=("var(--l0)", "var(--l1)", "var(--l2)", "var(--l3)", "var(--l4)", "var(--l5)"),
    on=("var(--t0)", "var(--t1)", "var(--t2)", "var(--t3)", "var(--t4)", "var(--t5)"),
    ink="var(--ink)",
    soft="var(--soft)",
    line="var(--line)",
    leaf="var(--leaf)",
    card="var(--card)",
    font=None,  # the page's own
)

# The light theme of the style sheet, which no program reads; a test compares the two.
PAPER = Palette(
    levels=("#efece4", "#f5e0aa", "#edbf5e", "#d8942b", "#a95f11", "#6f3c0a"),
    on=("#59635d", "#4a3a10", "#43300a", "#2b1d04", "#ffffff", "#ffffff"),
    ink="#1d2420",
    soft="#4f5953",
    line="#cfcbbf",
    leaf="#1a5c48",
    card="#ffffff",
    font="Open Sans",
)


def place(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """Where a value stands on its scale: 0 at the low end, 1 at the high end; held inside when it lies outside."""
    if high <= low:
        raise ValueError("the scale has no length")
    return min(max((value - low) / (high - low), Fraction(0)), Fraction(1))


def ripeness(value: Fraction | None, low: Fraction, high: Fraction) -> int:
    """Which of the five colours a value has, 0 for none; on the scale 1–5 the nearest level, halves up."""
    if value is None or value < low:
        return 0
    return 1 + int(place(value, low, high) * 4 + Fraction(1, 2))
