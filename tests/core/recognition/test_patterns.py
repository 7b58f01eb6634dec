"""Expressions for official papers on examples that must and that must not be recognised.

The examples are the project's own, from the shapes that public papers have; they hold misread letters on purpose.
"""

import time

import pytest

from matang.core.recognition import patterns
from matang.core.recognition.dates import dates_in

EXAMPLES = {
    "NUMBER": (
        [
            "000.8.3/123/BHK/2024",
            "188.4/478/SULBAR/XII/2022",
            "HK.02.03/1.2/45/2023",
            "B-123/KOM.1/05/2024",
            "O1/BA/BHK/VI/2O24",
        ],
        ["25/06/2024", "RT 01/RW 02", "WIB/WITA/WIT"],
    ),
    "LABELLED_NUMBER": (
        [
            "Nomor : 000.8.3/123/BHK/2024",
            "NOMOR 125 TAHUN 2025",
            "N0M0R : 188.4/478/SULBAR/XII/2022",
            "No. : 01 / BA / BHK / 2024",
            "Nomor; B-l23/KOM.1/05/2O24",
        ],
        ["Nomor telepon 0426-21133", "sesuai Nomor 25 Tahun 2009", "Nomor :"],
    ),
    "DIGIT_DATE": (
        ["25/06/2024", "25-06-2024", "2.1.2024", "2024-06-25", "O1/l2/2O24"],
        ["192.168.10.20", "45/06/2024", "12/13/2024"],
    ),
    "DATE": (
        ["Selasa, 25 Juni 2024", "Jum'at / 5 Agt 2022", "24-26 Juni 2024", "l6 Desember 2O22", "3 Ju1i 2023"],
        ["25 Rajab 1445 H", "Juni 2024", "35 Juni 2024"],
    ),
    "WORD_DATE": (
        [
            "Pada hari ini, Selasa, tanggal dua puluh lima bulan Juni tahun dua ribu dua puluh empat",
            "hari ini Senin tanggal dua bulan Mei tahun dua ribu",
            "hari Jumat, tanggal sebelas bulan April tahun dua ribu",
            "HARI INI, KAMIS TANGGAL TIGA BULAN MEI TAHUN DUA RIBU SATU",
            "hari ini Rabu tangga1 tigapuluh bulan Juli tahun duaribu 1ima",
        ],
        ["hari ini, Selasa, 25 Juni 2024", "tanggal dua puluh lima Juni", "hari ini Selasa tanggal baik bulan baik"],
    ),
    "TITLE": (
        [
            "TENTANG\nTIM SPBE\nBIRO HUKUM\nGUBERNUR SULAWESI BARAT,",
            "TENTANG PEMBENTUKAN TIM",
            "T3NTANG\n\nPETA RENCANA",
            "Tentang : Evaluasi SPBE",
            "TENT4NG\nSTANDAR LAYANAN\nMenimbang : a.",
        ],
        ["Peraturan tentang SPBE", "tentang hal itu", "Tentang SPBE dibahas"],
    ),
    "LABELLED_DATE": (
        [
            "Tanggal : 25 Juni 2024",
            "Tgl. : 25-06-2024",
            "Hari, Tanggal : Selasa, 25 Juni 2024",
            "TANGGAL EFEKTIF : 2 Mei 2023",
            "Tangga1 Revisi ; O1/02/2023",
        ],
        ["Tanggal lahir : 1 Mei 1980", "Tanggal :", "tanggal 25 Juni 2024"],
    ),
    "SUBJECT": (
        [
            "Hal : Undangan",
            "Perihal: Permohonan",
            "Ha1 ; Laporan",
            "H a l : Data",
            "HaI : Konsultasi\n           Arsitektur",
        ],
        ["Halaman : 2", "Dalam hal : ini", "Hal 3 dari 5"],
    ),
    "ENACTED": (
        [
            "Ditetapkan di Mamuju",
            "Dikeluarkan di : Mamuju",
            "Dltetapkan dl Mamuju",
            "Dibuat di Mamuju, 2 Mei 2024",
            "Diundangkan di Kota Contoh",
        ],
        ["ditetapkan dengan Keputusan", "telah ditetapkan di Mamuju", "Ditetapkan di"],
    ),
    "ENACTED_DATE": (
        [
            "pada tanggal 16 Desember 2022",
            "Pada Tanggal : 2 Mei 2024",
            "pada tangga1 l2 Mei 2024",
            "Ditetapkan di Mamuju pada tanggal 3 Mei 2025",
            "pada tanggal, 5 Agustus 2024",
        ],
        ["mulai berlaku pada tanggal ditetapkan", "rapat pada tanggal 5 Juni 2024", "pada tanggal       Mei 2022"],
    ),
    "SIGNER": (
        [
            "KEPALA BIRO HUKUM,",
            "a.n. Gubernur Sulawesi Barat",
            "u.b.",
            "PIh. Sekretaris Daerah,",
            "P1t. KEPALA BIRO HUKUM",
        ],
        ["Kepala Biro membuka rapat", "1. Kepala Bappeda", "Kepala Dinas Contoh;"],
    ),
    "NIP": (
        [
            "NIP. 19800101 200501 1 001",
            "NIP 198001012005011001",
            "NlP. 19800l01 200501 1 OO1",
            "NIP : 19800101.200501.2.013",
            "NIPPPK. 199001012023211007",
        ],
        ["NIK 7602010101800001", "NIP. 1980", "198001012005011001"],
    ),
    "RANK": (
        [
            "Pembina Utama Muda, IV/c",
            "Penata Tk. I (III/d)",
            "Pembina, lV/a",
            "Pengatur Muda / II.a",
            "Penata Muda, Gol. III/a",
        ],
        ["Pembina upacara", "penata layanan", "Golongan IV/a"],
    ),
    "VALID_UNTIL": (
        [
            "berlaku sampai dengan tanggal 31 Mei 2025",
            "Masa berlaku s.d. 31 Mei 2025",
            "berlaku mulai 2 Mei 2024 s.d. 1 Juni 2024",
            "ber1aku sampai 3l Mei 2O24",
            "berlaku selama 2 (dua) tahun",
        ],
        ["berlaku sejak tanggal ditetapkan", "berlangsung sampai pukul 12.00", "berlaku sampai dengan dicabut"],
    ),
    "IN_FORCE": (
        [
            "mulai berlaku pada tanggal ditetapkan",
            "mulai berlaku pada tanggal diundangkan",
            "mulai berlaku sejak tanggal 2 Mei 2024",
            "mulai ber1aku pada tangga1 ditetapkan",
            "berlaku terhitung mulai tanggal 1 Mei 2025",
        ],
        ["tidak berlaku lagi", "mulai berlaku setelah disosialisasikan", "tidak berlaku sejak tanggal ditetapkan"],
    ),
    "DRAFT": (
        [
            "DRAFT",
            "RANCANGAN KEPUTUSAN GUBERNUR",
            "Nomor : 000.8.3/      /BHK/2024",
            "pada tanggal       Mei 2024",
            "NOMOR ..... TAHUN 2024",
            "NOMOR      TAHUN 2024",
        ],
        ["Konsep SPBE dijelaskan", "Nomor : 000.8.3/123/BHK/2024", "CONTOHNYA"],
    ),
}
BY_DATES = ("DIGIT_DATE", "DATE", "WORD_DATE")  # the calendar decides, not the expression
CASES = [
    (name, text, wanted)
    for name, lists in EXAMPLES.items()
    for wanted, texts in zip((True, False), lists, strict=True)
    for text in texts
]
NASTY = {
    "blanks": " ",
    "tabs": "\t",
    "lines": "\n",
    "digits": "1",
    "letters": "A",
    "words": "Kepala Dinas dan ",
    "slashes": "1/",
    "points": "...",
    "numbers": "Nomor : 000.8.3/123/",
    "dates": "25 Juni 20",
    "word dates": "tanggal dua puluh dua puluh bulan ",
    "titles": "TENTANG\n",
    "subjects": "Hal : a\n          ",
    "signers": "KEPALA DINAS A B C D E F G H I J K L M N O ",
    "validity": "berlaku mulai sampai dengan tanggal ",
    "commas": "Mamuju, ",
}


@pytest.mark.parametrize(("name", "text", "wanted"), CASES)
def test_examples(name: str, text: str, wanted: bool) -> None:
    found = bool(getattr(patterns, name).search(text))
    if name in BY_DATES:
        found = found and bool(dates_in(text))
    assert found == wanted


@pytest.mark.parametrize("piece", NASTY.values(), ids=NASTY.keys())
def test_a_hundred_thousand_letters_take_less_than_a_second_for_every_expression(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    for name in EXAMPLES:
        began = time.process_time()
        for _ in getattr(patterns, name).finditer(text):
            pass
        assert time.process_time() - began < 1, name
