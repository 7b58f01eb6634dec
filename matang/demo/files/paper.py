"""One piece of evidence: its name, its date, who gives it, and how its bytes are made."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

Maker = Callable[[str, datetime.date], bytes]


@dataclass(frozen=True)
class Paper:
    """`name` may hold {year}; `age` is the paper's age in days; `make` gets name without ending, and day."""

    key: str
    name: str
    age: int
    giver: str
    make: Maker

    def file_name(self, day: datetime.date) -> str:
        """The name with its year."""
        return self.name.format(year=day.year)

    def content(self, day: datetime.date) -> bytes:
        """The bytes."""
        return self.make(self.file_name(day).rpartition(".")[0], day)


def number(code: str, serial: int, day: datetime.date) -> str:
    """A letter's number: "000.8.3/123/BHK/2024"."""
    return f"{code}/{serial}/BHK/{day.year}"
