"""A region of a page that proves something, kept as "page:left,top,width,height" in thousandths of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

WHOLE = 1000
SMALLEST = 5  # thousandths; a slip of the finger is no region
_KEPT = re.compile(r"([1-9][0-9]{0,5}):([0-9]{1,4}),([0-9]{1,4}),([0-9]{1,4}),([0-9]{1,4})")
_PAGE = re.compile(r"(?<![0-9])[1-9][0-9]{0,5}(?![0-9])")


class NoRegion(ValueError):
    """The numbers are no region; the text is an Indonesian sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on a page (from 1): left, top, width and height in thousandths of the page's width and height."""

    page: int
    left: int = 0
    top: int = 0
    width: int = WHOLE
    height: int = WHOLE

    def __post_init__(self) -> None:
        """Raise NoRegion when it does not lie within the page, or is too small to be meant."""
        if not 1 <= self.page <= 999_999:
            raise NoRegion("Sebutkan nomor halaman, mulai dari 1.")
        if self.width < SMALLEST or self.height < SMALLEST:
            raise NoRegion("Bagian yang ditandai terlalu kecil. Tandai bagian yang lebih lebar dan lebih tinggi.")
        ends = (self.left + self.width, self.top + self.height)
        if min(self.left, self.top) < 0 or max(ends) > WHOLE:
            raise NoRegion("Bagian yang ditandai melampaui tepi halaman. Kiri dan lebar, atas dan tinggi, sampai 100.")

    @property
    def whole(self) -> bool:
        """Whether it is the page as a whole."""
        return (self.left, self.top, self.width, self.height) == (0, 0, WHOLE, WHOLE)

    def __str__(self) -> str:
        """As it is kept.

        >>> str(Region(3, 100, 250, 800, 120))
        '3:100,250,800,120'
        """
        return f"{self.page}:{self.left},{self.top},{self.width},{self.height}"


def read_region(kept: str) -> Region | None:
    """The region that a citation keeps; None when it keeps none, or nonsense."""
    found = _KEPT.fullmatch(kept)
    if found is None:
        return None
    try:
        return Region(*map(int, found.groups()))
    except NoRegion:
        return None


def first_page(pages: str) -> int:
    """The first page that people mean by "3–5, 8" or "hlm. 12"; 1 when they name none.

    >>> first_page("hlm. 12 dan 14")
    12
    """
    found = _PAGE.search(pages)
    return int(found.group()) if found else 1
