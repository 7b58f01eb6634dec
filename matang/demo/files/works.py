"""Papers on applications, network and management (indicators 6 to 13): registers, lists, a scan, a certificate."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

from matang.core.words import date
from matang.demo.agencies import CITY
from matang.demo.files.naskah import head, letter, noon, outline, pressed, procedure, report, signed, two, unsigned
from matang.demo.files.paper import Paper, number
from matang.demo.office import OFFICES
from matang.lib import typst, xlsx
from matang.lib.outline import Grid, PageBreak, Paragraph, Part, Title
from matang.papers.press import TEMPLATES, outline_data

TYP = Path(__file__).parent / "typ"
SCAN_PPI = 96


def _sheet(
    name: str, day: datetime.date, heads: tuple[tuple[str, float], ...], rows: tuple[tuple[xlsx.Cell, ...], ...]
) -> bytes:
    head = OFFICES["hukum"]
    above = (name, "Biro Hukum Sekretariat Daerah Provinsi Nusa Rekaan", f"Disahkan {date(day)} oleh {head.name}, ttd.")
    table = xlsx.Table("Lembar 1", above, tuple(xlsx.Column(title, width) for title, width in heads), rows)
    return xlsx.workbook([table], name, "contoh rekaan, bukan dokumen resmi", "", noon(day))


def _applications(name: str, day: datetime.date) -> bytes:
    heads = (("No.", 6), ("Aplikasi", 24), ("Fungsi", 40), ("Pengelola", 22), ("Tahun", 10), ("Keadaan", 16))
    rows = (
        (1, "SIPERDA", "Permohonan fasilitasi produk hukum", "Biro Hukum", day.year - 1, "dipakai"),
        (2, "JDIH Nusa Rekaan", "Jaringan dokumentasi dan informasi hukum", "Biro Hukum", day.year - 6, "dipakai"),
        (3, "SuratKita", "Persuratan dan tanda tangan elektronik", "Diskominfo", day.year - 3, "dipakai"),
        (4, "Arsip Hukum 1.0", "Daftar arsip perkara", "Biro Hukum", day.year - 9, "tidak dipakai"),
    )
    return _sheet(name, day, heads, rows)


def _risks(name: str, day: datetime.date) -> bytes:
    heads = (("No.", 6), ("Kejadian risiko", 40), ("Penyebab", 34), ("Kemungkinan", 14), ("Dampak", 10),
             ("Besaran", 10),
             ("Penanganan", 40), ("Pemilik", 20))  # fmt: skip
    found = (
        ("Aplikasi SIPERDA tidak dapat dibuka", "Gangguan pusat data", 3, 4, "Salinan cadangan harian; jalur lapor"),
        ("Berkas perkara hilang", "Disimpan di perangkat pribadi", 2, 5, "Folder bersama dengan hak akses"),
        ("Akun dipakai orang lain", "Kata sandi dibagi", 3, 3, "Akun perorangan; ganti kata sandi"),
        ("Situs diubah pihak luar", "Perangkat lunak tidak mutakhir", 2, 4, "Pembaruan bulanan"),
        ("Data pribadi pemohon tersebar", "Berkas dikirim lewat pesan singkat", 2, 5, "Unggah hanya lewat aplikasi"),
        ("Jaringan lantai 2 putus", "Kabel rusak", 3, 2, "Titik cadangan"),
        ("Petugas satu-satunya pindah", "Pengetahuan tidak dicatat", 3, 3, "Lembar pengetahuan"),
        ("Permohonan terlambat diproses", "Tidak ada pengingat", 4, 3, "Pengingat otomatis"),
    )
    rows = tuple(
        (at, event, cause, chance, harm, chance * harm, answer, "Kepala Bagian")
        for at, (event, cause, chance, harm, answer) in enumerate(found, 1)
    )
    return _sheet(name, day, heads, rows)


def _competence(name: str, day: datetime.date) -> bytes:
    heads = (
        ("Nama jabatan", 34),
        ("Kompetensi", 36),
        ("Tingkat sekarang", 16),
        ("Tingkat sasaran", 16),
        ("Rencana", 34),
    )
    rows = (
        ("Admin Aplikasi dan Tata Kelola", "Tata kelola SPBE", 2, 3, "Pelatihan arsitektur SPBE"),
        ("Admin Web dan Media Sosial", "Pengelolaan situs", 3, 3, "–"),
        ("Admin Jaringan dan Multimedia", "Jaringan komputer", 2, 3, "Pelatihan jaringan dasar"),
        ("Desainer Grafis", "Desain layanan", 2, 3, "Belajar mandiri"),
        ("Pengurus Barang", "Inventaris TIK", 1, 2, "Pendampingan BKPD"),
        ("Pengelola Kepegawaian", "Literasi data", 1, 2, "Pelatihan dasar TIK"),
    )
    return _sheet(name, day, heads, rows)


def _csv(rows: tuple[tuple[str, ...], ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _assets(_: str, day: datetime.date) -> bytes:
    kinds = ("Laptop", "Komputer unit", "Pencetak", "Pemindai", "Titik akses nirkabel", "UPS")
    rows = tuple(
        (f"1.3.2.10.01.{at:02d}", kinds[at % len(kinds)], f"Merek Rekaan R{at}", str(day.year - at % 6),
         ("baik", "baik", "rusak ringan")[at % 3], "Ruang Tata Usaha" if at % 2 else "Bagian Peraturan")
        for at in range(1, 25)
    )  # fmt: skip
    return _csv((("kode_barang", "nama", "merek", "tahun", "kondisi", "ruang"), *rows))


def _data_list(_: str, day: datetime.date) -> bytes:
    heads = ("nama_data", "produsen", "jadwal_rilis", "format", "penanggung_jawab")
    rows = (
        ("Produk hukum daerah", "Bagian Peraturan", "bulanan", "CSV", "Kepala Bagian Peraturan"),
        ("Perkara dan bantuan hukum", "Bagian Bantuan Hukum", "triwulanan", "XLSX", "Kepala Bagian Bantuan Hukum"),
        ("Permohonan fasilitasi", "Bagian Peraturan", "bulanan", "CSV", "Admin aplikasi"),
        ("Kunjungan JDIH", "Bagian Dokumentasi", "bulanan", "CSV", "Admin web"),
    )
    return _csv((heads, *rows))


def _sample(_: str, day: datetime.date) -> bytes:
    rows = tuple(
        (f"{at}/{day.year}", "Peraturan Gubernur" if at % 3 else "Peraturan Daerah", "selesai") for at in range(1, 13)
    )
    return _csv((("nomor", "jenis", "keadaan"), *rows))


def _test_report(name: str, day: datetime.date) -> bytes:
    rows = tuple((str(at), what, "berhasil") for at, what in enumerate(
        ("Masuk dengan akun perangkat daerah", "Unggah rancangan", "Pemeriksaan kelengkapan", "Unduh hasil fasilitasi",
         "Pelacakan keadaan permohonan"), 1))  # fmt: skip
    parts: list[Part] = [
        head(),
        Title("BERITA ACARA UJI FUNGSI\nAPLIKASI SIPERDA", f"03/BA/BHK/{day.year}"),
        Paragraph("Telah diuji fungsi aplikasi SIPERDA versi 1.2 dengan hasil sebagai berikut."),
        Grid(("No.", "Fungsi", "Hasil"), (10, 65, 25), rows),
        Paragraph("Aplikasi dinyatakan dapat dipakai dengan catatan: pesan kesalahan unggah perlu diperjelas."),
        two(day, ("Penyedia", "Wakil Penyedia Aplikasi"), ("Kepala Biro Hukum", OFFICES["hukum"].name)),
    ]
    return pressed(name, day, parts)


def _connection(name: str, day: datetime.date) -> bytes:
    ask = [Paragraph("Dimohon penyambungan jaringan intra pemerintah untuk seluruh ruang Biro Hukum, 18 titik.")]
    reply = [Paragraph("Permohonan Saudara disetujui. Penyambungan 18 titik dilaksanakan oleh petugas kami.")]
    later = day + datetime.timedelta(days=14)
    first = letter(day, number("500.12.5", 19, day), "Permohonan sambungan jaringan intra", "Kepala Diskominfo", ask)
    second = letter(
        later, f"500.12.5/166/KOMINFO/{later.year}", "Persetujuan sambungan", "Kepala Biro Hukum", reply, "kominfo"
    )
    return pressed(name, day, [*first, PageBreak(), *second])


def _points(name: str, day: datetime.date) -> bytes:
    rooms = (
        "Ruang Kepala Biro",
        "Tata Usaha",
        "Bagian Peraturan",
        "Bagian Bantuan Hukum",
        "Bagian Dokumentasi",
        "Ruang Rapat",
    )
    rows = tuple((f"BHK-{at:02d}", rooms[at % len(rooms)], "terhubung", "100 Mb/detik") for at in range(1, 19))
    table = Grid(("Titik", "Ruang", "Keadaan", "Kecepatan"), (18, 42, 20, 20), rows)
    chapters = (("Denah", "Daftar titik jaringan intra gedung B lantai 2."), ("Catatan", "Seluruh titik telah diuji."))
    return pressed(name, day, report(day, "Denah dan Daftar Titik Jaringan Biro Hukum", chapters, table))


def _network_use(name: str, day: datetime.date) -> bytes:
    parts: list[Part] = [
        head(),
        Title("BERITA ACARA PEMANFAATAN JARINGAN INTRA", f"05/BA/BHK/{day.year}"),
        Paragraph("Jaringan intra pemerintah telah dimanfaatkan di seluruh ruang Biro Hukum (6 ruang, 18 titik)."),
        two(day, ("Kepala Diskominfo", OFFICES["kominfo"].name), ("Kepala Biro Hukum", OFFICES["hukum"].name)),
    ]
    return pressed(name, day, parts)


def _network_rules(name: str, day: datetime.date) -> bytes:
    steps = (("Pegawai melaporkan gangguan", "Pegawai", "5 menit", "Laporan"),
             ("Memeriksa perangkat dan kabel", "Petugas jaringan", "30 menit", "Hasil periksa"),
             ("Meneruskan kepada Diskominfo bila belum pulih", "Petugas jaringan", "1 jam", "Tiket"),
             ("Mencatat penyelesaian", "Petugas jaringan", "10 menit", "Catatan gangguan"))  # fmt: skip
    return pressed(
        name, day, procedure(day, number("000.8.3.3", 7, day), "Pemakaian dan Penanganan Gangguan Jaringan", steps)
    )


def _security_scan(name: str, day: datetime.date) -> bytes:
    """The signed check list came back from the scanner: a picture on a page, nothing to select."""
    asked = ("Akun perorangan", "Kata sandi diganti berkala", "Antivirus terpasang", "Salinan cadangan mingguan",
             "Layar terkunci otomatis", "Hak akses folder bersama", "Perangkat lunak resmi",
             "Pelaporan insiden")  # fmt: skip
    rows = tuple((str(at), what, "ya" if at % 4 else "sebagian") for at, what in enumerate(asked, 1))
    parts: list[Part] = [
        head(),
        Title("DAFTAR PERIKSA KENDALI KEAMANAN INFORMASI", number("000.6", 5, day)),
        Grid(("No.", "Kendali", "Dijalankan"), (10, 65, 25), rows),
        Paragraph("Rencana perbaikan: butir 4 dan 8 diselesaikan pada triwulan berikutnya."),
        signed(day),
    ]
    picture = typst.png(TEMPLATES / "outline.typ", outline_data(outline(name, parts)), SCAN_PPI)
    data = {"name": name, "angle": 0.8, "picture": list(picture)}
    return typst.pdf(TYP / "pindaian.typ", data, noon(day))


def _unsigned_rules(name: str, day: datetime.date) -> bytes:
    steps = (("Memberi dan mencabut hak akses", "Admin aplikasi", "1 hari", "Daftar akses"),
             ("Menjalankan salinan cadangan", "Admin jaringan", "mingguan", "Catatan cadangan"),
             ("Melaporkan insiden kepada Diskominfo", "Petugas keamanan", "1 × 24 jam", "Laporan insiden"))  # fmt: skip
    parts = procedure(day, "000.8.3.3/……/BHK/……", "Keamanan Informasi: Akses, Cadangan, dan Insiden", steps)
    return pressed(name, day, [*parts[:-1], unsigned()])


def _certificate(name: str, day: datetime.date) -> bytes:
    data = {
        "title": name,
        "body": "BADAN PENGEMBANGAN SUMBER DAYA MANUSIA PROVINSI NUSA REKAAN",
        "number": f"800.1.4/77/BPSDM/{day.year}",
        "name": "Fadlan Mappasere, S.Kom.",
        "words": "sebagai peserta Pelatihan Dasar Teknologi Informasi dan Komunikasi, 24 jam pelajaran",
        "place": f"{CITY}, {date(day)}",
        "office": "Kepala Badan,",
        "signer": "Dra. Magdalena Rumbiak, M.Pd.",
    }
    return typst.pdf(TYP / "sertifikat.typ", data, noon(day))


PAPERS = (
    Paper("inventaris_aplikasi", "Inventaris aplikasi Biro Hukum {year}.xlsx", 110, "pelaksana", _applications),
    Paper("uji_aplikasi", "Berita acara uji fungsi SIPERDA.pdf", 60, "pelaksana", _test_report),
    Paper("sambungan", "Permohonan dan jawaban sambungan jaringan intra.pdf", 280, "jaringan", _connection),
    Paper("titik", "Denah dan daftar titik jaringan.pdf", 240, "jaringan", _points),
    Paper("ba_jaringan", "Berita acara pemanfaatan jaringan intra.pdf", 225, "jaringan", _network_use),
    Paper("sop_jaringan", "SOP pemakaian dan gangguan jaringan.pdf", 100, "jaringan", _network_rules),
    Paper("risiko", "Register risiko SPBE {year}.xlsx", 75, "pelaksana", _risks),
    Paper("keamanan", "Pindaian daftar periksa keamanan.pdf", 65, "pelaksana", _security_scan),
    Paper("sop_keamanan", "SOP keamanan informasi (belum bernomor).pdf", 14, "pelaksana", _unsigned_rules),
    Paper("daftar_data", "Daftar data Biro Hukum {year}.csv", 95, "aset", _data_list),
    Paper("contoh_data", "Contoh data produk hukum.csv", 95, "aset", _sample),
    Paper("aset", "Inventaris aset TIK {year}.csv", 130, "aset", _assets),
    Paper("sertifikat", "Sertifikat pelatihan dasar TIK.pdf", 210, "kepegawaian", _certificate),
    Paper("kompetensi", "Matriks kompetensi tim {year}.xlsx", 140, "kepegawaian", _competence),
)
