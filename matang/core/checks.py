"""Every fault of an instrument's document, each with its place and one Indonesian sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from matang.core.documents import BRANCHES, SUGAR, Document, branches, code_text, exact
from matang.core.figures import plain
from matang.core.instrument import INDICATOR

_TOP = {
    *("code", "title", "legal_basis", "in_force", "applies_to", "verified", "note", "values", "not_applicable"),
    *("external", "external_default", "scale", "scales", "predicates", "stages", "ladder", *BRANCHES),
}
_NODE = {"kind", "code", "title", "weight", "capability", "scale", *BRANCHES}
_TEXTS = ("title", "legal_basis", "in_force", "applies_to", "note")
_WORDS = {"aspect": "aspek", INDICATOR: "indikator"}
_CHOICES = {"values": ("whole", "decimal"), "not_applicable": ("refuse", "redistribute")}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where (`domain 2 › aspek 3 › indikator 12`; "instrumen" for the whole) and what."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


def faults(document: object, ladder: object = None) -> list[Fault]:
    """All faults of an instrument's document (and of its ladder, given beside it or inside it); empty when sound.

    Weights must add up exactly: children to their parent, the outermost nodes to 100. No ladder is no fault; a part
    of one is.
    """
    if not isinstance(document, Mapping):
        return [Fault("instrumen", "berkas harus berisi pasangan kunci dan isi, misalnya code, title, scale.")]
    found = [*_head(document), *_scales(document), *_predicates(document), *_tree(document)]
    found += _external(document)
    if not found:
        from matang.core.ladder_checks import ladder_faults

        found += ladder_faults(document, ladder if ladder is not None else document.get("ladder"))
    return found


def leaves(document: Document) -> Iterator[tuple[str, Document]]:
    """(place, node) of every indicator, in order."""
    for kind, node, place, _ in walk(document):
        if kind == INDICATOR:
            yield place, node


def walk(part: Document, place: str = "") -> Iterator[tuple[str | None, Document, str, Document]]:
    """(kind, node, place, parent) of every node, parents first."""
    for number, (kind, node) in enumerate(branches(part), 1):
        word = _WORDS.get(str(kind), str(kind)) if kind else "simpul"
        code = code_text(node.get("code")) or f"ke-{number}"
        here = f"{place} › {word} {code}" if place else f"{word} {code}"
        yield kind, node, here, part
        yield from walk(node, here)


def level_values(levels: object) -> list[Fraction]:
    """The numbers of a scale that can be read, in its order."""
    rows = levels if isinstance(levels, list) else []
    numbers = [exact(row.get("level")) for row in rows if isinstance(row, Mapping)]
    return [number for number in numbers if number is not None]


def scale_of(document: Document, trail: list[Document]) -> list[Fraction]:
    """The scale's numbers that hold for the last node of a trail (outermost first)."""
    name = next((node["scale"] for node in reversed(trail) if node.get("scale")), None)
    scales = document.get("scales")
    if isinstance(name, str) and isinstance(scales, Mapping):
        return level_values(scales.get(name))
    return level_values(document.get("scale"))


def _head(document: Document) -> Iterator[Fault]:
    for key in document:
        if key not in _TOP:
            yield Fault("instrumen", f'kunci "{key}" tidak dikenal.')
    if not code_text(document.get("code")):
        yield Fault("instrumen", "kode (code) belum diisi atau bukan teks.")
    for key in _TEXTS:
        if (key in document or key == "title") and not isinstance(document.get(key), str):
            yield Fault("instrumen", f"{key} harus berupa teks.")
    if isinstance(document.get("title"), str) and not document["title"].strip():
        yield Fault("instrumen", "judul (title) kosong.")
    for key, choices in _CHOICES.items():
        if key in document and document[key] not in choices:
            yield Fault("instrumen", f"{key} harus {choices[0]} atau {choices[1]}.")
    if not isinstance(document.get("verified", True), bool):
        yield Fault("instrumen", "verified harus true atau false.")
    stages = document.get("stages", [])
    if not isinstance(stages, list) or not all(isinstance(stage, str) and stage.strip() for stage in stages):
        yield Fault("instrumen", "stages harus berupa daftar nama tahap.")


def _scales(document: Document) -> Iterator[Fault]:
    yield from _scale("skala", document.get("scale"))
    scales = document.get("scales", {})
    if not isinstance(scales, Mapping):
        yield Fault("skala", "scales harus berupa pasangan nama dan daftar tingkat.")
        return
    for name, levels in scales.items():
        if not isinstance(name, str):
            yield Fault("skala", f'nama skala "{name}" harus berupa teks.')
        yield from _scale(f"skala {name}", levels)


def _scale(place: str, levels: object) -> Iterator[Fault]:
    if not isinstance(levels, list) or not all(isinstance(row, Mapping) for row in levels):
        yield Fault(place, "skala harus berupa daftar tingkat (level dan nama).")
        return
    if len(levels) < 2:
        yield Fault(place, f"skala berisi {len(levels)} tingkat; paling sedikit dua.")
    for number, row in enumerate(levels, 1):
        value = exact(row.get("level"))
        if value is None or value < 0:
            yield Fault(place, f"tingkat ke-{number} bukan angka nol atau lebih.")
        elif (value * 100).denominator != 1:
            yield Fault(place, f"tingkat ke-{number} ({plain(value)}) lebih dari dua tempat desimal.")
        for key, name in row.items():
            if key not in {"level", "name", "name_en", "process", "service"}:
                yield Fault(place, f'tingkat ke-{number}: kunci "{key}" tidak dikenal.')
            elif key != "level" and not isinstance(name, str):
                yield Fault(place, f"tingkat ke-{number}: {key} harus berupa teks.")
    values = level_values(levels)
    for low, high in pairwise(values):
        if low >= high:
            yield Fault(place, f"tingkat harus naik: {plain(high)} sesudah {plain(low)}.")


def _predicates(document: Document) -> Iterator[Fault]:
    if "predicates" not in document:
        return
    rows = document["predicates"]
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        yield Fault(
            "predikat", "predicates harus berupa daftar batas bawah (min) dan nama (name), paling sedikit satu."
        )
        return
    bounds = []
    names: set[str] = set()
    for number, row in enumerate(rows, 1):
        bound, name = exact(row.get("min")), row.get("name")
        for key in row:
            if key not in {"min", "name"}:
                yield Fault("predikat", f'predikat ke-{number}: kunci "{key}" tidak dikenal.')
        if bound is None:
            yield Fault("predikat", f"predikat ke-{number}: batas bawah (min) bukan angka.")
            return
        if not isinstance(name, str) or not name.strip():
            yield Fault("predikat", f"predikat ke-{number}: nama kosong atau bukan teks.")
            return
        if name in names:
            yield Fault("predikat", f'nama "{name}" tertulis dua kali.')
        names.add(name)
        bounds.append(bound)
    for high, low in pairwise(bounds):
        if low >= high:
            yield Fault("predikat", f"batas harus menurun: {plain(low)} sesudah {plain(high)}.")
    lowest = _lowest(document)
    if lowest is not None and min(bounds) > lowest:
        yield Fault(
            "predikat", f"indeks dari {plain(lowest)} sampai di bawah {plain(min(bounds))} tidak mempunyai predikat."
        )


def _lowest(document: Document) -> Fraction | None:
    """The lowest index that the scales allow; None while weights or scales cannot be read."""
    total = mass = Fraction(0)

    def visit(part: Document, trail: list[Document]) -> bool:
        nonlocal total, mass
        for _, node in branches(part):
            here = [*trail, node]
            if branches(node):
                if not visit(node, here):
                    return False
                continue
            weight, levels = exact(node.get("weight")), scale_of(document, here)
            if weight is None or not levels:
                return False
            total += weight * min(levels)
            mass += weight
        return True

    return total / mass if visit(document, []) and mass > 0 else None


def _tree(document: Document) -> Iterator[Fault]:
    yield from _lists(document, "instrumen", [key for key in BRANCHES if key in document])
    yield from _sum(document, "instrumen", Fraction(100))
    seen: set[tuple[str, str]] = set()
    some = False
    for kind, node, place, _ in walk(document):
        some = some or kind == INDICATOR
        yield from _node(document, kind, node, place)
        code = code_text(node.get("code"))
        if code and kind:
            if (kind, code) in seen:
                yield Fault(place, f"kode {code} dipakai dua kali.")
            seen.add((kind, code))
        if kind != INDICATOR:
            weight = exact(node.get("weight"))
            if weight is not None and weight > 0:
                yield from _sum(node, place, weight)
    if not some:
        yield Fault("instrumen", "tidak ada satu indikator pun.")


def _node(document: Document, kind: object, node: Document, place: str) -> Iterator[Fault]:
    for key in node:
        if key not in _NODE:
            yield Fault(place, f'kunci "{key}" tidak dikenal.')
    if not isinstance(kind, str) or not kind.strip():
        yield Fault(place, "jenis (kind) belum diisi atau bukan teks.")
    elif "kind" in node and node["kind"] != kind:
        yield Fault(place, f'jenis (kind) "{node["kind"]}" tidak cocok dengan daftar tempatnya.')
    if code_text(node.get("code")) is None:
        yield Fault(place, "kode (code) harus teks atau bilangan bulat; kode seperti 1.10 ditulis dalam tanda kutip.")
    if not isinstance(node.get("title"), str) or not node["title"].strip():
        yield Fault(place, "judul (title) kosong atau bukan teks.")
    weight = exact(node.get("weight"))
    if weight is None or weight <= 0:
        yield Fault(place, f'bobot "{node.get("weight", "")}" bukan angka lebih dari nol.')
    if node.get("capability") not in (None, "process", "service"):
        yield Fault(place, "capability harus process atau service.")
    scales = document.get("scales")
    if node.get("scale") is not None and not (isinstance(scales, Mapping) and node["scale"] in scales):
        yield Fault(place, f'skala "{node["scale"]}" tidak ada dalam scales.')
    below = [key for key in BRANCHES if key in node]
    if kind == INDICATOR and below:
        yield Fault(place, "indikator tidak boleh mempunyai bagian di bawahnya.")
    elif kind != INDICATOR and not branches(node):
        yield Fault(place, "tidak mempunyai indikator di bawahnya.")
    yield from _lists(node, place, below)


def _lists(part: Document, place: str, keys: list[str]) -> Iterator[Fault]:
    if len(keys) > 1:
        yield Fault(place, f"memakai lebih dari satu daftar ({', '.join(keys)}); pakai satu saja.")
    for key in keys:
        listed: Any = part[key]
        if not isinstance(listed, list) or not all(isinstance(node, Mapping) for node in listed):
            yield Fault(place, f"{key} harus berupa daftar {_WORDS.get(SUGAR.get(key, ''), 'simpul')}.")


def _sum(part: Document, place: str, whole: Fraction) -> Iterator[Fault]:
    weights = [exact(node.get("weight")) for _, node in branches(part)]
    if not weights or None in weights:
        return
    total = sum((weight for weight in weights if weight is not None), Fraction(0))
    if total != whole:
        owner = "seluruhnya" if place == "instrumen" else "bobot induknya"
        yield Fault(place, f"jumlah bobot bagian di bawahnya {_number(total)}, {owner} harus {_number(whole)}.")


def _number(value: Fraction) -> str:
    return plain(value) if (value * 10**12).denominator == 1 else f"{value.numerator}/{value.denominator}"


def _external(document: Document) -> Iterator[Fault]:
    listed = document.get("external", [])
    if not isinstance(listed, list):
        yield Fault("external", "harus berupa daftar kode indikator.")
        return
    known = {code_text(node.get("code")) for _, node in leaves(document)}
    texts = [code_text(code) for code in listed]
    for code, text in zip(listed, texts, strict=True):
        if text is None or text not in known:
            yield Fault("external", f'kode "{code}" bukan kode indikator.')
        elif texts.count(text) > 1:
            yield Fault("external", f"kode {text} tertulis dua kali.")
    default = document.get("external_default")
    if default is None:
        return
    value = exact(default)
    levels = level_values(document.get("scale"))
    if value is None:
        yield Fault("external_default", "harus berupa angka.")
    elif levels and not min(levels) <= value <= max(levels):
        yield Fault("external_default", f"nilai {plain(value)} di luar skala.")
