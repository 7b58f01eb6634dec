"""Whether a page of a PDF is a picture: a scan, a photograph, a page whose letters were turned into outlines."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float
from typing import Any

from pypdfium2 import raw

FEW = 200  # letters: a stamp of a scanner or the foot of an electronic signature does not make a scan a text
NONE = 10
MANY_PATHS = 50  # outlines of letters; fewer are frames and lines
MOST = 2_000  # objects that are looked at
LARGE = 0.5  # share of the page that pictures cover
DEPTH = 3  # of forms within forms


def nature(page: Any, text: str) -> tuple[bool, bool]:
    """Whether the page is a picture, and whether its letters are worth recognising.

    A scan that already carries recognised letters (drawn invisibly) is a picture whose text is there.
    """
    letters = sum(map(str.isalnum, text))
    count = raw.FPDFPage_CountObjects(page)
    if letters < FEW:
        if _covered(page, count) >= LARGE:
            return True, True
        outlined = letters < NONE and count > MANY_PATHS
        return outlined, outlined
    ends = [_object(page, at) for at in {0, count - 1}] if count > 0 else []
    scanned = any(_shows_picture(found) and _area(page, found) >= LARGE for found in ends)
    return scanned and _letters_invisible(page, count), False


def _covered(page: Any, count: int) -> float:
    """The share of the page that is covered by pictures (overlaps counted twice)."""
    return sum(_area(page, found) for found in _objects(page, count) if _shows_picture(found))


def _objects(page: Any, count: int) -> Iterator[Any]:
    for at in range(min(count, MOST)):
        yield _object(page, at)


def _object(page: Any, at: int) -> Any:
    return raw.FPDFPage_GetObject(page, at)


def _shows_picture(found: Any, depth: int = DEPTH) -> bool:
    kind = raw.FPDFPageObj_GetType(found)
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        return True
    if kind != raw.FPDF_PAGEOBJ_FORM or not depth:
        return False
    count = min(max(0, raw.FPDFFormObj_CountObjects(found)), MOST)
    return any(_shows_picture(raw.FPDFFormObj_GetObject(found, at), depth - 1) for at in range(count))


def _area(page: Any, found: Any) -> float:
    """The share of the page that an object covers."""
    left, bottom, right, top = (c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(found, left, bottom, right, top):
        return 0.0
    page_left, page_bottom, page_right, page_top = page.get_bbox()
    wide = min(right.value, page_right) - max(left.value, page_left)
    high = min(top.value, page_top) - max(bottom.value, page_bottom)
    whole = (page_right - page_left) * (page_top - page_bottom)
    return wide * high / whole if wide > 0 and high > 0 and whole > 0 else 0.0


def _letters_invisible(page: Any, count: int) -> bool:
    modes = [
        raw.FPDFTextObj_GetTextRenderMode(found)
        for found in _objects(page, count)
        if raw.FPDFPageObj_GetType(found) == raw.FPDF_PAGEOBJ_TEXT
    ]
    return bool(modes) and all(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes)
