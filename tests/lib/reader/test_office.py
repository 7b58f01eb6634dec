"""Office files. What a person would lose: a letterhead, a table, a date, a slide, and the page where each stands."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from matang.lib.reader.process import picture, read
from matang.lib.reader.reading import Limits, Unreadable
from tests.lib.reader import making
from tests.lib.reader.making import CSV, DOCX, ODP, ODS, ODT, PPTX, TEXT, XLSX


def texts(path: Path, media_type: str) -> list[str]:
    return [page.text for page in read(path, media_type).pages]


def test_a_word_document_is_read_in_the_order_of_its_pages(tmp_path: Path):
    assert texts(making.word(tmp_path), DOCX) == [
        "PEMERINTAH PROVINSI CONTOH\nBagian Pertama\nNo\tUraian\n1\tRapat\tkoordinasi\nSesudah tabel\nJalan Merdeka 1",
        "Halaman kedua",
    ]


def test_pages_are_those_that_word_has_drawn(tmp_path: Path):
    """A break that somebody asked for and the mark that Word leaves beside it are one page, not two."""
    body = (
        "<w:p><w:r><w:t>Satu</w:t><w:br w:type='page'/></w:r></w:p>"
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Dua</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>masih dua </w:t><w:lastRenderedPageBreak/><w:t>Tiga</w:t></w:r></w:p>"
    )
    assert texts(making.word_of(tmp_path, body), DOCX) == ["Satu", "Dua\nmasih dua", "Tiga"]


def test_a_long_document_without_breaks_has_pages_all_the_same(tmp_path: Path):
    lines = [f"Baris {number} dari laporan yang panjang sekali." for number in range(400)]
    pages = texts(making.word_of(tmp_path, "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)), DOCX)
    assert "\n".join(pages).split("\n") == lines
    assert all(1_500 <= len(page) <= 4_500 for page in pages)


def test_what_word_keeps_twice_or_deleted_is_read_once(tmp_path: Path):
    body = (
        "<w:p><w:del><w:r><w:delText>dihapus</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>dipindah</w:t></w:r></w:moveFrom>"
        "<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent><w:p><w:r><w:t>Kotak teks</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>Kotak teks</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent><w:r><w:t>Isi</w:t></w:r></w:p>"
    )
    assert texts(making.word_of(tmp_path, body), DOCX) == ["Kotak teks\nIsi"]


def test_a_document_of_pictures_only_is_told(tmp_path: Path):
    reading = read(making.word_of(tmp_path, "<w:p><w:r><w:drawing/></w:r></w:p>"), DOCX)
    assert reading.pages[0].picture
    assert "hanya berisi gambar" in reading.notes[0].sentence


def test_a_workbook_shows_values_as_a_person_sees_them(tmp_path: Path):
    day, moment = datetime.date(2025, 8, 17), datetime.datetime(2025, 8, 17, 9, 30)
    sheets = {
        "Daftar": [["Nama", "Tanggal", "Rapat", "Capaian", "Nilai"], ["Biro  Hukum", day, moment, 0.875, 3.14], [],
                   [None, None, 12345, True, "=1+1"]],
        "Kosong": [],
    }  # fmt: skip
    assert texts(making.workbook(tmp_path, sheets, {"D2": "0.0%", "B2": "dd/mm/yyyy"}), XLSX) == [
        "Daftar\nNama\tTanggal\tRapat\tCapaian\tNilai\n"
        "Biro Hukum\t17 Agustus 2025\t17 Agustus 2025 09.30\t87,5%\t3,14\n\t\t12345\tTRUE",
        "Kosong",
    ]


def test_a_huge_sheet_is_read_to_its_limit(tmp_path: Path):
    reading = read(
        making.workbook(tmp_path, {"S": [["x" * 50]] * 200, "T": [["ada"]]}), XLSX, limits=Limits(page_text=999)
    )
    assert [len(page.text) for page in reading.pages] == [999, 5]
    assert [(note.code, note.pages) for note in reading.notes] == [("text_limit", (1,))]


def test_slides_come_in_their_order_with_their_notes(tmp_path: Path):
    assert texts(making.slides(tmp_path), PPTX) == ["Judul\nPeta jalan\nCatatan pembicara", "Penutup\nNilai\t4"]


def test_an_open_text_is_read_with_its_breaks_and_margins(tmp_path: Path):
    body = (
        "<office:automatic-styles><style:style style:name='P1'><style:paragraph-properties fo:break-before='page'/>"
        "</style:style></office:automatic-styles><office:body><office:text>"
        "<text:tracked-changes><text:p>dihapus</text:p></text:tracked-changes>"
        "<text:h>Judul</text:h><text:p>dua<text:s text:c='2'/>spasi<text:tab/>tab<office:annotation><text:p>komentar"
        "</text:p></office:annotation></text:p><table:table table:name='T'><table:table-row>"
        "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
        "</table:table-row></table:table><text:p text:style-name='P1'>Halaman dua</text:p></office:text></office:body>"
    )
    styles = (
        "<style:header-style/><style:header><text:p>KOP SURAT</text:p></style:header><style:footer>"
        "<text:p>kaki <text:page-number>1</text:page-number></text:p></style:footer>"
    )
    made = making.open_document(tmp_path, ODT, body, styles=styles)
    assert texts(made, ODT) == ["KOP SURAT\nJudul\ndua  spasi\ttab\na\tb\nkaki", "Halaman dua"]


def test_an_open_sheet_keeps_its_columns(tmp_path: Path):
    """Equal cells are stored once with a number; a row filled to its end must not become a thousand tabs."""
    body = (
        "<table:table table:name='Nilai'><table:table-row><table:table-cell table:number-columns-repeated='2'>"
        "<text:p>4</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>akhir</text:p>"
        "</table:table-cell><table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
        "<table:table-row table:number-rows-repeated='1048000'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>"
        "<table:table table:name='Kosong'/>"
    )
    assert texts(making.open_document(tmp_path, ODS, body), ODS) == ["Nilai\n4\t4\t\takhir", "Kosong"]


def test_open_slides_keep_their_numbers(tmp_path: Path):
    body = (
        "<draw:page><text:p>Judul</text:p></draw:page><draw:page/>"
        "<draw:page><draw:frame><draw:image/></draw:frame></draw:page>"
    )
    reading = read(making.open_document(tmp_path, ODP, body), ODP)
    assert [(page.text, page.picture) for page in reading.pages] == [("Judul", False), ("", False), ("", True)]
    assert [note.pages for note in reading.notes] == [(3,)]


@pytest.mark.parametrize(
    ("raw", "notes"),
    [
        ("Kata é – “kutip”".encode(), []),
        ("Kata é – “kutip”".encode("utf-8-sig"), []),
        ("Kata é – “kutip”".encode("utf-16"), []),
        ("Kata é – “kutip”".encode("utf-16-le"), []),
        ("Kata é – “kutip”".encode("cp1252"), ["encoding"]),
    ],
)
def test_text_is_read_whatever_wrote_it(tmp_path: Path, raw: bytes, notes: list[str]):
    """A list that Excel or Notepad saved must not become a row of strange letters."""
    (tmp_path / "catatan.txt").write_bytes(raw)
    reading = read(tmp_path / "catatan.txt", TEXT)
    assert [page.text for page in reading.pages] == ["Kata é – “kutip”"]
    assert [note.code for note in reading.notes] == notes


def test_a_long_csv_is_cut_between_its_rows(tmp_path: Path):
    rows = [f"{number};Dinas {number};{number * 7}" for number in range(1000)]
    (tmp_path / "daftar.csv").write_text("\r\n".join(rows))
    pages = texts(tmp_path / "daftar.csv", CSV)
    assert len(pages) > 3
    assert "\n".join(pages).split("\n") == rows


def test_an_office_file_has_no_picture_and_says_what_to_do(tmp_path: Path):
    with pytest.raises(Unreadable) as caught:
        picture(making.word(tmp_path), DOCX, 1, 240, tmp_path / "gambar.webp")
    assert caught.value.code == "no_picture"
    assert "unduh" in caught.value.sentence
