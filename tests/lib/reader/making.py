"""Real files of every kind that the reader reads, made here."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import ttf_opensans
import typst
from PIL import Image, ImageDraw, ImageFont

OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
PDF, TEXT, CSV = "application/pdf", "text/plain", "text/csv"
JPG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
DOCX = OFFICE + "wordprocessingml.document"
XLSX = OFFICE + "spreadsheetml.sheet"
PPTX = OFFICE + "presentationml.presentation"
ODT, ODS, ODP = (ODF + kind for kind in ("text", "spreadsheet", "presentation"))
SCANNED = ("PERATURAN GUBERNUR", "NOMOR 12 TAHUN 2025", "TENTANG PENYELENGGARAAN", "PEMERINTAHAN DIGITAL")


def pdf(folder: Path, *pages: str) -> Path:
    """A PDF with these pages, set by Typst."""
    source, target = folder / "sumber.typ", folder / "berkas.pdf"
    source.write_text('#set page(paper: "a4")\n' + "\n#pagebreak()\n".join(pages))
    target.write_bytes(typst.compile(source))
    return target


def letter(*lines: str, size: tuple[int, int] = (1240, 1754), ink: int = 40) -> Image.Image:
    """A page of paper with large letters, as a scanner sees it."""
    page = Image.new("RGB", size, (250, 248, 244))
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(Path(ttf_opensans.TTF_BIN_FOLDER) / "OpenSans-Regular.ttf"), size[0] // 24)
    for at, line in enumerate(lines or SCANNED):
        pen.text((size[0] // 10, size[1] // 10 + at * size[0] // 14), line, fill=(ink, ink, ink), font=font)
    return page


def scan(folder: Path, pages: int = 1) -> Path:
    """A PDF of scanned pages."""
    target = folder / "pindaian.pdf"
    first, *others = [letter() for _ in range(pages)]
    first.save(target, save_all=True, append_images=others, resolution=150)
    return target


def package(target: Path, members: dict[str, str | bytes]) -> Path:
    """A zip with these members, in order."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def word(folder: Path) -> Path:
    """A DOCX with a header, a footer, a table, a break of pages."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "PEMERINTAH PROVINSI CONTOH"
    document.sections[0].footer.paragraphs[0].text = "Jalan Merdeka 1"
    document.add_paragraph("Bagian Pertama")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("No", "Uraian", "1", "Rapat\tkoordinasi"), strict=True):
        cell.text = text
    document.add_paragraph("Sesudah tabel")
    document.add_page_break()
    document.add_paragraph("Halaman kedua")
    target = folder / "berkas.docx"
    document.save(target)
    return target


def word_of(folder: Path, body: str) -> Path:
    """A DOCX with this body, as Word Online names its parts."""
    types = f'<Types><Override PartName="/word/document2.xml" ContentType="{DOCX}.main+xml"/></Types>'
    main = f'<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'
    return package(folder / "isi.docx", {"[Content_Types].xml": types, "word/document2.xml": main})


def workbook(folder: Path, sheets: dict[str, list[list[object]]], formats: dict[str, str] | None = None) -> Path:
    """An XLSX with these sheets; `formats` gives cells of the first sheet a number format."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for cell, code in (formats or {}).items():
        book.worksheets[0][cell].number_format = code
    target = folder / "berkas.xlsx"
    book.save(target)
    return target


def slides(folder: Path) -> Path:
    """A PPTX of two slides, listed against the order of their names, one with notes."""
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    def links(**targets: str) -> str:
        rows = (f'<Relationship Id="{key}" Type="{rels}{kind}" Target="{target}"/>'
                for key, (kind, target) in ((k, v.split("|")) for k, v in targets.items()))  # fmt: skip
        return "<Relationships>" + "".join(rows) + "</Relationships>"

    def slide(*texts: str) -> str:
        shapes = "".join(f"<p:sp><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sp>" for text in texts)
        return f'<p:sld xmlns:p="p" xmlns:a="a">{shapes}<a:p><a:fld type="slidenum"><a:t>77</a:t></a:fld></a:p></p:sld>'

    table = "<a:tbl><a:tr><a:tc><a:p><a:t>Nilai</a:t></a:p></a:tc><a:tc><a:p><a:t>4</a:t></a:p></a:tc></a:tr></a:tbl>"
    listed = '<p:sldIdLst><p:sldId id="256" r:id="r2"/><p:sldId id="257" r:id="r1"/></p:sldIdLst>'
    main = f'<Override PartName="/ppt/presentation.xml" ContentType="{PPTX}.main+xml"/>'
    return package(folder / "berkas.pptx", {
        "[Content_Types].xml": f"<Types>{main}</Types>",
        "ppt/presentation.xml": f'<p:presentation xmlns:p="p" xmlns:r="r">{listed}</p:presentation>',
        "ppt/_rels/presentation.xml.rels": links(r1="slide|slides/slide1.xml", r2="slide|slides/slide2.xml"),
        "ppt/slides/slide1.xml": slide("Penutup").replace("</p:sld>", table + "</p:sld>"),
        "ppt/slides/slide2.xml": slide("Judul", "Peta jalan"),
        "ppt/slides/_rels/slide2.xml.rels": links(r1="notesSlide|../notesSlides/notesSlide1.xml"),
        "ppt/notesSlides/notesSlide1.xml": slide("Catatan pembicara"),
    })  # fmt: skip


def open_document(folder: Path, kind: str, body: str, *, styles: str = "", manifest: str = "<m/>") -> Path:
    """An ODT, ODS or ODP with this content."""
    spaces = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:style="s" xmlns:fo="f"'
    return package(folder / f"berkas.{kind[-4:]}", {
        "mimetype": kind,
        "META-INF/manifest.xml": manifest,
        "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
        "styles.xml": f"<office:document-styles {spaces}>{styles}</office:document-styles>",
    })  # fmt: skip


def small_pdf(content: bytes, extra: str = "", trailer: str = "") -> bytes:
    """A PDF of one page, written by hand: `extra` in the page, `trailer` in the trailer."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R{extra}"
        "/Resources<</Font<</F 5 0 R>>>>>>".encode(),
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return whole_pdf(objects, trailer)


def whole_pdf(objects: list[bytes], trailer: str = "") -> bytes:
    """Objects numbered from 1, with table and trailer; the first is the catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R%b>>\n" % (len(objects) + 1, trailer.encode()))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def locked_pdf(password: str) -> bytes:
    """A PDF under a password by the oldest standard handler (RC4, 40 bits; PDF reference 1.4, 3.5.2)."""
    filling = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded, mark = (password.encode() + filling)[:32], b"0123456789abcdef"
    owner = _rc4(hashlib.md5((b"pemilik" + filling)[:32]).digest()[:5], padded)
    key = hashlib.md5(padded + owner + (-4).to_bytes(4, "little", signed=True) + mark).digest()[:5]
    user = _rc4(key, filling)
    of_content = hashlib.md5(key + (4).to_bytes(3, "little") + bytes(2)).digest()[:10]
    content = _rc4(of_content, b"BT /F 24 Tf 72 700 Td (Rahasia dinas) Tj ET")
    encrypt = f"<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{user.hex()}>>>"
    return small_pdf(content, trailer=f"/Encrypt {encrypt}/ID[<{mark.hex()}><{mark.hex()}>]")


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
