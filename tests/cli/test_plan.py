"""`matang plan` as a script calls it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.cli.test_score import GOLDEN, one_sentence, run

THREES = {str(code): 3 for code in range(1, 48)}


def write(folder: Path, document: object) -> Path:
    path = folder / "a.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_the_plan_adds_up(capsys) -> None:
    code, answer, err = run(capsys, "plan", "spbe-2020", GOLDEN, "--target", "3.5")
    assert (code, err) == (0, "")
    assert list(answer) == ["from", "to", "effort", "steps", "optimal"]
    assert answer["from"] == "3.1925"
    assert answer["optimal"] is True
    assert list(answer["steps"][0]) == ["code", "from", "to", "effort", "gain"]
    assert Fraction(answer["from"]) + sum(Fraction(step["gain"]) for step in answer["steps"]) == Fraction(answer["to"])
    assert Fraction(answer["to"]) >= Fraction("3.5")
    assert Fraction(answer["effort"]) == len(answer["steps"]) == 11
    assert all(int(step["to"]) == int(step["from"]) + 1 for step in answer["steps"])


def test_already_reached_is_no_step(capsys) -> None:
    code, answer, _ = run(capsys, "plan", "spbe-2020", GOLDEN, "--target=3.1925")
    assert code == 0
    assert answer == {"from": "3.1925", "to": "3.1925", "effort": "0", "steps": [], "optimal": True}


def test_out_of_reach_ends_with_three_and_the_best(capsys, tmp_path) -> None:
    path = write(tmp_path, {"levels": THREES, "target": 4.95, "never": ["47"]})
    code, answer, err = run(capsys, "plan", "spbe-2020", path)
    assert (code, answer) == (3, {"reachable": False, "best": "4.94"})
    assert one_sentence(err)


def test_effort_prerequisites_must_and_never(capsys, tmp_path) -> None:
    document = {
        "levels": THREES,
        "target": 3.1,
        "effort": {"42": [1, 1, 0.5, 1], "47": [1, 1, 9, 9]},
        "requires": [{"code": "42", "level": 4, "needs": {"code": "1", "level": 4}}],
        "must": {"47": 4},
        "never": ["43", "44", "45", "46"],
    }
    code, answer, _ = run(capsys, "plan", "spbe-2020", write(tmp_path, document))
    assert code == 0
    steps = [(step["code"], step["to"], step["effort"]) for step in answer["steps"]]
    assert ("47", "4", "9") in steps
    assert steps.index(("1", "4", "1")) < steps.index(("42", "4", "0.5"))
    assert Fraction(answer["effort"]) == sum(Fraction(effort) for _, _, effort in steps)


def test_a_budget(capsys, tmp_path) -> None:
    code, answer, _ = run(capsys, "plan", "spbe-2020", write(tmp_path, {"levels": THREES, "budget": 2}))
    assert (code, answer["to"], answer["effort"]) == (0, "3.06", "2")
    assert [(step["code"], step["to"]) for step in answer["steps"]] == [("42", "4"), ("42", "5")]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"levels": THREES}, "satu saja"),
        ({"levels": THREES, "target": 4, "budget": 3}, "satu saja"),
        ({"levels": {"1": 3}, "target": 4}, "Indikator 2 belum bernilai"),
        ({"levels": {**THREES, "1": 6}, "target": 4}, "di luar skala"),
        ({"levels": [3], "target": 4}, "levels harus berupa objek"),
        ({"levels": THREES, "target": "empat"}, "target"),
        ({"levels": THREES, "target": True}, "target"),
        ({"levels": THREES, "budget": -1}, "budget"),
        ({"levels": THREES, "tarjet": 4}, '"tarjet"'),
        ({"levels": THREES, "target": 4, "effort": {"1": [1, 1, 1]}}, "effort, kode 1"),
        ({"levels": THREES, "target": 4, "effort": {"1": [1, 1, 1, -1]}}, "effort, kode 1"),
        ({"levels": THREES, "target": 4, "effort": {"1": 3}}, "effort, kode 1"),
        ({"levels": THREES, "target": 4, "effort": {"x": [1, 1, 1, 1]}}, 'kode "x"'),
        ({"levels": THREES, "target": 4, "requires": [{"code": "1"}]}, "requires ke-1"),
        (
            {
                "levels": THREES,
                "target": 4,
                "requires": [{"code": "1", "level": 4, "needs": {"code": "48", "level": 4}}],
            },
            'requires ke-1: kode "48"',
        ),
        ({"levels": THREES, "target": 4, "must": {"1": 7}}, "must"),
        ({"levels": THREES, "target": 4, "never": "1"}, "never"),
        ({"levels": THREES, "target": 4, "never": ["48"]}, 'kode "48"'),
    ],
)
def test_a_wrong_request_is_refused_in_one_sentence(capsys, tmp_path, document, words: str) -> None:
    code, answer, err = run(capsys, "plan", "spbe-2020", write(tmp_path, document))
    assert (code, answer) == (2, {})
    assert one_sentence(err), err
    assert words in err


@pytest.mark.parametrize("option", [["--target", "3,5"], ["--target"], ["--goal", "3"], ["x", "--target", "3"]])
def test_a_wrong_option_is_refused(capsys, option: list[str]) -> None:
    code, answer, err = run(capsys, "plan", "spbe-2020", GOLDEN, *option)
    assert (code, answer) == (2, {})
    assert one_sentence(err)
