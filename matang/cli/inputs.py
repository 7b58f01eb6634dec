"""What the commands are given: an instrument, a file of values; each refusal names the place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from matang.core.instrument import Instrument
from matang.core.values import Value, ValueRefused, parse_value

_LARGEST = 10_000_000
Typed = Iterator[tuple[str, object, str]]


class WrongInput(Exception):
    """What was given cannot be used (exit 2); the message is one Indonesian sentence."""


def read_text(path: str) -> str:
    """The text of a UTF-8 file, without its byte order mark."""
    file = Path(path)
    try:
        if file.is_dir():
            raise WrongInput(f"{path} adalah folder, bukan berkas.")
        if file.stat().st_size > _LARGEST:
            raise WrongInput(f"{path} lebih besar dari 10 MB.")
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise WrongInput(f"Berkas {path} tidak ditemukan.") from error
    except UnicodeDecodeError as error:
        raise WrongInput(f"{path} bukan teks UTF-8 (byte ke-{error.start + 1}).") from error
    except (OSError, ValueError) as error:
        raise WrongInput(f"Berkas {path} tidak dapat dibaca.") from error
    if not text.strip():
        raise WrongInput(f"Berkas {path} kosong.")
    return text


def read_instrument(named: str) -> Instrument:
    """A packaged instrument by its code, or one from a file."""
    from matang.instruments import reading

    if named in reading.packaged_codes():
        return reading.read_packaged(named)
    if not Path(named).exists():
        known = ", ".join(reading.packaged_codes())
        raise WrongInput(f'Instrumen "{named}" bukan berkas dan bukan salah satu dari {known}.')
    try:
        return reading.read_instrument(read_text(named))
    except reading.ReadingRefused as refusal:
        raise WrongInput(f"{named}: {refusal}") from refusal


def read_values(instrument: Instrument, path: str, document: Mapping[str, Any] | None = None) -> dict[str, Value]:
    """The values of a file (JSON or CSV), or of a JSON document read before; what is not rated is left out."""
    typed = _from_csv(read_text(path), path) if document is None else _from_mapping(document, path)
    found: dict[str, Value] = {}
    for code, value, place in typed:
        if code not in instrument.position:
            raise WrongInput(f'{place}: kode "{_short(code)}" tidak ada pada instrumen {instrument.code}.')
        try:
            parsed = parse_value(instrument, code, value)
        except ValueRefused as refusal:
            raise WrongInput(f"{place}: {refusal}") from refusal
        if parsed is not None:
            found[code] = parsed
    return found


def read_json(path: str) -> dict[str, Any] | None:
    """The object in a JSON file, decimals exact; None when the file is not meant as JSON (then it is CSV)."""
    text = read_text(path)
    if not (path.lower().endswith(".json") or text.lstrip().startswith(("{", "["))):
        return None
    try:
        document = json.loads(text, parse_float=_decimal, parse_constant=str, object_pairs_hook=_pairs(path))
    except json.JSONDecodeError as error:
        raise WrongInput(f"{path}, baris {error.lineno}: bukan JSON yang dapat dibaca.") from error
    except (ValueError, RecursionError) as error:
        raise WrongInput(f"{path}: berisi angka atau susunan yang terlalu besar.") from error
    if not isinstance(document, dict):
        raise WrongInput(f"{path}: JSON harus berupa objek {{kode: nilai}}.")
    return document


def mapping_at(document: Mapping[str, Any], key: str, path: str) -> Mapping[str, Any]:
    """The object under a key; refused when something else stands there."""
    found = document[key]
    if not isinstance(found, dict):
        raise WrongInput(f"{path}: {key} harus berupa objek.")
    return found


def _from_mapping(document: Mapping[str, Any], path: str) -> Typed:
    for code, value in document.items():
        yield code, value, f'{path}, kunci "{_short(code)}"'


def _from_csv(text: str, path: str) -> Typed:
    first = text.lstrip().splitlines()[0]
    reader = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=";" if ";" in first else ",")
    skipped = text[: len(text) - len(text.lstrip())].count("\n")
    try:
        header = [name.strip().lower() for name in next(reader)]
        for column in ("code", "level"):
            if header.count(column) != 1:
                raise WrongInput(f'{path}, baris 1: kolom "{column}" harus ada tepat satu kali (judul: code,level).')
        yield from _rows(reader, header, path, skipped)
    except csv.Error as error:
        raise WrongInput(f"{path}, baris {reader.line_num + skipped}: bukan CSV yang dapat dibaca.") from error


def _rows(reader: Any, header: list[str], path: str, skipped: int) -> Typed:
    code_at, level_at = header.index("code"), header.index("level")
    seen: set[str] = set()
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        place = f"{path}, baris {reader.line_num + skipped}"
        if len(row) != len(header):
            raise WrongInput(f"{place}: berisi {len(row)} kolom, sedangkan judulnya {len(header)}.")
        code = row[code_at].strip()
        if code in seen:
            raise WrongInput(f'{place}: kode "{_short(code)}" tertulis dua kali.')
        seen.add(code)
        yield code, row[level_at], place


def _pairs(path: str) -> Any:
    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise WrongInput(f'{path}: kunci "{_short(key)}" tertulis dua kali.')
            found[key] = value
        return found

    return collect


def _decimal(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except ArithmeticError:
        return text


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
