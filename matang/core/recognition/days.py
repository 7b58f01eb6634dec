"""The day of a paper and the day until which it holds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence

from matang.core.recognition import patterns
from matang.core.recognition.dates import Found, dates_in, day_of, first_date, later, month_in
from matang.core.recognition.kinds import LETTERS
from matang.core.recognition.paper import Fact
from matang.core.recognition.words import Line, Sheet, figures, one_line, quote

_ACTS = re.compile(
    r"(?i)\b(?P<act>d[iIl]tet[a@]pkan|dike[l1I]uarkan|dibuat|disahkan|disetujui|sah)\b"
    r"(?P<at>(?: d[iIl1]\b| pada\b)?)[ \t]{0,8}:?"
)
_BETWEEN = re.compile(r"(?i)^[^\d.…_]{0,80}$")
_PLACE = re.compile(r"^(?:[A-Z][A-Za-z01.'-]{1,20} ?){1,4}, {0,4}$")
_SOP_DATE = re.compile(
    r"(?i)\bT(?:angga[l1I]|g[l1I]\.?)[ \t]{0,3}"
    r"(?P<apa>efektif|pengesahan|sah|ditetapkan|revisi|pembuatan|dibuat)[ \t]{0,20}[:;]?[ \t]{0,12}"
)
_SOP_ORDER = ("efektif", "pengesahan", "sah", "ditetapkan", "revisi", "pembuatan", "dibuat")
_LABEL = re.compile(
    r"(?i)^[ \t]{0,90}(?:Hari[ ,/]{1,3})?T(?:angga[l1I]|g[l1I]\.?)(?: surat)?[ \t]{0,12}(?:[:;]|[ \t]{2})"
)
_REFERS = re.compile(
    r"(?i)\b(?:nomor|no\.?|uu|perpres|pergub|perda|surat|peraturan|keputusan|atas|jatuh tempo|berangkat|menggantikan|"
    r"rapat evaluasi|s\.?/?d\.?|sampai(?: dengan)?|hingga|berlaku|sejak|mulai|paling lambat|sebelum|terakhir|"
    r"ekspor)\W{0,3}[^\n]{0,25}$"
)
_SIGNS = re.compile(
    r"(?i)\bttd\b|\bparaf\b|\btte\b|^\W{0,3}[^\n]{0,60}\b(?:kepala|sekretaris|ketua|direktur|ka[a-z]{2,8})\b"
)
_DIUNDANGKAN = re.compile(r"(?i)(?<!tanggal )(?<!tangga1 )\bdiundangkan di\b")
_UNTIL = re.compile(
    r"(?i)\b(?:ber[l1I]aku|masa (?:kerja|tugas|ber[l1I]aku)|jangka waktu|waktu)\b(?P<between>[^;]{0,90}?)"
    r"\b(?:sampai(?: dengan)?|hingga|s\.?/?d\.?)\s{1,4}(?:tangga[l1I]\s{1,3})?"
    r"(?P<tgl>[\dOlI]{1,2} [A-Za-z01]{3,10}\.? [\dOlI]{4})"
)
_TERM = re.compile(
    r"(?i)\bjangka(?: waktu)?\s{1,3}(?:(?:selama|perjanjian)\s)?(?P<lama>\d\d?)\s{1,3}"
    r"(?:\([^)\n]{3,25}\)\s)?(?P<sat>hari|bulan|tahun)"
)
_RANGE = re.compile(
    r"(?<![\d/])(?P<a>2[0O][\dOlI]{2}) ?(?:-|–|—|s\.?d\.?|sampai dengan) ?(?P<b>2[0O][\dOlI]{2})(?![\d/])"
)
_LASTING = ("peraturan", "keputusan", "dokumen_perencanaan", "pedoman", "anggaran", "kontrak")
_HEAD, _FOOT = 6, 6

Try = Callable[[Sequence[Sheet], Sequence[Line]], Fact | None]


def find_date(kind: str, sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    """The day of the paper itself, not of a law or a letter that it quotes; where it stands depends on the kind.

    YYYY-MM-DD; YYYY-MM when a month without a day stands where the day belongs. None for a place left empty.
    """
    for attempt in (*_ORDER.get(kind, _USUAL), _in_number):
        if found := attempt(sheets, lines):
            return found
    return None


def _fact(page: int, value: str, words: str) -> Fact:
    return Fact("date", value, page, quote(words))


def _refers(text: str, at: int) -> bool:
    """Whether the words before a day say that it is the day of something else."""
    return bool(_REFERS.search(text[max(0, at - 60) : at]))


def _in_number(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    """The day that some offices write as the last part of the number."""
    for line in lines[:_HEAD]:
        for number in patterns.NUMBER.finditer(line.text):
            tail = number["no"].rpartition("/")[2]
            found = first_date(tail)
            if found and found.end - found.start == len(tail):
                return _fact(line.page, found.value, number.group())
    return None


def _acts(sheets: Sequence[Sheet]) -> Iterator[tuple[str, Sheet, re.Match[str], Found]]:
    for sheet in sheets:
        end = stop.start() if (stop := _DIUNDANGKAN.search(sheet.text)) else len(sheet.text)
        for act in _ACTS.finditer(sheet.text, 0, end):
            after = "\n".join(sheet.text[act.end() : act.end() + 160].split("\n")[:2])
            found = first_date(after)
            if found and _BETWEEN.match(re.sub(r"\s+", " ", after[: found.start]).replace(".", " ", 2)):
                yield after, sheet, act, found


def _enacted(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    """Ditetapkan di … pada tanggal …; a line that begins so before words inside a line."""
    spoken: Fact | None = None
    for after, sheet, act, found in _acts(sheets):
        fact = _fact(sheet.number, found.value, sheet.text[act.start() : act.end()] + after[: found.end])
        starts = not sheet.text[sheet.text.rfind("\n", 0, act.start()) + 1 : act.start()].strip()
        if starts and act["at"]:
            return fact
        if not _refers(sheet.text, act.start()):
            spoken = fact
    return spoken


def _placed(lines: Sequence[Line]) -> Fact | None:
    """Mamuju, 25 Juni 2024, in a column of its own or at the beginning of one."""
    for line in lines:
        for cell in line.cells:
            text = one_line(cell)
            found = first_date(text)
            if found and _PLACE.match(text[: found.start]):
                return _fact(line.page, found.value, text)
            place, comma, month = text.partition(",")
            if (
                comma
                and len(place) < 40
                and (value := month_in(month))
                and "  " not in cell.strip().partition(",")[2].strip()
            ):
                return _fact(line.page, value, text) if cell.partition(",")[2][:3] != "   " else None
    return None


def _placed_first(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    return _placed(lines[:12])


def _placed_last(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    return next((fact for sheet in reversed(sheets) if (fact := _placed(sheet.lines[::-1]))), None)


def _labelled(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    for line in lines:
        found = first_date(line.text) if _LABEL.match(line.text) else None
        if found:
            return _fact(line.page, found.value, line.text)
    return None


def _of_procedure(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    """Tanggal Efektif, else Pengesahan, else Revisi, else Pembuatan."""
    seen: dict[str, Fact] = {}
    for line in lines:
        for label in _SOP_DATE.finditer(line.text):
            found = first_date(line.text[label.end() : label.end() + 40])
            if found and found.start < 4:
                words = line.text[label.start() : label.end() + found.end]
                seen.setdefault(label["apa"].lower(), _fact(line.page, found.value, words))
    return next((seen[name] for name in _SOP_ORDER if name in seen), None)


def _in_words(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    """Pada hari ini, in words or in figures."""
    for sheet in sheets:
        for found in dates_in(sheet.text):
            words = sheet.text[found.start : found.end]
            lead = sheet.text[max(0, found.start - 30) : found.start].lower()
            if "bulan" in words.lower() or "hari ini" in one_line(lead):
                return _fact(sheet.number, found.value, words)
    return None


def _at_head(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    for line in lines[:_HEAD]:
        for found in dates_in(line.text):
            if not _refers(line.text, found.start) or "/" in line.text[: found.start].split("tanggal")[0]:
                return _fact(line.page, found.value, line.text)
    return None


def _at_foot(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    for sheet in reversed(sheets):
        for line in sheet.lines[: -_FOOT - 1 : -1]:
            for found in dates_in(line.text) if _SIGNS.search(line.text) else ():
                if not _refers(line.text, found.start):
                    return _fact(sheet.number, found.value, line.text)
    return None


def _alone(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    """A line that is nothing but a day or a month."""
    for sheet in sheets:
        for line in sheet.lines:
            text = one_line(line.text)
            found = first_date(text)
            if found and found.start == 0 and len(text) - found.end < 3:
                return _fact(sheet.number, found.value, text)
            if value := month_in(text):
                return _fact(sheet.number, value, text)
    return None


def _on_screen(sheets: Sequence[Sheet], lines: Sequence[Line]) -> Fact | None:
    """A day on the first lines, else the first day with a clock beside it, else the first day."""
    days = [
        (line, found)
        for sheet in sheets
        for line in sheet.lines
        for found in dates_in(line.text)
        if not _refers(line.text, found.start)
    ]
    head = [(line, found) for line, found in days if line in lines[:2]]
    clocked = [(line, found) for line, found in days if re.match(r"[ ,]{1,3}\d\d[.:]\d\d", line.text[found.end :])]
    for line, found in (head or clocked or days)[:1]:
        return _fact(line.page, found.value, line.text)
    return None


_USUAL: tuple[Try, ...] = (_enacted, _placed_last, _labelled, _at_foot, _at_head, _alone)
_ORDER: dict[str, tuple[Try, ...]] = {
    **dict.fromkeys(LETTERS, (_placed_first, _labelled, _enacted, _at_head, _placed_last, _at_foot)),
    "notula": (_labelled, _at_head, _placed_last, _at_foot),
    "daftar_hadir": (_labelled, _at_head),
    "berita_acara": (_in_words, _at_head, _placed_last, _enacted, _at_foot),
    "sop": (_of_procedure, _enacted, _placed_last, _at_head, _at_foot),
    "tangkapan_layar": (_on_screen,),
    "paparan": (_at_head, _placed_last),
    "data": (_at_head, *_USUAL),
}


def find_valid_until(
    kind: str, sheets: Sequence[Sheet], subject: Fact | None, year: Fact | None, date: Fact | None
) -> Fact | None:
    """The last day on which the paper holds: berlaku sampai dengan …, berlaku selama 2 (dua) tahun, tahun 2025–2029."""
    start = first_date(date.value) if date else None
    for sheet in sheets:
        for found in patterns.VALID_UNTIL.finditer(sheet.text):
            words = _is_own(sheet.text, found) and (_end(found, start) or "")
            if words:
                return Fact("valid_until", words, sheet.number, quote(found.group()))
        for found in _UNTIL.finditer(sheet.text):
            day = first_date(found["tgl"])
            if day and _is_own(sheet.text, found):
                return Fact("valid_until", day.value, sheet.number, quote(found.group()))
        for found in _TERM.finditer(sheet.text):
            if start and (day_after := later(start.day, int(found["lama"]), found["sat"].lower())):
                return Fact("valid_until", day_after.isoformat(), sheet.number, quote(found.group()))
    return _from_range(subject) or _of_plan(kind, year, date) if kind in _LASTING else None


def _of_plan(kind: str, year: Fact | None, date: Fact | None) -> Fact | None:
    """A plan or a budget for one year holds until its end; a year that is only that of the date says nothing."""
    if kind not in ("dokumen_perencanaan", "anggaran") or not year or (date and year.quote == date.quote):
        return None
    span = _RANGE.search(year.quote)
    return Fact("valid_until", f"{figures(span['b']) if span else year.value}-12-31", year.page, year.quote)


def _is_own(text: str, found: re.Match[str]) -> bool:
    """Not "yang berlaku sampai …", which speaks of another paper."""
    return not text[max(0, found.start() - 12) : found.start()].rstrip().lower().endswith(("yang", "tidak", "pernah"))


def _end(found: re.Match[str], start: Found | None) -> str:
    if found["lama"]:
        unit = found["sat"].lower().replace("1", "l").replace("bułan", "bulan")
        end = later(start.day, int(found["lama"]), unit) if start else None
        return end.isoformat() if end else ""
    if found["tgl"].lower().startswith("tahun"):
        year = day_of(found["tgl"][-4:], 12, 31)
        return year.isoformat() if year else ""
    day = first_date(found["tgl"])
    return day.value if day else ""


def _from_range(subject: Fact | None) -> Fact | None:
    found = _RANGE.search(subject.value) if subject else None
    if not subject or not found or figures(found["a"]) >= figures(found["b"]):
        return None
    return Fact("valid_until", datetime.date(int(figures(found["b"])), 12, 31).isoformat(), subject.page, subject.quote)
