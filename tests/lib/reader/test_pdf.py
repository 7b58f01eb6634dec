"""PDF is most of the evidence. What a person would lose: the words of a regulation, the pages of a scan, the picture
that shows where a sentence stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from matang.lib.reader.process import picture, read
from matang.lib.reader.reading import Limits, Unreadable
from tests.lib.reader.making import PDF, SCANNED, locked_pdf, pdf, scan, small_pdf, whole_pdf

WORDS = b"BT /F 12 Tf 72 700 Td (Keputusan Kepala Dinas) Tj ET"


def kept(folder: Path, raw: bytes) -> Path:
    target = folder / "berkas.pdf"
    target.write_bytes(raw)
    return target


def test_each_page_is_told_with_its_words_as_soon_as_it_is_read(tmp_path: Path):
    seen: list[tuple[int, int]] = []
    reading = read(
        pdf(tmp_path, "Satu: é – ‘kutip’", "Dua", ""),
        PDF,
        on_page=lambda page, total: seen.append((page.number, total)),
    )
    assert [page.text.strip() for page in reading.pages] == ["Satu: é – ‘kutip’", "Dua", ""]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert (reading.total, reading.notes) == (3, ())
    assert not any(page.picture for page in reading.pages)
    assert reading.pages[0].width == pytest.approx(595.3, abs=0.1)
    assert reading.pages[0].height == pytest.approx(841.9, abs=0.1)


def test_a_word_parted_at_the_end_of_a_line_can_be_found(tmp_path: Path):
    width = "#set page(width: 6cm)\n#set par(justify: true)\n"
    text = width + '#set text(lang: "en", hyphenate: true)\nUnderstanding considerations responsibility'
    assert "considerations" in read(pdf(tmp_path, text), PDF).pages[0].text
    for word in ("undang-undang", "Undang-Undang", "sebaik-baiknya", "e-government"):
        assert word in read(pdf(tmp_path, word.replace("-", "-#linebreak()")), PDF).pages[0].text


def test_the_words_of_a_scan_are_recognised_or_their_absence_is_told(tmp_path: Path):
    (page,), notes = (reading := read(scan(tmp_path), PDF)).pages, reading.notes
    assert page.picture
    if shutil.which("tesseract"):
        assert all(line in page.text for line in SCANNED)
        assert notes == ()
    else:
        assert page.text == ""
        assert [note.code for note in notes] == ["no_recognition"]


def test_without_tesseract_the_pages_that_nobody_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    reading = read(scan(tmp_path, 3), PDF)
    assert [(page.text, page.picture) for page in reading.pages] == [("", True)] * 3
    assert [note.sentence for note in reading.notes] == [
        "Halaman 1–3 berupa gambar dan tidak dibaca, karena Tesseract tidak terpasang di peladen ini."
    ]


def test_a_tesseract_without_a_language_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The program alone reads nothing: the language comes in a package of its own."""
    fake = tmp_path / "tesseract"
    fake.write_text("#!/bin/sh\necho 'List of available languages:'; echo osd\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert [note.code for note in read(scan(tmp_path), PDF).notes] == ["no_language"]


def test_recognition_ends_at_its_limits_and_tells_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A book of scans must not hold the queue for hours; a page that hangs must not hold the others."""
    fake = tmp_path / "tesseract"
    fake.write_text("#!/bin/sh\n[ $1 = --list-langs ] && echo ind && exit 0\ncat >/dev/null; exec sleep 60\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    reading = read(scan(tmp_path, 3), PDF, limits=Limits(page_seconds=1, recognised_pages=1))
    assert [(note.code, note.pages) for note in reading.notes] == [
        ("recognition_slow", (1,)),
        ("recognition_limit", (2, 3)),
    ]


def test_recognition_can_be_left_out(tmp_path: Path):
    reading = read(scan(tmp_path), PDF, ocr=False)
    assert (reading.pages[0].text, reading.pages[0].picture, reading.notes) == ("", True, ())


def test_a_scan_that_carries_its_words_is_a_picture_and_not_recognised_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Words over a background are no scan; letters that the scanner drew invisibly over its picture are."""
    monkeypatch.setenv("PATH", str(tmp_path))  # recognition would leave a note
    lines = b"".join(b"(Kata yang dikenali pemindai) Tj 0 -14 Td " for _ in range(20))
    for mode, scanned in ((0, False), (3, True)):
        paper = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xf0 EI Q "
        raw = small_pdf(paper + b"BT %d Tr /F 12 Tf 72 700 Td %b ET" % (mode, lines))
        reading = read(kept(tmp_path, raw), PDF)
        assert (reading.pages[0].picture, reading.notes) == (scanned, ())
        assert reading.pages[0].text.count("dikenali pemindai") == 20


def test_the_stamp_of_an_electronic_signature_is_read(tmp_path: Path):
    """Signatures and filled forms stand in fields, beside the text of the page."""
    stamp = b"BT /F 10 Tf 2 10 Td (Ditandatangani secara elektronik) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/SigFlags 3>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]/Resources 8 0 R>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(WORDS), WORDS),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Tanda)/Rect[72 100 300 130]/F 4/P 3 0 R/AP<</N 7 0 R>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 228 30]/Resources<</Font<</F 5 0 R>>>>/Length %d>>stream\n%b\nendstream"
        % (len(stamp), stamp),
        b"<</Font<</F 5 0 R>>>>",
    ]
    text = read(kept(tmp_path, whole_pdf(objects)), PDF).pages[0].text
    assert "Keputusan Kepala Dinas" in text
    assert "Ditandatangani secara elektronik" in text


def test_a_password_is_told_with_the_way_out(tmp_path: Path):
    with pytest.raises(Unreadable) as caught:
        read(kept(tmp_path, locked_pdf("rahasia")), PDF)
    assert caught.value.code == "locked"
    assert "simpan salinan tanpa kata sandi" in caught.value.sentence


def test_a_file_that_only_forbids_printing_is_read(tmp_path: Path):
    assert "Rahasia dinas" in read(kept(tmp_path, locked_pdf("")), PDF).pages[0].text


def test_the_picture_of_a_page_has_the_width_that_was_asked_for(tmp_path: Path):
    source, target = pdf(tmp_path, "Satu", "#rect(width: 100%, height: 100%, fill: red)"), tmp_path / "gambar.webp"
    for width in (240, 1200):
        picture(source, PDF, 2, width, target)
        with Image.open(target) as drawn:
            assert drawn.format == "WEBP"
            assert drawn.size == (width, pytest.approx(width * 842 / 595, abs=2))
            red, green, _blue = drawn.convert("RGB").getpixel((width // 2, width // 2))
            assert red > 200 > 100 > green
    assert sorted(path.name for path in tmp_path.iterdir()) == ["berkas.pdf", "gambar.webp", "sumber.typ"]


def test_the_picture_of_a_page_of_text_is_light_on_a_slow_line(tmp_path: Path):
    target = tmp_path / "gambar.webp"
    picture(pdf(tmp_path, "#lorem(450)"), PDF, 1, 1200, target)
    assert target.stat().st_size < 130_000


def test_a_page_that_does_not_exist_leaves_no_picture(tmp_path: Path):
    with pytest.raises(Unreadable) as caught:
        picture(pdf(tmp_path, "Satu"), PDF, 2, 240, tmp_path / "gambar.webp")
    assert caught.value.code == "no_page"
    assert not (tmp_path / "gambar.webp").exists()
    assert not list(tmp_path.glob(".gambar-*"))


def test_a_long_file_is_read_as_far_as_the_limit_and_says_so(tmp_path: Path):
    reading = read(pdf(tmp_path, *("Isi yang panjang",) * 5), PDF, limits=Limits(pages=2, page_text=4))
    assert (reading.total, [page.text for page in reading.pages]) == (5, ["Isi ", "Isi "])
    assert {note.code for note in reading.notes} == {"page_limit", "text_limit"}
    reading = read(pdf(tmp_path, *("Isi yang panjang",) * 5), PDF, limits=Limits(text=20))
    assert len(reading.pages) == 2
    assert {note.code for note in reading.notes} == {"page_limit", "text_limit"}
