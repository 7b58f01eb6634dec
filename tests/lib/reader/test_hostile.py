"""Files that attack, and a reader that dies. What a person would lose: the site, or the pages that were read."""

from __future__ import annotations

import contextlib
import os
import socket
import time
import zlib
from pathlib import Path

import pytest

from matang.lib.reader import process, walls
from matang.lib.reader.process import picture, read
from matang.lib.reader.reading import Limits, Unreadable
from tests.lib.reader import making
from tests.lib.reader.making import DOCX, ODS, ODT, PDF, PNG, PPTX, TEXT, XLSX, small_pdf, whole_pdf

WORDS = b"BT /F 12 Tf 72 700 Td (Keputusan) Tj ET"
LOL = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
) + "]>"  # fmt: skip


def refused(path: Path, media_type: str, limits: Limits = process.LIMITS) -> str:
    """The code with which the file is refused, its sentence being one that tells what to do."""
    with pytest.raises(Unreadable) as caught:
        read(path, media_type, limits=limits)
    assert caught.value.sentence.endswith((".", "terbaca."))
    return caught.value.code


def kept(folder: Path, raw: bytes) -> Path:
    target = folder / "berkas"
    target.write_bytes(raw)
    return target


@pytest.mark.parametrize("media_type", [PDF, DOCX, XLSX, PPTX, ODT, PNG, TEXT])
def test_an_empty_file_and_rubbish_are_told(tmp_path: Path, media_type: str):
    assert refused(kept(tmp_path, b""), media_type) == "empty"
    if media_type != TEXT:
        assert refused(kept(tmp_path, b"PK\x03\x04" + bytes(range(256)) * 40), media_type) == "damaged"


@pytest.mark.parametrize("share", [0.7, 0.99])
def test_a_file_that_arrived_in_part_is_told(tmp_path: Path, share: float):
    for made, media_type in ((making.word(tmp_path), DOCX), (making.slides(tmp_path), PPTX)):
        raw = made.read_bytes()
        assert refused(kept(tmp_path, raw[: int(len(raw) * share)]), media_type) == "damaged"


def test_a_package_that_unfolds_to_a_flood_is_not_opened(tmp_path: Path):
    flood = making.package(tmp_path / "banjir", {"[Content_Types].xml": "<Types/>", "w.xml": bytes(20 * 1024**2)})
    assert flood.stat().st_size < 30_000
    assert refused(flood, DOCX) == "large"
    raw = making.word(tmp_path).read_bytes()
    at = raw.index(b"PK\x01\x02") + 24
    huge = raw[:at] + (300 * 1024**2).to_bytes(4, "little") + raw[at + 4 :]
    assert refused(kept(tmp_path, huge), DOCX) == "large"
    many = {f"{number}.xml": "" for number in range(2_001)}
    assert refused(making.package(tmp_path / "banyak", many), DOCX) == "large"


def test_a_package_that_lies_about_its_sizes_gives_no_more_than_it_says(tmp_path: Path):
    raw = making.word_of(tmp_path, f"<w:p><w:t>{'x' * 5_000_000}</w:t></w:p>").read_bytes()
    at = raw.rindex(b"PK\x01\x02")
    assert refused(kept(tmp_path, raw[: at + 24] + (900).to_bytes(4, "little") + raw[at + 28 :]), DOCX) == "damaged"


@pytest.mark.parametrize(
    ("declared", "used"),
    [("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;"), (LOL, "&c;"), ("<!DOCTYPE w>", "isi")],
)
def test_entities_are_refused_before_they_grow_or_fetch(tmp_path: Path, declared: str, used: str):
    types = f'<Types><Override PartName="/w.xml" ContentType="{DOCX}.main+xml"/></Types>'
    body = f"{declared}<w:document xmlns:w='w'><w:p><w:t>{used}</w:t></w:p></w:document>"
    assert refused(making.package(tmp_path / "a", {"[Content_Types].xml": types, "w.xml": body}), DOCX) == "damaged"
    package = making.package(tmp_path / "b", {"mimetype": ODT, "content.xml": f"{declared}<c>{used}</c>"})
    assert refused(package, ODT) == "damaged"


def test_locked_office_files_are_told(tmp_path: Path):
    assert refused(kept(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900)), DOCX) == "locked"
    locked = making.open_document(
        tmp_path, ODT, "", manifest="<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>"
    )
    assert refused(locked, ODT) == "locked"
    raw = making.word(tmp_path).read_bytes()
    at = raw.index(b"PK\x01\x02") + 8
    assert refused(kept(tmp_path, raw[:at] + b"\x01" + raw[at + 1 :]), DOCX) == "locked"


def test_a_cell_far_away_does_not_fill_the_memory(tmp_path: Path):
    body = "<table:table table:name='N'>" + (
        "<table:table-row table:number-rows-repeated='999999999'><table:table-cell "
        "table:number-columns-repeated='999999999'><text:p>x</text:p></table:table-cell></table:table-row>" * 3
    ) + "</table:table>"  # fmt: skip
    assert len(read(making.open_document(tmp_path, ODS, body), ODS).pages[0].text) < 3_000


def test_xml_nested_without_end_is_no_crash(tmp_path: Path):
    body = "<w:p>" * 200_000 + "</w:p>" * 200_000
    assert [page.text for page in read(making.word_of(tmp_path, body), DOCX).pages] == [""]


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
PDFS = {
    "a tree of pages that bites its tail": whole_pdf(
        [CATALOGUE, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"]
    ),
    "a million pages that are not there": whole_pdf(
        [CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>", PAGE]
    ),
    "ten gigabytes that are not there": small_pdf(WORDS).replace(b"/Length 39", b"/Length 9999999999"),
    "brackets without end": b"%PDF-1.4\n1 0 obj\n" + b"<<" * 5_000,
    "cut in the middle": small_pdf(WORDS)[:300],
    "a page larger than a country": small_pdf(WORDS).replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]"),
    "a page without size": small_pdf(WORDS).replace(b"[0 0 595 842]", b"[0 0 0 0]"),
    "states saved without end": small_pdf(b"q " * 300_000 + WORDS),
}  # fmt: skip


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_that_attacks_is_read_or_refused_quickly(tmp_path: Path, name: str):
    began, path = time.monotonic(), kept(tmp_path, PDFS[name])
    with contextlib.suppress(Unreadable):
        read(path, PDF)
        picture(path, PDF, 1, 240, tmp_path / "gambar.webp")
    assert time.monotonic() - began < 10


def test_a_page_that_floods_the_memory_ends_the_child_and_leaves_the_pages_before(tmp_path: Path):
    """The words of the third page unfold to more than the child may hold. It dies; we do not, and keep two pages."""
    flood = zlib.compress(bytes(100 * 1024**2))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 7 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>",
        *(page % content for content in (6, 6, 8)),
        b"<</Length %d>>stream\n%b\nendstream" % (len(WORDS), WORDS),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(flood), flood),
    ]
    path, seen = kept(tmp_path, whole_pdf(objects)), []
    with pytest.raises(Unreadable) as caught:
        read(path, PDF, on_page=lambda page, _total: seen.append(page.number), limits=Limits(memory=130 * 1024**2))
    assert caught.value.code in {"crash", "large"}
    assert [page.text.strip() for page in caught.value.reading.pages] == ["Keputusan"] * 2
    assert caught.value.sentence.endswith("2 dari 3 halaman sempat terbaca.")
    assert seen == [1, 2]


def child_that(does: str) -> str:
    """The start of a real child whose reader of text has this body."""
    return (
        "import sys, json, ctypes, os, socket, time, types; sys.path[:] = json.loads(sys.argv[1])\n"
        f"def read(file, job, teller):\n    {does}\n"
        "sys.modules['matang.lib.reader.plain'] = types.SimpleNamespace(read=read)\n"
        "import matang.lib.reader.child as c; c.main(sys.argv[2])"
    )


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        ("import ctypes; ctypes.string_at(0)", "crash"),
        ("import os; os.abort()", "crash"),
        ("x = bytearray(8 * 1024**3)", "large"),
        ("time.sleep(60)", "slow"),
        ("while True: time.sleep(0.1); teller.note('encoding')", "slow"),
        ("import os; os.write(1, b'x' * 10); os._exit(0)", "crash"),
        ("teller.fault('<script>')", "crash"),
        ("teller.note('tidak ada')", "crash"),
        ("teller._out.write(b'[1]\\n')", "crash"),
        ("teller._out.write(b'[' * 100_000 + b'\\n')", "crash"),
        ("teller.page(1, 'Lagi')", "crash"),
        ("teller.page(2**40, 'Jauh')", "crash"),
        ("teller.page(2, 'Lebar', width=10**400)", "crash"),
        ("raise ZeroDivisionError", "crash"),
    ],
)
def test_however_the_child_ends_it_is_told_and_what_was_read_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, code: str
):
    """A child that really crashes, hangs, eats memory or babbles, in the middle of a file."""
    body = f"teller.start(2); teller.page(1, 'Pertama')\n    {ending}"
    monkeypatch.setattr(process, "START", child_that(body))
    with pytest.raises(Unreadable) as caught:
        read(kept(tmp_path, b"isi"), TEXT, limits=Limits(silence=2, seconds=3))
    assert caught.value.code == code
    assert [page.text for page in caught.value.reading.pages] == ["Pertama"]


def test_a_child_that_counts_for_ever_is_ended_by_its_processor_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(process, "START", child_that("while True: pass"))
    began = time.monotonic()
    assert refused(kept(tmp_path, b"isi"), TEXT, Limits(silence=30, cpu=1)) == "slow"
    assert time.monotonic() - began < 15


def alive(word: str) -> list[str]:
    """Processes whose command line holds the word."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = place.read_bytes()
        except OSError:
            continue
        if word.encode() in line:
            found.append(line.decode(errors="replace"))
    return found


def test_nothing_outlives_a_reading_that_was_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A recogniser left behind would take a processor for ever, and its folder the disk."""
    mark = f"tidur-{os.getpid()}"
    fake = tmp_path / "tesseract"
    fake.write_text(f"#!/bin/sh\n[ $1 = --list-langs ] && echo ind && exit 0\nsh -c 'sleep 60; : {mark}'\n")
    fake.chmod(0o755)
    (tmp_path / "t").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(process.tempfile, "tempdir", str(tmp_path / "t"))
    assert refused(making.scan(tmp_path), PDF, Limits(silence=2)) == "slow"
    assert alive(mark) == []
    assert list((tmp_path / "t").iterdir()) == []


def test_what_the_caller_raises_ends_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A job that is cancelled must not leave a child behind."""
    monkeypatch.setattr(process.tempfile, "tempdir", str(tmp_path))

    def cancel(_page: object, _total: int) -> None:
        raise KeyboardInterrupt

    source = making.pdf(tmp_path, "Satu", "Dua")
    with pytest.raises(KeyboardInterrupt) as caught:
        read(source, PDF, on_page=cancel)
    assert not list(tmp_path.glob("matang-baca-*"))
    assert caught.tb, "held, and with it all that the reading had opened"


CALLS = {
    "Python": "socket.create_connection(('127.0.0.1', PORT), 2)",
    "a library": "assert libc.socket(2, 1, 0) >= 0",
    "the socket of a service": "assert libc.socket(1, 1, 0) >= 0",
}


@pytest.mark.parametrize("by", CALLS)
def test_the_child_reaches_no_network_and_no_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str):
    """A file that takes over the reader must not carry anything out, nor ask the database in our name."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        call = CALLS[by].replace("PORT", str(server.getsockname()[1]))
        assert told_by(child_that_tries(f"libc = ctypes.CDLL(None); {call}"), tmp_path, monkeypatch) == "tidak"
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("how", ["open(PLACE)", "os.listdir(os.path.dirname(PLACE))", "open(PLACE + '.baru', 'w')"])
def test_the_child_sees_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str):
    """A file that takes over the reader could tell another agency's evidence, or our keys, as its own text. Kernels
    before 5.13 have no walls for files."""
    secret = tmp_path / "kunci"
    secret.write_text("rahasia")
    told = told_by(child_that_tries(how.replace("PLACE", repr(str(secret)))), tmp_path, monkeypatch)
    assert told == ("tidak" if walls.file_walls() else "sampai")


def child_that_tries(call: str) -> str:
    """A child that tells whether the call went well."""
    tried = f"try:\n        {call}; said = 'sampai'\n    except (OSError, AssertionError):\n        said = 'tidak'"
    return child_that(f"{tried}\n    teller.start(1); teller.page(1, said)")


def told_by(start: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The only page that a child with this start tells."""
    monkeypatch.setattr(process, "START", start)
    return read(kept(folder, b"isi"), TEXT).pages[0].text


def test_a_file_that_is_gone_is_told(tmp_path: Path):
    assert refused(tmp_path / "tidak-ada", PDF) == "gone"
    assert refused(kept(tmp_path, b"a"), "application/zip") == "foreign"


def test_text_that_the_database_refuses_is_taken_out(tmp_path: Path):
    """PostgreSQL takes no zero byte and no half of a character."""
    assert read(kept(tmp_path, "a\x00b\x07c\ufffed".encode()), TEXT).pages[0].text == "abcd"
