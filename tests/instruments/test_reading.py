"""Reading instruments: a number that turns into a float, or a key that is lost, changes scores silently."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from matang.core.documents import document_of
from matang.instruments.reading import (
    ReadingRefused,
    packaged_codes,
    packaged_text,
    read_document,
    read_instrument,
    read_ladder,
    read_packaged,
)


def test_four_instruments_come_along_with_all_their_indicators() -> None:
    counts = {code: len(read_packaged(code).codes) for code in packaged_codes()}
    assert counts == {"pemdi-2026": 20, "spbe-2018": 37, "spbe-2020": 47, "spbe-opd-25": 25}
    assert not read_packaged("spbe-opd-25").verified


def test_fractions_and_decimals_stay_exact() -> None:
    assert read_packaged("spbe-2018").indicator("35-1").weight == Fraction(20, 6)
    assert read_packaged("spbe-2020").indicator("32").weight == Fraction("2.75")
    assert read_packaged("spbe-2020").integer_weights[:1] == (26,)
    assert read_packaged("pemdi-2026").external_default == 1


def test_yaml_is_taken_as_written() -> None:
    text = "a: 1.10\nb: no\nc: 2026-01-01\nd: 010\ne: 1:30\nf: true\ng: .nan\nh: 1e3\n"
    assert read_document(text) == {
        **{"a": Decimal("1.10"), "b": "no", "c": "2026-01-01", "d": "010", "e": "1:30"},
        **{"f": True, "g": ".nan", "h": "1e3"},
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code: a\ntitle: b\ncode: c\n", 'Baris 3: kunci "code" tertulis dua kali'),
        ('{"code": "a",\n\t"code": "b"}', 'Baris 2: kunci "code" tertulis dua kali'),
        ("domains:\n- code: '1'\n  code: '2'\n", "Baris 3"),
        ("a: [1\nb: 2", "Baris 2"),
        ('{"a": 1,,}', "Baris 1"),
        ("", "kosong"),
        ("a: !!python/object/apply:os.system [ls]", "Baris 1"),
        ("a: &x [*x]", "Baris 1"),
        ("a: " + "[" * 100 + "]" * 100, "terlalu dalam"),
        ("a: " + "[" * 100_000, ""),
        (
            "x: &a [1,1,1,1,1,1,1,1,1,1]\n"
            + "".join(f"x{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else '*a'] * 10)}]\n" for n in range(8)),
            "terlalu banyak",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(ReadingRefused) as refused:
        read_document(text)
    assert words in str(refused.value)


def test_yaml_and_json_say_the_same() -> None:
    for code in packaged_codes():
        again = read_instrument(json.dumps(document_of(read_packaged(code)), indent="\t"))
        assert again == read_packaged(code)


def test_a_faulty_instrument_is_refused_with_all_its_faults() -> None:
    text = packaged_text("spbe-2020").replace("weight: 2.75", "weight: 2.7", 1).replace("title: Audit TIK", "title: ''")
    with pytest.raises(ReadingRefused) as refused:
        read_instrument(text)
    assert [fault.place for fault in refused.value.faults] == ["domain 3 › aspek 6", "domain 4 › aspek 7"]


def test_requirements_have_ids_that_citations_can_keep() -> None:
    ladder = read_ladder("spbe-2020")
    assert ladder is not None
    first = ladder.get("1")
    assert first is not None
    step = first.step(Fraction(3))
    assert step is not None
    assert [item.id for item in step.requirements] == [f"1.3.{n}" for n in range(1, len(step.requirements) + 1)]
    assert step.criterion
    assert read_ladder("spbe-2018") is None


@pytest.mark.parametrize("code", ["tidak-ada", "../data/spbe-2020", "", "SPBE-2020"])
def test_an_unknown_code_is_no_path(code: str) -> None:
    with pytest.raises(KeyError):
        read_packaged(code)
