"""ODT, ODS, ODP: pages where the program broke them, sheets and slides as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from matang.lib.reader.kinds import ODF
from matang.lib.reader.package import Attributes, Package, walk
from matang.lib.reader.paging import Pages
from matang.lib.reader.telling import Fault, Teller

if TYPE_CHECKING:
    from matang.lib.reader.child import Job

LEFT_OUT = frozenset({"annotation", "tracked-changes", "note-citation", "page-number", "page-count"})
PARAGRAPHS = frozenset({"p", "h"})
MOST_REPEATED = 256  # cells; empty ones fill a row to its end by one number
MANIFEST = "META-INF/manifest.xml"


def read(file: BinaryIO, job: Job, teller: Teller) -> None:
    """Tell the document; headers and footers of a text stand on its first page."""
    package = Package(file)
    if _locked(package):
        raise Fault("locked")
    as_text, as_sheets = job.media_type == ODF + "text", job.media_type == ODF + "spreadsheet"
    content = _Content(package, as_sheets=as_sheets)
    pages = content.pages.done(cut=as_text and not content.rendered)
    if as_text and "styles.xml" in package.names:
        above, below = _margins(package)
        pages[0] = ("\n".join(part for part in (above, pages[0][0], below) if part), pages[0][1])
    total = teller.start(len(pages))
    for number, (text, picture) in enumerate(pages[:total], 1):
        teller.page(number, text, picture=picture)
        if picture:
            teller.note("inner_picture", number)


def _locked(package: Package) -> bool:
    found: list[bool] = []
    if MANIFEST in package.names:
        walk(package, MANIFEST, lambda tag, _: found.append(True) if tag == "encryption-data" else None)
    return bool(found)


def _margins(package: Package) -> tuple[str, str]:
    """The texts of headers and of footers; equal ones once."""
    found: dict[str, dict[str, None]] = {"header": {}, "footer": {}}
    inside: list[str] = []
    skipped: list[str] = []
    line: list[str] = []

    def start(tag: str, _attributes: Attributes) -> None:
        place = tag.partition("-")[0]
        if tag in LEFT_OUT:
            skipped.append(tag)
        elif place in found and not tag.endswith("-style"):
            inside.append(place)

    def end(tag: str) -> None:
        if skipped and tag == skipped[-1]:
            skipped.pop()
        elif inside and tag.partition("-")[0] == inside[-1] and not tag.endswith("-style"):
            inside.pop()
        elif tag in PARAGRAPHS and inside:
            found[inside[-1]]["".join(line).strip()] = None
            line.clear()

    walk(package, "styles.xml", start, end, lambda text: line.append(text) if inside and not skipped else None)
    above, below = ("\n".join(filter(None, texts)) for texts in found.values())
    return above, below


class _Content:
    """The body: its pages, and whether the program has left marks where it broke them."""

    def __init__(self, package: Package, *, as_sheets: bool) -> None:
        self.pages = Pages()
        self.rendered = False
        self._as_sheets = as_sheets
        self._breaking: set[str] = set()  # styles of paragraphs that begin a page
        self._style = ""
        self._skipped = 0
        self._paragraphs = 0
        self._cells: list[tuple[int, int]] = []  # of each open cell: how often it stands there, where its text began
        walk(package, "content.xml", self._start, self._end, self._data)

    def _start(self, tag: str, attributes: Attributes) -> None:
        if self._skipped or tag in LEFT_OUT:
            self._skipped += 1
        elif tag in PARAGRAPHS:
            self._start_paragraph(attributes)
        elif tag == "s":
            self.pages.write(" " * _times(attributes.get("c")))
        elif tag == "tab":
            self.pages.write("\t")
        elif tag == "line-break":
            self._end_text()
        elif tag == "soft-page-break":
            self.rendered = True
            self._turn()
        elif tag == "image":
            self.pages.draw()
        else:
            self._structure(tag, attributes)

    def _structure(self, tag: str, attributes: Attributes) -> None:
        if tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "paragraph-properties" and attributes.get("break-before") == "page":
            self._breaking.add(self._style)
        elif tag in {"table-cell", "covered-table-cell"}:
            self._cells.append((_times(attributes.get("number-columns-repeated")), self.pages.mark()))
        elif tag == "page":
            self.pages.begin()
        elif tag == "table" and self._as_sheets and not self._cells:
            self.pages.begin()
            self.pages.write(attributes.get("name", ""))
            self.pages.end_line()

    def _start_paragraph(self, attributes: Attributes) -> None:
        self._paragraphs += 1
        if attributes.get("style-name") in self._breaking:
            self._turn()

    def _turn(self) -> None:
        if not self._cells:
            self.pages.turn()

    def _end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag in PARAGRAPHS:
            self._paragraphs -= 1
            self._end_text()
        elif tag in {"table-cell", "covered-table-cell"}:
            times, began = self._cells.pop()
            self.pages.repeat(began, times)
        elif tag == "table-row" and not self._cells:
            self.pages.end_line()

    def _end_text(self) -> None:
        if self._cells:
            self.pages.write(" ")
        else:
            self.pages.end_line()

    def _data(self, text: str) -> None:
        if self._paragraphs and not self._skipped:
            self.pages.write(text)


def _times(text: str | None) -> int:
    return min(int(text), MOST_REPEATED) if text and text.isdecimal() and len(text) < 10 else 1
