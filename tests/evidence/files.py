"""Small files of every kind, honest and hostile, made here so that no foreign file lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(24)
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(40)
RAR = b"Rar!\x1a\x07\x01\x00" + bytes(20)
EXE = b"MZ\x90\x00\x03\x00" + bytes(80)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED_OFFICE = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(40)
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet", "pptx": "presentationml.presentation"}
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def pdf(mark: str) -> bytes:
    """A PDF that differs by its mark."""
    return PDF + f"% {mark}\n".encode()


def package(members: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip with these members, in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(
                zipfile.ZipInfo(name), content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def office(kind: str, extra: dict[str, bytes | str] | None = None, main: str | None = None) -> bytes:
    """A package that declares itself as DOCX, XLSX or PPTX."""
    declared = main or f"{OFFICE}{MAIN[kind]}.main+xml"
    types = f'<Types><Override PartName="/word/document2.xml" ContentType="{declared}"/></Types>'
    return package({"[Content_Types].xml": types, "word/document2.xml": "<w/>", **(extra or {})})


def open_document(kind: str, manifest: str = "<m/>") -> bytes:
    """A package that declares itself as ODT, ODS or ODP."""
    declared = f"application/vnd.oasis.opendocument.{ODF[kind]}"
    return package({"mimetype": declared, "META-INF/manifest.xml": manifest}, stored=("mimetype",))


def claimed_size(raw: bytes, size: int) -> bytes:
    """The package with its first directory entry claiming another unpacked size."""
    at = raw.index(b"PK\x01\x02")
    return raw[: at + 24] + struct.pack("<I", size) + raw[at + 28 :]


def flagged(raw: bytes) -> bytes:
    """The package with its first entry marked as encrypted."""
    at = raw.index(b"PK\x01\x02")
    return raw[: at + 8] + struct.pack("<H", 1) + raw[at + 10 :]
