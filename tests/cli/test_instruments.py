"""`matang instruments` as an administrator calls it before importing an instrument."""

from __future__ import annotations

from matang.instruments.reading import packaged_text
from tests.cli.test_score import one_sentence, run


def test_the_packaged_instruments_are_listed_with_what_is_not_verified(capsys) -> None:
    code, answer, _ = run(capsys, "instruments", "list")
    assert code == 0
    assert {row["code"]: row["verified"] for row in answer["instruments"]} == {
        **{"pemdi-2026": True, "spbe-2018": True, "spbe-2020": True, "spbe-opd-25": False},
    }


def test_a_sound_file_passes_and_each_fault_is_listed(capsys, tmp_path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(packaged_text("spbe-2020"), encoding="utf-8")
    code, answer, err = run(capsys, "instruments", "check", path)
    assert (code, answer["ok"], answer["indicators"], err) == (0, True, 47, "")
    faulty = packaged_text("spbe-2020").replace("weight: 2.75", "weight: 2.7", 1).replace("min: 0", "min: 1.5")
    path.write_text(faulty, encoding="utf-8")
    code, answer, err = run(capsys, "instruments", "check", path)
    assert (code, answer["ok"]) == (2, False)
    assert [fault["place"] for fault in answer["faults"]] == ["predikat", "domain 4 › aspek 7"]
    assert one_sentence(err)


def test_a_ladder_of_another_instrument_does_not_pass(capsys, tmp_path) -> None:
    ladder = tmp_path / "ladder.yaml"
    ladder.write_text("indicators: [{code: '1', levels: []}]", encoding="utf-8")
    code, answer, err = run(capsys, "instruments", "check", "spbe-2020", ladder)
    assert code == 2
    assert any("tingkat 1" in fault["place"] for fault in answer["faults"])
    assert one_sentence(err)


def test_two_versions_are_compared(capsys, tmp_path) -> None:
    newer = tmp_path / "newer.yaml"
    newer.write_text(packaged_text("spbe-2020").replace("title: Arsitektur SPBE", "title: Lain"), encoding="utf-8")
    code, answer, _ = run(capsys, "instruments", "compare", "spbe-2020", newer)
    assert (code, answer["same"]) == (0, False)
    assert answer["retitled"] == [{"kind": "indicator", "code": "11", "from": "Arsitektur SPBE", "to": "Lain"}]
    assert answer["reweighted"] == []
    code, answer, _ = run(capsys, "instruments", "compare", "spbe-2020", "spbe-2020")
    assert (code, answer["same"]) == (0, True)


def test_a_wrong_call_is_refused(capsys, tmp_path) -> None:
    for argv in ([], ["check"], ["compare", "spbe-2020"], ["check", tmp_path], ["check", "tidak-ada"]):
        code, answer, err = run(capsys, "instruments", *argv)
        assert (code, answer) == (2, {})
        assert one_sentence(err)
