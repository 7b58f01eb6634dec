"""Workbooks through openpyxl: numbers as numbers, words as words, ready to print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import Cell as XlsxCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Link:
    """Words that lead to another file, by its address as it is seen from the workbook's folder."""

    text: str
    target: str


Cell = str | int | Fraction | Link | None
# 421 is Indonesian: LibreOffice then writes 3,19 everywhere, Excel where the computer is Indonesian.
DECIMAL, LEVEL = "[$-421]0.00", "[$-421]General"
LONGEST = 32_767  # what one cell can hold
CUT = " … [dipotong]"


@dataclass(frozen=True)
class Column:
    """A heading, a width in characters, and a number format (see `DECIMAL`)."""

    title: str
    width: float
    format: str = "General"


@dataclass(frozen=True)
class Table:
    """One sheet: lines above the heading, the heading, the rows; `bold` are the indexes of rows that sum up."""

    name: str
    above: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bold: frozenset[int] = frozenset()
    paper: int = 9  # Excel's number: 9 is A4, 8 is A3


def workbook(tables: Sequence[Table], title: str, footer: str, header: str, made: datetime) -> bytes:
    """The tables as an XLSX file, one a sheet. `header` and `footer` are printed on every page."""
    from openpyxl import Workbook

    book = Workbook()
    del book[book.sheetnames[0]]
    book.properties.title = title
    book.properties.creator = "Matang"
    book.properties.created = made.replace(tzinfo=None)
    looks = _Looks()
    for table in tables:
        _sheet(book, table, footer, header, looks)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class _Looks:
    """The few styles of a workbook, made once: a style made for every cell costs ten times as much."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self.plain, self.bold = Font(name="Arial", size=10), Font(name="Arial", size=10, bold=True)
        self.title = Font(name="Arial", size=13, bold=True)
        self.link = Font(name="Arial", size=10, underline="single", color="1A5C48")
        self.head = Font(name="Arial", size=10, bold=True, color="FFFFFF")
        self.fill = PatternFill("solid", fgColor="1A5C48")
        self.wrap = Alignment(vertical="top", wrap_text=True)
        self.number = Alignment(vertical="top", horizontal="center")
        edge = Side(style="thin", color="CFCBBF")
        self.border = Border(left=edge, right=edge, top=edge, bottom=edge)


def _sheet(book: "Workbook", table: Table, footer: str, header: str, looks: _Looks) -> None:
    sheet = book.create_sheet(table.name)
    for row, line in enumerate(table.above, start=1):
        cell = sheet.cell(row=row, column=1)
        _put(cell, line)
        cell.font = looks.title if row == 1 else looks.plain
    top = len(table.above) + 2 if table.above else 1
    _heading(sheet, table, top, looks)
    sheet.row_dimensions[top].height = _height(table.columns, [column.title for column in table.columns])
    for index, values in enumerate(table.rows):
        sheet.row_dimensions[top + 1 + index].height = _height(table.columns, values)
        for number, value in enumerate(values):
            cell = sheet.cell(row=top + 1 + index, column=number + 1)
            _put(cell, value)
            cell.font = looks.link if isinstance(value, Link) else looks.bold if index in table.bold else looks.plain
            cell.alignment = looks.number if isinstance(value, int | Fraction) else looks.wrap
            cell.border = looks.border
            if isinstance(value, int | Fraction):
                cell.number_format = table.columns[number].format
    _print_setup(sheet, table, top, footer, header)


def _heading(sheet: "Worksheet", table: Table, top: int, looks: _Looks) -> None:
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(table.columns, start=1):
        cell = sheet.cell(row=top, column=number)
        _put(cell, column.title)
        cell.font, cell.fill, cell.border, cell.alignment = looks.head, looks.fill, looks.border, looks.wrap
        sheet.column_dimensions[get_column_letter(number)].width = column.width


def _height(columns: Sequence[Column], values: Sequence[Cell]) -> float:
    """Points that the fullest cell needs, as no program fits rows on its own in every case; 409 is Excel's limit."""
    lines = 1
    for column, value in zip(columns, values, strict=True):
        words = value.text if isinstance(value, Link) else value
        if isinstance(words, str):
            rows = words.split("\n")
            lines = max(lines, sum(max(1, ceil(len(row) * 1.15 / column.width)) for row in rows))
    return min(13.0 * lines + 3, 409)


def _print_setup(sheet: "Worksheet", table: Table, top: int, footer: str, header: str) -> None:
    """Landscape, as wide as the page, the heading on every page and frozen on the screen."""
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = table.paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    head: Any = sheet.oddHeader
    feet: Any = sheet.oddFooter
    head.center.text = header.replace("&", "&&") or None
    feet.left.text = footer.replace("&", "&&").replace("\n", " · ") or None
    feet.left.size = feet.right.size = 8
    feet.right.text = "&P / &N"


def _put(cell: "XlsxCell | Any", value: Cell) -> None:
    """Words stay words: openpyxl would read "=1+1" as a formula, and Excel reads "_x0041_" as a letter."""
    if value is None:
        return
    if isinstance(value, Link):
        cell.hyperlink = value.target
        _put(cell, value.text)
    elif isinstance(value, str):
        safe = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value)
        cell.value = safe if len(safe) <= LONGEST else safe[: LONGEST - len(CUT)] + CUT
        cell.data_type = "s"
    else:
        cell.value = value if isinstance(value, int) else Decimal(value.numerator) / Decimal(value.denominator)
