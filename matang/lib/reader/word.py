"""DOCX: paragraphs and tables in reading order, pages where Word broke them or somebody asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from matang.lib.reader.package import Attributes, Package, walk
from matang.lib.reader.paging import Pages
from matang.lib.reader.telling import Fault, Teller

if TYPE_CHECKING:
    from matang.lib.reader.child import Job

MAIN = "wordprocessingml.document.main+xml"
PART = "wordprocessingml.{}+xml"
TWICE = frozenset({"Fallback", "moveFrom"})  # what they hold stands elsewhere once more
MARKS = {"tab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
PICTURES = frozenset({"drawing", "pict", "object"})
OFF = frozenset({"0", "false", "off"})


def read(file: BinaryIO, _job: Job, teller: Teller) -> None:
    """Tell the document: headers and footers stand on the first page, notes on the last."""
    package = Package(file)
    main = package.parts(MAIN)
    if not main:
        raise Fault("damaged")
    body = _Story(package, main[0])
    pages = body.pages.done(cut=not body.rendered)
    above, below, notes = (_others(package, kind) for kind in (("header",), ("footer",), ("footnotes", "endnotes")))
    pages[0] = (_joined(above, pages[0][0], below), pages[0][1])
    pages[-1] = (_joined(pages[-1][0], notes), pages[-1][1])
    total = teller.start(len(pages))
    for number, (text, picture) in enumerate(pages[:total], 1):
        teller.page(number, text, picture=picture)
        if picture:
            teller.note("inner_picture", number)


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _others(package: Package, kinds: tuple[str, ...]) -> str:
    """The text of parts of these kinds; equal ones (headers of sections) once."""
    texts: dict[str, None] = {}
    for kind in kinds:
        for name in package.parts(PART.format(kind)):
            story = _Story(package, name)
            texts["\n".join(text for text, _ in story.pages.done(cut=False))] = None
    return _joined(*texts)


class _Story:
    """One part with text: its pages, and whether Word has left marks where it broke them."""

    def __init__(self, package: Package, name: str) -> None:
        self.pages = Pages()
        self.rendered = False
        self._in_text = False
        self._skipped = 0
        self._cells = 0
        self._turn_after = False
        walk(package, name, self._start, self._end, self._data)

    def _start(self, tag: str, attributes: Attributes) -> None:
        if self._skipped or tag in TWICE:
            self._skipped += 1
        elif tag == "t":
            self._in_text = True
        elif tag in MARKS:
            if "val" not in attributes:  # in the properties of a paragraph a tab is a place, not a character
                self.pages.write(MARKS[tag])
        elif tag in {"br", "cr"}:
            self._break(attributes)
        elif tag == "lastRenderedPageBreak":
            self.rendered = True
            self._turn()
        elif tag in PICTURES:
            self.pages.draw()
        else:
            self._structure(tag, attributes)

    def _structure(self, tag: str, attributes: Attributes) -> None:
        if tag == "tc":
            self._cells += 1
        elif tag == "pageBreakBefore" and attributes.get("val") not in OFF:
            self._turn()
        elif tag == "sectPr":
            self._turn_after = True
        elif tag == "type" and attributes.get("val") == "continuous":
            self._turn_after = False

    def _break(self, attributes: Attributes) -> None:
        if attributes.get("type") == "page":
            self._turn()
        elif self._cells:
            self.pages.write(" ")
        else:
            self.pages.end_line()

    def _turn(self) -> None:
        """Turn the page, but not in the middle of a row: its cells belong together."""
        if not self._cells:
            self.pages.turn()

    def _end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tc":
            self._cells -= 1
            self.pages.write("\t")
        elif tag == "tr" and not self._cells:
            self.pages.end_line()

    def _end_paragraph(self) -> None:
        if self._cells:
            self.pages.write(" ")
        else:
            self.pages.end_line()
        if self._turn_after and not self.rendered:
            self._turn()
        self._turn_after = False

    def _data(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self.pages.write(text)
