"""Short words for the offices that nobody wrote by hand, taken from the ladder."""

from __future__ import annotations

from fractions import Fraction

from matang.core.ladder import Step
from matang.instruments.queries import Loaded


def fact(content: Loaded, code: str, level: int) -> str:
    """What an office says it has."""
    step = _step(content, code, level)
    asked = step.requirements if step else ()
    if not asked:
        return "Bukti tahun berjalan tersedia pada pustaka instansi."
    return f"Tersedia: {_small(asked[0].what)}."


def analysis(content: Loaded, code: str, level: int) -> str:
    """Why an office thinks that this is the level."""
    step = _step(content, code, level)
    return f"Sesuai kriteria tingkat {level}: {_small(step.criterion)}" if step else ""


def finding(content: Loaded, code: str, level: int) -> str:
    """What an assessor saw."""
    step = _step(content, code, level)
    return f"Tingkat {level} terbukti. {step.criterion}" if step else f"Tingkat {level} terbukti."


def recommendation(content: Loaded, code: str, level: int) -> str:
    """What an assessor advises: the first thing that the next level asks."""
    step = _step(content, code, level + 1)
    asked = step.requirements if step else ()
    if not asked:
        return "Pertahankan dan mutakhirkan bukti setiap tahun."
    return f"Untuk tingkat {level + 1}, siapkan {_small(asked[0].what)}."


def _step(content: Loaded, code: str, level: int) -> Step | None:
    explanation = content.ladder.get(code) if content.ladder else None
    return explanation.step(Fraction(level)) if explanation else None


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
