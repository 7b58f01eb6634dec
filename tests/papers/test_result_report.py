"""The LHE: the paper that an office files. It must be whole, official, fast and the same every time."""

import re
import subprocess
from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path

import pypdfium2
import pytest

from matang import papers
from matang.lib import typst
from matang.papers.result_report import change, extremes
from tests.papers.examples import HEAD, LONG, NASTY, indicators, report
from tests.papers.reading import bare, pdf_words


def test_it_holds_everything_that_a_report_must_hold(tmp_path: Path) -> None:
    """Lost otherwise: a part of the official report, without anyone noticing."""
    paper = report()
    words = pdf_words(papers.result_report_pdf(paper), tmp_path)
    for part in (
        *paper.letterhead.lines, "LAPORAN HASIL EVALUASI", "NOMOR 000.8.3/123/BHK/2024", "Indeks SPBE 47 indikator",
        *paper.basis, "3,19, Baik", "Naik 0,39 dari Evaluasi Tahun 2023 (2,80).", "Nilai per domain dan aspek",
        "Kekuatan dan kelemahan", "Temuan", "Rekomendasi", "Plt. Kepala Biro Hukum,", "Pejabat Contoh, S.H., M.Si.",
        "Pembina Tk. I, IV/b", "NIP 19800101 200501 1 001", "Kota Contoh, 25 Juni 2024", HEAD,
    ):  # fmt: skip
        assert bare(part) in bare(words), part
    for row in (*paper.nodes, *paper.indicators):
        assert bare(row.title) in bare(words)


def test_the_table_has_every_indicator_with_its_three_levels(tmp_path: Path) -> None:
    """Lost otherwise: a level on paper that is not the decided one."""
    words = bare(pdf_words(papers.result_report_pdf(report()), tmp_path))
    for row in indicators():
        own, final, last = (f"{v.numerator}" if v and v.denominator == 1 else "1,26" if v else "—" for v in
                            (row.self_level, row.final_level, row.last_level))  # fmt: skip
        assert f"{bare(row.title)}2,13{own}{final}{last}" in words, row.code


def test_equal_input_gives_equal_bytes() -> None:
    """Lost otherwise: the hash kept with a decision no longer proves its report."""
    assert papers.result_report_pdf(report()) == papers.result_report_pdf(report())
    assert papers.result_report_pdf(report()) != papers.result_report_pdf(report(predicate="Cukup"))
    assert b"2024-06-25T03:00:00" in papers.result_report_pdf(report())  # its own date, not the clock's


def test_it_is_archival_and_needs_no_font_of_the_reader(tmp_path: Path) -> None:
    """Lost otherwise: an archive refuses it, or another computer shows other letters."""
    data = papers.result_report_pdf(report())
    assert b"pdfaid:part>2<" in data and b"pdfaid:conformance>B<" in data
    (tmp_path / "r.pdf").write_bytes(data)
    fonts = subprocess.run(["pdffonts", tmp_path / "r.pdf"], capture_output=True, text=True, check=True).stdout
    rows = fonts.splitlines()[2:]
    assert rows and all(" yes yes yes " in row for row in rows)
    assert "OpenSans" in fonts


@pytest.mark.parametrize(("sheet", "size"), [("a4", (595, 842)), ("f4", (609, 935))])
def test_every_page_has_the_sheet_the_office_uses(sheet: str, size: tuple[int, int]) -> None:
    """Lost otherwise: the printer cuts the signature block."""
    document = pypdfium2.PdfDocument(papers.result_report_pdf(report(sheet=sheet)))
    assert len(document) == 4
    assert {tuple(round(side) for side in page.get_size()) for page in document} == {size}


def test_a_demonstration_says_so_on_every_page(tmp_path: Path) -> None:
    """Lost otherwise: an invented report is taken for a real one."""
    pages = pdf_words(papers.result_report_pdf(report(demo=True)), tmp_path).split("\f")[:-1]
    assert len(pages) == 4
    assert all("CONTOH — bukan dokumen resmi" in page for page in pages)
    assert "bukan dokumen resmi" not in pdf_words(papers.result_report_pdf(report()), tmp_path)


@pytest.mark.parametrize("words", [*NASTY, LONG])
def test_what_people_wrote_arrives_as_they_wrote_it(words: str, tmp_path: Path) -> None:
    """Lost otherwise: a finding that is cut at an ampersand, or runs as a program, or stops the whole report."""
    finding = papers.FindingRow("9", words, words, words)
    data = papers.result_report_pdf(report(findings=(finding,), summary=words, closing=words, agency=words))
    assert bare(_body(data, tmp_path)).count(bare(words)) >= 5


def _body(data: bytes, folder: Path) -> str:
    """The text without heads and feet, so that words which run over a page are whole."""
    frame = re.compile(r"- \d+ -|\d+ dari \d+|Jejak catatan .*|Laporan Hasil Evaluasi .*")
    return "\n".join(row for row in re.split(r"[\n\f]", pdf_words(data, folder)) if not frame.fullmatch(row))


def test_control_characters_do_not_stop_a_report(tmp_path: Path) -> None:
    """Lost otherwise: text pasted from another program, and with it the report."""
    data = papers.result_report_pdf(report(summary="sa\x00tu\x0b\x1f \ud800du\ufffea\r\ntiga"))
    assert "satuduatiga" in bare(pdf_words(data, tmp_path))


def test_an_empty_result_is_still_a_paper(tmp_path: Path) -> None:
    """Lost otherwise: the draft of an office that has rated nothing yet."""
    paper = report(index=None, predicate="Belum dinilai", last_index=None, nodes=(), indicators=(), findings=())
    paper = replace(paper, letterhead=replace(paper.letterhead, logo=None), number="", basis=())
    words = pdf_words(papers.result_report_pdf(paper), tmp_path)
    assert "—, Belum dinilai" in words
    assert "Kekuatan" not in words


def test_a_missing_font_stops_the_paper(tmp_path: Path) -> None:
    """Lost otherwise: a report in whatever letters were there, and nobody is told."""
    (tmp_path / "t.typ").write_text('#set text(font: "Huruf Yang Tidak Ada")\nHalo', encoding="utf-8")
    with pytest.raises(typst.PaperError, match="unknown font"):
        typst.pdf(tmp_path / "t.typ", {}, report().made)


def test_strengths_and_weaknesses_do_not_overlap() -> None:
    """Lost otherwise: one indicator is praised and blamed on the same page."""
    strong, weak = extremes(indicators())
    assert [row.final_level for row in strong] == [F(5)] * 5
    assert [row.final_level for row in weak] == [F(1)] * 5
    same = tuple(replace(row, final_level=F(3)) for row in indicators())
    assert extremes(same) == ((), ())
    assert extremes(()) == ((), ())


def test_the_move_since_last_year_is_said_from_exact_figures() -> None:
    """Lost otherwise: "naik 0,00" or a fall that reads as a rise."""
    assert change(report(index=F(28, 10))) == "Sama dengan Evaluasi Tahun 2023 (2,80)."
    assert change(report(index=F(5, 2))) == "Turun 0,30 dari Evaluasi Tahun 2023 (2,80)."
    assert change(report(last_index=None)) == ""
