"""Faults of an instrument's ladder. None at all is fine; a part of one is a fault of the instrument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from matang.core import checks
from matang.core.documents import Document, branches, code_text, exact
from matang.core.figures import plain

_KEYS = {
    *("code", "asks", "definition", "explanation", "levels", "pitfalls", "related", "sources", "confidence"),
    "external_index",
}
_EVIDENCE = {"kind", "what", "signed", "period", "format", "group", "optional"}


def ladder_faults(document: Document, ladder: object) -> list[checks.Fault]:
    """All faults of a ladder against its sound instrument; `ladder` None means that there is none."""
    if ladder is None:
        return []
    rows = ladder.get("indicators") if isinstance(ladder, Mapping) else None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        return [checks.Fault("tangga", "harus berisi daftar indicators.")]
    return [*_missing(document, rows), *_rows(document, rows)]


def _missing(document: Document, rows: list[Document]) -> Iterator[checks.Fault]:
    given = {code_text(row.get("code")) for row in rows}
    for place, node in checks.leaves(document):
        if code_text(node.get("code")) not in given:
            yield checks.Fault(place, "belum mempunyai tangga kriteria, sedangkan indikator lain sudah.")


def _rows(document: Document, rows: list[Document]) -> Iterator[checks.Fault]:
    wanted = _wanted(document)
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        code = code_text(row.get("code"))
        if code is None or code not in wanted:
            yield checks.Fault("tangga", f'butir ke-{number}: kode "{row.get("code", "")}" bukan kode indikator.')
            continue
        place, levels = wanted[code]
        if code in seen:
            yield checks.Fault(place, "mempunyai dua tangga kriteria.")
        seen.add(code)
        for key in row:
            if key not in _KEYS:
                yield checks.Fault(place, f'kunci "{key}" tidak dikenal pada tangga.')
        if not _is_external(row.get("external_index")):
            yield checks.Fault(place, "external_index harus berisi name dan owner, boleh dengan note.")
        yield from _levels(place, row.get("levels"), levels)


def _is_external(given: object) -> bool:
    if given is None:
        return True
    if not isinstance(given, Mapping) or not {"name", "owner"} <= set(given) <= {"name", "owner", "note"}:
        return False
    return all(isinstance(text, str) and text.strip() for text in given.values())


def _wanted(document: Document) -> dict[str, tuple[str, list[Fraction]]]:
    found: dict[str, tuple[str, list[Fraction]]] = {}

    def visit(part: Document, trail: list[Document]) -> None:
        for _, node in branches(part):
            here = [*trail, node]
            if branches(node):
                visit(node, here)
            else:
                found[str(code_text(node.get("code")))] = ("", checks.scale_of(document, here))

    visit(document, [])
    for place, node in checks.leaves(document):
        code = str(code_text(node.get("code")))
        found[code] = (place, found[code][1])
    return found


def _levels(place: str, rows: object, wanted: list[Fraction]) -> Iterator[checks.Fault]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        yield checks.Fault(place, "tangga harus berisi daftar levels.")
        return
    given: list[Fraction] = []
    for row in rows:
        level = exact(row.get("level"))
        if level is None or level not in wanted:
            yield checks.Fault(place, f'tingkat "{row.get("level", "")}" tidak ada pada skala.')
            continue
        if level in given:
            yield checks.Fault(place, f"tingkat {plain(level)} tertulis dua kali.")
        given.append(level)
        yield from _step(f"{place} › tingkat {plain(level)}", row)
    for level in wanted:
        if level not in given:
            yield checks.Fault(f"{place} › tingkat {plain(level)}", "tingkat ini belum mempunyai kriteria.")


def _step(place: str, row: Document) -> Iterator[checks.Fault]:
    for key in row:
        if key not in {"level", "criterion", "evidence", "conditions"}:
            yield checks.Fault(place, f'kunci "{key}" tidak dikenal.')
    if not isinstance(row.get("criterion"), str) or not row["criterion"].strip():
        yield checks.Fault(place, "kriteria kosong.")
    items = row.get("evidence") or []
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        yield checks.Fault(place, "evidence harus berupa daftar kebutuhan bukti.")
        return
    for number, item in enumerate(items, 1):
        for key in item:
            if key not in _EVIDENCE:
                yield checks.Fault(place, f'bukti ke-{number}: kunci "{key}" tidak dikenal.')
        for key in ("kind", "what"):
            if not isinstance(item.get(key), str) or not item[key].strip():
                yield checks.Fault(place, f"bukti ke-{number}: {key} kosong atau bukan teks.")
        for key in ("signed", "optional"):
            if not isinstance(item.get(key, False), bool):
                yield checks.Fault(place, f"bukti ke-{number}: {key} harus true atau false.")
        if item.get("optional") is True and item.get("group") is not None:
            yield checks.Fault(place, f"bukti ke-{number}: yang optional tidak dapat menjadi pilihan dalam group.")
