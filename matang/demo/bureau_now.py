"""Biro Hukum this year: level, fact, analysis, and which paper proves which requirement; two thirds are filled.

A requirement is the ladder's id without the indicator ("2.1": the first of level 2); "" is supporting only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cite:
    """A paper at a requirement."""

    requirement: str
    paper: str
    pages: str = ""


@dataclass(frozen=True)
class Now:
    """One indicator as its owner left it."""

    code: str
    level: str
    fact: str
    analysis: str
    cites: tuple[Cite, ...]


C = Cite
NOW: tuple[Now, ...] = (
    Now("1", "3",
        "Tim ditetapkan dengan Keputusan Kepala Biro Hukum Nomor 100.3.3/12/BHK; susunan dan uraian tugas pada "
        "lampiran. Program kerja memuat sembilan kegiatan, tujuh sudah selesai. Rapat berkala triwulan III dihadiri "
        "sembilan orang.",
        "Seluruh anggota bekerja menurut pembagian tugas dan rapat berkala berjalan, sehingga kriteria tingkat 3 "
        "dipenuhi. Laporan setahun menyusul pada Desember.",
        (C("1.1", "notula_tim", "1"), C("1.2", "undangan_tim"), C("2.1", "sk_tim", "1–2"), C("2.2", "program"),
         C("3.1", "notula_tw3", "1"), C("3.2", "notula_tw3", "1–2"), C("", "laporan_tw3"))),
    Now("2", "2",
        "Dokumen arsitektur domain layanan dan aplikasi ditandatangani Kepala Biro; inventaris memuat empat aplikasi.",
        "Baru dua dari enam domain yang disahkan, sesuai kriteria tingkat 2.",
        (C("1.1", "notula_arsitektur", "1"), C("2.1", "arsitektur"), C("2.2", "inventaris_aplikasi"))),
    Now("3", "3",
        "Peta rencana tiga tahun memuat tujuh bidang dengan kegiatan, perkiraan biaya, dan ukuran.",
        "Isi lengkap dan disahkan; sosialisasi kepada semua bagian sudah dilakukan tetapi laporannya belum disusun.",
        (C("1.1", "notula_peta", "1"), C("2.1", "peta_rencana"), C("3.1", "peta_rencana", "1"))),
    Now("4", "2",
        "DPA memuat belanja TIK Rp145.500.000,00. KAK SIPERDA dikonsultasikan dan dijawab Diskominfo.",
        "Konsultasi baru untuk pengembangan SIPERDA, belum seluruh belanja, sehingga tingkat 2.",
        (C("1.1", "dpa"), C("2.1", "kak"), C("2.2", "rekomendasi", "1–2"))),
    Now("5", "2",
        "Peta proses bisnis memuat peta relasi dan peta lintas fungsi pembentukan peraturan kepala daerah.",
        "Peta disahkan dan mengikuti pedoman; perbaikan proses belum dibakukan dalam prosedur.",
        (C("1.2", "notula_proses", "1"), C("2.1", "proses_bisnis"))),
    Now("6", "2",
        "Pengembangan SIPERDA direncanakan dengan KAK dan diuji; lima fungsi berhasil menurut berita acara.",
        "Rekomendasi teknis sudah ada, tetapi prosedur pembangunan aplikasi belum ditetapkan.",
        (C("1.1", "inventaris_aplikasi"), C("1.2", "notula_tim"), C("2.1", "kak"), C("2.2", "uji_aplikasi"),
         C("3.2", "rekomendasi", "2"))),
    Now("7", "3",
        "Delapan belas titik di enam ruang terhubung; berita acara pemanfaatan ditandatangani bersama Diskominfo.",
        "Semua ruang tersambung, prosedur dan petugas ditetapkan: tingkat 3.",
        (C("1.1", "notula_tim"), C("1.2", "perangkat"), C("2.1", "sambungan", "1–2"), C("2.2", "titik"),
         C("3.1", "ba_jaringan"), C("3.2", "sop_jaringan"), C("3.3", "sk_tim", "2"))),
    Now("9", "2",
        "Register memuat delapan risiko dengan besaran dan penanganan; penilaian dijadwalkan pada program kerja.",
        "Register belum memuat konteks dan selera risiko menurut pedoman, sehingga tingkat 2.",
        (C("1.1", "notula_tim", "1"), C("2.1", "risiko"), C("2.2", "program"))),
    Now("10", "2",
        "Daftar periksa delapan kendali diisi dan ditandatangani; petugas disebut dalam keputusan tim.",
        "Kendali dijalankan sebagian dan rencana perbaikan ada. Prosedur belum bernomor sehingga belum dirujuk.",
        (C("1.1", "notula_tim", "1"), C("2.1", "keamanan"), C("2.2", "sk_tim", "2"))),
    Now("11", "2",
        "Daftar data memuat empat kelompok data dengan produsen dan jadwal rilis.",
        "Metadata belum lengkap.",
        (C("1.1", "notula_arsitektur"), C("1.2", "contoh_data"), C("2.1", "daftar_data"))),
    Now("12", "2",
        "Inventaris memuat 24 perangkat keras dengan kode barang, tahun, dan kondisi.",
        "Perangkat lunak dan lisensi belum tercatat, sehingga tingkat 2.",
        (C("1.2", "notula_tim"), C("2.1", "aset"))),
    Now("13", "2",
        "Matriks kompetensi disusun untuk enam jabatan; admin aplikasi telah bersertifikat pelatihan dasar TIK.",
        "",
        (C("1.1", "sertifikat"), C("1.2", "notula_tim"), C("2.1", "kompetensi"))),
    Now("17", "3",
        "Usulan, pemeriksaan, dan persetujuan kegiatan tampak pada SIRENDA dengan akun operator Biro Hukum.",
        "Seluruh alur diproses dalam sistem. Prosedur masih memakai milik Bapperida dan akan dilampirkan.",
        (C("1.1", "sirenda"), C("2.1", "sirenda"), C("2.2", "sk_tim", "2"), C("3.1", "sirenda"))),
    Now("18", "3",
        "Permintaan pembayaran sampai pencairan diproses pada SIKANDA.",
        "",
        (C("1.1", "sikanda"), C("2.1", "sikanda"), C("3.1", "sikanda"))),
    Now("20", "3",
        "Agenda, disposisi, paraf, dan tanda tangan elektronik berlangsung pada SuratKita; 88 persen surat elektronik.",
        "Alur lengkap menurut SOP yang berlaku: tingkat 3.",
        (C("1.1", "surat_masuk"), C("2.1", "surat_masuk"), C("2.2", "sk_tim", "2"), C("3.1", "surat_keluar"),
         C("3.2", "sop_surat"), C("3.3", "rekap_surat"))),
    Now("24", "3",
        "Pengunjung mengajukan dan melacak permintaan informasi; laporan memuat kunjungan sembilan bulan.",
        "Permintaan divalidasi petugas dan statistik dianalisis menurut prosedur: tingkat 3.",
        (C("1.1", "situs"), C("2.1", "situs"), C("2.2", "rencana_isi"), C("2.3", "sk_tim", "2"), C("3.1", "sop_situs"),
         C("3.2", "permintaan"), C("3.3", "kunjungan"))),
    Now("25", "3",
        "Permohonan fasilitasi diajukan, diperiksa, disetujui, dan dilacak dalam SIPERDA; rata-rata selesai 11 hari.",
        "Proses berlangsung di dalam aplikasi menurut SOP. Standar pelayanan masih menunggu penetapan.",
        (C("1.1", "siperda"), C("2.1", "siperda"), C("3.1", "siperda"), C("3.2", "sop_siperda"),
         C("3.3", "rekap_siperda"))),
)  # fmt: skip
OWNERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pelaksana", ("1", "2", "3", "4", "5", "6", "9", "10", "17", "25")),
    ("jaringan", ("7", "8", "16")),
    ("aset", ("11", "12", "18", "21")),
    ("kepegawaian", ("13", "19", "20", "22")),
    ("penulis", ("14", "15")),
    ("web", ("23", "24")),
)
