"""PDF through PDFium: text and size of each page, which pages are pictures, and pictures of pages."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import pypdfium2

from matang.lib.reader.looking import nature
from matang.lib.reader.telling import Fault, Teller

if TYPE_CHECKING:
    from PIL import Image

    from matang.lib.reader.child import Job
    from matang.lib.reader.recognising import Recogniser

PASSWORD = 4  # PDFium's number of the fault "a password is needed, or another one"
PARTED = re.compile(r"(\w+)\x02(\w+)")  # PDFium's mark for a hyphen at the end of a line
INCH = 72  # points
MOST_PIXELS = 16_000_000  # of a drawn page; an A0 plan is drawn coarser


def read(file: BinaryIO, job: Job, teller: Teller) -> None:
    """Tell each page; a damaged one by a note alone."""
    document = _opened(file)
    total = teller.start(len(document))
    recogniser: list[Recogniser] = []
    damaged = 0
    for number in range(1, total + 1):
        try:
            page = _page(document, number)
            text = _text(page)
        except pypdfium2.PdfiumError:
            damaged += 1
            teller.note("damaged_page", number)
            continue
        picture, worth = nature(page, text)
        if worth and job.recognise:
            recogniser = recogniser or [_recogniser(job, teller)]
            found = recogniser[0].text(number, partial(_drawn, page, grey=True))
            text = "\n".join(part for part in (found, text) if part.strip())
        width, height = page.get_size()
        teller.page(number, text, picture=picture, width=round(width, 1), height=round(height, 1))
        page.close()
    if damaged == total:
        raise Fault("damaged")


def picture(file: BinaryIO, job: Job, out: BinaryIO) -> None:
    """Draw one page, with its form fields and stamps."""
    from matang.lib.reader.drawing import save

    document = _opened(file)
    if job.page > len(document):
        raise Fault("no_page")
    try:
        page = document[job.page - 1]
        save(_drawn(page, job.width), job.width, out)
    except pypdfium2.PdfiumError as fault:
        raise Fault("damaged") from fault


def _opened(file: BinaryIO) -> Any:
    try:
        document = pypdfium2.PdfDocument(file)
        document.init_forms()
    except pypdfium2.PdfiumError as fault:
        raise Fault("locked" if fault.err_code == PASSWORD else "damaged") from fault
    return document


def _page(document: Any, number: int) -> Any:
    """A page with what stands in its form fields and stamps (as of an electronic signature) as part of its text."""
    page = document[number - 1]
    if document.formenv is None:
        return page
    page.flatten()
    page.close()
    return document[number - 1]


def _text(page: Any) -> str:
    """The text of the page, lines kept; a word that was parted at the end of a line is whole again."""
    held = page.get_textpage()
    text: str = held.get_text_bounded() if held.count_chars() else ""
    held.close()
    return PARTED.sub(_whole, text.replace("\r\n", "\n"))


def _whole(parted: re.Match[str]) -> str:
    """A word that a hyphen parts at the end of a line: whole again, with its hyphen if it has one anywhere: words
    that are doubled ("undang-undang", "sebaik-baiknya"), single letters ("e-office")."""
    left, right = parted.groups()
    low, after = left.lower(), right.lower()
    doubled = any(low.endswith(after[:size]) for size in range(3, len(after) + 1))
    return f"{left}-{right}" if doubled or len(left) == 1 else left + right


def _recogniser(job: Job, teller: Teller) -> Recogniser:
    from matang.lib.reader.recognising import Recogniser

    return Recogniser(job.limits, teller)


def _drawn(page: Any, width: int = 0, *, grey: bool = False) -> Image.Image:
    """The page as a picture, `width` pixels wide, or (0) at the resolution of character recognition."""
    from matang.lib.reader.recognising import DPI

    wide, high = page.get_size()
    if wide <= 0 or high <= 0:
        raise Fault("damaged")
    scale = width / wide if width else DPI / INCH
    scale = min(scale, (MOST_PIXELS / (wide * high)) ** 0.5)
    drawn: Image.Image = page.render(scale=scale, grayscale=grey).to_pil()
    return drawn
