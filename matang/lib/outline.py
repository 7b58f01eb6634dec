"""A paper as a list of parts, between who writes it and what draws it: DOCX and PDF come from the same list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Head:
    """The letterhead: lines of the office from the highest down, the address, and an emblem as PNG or JPEG."""

    lines: tuple[str, ...]
    address: str
    logo: bytes | None


@dataclass(frozen=True)
class Title:
    """A centred capital title with its number below ("" for none)."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading inside the paper; level 1 for a part, 2 for what stands below it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Fields:
    """Names and contents with the colons in one column."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text; its line breaks are kept."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A ruled table; `widths` are shares of the text width and `heads` repeat on every page."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Sign:
    """A signature block: lines above the space for the signature, and lines below it, the first of them the name."""

    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True)
class Signs:
    """Signature blocks side by side; None leaves the left half empty."""

    left: Sign | None
    right: Sign


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Part = Head | Title | Heading | Fields | Paragraph | Grid | Signs | PageBreak


@dataclass(frozen=True)
class Outline:
    """The whole paper: its title for the file, sheet "a4" or "f4", the foot of every page, and a mark ("" for none)."""

    name: str
    sheet: str
    foot: str
    mark: str
    parts: tuple[Part, ...]
