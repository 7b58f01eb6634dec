"""Tables that people bring: pasted text, CSV and XLSX, each cell with the place where it stands.

A cell that a spreadsheet holds as a number is marked, since a number of more than fifteen digits has lost its end.
"""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 80 * 1024 * 1024
ROWS = 10_000
COLUMNS = 40


class SheetRefused(ValueError):
    """A file that is no table we can read; the message is one Indonesian sentence."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, where it stands ("lembar Orang, sel C5"), and whether the file holds it as a number."""

    text: str
    place: str
    number: bool = False


Row = tuple[Cell, ...]


def read_file(name: str, data: bytes) -> list[Row]:
    """The rows of an XLSX file (its first sheet that holds anything) or a CSV file. Raises SheetRefused."""
    if len(data) > LARGEST:
        raise SheetRefused("Berkas lebih besar dari 5 MB. Simpan hanya lembar yang berisi daftarnya.")
    if data[:4] == b"PK\x03\x04":
        return _xlsx(data)
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise SheetRefused("Berkas XLS lama tidak dapat dibaca. Buka berkas itu, lalu simpan sebagai XLSX.")
    return _delimited(_decoded(data), f"berkas {name}" if name else "")


def read_pasted(text: str) -> list[Row]:
    """The rows of pasted text, separated by tabs or semicolons; by commas only below a heading. Raises SheetRefused."""
    return _delimited(text)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused("Berkas bukan XLSX atau CSV yang dapat dibaca.")


def _delimited(text: str, where: str = "") -> list[Row]:
    if "\x00" in text:
        raise SheetRefused("Berkas bukan XLSX atau CSV yang dapat dibaca.")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    prefix = f"{where}, " if where else ""
    rows = []
    try:
        for values in reader:
            place = f"{prefix}baris {reader.line_num}"
            rows.append(
                tuple(Cell(_plain(value), f"{place}, kolom {at}") for at, value in enumerate(values[:COLUMNS], 1))
            )
            _limit(rows)
    except csv.Error as error:
        raise SheetRefused(f"Baris {reader.line_num} tidak dapat dibaca; periksa tanda kutipnya.") from error
    return _filled(rows)


def _delimiter(text: str) -> str:
    """The separator of a text. Names of offices and titles of people are full of commas ("Dinas Komunikasi,
    Informatika, dan Persandian"), so a comma separates only below a first line that is plainly a heading."""
    lines = [line for line in text.split("\n") if line.strip()]
    for mark in ("\t", ";"):
        if any(mark in line for line in lines):
            return mark
    heads = {cell.strip().strip('"').lower() for cell in lines[0].split(",")} if lines else set()
    return "," if len(heads) > 1 and "nama" in heads else "\t"


def _xlsx(data: bytes) -> list[Row]:
    _measure(data)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = []
            for number, values in enumerate(sheet.iter_rows(max_col=COLUMNS, max_row=ROWS + 2, values_only=True), 1):
                rows.append(tuple(_cell(sheet.title, number, at, value) for at, value in enumerate(values)))
                _limit(rows)
            found = _filled(rows)
            if found:
                return found
    except SheetRefused:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over
        raise SheetRefused(
            "Berkas XLSX rusak atau terkunci kata sandi. Buka dan simpan ulang, lalu coba lagi."
        ) from error
    return []


def _measure(data: bytes) -> None:
    """Refuse a small file that unfolds into an enormous one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise SheetRefused("Berkas XLSX rusak. Buka dan simpan ulang, lalu coba lagi.") from error
    if "xl/workbook.xml" not in names:
        raise SheetRefused("Berkas ini bukan XLSX. Simpan sebagai XLSX atau CSV, lalu coba lagi.")
    if unpacked > LARGEST_UNPACKED:
        raise SheetRefused("Isi berkas terlalu besar. Salin daftarnya ke lembar baru, lalu coba lagi.")


def _cell(sheet: str, row: int, at: int, value: object) -> Cell:
    from openpyxl.utils import get_column_letter

    place = f"lembar {sheet}, sel {get_column_letter(at + 1)}{row}"
    if value is None:
        return Cell("", place)
    if isinstance(value, datetime.datetime | datetime.date):
        return Cell(f"{value:%Y-%m-%d}", place)
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = isinstance(value, int) or value.is_integer()
        return Cell(str(int(value)) if whole else str(value), place, number=True)
    return Cell(_plain(str(value)), place)


def _plain(text: str) -> str:
    """One line without clutter: a cell may hold line breaks and characters that the database refuses."""
    return " ".join(text.replace("\x00", "").split())


def _limit(rows: Sequence[Row]) -> None:
    if len(rows) > ROWS + 1:
        raise SheetRefused(f"Daftar lebih dari {ROWS} baris. Bagilah menjadi beberapa berkas.")


def _filled(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if any(cell.text for cell in row)]


def write_texts(title: str, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> bytes:
    """An XLSX of one sheet in which every cell is text and stays text when it is typed over."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, values in enumerate([heads, *rows], 1):
        for at, value in enumerate(values, 1):
            cell = sheet.cell(row=number, column=at)
            cell.value, cell.data_type, cell.number_format = value, "s", "@"
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
