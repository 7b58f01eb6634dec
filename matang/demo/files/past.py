"""Papers that Biro Hukum gave last year: what this year's assessment may cite again."""

from __future__ import annotations

import datetime
from dataclasses import replace

from matang.core.words import month
from matang.demo.files import team
from matang.demo.files.naskah import pressed, procedure, report
from matang.demo.files.paper import Paper, number
from matang.demo.files.services import SITE, Screen, screen
from matang.lib.outline import Grid

STAFF = Screen(
    "SIMPEG", "https://simpeg.nusarekaan.example/usul", "#2d5d8a", ("Pegawai", "Usul", "Verifikasi", "Arsip"), 1,
    "Usul kepegawaian", ("Pegawai", "Usul", "Tahap", "Hari"), (34, 30, 24, 12),
    (("Analis Hukum, 2 orang", "Kenaikan pangkat", "diverifikasi BKD", "4"),
     ("Pengelola Persuratan", "Cuti", "disetujui", "1"), ("Arsiparis", "Kenaikan gaji berkala", "selesai", "6")),
    "Usul diperiksa atasan dan BKD di dalam aplikasi.",
)  # fmt: skip
GOODS = Screen(
    "SIBARANG", "https://sibarang.nusarekaan.example/mutasi", "#5b5a2a", ("Daftar", "Mutasi", "Pemeliharaan", "Cetak"),
    1, "Usul mutasi barang", ("Kode", "Barang", "Usul", "Keadaan"), (20, 36, 24, 20),
    (("3.10.02.04", "Server berkas", "pemeliharaan", "disetujui"), ("3.10.01.02", "Laptop 6 unit", "mutasi", "dicatat"),
     ("3.05.02.01", "Lemari arsip", "penghapusan", "diperiksa")),
    "Daftar, usul, dan persetujuan tercatat dengan pelakunya.",
)  # fmt: skip
COMPLAINT = Screen(
    "Biro Hukum Nusa Rekaan", "https://birohukum.nusarekaan.example/pengaduan", "#7a2f3b", SITE, 4,
    "Pengaduan layanan", ("Nomor", "Perihal", "Diterima", "Tanggapan"), (18, 42, 18, 22),
    (("PG-014", "Berkas peraturan tidak dapat dibuka", "Senin", "diperbaiki"),
     ("PG-015", "Lama menunggu salinan keputusan", "Kamis", "dijawab")),
    "Tulis pengaduan Anda; tanggapan dikirim ke surel.", "Nomor pengaduan", ("Kirim", "Lacak"), "Pengunjung",
)  # fmt: skip
STAFF_STEPS = (("Mengajukan usul pada SIMPEG", "Pegawai", "1 hari", "Usul"),
               ("Memeriksa kelengkapan", "Pengelola kepegawaian", "1 hari", "Catatan"),
               ("Menyetujui", "Kepala Biro", "2 hari", "Persetujuan"),
               ("Meneruskan kepada BKD", "Pengelola kepegawaian", "1 hari", "Tanda kirim"))  # fmt: skip


def _staff_rules(name: str, day: datetime.date) -> bytes:
    steps = procedure(day, number("000.8.3.3", 4, day), "Layanan Kepegawaian Elektronik", STAFF_STEPS)
    return pressed(name, day, steps)


def _disturbances(name: str, day: datetime.date) -> bytes:
    rows = tuple((month(at), str(2 + at % 3), f"{3 + at % 4} jam") for at in range(1, 13))
    table = Grid(("Bulan", "Gangguan", "Rata-rata pulih"), (40, 30, 30), rows)
    chapters = (
        ("Ringkasan", "Gangguan terbanyak ialah sambungan jaringan dan akun terkunci."),
        ("Simpulan", "Waktu penyelesaian belum dijanjikan; katalog layanan perlu menyebutkannya."),
    )
    return pressed(name, day, report(day, f"Gangguan Layanan TIK Biro Hukum Tahun {day.year}", chapters, table))


def _catalogue(name: str, day: datetime.date) -> bytes:
    rows = (("Sambungan jaringan", "seluruh pegawai", "petugas jaringan"), ("Akun aplikasi", "pengguna SIPERDA",
            "admin aplikasi"), ("Situs web", "masyarakat", "admin web"))  # fmt: skip
    table = Grid(("Layanan", "Penerima", "Petugas"), (36, 32, 32), rows)
    chapters = (
        ("Tujuan", "Katalog ini memuat layanan TIK di lingkungan Biro Hukum."),
        ("Penutup", "Ditinjau tahunan."),
    )
    return pressed(name, day, report(day, "Katalog Layanan TIK Biro Hukum", chapters, table))


def _goods(name: str, day: datetime.date) -> bytes:
    rows = (("Komputer", "24", "24"), ("Jaringan", "5", "5"), ("Kendaraan", "3", "3"), ("Mebel", "112", "109"))
    table = Grid(("Golongan", "Tercatat", "Ditemukan"), (40, 30, 30), rows)
    chapters = (
        ("Ringkasan", "Barang pada aplikasi dicocokkan dengan keadaan ruang."),
        ("Simpulan", "Tiga mebel rusak berat diusulkan untuk dihapus."),
    )
    return pressed(name, day, report(day, f"Barang Milik Daerah Semester I Tahun {day.year}", chapters, table))


def _again(key: str, age: int) -> Paper:
    """Last year's edition of a paper that is made anew every year."""
    paper = next(paper for paper in team.PAPERS if paper.key == key)
    return replace(paper, key=f"{key}_lalu", age=age)


PAPERS = (
    _again("sk_tim", 640),
    _again("program", 625),
    Paper("katalog", "Katalog layanan TIK Biro Hukum.pdf", 600, "jaringan", _catalogue),
    Paper("gangguan", "Laporan gangguan layanan TIK {year}.pdf", 395, "jaringan", _disturbances),
    Paper("simpeg", "SIMPEG usul kepegawaian.png", 410, "kepegawaian", screen(STAFF)),
    Paper("sop_pegawai", "SOP layanan kepegawaian elektronik.pdf", 540, "kepegawaian", _staff_rules),
    Paper("barang", "SIBARANG usul mutasi.png", 405, "aset", screen(GOODS)),
    Paper("laporan_barang", "Laporan barang semester I {year}.pdf", 470, "aset", _goods),
    Paper("pengaduan", "Formulir pengaduan situs.png", 400, "web", screen(COMPLAINT)),
)
