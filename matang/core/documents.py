"""An instrument as a document (plain lists and dicts, as read from YAML or JSON) and back, exactly.

The general form nests `nodes: [{kind, code, title, weight, nodes: [...]}]` to any depth with leaves of kind
"indicator". `domains`, `aspects` and `indicators` are sugar for lists of nodes of those kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from matang.core.figures import figure12
from matang.core.instrument import INDICATOR, Instrument, Level, Node, Predicate

Document = Mapping[str, Any]
SUGAR = {"domains": "domain", "aspects": "aspect", "indicators": INDICATOR}
BRANCHES = ("nodes", *SUGAR)
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,18})?(/[1-9]\d{0,8})?", re.ASCII)


def exact(value: object) -> Fraction | None:
    """The number that a document holds (3, 2.75, "20/6"), exactly; None when it is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str, Fraction)):
        return None
    text = str(value)
    if not _NUMBER.fullmatch(text):
        return None
    top, _, bottom = text.partition("/")
    return Fraction(top) / int(bottom or 1)


def code_text(value: object) -> str | None:
    """A code as text; None when it is neither a non-empty text nor a whole number."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    return str(value).strip() or None


def branches(part: Document) -> list[tuple[str | None, Document]]:
    """The parts right below a document or node: (kind, node), by the general form or its sugar."""
    found: list[tuple[str | None, Document]] = []
    for key in BRANCHES:
        listed = part.get(key)
        for node in listed if isinstance(listed, list) else ():
            if isinstance(node, Mapping):
                found.append((SUGAR.get(key) or node.get("kind"), node))
    return found


def instrument_of(document: Document) -> Instrument:
    """The instrument that a faultless document describes (`core.checks.faults` finds none in it)."""
    default = document.get("external_default")
    return Instrument(
        code=str(document["code"]),
        title=document["title"],
        legal_basis=document.get("legal_basis", ""),
        values=document.get("values", "whole"),
        scale=_scale(document["scale"]),
        nodes=tuple(_node(kind, node) for kind, node in branches(document)),
        predicates=tuple(Predicate(_fraction(grade["min"]), grade["name"]) for grade in document.get("predicates", ())),
        not_applicable=document.get("not_applicable", "refuse"),
        external=tuple(str(code) for code in document.get("external", ())),
        external_default=None if default is None else _fraction(default),
        scales=tuple((name, _scale(levels)) for name, levels in document.get("scales", {}).items()),
        stages=tuple(document.get("stages", ())),
        verified=document.get("verified", True),
        note=document.get("note", ""),
        in_force=document.get("in_force", ""),
        applies_to=document.get("applies_to", ""),
    )


def document_of(instrument: Instrument) -> dict[str, Any]:
    """The instrument in the general form, JSON-ready; numbers are texts ("2.75", "10/3") so that they stay exact."""
    document: dict[str, Any] = {
        "code": instrument.code,
        "title": instrument.title,
        "legal_basis": instrument.legal_basis,
        "in_force": instrument.in_force,
        "applies_to": instrument.applies_to,
        "verified": instrument.verified,
        "note": instrument.note,
        "values": instrument.values,
        "not_applicable": instrument.not_applicable,
        "external": list(instrument.external),
        "external_default": None if instrument.external_default is None else number_text(instrument.external_default),
        "scale": _levels(instrument.scale),
        "scales": {name: _levels(levels) for name, levels in instrument.scales},
        "predicates": [{"min": number_text(grade.min), "name": grade.name} for grade in instrument.predicates],
        "stages": list(instrument.stages),
        "nodes": [_plain(node) for node in instrument.nodes],
    }
    return {key: value for key, value in document.items() if value not in ("", None, [], {})}


def number_text(value: Fraction) -> str:
    """A number as a document writes it: decimal where that is exact, else a fraction."""
    text = figure12(value)
    return text if Fraction(text) == value else f"{value.numerator}/{value.denominator}"


def _fraction(value: object) -> Fraction:
    number = exact(value)
    if number is None:
        raise ValueError(f"{value!r} bukan angka")
    return number


def _scale(levels: Sequence[Document]) -> tuple[Level, ...]:
    return tuple(
        Level(
            value=_fraction(level["level"]),
            name=str(level.get("name", "")),
            process=str(level.get("process", "")),
            service=str(level.get("service", "")),
            name_en=str(level.get("name_en", "")),
        )
        for level in levels
    )


def _node(kind: str | None, node: Document) -> Node:
    return Node(
        kind=str(kind),
        code=str(node["code"]).strip(),
        title=node["title"],
        weight=_fraction(node["weight"]),
        children=tuple(_node(inner, child) for inner, child in branches(node)),
        capability=node.get("capability"),
        scale=node.get("scale"),
    )


def _levels(levels: Sequence[Level]) -> list[dict[str, str]]:
    rows = []
    for level in levels:
        names = {"name": level.name, "name_en": level.name_en, "process": level.process, "service": level.service}
        rows.append({"level": number_text(level.value), **{key: name for key, name in names.items() if name}})
    return rows


def _plain(node: Node) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": node.kind,
        "code": node.code,
        "title": node.title,
        "weight": number_text(node.weight),
        "capability": node.capability,
        "scale": node.scale,
        "nodes": [_plain(child) for child in node.children],
    }
    return {key: value for key, value in row.items() if value not in (None, [])}
