"""XLSX: each sheet a page, its name first, its rows as lines of cells parted by tabs, values as a person sees them."""

from __future__ import annotations

import contextlib
import datetime
import re
from typing import TYPE_CHECKING, BinaryIO

from matang.lib.reader.package import Attributes, Package, walk
from matang.lib.reader.telling import Fault, Teller

if TYPE_CHECKING:
    from matang.lib.reader.child import Job

MAIN = "spreadsheetml.sheet.main+xml"
COLUMNS = 256
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
DATES = frozenset({14, 15, 16, 17})  # numbers of built-in formats
TIMES = frozenset({18, 19, 20, 21, 22, 45, 46, 47})
PERCENT = frozenset({9, 10})
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
LATEST = 2_958_465  # 31 December 9999, counted in days


class Enough(Exception):
    """The page has all the text that it may have."""


def read(file: BinaryIO, job: Job, teller: Teller) -> None:
    """Tell each sheet that holds cells, in the order of the workbook."""
    package = Package(file)
    main = package.parts(MAIN)
    if not main:
        raise Fault("damaged")
    book = _Book(package, main[0])
    total = teller.start(len(book.sheets))
    for number, (title, part) in enumerate(book.sheets[:total], 1):
        sheet = _Sheet(book, job.limits.page_text)
        with contextlib.suppress(Enough):
            walk(package, part, sheet.start, sheet.end, sheet.data)
        text = "\n".join([title, *sheet.rows])
        picture = not sheet.rows and sheet.drawn
        teller.page(number, text, picture=picture)
        if picture:
            teller.note("inner_picture", number)


class _Book:
    """What the sheets share: their names and parts, the texts, the formats, the day that dates count from."""

    def __init__(self, package: Package, main: str) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.formats: list[str] = []
        self.first_day = datetime.datetime(1899, 12, 30)  # noqa: DTZ001
        self._read_list(package, main)
        relations = package.relations(main).values()
        parts = {relation.type: relation.target for relation in relations}
        self.texts = _texts(package, parts["sharedStrings"]) if "sharedStrings" in parts else []
        if "styles" in parts:
            self._read_formats(package, parts["styles"])

    def _read_list(self, package: Package, main: str) -> None:
        relations = package.relations(main)

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "sheet":
                relation = relations.get(attributes.get("id", ""))
                if relation and relation.type == "worksheet":
                    self.sheets.append((attributes.get("name", ""), relation.target))
            elif tag == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
                self.first_day = datetime.datetime(1904, 1, 1)  # noqa: DTZ001

        walk(package, main, start)

    def _read_formats(self, package: Package, part: str) -> None:
        codes: dict[int, str] = {}
        inside: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "cellXfs":
                inside.append(tag)
            elif tag == "numFmt":
                codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif tag == "xf" and inside:
                number = _whole(attributes.get("numFmtId"))
                self.formats.append(_shape(number, codes.get(number, "")))

        walk(package, part, start, lambda _tag: inside.clear() if _tag == "cellXfs" else None)


def _texts(package: Package, part: str) -> list[str]:
    """The shared texts of a workbook, without the readings that East Asian words carry."""
    texts: list[str] = []
    pieces: list[str] = []
    state = {"t": 0, "rPh": 0}

    def start(tag: str, _attributes: Attributes) -> None:
        if tag in state:
            state[tag] += 1

    def end(tag: str) -> None:
        if tag in state:
            state[tag] -= 1
        elif tag == "si":
            texts.append(" ".join("".join(pieces).split()))
            pieces.clear()

    def data(text: str) -> None:
        if state["t"] and not state["rPh"]:
            pieces.append(text)

    walk(package, part, start, end, data)
    return texts


class _Sheet:
    """Rows of one sheet as they are streamed; empty rows are left out."""

    def __init__(self, book: _Book, most: int) -> None:
        self.rows: list[str] = []
        self.drawn = False
        self._book = book
        self._left = most
        self._cells: list[str] = []
        self._value: list[str] = []
        self._reading = False
        self._type, self._format, self._column = "", "", 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """A tag opens."""
        if tag == "c":
            self._type = attributes.get("t", "n")
            at = _whole(attributes.get("s"))
            self._format = self._book.formats[at] if at < len(self._book.formats) else ""
            self._column = _column(attributes["r"]) if "r" in attributes else len(self._cells)
            self._value.clear()
        elif tag in {"v", "t"}:
            self._reading = True
        elif tag == "drawing":
            self.drawn = True

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in {"v", "t"}:
            self._reading = False
        elif tag == "c" and self._value and self._column < COLUMNS:
            self._cells += [""] * (self._column - len(self._cells))
            self._cells.append(self._shown("".join(self._value)))
        elif tag == "row":
            self._end_row()

    def data(self, text: str) -> None:
        """Characters."""
        if self._reading:
            self._value.append(text)

    def _end_row(self) -> None:
        row = "\t".join(self._cells).rstrip()
        self._cells.clear()
        if row.strip():
            self.rows.append(row)
            self._left -= len(row) + 1
        if self._left < 0:
            raise Enough

    def _shown(self, value: str) -> str:
        """The value as a person sees it in an Indonesian spreadsheet."""
        if self._type == "s":
            at = _whole(value, -1)
            return self._book.texts[at] if 0 <= at < len(self._book.texts) else ""
        if self._type == "b":
            return "TRUE" if value == "1" else "FALSE"
        if self._type != "n":
            return " ".join(value.split())
        try:
            return _number(float(value), self._format, self._book.first_day)
        except (ValueError, OverflowError):
            return " ".join(value.split())


def _number(value: float, shape: str, first_day: datetime.datetime) -> str:
    if shape in {"date", "time"} and 0 <= value <= LATEST:
        moment = first_day + datetime.timedelta(seconds=round(value * 86_400))
        day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}" if value >= 1 else ""
        clock = f"{moment:%H.%M}" if shape == "time" or value < 1 else ""
        return f"{day} {clock}".strip()
    if shape == "percent":
        return f"{value * 100:.15g}%".replace(".", ",")
    if value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return f"{value:.15g}".replace(".", ",")


def _shape(number: int, code: str) -> str:
    """What a number format makes of a number: "date", "time" (with or without a date), "percent" or nothing."""
    bare = LITERAL.sub("", code).lower()
    if number in TIMES or "h" in bare or "ss" in bare:
        return "time"
    if number in DATES or "yy" in bare or "dd" in bare or "mmm" in bare:
        return "date"
    return "percent" if number in PERCENT or "%" in bare else ""


def _column(reference: str) -> int:
    """The column (from 0) of a reference such as "C5"."""
    column = 0
    for letter in reference[:3]:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return max(0, column - 1)


def _whole(text: str | None, otherwise: int = 0) -> int:
    try:
        return int(text or otherwise)
    except ValueError:
        return otherwise
