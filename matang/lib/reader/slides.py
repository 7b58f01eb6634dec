"""PPTX: each slide a page, its texts in the order of the slide, then the notes of its speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from matang.lib.reader.package import Attributes, Package, walk
from matang.lib.reader.paging import Pages
from matang.lib.reader.telling import Fault, Teller

if TYPE_CHECKING:
    from matang.lib.reader.child import Job

MAIN = "presentationml.presentation.main+xml"


def read(file: BinaryIO, _job: Job, teller: Teller) -> None:
    """Tell the slides in the order of the presentation."""
    package = Package(file)
    main = package.parts(MAIN)
    if not main:
        raise Fault("damaged")
    slides = _slides(package, main[0])
    for number, part in enumerate(slides[: teller.start(len(slides))], 1):
        text, picture = _Shapes(package, part).told()
        notes = [relation.target for relation in package.relations(part).values() if relation.type == "notesSlide"]
        if notes:
            said, _ = _Shapes(package, notes[0]).told()
            text = f"{text}\n{said}" if said else text
        teller.page(number, text, picture=picture)
        if picture:
            teller.note("inner_picture", number)


def _slides(package: Package, main: str) -> list[str]:
    relations = package.relations(main)
    found: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        # The list names a slide by r:id; its own id is a number and never names a relation.
        if tag == "sldId" and (relation := relations.get(attributes.get("id", ""))):
            found.append(relation.target)

    walk(package, main, start)
    return found


class _Shapes:
    """The text of all shapes of a slide; fields (the number of the slide, today's date) are left out."""

    def __init__(self, package: Package, part: str) -> None:
        self._pages = Pages()
        self._skipped = 0
        self._in_text = False
        self._in_cell = 0
        walk(package, part, self._start, self._end, self._data)

    def told(self) -> tuple[str, bool]:
        """The text, and whether a picture is all there is."""
        return self._pages.done(cut=False)[0]

    def _start(self, tag: str, _attributes: Attributes) -> None:
        if self._skipped or tag in {"Fallback", "fld"}:
            self._skipped += 1
        elif tag == "t":
            self._in_text = True
        elif tag == "tc":
            self._in_cell += 1
        elif tag == "br":
            self._end_text()
        elif tag in {"pic", "blip"}:
            self._pages.draw()

    def _end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "p":
            self._end_text()
        elif tag == "tc":
            self._in_cell -= 1
            self._pages.write("\t")
        elif tag == "tr":
            self._pages.end_line()

    def _end_text(self) -> None:
        if self._in_cell:
            self._pages.write(" ")
        else:
            self._pages.end_line()

    def _data(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._pages.write(text)
