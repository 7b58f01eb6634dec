"""The position of the last signer of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matang.core.recognition import patterns
from matang.core.recognition.dates import dates_in
from matang.core.recognition.kinds import LETTERS
from matang.core.recognition.paper import Fact
from matang.core.recognition.words import GOES_ON, Line, Sheet, folded, is_capital, one_line, pattern, quote, repaired

_POSITION = pattern(
    r"(?:(?:WAKIL )?(?:GUBERNUR|BUPATI|WALI ?KOTA)|SEKRETARIS|ASISTEN|KEPALA|DIREKTUR|INSPEKTUR|KETUA|CAMAT|LURAH|"
    r"REKTOR|KADIS\w{0,8}|KABID|KABAG|KASUBB?AG|KASUBID|KASI|KARO|KABAN|SEKDA|SEKDIN|PPK|PPID|PPTK|PEJABAT|"
    r"(?:KUASA )?PENGGUNA ANGGARAN|BENDAHARA|PENGURUS BARANG|KOORDINATOR|MENTERI|STAF|"
    r"PENANGGUNG JAWAB|PEMILIK RISIKO|PENILAI|PPKD|KPA)\b"
)
_TTD = re.compile(r"(?i)\bttd\b|\(?tanda tangan\)?|\btte\b|\bparaf\b|ditandatangani secara|tertanda")
_SIGNED = re.compile(
    r"(?i)\bttd\b|\btte\b|\bparaf\b|tanda tangan|ditandatangani|\bNI[Pp]|\bN[lI1]P\b|^\W{0,3}\(?[ .…_]{6,}|_{6,}|\[nama"
)
_APPROVED = re.compile(
    r"(?i)(?:^[ \t]{0,30}|[ \t]{2})Disahkan o[l1I]eh[ \t]{0,12}:?[ \t]{0,12}(?P<v>[A-Z][^:\n]{5,120})"
)
_FROM = re.compile(r"(?i)^[ \t]{0,90}Dari(?:[ \t]{0,20}:|[ \t]{2,20})[ \t]{0,12}(?P<v>[A-Z][^:\n]{3,120})")
_NAME = re.compile(
    r"^(?:(?:[DdI][rh]s?a?|H|Hj|Prof|dr[gh]?)\.? ?){0,3}[A-Z][A-Za-z.' -]{3,50}(?:,\s{0,2}[A-Z][\w., ]{1,40})?$"
)
_NOT_HERE = pattern(r"SALINAN SESUAI|SESUAI DENGAN ASLINYA|^DIUNDANGKAN|^TEMBUSAN|^PARAF (?:HIERARKI|KOORDINASI)")
_BEHALF = re.compile(r"(?i)^(?:a\. ?n\.|an\.|u\. ?b\.)")
_ACTING = re.compile(
    r"^(?i:(?:a\. ?n\.|u\. ?b\.|p[l1I][th]\.?|pj\.?|mengetahui,?|menyetujui,?|disetujui|disahkan(?: oleh)?)[ :]{0,3})"
)


@dataclass(frozen=True, slots=True)
class _Spot:
    line: Line
    position: str
    strong: bool


def find_signer(kind: str, sheets: Sequence[Sheet]) -> Fact | None:
    """The position of the last signer; of a letter with others behind it, the last on the first page that is signed.

    a.n. and Plt. are left out of the value and stay in the quote. A nota dinas without one is signed by who it is from.
    """
    signed = [spots for sheet in sheets if (spots := list(_spots(sheet.lines)))]
    spots = signed[0] if signed and kind in LETTERS else [spot for found in signed for spot in found]
    if not spots and kind == "nota_dinas":
        spots = [spot for line in sheets[0].lines if (spot := _sender(line))] if sheets else []
    best = [spot for spot in spots if spot.strong] or spots
    if not best:
        return None
    last = best[-1]
    return Fact("signer", repaired(last.position), last.line.page, quote(last.line.text))


def _spots(lines: Sequence[Line]) -> Iterator[_Spot]:
    for place, line in enumerate(lines):
        if _NOT_HERE.search(line.folded):
            return
        yield from _labelled(line, lines[place + 1 : place + 2])
        yield from list(_in_cells(line))[:1]
        cells = [cell for cell in line.cells[:4] if _is_position(cell)]
        last = place == len(lines) - 1
        if not cells or line.text.strip()[0].isdigit():
            continue
        strong = _is_signed(lines[place + 1 : place + 7])
        if strong is not None or (last and len(line.cells) == 1):
            cell = _first_party(lines[max(0, place - 1)], line) or cells[0]
            yield _Spot(line, _whole(cell, lines[place + 1 : place + 2]), bool(strong))


def _labelled(line: Line, after: Sequence[Line]) -> Iterator[_Spot]:
    """Disahkan oleh: Kepala Dinas …, as procedures say it; the right column may go on in the next line."""
    if found := _APPROVED.search(line.text):
        position = re.split(r", ?ttd|   ", found["v"])[0]
        indent = found.start("v")
        if (
            after
            and after[0].text[:indent].strip() in ("", one_line(after[0].cells[0]))
            and position.endswith(("dan", "DAN", ","))
        ):
            position = f"{position} {after[0].cells[-1]}"
        yield _Spot(line, one_line(position).strip(" ,."), True)


def _first_party(above: Line, line: Line) -> str:
    """The column below PIHAK PERTAMA when both parties sign side by side."""
    parties = [folded(one_line(cell)).strip(" ,:") for cell in above.cells]
    for name in ("PIHAK PERTAMA", "PIHAK I"):
        if name.replace("L", "I") in parties and len(parties) == len(line.cells):
            return line.cells[parties.index(name)]
    return ""


def _sender(line: Line) -> _Spot | None:
    found = _FROM.match(line.text)
    return _Spot(line, found["v"].split("   ")[0].strip(" ,."), False) if found else None


def _in_cells(line: Line) -> Iterator[_Spot]:
    cells = line.cells[:4] if len(line.text) < 400 else []
    for place, cell in enumerate(cells):
        yield from _in_cell(line, cell)
        if _is_position(cell) and place + 1 < len(cells) and _TTD.match(cells[place + 1].lstrip("( ")):
            yield _Spot(line, _ACTING.sub("", one_line(cell)).strip(" ,."), True)


def _in_cell(line: Line, cell: str) -> Iterator[_Spot]:
    """Position and mark of signature in one column: "20 Feb 2026 Kasubag Kepegawaian ttd"."""
    mark = _TTD.search(cell)
    if not mark:
        days = dates_in(cell)
        rest = cell[days[-1].end :].strip(" ,") if days else ""
        if rest and _is_position(rest):
            yield _Spot(line, rest, False)
        return
    before = one_line(cell[: mark.start()])
    found = [match.start() for match in _POSITION.finditer(folded(before))]
    starts = [at for at in found if at == 0 or not before[at - 1].isalnum()]
    if starts:
        start = next((at for at in starts if not re.search(r"[,.;:]|\d", before[at:].rstrip(" ,.;:(/"))), starts[-1])
        position = re.split(r"[,;:(]|   ", before[start:])[0].strip(" .,(/")
        if len(position) > 2 and not before[:start].rstrip().lower().endswith(("oleh", "kepada", "yth.")):
            yield _Spot(line, position, True)


def _is_position(cell: str) -> bool:
    text = repaired(_ACTING.sub("", one_line(cell)))
    if _BEHALF.match(one_line(cell)) or len(text) > 110 or re.search(r"[:;\d]|\.$", text):
        return False
    return bool(_POSITION.match(folded(text))) and len(text.split()) <= 14


def _is_signed(after: Sequence[Line]) -> bool | None:
    """True with a mark of signature or a civil servant's number below, False with a name only, None without."""
    for line in after:
        if _SIGNED.search(line.text.strip()) or patterns.NIP.search(line.text):
            return True
        if any(_is_position(cell) for cell in line.cells):
            return None
    name = next((line for line in after[:2] if _NAME.match(one_line(line.text))), None)
    return False if name and is_capital(name.text.split(",")[0]) else None


def _whole(cell: str, after: Sequence[Line]) -> str:
    text = _ACTING.sub("", one_line(cell))
    for line in after:
        following = line.cells[0]
        if GOES_ON.match(folded(following)) and is_capital(following) == is_capital(text):
            text = f"{text} {one_line(following)}"
    return text.strip(" ,.")
