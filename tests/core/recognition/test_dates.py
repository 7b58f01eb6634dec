"""A wrong day put evidence into the wrong year: dates as offices write them and as machines misread them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matang.core import words
from matang.core.recognition.dates import counted, dates_in, later, month_in, month_number

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("pada tanggal 30 Desember 2022", "2022-12-30"),
        ("tgl. 1 Pebruari 2024", "2024-02-01"),
        ("19 Nopember 2026", "2026-11-19"),
        ("5 Agt 2022", "2022-08-05"),
        ("tanggal 3-4-2026", "2026-04-03"),
        ("26.06.2026", "2026-06-26"),
        ("2026-05-04", "2026-05-04"),
        ("l2 Mei 2O26", "2026-05-12"),
        ("lO Maret 2025", "2025-03-10"),
        ("3 Ju1i 2023", "2023-07-03"),
        ("16 Apri1 2026", "2026-04-16"),
        ("O1/l2/2O24", "2024-12-01"),
        ("24-26 Juni 2024", "2024-06-26"),
        ("hari ini Senin tanggal dua bulan Mei tahun dua ribu", "2000-05-02"),
        ("hari ini Rabu tangga1 tigapuluh bulan Juli tahun duaribu 1ima", "2005-07-30"),
        ("Rabu tanggal lima belas bulan Juli tahun dua ribu dua puluh enam", "2026-07-15"),
    ],
)
def test_days_are_read(text: str, day: str) -> None:
    assert [found.value for found in dates_in(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "31 Februari 2024",
        "29 Februari 2023",
        "45/06/2024",
        "12/13/2024",
        "2024-02-30",
        "25 Rajab 1445 H",
        "192.168.10.20",
        "Nomor 800/1945/SETDA/2026",
        "188.4/478/SULBAR/XII/2022",
        "tanggal ………… 2026",
        "Teluk Rekaan,       Februari 2026",
        "Nopember 2023",
        "Tahun 2025–2029",
        "tanggal baik bulan baik",
    ],
)
def test_what_is_no_day_is_not_made_one(text: str) -> None:
    assert dates_in(text) == []


def test_a_month_without_a_day_stays_a_month() -> None:
    assert month_in("Nopember 2023") == "2023-11"
    assert month_in(" Pebruari 2O24.") == "2024-02"
    assert month_in("5 Nopember 2023") == ""
    assert month_in("selama November 2023 rapat diadakan") == ""


@given(DAYS)
def test_every_day_is_read_as_it_is_written(day: datetime.date) -> None:
    for text in (
        words.date(day),
        words.long_date(day),
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        f"{day:%d-%m-%Y}",
    ):
        assert [found.day for found in dates_in(text)] == [day], text


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_in_words_is_read(day: datetime.date) -> None:
    assert [found.day for found in dates_in(words.date_in_words(day))] == [day]


@given(DAYS)
def test_misread_letters_do_not_change_the_day(day: datetime.date) -> None:
    text = words.date(day)
    figures = str.maketrans("01", "Ol")
    head, month, year = text.split()
    assert [found.day for found in dates_in(f"{head.translate(figures)} {month} {year.translate(figures)}")] == [day]


@given(st.text(max_size=400))
def test_any_text_is_read_without_trouble_and_places_are_true(text: str) -> None:
    for found in dates_in(text):
        assert 0 <= found.start < found.end <= len(text)


@given(st.integers(1, 99))
def test_numbers_in_words_are_counted(number: int) -> None:
    assert counted(words.spelled(number)) == number
    assert counted(words.spelled(2000 + number)) == 2000 + number


def test_terms_end_on_days_that_exist() -> None:
    assert later(datetime.date(2024, 2, 29), 1, "tahun") == datetime.date(2025, 2, 28)
    assert later(datetime.date(2024, 1, 31), 1, "bulan") == datetime.date(2024, 2, 29)
    assert later(datetime.date(2024, 12, 25), 10, "hari") == datetime.date(2025, 1, 4)
    assert later(datetime.date(2024, 11, 30), 3, "bulan") == datetime.date(2025, 2, 28)


def test_every_month_has_its_number() -> None:
    assert [month_number(name) for name in words.MONTHS] == list(range(1, 13))
    assert month_number("Syawal") is None
