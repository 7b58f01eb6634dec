"""What may be typed as a value: a wrong one that slips in changes an index unseen."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from matang.core.documents import document_of, instrument_of
from matang.core.values import NA, ValueRefused, parse_value
from matang.instruments.reading import read_packaged

SPBE = read_packaged("spbe-2020")
PEMDI = read_packaged("pemdi-2026")


@pytest.mark.parametrize("typed", ["3", " 3 ", "3.0", 3, 3.0, Decimal("3.00"), Fraction(3), "3.000"])
def test_the_same_level_however_it_is_written(typed: object) -> None:
    assert parse_value(SPBE, "1", typed) == 3


@pytest.mark.parametrize("typed", [None, "", "  "])
def test_nothing_typed_is_unrated(typed: object) -> None:
    assert parse_value(SPBE, "1", typed) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (6, "di luar skala"),
        (0, "di luar skala"),
        ("2.5", "bukan tingkat yang ada"),
        (Decimal("2.5"), "bukan tingkat yang ada"),
        ("tiga", '"tiga" bukan angka'),
        ("NaN", "bukan angka"),
        (float("nan"), "bukan angka"),
        (float("inf"), "bukan angka"),
        ("Infinity", "bukan angka"),
        (True, "true bukan angka"),
        (False, "false bukan angka"),
        ("3,5", "memakai koma"),
        ("-1", "kurang dari nol"),
        (10**400, "bukan angka"),
        (Decimal("1e999999"), "bukan angka"),
        ("1e0", "bukan angka"),
        ("٣", "bukan angka"),
        ([3], "sebuah daftar"),
        ("NA", "tidak mengenal"),
        ("x" * 500, "…"),
    ],
)
def test_each_refusal_is_one_sentence_about_that_indicator(typed: object, words: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        parse_value(SPBE, "12", typed)
    sentence = str(refused.value)
    assert words in sentence
    assert sentence.startswith("Indikator 12: ")
    assert sentence.endswith(".")
    assert len(sentence) < 150


def test_decimals_of_two_places_where_the_instrument_has_them() -> None:
    assert parse_value(PEMDI, "1", "1.26") == Fraction("1.26")
    assert parse_value(PEMDI, "1", 2.5) == Fraction("2.5")
    assert parse_value(PEMDI, "1", "2.500") == Fraction("2.5")
    for typed, words in [("1.265", "dua tempat"), ("0.99", "di luar skala"), (5.01, "di luar skala")]:
        with pytest.raises(ValueRefused, match=words):
            parse_value(PEMDI, "1", typed)


def test_not_applicable_only_where_the_instrument_redistributes() -> None:
    instrument = instrument_of({**document_of(SPBE), "not_applicable": "redistribute"})
    assert parse_value(instrument, "1", "NA") is NA


def test_points_are_levels_too() -> None:
    points = [{"level": 0, "name": "Tidak"}, {"level": 65, "name": "Sebagian"}, {"level": 100, "name": "Ya"}]
    document = document_of(SPBE)
    document["scales"] = {"jawaban": points}
    document["nodes"][0]["scale"] = "jawaban"
    instrument = instrument_of(document)
    assert parse_value(instrument, "1", 65) == 65
    with pytest.raises(ValueRefused, match="pilihannya 0, 65, 100"):
        parse_value(instrument, "1", 3)
    assert parse_value(instrument, "11", 3) == 3
