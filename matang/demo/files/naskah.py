"""Naskah dinas of Biro Hukum as PDF or DOCX: letterhead, body, signature. Signed copies carry "ttd."."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from matang.core.words import date, long_date
from matang.demo.agencies import CITY, ZONE
from matang.demo.office import OFFICES
from matang.lib import docx, typst
from matang.lib.outline import Fields, Grid, Head, Heading, Outline, Paragraph, Part, Sign, Signs, Title
from matang.papers.parts import grouped
from matang.papers.press import TEMPLATES, outline_data

FOOT = "contoh rekaan, bukan dokumen resmi"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def noon(day: datetime.date) -> datetime.datetime:
    """The moment that stands in a file as its date."""
    return datetime.datetime.combine(day, datetime.time(12), ZoneInfo(ZONE))


def pressed(name: str, day: datetime.date, parts: Sequence[Part], *, mark: str = "", sheet: str = "a4") -> bytes:
    """The parts as PDF."""
    return typst.pdf(TEMPLATES / "outline.typ", outline_data(outline(name, parts, mark, sheet)), noon(day))


def typed(name: str, day: datetime.date, parts: Sequence[Part], *, mark: str = "") -> bytes:
    """The parts as DOCX."""
    return docx.document(outline(name, parts, mark), noon(day))


def outline(name: str, parts: Sequence[Part], mark: str = "", sheet: str = "a4") -> Outline:
    """The paper with its foot."""
    return Outline(name, sheet, f"{name}\n{FOOT}", mark, tuple(parts))


def head(office: str = "hukum") -> Head:
    """An office's letterhead."""
    return Head(OFFICES[office].lines, OFFICES[office].address, None)


def signed(day: datetime.date | None, office: str = "hukum", *, above: str = "") -> Signs:
    """The block of an office's head, with "ttd." as copies have it; a letter has its date on top already (None)."""
    one = OFFICES[office]
    title = f"{one.acting} {one.position}".strip().upper()
    where = (f"{above}{CITY}, {date(day)}",) if day else ()
    return Signs(None, Sign((*where, f"{title},", "", "ttd."), (one.name, one.rank, f"NIP {grouped(one.nip)}")))


def unsigned() -> Signs:
    """A block without date, number and signature: what makes a paper worthless as evidence."""
    one = OFFICES["hukum"]
    below = (one.name, one.rank, f"NIP {grouped(one.nip)}")
    return Signs(None, Sign((f"{CITY}, ……………………", f"{one.position.upper()},"), below))


def two(day: datetime.date, left: tuple[str, str], right: tuple[str, str]) -> Signs:
    """Two signers, (office, name) each."""
    where = f"{CITY}, {date(day)}"
    return Signs(Sign((f"{left[0]},", "", "ttd."), (left[1],)), Sign((where, f"{right[0]},", "", "ttd."), (right[1],)))


def letter(
    day: datetime.date, number: str, about: str, to: str, body: Sequence[Part], office: str = "hukum"
) -> list[Part]:
    """A surat dinas."""
    top = (("Nomor", number), ("Sifat", "Biasa"), ("Lampiran", "–"), ("Hal", about))
    return [
        head(office),
        Paragraph(f"{CITY}, {date(day)}"),
        Fields(top),
        Paragraph(f"Yth. {to}\ndi tempat"),
        *body,
        Paragraph("Demikian disampaikan. Atas perhatian dan kerja samanya diucapkan terima kasih."),
        signed(None, office),
    ]


def decree(day: datetime.date, number: str, about: str, reasons: Sequence[str], rules: Sequence[str]) -> list[Part]:
    """A keputusan of the head of the bureau up to its signature; an annex may follow."""
    ordinals = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA")
    considered = "\n".join(f"{chr(97 + at)}. bahwa {reason};" for at, reason in enumerate(reasons))
    basis = (
        "1. Peraturan Presiden Nomor 95 Tahun 2018 tentang Sistem Pemerintahan Berbasis Elektronik;\n"
        "2. Peraturan Gubernur Nusa Rekaan tentang Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik;"
    )
    return [
        head(),
        Title(f"KEPUTUSAN KEPALA BIRO HUKUM\nTENTANG\n{about.upper()}", number),
        Fields((("Menimbang", considered), ("Mengingat", basis))),
        Title("MEMUTUSKAN:"),
        Fields(tuple(zip(ordinals, rules, strict=False))),
        signed(day, above="Ditetapkan di "),
    ]


def minutes(
    day: datetime.date,
    about: str,
    discussed: Sequence[tuple[str, str]],
    concluded: str,
    present: Sequence[Sequence[str]],
) -> list[Part]:
    """A notula with its attendance list on the last page."""
    top = (
        ("Rapat", about),
        ("Hari/Tanggal", long_date(day)),
        ("Waktu", "09.00–11.30 WITA"),
        ("Tempat", "Ruang Rapat Biro Hukum"),
    )
    rows = tuple((str(at), *row, "ttd.") for at, row in enumerate(present, 1))
    return [
        head(),
        Title("NOTULA"),
        Fields((*top, ("Ketua", present[0][0]), ("Notulis", present[-1][0]))),
        Heading("Pembahasan"),
        Grid(("Pokok bahasan", "Uraian"), (30, 70), tuple(discussed)),
        Heading("Kesimpulan"),
        Paragraph(concluded),
        two(day, ("Pimpinan Rapat", present[0][0]), ("Notulis", present[-1][0])),
        Title("DAFTAR HADIR"),
        Fields(top),
        Grid(("No.", "Nama", "Jabatan", "Tanda tangan"), (8, 40, 32, 20), rows),
    ]


def report(
    day: datetime.date,
    about: str,
    chapters: Sequence[tuple[str, str]],
    table: Grid | None = None,
    office: str = "hukum",
) -> list[Part]:
    """A laporan with its chapters; the table stands behind the last but one."""
    parts: list[Part] = [head(office), Title(f"LAPORAN\nTENTANG\n{about.upper()}")]
    for at, (title, text) in enumerate(chapters):
        if table is not None and at == len(chapters) - 1:
            parts.append(table)
        parts += [Heading(f"{chr(65 + at)}. {title}"), Paragraph(text)]
    return [*parts, signed(day, office)]


def procedure(day: datetime.date, number: str, name: str, steps: Sequence[tuple[str, str, str, str]]) -> list[Part]:
    """An SOP: the box, then its steps (activity, who, time, output)."""
    one = OFFICES["hukum"]
    box = (
        ("Nomor SOP", number),
        ("Tanggal Efektif", date(day)),
        ("Disahkan oleh", f"{one.position}, {one.name}"),
        ("Nama SOP", name),
        ("Dasar Hukum", "Peraturan Gubernur Nusa Rekaan tentang Tata Naskah Dinas dan Standar Operasional Prosedur"),
        ("Pencatatan", "Disimpan sebagai data elektronik dan pada buku agenda Biro Hukum"),
    )
    rows = tuple((str(at), *step) for at, step in enumerate(steps, 1))
    heads = ("No.", "Kegiatan", "Pelaksana", "Waktu", "Keluaran")
    return [
        head(),
        Title("STANDAR OPERASIONAL PROSEDUR"),
        Fields(box),
        Grid(heads, (7, 40, 21, 12, 20), rows),
        signed(day),
    ]
