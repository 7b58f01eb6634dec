"""`matang instruments list | check FILE [LADDER] | compare A B`: instruments as data, without a database."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from matang.cli.inputs import WrongInput, read_instrument, read_text
from matang.core.checks import faults
from matang.core.compare import Difference, compare
from matang.core.documents import number_text
from matang.core.instrument import Instrument
from matang.core.ladder import Ladder, ladder_of
from matang.instruments import reading

USAGE = "Pemakaian: matang instruments list, check BERKAS [TANGGA], atau compare LAMA BARU."


def instruments(argv: list[str]) -> int:
    """Run one of the three. Returns 0, or 2 when a checked file has faults; raises WrongInput."""
    if argv and argv[0] in ("-h", "--help"):
        print(USAGE)
        return 0
    todo: dict[tuple[str, int], Callable[..., int]] = {
        ("list", 0): _list,
        ("check", 1): _check,
        ("check", 2): _check,
        ("compare", 2): _compare,
    }
    run = todo.get((argv[0], len(argv) - 1)) if argv else None
    if run is None:
        raise WrongInput(USAGE)
    return run(*argv[1:])


def _list() -> int:
    rows = [_facts(reading.read_packaged(code)) for code in reading.packaged_codes()]
    return _print({"instruments": rows})


def _check(path: str, ladder_path: str | None = None) -> int:
    document = _document(path)
    found = faults(document, None if ladder_path is None else _document(ladder_path))
    if found:
        _print({"ok": False, "faults": [{"place": fault.place, "sentence": fault.sentence} for fault in found]})
        more = f", dan {len(found) - 1} kesalahan lain" if len(found) > 1 else ""
        raise WrongInput(f"{path}: {str(found[0]).rstrip('.')}{more}.")
    return _print({"ok": True, "faults": [], **_facts(reading.read_instrument(_text(path)))})


def _compare(old: str, new: str) -> int:
    before, after = read_instrument(old), read_instrument(new)
    changes = compare(before, after, (_ladder(old), _ladder(new)))
    return _print({"from": before.code, "to": after.code, "same": changes.same, **_changes(changes)})


def _facts(instrument: Instrument) -> dict[str, Any]:
    return {
        "code": instrument.code,
        "title": instrument.title,
        "legal_basis": instrument.legal_basis,
        "verified": instrument.verified,
        "values": instrument.values,
        "indicators": len(instrument.codes),
        "kinds": list(instrument.kinds),
    }


def _changes(changes: Difference) -> dict[str, Any]:
    return {
        "added": list(changes.added),
        "removed": list(changes.removed),
        "retitled": [
            {"kind": row.kind, "code": row.code, "from": row.before, "to": row.after} for row in changes.retitled
        ],
        "reweighted": [
            {"kind": row.kind, "code": row.code, "from": number_text(row.before), "to": number_text(row.after)}
            for row in changes.reweighted
        ],
        "moved": [{"code": row.code, "from": row.before, "to": row.after} for row in changes.moved],
        "scale": list(changes.scale),
        "predicates": changes.predicates,
        "rules": list(changes.rules),
        "criteria": [{"code": code, "level": number_text(level)} for code, level in changes.criteria],
    }


def _ladder(named: str) -> Ladder | None:
    """The ladder of a packaged instrument, or the one inside a file."""
    if named in reading.packaged_codes():
        return reading.read_ladder(named)
    inside = _document(named).get("ladder")
    return None if inside is None else ladder_of(inside)


def _document(path: str) -> Any:
    try:
        return reading.read_document(_text(path))
    except reading.ReadingRefused as refusal:
        raise WrongInput(f"{path}: {refusal}") from refusal


def _text(named: str) -> str:
    """A file's text; a packaged code names its own file."""
    if not Path(named).exists() and named in reading.packaged_codes():
        return reading.packaged_text(named)
    return read_text(named)


def _print(answer: dict[str, Any]) -> int:
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return 0
