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
