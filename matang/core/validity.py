"""How old a document is and until when it holds, in words, from what it says of itself; nothing is guessed.

A document is ending soon within 60 days, or when its end comes before the window of the round closes: an assessor then
reads a paper that holds no longer. What a person confirmed as still valid for a year holds for that year.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass
from enum import Enum

from matang.core import words

SOON = datetime.timedelta(days=60)
LAID_DOWN = frozenset({"peraturan", "keputusan", "instruksi", "edaran", "sop", "pedoman", "dokumen_perencanaan"})
YEARLY = "tahunan"


class State(Enum):
    """Whether a document holds; the value is the word on pages."""

    VALID = "berlaku"
    ENDING = "segera berakhir"
    ENDED = "berakhir"
    UNKNOWN = "masa berlaku belum diketahui"


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says of itself, as facts hold it: `date` and `valid_until` as YYYY-MM-DD, YYYY-MM or YYYY, empty
    when unknown; `sure`: a person confirmed `valid_until`; `renewed`: the newest year for which a person said that the
    document still holds, 0 for none."""

    kind: str = ""
    date: str = ""
    year: str = ""
    valid_until: str = ""
    sure: bool = False
    renewed: int = 0


@dataclass(frozen=True, slots=True)
class Validity:
    """A document's age and validity: `age` ("ditetapkan 16 Desember 2022, 3 tahun", may be empty), `holds` ("berakhir
    31 Mei 2026", empty when unknown)."""

    state: State
    age: str
    holds: str
    ends: datetime.date | None

    @property
    def warns(self) -> bool:
        """Whether somebody should look at it."""
        return self.state in (State.ENDING, State.ENDED)

    @property
    def words(self) -> str:
        """Age and validity on one line."""
        return "; ".join(part for part in (self.age, self.holds) if part)


def validity(said: Said, year: int, today: datetime.date, closes: datetime.date | None = None) -> Validity:
    """The validity of a document for a year (of the round, or today's), on a day; `closes`: the round's last day."""
    ends = last_day(said.valid_until)
    state = _state(ends, today, closes)
    holds = _holds(ends, today)
    if holds and not said.sure:
        holds = f"{holds} (usulan)"
    if said.renewed >= year and state is not State.VALID:
        state, renewed = State.VALID, f"dipastikan masih berlaku untuk {said.renewed}"
        holds = f"{holds}, {renewed}" if holds else renewed
    return Validity(state, age(said, today), holds, ends)


def last_day(text: str) -> datetime.date | None:
    """The last day of a date that may lack day or month; None when it is none."""
    parts = text.split("-")
    if not text or len(parts) > 3 or not all(part.isdecimal() for part in parts):
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
    if not (1900 <= year <= 9998 and 1 <= month <= 12):
        return None
    last = monthrange(year, month)[1]
    day = int(parts[2]) if len(parts) > 2 else last
    return datetime.date(year, month, day) if 1 <= day <= last else None


def age(said: Said, today: datetime.date) -> str:
    """When it was made, and how long ago: "ditetapkan 16 Desember 2022, 3 tahun"; of a paper that nobody lays down,
    "tertanggal"."""
    made = last_day(said.date)
    verb = "ditetapkan" if said.kind in LAID_DOWN else "tertanggal"
    if made is None:
        year = said.year if last_day(said.year) else ""
        return f"tahun {year}" if year else ""
    parts = said.date.count("-")
    told = words.date(made) if parts == 2 else f"{words.month(made.month)} {made.year}" if parts else f"{made.year}"
    ago = _ago(made, today)
    return f"{verb} {told}, {ago}" if ago else f"{verb} {told}"


def year_of(said: Said) -> int | None:
    """The year that a document is about, else that of its date; None when neither is known."""
    known = last_day(said.year) or last_day(said.date)
    return None if known is None else known.year


def stale(said: Said, period: str, year: int) -> str:
    """Why a document of a former year may not do for a requirement that is asked for every year; empty when it may."""
    if period != YEARLY:
        return ""
    own = year_of(said)
    if own is None:
        return "diminta setiap tahun; tahun dokumen ini belum diketahui"
    return f"diminta setiap tahun; dokumen ini tahun {own}" if own < year else ""


def _state(ends: datetime.date | None, today: datetime.date, closes: datetime.date | None) -> State:
    if ends is None:
        return State.UNKNOWN
    if ends < today:
        return State.ENDED
    return State.ENDING if ends <= today + SOON or (closes is not None and ends < closes) else State.VALID


def _holds(ends: datetime.date | None, today: datetime.date) -> str:
    if ends is None:
        return ""
    verb = "berakhir" if ends <= today + SOON else "berlaku sampai"
    return f"{verb} {words.date(ends)}"


def _ago(made: datetime.date, today: datetime.date) -> str:
    """Whole years, else whole months, else nothing."""
    months = (today.year - made.year) * 12 + today.month - made.month - (today.day < made.day)
    if months >= 12:
        return f"{months // 12} tahun"
    return f"{months} bulan" if months >= 1 else ""
