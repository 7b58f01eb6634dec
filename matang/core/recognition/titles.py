"""Number, subject and year of a paper: what stands around its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matang.core.recognition import patterns
from matang.core.recognition.dates import dates_in, first_date
from matang.core.recognition.kinds import LETTERS, Kind
from matang.core.recognition.offices import is_office
from matang.core.recognition.paper import Fact
from matang.core.recognition.words import (
    Line,
    figures,
    folded,
    is_capital,
    one_line,
    pattern,
    quote,
    quote_of,
    repaired,
    repaired_number,
)

_BODY = pattern(
    r"^(?:MENIMBANG|MENGINGAT|MEMBACA|MEMUTUSKAN|DENGAN HORMAT|DALAM RANGKA|MENINDAKLANJUTI|SEHUBUNGAN|BERSAMA INI|"
    r"PADA HARI INI|HARI INI|PASAL|BAB I\b|DENGAN RAHMAT)"
)
_LABEL = re.compile(
    r"\bN(?i:[o0]m[o0]r|o\.?)(?i: ?(?:SOP|DPA|dok\.?|dokumen|surat|agenda|reg\.?))?[ \t]{0,12}[:;.]?[ \t]{0,12}"
    r"(?P<no>(?=[A-Za-z.\-/]{0,12}\d)[\w.-]{1,30}(?: ?/ ?[\w.-]{1,24}){0,6})"
    r"(?:[ \t]{1,3}(?i:TAHUN)[ \t]{1,3}(?P<th>(?:[1lI]9|2[0O])[\dOlI]{2}))?(?=[\s,;.)]|$)"
)
_OTHERS = re.compile(
    r"(?i)\b(?:surat saudara|surat nomor|surat tugas nomor|atas|saudara|mengganti\w{0,5}|berdasarkan|dicabut|jalan|jl"
    r"|telepon|pelanggan|pergub|perpres|undang-undang|uu|rekom\w{0,6}|berita daerah"
    r"|lembaran daerah)\b[^\n]{0,40}$"
)
_STRIPPED = {
    "laporan": r"LAPORAN\b",
    "berita_acara": r"(?:BERITA ACARA|BA)\b",
    "notula": r"(?:NOTULA|NOTULEN|NOTULENSI|RISALAH|CATATAN HASIL|CATATAN)\b",
    "sop": r"(?:STANDAR OPERASIONAL PROSEDUR|SOP)\b(?!-)",
    "kak": r"(?:KERANGKA ACUAN(?: KERJA)?|TERM OF REFERENCE|TOR|KAK)\b",
    "daftar_hadir": r"DAFTAR HADIR\b",
    "kontrak": r"(?:SURAT )?(?:PERJANJIAN|PERINTAH KERJA|KONTRAK)(?: KERJA(?: SAMA)?)?\b",
    "edaran": r"SURAT EDARAN\b",
    "keputusan": r"(?:SURAT )?KEPUTUSAN\b.{0,200}",
    "peraturan": r"PERATURAN\b.{0,200}",
    "instruksi": r"INSTRUKSI\b.{0,200}",
    "nota_dinas": r"NOTA DINAS\b",
    "undangan": r"UNDANGAN$",
    "sertifikat": r"(?:SERTIFIKAT|PIAGAM)\b.{0,200}",
    "surat_tugas": r"SURAT (?:PERINTAH )?TUGAS\b",
}
_STRIP = {kind: pattern(rf"^\W{{0,4}}(?:DRAFT? |RANCANGAN )?(?:{source})") for kind, source in _STRIPPED.items()}
_HAL = re.compile(
    r"(?i)^[ \t]{0,90}(?:Peri)?H ?a ?[l1I](?:[ \t]{0,12}[:;]|[ \t]{2,12})[ \t]{0,12}(?P<v>[^\s:;].{2,160})"
)
_SOP_NAME = re.compile(
    r"(?i)(?:^|[ \t]{2})(?:Nama SOP|Judul(?: SOP)?|Nama Prosedur)\b[ \t]{0,20}[:;]?[ \t]{1,20}(?P<v>\S.{2,160})"
)
_MEETING = re.compile(
    r"(?i)^[ \t]{0,90}(?:Acara|Agenda|Topik|Rapat|Kegiatan|Pekerjaan)[ \t]{0,20}[:;][ \t]{0,12}(?P<v>[^\s\d].{2,160})"
)
_COURSE = re.compile(r"(?i)\b(?:mengikuti|lulus|menyelesaikan)\b[ \t]{1,6}(?P<v>[A-Z].{4,160})")
_SPAN_LINE = pattern(
    r"^(?:TAHUN|SEMESTER|TRIWULAN|PERIODE|KEADAAN|NOMOR|NO\.?|VERSI|BAB|PASAL|ANTARA|MENIMBANG|DITETAPKAN|"
    r"\W{0,3}[\dIO]{1,2} )"
)
_DECREE = pattern(r"^\W{0,4}(?:PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT EDARAN) .{0,150}?\bTENTANG (?=\w{3})")
_LEADER = pattern(r"^(?:GUBERNUR|BUPATI|WALI ?KOTA|KEPALA|SEKRETARIS|DIREKTUR|MENTERI)\b")
_YEARS = (
    re.compile(r"(?i)\b(?:tahun anggaran|TA)[ \t.:]{1,3}(?P<y>2[0O][\dOlI]{2})\b"),
    re.compile(r"(?i)\b(?:tahun|periode|th\.?)[ \t:]{1,4}(?P<y>2[0O][\dOlI]{2})\b"),
    re.compile(r"(?<![\d/.-])(?P<y>2[0O][\dOlI]{2})(?![\d/.\w])"),
)
_GAP = re.compile(r"[\w.-]{0,12} ?/ ?(?:[.…_]{2}|…|\s{2,9}/)")
ZONE = 30


def find_number(lines: Sequence[Line], kind: str) -> Fact | None:
    """The paper's own number: after "Nomor" before the body begins, else bare on one of the first lines. One with a gap
    that somebody is to fill in ("188.4/...../BHK") is none, and no other is looked for."""
    if kind == "tangkapan_layar":
        return None
    for line in _head(lines):
        for found in _LABEL.finditer(line.text):
            value = repaired_number(found["no"])
            if ("/" in value or found["th"] or "SOP" in found.group()) and not _OTHERS.search(
                line.text[: found.start()]
            ):
                if _has_gap(value, line.text[found.end("no") :]):
                    return None
                year = f" TAHUN {figures(found['th'])}" if found["th"] else ""
                return Fact("number", _undated(value) + year, line.page, quote(found.group()))
    return _bare_number(lines[:8])


def _has_gap(number: str, rest: str) -> bool:
    """Whether a part of the number is dots or blanks."""
    return not all(re.search(r"\w", part) for part in number.split("/")) or _GAP.match(rest) is not None


def _bare_number(lines: Sequence[Line]) -> Fact | None:
    for line in lines:
        if _BODY.match(line.folded):
            return None
        for found in patterns.NUMBER.finditer(line.text):
            if not _OTHERS.search(line.text[max(0, found.start() - 90) : found.start()]) and "//" not in line.text:
                if _has_gap(found["no"], line.text[found.end() :]):
                    return None
                return Fact("number", _undated(repaired_number(found["no"])), line.page, quote(found.group()))
    return None


def _undated(number: str) -> str:
    """A number without the full stop of its sentence and the day that some offices write as its last part."""
    number = number.rstrip(".")
    head, slash, tail = number.rpartition("/")
    return head if slash and (day := first_date(tail)) and day.end - day.start == len(tail) else number


def _head(lines: Sequence[Line]) -> list[Line]:
    end = next((place for place, line in enumerate(lines[:ZONE]) if place > 1 and _BODY.match(line.folded)), ZONE)
    return list(lines[:end])


def find_subject(kind: Kind | None, lines: Sequence[Line]) -> Fact | None:
    """What the paper is about: after Hal, TENTANG, Nama SOP or Acara, else its title without the word for its kind."""
    code = kind.code if kind else ""
    if code == "tangkapan_layar":
        return _labelled(lines, re.compile(r"(?i)(?:^|[ \t]{2})Layanan[ \t]{0,9}:[ \t]{0,9}(?P<v>\S.{2,120})"))
    tries = []
    if code in LETTERS:
        tries.append(_after_hal(lines))
    if code == "sop":
        tries.append(_labelled(lines, _SOP_NAME))
    tries.append(_about(lines))
    if code in ("notula", "daftar_hadir", "kontrak", "undangan"):
        tries.append(_labelled(lines, _MEETING))
    if code == "sertifikat":
        tries.append(_labelled(lines, _COURSE) or _after_role(lines))
    title = kind.title if kind else None
    if found := next(filter(None, tries), None):
        return found
    return (
        (_from_title(kind, lines) if kind else None) or _labelled(lines, _SOP_NAME) or _after_number(code, title, lines)
    )


def _labelled(lines: Sequence[Line], label: re.Pattern[str]) -> Fact | None:
    for line in lines:
        if found := label.search(line.text):
            return _subject([Line(line.page, found["v"].split("   ")[0])])
    return None


def _after_hal(lines: Sequence[Line]) -> Fact | None:
    for place, line in enumerate(lines[:ZONE]):
        if found := _HAL.match(line.text):
            parts, column = [Line(line.page, found["v"].split("   ")[0])], found.start("v")
            for after in lines[place + 1 : place + 4]:
                indent = len(after.text) - len(after.text.lstrip())
                if abs(indent - column) > 3 or column < 5 or dates_in(after.text):
                    break
                parts.append(Line(after.page, after.text))
            return _subject(parts)
    return None


def _about(lines: Sequence[Line]) -> Fact | None:
    for place, line in enumerate(lines):
        words = line.folded
        if (inside := _DECREE.match(words)) and is_capital(line.text):
            title = Line(line.page, one_line(line.text)[inside.end() :])
            return _subject([title, *_goes_on([title], lines[place + 1 :])])
        if not (
            words.startswith("TENTANG")
            and (words == "TENTANG" or is_capital(line.text[len("tentang ") :]) or ":" in line.text)
        ):
            continue
        rest = re.sub(r"^\W{0,90}\w{7}[ \t]{0,3}:?[ \t]{0,9}", "", line.text[:300])
        start = [Line(line.page, rest)] if rest.strip() else list(lines[place + 1 : place + 2])
        following = lines[place + 1 :] if rest.strip() else lines[place + 2 :]
        return _subject([*start, *_goes_on(start, following)]) if start else None
    return None


def _goes_on(start: Sequence[Line], following: Sequence[Line]) -> list[Line]:
    """The lines that carry a title in capitals on."""
    found: list[Line] = []
    if not start or not is_capital(start[0].text):
        return found
    for line in following[:6]:
        words = line.folded
        leader = line.text.rstrip().endswith(",") and _LEADER.match(words)
        if not is_capital(line.text) or leader or _BODY.match(words) or _SPAN_LINE.match(words) or dates_in(line.text):
            break
        found.append(line)
    return found


def _from_title(kind: Kind, lines: Sequence[Line]) -> Fact | None:
    if kind.title is None:
        return None
    title = kind.title
    strip = _STRIP.get(kind.code)
    cut = strip.match(folded(one_line(title.text))) if strip else None
    rest = _bared(one_line(title.text)[cut.end() :] if cut else title.text)
    place = next((at for at, line in enumerate(lines) if title.text in line.text), 0)
    following = list(lines[place + 1 : place + 6])
    if len(rest) > 5:
        start = Line(title.page, rest)
        ends = next((at for at, line in enumerate(following) if _is_aside(line)), len(following))
        return _subject([start, *_goes_on([start], following[:ends])])
    following = [line for line in following if not _SPAN_LINE.match(line.folded) and not _is_aside(line)]
    if kind.code in ("sertifikat", "nota_dinas", "notula"):
        return None
    if following and is_capital(following[0].text):
        return _subject([following[0], *_goes_on(following[:1], following[1:])])
    above = lines[place - 1] if place else None
    return _subject([above]) if above and not _is_aside(above) and len(above.cells) == 1 else None


def _after_role(lines: Sequence[Line]) -> Fact | None:
    for place, line in enumerate(lines[:-1]):
        if line.folded in ("PESERTA", "NARASUMBER", "PANITIA"):
            return _subject([lines[place + 1]])
    return None


def _after_number(code: str, title: Line | None, lines: Sequence[Line]) -> Fact | None:
    """Without a title of its own: the line below those that bear the number, the day or the office only."""
    if code in ("", *LETTERS, "sertifikat", "peraturan") or (title and not patterns.NUMBER.search(title.text)):
        return None
    for line in lines[:5]:
        text = line.text.strip()
        named = text.partition(" - ")[2] if is_office(text) else "" if _is_aside(line) else text
        if not named:
            continue
        fits = len(named.split()) > 2 and len(named) < 120 and len(line.cells) == 1 and ":" not in named
        meets = code != "notula" or folded(named).startswith(("RAPAT", "FGD", "PERTEMUAN"))
        return _subject([Line(line.page, _bared(named))]) if fits and meets else None
    return None


def _is_aside(line: Line) -> bool:
    """Whether a line belongs to the head but not to the title: an office, a number, a day."""
    text = line.text
    return bool(is_office(text) or patterns.NUMBER.search(text) or _LABEL.match(text.strip()) or dates_in(text))


def _bared(text: str) -> str:
    """A title without the number or the day that stands on its line."""
    text = text.strip().split("   ")[0]
    ends = [found.start() for found in (_LABEL.search(text), patterns.NUMBER.search(text)) if found]
    ends += [day.start for day in dates_in(text)]
    return text[: min(ends, default=len(text))].strip(" \t:.,-(")


def _subject(parts: Sequence[Line]) -> Fact | None:
    value = repaired(" ".join(part.text for part in parts)).strip(' "“”:;.,')
    return Fact("subject", value[:300], parts[0].page, quote_of(parts)) if len(value) > 2 else None


def find_year(kind: Kind | None, lines: Sequence[Line], subject: Fact | None, date: Fact | None) -> Fact | None:
    """The year that the paper is about: the budget year or the year of its title, else the year of its date."""
    above = _head(lines)[:8] if kind and kind.title else []
    for rule in _YEARS:
        head = above if rule is _YEARS[0] else [line for line in above if not _LABEL.search(line.text)]
        if subject and (found := rule.search(subject.value)):
            return Fact("year", figures(found["y"]), subject.page, subject.quote)
        for line in head[: 2 if rule is _YEARS[-1] else None]:
            if len(line.cells) < 3 and (found := rule.search(line.text)) and not dates_in(line.text):
                return Fact("year", figures(found["y"]), line.page, quote(line.text))
    return Fact("year", date.value[:4], date.page, date.quote) if date else None
