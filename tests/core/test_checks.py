"""Faults of an instrument: one that slips through falsifies every score given with it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from matang.core.checks import faults
from matang.core.documents import instrument_of
from matang.core.scoring import score
from matang.instruments.reading import packaged_codes, packaged_ladder_text, packaged_text, read_document

Change = Callable[[dict[str, Any]], object]


def spbe() -> dict[str, Any]:
    return copy.deepcopy(read_document(packaged_text("spbe-2020")))


def aspect(document: dict[str, Any]) -> dict[str, Any]:
    return document["domains"][1]["aspects"][1]


CASES: dict[str, tuple[Change, str, str]] = {
    "weight of an indicator": (
        lambda d: aspect(d)["indicators"][0].update(weight=2.4),
        "domain 2 › aspek 3 › indikator 15",
        "bukan angka",
    ),
    "sum of an aspect": (
        lambda d: aspect(d)["indicators"][0].update(weight=2),
        "domain 2 › aspek 3",
        "jumlah bobot bagian di bawahnya 9,5, bobot induknya harus 10",
    ),
    "sum of the whole": (lambda d: d["domains"].pop(0), "instrumen", "87, seluruhnya harus 100"),
    "zero weight": (lambda d: aspect(d)["indicators"][0].update(weight=0), "indikator 15", "lebih dari nol"),
    "weight in words": (lambda d: aspect(d)["indicators"][0].update(weight="dua"), "indikator 15", 'bobot "dua"'),
    "repeated code": (lambda d: aspect(d)["indicators"][0].update(code="1"), "aspek 3 › indikator 1", "dua kali"),
    "code as decimal": (lambda d: aspect(d)["indicators"][0].update(code=1.1), "aspek 3", "tanda kutip"),
    "no title": (lambda d: aspect(d)["indicators"][0].update(title=" "), "indikator 15", "judul"),
    "unknown key": (lambda d: aspect(d)["indicators"][0].update(wieght=1), "indikator 15", '"wieght"'),
    "unknown key on top": (lambda d: d.update(weights=1), "instrumen", '"weights"'),
    "empty aspect": (lambda d: aspect(d).update(indicators=[]), "aspek 3", "tidak mempunyai indikator"),
    "list of texts": (lambda d: aspect(d).update(indicators=["a"]), "aspek 3", "harus berupa daftar"),
    "two lists": (lambda d: d.update(aspects=[]), "instrumen", "lebih dari satu daftar"),
    "empty": (lambda d: d.pop("domains"), "instrumen", "tidak ada satu indikator"),
    "one level": (lambda d: d.update(scale=[{"level": 1}]), "skala", "paling sedikit dua"),
    "falling scale": (lambda d: d["scale"].reverse(), "skala", "harus naik"),
    "same level twice": (lambda d: d["scale"][1].update(level=1), "skala", "harus naik"),
    "no scale": (lambda d: d.pop("scale"), "skala", "daftar tingkat"),
    "unknown scale": (lambda d: aspect(d).update(scale="x"), "aspek 3", 'skala "x"'),
    "capability": (lambda d: aspect(d).update(capability="proses"), "aspek 3", "process atau service"),
    "predicate gap": (lambda d: d["predicates"].pop(), "predikat", "dari 1 sampai di bawah 1,8"),
    "rising predicates": (lambda d: d["predicates"].reverse(), "predikat", "harus menurun"),
    "same bound twice": (lambda d: d["predicates"][1].update(min="4.2"), "predikat", "harus menurun"),
    "same name twice": (lambda d: d["predicates"][1].update(name="Baik"), "predikat", '"Baik" tertulis dua kali'),
    "no predicates in the list": (lambda d: d.update(predicates=[]), "predikat", "paling sedikit satu"),
    "values": (lambda d: d.update(values="halves"), "instrumen", "whole atau decimal"),
    "external": (lambda d: d.update(external=["99"]), "external", 'kode "99"'),
    "external default": (lambda d: d.update(external=["1"], external_default=9), "external_default", "di luar skala"),
    "not applicable": (lambda d: d.update(not_applicable="skip"), "instrumen", "refuse atau redistribute"),
    "a part of a ladder": (
        lambda d: d.update(ladder={"indicators": [{"code": "1", "levels": []}]}),
        "domain 1 › aspek 1 › indikator 2",
        "belum mempunyai tangga",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_found_with_its_place(name: str) -> None:
    change, place, words = CASES[name]
    document = spbe()
    change(document)
    found = faults(document)
    assert any(place in fault.place and words in fault.sentence for fault in found), [str(fault) for fault in found]


@pytest.mark.parametrize("document", [None, [], "teks", 3, {}, {"nodes": [{"nodes": [{}]}]}, {"domains": {"a": 1}}])
def test_whatever_is_handed_in_is_answered_with_faults(document: object) -> None:
    assert faults(document)


@pytest.mark.parametrize("code", packaged_codes())
def test_the_packaged_instruments_are_sound(code: str) -> None:
    assert faults(read_document(packaged_text(code))) == []


@pytest.mark.parametrize("code", ["spbe-2020", "pemdi-2026", "spbe-opd-25"])
def test_the_packaged_ladders_are_sound(code: str) -> None:
    ladder = packaged_ladder_text(code)
    assert ladder is not None
    assert faults(read_document(packaged_text(code)), read_document(ladder)) == []


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda rows: rows[4]["levels"].pop(2), "indikator 5 › tingkat 3", "belum mempunyai kriteria"),
        (lambda rows: rows[4]["levels"][2].update(criterion=""), "indikator 5 › tingkat 3", "kriteria kosong"),
        (lambda rows: rows[4].update(code="48"), "tangga", 'kode "48"'),
        (lambda rows: rows.append(rows[0]), "indikator 1", "dua tangga"),
        (lambda rows: rows[0]["levels"][0].update(level=6), "indikator 1", 'tingkat "6"'),
        (lambda rows: rows[0]["levels"][0]["evidence"][0].pop("what"), "indikator 1 › tingkat 1", "what kosong"),
        (lambda rows: rows[0].update(external_index="Indeks SDI"), "indikator 1", "name dan owner"),
        (lambda rows: rows[0]["levels"][0]["evidence"][0].update(optional="ya"), "indikator 1", "true atau false"),
    ],
)
def test_a_ladder_with_a_hole_is_a_fault(change, place: str, words: str) -> None:
    ladder = copy.deepcopy(read_document(packaged_ladder_text("spbe-2020") or ""))
    change(ladder["indicators"])
    found = faults(spbe(), ladder)
    assert any(place in fault.place and words in fault.sentence for fault in found), [str(fault) for fault in found]


def deep() -> dict[str, Any]:
    """Four storeys, two scales, points: the shape of Indeks KAMI and of the zona integritas sheet."""
    question = {"kind": "indicator", "title": "Pertanyaan"}
    return {
        "code": "zi",
        "title": "Lembar kerja",
        "scale": [{"level": 0, "name": "Tidak"}, {"level": 1, "name": "Ya"}],
        "scales": {"huruf": [{"level": "0", "name": "C"}, {"level": "0.5", "name": "B"}, {"level": 1, "name": "A"}]},
        "nodes": [
            {
                **{"kind": "component", "code": "A", "title": "Pengungkit", "weight": 60},
                "nodes": [
                    {
                        **{"kind": "area", "code": "A1", "title": "Manajemen", "weight": 60, "scale": "huruf"},
                        "nodes": [
                            {
                                **{"kind": "sub", "code": "A1.1", "title": "Tim", "weight": "20/3"},
                                "nodes": [{**question, "code": "A1.1.a", "weight": "20/3"}],
                            },
                            {**question, "code": "A1.2", "weight": "160/3"},
                        ],
                    }
                ],
            },
            {**question, "code": "B", "weight": 40},
        ],
    }


def test_other_peoples_sheets_fit_to_any_depth() -> None:
    assert faults(deep()) == []
    instrument = instrument_of(deep())
    assert instrument.kinds == ("component", "area", "sub")
    result = score(instrument, {"A1.1.a": 1, "A1.2": 1, "B": 0})
    assert result.values["component"] == {"A": 1}
    assert result.index == Fraction("0.6")
    assert [level.name for level in instrument.levels("A1.1.a")] == ["C", "B", "A"]
    assert [level.name for level in instrument.levels("B")] == ["Tidak", "Ya"]


def test_weights_add_up_exactly_or_not_at_all() -> None:
    document = deep()
    document["nodes"][0]["nodes"][0]["nodes"][1]["weight"] = "53.33"
    (fault,) = faults(document)
    assert fault.place == "component A › area A1"
