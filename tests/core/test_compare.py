"""What a newer version of an instrument changes: unseen, offices would be compared by two different yardsticks."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

from matang.core.compare import Reweighted, compare
from matang.core.documents import document_of, instrument_of
from matang.instruments.reading import read_ladder, read_packaged

SPBE = read_packaged("spbe-2020")


def test_the_same_instrument_has_no_differences() -> None:
    ladder = read_ladder("spbe-2020")
    assert compare(SPBE, instrument_of(document_of(SPBE)), (ladder, ladder)).same


def test_each_kind_of_change_is_named() -> None:
    document = document_of(SPBE)
    first, second = document["nodes"][0], document["nodes"][1]
    moved = first["nodes"][0]["nodes"].pop()
    second["nodes"][2]["nodes"].append(moved)
    second["nodes"][2]["nodes"][0]["weight"] = "1.2"
    second["nodes"][2]["nodes"][1]["code"] = "20b"
    first["nodes"][0]["nodes"][0]["title"] = "Judul lain"
    document["predicates"][0]["min"] = "4.3"
    document["scale"][4]["process"] = "Optimal"
    document["not_applicable"] = "redistribute"
    changes = compare(SPBE, instrument_of(document))
    assert (changes.added, changes.removed) == (("20b",), ("20",))
    assert [row.code for row in changes.retitled] == ["1"]
    assert changes.reweighted == (Reweighted("indicator", "19", Fraction("2.5"), Fraction("1.2")),)
    assert [(row.code, row.after) for row in changes.moved] == [("10", "domain 2 › aspect 4")]
    assert len(changes.scale) == 46
    assert changes.predicates
    assert changes.rules == ("not_applicable",)
    assert not changes.same


def test_a_changed_criterion_is_named_with_its_level() -> None:
    ladder = read_ladder("spbe-2020")
    assert ladder is not None
    first = ladder.explanations[0]
    steps = (*first.steps[:2], dataclasses.replace(first.steps[2], criterion="Lain"), *first.steps[3:])
    newer = dataclasses.replace(
        ladder, explanations=(dataclasses.replace(first, steps=steps), *ladder.explanations[1:])
    )
    assert compare(SPBE, SPBE, (ladder, newer)).criteria == (("1", Fraction(3)),)
