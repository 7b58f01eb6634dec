"""Which kinds of file are evidence. The content tells the kind, never the name; what is refused names the way out.

Limits of packages: trust in a file ends where unpacking it could fill a reader's memory.
"""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from matang.lib import packages


class NotEvidence(Exception):
    """The file is not accepted; the text is the end of a sentence that begins with its name."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: media type, its label on pages, and the endings of names that fit (the first is the usual)."""

    media_type: str
    label: str
    endings: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
PDF = Kind("application/pdf", "PDF", (".pdf",))
DOCX = Kind(OFFICE + "wordprocessingml.document", "DOCX", (".docx",))
XLSX = Kind(OFFICE + "spreadsheetml.sheet", "XLSX", (".xlsx",))
PPTX = Kind(OFFICE + "presentationml.presentation", "PPTX", (".pptx",))
ODT = Kind(ODF + "text", "ODT", (".odt",))
ODS = Kind(ODF + "spreadsheet", "ODS", (".ods",))
ODP = Kind(ODF + "presentation", "ODP", (".odp",))
JPG = Kind("image/jpeg", "JPG", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = Kind("image/png", "PNG", (".png",))
WEBP = Kind("image/webp", "WebP", (".webp",))
CSV = Kind("text/csv", "CSV", (".csv", ".txt", ".tsv"))
TEXT = Kind("text/plain", "Teks", (".txt", ".csv", ".tsv", ".md", ".log"))
KINDS = (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, JPG, PNG, WEBP, CSV, TEXT)
LABELS = {kind.media_type: kind.label for kind in KINDS}
ACCEPT = ",".join(dict.fromkeys(ending for kind in KINDS for ending in kind.endings))

EMPTY = "kosong. Periksa berkas aslinya, lalu kirim lagi."
DAMAGED = "rusak. Buka berkas aslinya, simpan ulang, lalu kirim lagi."
LOCKED = "terkunci kata sandi. Hapus kata sandinya, lalu kirim lagi."
BOMB = "memuat isi yang terlalu besar setelah dibuka. Simpan sebagai PDF, lalu kirim lagi."
MACRO = "memuat makro atau program. Simpan sebagai DOCX, XLSX, PPTX tanpa makro, atau sebagai PDF."
ARCHIVE = "adalah arsip. Ekstrak arsip itu, lalu kirim berkas di dalamnya satu per satu."
OLD_OFFICE = "berformat lama (DOC, XLS, PPT). Simpan sebagai DOCX, XLSX, PPTX, atau PDF."
TEMPLATE = "adalah templat atau format khusus Office. Simpan sebagai DOCX, XLSX, PPTX, atau PDF."
HEIC = "berformat HEIC. Ubah menjadi JPG (di iPhone: Pengaturan, Kamera, Format, Paling Kompatibel)."
PICTURE = "berformat gambar yang tidak diterima. Simpan sebagai JPG, PNG, atau PDF."
MEDIA = "adalah video atau suara. Tuliskan tautannya pada penjelasan, lalu kirim cuplikan layar atau laporannya."
PROGRAM = "adalah program. Kirim dokumen, misalnya PDF."
PAGE = "adalah halaman web atau gambar SVG. Cetak sebagai PDF, lalu kirim PDF itu."
RTF = "berformat RTF. Simpan sebagai DOCX atau PDF."
NOT_UTF8 = "adalah teks yang tidak tersandi UTF-8. Simpan sebagai 'CSV UTF-8' atau teks UTF-8."
OTHER = "tidak dikenali jenisnya. Simpan sebagai PDF, lalu kirim lagi."

REFUSED_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ", ARCHIVE),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"#!", PROGRAM),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"{\\rtf", RTF),
    (b"ID3", MEDIA),
    (b"OggS", MEDIA),
    (b"\x1aE\xdf\xa3", MEDIA),
)
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
PACKAGES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # a text may begin with "PK" alone
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_MEMBERS, LARGEST_CONTENT, HIGHEST_RATIO = 2_000, 200 * 1024**2, 100
SMALL_CONTENT = 10 * 1024**2  # below it a high ratio is an honest, repetitive sheet
BAD_MEMBER = re.compile(r"\.(zip|rar|7z|gz|exe|dll|com|bat|cmd|js|vbs|ps1|jar|msi|scr|lnk|sh)$", re.IGNORECASE)
MARKUP = re.compile(rb"^\s*<(?:[a-z!?/])|<(?:html|script|svg|body|iframe)\b", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


# What the ending alone gives away, before anything is sent; the content has the last word.
REFUSED_ENDINGS = {
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar", "bz2", "xz"), ARCHIVE),
    **dict.fromkeys(("exe", "dll", "com", "bat", "cmd", "msi", "scr", "ps1", "vbs", "js", "jar", "apk", "sh"), PROGRAM),
    **dict.fromkeys(("doc", "xls", "ppt"), OLD_OFFICE),
    **dict.fromkeys(("docm", "xlsm", "pptm", "xlsb"), MACRO),
    **dict.fromkeys(("dotx", "xltx", "potx", "ppsx"), TEMPLATE),
    **dict.fromkeys(("heic", "heif", "avif"), HEIC),
    **dict.fromkeys(("gif", "bmp", "tif", "tiff"), PICTURE),
    **dict.fromkeys(("mp4", "mov", "avi", "mkv", "webm", "3gp", "mp3", "wav", "m4a", "ogg"), MEDIA),
    **dict.fromkeys(("html", "htm", "svg", "xml", "mhtml"), PAGE),
    "rtf": RTF,
}


def refused_by_name(name: str) -> str:
    """The end of a sentence that says why a file of this name is not accepted and the way out; empty when it may be."""
    return REFUSED_ENDINGS.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def kind_of(path: Path) -> Kind:
    """The kind of a file by its content. Raises NotEvidence."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(1024)
        if not head:
            raise NotEvidence(EMPTY)
        if head.startswith(b"%PDF-"):
            return PDF
        if head.startswith(b"\xff\xd8\xff"):
            return JPG
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return PNG
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return WEBP
        if head.startswith(PACKAGES):
            return _package(file, size, head)
        _refuse(head, file)
        return _text(file)


def _refuse(head: bytes, file: BinaryIO) -> None:
    """Raise the sentence for kinds that are known and not accepted."""
    if head.startswith(OLE):
        file.seek(0)
        locked = "EncryptedPackage".encode("utf-16-le") in file.read(2 * 1024**2)
        raise NotEvidence(LOCKED if locked else OLD_OFFICE)
    if head[4:8] == b"ftyp":
        raise NotEvidence(HEIC if head[8:12] in HEIC_BRANDS else MEDIA)
    if head.startswith(b"RIFF"):
        raise NotEvidence(MEDIA)
    for start, sentence in REFUSED_STARTS:
        # A text may begin with the two letters of an old mark: only what no text can hold is refused by so few.
        if head.startswith(start) and (len(start) > 2 or b"\x00" in head or start == b"#!"):
            raise NotEvidence(sentence)
    if MARKUP.search(head.removeprefix(codecs.BOM_UTF8)):
        raise NotEvidence(PAGE)


def _package(file: BinaryIO, size: int, head: bytes) -> Kind:
    try:
        found = packages.members(file, size)
        _safe(found, size)
        return _office(file, {member.name: member for member in found}, head)
    except packages.PackageFault:
        raise NotEvidence(DAMAGED) from None


def _safe(found: list[packages.Member], size: int) -> None:
    """Refuse a package that would be dangerous to open, by what its directory says."""
    content = sum(member.unpacked for member in found)
    ratio = content / max(1, size)
    if len(found) > MOST_MEMBERS or content > LARGEST_CONTENT or (content > SMALL_CONTENT and ratio > HIGHEST_RATIO):
        raise NotEvidence(BOMB)
    if any(member.encrypted for member in found):
        raise NotEvidence(LOCKED)
    for member in found:
        parts = member.name.replace("\\", "/").split("/")
        if member.link or ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise NotEvidence(DAMAGED)


def _office(file: BinaryIO, found: dict[str, packages.Member], head: bytes) -> Kind:
    """The kind that the package declares in its first part."""
    if "[Content_Types].xml" in found:
        kind = _microsoft(packages.read(file, found["[Content_Types].xml"]))
    elif "mimetype" in found:
        kind = _open_document(file, found)
    else:
        raise NotEvidence(ARCHIVE)
    if any(BAD_MEMBER.search(name) for name in found):
        raise NotEvidence(MACRO)
    return kind


def _microsoft(types: bytes) -> Kind:
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise NotEvidence(MACRO)
    for kind in (DOCX, XLSX, PPTX):
        if kind.media_type.encode() + b".main+xml" in types:
            return kind
    raise NotEvidence(TEMPLATE)


def _open_document(file: BinaryIO, found: dict[str, packages.Member]) -> Kind:
    declared = packages.read(file, found["mimetype"], 100).strip()
    manifest = found.get("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in packages.read(file, manifest):
        raise NotEvidence(LOCKED)
    if any(name.startswith("Basic/") for name in found):
        raise NotEvidence(MACRO)
    for kind in (ODT, ODS, ODP):
        if declared == kind.media_type.encode():
            return kind
    raise NotEvidence(TEMPLATE if declared.startswith(ODF.encode()) else ARCHIVE)


def _text(file: BinaryIO) -> Kind:
    """Text is what decodes as UTF-8 to its last byte and holds no control characters."""
    file.seek(0)
    decoder, sample = codecs.getincrementaldecoder("utf-8-sig")(), ""
    try:
        while piece := file.read(1024**2):
            text = decoder.decode(piece)
            if CONTROLS.search(text):
                raise NotEvidence(OTHER)
            sample = sample or text
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise NotEvidence(_undecodable(file)) from None
    if not sample.strip():
        raise NotEvidence(EMPTY)
    return CSV if _tabular(sample[:20_000]) else TEXT


def _undecodable(file: BinaryIO) -> str:
    """Text in another encoding, or no text at all."""
    file.seek(0)
    head = file.read(4096)
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return NOT_UTF8 if wide or not re.search(rb"[\x00-\x08\x0e-\x1f]", head) else OTHER


def _tabular(sample: str) -> bool:
    """Whether the first rows have the same number (two or more) of fields under one separator."""
    lines = sample.split("\n")[:20]
    for separator in (",", ";", "\t"):
        try:
            rows = [row for row in csv.reader(lines[:-1], delimiter=separator) if row]
        except csv.Error:
            continue
        if len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            return True
    return False
