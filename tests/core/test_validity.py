"""What a team would lose if ages and ends were wrong: papers that an assessor sets aside since they hold no longer."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matang.core.validity import SOON, Said, State, age, last_day, stale, validity

TODAY = datetime.date(2026, 4, 1)
CLOSES = datetime.date(2026, 6, 30)


def held(until: str, **more):
    return validity(Said(valid_until=until, sure=True, **more), 2026, TODAY, CLOSES)


@pytest.mark.parametrize(
    ("until", "state", "words"),
    [
        ("2026-03-31", State.ENDED, "berakhir 31 Maret 2026"),
        ("2026-04-01", State.ENDING, "berakhir 1 April 2026"),
        ("2026-05-31", State.ENDING, "berakhir 31 Mei 2026"),
        ("2026-06-29", State.ENDING, "berlaku sampai 29 Juni 2026"),  # before the window closes
        ("2026-06-30", State.VALID, "berlaku sampai 30 Juni 2026"),
        ("2027-12", State.VALID, "berlaku sampai 31 Desember 2027"),
        ("2029", State.VALID, "berlaku sampai 31 Desember 2029"),
        ("", State.UNKNOWN, ""),
        ("sampai dicabut", State.UNKNOWN, ""),
        ("2026-02-30", State.UNKNOWN, ""),
        ("0000-13", State.UNKNOWN, ""),
    ],
)
def test_until_when_a_document_holds(until: str, state: State, words: str) -> None:
    assert (held(until).state, held(until).holds) == (state, words)


def test_what_only_the_program_read_is_called_a_proposal() -> None:
    assert validity(Said(valid_until="2026-03-31"), 2026, TODAY).holds == "berakhir 31 Maret 2026 (usulan)"


def test_a_person_s_word_for_the_year_ends_the_warning_and_says_so() -> None:
    renewed = held("2026-03-31", renewed=2026)
    assert not renewed.warns
    assert renewed.holds == "berakhir 31 Maret 2026, dipastikan masih berlaku untuk 2026"
    assert held("2026-03-31", renewed=2025).state is State.ENDED
    assert held("", renewed=2026).holds == "dipastikan masih berlaku untuk 2026"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("keputusan", "2022-12-16"), "ditetapkan 16 Desember 2022, 3 tahun"),
        (Said("notula", "2026-01-31"), "tertanggal 31 Januari 2026, 2 bulan"),
        (Said("", "2026-03-31"), "tertanggal 31 Maret 2026"),
        (Said("", "2023-11"), "tertanggal November 2023, 2 tahun"),  # never an invented day
        (Said("", "", "2024"), "tahun 2024"),
        (Said("", "2027-01-01"), "tertanggal 1 Januari 2027"),  # not yet: no age
        (Said("", "", "dua ribu"), ""),
        (Said(), ""),
    ],
)
def test_how_old_a_document_is(said: Said, words: str) -> None:
    assert age(said, TODAY) == words


def test_a_paper_asked_for_every_year_tells_its_year() -> None:
    assert stale(Said(year="2025"), "tahunan", 2026) == "diminta setiap tahun; dokumen ini tahun 2025"
    assert stale(Said(year="2026"), "tahunan", 2026) == ""
    assert stale(Said(date="2026-01-02"), "tahunan", 2026) == ""
    assert "belum diketahui" in stale(Said(), "tahunan", 2026)
    assert stale(Said(year="2019"), "n_tahun", 2026) == ""


@given(st.text(max_size=12))
def test_any_text_is_read_or_left(text: str) -> None:
    assert last_day(text) is None or last_day(text).year >= 1900


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)))
def test_warning_comes_exactly_within_sixty_days(day: datetime.date) -> None:
    found = validity(Said(valid_until=day.isoformat()), 2026, TODAY)
    assert found.warns == (day <= TODAY + SOON)
