"""Words on signed papers: a wrong one makes a berita acara worthless."""

from __future__ import annotations

import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from matang.core import words

NUMBERS = (
    "0 = nol | 8 = delapan | 10 = sepuluh | 11 = sebelas | 14 = empat belas | 19 = sembilan belas | 20 = dua puluh"
    " | 21 = dua puluh satu | 100 = seratus | 111 = seratus sebelas | 115 = seratus lima belas"
    " | 119 = seratus sembilan belas | 1.000 = seribu | 1.001 = seribu satu | 1.100 = seribu seratus"
    " | 2.024 = dua ribu dua puluh empat | 11.000 = sebelas ribu | 21.000 = dua puluh satu ribu"
    " | 100.000 = seratus ribu | 101.000 = seratus satu ribu | 1.000.000 = satu juta | 1.001.000 = satu juta seribu"
    " | 2.000.011 = dua juta sebelas | 1.000.000.000 = satu miliar | 1.000.000.000.001 = satu triliun satu"
)
DAYS = {
    "2024-06-25": "Selasa, tanggal dua puluh lima bulan Juni tahun dua ribu dua puluh empat",
    "2023-01-02": "Senin, tanggal dua bulan Januari tahun dua ribu dua puluh tiga",
    "2000-02-29": "Selasa, tanggal dua puluh sembilan bulan Februari tahun dua ribu",
    "2021-11-11": "Kamis, tanggal sebelas bulan November tahun dua ribu dua puluh satu",
    "2026-10-31": "Sabtu, tanggal tiga puluh satu bulan Oktober tahun dua ribu dua puluh enam",
}


@pytest.mark.parametrize("pair", NUMBERS.split(" | "))
def test_numbers_in_words(pair: str) -> None:
    number, spelled = pair.split(" = ")
    assert words.spelled(int(number.replace(".", ""))) == spelled
    assert words.grouped(int(number.replace(".", ""))) == number


def test_no_number_is_spelled_like_another() -> None:
    spelled = [words.spelled(number) for number in range(12_000)]
    assert len(set(spelled)) == len(spelled)
    assert not any("  " in text or text != text.strip() for text in spelled)
    with pytest.raises(ValueError, match="dieja"):
        words.spelled(10**15)


@pytest.mark.parametrize("day", DAYS)
def test_a_day_as_a_berita_acara_says_it(day: str) -> None:
    assert words.date_in_words(datetime.date.fromisoformat(day)) == f"hari ini, {DAYS[day]}"


def test_figures_amounts_dates_and_hours() -> None:
    assert words.spelled_figure(Fraction("2.89")) == "dua koma delapan sembilan"
    assert words.spelled_figure(Fraction("3.05")) == "tiga koma nol lima"
    assert words.rupiah(1_250_000) == "Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah)"
    assert words.long_date(datetime.date(2024, 6, 28)) == "Jumat, 28 Juni 2024"
    assert words.time(datetime.time(14, 0), "Asia/Makassar") == "14.00 WITA"
    moment = datetime.datetime(2026, 6, 30, 15, 59, tzinfo=datetime.UTC)
    assert words.time(moment.astimezone(ZoneInfo("Asia/Makassar"))) == "23.59 WITA"
    assert words.time(moment.astimezone(ZoneInfo("Asia/Jayapura"))) == "00.59 WIT"
    makassar = moment.astimezone(ZoneInfo("Asia/Makassar"))
    assert words.lately(makassar, datetime.date(2026, 6, 30)) == "hari ini 23.59"
    assert words.lately(makassar, datetime.date(2026, 7, 1)) == "kemarin 23.59"
    assert words.lately(moment.astimezone(ZoneInfo("Asia/Jayapura")), datetime.date(2026, 7, 1)) == "hari ini 00.59"
    assert words.lately(makassar, datetime.date(2026, 7, 2)) == "30 Juni 2026"
    assert words.listed(["a", "b", "c"]) == "a, b, dan c"
    assert words.listed(["a", "b"], "atau") == "a atau b"
