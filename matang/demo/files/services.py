"""Pictures of invented applications, and papers on services (indicators 7 and 17 to 25)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from matang.core.words import date, month
from matang.demo.files.naskah import pressed, procedure, report
from matang.demo.files.paper import Maker, Paper, number
from matang.lib import typst
from matang.lib.outline import Grid

TYP = Path(__file__).parent / "typ"
PPI = 72


@dataclass(frozen=True)
class Screen:
    """One page of an invented application."""

    application: str
    address: str
    tone: str
    menu: tuple[str, ...]
    chosen: int
    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    search: str = "Cari …"
    buttons: tuple[str, ...] = ("Cari", "Unggah", "Unduh")
    user: str = "Biro Hukum"


def screen(picture: Screen) -> Maker:
    """How the picture becomes a PNG; the clock in its corner is the paper's day."""

    def make(_: str, day: datetime.date) -> bytes:
        return typst.png(TYP / "layar.typ", asdict(picture) | {"clock": f"{date(day)} 10.15"}, PPI)

    return make


SURATKITA = ("Beranda", "Surat masuk", "Surat keluar", "Disposisi", "Arsip", "Tanda tangan")
SIRENDA = ("Pagu", "Usulan", "Pemeriksaan", "Persetujuan", "Laporan")
SIKANDA = ("Realisasi", "Permintaan", "Pencairan", "Dokumen")
SIPERDA = ("Layanan", "Permohonan", "Pelacakan", "Hasil", "Statistik")
SITE = ("Beranda", "Profil", "Produk hukum", "Permintaan informasi", "Kontak")

LETTERS = Screen(
    "SuratKita", "https://suratkita.nusarekaan.example/masuk", "#27597a", SURATKITA, 1, "Agenda surat masuk",
    ("Nomor", "Dari", "Hal", "Keadaan"), (24, 26, 34, 16),
    (("005/112/DINKES", "Dinas Kesehatan", "Permohonan fasilitasi", "didisposisi"),
     ("180/45/BKD", "BKD", "Rancangan Pergub TPP", "dibaca"),
     ("500.12/210/KOMINFO", "Diskominfo", "Jawaban rekomendasi teknis", "selesai")),
    "Menampilkan 3 dari 214 surat.",
)  # fmt: skip
SIGNING = Screen(
    "SuratKita", "https://suratkita.nusarekaan.example/keluar/88", "#27597a", SURATKITA, 2,
    "Surat keluar 100.3.2/88/BHK",
    ("Langkah", "Oleh", "Waktu", "Keadaan"), (28, 32, 22, 18),
    (("Konsep", "Analis Hukum", "08.10", "selesai"), ("Paraf", "Kepala Subbagian TU", "09.02", "selesai"),
     ("Tanda tangan elektronik", "Kepala Biro", "09.40", "selesai"), ("Kirim", "Program", "09.41", "terkirim")),
    "Dokumen ditandatangani secara elektronik.",
)  # fmt: skip
PLANNING = Screen(
    "SIRENDA", "https://sirenda.nusarekaan.example/usulan", "#6b4c1e", SIRENDA, 1, "Usulan kegiatan Biro Hukum",
    ("Kegiatan", "Pagu", "Diperiksa", "Disetujui"), (44, 20, 18, 18),
    (("Pengembangan SIPERDA", "85.000.000", "Bapperida", "ya"), ("Pemeliharaan JDIH", "24.000.000", "Bapperida", "ya"),
     ("Bimbingan teknis JDIH", "30.000.000", "Bapperida", "menunggu")),
    "Akun: operator perencanaan Biro Hukum. Cari, unggah, dan unduh dokumen tersedia.",
)  # fmt: skip
FINANCE = Screen(
    "SIKANDA", "https://sikanda.nusarekaan.example/permintaan", "#1f6b57", SIKANDA, 1, "Permintaan pembayaran",
    ("Nomor", "Uraian", "Jumlah", "Keadaan"), (22, 40, 20, 18),
    (("SPP-0041", "Bahan komputer", "4.250.000", "cair"), ("SPP-0044", "Jasa tenaga ahli", "9.000.000", "diperiksa"),
     ("SPP-0047", "Langganan jaringan", "1.800.000", "disetujui")),
    "Realisasi belanja sampai bulan ini 71,4 persen.",
)  # fmt: skip
WEBSITE = Screen(
    "Biro Hukum Nusa Rekaan", "https://birohukum.nusarekaan.example/", "#7a2f3b", SITE, 0, "Selamat datang",
    ("Produk hukum terbaru", "Jenis", "Berkas"), (60, 24, 16),
    (("Tata cara pemberian bantuan hukum", "Peraturan Gubernur", "PDF"),
     ("Penyelenggaraan SPBE", "Peraturan Gubernur", "PDF"), ("Ketertiban umum", "Peraturan Daerah", "PDF")),
    "Hubungi kami lewat halaman Kontak.", "Cari produk hukum", ("Cari", "Unduh", "Kontak"), "Pengunjung",
)  # fmt: skip
REQUESTS = Screen(
    "Biro Hukum Nusa Rekaan", "https://birohukum.nusarekaan.example/permintaan", "#7a2f3b", SITE, 3,
    "Pelacakan permintaan informasi", ("Nomor", "Permintaan", "Diterima", "Keadaan"), (20, 44, 18, 18),
    (("PI-031", "Salinan Pergub SPBE", "Senin", "selesai"), ("PI-032", "Naskah akademik", "Selasa", "divalidasi"),
     ("PI-033", "Putusan bantuan hukum", "Rabu", "ditolak: dikecualikan")),
    "Setiap permintaan divalidasi petugas sebelum dijawab.", "Nomor permintaan", ("Lacak", "Ajukan"), "Pengunjung",
)  # fmt: skip
MAIN = Screen(
    "SIPERDA", "https://siperda.nusarekaan.example/permohonan", "#3f3d7a", SIPERDA, 1,
    "Permohonan fasilitasi produk hukum",
    ("Nomor", "Perangkat daerah", "Tahap", "Hari"), (18, 42, 28, 12),
    (("FP-118", "Dinas Kesehatan", "harmonisasi", "6"),
     ("FP-119", "Badan Kepegawaian Daerah", "kelengkapan", "2"),
     ("FP-117", "Dinas Perhubungan", "selesai", "11")),
    "Permohonan diperiksa dan disetujui di dalam aplikasi; pemohon melihat tahapnya.",
)  # fmt: skip
DEVICES = Screen(
    "Pantau Jaringan", "http://10.20.0.2/perangkat", "#44525c",
    ("Perangkat", "Titik", "Catatan"), 0,
    "Perangkat gedung B lantai 2",
    ("Perangkat", "Tempat", "Keadaan"), (40, 40, 20),
    (("Sakelar 24 porta", "Rak ruang TU", "menyala"), ("Titik akses 1", "Bagian Peraturan", "menyala"),
     ("Titik akses 2", "Ruang Rapat", "menyala")),
    "Terakhir diperiksa pagi ini.", "Cari perangkat", ("Cari",), "Petugas jaringan",
)  # fmt: skip


def _rules(serial: int, name: str, steps: Sequence[tuple[str, str, str, str]]) -> Maker:
    return lambda title, day: pressed(title, day, procedure(day, number("000.8.3.3", serial, day), name, steps))


LETTER_STEPS = (("Mencatat surat masuk pada SuratKita", "Pengelola persuratan", "10 menit", "Agenda"),
                ("Mendisposisi", "Kepala Biro", "1 hari", "Disposisi"),
                ("Menyusun dan memaraf konsep", "Analis Hukum", "2 hari", "Konsep"),
                ("Menandatangani secara elektronik", "Kepala Biro", "1 hari", "Naskah"))  # fmt: skip
MAIN_STEPS = (("Menerima permohonan pada SIPERDA", "Admin aplikasi", "1 hari", "Nomor permohonan"),
              ("Memeriksa kelengkapan", "Bagian Peraturan", "2 hari", "Catatan"),
              ("Harmonisasi", "Bagian Peraturan", "7 hari", "Hasil harmonisasi"),
              ("Menyampaikan hasil", "Admin aplikasi", "1 hari", "Hasil fasilitasi"))  # fmt: skip
SITE_STEPS = (("Menyusun isi", "Penulis artikel", "1 hari", "Naskah"),
              ("Memeriksa isi", "Kepala Subbagian TU", "1 hari", "Paraf"),
              ("Menerbitkan", "Admin web", "1 jam", "Halaman"),
              ("Memvalidasi permintaan informasi", "Admin web", "2 hari", "Jawaban"))  # fmt: skip


def _content_plan(name: str, day: datetime.date) -> bytes:
    rows = tuple((month(at), "Produk hukum dan berita kegiatan", "Penulis artikel") for at in range(1, 13))
    table = Grid(("Bulan", "Isi", "Penanggung jawab"), (20, 50, 30), rows)
    chapters = (
        ("Tujuan", "Isi situs diperbarui sekurangnya dua kali sebulan."),
        ("Penutup", "Jadwal ini ditinjau tiap triwulan."),
    )
    return pressed(name, day, report(day, f"Rencana Isi Situs Tahun {day.year}", chapters, table))


def _visits(name: str, day: datetime.date) -> bytes:
    rows = tuple((month(at), str(1180 + at * 93), str(3 + at % 4)) for at in range(1, 10))
    table = Grid(("Bulan", "Kunjungan", "Permintaan informasi"), (40, 30, 30), rows)
    chapters = (
        ("Ringkasan", "Kunjungan naik rata-rata 6 persen sebulan."),
        ("Tindak lanjut", "Halaman produk hukum dipercepat."),
    )
    return pressed(name, day, report(day, "Kunjungan Situs dan Permintaan Informasi", chapters, table))


def _use(name: str, day: datetime.date) -> bytes:
    rows = tuple((month(at), str(9 + at % 5), f"{12 - at % 4} hari") for at in range(1, 10))
    table = Grid(("Bulan", "Permohonan", "Rata-rata selesai"), (40, 30, 30), rows)
    chapters = (
        ("Ringkasan", "Seluruh permohonan sejak Maret diajukan lewat SIPERDA."),
        ("Simpulan", "Waktu selesai turun."),
    )
    return pressed(name, day, report(day, "Pemanfaatan Layanan SIPERDA", chapters, table))


def _letters_use(name: str, day: datetime.date) -> bytes:
    rows = tuple((month(at), str(150 + at * 4), str(120 + at * 6)) for at in range(1, 10))
    table = Grid(("Bulan", "Seluruh surat", "Surat elektronik"), (40, 30, 30), rows)
    chapters = (
        ("Ringkasan", "Surat elektronik meliputi 88 persen dari seluruh surat."),
        ("Simpulan", "Sisanya surat dari luar."),
    )
    return pressed(name, day, report(day, "Rekap Persuratan Elektronik", chapters, table))


PAPERS = (
    Paper("perangkat", "Perangkat jaringan lantai 2.png", 240, "jaringan", screen(DEVICES)),
    Paper("sirenda", "SIRENDA usulan dan persetujuan.png", 55, "pelaksana", screen(PLANNING)),
    Paper("sikanda", "SIKANDA permintaan pembayaran.png", 50, "aset", screen(FINANCE)),
    Paper("surat_masuk", "SuratKita agenda surat masuk.png", 45, "kepegawaian", screen(LETTERS)),
    Paper("surat_keluar", "SuratKita alur tanda tangan.png", 45, "kepegawaian", screen(SIGNING)),
    Paper("sop_surat", "SOP persuratan elektronik.pdf", 160, "kepegawaian",
          _rules(9, "Persuratan dan Kearsipan Elektronik", LETTER_STEPS)),
    Paper("rekap_surat", "Rekap persuratan elektronik.pdf", 30, "kepegawaian", _letters_use),
    Paper("situs", "Halaman depan situs Biro Hukum.png", 35, "web", screen(WEBSITE)),
    Paper("permintaan", "Pelacakan permintaan informasi.png", 35, "web", screen(REQUESTS)),
    Paper("sop_situs", "SOP isi situs dan permintaan informasi.pdf", 145, "web",
          _rules(10, "Isi Situs dan Permintaan Informasi", SITE_STEPS)),
    Paper("rencana_isi", "Rencana isi situs {year}.pdf", 250, "web", _content_plan),
    Paper("kunjungan", "Laporan kunjungan situs.pdf", 28, "web", _visits),
    Paper("siperda", "SIPERDA permohonan fasilitasi.png", 32, "pelaksana", screen(MAIN)),
    Paper("sop_siperda", "SOP fasilitasi produk hukum elektronik.pdf", 155, "pelaksana",
          _rules(11, "Fasilitasi Produk Hukum secara Elektronik", MAIN_STEPS)),
    Paper("rekap_siperda", "Rekap permohonan SIPERDA.pdf", 25, "pelaksana", _use),
)  # fmt: skip
