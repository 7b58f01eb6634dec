"""Levels of the other offices: varied, plausible, and the same at every loading."""

from __future__ import annotations

import hashlib

LOWEST, HIGHEST = 1, 5


def last_year(office: str, code: str) -> int:
    """The final level of an office on an indicator last year: around the office's own maturity."""
    maturity = 14 + _draw(office) % 24  # tenths: 1.4 to 3.7
    swing = _draw(office, code) % 21 - 10
    return _within((maturity + swing + 5) // 10)


def year_before(office: str, code: str) -> int:
    """A year earlier: the same, or a level lower for two indicators in five."""
    return _within(last_year(office, code) - (_draw(office, code, "sebelumnya") % 5 < 2))


def this_year(office: str, code: str) -> int:
    """This year's own level: two in five rise, one in twelve falls."""
    draw = _draw(office, code, "kini") % 60
    return _within(last_year(office, code) + (draw < 24) - (draw >= 55))


def own(office: str, code: str, final: int, year: str) -> int:
    """What the office gave itself where the assessors gave `final`: one in four a level too high."""
    return _within(final + (_draw(office, code, year, "mandiri") % 4 == 0))


def second(office: str, code: str, first: int) -> int:
    """Another assessor's level: one in eight differs."""
    return _within(first - (_draw(office, code, "dua") % 8 == 0))


def _draw(*words: str) -> int:
    return int.from_bytes(hashlib.sha256("/".join(words).encode()).digest()[:4])


def _within(level: int) -> int:
    return max(LOWEST, min(HIGHEST, level))
