"""Papers on the team, architecture, road map, budget and business process (indicators 1 to 5)."""

from __future__ import annotations

import datetime

from matang.core.words import date, grouped, long_date
from matang.demo.files.naskah import (
    decree,
    head,
    letter,
    minutes,
    pressed,
    report,
    signed,
    typed,
    unsigned,
)
from matang.demo.files.paper import Paper, number
from matang.demo.people import ACCOUNTS
from matang.lib.outline import Fields, Grid, Heading, PageBreak, Paragraph, Part, Title

TEAM = tuple(
    one for one in ACCOUNTS if one.agency == "hukum" and one.role in ("coordinator", "verifier", "contributor")
)
PRESENT = tuple((one.name, one.position) for one in TEAM)
CODES = {
    "koordinator": "seluruh indikator",
    "pemeriksa": "pemeriksaan kelengkapan",
    "pelaksana": "1–6, 9, 10, 17, 25",
    "web": "23, 24",
    "jaringan": "7, 8, 16",
    "desainer": "5, 24 (tampilan)",
    "penulis": "14, 15, 24 (isi)",
    "aset": "11, 12, 18, 21",
    "kepegawaian": "13, 19, 20, 22",
}


def _team(name: str, day: datetime.date) -> bytes:
    reasons = (
        "hasil evaluasi SPBE tahun lalu menunjukkan urusan SPBE pada Biro Hukum perlu dikerjakan oleh tim yang tetap",
        "pembagian tugas dan indikator perlu ditetapkan agar setiap bukti dukung mempunyai penanggung jawab",
    )
    rules = (
        "Membentuk Tim Sistem Pemerintahan Berbasis Elektronik Biro Hukum dengan susunan sebagaimana Lampiran I.",
        "Tim bertugas menyusun, memelihara, dan melaporkan bukti dukung setiap indikator menurut Lampiran II, termasuk "
        "tugas sebagai petugas jaringan, petugas keamanan informasi, admin situs, operator perencanaan, operator "
        "kepegawaian, serta pengelola persuratan.",
        "Tim rapat sekurangnya sekali setiap triwulan dan melaporkan hasilnya kepada Kepala Biro Hukum.",
        "Keputusan ini mulai berlaku pada tanggal ditetapkan sampai dengan 31 Desember tahun berikutnya.",
    )
    rows = tuple((str(at), one.name, one.position, CODES[one.key]) for at, one in enumerate(TEAM, 1))
    parts = decree(day, f"100.3.3/12/BHK TAHUN {day.year}", "Tim SPBE Biro Hukum", reasons, rules)
    annex = Grid(("No.", "Nama", "Kedudukan dalam tim", "Indikator yang diampu"), (7, 38, 33, 22), rows)
    duties = tuple((one.position, f"Menyiapkan dan memutakhirkan bukti dukung: {CODES[one.key]}.") for one in TEAM)
    tasks = Grid(("Kedudukan", "Uraian tugas"), (40, 60), duties)
    annexes: list[Part] = [PageBreak(), Title("LAMPIRAN I\nSUSUNAN TIM"), annex]
    return pressed(name, day, [*parts, *annexes, Title("LAMPIRAN II\nURAIAN TUGAS"), tasks], sheet="f4")


def _programme(name: str, day: datetime.date) -> bytes:
    rows = (
        ("I", "Penetapan tim; pembagian indikator; inventarisasi bukti tahun lalu", "SK tim; daftar bukti"),
        ("II", "Peta rencana; KAK pengembangan SIPERDA; daftar data", "Peta rencana disahkan; KAK"),
        ("III", "Penilaian risiko (Juli); daftar periksa keamanan; SOP jaringan", "Register risiko; SOP"),
        ("IV", "Reviu tim; penilaian mandiri; laporan tahunan", "Laporan reviu; pengajuan penilaian"),
    )
    goals = (("1 Tim SPBE", "2", "3"), ("3 Peta rencana", "2", "3"), ("9 Manajemen risiko", "1", "2"),
             ("10 Keamanan informasi", "1", "2"), ("24 Situs web", "2", "3"))  # fmt: skip
    parts: list[Part] = [
        head(),
        Title(f"PROGRAM KERJA TIM SPBE BIRO HUKUM\nTAHUN {day.year}"),
        Heading("A. Sasaran tingkat"),
        Grid(("Indikator", "Sekarang", "Sasaran"), (60, 20, 20), goals),
        Heading("B. Kegiatan dan jadwal"),
        Grid(("Triwulan", "Kegiatan", "Keluaran"), (14, 54, 32), rows),
        Heading("C. Pemantauan"),
        Paragraph("Koordinator memeriksa kemajuan tiap akhir bulan dan melaporkannya pada rapat berkala triwulanan."),
        signed(day),
    ]
    return pressed(name, day, parts)


def _invitation(name: str, day: datetime.date) -> bytes:
    meeting = day + datetime.timedelta(days=7)
    when = (("hari/tanggal", long_date(meeting)), ("pukul", "09.00 WITA s.d. selesai"),
            ("tempat", "Ruang Rapat Biro Hukum"), ("acara", "Pembentukan Tim SPBE dan pembagian tugas"))  # fmt: skip
    body: list[Part] = [Paragraph("Dalam rangka penyelenggaraan SPBE, dimohon kehadiran Saudara pada:"), Fields(when)]
    to = "Para Kepala Bagian dan Kepala Subbagian Tata Usaha"
    return pressed(name, day, letter(day, number("000.1.5", 31, day), "Undangan rapat", to, body))


def _founding(name: str, day: datetime.date) -> bytes:
    discussed = (
        ("Tim SPBE", "Disepakati tim sembilan orang; setiap indikator mempunyai satu pengampu."),
        ("Risiko", "Gangguan aplikasi dan kehilangan berkas dicatat sebagai risiko awal untuk register."),
        ("Keamanan informasi", "Kata sandi bersama dihentikan; salinan cadangan mingguan mulai dijalankan."),
        ("Aset dan data", "Perangkat TIK dan data tiap bagian diinventarisasi paling lambat triwulan II."),
        ("Pelatihan", "Kebutuhan pelatihan dasar TIK dihimpun oleh pengelola kepegawaian."),
    )
    concluded = "Rancangan keputusan tim diajukan kepada Kepala Biro dalam satu minggu."
    return pressed(name, day, minutes(day, "Pembentukan Tim SPBE Biro Hukum", discussed, concluded, PRESENT))


def _periodic(name: str, day: datetime.date) -> bytes:
    discussed = tuple(
        (f"Indikator {code}", text)
        for code, text in (
            ("1", "Program kerja berjalan 7 dari 9 kegiatan; laporan tahunan disusun pada Desember."),
            ("2", "Domain layanan dan aplikasi sudah disahkan; empat domain lain masih dikumpulkan."),
            ("9", "Register risiko memuat 8 risiko; pemilik risiko menandatangani minggu depan."),
            ("10", "Daftar periksa keamanan dipindai dan disimpan; rencana perbaikan disetujui."),
            ("24", "Formulir permintaan informasi sudah tayang; statistik kunjungan ditarik tiap bulan."),
        )
    )
    concluded = "Pengampu melengkapi bukti yang kurang sebelum rapat pendampingan dengan Diskominfo."
    return pressed(name, day, minutes(day, "Rapat berkala Tim SPBE triwulan III", discussed, concluded, PRESENT))


def _quarterly(name: str, day: datetime.date) -> bytes:
    rows = (("Rapat berkala", "3", "3"), ("SOP ditetapkan", "5", "4"), ("Daftar data", "1", "1"),
            ("Pelatihan anggota tim", "6 orang", "5 orang"))  # fmt: skip
    chapters = (
        ("Pendahuluan", "Laporan ini memuat pelaksanaan program kerja Tim SPBE Biro Hukum sampai triwulan III."),
        ("Kegiatan", "Tujuh dari sembilan kegiatan selesai. Reviu tim dan laporan tahunan dijadwalkan triwulan IV."),
        ("Simpulan", "Kegiatan berjalan sesuai jadwal, kecuali SOP keamanan informasi yang masih dibahas."),
    )
    table = Grid(("Keluaran", "Sasaran", "Realisasi"), (50, 25, 25), rows)
    return pressed(
        name, day, report(day, f"Pelaksanaan Program Kerja Tim SPBE Triwulan III Tahun {day.year}", chapters, table)
    )


def _architecture_minutes(name: str, day: datetime.date) -> bytes:
    discussed = (
        (
            "Domain layanan",
            "Terdata 6 layanan: pembentukan produk hukum, JDIH, bantuan hukum, dokumentasi, surat, arsip.",
        ),
        ("Domain aplikasi", "Terdata 4 aplikasi; satu aplikasi lama tidak dipakai lagi."),
        ("Domain data", "Daftar data disusun bersama pengurus barang; metadata menyusul."),
    )
    concluded = "Tabel domain layanan dan aplikasi disahkan lebih dahulu; domain lain menyusul."
    return pressed(name, day, minutes(day, "Pengumpulan data arsitektur SPBE", discussed, concluded, PRESENT[:5]))


def _architecture(name: str, day: datetime.date) -> bytes:
    rows = (
        ("LY.01", "Pembentukan produk hukum daerah", "SIPERDA", "Rancangan, hasil fasilitasi"),
        ("LY.02", "Jaringan dokumentasi dan informasi hukum", "JDIH Nusa Rekaan", "Peraturan, keputusan"),
        ("LY.03", "Bantuan hukum", "–", "Berkas perkara"),
        ("LY.04", "Persuratan", "SuratKita", "Naskah dinas"),
    )
    chapters = (
        (
            "Ruang lingkup",
            "Dokumen ini memuat dua domain: layanan dan aplikasi. Empat domain lain disusun tahun depan.",
        ),
        ("Keterhubungan", "Setiap layanan dihubungkan dengan aplikasi yang mendukungnya dan data yang dihasilkannya."),
    )
    table = Grid(("Kode", "Layanan", "Aplikasi", "Data"), (12, 38, 24, 26), rows)
    return pressed(name, day, report(day, "Arsitektur SPBE Biro Hukum (domain layanan dan aplikasi)", chapters, table))


def _draft_architecture(name: str, day: datetime.date) -> bytes:
    rows = tuple((domain, "diisi oleh pengampu", "belum") for domain in
                 ("Proses bisnis", "Layanan", "Data dan informasi", "Aplikasi", "Infrastruktur",
                  "Keamanan"))  # fmt: skip
    parts: list[Part] = [
        head(),
        Title("RANCANGAN ARSITEKTUR SPBE BIRO HUKUM\nENAM DOMAIN", "…………………"),
        Paragraph("Rancangan untuk dibahas. Tabel setiap domain dilengkapi sebelum dikonsultasikan kepada Diskominfo."),
        Grid(("Domain", "Isi", "Keadaan"), (40, 40, 20), rows),
        unsigned(),
    ]
    return typed(name, day, parts, mark="DRAFT")


def _road_map_minutes(name: str, day: datetime.date) -> bytes:
    discussed = (("Tujuh bidang", "Setiap bidang diberi kegiatan, pelaksana, ukuran, dan perkiraan biaya."),
                 ("Jadwal", "Masa berlaku tiga tahun, mengikuti Renstra."))  # fmt: skip
    concluded = "Peta rencana diajukan untuk ditandatangani Kepala Biro."
    return pressed(name, day, minutes(day, "Penyusunan peta rencana SPBE", discussed, concluded, PRESENT[:4]))


def _road_map(name: str, day: datetime.date) -> bytes:
    fields = ("Tata kelola", "Manajemen", "Layanan", "Infrastruktur", "Aplikasi", "Keamanan", "Audit TIK")
    plans = ("Tim dan arsitektur", "Risiko, data, aset, SDM", "SIPERDA daring", "Titik jaringan lantai 2",
             "Pengembangan SIPERDA", "SOP dan daftar periksa", "Audit mandiri")  # fmt: skip
    rows = tuple(
        (field, plan, f"Rp{grouped(15_000_000 + at * 7_500_000)}", "2 kegiatan")
        for at, (field, plan) in enumerate(zip(fields, plans, strict=True))
    )
    chapters = (
        ("Masa berlaku", f"Peta rencana ini berlaku tahun {day.year} sampai dengan {day.year + 2}."),
        ("Pelaksanaan", "Kegiatan tiap tahun dituangkan dalam Renja dan dianggarkan menurut prosedur."),
    )
    table = Grid(("Bidang", "Kegiatan", "Perkiraan biaya", "Ukuran"), (22, 36, 24, 18), rows)
    return pressed(name, day, report(day, "Peta Rencana SPBE Biro Hukum", chapters, table))


def _budget(name: str, day: datetime.date) -> bytes:
    rows = (
        ("5.1.02.02.01.0030", "Pengembangan aplikasi SIPERDA", f"Rp{grouped(85_000_000)}"),
        ("5.1.02.01.01.0026", "Bahan komputer", f"Rp{grouped(12_500_000)}"),
        ("5.2.02.10.01.0002", "Komputer unit", f"Rp{grouped(48_000_000)}"),
        ("", "Jumlah belanja TIK", f"Rp{grouped(145_500_000)}"),
    )
    parts: list[Part] = [
        head(),
        Title(f"DOKUMEN PELAKSANAAN ANGGARAN\nTAHUN ANGGARAN {day.year}"),
        Paragraph("Petikan halaman yang memuat belanja teknologi informasi dan komunikasi."),
        Grid(("Kode rekening", "Uraian", "Jumlah"), (28, 46, 26), rows),
        signed(day),
    ]
    return pressed(name, day, parts)


def _terms(name: str, day: datetime.date) -> bytes:
    chapters = (
        ("Latar belakang", "Permohonan fasilitasi produk hukum masih diterima lewat berkas kertas dan pesan singkat."),
        ("Maksud dan tujuan", "Mengembangkan SIPERDA agar permohonan diajukan, diperiksa, dan dilacak secara daring."),
        ("Ruang lingkup", "Analisis kebutuhan, perancangan, pengembangan, uji fungsi, uji keamanan, pelatihan."),
        ("Biaya", f"Pagu Rp{grouped(85_000_000)} bersumber dari APBD."),
        ("Penutup", "KAK ini menjadi acuan pelaksanaan dan dikonsultasikan kepada Diskominfo sebelum dianggarkan."),
    )
    parts = report(day, "Kerangka Acuan Kerja Pengembangan Aplikasi SIPERDA", chapters)
    parts[1] = Title("KERANGKA ACUAN KERJA\nPENGEMBANGAN APLIKASI SIPERDA")
    return pressed(name, day, parts)


def _consultation(name: str, day: datetime.date) -> bytes:
    ask = [Paragraph("Bersama ini dimohon rekomendasi teknis atas pengembangan aplikasi SIPERDA (KAK terlampir) dan "
                     "konsultasi belanja TIK Biro Hukum.")]  # fmt: skip
    reply_day = day + datetime.timedelta(days=7)
    reply = [Paragraph("Menjawab surat Saudara, pengembangan SIPERDA dapat dilaksanakan dengan ketentuan: memakai "
                       "pusat data provinsi, menyerahkan kode sumber, dan menjalani uji keamanan.")]  # fmt: skip
    first = letter(day, number("500.12.6", 44, day), "Permohonan rekomendasi teknis", "Kepala Diskominfo", ask)
    second = letter(reply_day, f"500.12.6/210/KOMINFO/{reply_day.year}", f"Jawaban atas surat {date(day)}",
                    "Kepala Biro Hukum", reply, "kominfo")  # fmt: skip
    return pressed(name, day, [*first, PageBreak(), *second])


def _process(name: str, day: datetime.date) -> bytes:
    rows = (
        ("1", "Perangkat daerah mengajukan rancangan", "Pemohon"),
        ("2", "Pemeriksaan kelengkapan", "Bagian Peraturan"),
        ("3", "Harmonisasi dan pembahasan", "Bagian Peraturan"),
        ("4", "Fasilitasi dan penomoran", "Bagian Dokumentasi"),
        ("5", "Penetapan dan pengundangan", "Kepala Biro"),
    )
    chapters = (
        ("Peta relasi", "Biro Hukum menerima rancangan dari 40 perangkat daerah dan menyerahkan produk hukum ke JDIH."),
        ("Peta lintas fungsi", "Proses utama: pembentukan peraturan kepala daerah."),
        ("Pengesahan", "Peta proses ini disusun menurut pedoman dan berlaku sejak tanggal ditandatangani."),
    )
    table = Grid(("No.", "Langkah", "Pelaksana"), (10, 55, 35), rows)
    return pressed(name, day, report(day, "Peta Proses Bisnis Biro Hukum", chapters, table))


def _process_minutes(name: str, day: datetime.date) -> bytes:
    discussed = (("Proses utama", "Dipilih pembentukan peraturan kepala daerah; rata-rata 19 hari kerja."),)
    return pressed(name, day, minutes(day, "Penyusunan peta proses bisnis", discussed, "Peta diajukan.", PRESENT[:4]))


PAPERS = (
    Paper("sk_tim", "Keputusan Tim SPBE Biro Hukum {year}.pdf", 265, "pelaksana", _team),
    Paper("program", "Program Kerja Tim SPBE {year}.pdf", 258, "pelaksana", _programme),
    Paper("undangan_tim", "Undangan rapat pembentukan tim.pdf", 293, "pelaksana", _invitation),
    Paper("notula_tim", "Notula pembentukan tim dan daftar hadir.pdf", 286, "pelaksana", _founding),
    Paper("notula_tw3", "Notula rapat berkala triwulan III.pdf", 48, "pelaksana", _periodic),
    Paper("laporan_tw3", "Laporan triwulan III Tim SPBE.pdf", 40, "pelaksana", _quarterly),
    Paper("notula_arsitektur", "Notula pengumpulan data arsitektur.pdf", 170, "pelaksana", _architecture_minutes),
    Paper("arsitektur", "Arsitektur SPBE domain layanan dan aplikasi.pdf", 120, "pelaksana", _architecture),
    Paper("arsitektur_draf", "DRAFT Arsitektur SPBE enam domain.docx", 9, "pelaksana", _draft_architecture),
    Paper("notula_peta", "Notula penyusunan peta rencana.pdf", 230, "pelaksana", _road_map_minutes),
    Paper("peta_rencana", "Peta Rencana SPBE Biro Hukum.pdf", 215, "pelaksana", _road_map),
    Paper("dpa", "DPA {year} halaman belanja TIK.pdf", 300, "pelaksana", _budget),
    Paper("kak", "KAK Pengembangan SIPERDA.pdf", 200, "pelaksana", _terms),
    Paper("rekomendasi", "Permohonan dan jawaban rekomendasi teknis Diskominfo.pdf", 190, "pelaksana", _consultation),
    Paper("proses_bisnis", "Peta proses bisnis Biro Hukum.pdf", 150, "pelaksana", _process),
    Paper("notula_proses", "Notula penyusunan peta proses.pdf", 165, "pelaksana", _process_minutes),
)
