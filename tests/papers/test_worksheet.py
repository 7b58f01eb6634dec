"""The LKE: a workbook that must open anywhere, count with numbers and never run what people typed."""

import csv
import time
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction as F
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from matang import papers
from matang.lib.xlsx import CUT, LONGEST
from tests.papers.examples import HEAD, LONG, NASTY, worksheet
from tests.papers.reading import by_office


def opened(paper: papers.Worksheet) -> Any:
    return load_workbook(BytesIO(papers.worksheet_xlsx(paper)))


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows below the heading, as wide as the heading."""
    top = int(sheet.freeze_panes[1:])
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=top)]


def test_every_indicator_has_its_row_with_numbers_as_numbers() -> None:
    """Lost otherwise: an assessor cannot sort, filter or sum."""
    paper = worksheet()
    book = opened(paper)
    assert book.sheetnames == ["LKE", "Nilai", "Keterangan"]
    rows = rows_of(book["LKE"])
    assert len(rows) == 47
    for row, source in zip(rows, paper.rows, strict=True):
        assert row[0] == source.code and row[3] == source.title
        assert row[4] == pytest.approx(float(source.weight), abs=1e-12)
        assert row[5] == source.self_level
        assert (
            row[10] is None if source.assessor_level is None else row[10] == pytest.approx(float(source.assessor_level))
        )
        assert row[8] == "SK Tim.pdf, hlm. 1–4\nRencana kerja.docx, hlm. 2"
    assert rows_of(book["Nilai"])[0] == ("Indeks", None, paper.instrument, 100, 3.1925, "Baik")
    assert ("Jejak catatan", HEAD) in rows_of(book["Keterangan"])


def test_it_is_ready_to_print() -> None:
    """Lost otherwise: thirteen columns on forty pages."""
    sheet = opened(worksheet(demo=True))["LKE"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    top = int(sheet.freeze_panes[1:]) - 1
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.oddHeader.center.text == "CONTOH"
    assert "CONTOH — bukan dokumen resmi" in [row[0] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("words", [*NASTY, LONG, '=HYPERLINK("x")', "\t=1+1"])
def test_what_people_wrote_is_words_and_never_a_formula(words: str) -> None:
    """Lost otherwise: a worksheet that runs what somebody typed, or shows #NAME? in its place."""
    row = replace(worksheet().rows[0], fact=words, title=words, evidence=(words,), finding=words)
    sheet = opened(worksheet(rows=(row,), agency=words))["LKE"]
    top = int(sheet.freeze_panes[1:])
    for column in (4, 7, 9, 12):
        cell = sheet.cell(row=top, column=column)
        assert cell.value == words
        assert cell.data_type == "s"
    assert not [c for r in sheet.iter_rows() for c in r if c.data_type == "f"]


def test_too_long_and_unprintable_words_do_not_stop_the_worksheet() -> None:
    """Lost otherwise: the whole LKE, because of one cell."""
    row = replace(worksheet().rows[0], fact="a\x00b\x0bc", analysis="y" * 40_000)
    cells = rows_of(opened(worksheet(rows=(row,)))["LKE"])[0]
    assert cells[6] == "abc"
    assert len(cells[7]) == LONGEST and cells[7].endswith(CUT)


def test_another_program_reads_the_same_figures(tmp_path: Path) -> None:
    """Lost otherwise: an office without Excel sees other numbers. Half up and comma, as on the page."""
    nasty = replace(worksheet().rows[0], fact="=1+1", analysis="_x0041_ & <b>")
    paper = worksheet(rows=(nasty, *worksheet().rows[1:]))
    option = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,"
    for number, sheet in ((1, "LKE"), (2, "Nilai")):
        folder = tmp_path / sheet
        folder.mkdir()
        text = by_office(papers.worksheet_xlsx(paper), "lke.xlsx", option + str(number), folder).decode()
        rows = list(csv.reader(StringIO(text)))
        if sheet == "LKE":
            found = [row for row in rows if row[0].isdecimal()]
            assert len(found) == 47
            for row, source in zip(found, paper.rows, strict=True):
                assert row[4] == _shown(source.weight)
                assert row[10] == ("" if source.assessor_level is None else _level(source.assessor_level))
            assert found[0][6:8] == ["=1+1", "_x0041_ & <b>"]
        else:
            index = next(row for row in rows if row[0] == "Indeks")
            assert index[3:6] == ["100,00", "3,19", "Baik"]
            assert [row[4] for row in rows if row[0] == "Domain"] == ["1,33", "2,33", "3,33", "4,33"]


def _shown(value: F) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")


def _level(value: F) -> str:
    return str(value) if value.denominator == 1 else _shown(value)


def test_it_is_fast() -> None:
    """Lost otherwise: a download that waits. Aim 100 ms for 47 indicators; the limit leaves room for a busy machine."""
    papers.worksheet_xlsx(worksheet())
    start = time.perf_counter()
    papers.worksheet_xlsx(worksheet())
    spent = time.perf_counter() - start
    print(f"LKE, 47 indicators, warm: {1000 * spent:.0f} ms")
    assert spent < 3  # a loaded machine; the figure is bin/bench's
