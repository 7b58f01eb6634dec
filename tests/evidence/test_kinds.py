"""The kind is told by content; whoever sends what is no evidence reads what to do instead."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile

import openpyxl
import pytest
from docx import Document as Docx

from matang.evidence import kinds
from matang.evidence.kinds import NotEvidence, kind_of
from matang.evidence.names import shown_name
from tests.evidence import files
from tests.evidence.hostile import bodies


@pytest.fixture
def told(tmp_path):
    """Write bytes under a name that tells nothing and ask for the kind: its label, or the sentence of refusal."""

    def ask(content: bytes) -> str:
        path = tmp_path / "berkas"
        path.write_bytes(content)
        try:
            return kind_of(path).label
        except NotEvidence as reason:
            return str(reason)

    return ask


ACCEPTED = {
    "PDF": files.PDF,
    "JPG": files.JPG,
    "PNG": files.PNG,
    "WebP": files.WEBP,
    "DOCX": files.office("docx"),
    "XLSX": files.office("xlsx"),
    "PPTX": files.office("pptx"),
    "ODT": files.open_document("odt"),
    "ODS": files.open_document("ods"),
    "ODP": files.open_document("odp"),
    "CSV": "kode;nilai\n1;3\n2;2,5\n".encode("utf-8-sig"),
    "Teks": "Notula rapat – dihadiri enam orang.\nSelesai.\n".encode(),
}


@pytest.mark.parametrize("label", ACCEPTED)
def test_evidence_is_accepted_whatever_its_name(told, label):
    assert told(ACCEPTED[label]) == label


def test_files_of_real_programs_are_accepted(told):
    book, paper = io.BytesIO(), io.BytesIO()
    workbook = openpyxl.Workbook()
    for row in range(3000):  # a repetitive sheet packs better than a hundredth: still honest
        workbook.active.append(["sama"] * 20 + [row])
    workbook.save(book)
    Docx().save(paper)
    assert told(book.getvalue()) == "XLSX"
    assert told(paper.getvalue()) == "DOCX"


def test_a_package_with_zip64_records_is_accepted(told):
    out = io.BytesIO()
    types = zipfile.ZipInfo("[Content_Types].xml")
    with zipfile.ZipFile(out, "w") as archive, archive.open(types, "w", force_zip64=True) as member:
        member.write(f'<T C="{files.OFFICE}{files.MAIN["xlsx"]}.main+xml"/>'.encode())
    assert told(out.getvalue()) == "XLSX"


BOMB = files.claimed_size(files.office("docx"), 3 * 1024**3)
REFUSED = {
    "empty": (b"", kinds.EMPTY),
    "blank text": (b" \n\t\n", kinds.EMPTY),
    "heic": (files.HEIC, kinds.HEIC),
    "video": (b"\x00\x00\x00\x20ftypisom" + bytes(30), kinds.MEDIA),
    "rar": (files.RAR, kinds.ARCHIVE),
    "zip": (files.package({"a.pdf": files.PDF}), kinds.ARCHIVE),
    "exe": (files.EXE, kinds.PROGRAM),
    "elf": (b"\x7fELF" + bytes(30), kinds.PROGRAM),
    "shell": (b"#!/bin/sh\nrm -rf /\n", kinds.PROGRAM),
    "doc": (files.OLE, kinds.OLD_OFFICE),
    "locked docx": (files.LOCKED_OFFICE, kinds.LOCKED),
    "locked odt": (files.open_document("odt", "<m:encryption-data/>"), kinds.LOCKED),
    "encrypted member": (files.flagged(files.office("docx")), kinds.LOCKED),
    "html": (b"\xef\xbb\xbf <!DOCTYPE html><script>1</script>", kinds.PAGE),
    "html after words": (b"halo <script>alert(1)</script>", kinds.PAGE),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", kinds.PAGE),
    "xml": (b"<?xml version='1.0'?><a/>", kinds.PAGE),
    "gif": (b"GIF89a" + bytes(30), kinds.PICTURE),
    "rtf": (b"{\\rtf1 halo}", kinds.RTF),
    "macro": (files.office("docx", main="application/vnd.ms-word.document.macroEnabled.main+xml"), kinds.MACRO),
    "program inside": (files.office("xlsx", {"xl/embeddings/a.exe": b"MZ"}), kinds.MACRO),
    "nested archive": (files.office("docx", {"word/embeddings/a.zip": b"PK"}), kinds.MACRO),
    "template": (files.office("docx", main=f"{files.OFFICE}wordprocessingml.template.main+xml"), kinds.TEMPLATE),
    "climbing": (files.office("docx", {"../../etc/passwd": b"x"}), kinds.DAMAGED),
    "absolute": (files.office("docx", {"/etc/passwd": b"x"}), kinds.DAMAGED),
    "drive": (files.office("docx", {"C:/x": b"x"}), kinds.DAMAGED),
    "claims gigabytes": (BOMB, kinds.BOMB),
    "packs a thousandfold": (files.office("xlsx", {"xl/a.xml": bytes(40 * 1024**2)}), kinds.BOMB),
    "too many members": (files.office("docx", {f"w/{n}.xml": b"" for n in range(2001)}), kinds.BOMB),
    "cut off": (files.office("docx")[:-30], kinds.DAMAGED),
    "only a mark": (b"PK\x03\x04", kinds.DAMAGED),
    "utf-16": ("kode;nilai\n".encode("utf-16"), kinds.NOT_UTF8),
    "latin": ("Kafé;1\nx;2\n".encode("latin-1"), kinds.NOT_UTF8),
    "control": (b"halo\x00dunia", kinds.OTHER),
    "escape": (b"halo \x1b[2J dunia", kinds.OTHER),
    "noise": (random.Random(1).randbytes(5000), kinds.OTHER),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_evidence_is_refused_with_the_way_out(told, what):
    content, sentence = REFUSED[what]
    assert told(content) == sentence


def test_a_symbolic_link_in_a_package_is_refused(told):
    link = zipfile.ZipInfo("word/tautan")
    link.external_attr = 0o120777 << 16
    raw = io.BytesIO(files.office("docx"))
    with zipfile.ZipFile(raw, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert told(raw.getvalue()) == kinds.DAMAGED


def test_cut_and_garbled_packages_never_break_the_program(told):
    rng, whole = random.Random(7), files.office("xlsx", {"xl/a.xml": os.urandom(4000)})
    started = time.monotonic()
    for _ in range(400):
        raw = bytearray(whole[: rng.randrange(4, len(whole))] if rng.random() < 0.5 else whole)
        for _ in range(rng.randrange(1, 12)):
            raw[rng.randrange(4, len(raw))] = rng.randrange(256)
        told(bytes(raw))  # a label or a sentence; any other exception fails the test
    assert time.monotonic() - started < 10


NAMES = [
    ("SK Tim SPBE 2026.pdf", "SK Tim SPBE 2026.pdf"),
    ("../../etc/passwd", "passwd.pdf"),
    (r"C:\Users\ani\Laporan (1).PDF", "Laporan (1).PDF"),
    ("laporan.exe", "laporan.exe.pdf"),
    ("laporan\u202efdp.exe", "laporanfdp.exe.pdf"),
    ("baris\r\nbaru\x00.pdf", "baris baru.pdf"),
    ("  .pdf", "pdf.pdf"),
    ("...", "dokumen.pdf"),
    ("nama.", "nama.pdf"),
    ("e\u0301tude.pdf", "étude.pdf"),
    ('kutip"titik;koma.pdf', 'kutip"titik;koma.pdf'),
]


@pytest.mark.parametrize(("raw", "shown"), NAMES)
def test_names_are_harmless_and_still_recognised(raw, shown):
    assert shown_name(raw, kinds.PDF) == shown


def test_a_very_long_name_keeps_its_ending():
    name = shown_name("é" * 400 + ".pdf", kinds.PDF)
    assert len(name) <= 200
    assert name.endswith("é.pdf")


def test_a_directory_entry_longer_than_itself_is_damage_and_no_fault_of_ours(told):
    assert told(bodies()["DOCX with a cut field"]) == kinds.DAMAGED


def test_a_text_may_begin_with_the_letters_of_a_package(told):
    assert told(b"PKK Kecamatan,12\nPosyandu,9\n") == "CSV"
