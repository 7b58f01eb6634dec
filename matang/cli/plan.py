"""`matang plan INSTRUMENT FILE [--target X]`: the least effort that reaches an index, as JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from matang.cli.inputs import WrongInput, mapping_at, read_instrument, read_json, read_values
from matang.core.figures import figure12, plain
from matang.core.instrument import Instrument
from matang.core.planning import Plan, PlanRefused, Prerequisite, Request, find_plan
from matang.core.values import NA, ValueRefused, parse_value

USAGE = "Pemakaian: matang plan INSTRUMEN BERKAS [--target INDEKS]."
_KEYS = {"levels", "target", "budget", "effort", "requires", "must", "never"}


def plan(argv: list[str]) -> int:
    """Print the plan. Returns 0, or 3 when the target cannot be reached; raises WrongInput."""
    if argv and argv[0] in ("-h", "--help"):
        print(USAGE)
        return 0
    paths, target = _arguments(argv)
    instrument = read_instrument(paths[0])
    try:
        found = find_plan(instrument, _request(instrument, paths[1], target))
    except PlanRefused as refusal:
        raise WrongInput(f"{paths[1]}: {refusal}") from refusal
    print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    if found.reachable:
        return 0
    print(f"Tidak dapat dicapai; indeks tertinggi yang dapat dicapai {plain(found.end)}.", file=sys.stderr)
    return 3


def as_json(found: Plan) -> dict[str, Any]:
    """The plan as the command prints it; figures are texts cut at 12 places."""
    if not found.reachable:
        return {"reachable": False, "best": figure12(found.end)}
    return {
        "from": figure12(found.start),
        "to": figure12(found.end),
        "effort": figure12(found.effort),
        "steps": [
            {
                "code": step.code,
                "from": figure12(step.start),
                "to": figure12(step.end),
                "effort": figure12(step.effort),
                "gain": figure12(step.gain),
            }
            for step in found.steps
        ],
        "optimal": True,
    }


def _arguments(argv: list[str]) -> tuple[list[str], Fraction | None]:
    paths, target, rest = [], None, list(argv)
    while rest:
        argument = rest.pop(0)
        name, equals, text = argument.partition("=")
        if name == "--target":
            target = _number(text if equals else (rest.pop(0) if rest else ""), "--target")
        elif argument.startswith("--"):
            raise WrongInput(f"Pilihan {argument} tidak dikenal. {USAGE}")
        else:
            paths.append(argument)
    if len(paths) != 2:
        raise WrongInput(USAGE)
    return paths, target


def _request(instrument: Instrument, path: str, target: Fraction | None) -> Request:
    document = read_json(path)
    if document is None or not document.keys() & {"levels", "levels_final"}:
        return Request(read_values(instrument, path, document), target)
    if "levels" not in document:
        return Request(read_values(instrument, path, mapping_at(document, "levels_final", path)), target)
    for key in document:
        if key not in _KEYS:
            raise WrongInput(f'{path}: kunci "{key}" tidak dikenal.')
    written = None if document.get("target") is None else _number(document["target"], f"{path}, target")
    budget = None if document.get("budget") is None else _number(document["budget"], f"{path}, budget")
    return Request(
        levels=read_values(instrument, path, mapping_at(document, "levels", path)),
        target=written if target is None else target,
        budget=budget,
        effort=_effort(document, path),
        requires=_rules(instrument, document, path),
        must=_must(instrument, document, path),
        never=_never(document, path),
    )


def _effort(document: Mapping[str, Any], path: str) -> dict[str, list[Fraction]]:
    found = {}
    for code, row in (mapping_at(document, "effort", path) if "effort" in document else {}).items():
        place = f"{path}, effort, kode {code}"
        if not isinstance(row, list):
            raise WrongInput(f"{place}: harus berupa daftar angka, satu tiap kenaikan tingkat.")
        found[code] = [_number(effort, place) for effort in row]
    return found


def _rules(instrument: Instrument, document: Mapping[str, Any], path: str) -> list[Prerequisite]:
    rows = document.get("requires", [])
    if not isinstance(rows, list):
        raise WrongInput(f"{path}: requires harus berupa daftar.")
    found = []
    for number, row in enumerate(rows, 1):
        place = f"{path}, requires ke-{number}"
        needs = row.get("needs") if isinstance(row, dict) else None
        if not isinstance(needs, dict) or set(row) != {"code", "level", "needs"} or set(needs) != {"code", "level"}:
            raise WrongInput(f'{place}: harus berbentuk {{"code", "level", "needs": {{"code", "level"}}}}.')
        ends = [(str(end["code"]), _level(instrument, str(end["code"]), end["level"], place)) for end in (row, needs)]
        found.append(Prerequisite(*ends[0], *ends[1]))
    return found


def _must(instrument: Instrument, document: Mapping[str, Any], path: str) -> dict[str, Fraction]:
    rows = mapping_at(document, "must", path) if "must" in document else {}
    return {code: _level(instrument, code, level, f"{path}, must") for code, level in rows.items()}


def _never(document: Mapping[str, Any], path: str) -> list[str]:
    codes = document.get("never", [])
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise WrongInput(f"{path}: never harus berupa daftar kode dalam tanda kutip.")
    return codes


def _level(instrument: Instrument, code: str, typed: object, place: str) -> Fraction:
    if code not in instrument.position:
        raise WrongInput(f'{place}: kode "{code}" tidak ada pada instrumen {instrument.code}.')
    try:
        value = parse_value(instrument, code, typed)
    except ValueRefused as refusal:
        raise WrongInput(f"{place}: {refusal}") from refusal
    if value is None or value is NA:
        raise WrongInput(f"{place}: tingkat untuk kode {code} harus berupa angka.")
    return value


def _number(typed: object, place: str) -> Fraction:
    """A non-negative number of JSON or an option, exactly."""
    if not isinstance(typed, bool) and isinstance(typed, (int, str, Decimal)):
        text = f"{typed:f}" if isinstance(typed, Decimal) and -40 < typed.adjusted() < 12 else str(typed)
        if re.fullmatch(r"\d{1,12}(\.\d{1,40})?", text, re.ASCII):
            return Fraction(text)
    raise WrongInput(f"{place}: harus berupa angka nol atau lebih dengan titik sebagai tanda desimal.")
