"""The days that are a paper's own: when it was signed, enacted, held, listed or taken; and the years of its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matang.core.recognition.dates import dates_in
from matang.core.recognition.defects_text import GAP, Reading, Row, plain, windows
from matang.core.recognition.words import is_capital

_WEEKDAY = re.compile(r"\W*(?:SENIN|SELASA|RABU|KAMIS|JUM['’]?AT|SABTU|MINGGU|AHAD)\b")
_CLOSING = re.compile(
    r"(?:DITETAPKAN|DIKELUARKAN|DISAHKAN|DIBUAT|DIUNDANGKAN|DITANDATANGANI)\b.{0,70}|PADA TANGGAL ?[:,]? ?|"
    r"TANGGAL (?:PENGESAHAN|PEMBUATAN) ?: ?"
)
_NOT_OWN = re.compile(
    r"BERLAKU\b.{0,30}$|NOMOR .{0,60}$|SAMPAI DENGAN ?(?:TANGGAL ?)?$|S\.D\. ?$|LAHIR.{0,20}$|TENGGAT.{0,20}$"
)
_PLACE = re.compile(r"[A-Z][\w.'-]{2,20}(?: [A-Z][\w.'-]{1,20}){0,3}, ?(?:tanggal )?")
_STAMP = re.compile(
    r"(?:(?:WAKTU|TANGGAL|TGL|JAM) (?:TANDA TANGAN|TTE|PENANDATANGANAN|TTD)|"
    r"DITANDATANGANI (?:SECARA ELEKTRONIK )?(?:PADA|TANGGAL)|SIGNED (?:ON|AT)|"
    r"STEMPEL WAKTU|TIMESTAMP|TTE PADA)[^A-Z]{0,6}(?:TANGGAL|PADA|HARI|SENIN|SELASA|RABU|KAMIS|JUMAT|SABTU|MINGGU|"
    r"[\W_])*$"
)
_STATE = re.compile(
    r"\b(?:KEADAAN|POSISI|PER|DIPERBARUI|DIMUTAKHIRKAN|PEMUTAKHIRAN|DICETAK|EKSPOR|DIUNDUH|DITETAPKAN|DISAHKAN|"
    r"DIAMBIL|TANGGAL CETAK)\b"
    r"[ :]{0,3}(?:PER |PADA |TANGGAL |DATA )*$"
)
_HELD = re.compile(r"(?:HARI ?[/,]? ?(?:DAN )?)?(?:TANGGAL|TGL\.?)(?: SURAT| PEMBUATAN| PENGESAHAN| EFEKTIF)? ?[:;]")
_SIGNING, _SAYING = 2, 1
_HOLDING = frozenset({"notula", "berita_acara", "daftar_hadir", "laporan", "nota_dinas", "sop", "register"})
_CLOCK = re.compile(r"[\s,;()|–-]*(?:(?:PUKUL|JAM) ?)?(?:\d{1,2}[.:]\d\d.{0,20})?(?:WIB|WITA|WIT)?[\s.,;)]*")

_COPYRIGHT = re.compile(r"\(C\)|©|HAK CIPTA|COPYRIGHT")
_YEAR = re.compile(r"\b(20[0-4]\d)\b")
_BODY = re.compile(
    r"(?:MENIMBANG|MENGINGAT|MEMUTUSKAN|DITETAPKAN|MENETAPKAN|KE ?SATU|PASAL|BAB|[A-Z1I]\.|PENDAHULUAN|TELUK)\b"
)
_PARTS = (
    (re.compile(r"\b(?:TRIWULAN|TW|KUARTAL) ?(?:I|1)\b"), (3, 31)),
    (re.compile(r"\b(?:TRIWULAN|TW|KUARTAL) ?(?:II|2)\b|\bSEMESTER ?(?:I|1)\b"), (6, 30)),
    (re.compile(r"\b(?:TRIWULAN|TW|KUARTAL) ?(?:III|3)\b"), (9, 30)),
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and the row where it stands."""

    day: date
    row: Row


def own_days(reading: Reading) -> list[Dated]:
    """The days on which the paper was signed, enacted or held; without one those that it shows (of printing, of a
    clock, of the state of a list); without one the day that was read as a fact."""
    figured = (row for row in reading.own_rows if re.search(r"\d\d", row.text))  # days in words: `_held`
    found = [(Dated(item.day, row), _rank(row, item.start, item.end)) for row in figured for item in dates_in(row.text)]
    signed = [*(dated for dated, rank in found if rank == _SIGNING), *_held(reading)]
    return signed or [dated for dated, rank in found if rank == _SAYING] or fact_day(reading, "date")


def fact_day(reading: Reading, name: str) -> list[Dated]:
    """The day that a fact holds; none when it is missing or no day."""
    value, rows = reading.paper.fact(name), reading.head or reading.all_rows
    try:
        return [Dated(date.fromisoformat(value), rows[0])] if value and rows else []
    except ValueError:
        return []


def title_rows(reading: Reading) -> list[Row]:
    """The rows of the title: until the considerations, a table or the body begin."""
    rows: list[Row] = []
    for row in reading.head[:9]:
        if _BODY.match(row.words) or len(row.cells) >= 3 or (rows and row.text.endswith(",")):
            break
        if is_capital(row.text) or row.place < 6:
            rows.append(row)
    return rows


def covered(reading: Reading) -> list[Dated]:
    """The end of the period that the title names: the year's, or the quarter's or half-year's."""
    rows = title_rows(reading)
    text = " ".join(row.words for row in rows)
    month, day = next((end for rule, end in _PARTS if rule.search(text)), (12, 31))
    named = ((row, year) for row in rows if not _COPYRIGHT.search(row.words) for year in _YEAR.findall(row.words))
    return [Dated(date(int(year), month, day), row) for row, year in named]


def _held(reading: Reading) -> Iterator[Dated]:
    """The day on which a meeting or a deed took place."""
    rows = reading.first.rows[:25] if reading.first else ()
    for row, text in windows(rows):
        if "HARI INI" in row.words:
            yield from (Dated(item.day, row) for item in dates_in(text)[:1])
        if reading.kind in _HOLDING and any(_HELD.match(plain(cell)) for cell in row.cells):
            yield from (Dated(item.day, row) for item in dates_in(row.text)[:1])


def _rank(row: Row, start: int, end: int) -> int:
    """Whether a day in a row is one of signing or enacting, one that the paper shows, or none of its own (0)."""
    if _STAMP.search(plain(row.text[:start][-90:])):
        return _SIGNING
    cell, tail = GAP.split(row.text[:start])[-1], GAP.split(row.text[end:])[0]
    lead = plain(cell)
    if _NOT_OWN.search(lead) or not _CLOCK.fullmatch(tail.upper()) or _WEEKDAY.match(lead):
        return 0
    if not lead.strip(" -–|"):
        return _SAYING if len(row.cells) == 1 else 0
    if _CLOSING.fullmatch(lead) or _PLACE.fullmatch(cell.strip() + " "):
        return _SIGNING
    return _SAYING if _STATE.search(lead) else 0
