"""Notula and daftar hadir: one source, two files, the same words."""

import re
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from matang import papers
from tests.papers.examples import HEAD, LONG, NASTY, attendance, minutes
from tests.papers.reading import bare, by_office, pdf_words


def docx_words(data: bytes) -> str:
    """All text of the body in its order, tables included."""
    body = Document(BytesIO(data)).element.body
    return "".join(_piece(node) for node in body.iter())


def _piece(node: Any) -> str:
    name = node.tag.rsplit("}", 1)[-1]
    if name == "t":
        return node.text or ""
    return {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t"}.get(name, "")


def tokens(words: str) -> list[str]:
    return sorted(re.findall(r"[\w&<>$#]+", words))


def without_frame(words: str) -> str:
    """PDF text without page numbers, feet and repeated marks, which DOCX keeps outside its body."""
    rows = re.split(r"[\n\f]", words)
    frame = re.compile(r"- \d+ -|\d+ dari \d+|Jejak catatan .*|Notula Rapat Pendampingan .*")
    return "\n".join(row for row in rows if not frame.fullmatch(re.sub(r" \d+ dari \d+$", "", row)))


def test_both_files_say_the_same(tmp_path: Path) -> None:
    """Lost otherwise: the file that is signed differs from the file that was approved."""
    paper = minutes(conclusion="Rapat <A> & B: #let x sepakat $x$")
    pdf, docx = pdf_words(papers.minutes_pdf(paper), tmp_path), docx_words(papers.minutes_docx(paper))
    assert tokens(without_frame(pdf)) == tokens(docx)


def test_the_official_parts_stand_in_their_order() -> None:
    """Lost otherwise: minutes that the secretariat sends back."""
    words = docx_words(papers.minutes_docx(minutes()))
    order = ("BIRO HUKUM", "NOTULA", "NOMOR 000.1.5/7/BHK/2024", "Hari/Tanggal", "Selasa, 25 Juni 2024", "Waktu",
             "Tempat", "Acara", "Pimpinan Rapat", "Notulis", "Peserta", "Pembukaan", "Pembahasan", "Tingkat saat ini",
             "Target", "Yang kurang", "Disepakati", "Kesimpulan", "Tindak Lanjut", "Penanggung Jawab", "Tenggat",
             "Menyusun register risiko", "Penutup", "Notulis,", "Plt. Kepala Biro Hukum,", "DAFTAR HADIR",
             "Pegawai 7")  # fmt: skip
    places = []
    for part in order:
        places.append(words.index(part, places[-1] if places else 0))
    assert places == sorted(places)


@pytest.mark.parametrize("words", [*NASTY, LONG])
def test_what_people_said_arrives_as_it_was_written(words: str, tmp_path: Path) -> None:
    """Lost otherwise: an agreement that is cut at an ampersand."""
    topic = replace(minutes().topics[0], title=words, notes=words, agreed=words)
    paper = minutes(topics=(topic,), conclusion=words, actions=(papers.ActionRow(words, "x", "y"),))
    assert words in docx_words(papers.minutes_docx(paper))
    assert bare(words) in bare(without_frame(pdf_words(papers.minutes_pdf(paper), tmp_path)))


def test_control_characters_do_not_stop_the_minutes(tmp_path: Path) -> None:
    """Lost otherwise: the minutes of two hours."""
    paper = minutes(conclusion="sa\x00tu\x0b\x1f\r\ndua")
    assert "satu\ndua" in docx_words(papers.minutes_docx(paper))
    assert "satudua" in bare(pdf_words(papers.minutes_pdf(paper), tmp_path))


def test_a_word_processor_opens_it_with_head_foot_and_sheet(tmp_path: Path) -> None:
    """Lost otherwise: an office cannot print what it was given."""
    data = papers.minutes_docx(minutes(demo=True, sheet="f4"))
    section = Document(BytesIO(data)).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((215, 330), abs=0.1)
    pages = pdf_words(by_office(data, "notula.docx", "pdf", tmp_path), tmp_path).split("\f")[:-1]
    assert len(pages) in {2, 3}
    for number, page in enumerate(pages, start=1):
        assert "CONTOH" in page and HEAD in bare(page)
        assert (f"- {number} -" in page) == (number > 1)


def test_minutes_without_topics_and_actions_say_so() -> None:
    """Lost otherwise: an empty table that looks forgotten."""
    words = docx_words(papers.minutes_docx(minutes(topics=(), actions=(), attendance=(), closing="")))
    assert "Tidak ada tindak lanjut yang dicatat." in words
    assert "Pembahasan" not in words and "DAFTAR HADIR" not in words


def test_the_attendance_list_leaves_room_to_sign(tmp_path: Path) -> None:
    """Lost otherwise: people who came and are not on the list."""
    pdf, docx = (
        pdf_words(papers.attendance_pdf(attendance()), tmp_path),
        docx_words(papers.attendance_docx(attendance())),
    )
    for words in (pdf, docx):
        assert "hadir 09.02" in words and "11." in words
        assert "NIP 19800101 200501 1 001" in words
    assert papers.attendance_pdf(attendance(signer=None)) != papers.attendance_pdf(attendance())


def test_equal_input_gives_equal_pdf_and_it_is_fast() -> None:
    """Lost otherwise: the proof by hash; and a page that waits."""
    first = papers.minutes_pdf(minutes())
    start = time.perf_counter()
    assert papers.minutes_pdf(minutes()) == first
    middle = time.perf_counter()
    papers.minutes_docx(minutes())
    end = time.perf_counter()
    print(f"notula, warm: PDF {1000 * (middle - start):.0f} ms, DOCX {1000 * (end - middle):.0f} ms")
    assert middle - start < 3 and end - middle < 3  # a loaded machine; the figure is bin/bench's
