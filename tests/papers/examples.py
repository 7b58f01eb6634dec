"""One invented office with 47 indicators, and words that break careless programs."""

import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction as F

from matang import papers as p

MADE = datetime(2024, 6, 25, 3, 0, tzinfo=UTC)
HEAD = "7f3a" * 15 + "00c9"
NASTY = (
    "Rapat <A> & B",
    '#let x = 1; #import "@preview/x:1.0.0"',
    "$x$ *tebal* _miring_ `kode` \\ [x] @ref <label>",
    "=1+1",
    "+62 821",
    "-5",
    "@SUM(A1)",
    "{{x}} {% if y %}",
    "emoji 🎉🚀 dan 漢字 serta العربية",
    'tanda "kutip", \'petik\', – — … é ✓ "; DROP TABLE',
    "baris satu\nbaris dua\n\nbaris empat",
    "kolom\tdua",
    "x" * 400,
    "&amp; &lt; &#x41;",
)
LONG = "Keterangan panjang. " * 250  # 5,000 characters


def emblem() -> bytes:
    """A small PNG: a leaf-green square."""
    rows = b"".join(b"\0" + b"\x1a\x5c\x48" * 40 for _ in range(48))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 40, 48, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


LETTERHEAD = p.Letterhead(
    ("PEMERINTAH PROVINSI CONTOH", "SEKRETARIAT DAERAH", "BIRO HUKUM"),
    "Jalan Contoh Nomor 1, Kota Contoh 91511, telepon (0426) 21133, pos-el biro@contoh.go.id",
    emblem(),
)
CHAIR = p.Signature(
    "Kota Contoh", "25 Juni 2024", "Plt.", "Kepala Biro Hukum", "Pejabat Contoh, S.H., M.Si.",
    "198001012005011001", "Pembina Tk. I, IV/b",
)  # fmt: skip
WRITER = p.Signature("", "", "", "Notulis", "Pegawai Contoh, S.Kom.", "199001012015012002", "Penata, III/c")
DOMAINS = (("1", "Kebijakan SPBE", 2, F(13)), ("2", "Tata Kelola SPBE", 3, F(25)),
           ("3", "Manajemen SPBE", 2, F(33, 2)), ("4", "Layanan SPBE", 2, F(91, 2)))  # fmt: skip
ASPECTS = (
    "Kebijakan Internal terkait Tata Kelola SPBE", "Kebijakan Layanan", "Perencanaan Strategis SPBE",
    "Teknologi Informasi dan Komunikasi", "Penyelenggara SPBE", "Penerapan Manajemen SPBE", "Audit TIK",
    "Layanan Administrasi Pemerintahan Berbasis Elektronik", "Layanan Publik Berbasis Elektronik",
)  # fmt: skip


def indicators() -> tuple[p.IndicatorRow, ...]:
    """47 rows of all levels, one not rated."""
    rows = []
    for i in range(1, 48):
        domain = DOMAINS[min((i - 1) // 12, 3)]
        title = ("Penerapan Manajemen Keamanan Informasi", "Tingkat Kematangan Layanan Pengaduan Pelayanan Publik yang "
                 "Terhubung dengan Sistem Nasional", "Arsitektur SPBE", "Peta Rencana SPBE")[i % 4]  # fmt: skip
        final = None if i == 40 else F(126, 100) if i == 41 else F(1 + (i * 7) % 5)
        rows.append(p.IndicatorRow(str(i), f"{title} {i}", f"Domain {domain[0]} {domain[1]}", F(100, 47),
                                   F(1 + (i * 3) % 5), final, F(1 + i % 4)))  # fmt: skip
    return tuple(rows)


def report(**changes: object) -> p.ResultReport:
    """A report that has everything."""
    nodes, aspect = [], 0
    for code, title, count, weight in DOMAINS:
        nodes.append(p.NodeRow(code, title, 0, weight, F(319, 100) + int(code) * F(1, 9), F(28, 10)))
        for i in range(count):
            value = F(2) + F(aspect * 29 % 28, 10)
            nodes.append(p.NodeRow(f"{code}.{i + 1}", ASPECTS[aspect], 1, weight / count, value, F(5, 2)))
            aspect += 1
    findings = tuple(
        p.FindingRow(str(i), f"Indikator {i}", f"Dokumen untuk indikator {i} belum ditetapkan oleh pimpinan.",
                     "Tetapkan dokumen dengan keputusan, lalu laksanakan dan reviu sedikitnya setahun sekali.")
        for i in (2, 9, 14, 22)
    )  # fmt: skip
    paper = p.ResultReport(
        letterhead=LETTERHEAD, number="000.8.3/123/BHK/2024", agency="Biro Hukum Sekretariat Daerah Provinsi Contoh",
        instrument="Indeks SPBE 47 indikator", round="Evaluasi Tahun 2024",
        basis=("Peraturan Menteri PANRB Nomor 59 Tahun 2020", "Keputusan Gubernur Nomor 125 Tahun 2025"),
        decided="25 Juni 2024", low=F(1), high=F(5), index=F(31925, 10000), predicate="Baik", index_note="",
        last_index=F(28, 10), last_round="Evaluasi Tahun 2023", nodes=tuple(nodes), indicators=indicators(),
        findings=findings, summary="Layanan sudah kuat; manajemen risiko dan audit TIK perlu didahulukan.",
        closing="Demikian laporan ini dibuat untuk ditindaklanjuti.", signature=CHAIR, chain_head=HEAD, made=MADE,
        target=F(7, 2),
    )  # fmt: skip
    return replace(paper, **changes)  # type: ignore[arg-type]


def worksheet(**changes: object) -> p.Worksheet:
    """A worksheet of the same 47 indicators."""
    rows = tuple(
        p.WorksheetRow(row.code, row.group, "Aspek contoh", row.title, row.weight, row.self_level,
                       "Keputusan Nomor 188/12/2026 menetapkan tim (hlm. 1–4).", "Kriteria tingkat 2 terpenuhi.",
                       ("SK Tim.pdf, hlm. 1–4", "Rencana kerja.docx, hlm. 2"), "Notula rapat tim yang bertanda tangan.",
                       row.final_level, "Belum direviu.", "Lakukan reviu.")
        for row in indicators()
    )  # fmt: skip
    values = tuple(
        p.ValueRow("Domain", code, title, weight, F(int(code)) + F(1, 3)) for code, title, _, weight in DOMAINS
    )
    paper = p.Worksheet(
        letterhead=LETTERHEAD, agency="Biro Hukum", instrument="Indeks SPBE 47 indikator", round="Evaluasi Tahun 2024",
        status="Nilai akhir, ditetapkan 25 Juni 2024", index=F(31925, 10000), predicate="Baik", values=values,
        derivation=("Indeks = jumlah (bobot × nilai) dibagi jumlah bobot indikator yang dinilai.",), rows=rows,
        notes=("Indikator 40 belum dinilai.",), chain_head=HEAD, made=MADE,
    )  # fmt: skip
    return replace(paper, **changes)  # type: ignore[arg-type]


def minutes(**changes: object) -> p.Minutes:
    """The minutes of a mentoring meeting on three indicators."""
    occasion = p.Occasion("Rapat Pendampingan SPBE Biro Hukum", "Selasa, 25 Juni 2024", "09.00–11.30 WITA",
                          "Ruang rapat Biro Hukum", "Pendampingan bukti dukung indikator 9, 10, dan 13")  # fmt: skip
    topics = tuple(
        p.Topic(str(i), f"Manajemen Keamanan Informasi {i}", "2", "3", "Register risiko yang ditetapkan.",
                "Pendamping menjelaskan kriteria tingkat 3.\nFormat sudah diserahkan.", "Register disusun pekan depan.")
        for i in (9, 10, 13)
    )  # fmt: skip
    people = tuple(
        p.Attendee(f"Pegawai {i}", "Pranata Komputer, Biro Hukum", "hadir 09.02" if i % 3 else "") for i in range(1, 8)
    )
    paper = p.Minutes(
        letterhead=LETTERHEAD, number="000.1.5/7/BHK/2024", occasion=occasion, chair="Kepala Biro Hukum",
        writer="Pegawai Contoh, S.Kom.", participants=("Tim SPBE Biro Hukum", "Tim pendamping Dinas Kominfo"),
        opening="Rapat dibuka oleh pimpinan rapat.", topics=topics, conclusion="Bukti dilengkapi sebelum 5 Juli 2024.",
        actions=(p.ActionRow("Menyusun register risiko", "Admin jaringan", "2 Juli 2024"),
                 p.ActionRow("Menetapkan SOP penanganan insiden", "Kasubbag Tata Usaha", "5 Juli 2024")),
        closing="Rapat ditutup pukul 11.30 WITA.", attendance=people, chair_signature=CHAIR, writer_signature=WRITER,
        chain_head=HEAD, made=MADE,
    )  # fmt: skip
    return replace(paper, **changes)  # type: ignore[arg-type]


def attendance(**changes: object) -> p.AttendanceList:
    """The attendance list of the same meeting, with rows to sign by hand."""
    m = minutes()
    paper = p.AttendanceList(LETTERHEAD, m.occasion, m.attendance, CHAIR, HEAD, MADE, blank_rows=4)
    return replace(paper, **changes)  # type: ignore[arg-type]
