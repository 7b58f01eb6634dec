"""Indonesian dates: in figures, with the month's name, in words; misread letters put right, the calendar checked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from matang.core.recognition import patterns
from matang.core.recognition.words import figures

_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "ag", "sep", "okt", "no", "des")
_ONES = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_WORDS = re.compile(f"sepuluh|sebelas|{'|'.join(_ONES)}|puluh|belas|ribu")


@dataclass(frozen=True, slots=True)
class Found:
    """A day in a text: the day itself (of a range of days the last one) and where it stands."""

    day: datetime.date
    start: int
    end: int

    @property
    def value(self) -> str:
        """The day as YYYY-MM-DD."""
        return self.day.isoformat()


def dates_in(text: str) -> list[Found]:
    """All days of a text in their order; none that the calendar does not have."""
    found = [*_named(text), *_in_figures(text), *_in_words(text)]
    return sorted(found, key=lambda item: (item.start, -item.end))


def first_date(text: str) -> Found | None:
    """The first day of a text."""
    return next(iter(dates_in(text)), None)


def last_date(text: str) -> Found | None:
    """The last day of a text."""
    return max(dates_in(text), key=lambda item: item.start, default=None)


def month_number(name: str) -> int | None:
    """1 to 12 for the name of a month, also shortened, in old spelling (Pebruari, Nopember) or misread (Apri1)."""
    word = name.lower().replace("1", "l").replace("0", "o").replace("peb", "feb")
    return next((place for place, start in enumerate(_MONTHS, 1) if word.startswith(start)), None)


def month_in(text: str) -> str:
    """The month that is the whole text, as YYYY-MM; empty when it is not just a month and a year."""
    match = patterns.MONTH.fullmatch(text.strip(" \t.,"))
    month = match and month_number(match["b"])
    return f"{figures(match['t'])}-{month:02d}" if match and month else ""


def counted(words: str) -> int:
    """The number that Indonesian words say, as far as days and years need: "dua ribu dua puluh empat"."""
    total = unit = 0
    for word in _WORDS.findall(words.lower().replace("1", "l")):
        if word in _ONES:
            unit = _ONES.index(word) + 1
        elif word == "ribu":
            total, unit = (total + unit) * 1000, 0
        else:
            total, unit = total + {"puluh": unit * 10, "belas": unit + 10, "sepuluh": 10, "sebelas": 11}[word], 0
    return total + unit


def day_of(year: int | str, month: int | None, day: int | str) -> datetime.date | None:
    """The day, None when the calendar does not have it; figures may hold misread letters."""
    try:
        return datetime.date(int(figures(str(year))), month or 0, int(figures(str(day))))
    except ValueError:
        return None


def later(day: datetime.date, count: int, unit: str) -> datetime.date | None:
    """The day so many "hari", "bulan" or "tahun" later; the last of the month where the day is missing."""
    if unit == "hari":
        return day + datetime.timedelta(days=count)
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "tahun" else 1)
    return next((found for cut in range(4) if (found := day_of(months // 12, months % 12 + 1, day.day - cut))), None)


def _named(text: str) -> Iterator[Found]:
    for match in patterns.DATE.finditer(text):
        if day := day_of(match["t"], month_number(match["b"]), match["h"]):
            yield Found(day, match.start(), match.end())


def _in_figures(text: str) -> Iterator[Found]:
    for match in patterns.DIGIT_DATE.finditer(text):
        year, month, day = (match["t"] or match["t2"], match["b"] or match["b2"], match["h"] or match["h2"])
        if found := day_of(year, int(figures(month)), day):
            yield Found(found, match.start(), match.end())


def _in_words(text: str) -> Iterator[Found]:
    for match in patterns.WORD_DATE.finditer(text):
        if day := day_of(counted(match["t"]), month_number(match["b"]), counted(match["h"])):
            yield Found(day, match.start(), match.end())
