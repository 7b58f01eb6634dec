"""Biro Hukum in the two years before: values, what the assessors wrote last year, and what proved it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Past:
    """Levels two years ago and last year, and last year's own level; finding and recommendation of last year."""

    code: str
    before: int
    last: int
    own: int
    finding: str
    recommendation: str


PAST: tuple[Past, ...] = (
    Past("1", 1, 2, 3,
         "Tim telah ditetapkan dengan keputusan yang memuat susunan dan tugas, dan program kerja tersedia. Rapat "
         "berkala baru satu kali dan tanpa daftar hadir.",
         "Adakan rapat setiap triwulan dengan notula dan daftar hadir, serta susun laporan pelaksanaan program kerja."),
    Past("2", 1, 1, 2,
         "Arsitektur masih berupa tabel isian tanpa pengesahan; inventaris aplikasi belum mencakup aplikasi lama.",
         "Sahkan domain layanan dan aplikasi lebih dahulu, lalu lengkapi empat domain lain bersama Diskominfo."),
    Past("3", 1, 2, 2,
         "Peta rencana disahkan tetapi hanya memuat bidang aplikasi dan layanan untuk satu tahun.",
         "Lengkapi tujuh bidang untuk seluruh masa berlaku beserta pelaksana, ukuran, dan perkiraan biaya."),
    Past("4", 1, 2, 2,
         "Belanja TIK tercantum dalam DPA dan didukung KAK; sebagian telah dikonsultasikan kepada Diskominfo.",
         "Tetapkan prosedur penyusunan anggaran SPBE dan konsultasikan seluruh belanja sebelum dianggarkan."),
    Past("5", 1, 1, 1,
         "Peta proses masih rancangan dan belum mengikuti pedoman; baru memuat satu bagian.",
         "Sahkan peta proses dengan peta relasi dan peta lintas fungsi untuk pembentukan produk hukum."),
    Past("6", 2, 2, 3,
         "Pengembangan aplikasi memakai KAK dan berita acara uji, tetapi tahap pemeliharaan belum diatur.",
         "Susun prosedur yang memuat seluruh tahap siklus dan tunjuk pengelola aplikasi dengan keputusan."),
    Past("7", 2, 3, 3,
         "Seluruh ruang tersambung ke jaringan intra pemerintah dan petugas jaringan telah ditunjuk.",
         "Ukur pemakaian dan gangguan tiap bulan, lalu reviu bersama Diskominfo."),
    Past("8", 1, 1, 1,
         "Pertukaran data dengan JDIH dan persuratan masih lewat berkas; integrasi baru dibicarakan.",
         "Ajukan permohonan pemakaian sistem penghubung layanan untuk data produk hukum dan buat daftar integrasi."),
    Past("9", 1, 1, 2,
         "Belum ada register risiko; risiko dibahas hanya ketika aplikasi terganggu.",
         "Susun register risiko awal dan masukkan jadwal penilaian risiko ke dalam program kerja tim."),
    Past("10", 1, 1, 2,
         "Kata sandi dipakai bersama dan salinan cadangan tidak terjadwal.",
         "Isi daftar periksa kendali keamanan, tunjuk petugas, dan jalankan cadangan mingguan."),
    Past("11", 1, 2, 2,
         "Daftar data telah disusun, tetapi metadata dan jadwal rilis belum lengkap.",
         "Lengkapi metadata menurut pedoman Satu Data dan tunjuk pengelola data."),
    Past("12", 2, 2, 2,
         "Inventaris perangkat keras tersusun; lisensi perangkat lunak belum tercatat.",
         "Tambahkan perangkat lunak dan lisensi, serta tetapkan prosedur pemeliharaan aset."),
    Past("13", 1, 2, 2,
         "Kemampuan pegawai telah dipetakan; baru dua dari enam rencana pelatihan terlaksana.",
         "Penuhi pelatihan dasar TIK bagi seluruh anggota tim teknis dan catat realisasinya."),
    Past("14", 1, 1, 1,
         "Pengetahuan petugas belum dicatat; pergantian admin menyebabkan pekerjaan terhenti dua minggu.",
         "Mulailah dengan lembar pengetahuan bagi tiga pekerjaan yang paling sering ditanyakan."),
    Past("15", 1, 1, 1,
         "Penerapan aplikasi baru diumumkan tanpa rencana dan tanpa pelatihan.",
         "Susun rencana perubahan untuk SIPERDA dengan pihak terdampak, penggerak, dan jadwal sosialisasi."),
    Past("16", 1, 2, 2,
         "Gangguan dicatat pada buku, katalog layanan belum menyebut waktu penyelesaian.",
         "Tetapkan petugas layanan, prosedur penanganan gangguan, dan janji waktu penyelesaian."),
    Past("17", 2, 3, 3,
         "Usulan, pemeriksaan, dan persetujuan rencana seluruhnya diproses dalam SIRENDA.",
         "Tunjukkan pemakaian data rencana oleh layanan keuangan dan reviu pemanfaatannya."),
    Past("18", 3, 3, 3,
         "Permintaan dan pencairan diproses dalam SIKANDA menurut prosedur.",
         "Susun daftar integrasi keuangan dan laporkan reviu pemanfaatan setiap tahun."),
    Past("19", 2, 3, 3,
         "Usul cuti dan kenaikan pangkat diproses dalam aplikasi kepegawaian untuk semua pegawai.",
         "Laporkan waktu penyelesaian usul dan pemakaian data oleh layanan kinerja dan TPP."),
    Past("20", 1, 2, 3,
         "Naskah dicari dan diunduh pada SuratKita; tanda tangan elektronik baru dipakai sebagian.",
         "Proses seluruh surat sampai tanda tangan elektronik dan tetapkan prosedurnya."),
    Past("21", 3, 3, 3,
         "Mutasi dan pemeliharaan barang diproses dalam aplikasi barang milik daerah.",
         "Lakukan rekonsiliasi tiap semester dan catat integrasi dengan layanan keuangan."),
    Past("22", 3, 3, 3,
         "Sasaran dan penilaian kinerja disetujui atasan dalam aplikasi untuk semua pegawai.",
         "Reviu mutu sasaran kinerja dan tunjukkan pertukaran data dengan TPP."),
    Past("23", 2, 2, 2,
         "Pengaduan dapat dikirim lewat formulir situs dan ditanggapi; batas waktu belum diatur.",
         "Tetapkan prosedur dengan batas waktu dan susun laporan pengelolaan pengaduan."),
    Past("24", 1, 2, 2,
         "Pengunjung dapat mencari dan mengunduh produk hukum; permintaan informasi masih lewat surel.",
         "Sediakan pengajuan dan pelacakan permintaan informasi pada situs beserta prosedurnya."),
    Past("25", 2, 2, 3,
         "Rancangan produk hukum dapat diunggah ke SIPERDA; pemeriksaan masih di luar aplikasi.",
         "Proses pemeriksaan dan persetujuan di dalam SIPERDA sehingga pemohon dapat melacak tahapnya."),
)  # fmt: skip

# Indicator, requirement of the ladder without the indicator, paper, pages: what last year's assessment cited.
CITED: tuple[tuple[str, str, str, str], ...] = (
    ("1", "2.1", "sk_tim_lalu", "1–2"),
    ("1", "2.2", "program_lalu", ""),
    ("16", "2.1", "katalog", ""),
    ("16", "2.2", "gangguan", ""),
    ("19", "1.1", "simpeg", ""),
    ("19", "2.1", "simpeg", ""),
    ("19", "2.2", "sk_tim_lalu", "2"),
    ("19", "3.1", "simpeg", ""),
    ("19", "3.2", "sop_pegawai", "1"),
    ("21", "1.1", "barang", ""),
    ("21", "2.1", "barang", ""),
    ("21", "2.2", "sk_tim_lalu", "2"),
    ("21", "3.1", "barang", ""),
    ("21", "3.3", "laporan_barang", ""),
    ("23", "1.1", "pengaduan", ""),
    ("23", "2.1", "pengaduan", ""),
    ("23", "2.2", "sk_tim_lalu", "2"),
)
