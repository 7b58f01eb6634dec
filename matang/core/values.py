"""What may be typed as the value of an indicator, and the one sentence that says why not."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final

from matang.core.figures import plain
from matang.core.instrument import Instrument, Level


class NotApplicable(Enum):
    """The value "not applicable" (tidak berlaku): the indicator's weight goes to its siblings."""

    NA = "NA"


NA: Final = NotApplicable.NA
Value = Fraction | NotApplicable
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,30})?", re.ASCII)


class ValueRefused(ValueError):
    """A typed value that the instrument does not allow; the message is one Indonesian sentence."""


def parse_value(instrument: Instrument, code: str, typed: object) -> Value | None:
    """What was typed for an indicator, exactly; None when nothing was typed (None or an empty text).

    `typed` is a text, int, Decimal, Fraction or float as it came from a form, JSON or CSV. "3.0" and 3.0 equal 3; the
    decimal sign is a point; "NA" is not applicable. Raises ValueRefused, and KeyError for an unknown code.
    """
    levels = instrument.levels(code)
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return None
    if typed is NA or (isinstance(typed, str) and typed.strip() == "NA"):
        return _not_applicable(instrument, code)
    value = _number(code, typed)
    if instrument.values == "whole":
        return _on_scale(code, value, levels)
    return _between(code, value, levels)


def _not_applicable(instrument: Instrument, code: str) -> Value:
    if instrument.not_applicable == "refuse":
        raise ValueRefused(f'Indikator {code}: instrumen ini tidak mengenal nilai "NA" (tidak berlaku).')
    return NA


def _number(code: str, typed: object) -> Fraction:
    if isinstance(typed, bool) or not isinstance(typed, (str, int, float, Decimal, Fraction)):
        raise ValueRefused(f"Indikator {code}: {_shown(typed)} bukan angka.")
    if isinstance(typed, Fraction):
        return typed
    text = _decimal_text(typed)
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    if re.fullmatch(r"\d+,\d+", text):
        raise ValueRefused(f'Indikator {code}: "{text}" memakai koma; tulis tanda desimal dengan titik.')
    if re.fullmatch(r"-\d+(\.\d+)?", text):
        raise ValueRefused(f"Indikator {code}: {text} kurang dari nol.")
    raise ValueRefused(f"Indikator {code}: {_shown(typed)} bukan angka yang dapat dipakai.")


def _decimal_text(typed: str | int | float | Decimal) -> str:
    if isinstance(typed, str):
        return typed.strip()
    if isinstance(typed, int):
        return str(typed) if abs(typed) < 10**12 else "…"
    number = Decimal(repr(typed)) if isinstance(typed, float) else typed
    if number.is_finite() and -40 < number.adjusted() < 12:
        return f"{number:f}"
    return str(number)


def _on_scale(code: str, value: Fraction, levels: tuple[Level, ...]) -> Fraction:
    if any(level.value == value for level in levels):
        return value
    choices = ", ".join(plain(level.value) for level in levels)
    if not levels[0].value <= value <= levels[-1].value:
        raise ValueRefused(f"Indikator {code}: nilai {plain(value)} di luar skala; pilihannya {choices}.")
    raise ValueRefused(f"Indikator {code}: nilai {plain(value)} bukan tingkat yang ada; pilihannya {choices}.")


def _between(code: str, value: Fraction, levels: tuple[Level, ...]) -> Fraction:
    low, high = levels[0].value, levels[-1].value
    if not low <= value <= high:
        raise ValueRefused(f"Indikator {code}: nilai {plain(value)} di luar skala {plain(low)} sampai {plain(high)}.")
    if (value * 100).denominator != 1:
        raise ValueRefused(f"Indikator {code}: nilai {plain(value)} lebih dari dua tempat desimal.")
    return value


def _shown(typed: object) -> str:
    if typed is True or typed is False:
        return "true" if typed else "false"
    text = str(typed)
    if isinstance(typed, str):
        text = f'"{" ".join(text.split())}"'
    elif isinstance(typed, (list, tuple, dict)):
        text = "sebuah daftar"
    return text if len(text) <= 40 else text[:39] + "…"
