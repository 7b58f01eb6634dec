"""Objections to how a paper was closed: no signature, no number, no date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matang.core.recognition.dates import dates_in
from matang.core.recognition.defects_form import PLACEHOLDER
from matang.core.recognition.defects_rules import UNNUMBERED, UNSIGNED, Defect, objection
from matang.core.recognition.defects_text import SIGNED, Leaf, Reading, Row, before, plain

_DOTS = r"[.…_·]"
_SLOT = re.compile(
    rf"\( ?{_DOTS}(?:[ ]?{_DOTS}){{2,150}} ?\)|\(\s{{3,80}}\)|\( ?… ?\)|(?<![\w.…_]){_DOTS}{{5,160}}(?![\w])"
)
_OFFICE = re.compile(
    r"(?:.{0,40}[:,] ?)?\W{0,2}(?:A\. ?N\.|U\. ?B\.|PLT|PLH|PJ\b|KEPALA|SEKRETARIS|DIREKTUR|INSPEKTUR|KETUA|WAKIL|"
    r"GUBERNUR|BUPATI|WALI|CAMAT|"
    r"LURAH|ASISTEN|KOORDINATOR|NOTULIS|MENGETAHUI|MENYETUJUI|MENGESAHKAN|DISAHKAN|DISETUJUI|DIPERIKSA|DISUSUN|"
    r"DIBUAT|YANG \w+|PIHAK|PENGURUS|"
    r"PEMILIK|PEJABAT|PENANGGUNG|PENYUSUN|PENGELOLA|PIMPINAN|KASUBBAG|KABID|KABAG|KASI\b|PELAKSANA|PETUGAS|KUASA|"
    r"PENGGUNA|PPK|PPTK|TIM\b|"
    r"TANDA TANGAN|HORMAT|MODERATOR|PEMBUAT|PEMERIKSA|AUDITOR|ADMIN|OPERATOR|ANALIS|PRANATA)"
)
_NIP = re.compile(r"\W{0,2}NIP(?:PPK)?\b")
_EMPTY_NIP = re.compile(
    rf"\W{{0,2}}NIP(?:PPK)?\b[.: ]{{0,4}}(?:{_DOTS}(?:[ ]?{_DOTS}){{2,80}}|\[.{{0,30}}\]|\(.{{0,30}}\)|X{{3,20}})"
)
_ASKED = re.compile(
    r"\[ ?(?:TANDA ?TANGAN|TTD|PARAF)\b.{0,40}\]|<(?:TANDA ?TANGAN|TTD)\b.{0,40}>|[{$«]{1,2}\{?[ _]?(?:TANDA_?TANGAN|"
    r"TTD)\w{0,30} ?[}»]{1,2}|"
    r"\W*(?:BELUM (?:DI)?(?:TANDA ?TANGAN|TTD)\w*|(?:TTD|TANDA TANGAN) MENYUSUL|MENUNGGU TANDA TANGAN.{0,40})\W*|"
    r"[(\[<] ?NAMA(?: JELAS| LENGKAP| TERANG| PEJABAT| KEPALA \w{3,20}){1,2}.{0,40}[)\]>]"
)
_ASKED_LABEL = re.compile(rf"(?:TANDA ?TANGAN|TTD|PARAF)(?: \w{{3,20}}){{0,3}} ?: ?{_DOTS}{{3,}}")
_UNSIGNED_NAME = re.compile(r"\b(?:BELUM (?:DI)?(?:TTD|TANDA ?TANGAN)|TANPA (?:TTD|TANDA TANGAN)|UNSIGNED)")
_ATTENDANCE = re.compile(rf"\d{{1,3}}[.)]?\s.{{0,120}}?{_DOTS}{{4,}}\s{{0,3}}$")
_NUMBERED_SLOT = re.compile(rf"\d{{1,3}}[.)]?\s{{0,3}}{_DOTS}{{3,}}")

_MONTH = r"(?:JANUARI|[FP]EBRUARI|MARET|APRIL|MEI|JUNI|JULI|AGUSTUS|SEPTEMBER|OKTOBER|NO[VP]EMBER|DESEMBER)"
_NUMBER = re.compile(
    r"(?i)\s*n[o0]m[o0]r(?: (?:sop|surat|naskah))?\s*(?P<colon>[:;])?\s*(?P<value>.*)$|\s*no\s?\.?\s?:\s*(?P<short>.*)$"
)
_GAP = re.compile(rf"{_DOTS}{{2,}}|…|/\s{{2,}}/|/\s*/|^\s*TAHUN\s+20|(?i:\bx{{2,}}\b)|-{{3,}}")
_ON = re.compile(
    r"(?:(?:DITETAPKAN|DIKELUARKAN|DISAHKAN|DIBUAT|DIUNDANGKAN) .{0,60} ?)?PADA TANGGAL ?[:,]? ?(?P<rest>.{0,80})"
)
_PLACED = re.compile(
    rf"(?i)(?:^|\s{{3,}}|^(?:ditetapkan|dikeluarkan|disahkan|"
    rf"dibuat) di )[A-Z][\w.'-]{{2,20}}(?: [A-Z][\w.'-]{{1,20}}){{0,3}},(?:\s*[.…_/-][.…_/ -]{{1,60}}\s*|\s{{3,60}})"
    rf"(?:{_MONTH}\s*)?(?P<year>20[\d.…_ ]{{2,6}})?\s*$"
)
_DAY = re.compile(
    r"(?:HARI ?[/,]? ?(?:DAN )?)?(?:TANGGAL|TGL\.?)(?: (?:SURAT|PEMBUATAN|EFEKTIF|PENGESAHAN|"
    r"DITETAPKAN))? ?[:;] ?(?P<value>.*)$"
)
_LABEL = re.compile(r"[A-Za-z/., ]{2,30}:")
_ASKED_DAY = re.compile(r", ?(?:\[ ?(?:TANGGAL|TGL)\b.{0,30}\]|\$\{TANGGAL.{0,30}\})$")
_TODAY = re.compile(
    rf"PADA HARI INI ?,? ?{_DOTS}{{2,}}|TANGGAL ?{_DOTS}{{3,}}.{{0,20}}BULAN|HARI {_DOTS}{{3,}} ?,? ?TANGGAL"
)


_BLANK_FIELD = re.compile(r"[A-Z][A-Za-z/ ]{2,30}[ \t]{0,20}:[ \t]{0,10}[.…_]{4,80}")


def unsigned(reading: Reading) -> Iterator[Defect]:
    """A place for a signature that is still empty."""
    if reading.screen:
        return
    for leaf in reading.leaves:
        rows = () if reading.others_paper(leaf) or _is_reply_slip(leaf, reading) else leaf.own
        found = next((row for row in rows if _empty_place(row, rows, leaf.picture)), None)
        if found is None and leaf is reading.first:
            found = _attendance(leaf, rows)
        if found:
            yield objection(UNSIGNED, found.page, found.quote)
            return
    name = plain(reading.paper.file_name[:200]).replace("_", " ").replace("-", " ")
    if _UNSIGNED_NAME.search(name) and not reading.signed:
        yield objection(UNSIGNED, 0, reading.paper.file_name[:200].strip())


def unnumbered(reading: Reading) -> Iterator[Defect]:
    """The paper's own number or date is still empty."""
    first = reading.first
    if reading.screen or first is None:
        return
    for leaf in reading.leaves:
        if reading.others_paper(leaf) or (leaf.attached and leaf is not first):
            continue
        for row in leaf.own:
            below = leaf.own[row.place + 1].text if row.place + 1 < len(leaf.own) else ""
            top = leaf is first and row.place < 20
            if (top and _top_gap(row, below, leaf.picture)) or _closing_gap(row, below, leaf.picture):
                yield objection(UNNUMBERED, row.page, row.quote)
                return


def _is_reply_slip(leaf: Leaf, reading: Reading) -> bool:
    """Whether a page after the signed one is a blank form for somebody else, with two or more empty fields."""
    before_it = [row for other in reading.leaves if other.number < leaf.number for row in other.own]
    blanks = sum(_BLANK_FIELD.fullmatch(row.text.strip()) is not None for row in leaf.own)
    return blanks >= 2 and any(SIGNED.search(row.words) for row in before_it)


def _empty_place(row: Row, rows: Sequence[Row], picture: bool) -> bool:
    """Dots or brackets where a name and a signature belong, below an office or above an empty NIP."""
    if any(_ASKED.fullmatch(plain(cell)) for cell in row.cells) or _ASKED_LABEL.match(row.words):
        return not any(SIGNED.search(item.words) for item in rows[row.place + 1 : row.place + 3])
    above, below = before(rows, row.place, 7), rows[row.place + 1 : row.place + 3]
    if _EMPTY_NIP.fullmatch(row.words):
        return not any(SIGNED.search(item.words) for item in before(rows, row.place, 4))
    if picture or not _SLOT.search(row.text) or not _only_slots(row.text):
        return False
    if any(_NIP.match(item.words) and re.search(r"\d{6}", item.text) for item in below):
        return False
    offices = [item for item in above if any(_OFFICE.match(plain(cell)) for cell in item.cells)]
    if not offices and not any(_EMPTY_NIP.match(item.words) for item in below):
        return False
    return not _closed(above, row)


def _only_slots(text: str) -> bool:
    """Whether a row holds nothing beside empty places but a name in another column."""
    rest = _SLOT.sub("   ", text)
    names = [cell.strip(" ()") for cell in re.split(r"\s{3,}|\t", rest) if cell.strip(" ()")]
    return len(names) <= 1 and all(re.fullmatch(r"(?:ttd\.?|[A-Z][\w.,' ]{3,60})", name) for name in names)


def _closed(above: Sequence[Row], row: Row) -> bool:
    """Whether the signature of this block is there: as many signs as empty places and names."""
    signs = sum(
        len(re.findall(r"\b(?:TTD|TTE|DTO)\b", item.words)) or bool(SIGNED.search(item.words)) for item in above
    )
    slots = len(_SLOT.findall(row.text))
    places = max([slots, *(len(item.cells) for item in above if _OFFICE.match(item.words))])
    return signs >= places


def _attendance(leaf: Leaf, own: Sequence[Row]) -> Row | None:
    """A list of attendance whose column of signatures holds dots only."""
    if leaf.picture or not any("DAFTAR HADIR" in row.words for row in own[:8]):
        return None
    if any(SIGNED.search(row.words) for row in own if row.place > 3):
        return None
    rows = [row for row in own if _ATTENDANCE.match(row.text) or any(map(_NUMBERED_SLOT.fullmatch, row.cells))]
    return rows[0] if len(rows) >= 2 else None


def _top_gap(row: Row, below: str, picture: bool) -> bool:
    """An empty number or day in the head of the paper."""
    for text in (row.text, *row.cells[1:]):
        found = _NUMBER.match(text)
        if found and _number_gap(found, below if text == row.text else "-", picture):
            return True
        day = _DAY.match(plain(text))
        if day and _day_gap(day["value"], below if text == row.text else "-", picture):
            return True
    return False


def _number_gap(found: re.Match[str], below: str, picture: bool) -> bool:
    if _LABEL.fullmatch(below):  # labels in one column, values in another: the value stands elsewhere
        return False
    value = (found["value"] if found["short"] is None else found["short"]).strip()
    if not value:
        return bool(found["colon"] or found["short"] is not None) and not picture and not re.search(r"\d", below[:40])
    if (
        found["short"] is None
        and not found["colon"]
        and value[:1].isalpha()
        and not value.upper().startswith(("TAHUN 20", "XX"))
    ):
        return False
    return _GAP.search(value[:80]) is not None or PLACEHOLDER.search(value[:80].upper()) is not None


def _day_gap(value: str, below: str, picture: bool) -> bool:
    if not value:
        return not picture and not dates_in(below) and not _LABEL.fullmatch(below)
    return re.search(rf"{_DOTS}{{3,}}|…", value) is not None and not dates_in(value)


def _closing_gap(row: Row, below: str, picture: bool) -> bool:
    """An empty day where the paper is closed: "pada tanggal ....", "Kota,      Februari 2026"."""
    found = next(filter(None, (_ON.fullmatch(plain(cell)) for cell in (row.text, *row.cells[1:]))), None)
    if found:
        return _on_gap(found["rest"], below, picture)
    placed = _PLACED.search(row.text)
    if placed and (
        placed["year"] or re.search(_MONTH, placed.group().upper()) or re.search(r"[.…_]{4,}\s*$", row.text)
    ):
        return not picture or re.search(r"[.…_]{2,}", placed.group()) is not None
    return _ASKED_DAY.search(row.words) is not None or _TODAY.search(row.words) is not None


def _on_gap(rest: str, below: str, picture: bool) -> bool:
    if dates_in(rest):
        return False
    if not rest or re.fullmatch(rf"{_MONTH} 20\d\d", rest):
        return not picture and not dates_in(below)
    return re.match(rf"{_DOTS}{{2,}}|\[|\$\{{", rest) is not None
