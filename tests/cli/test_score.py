"""`matang score` as a script calls it: what it prints, how it ends, and how each wrong file is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from matang.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "core" / "data" / "denpasar-2021.json"


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, dict, str]:
    """Exit code, the JSON of stdout ({} without any), stderr."""
    code = main([str(argument) for argument in argv])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else {}, err


def one_sentence(err: str) -> bool:
    return err.count("\n") == 1 and err.rstrip().endswith(".") and "Traceback" not in err


def test_the_golden_case(capsys) -> None:
    code, answer, err = run(capsys, "score", "spbe-2020", GOLDEN)
    assert (code, err) == (0, "")
    assert list(answer) == ["instrument", "index", "predicate", "values", "coverage"]
    assert (answer["instrument"], answer["index"], answer["predicate"]) == ("spbe-2020", "3.1925", "Baik")
    assert answer["values"]["domain"] == {"1": "3", "2": "3.3", "3": "2.181818181818", "4": "3.554945054945"}
    assert list(answer["values"]) == ["domain", "aspect"]
    assert answer["coverage"] == {
        **{"rated": 47, "of": 47, "weight": "100", "missing": [], "assumed": [], "not_applicable": []},
    }


def test_nothing_but_the_standard_library_and_yaml_is_loaded_and_it_is_quick() -> None:
    script = (
        "import sys, time; from matang.cli.main import main\n"
        f"assert main(['score', 'spbe-2020', {str(GOLDEN)!r}]) == 0\n"
        "heavy = {'django', 'psycopg', 'jinja2', 'openpyxl', 'traceback'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_as_a_module_in_a_plain_locale(tmp_path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "matang.cli", "score", "spbe-2020", str(tmp_path / "é.json")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "tidak ditemukan" in done.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '{"1": 3, "2": "3.0", "3": 3.0, "4": null}'),
        ("a.json", '\ufeff{"levels_final": {"1": 3, "2": 3, "3": 3}, "year": 2021}'),
        ("a.csv", "code,level\n1,3\n2,3.0\n3, 3 \n4,\n"),
        ("a.csv", "\ufeffcode;level\r\n1;3\r\n\r\n2;3\r\n3;3\r\n"),
        ("a.txt", "catatan,Level,Code\nx,3,1\ny,3,2\nz,3,3\n"),
    ],
)
def test_the_forms_that_a_file_may_have(capsys, tmp_path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8", newline="")
    code, answer, _ = run(capsys, "score", "spbe-2020", path)
    assert (code, answer["index"], answer["coverage"]["rated"]) == (0, "3", 3)
    assert answer["values"]["aspect"]["8"] is None
    assert answer["coverage"]["weight"] == "3.9"


@pytest.mark.parametrize(
    ("name", "content", "place", "words"),
    [
        ("a.json", '{"12": 6}', 'kunci "12"', "di luar skala"),
        ("a.json", '{"12": 2.5}', 'kunci "12"', "bukan tingkat"),
        ("a.json", '{"12": "tiga"}', 'kunci "12"', "bukan angka"),
        ("a.json", '{"12": NaN}', 'kunci "12"', "NaN"),
        ("a.json", '{"12": -Infinity}', 'kunci "12"', "Infinity"),
        ("a.json", '{"12": true}', 'kunci "12"', "true"),
        ("a.json", '{"12": "3,5"}', 'kunci "12"', "koma"),
        ("a.json", '{"12": [3]}', 'kunci "12"', "daftar"),
        ("a.json", '{"12": 1e999999999999999999999}', 'kunci "12"', "bukan angka"),
        ("a.json", '{"12": "NA"}', 'kunci "12"', "tidak berlaku"),
        ("a.json", '{"12": 3, "12": 3}', 'kunci "12"', "dua kali"),
        ("a.json", '{"48": 3}', 'kunci "48"', "tidak ada pada instrumen"),
        ("a.json", '{"levels_final": {"1": 3, "1": 4}}', 'kunci "1"', "dua kali"),
        ("a.json", '{"levels_final": [1]}', "levels_final", "objek"),
        ("a.json", '{"1": 3,\n "2": }', "baris 2", "bukan JSON"),
        ("a.json", "[1, 2]", "a.json", "objek"),
        ("a.json", "3", "a.json", "objek"),
        ("a.json", "halo", "baris 1", "bukan JSON"),
        ("a.json", '{"1": ' + "9" * 5000 + "}", "a.json", "terlalu besar"),
        ("a.json", "[" * 100_000, "a.json", ""),
        ("a.json", "", "a.json", "kosong"),
        ("a.csv", " \n \n", "a.csv", "kosong"),
        ("a.csv", "code,level\n1,3\n2,6\n", "baris 3", "di luar skala"),
        ("a.csv", "code,level\n1,3\n2,3,5\n", "baris 3", "3 kolom"),
        ("a.csv", "code;level\n1;3,5\n", "baris 2", "koma"),
        ("a.csv", "code,level\n1,3\n1,3\n", "baris 3", "dua kali"),
        ("a.csv", "code,level\n1,3\n99,3\n", "baris 3", 'kode "99"'),
        ("a.csv", "code,nilai\n1,3\n", "baris 1", '"level"'),
        ("a.csv", "1,3\n2,3\n", "baris 1", '"code"'),
        ("a.csv", "code,level,level\n1,3,4\n", "baris 1", '"level"'),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(capsys, tmp_path, name, content, place, words) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    code, answer, err = run(capsys, "score", "spbe-2020", path)
    assert (code, answer) == (2, {})
    assert one_sentence(err), err
    assert place in err
    assert words in err


def test_what_is_no_readable_text_is_refused(capsys, tmp_path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("code,level\n1,é\n".encode("latin-1"))
    wide = tmp_path / "wide.csv"
    wide.write_text("code,level\n1,3\n", encoding="utf-16")
    for path, words in [(latin, "UTF-8"), (wide, "UTF-8"), (tmp_path, "folder"), (tmp_path / "x", "tidak ditemukan")]:
        code, answer, err = run(capsys, "score", "spbe-2020", path)
        assert (code, answer) == (2, {})
        assert words in err
        assert one_sentence(err)


def test_pemdi_counts_what_another_body_measures_as_one(capsys, tmp_path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"1": 1.26, "2": 2.5}', encoding="utf-8")
    code, answer, _ = run(capsys, "score", "pemdi-2026", path)
    assert code == 0
    assert answer["index"] == "1.366666666666"
    assert answer["values"]["domain"] == {}
    assert answer["coverage"]["assumed"] == ["5", "6", "7", "18"]
    assert (answer["coverage"]["rated"], answer["coverage"]["weight"]) == (2, "24")
    assert len(answer["coverage"]["missing"]) == 14


def test_an_instrument_of_ones_own(capsys, tmp_path) -> None:
    instrument = tmp_path / "own.yaml"
    instrument.write_text(
        "code: kami\ntitle: Uji\nnot_applicable: redistribute\nscale: [{level: 0}, {level: 3}]\n"
        "nodes:\n- {kind: area, code: A, title: A, weight: 100, nodes: [\n"
        "   {kind: indicator, code: a, title: a, weight: 40}, {kind: indicator, code: b, title: b, weight: 60}]}\n",
        encoding="utf-8",
    )
    values = tmp_path / "a.csv"
    values.write_text("code,level\na,3\nb,NA\n", encoding="utf-8")
    code, answer, _ = run(capsys, "score", instrument, values)
    assert (code, answer["index"], answer["predicate"]) == (0, "3", None)
    assert answer["values"] == {"domain": {}, "aspect": {}, "area": {"A": "3"}}
    assert answer["coverage"]["not_applicable"] == ["b"]
    instrument.write_text("code: a\ncode: b\n", encoding="utf-8")
    code, _, err = run(capsys, "score", instrument, values)
    assert code == 2
    assert "Baris 2" in err


@pytest.mark.parametrize("argv", [[], ["skor"], ["score"], ["score", "spbe-2020"], ["score", "spbe-1999", "x"]])
def test_a_wrong_call_is_answered_in_one_sentence(capsys, argv: list[str]) -> None:
    code, answer, err = run(capsys, *argv)
    assert (code, answer) == (2, {})
    assert one_sentence(err)


def test_a_fault_of_ours_is_one_sentence_and_a_traceback_only_on_demand(capsys, monkeypatch) -> None:
    monkeypatch.setitem(COMMANDS, "score", "matang.cli.score:absent")
    monkeypatch.delenv("MATANG_DEBUG", raising=False)
    code, _, err = run(capsys, "score")
    assert code == 1
    assert one_sentence(err)
    monkeypatch.setenv("MATANG_DEBUG", "1")
    code, _, err = run(capsys, "score")
    assert code == 1
    assert "Traceback" in err
