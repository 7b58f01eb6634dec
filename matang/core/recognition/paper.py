"""A document as the rules see it: its name, its pages as text, and the facts read from them with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page (of a spreadsheet: one sheet; of a presentation: one slide).

    number: from 1.
    text: as read, lines kept; empty when nothing could be read.
    picture: the page is a picture (a scan, a photograph, a screenshot); its text, if any, came by character
        recognition and is less certain.
    """

    number: int
    text: str
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing read from a document, with the place it was read from.

    name: one of `facts.NAMES`.
    value: normal form: dates as YYYY-MM-DD, kinds as in `facts.KINDS`, else text on one line.
    page: number of the page; 0 when it was read from the file's name.
    quote: the words it was read from, as they stand there, on one line of at most 200 characters.
    """

    name: str
    value: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that has been read; `facts` hold at most one of each name."""

    file_name: str
    pages: Sequence[Page]
    facts: Sequence[Fact] = ()

    def fact(self, name: str) -> str:
        """The value of a fact, empty when it was not found."""
        return next((fact.value for fact in self.facts if fact.name == name), "")

    @property
    def text(self) -> str:
        """All pages as one text."""
        return "\n".join(page.text for page in self.pages)
