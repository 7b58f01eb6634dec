"""Reads instruments and ladders from YAML or JSON text, exactly: no number becomes a float, no key is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from matang.core.documents import instrument_of
from matang.core.instrument import Instrument

if TYPE_CHECKING:
    from matang.core.checks import Fault
    from matang.core.ladder import Ladder

_HERE = Path(__file__).parent
_LARGEST = 4_000_000
_NODES = 200_000
_DEPTH = 60
_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")

Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ReadingRefused(ValueError):
    """A text that is no sound instrument or ladder: one Indonesian sentence, and the faults when there are any."""

    def __init__(self, sentence: str, faults: list[Fault] | None = None) -> None:
        super().__init__(sentence)
        self.faults = faults or []


class _Loader(Base):  # type: ignore[misc]
    """YAML as written: decimals stay decimals, dates and words like "no" stay texts, repeated keys are refused."""


def _mapping(loader: Any, node: yaml.MappingNode) -> Any:
    found: dict[Any, Any] = {}
    yield found
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, (str, int, Decimal)):
            raise ReadingRefused(f"Baris {line}: kunci harus berupa teks.")
        if key in found:
            raise ReadingRefused(f'Baris {line}: kunci "{key}" tertulis dua kali.')
        found[key] = loader.construct_object(value_node, deep=True)


def _integer(loader: Any, node: yaml.ScalarNode) -> int | str:
    text = str(loader.construct_scalar(node))
    return int(text) if re.fullmatch(r"[-+]?(0|[1-9][0-9]{0,17})", text) else text


def _decimal(loader: Any, node: yaml.ScalarNode) -> Decimal | str:
    text = str(loader.construct_scalar(node))
    return Decimal(text) if re.fullmatch(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}", text) else text


def _boolean(loader: Any, node: yaml.ScalarNode) -> bool | str:
    text = str(loader.construct_scalar(node))
    return {"true": True, "false": False}.get(text.lower(), text)


def _text(loader: Any, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


for _tag, _construct in {
    "map": _mapping,
    "int": _integer,
    "float": _decimal,
    "bool": _boolean,
    "timestamp": _text,
}.items():
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _construct)


def read_document(text: str) -> Any:
    """The document in a YAML or JSON text: dicts, lists, texts, ints, Decimals, booleans. Raises ReadingRefused."""
    if len(text) > _LARGEST:
        raise ReadingRefused("Berkas instrumen lebih besar dari 4 MB.")
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise ReadingRefused("Berkas kosong.")
    try:
        document = _from_json(text) if text.lstrip().startswith(("{", "[")) else _from_yaml(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"Baris {mark.line + 1}: " if mark else ""
        raise ReadingRefused(f"{line}berkas bukan YAML atau JSON yang dapat dibaca.") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ReadingRefused("Berkas bukan YAML atau JSON yang dapat dibaca.") from error
    _measure(document)
    return document


def read_instrument(text: str, ladder: str | None = None) -> Instrument:
    """The instrument in a text. Raises ReadingRefused with all faults when it (or the ladder beside it) has any."""
    from matang.core.checks import faults  # here: scoring a packaged instrument starts quicker without it

    document = read_document(text)
    found = faults(document, None if not ladder else read_document(ladder))
    if found:
        more = f" (dan {len(found) - 1} kesalahan lain)" if len(found) > 1 else ""
        raise ReadingRefused(f"Instrumen belum benar{more}: {found[0]}", found)
    return instrument_of(document)


def read_ladder_text(text: str) -> Ladder:
    """The ladder in a text, taken as sound: `read_instrument` with both texts checks it. Raises ReadingRefused."""
    from matang.core.ladder import ladder_of

    document = read_document(text)
    if not isinstance(document, Mapping):
        raise ReadingRefused("Tangga kriteria harus berisi daftar indicators.")
    try:
        return ladder_of(document)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ReadingRefused("Tangga kriteria tidak lengkap; periksa bersama instrumennya.") from error


def packaged_codes() -> tuple[str, ...]:
    """The codes of the instruments that come with Matang."""
    return tuple(sorted(path.stem for path in (_HERE / "data").glob("*.yaml")))


def packaged_text(code: str) -> str:
    """The text of a packaged instrument. Raises KeyError for an unknown code."""
    return _packaged("data", code)


def packaged_ladder_text(code: str) -> str | None:
    """The text of a packaged instrument's ladder; None without one."""
    try:
        return _packaged("ladder", code)
    except KeyError:
        return None


@cache
def read_packaged(code: str) -> Instrument:
    """A packaged instrument, without its ladder; the tests keep it sound. Raises KeyError for an unknown code."""
    return instrument_of(read_document(packaged_text(code)))


@cache
def read_ladder(code: str) -> Ladder | None:
    """The ladder of a packaged instrument; None without one."""
    text = packaged_ladder_text(code)
    return None if text is None else read_ladder_text(text)


def _packaged(folder: str, code: str) -> str:
    path = _HERE / folder / f"{code}.yaml"
    if not _CODE.fullmatch(code) or not path.is_file():
        raise KeyError(code)
    return path.read_text(encoding="utf-8")


def _from_yaml(text: str) -> Any:
    loader = _Loader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _from_json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=_json_decimal, parse_constant=_constant, object_pairs_hook=_pairs)
    except _Repeated:
        return _from_yaml(text.replace("\t", " "))  # only YAML's reader knows the line
    except json.JSONDecodeError as error:
        try:
            return _from_yaml(text)
        except yaml.YAMLError:
            raise ReadingRefused(f"Baris {error.lineno}: berkas bukan JSON yang dapat dibaca.") from error


class _Repeated(Exception):
    """A repeated key in JSON."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Repeated
    return found


def _json_decimal(text: str) -> Decimal | str:
    return Decimal(text) if re.fullmatch(r"-?[0-9]{1,18}\.[0-9]{1,18}", text) else text


def _constant(text: str) -> str:
    return text


def _measure(document: Any) -> None:
    """Refuse what is too deep or too large when unfolded (anchors can make a small text enormous)."""
    waiting, count = [(document, 0)], 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if count > _NODES or depth > _DEPTH:
            raise ReadingRefused("Isi berkas terlalu dalam atau terlalu banyak.")
        if isinstance(part, dict):
            waiting.extend((inner, depth + 1) for inner in part.values())
        elif isinstance(part, list):
            waiting.extend((inner, depth + 1) for inner in part)
