"""The office that issued a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matang.core.recognition.dates import dates_in
from matang.core.recognition.kinds import LETTERS, Kind
from matang.core.recognition.paper import Fact
from matang.core.recognition.words import (
    GOES_ON,
    Line,
    folded,
    is_capital,
    one_line,
    pattern,
    quote,
    quote_of,
    repaired,
)

_SHORT = (
    r"DIS(?:KOM\w{0,10}|HUB|DIK\w{0,8}|NAK\w{0,8}|PAR\w{0,6}|PORA\w{0,6}|PERKIM|PUSIP|HUT|TAN|BUN|DAG|BUD|DUK\w{0,8}|LUT\w{0,5})"
    r"|DIN(?:SOS|KES|KOP\w{0,5})|DPMPTSP|DKP|DLH|DPRD|BAPP?E(?:DA|RIDA|NDA)\w{0,6}|BP?KAD|BKD|BKPSDM|BPSDM|BPBD|KESBANGPOL"
    r"|SATPOL PP|RSUD|RSJ|CSIRT|UPTD?|SETDA|SETWAN|PKK"
)
_UNIT = (
    r"DINAS|BADAN|BIRO|INSPEKTORAT|SEKRETARIAT DPRD|SATUAN POLISI|RUMAH SAKIT|BAGIAN|KECAMATAN|KELURAHAN|KANTOR|BIDANG|"
    r"UNIT PELAKSANA|LABORATORIUM|PUSKESMAS|TIM PENGGERAK|UNIVERSITAS|PT\.? |CV\.? |KEMENTERIAN|BALAI|LEMBAGA"
)
_OFFICE = pattern(rf"^(?:{_UNIT}|(?:{_SHORT})\b)")
_AREA = pattern(r"^(?:PEMERINTAH )?(?P<area>(?:PROVINSI|PROV\.|KABUPATEN|KAB\.|KOTA) [A-Z .]{3,40})")
_INSIDE = pattern(
    rf"(?<![\w/-])(?:(?:DINAS|BADAN|BIRO|INSPEKTORAT|RUMAH SAKIT|KECAMATAN|BAGIAN) [A-Z]{{3}}|(?:{_SHORT})(?![\w/]))"
)
_ADDRESSED = pattern(r"^(?:YTH|KEPADA|HAL|PERIHAL|SURAT|TEMPAT|\W{0,4}[\dOI]{1,2}\b|HTTP)")
_SECRETARIAT = pattern(r"^SEKRETARIAT DAERAH")
_STAFF = pattern(r"^(?:BIRO|BAGIAN|ASISTEN)\b")
_ISSUING = pattern(
    r"^\W{0,4}(?:DRAFT? |RANCANGAN |SALINAN )?(?:SURAT )?(?:KEPUTUSAN|PERATURAN|INSTRUKSI|EDARAN) "
    r"(?P<who>[A-Z].{2,150})"
)
_TITLE_END = pattern(r"\b(?:NOMOR|NO\.?|TENTANG)(?:\b|$)")
_LEADING = pattern(
    r"^(?:KEPALA|SEKRETARIS|DIREKTUR|KETUA|PIMPINAN) "
    r"(?=(?:DINAS|BADAN|BIRO|RSUD|RSJ|UPT|SATUAN|BAPP|[BD][A-Z]{2,7}\b))"
)
_LABELLED = re.compile(
    r"(?i)(?:^[ \t]{0,30}|[ \t]{2})(?:SKPD|OPD|Organisasi|Perangkat daerah|Unit kerja|Unit)"
    r"[ \t]{0,12}(?::|[ \t]{2})[ \t]{0,9}"
    r"(?:[\d.]{3,30}[ \t]{1,3})?(?P<v>[A-Z][A-Za-z ,.&-]{3,100})"
)
_WORDS = re.compile(r"^[A-Za-z&.,'/ 01|-]{3,140}")
_STOP = re.compile(
    r"(?i)[ ,-]{1,3}(?:perbandingan|tanggal|tgl|hari|senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b| - |   "
)


def is_office(text: str) -> bool:
    """Whether a line begins with the name of an office or of a region."""
    words = folded(one_line(text))
    return bool(_OFFICE.match(words) or _AREA.match(words) or _SECRETARIAT.match(words))


def find_issuer(kind: Kind | None, lines: Sequence[Line], signer: Fact | None) -> Fact | None:
    """The office that issued: from the title of a decree, the letterhead, a label, else from the signer's position."""
    code = kind.code if kind else ""
    titled = _from_title(lines) if code in ("keputusan", "peraturan", "instruksi") else None
    if titled and len(titled.value.split()) > 2:
        return titled
    head = [line for line in lines if line.page == lines[0].page] if code in LETTERS else lines
    depth = 3 if code == "tangkapan_layar" else 10
    return (
        _letterhead(head[:depth])
        or titled
        or _from_label(lines)
        or _from_signer(signer)
        or _within(lines[: min(depth, 6)])
    )


def _from_title(lines: Sequence[Line]) -> Fact | None:
    for place, line in enumerate(lines[:15]):
        found = _ISSUING.match(line.folded)
        if not found or not is_capital(line.text):
            continue
        text, parts = one_line(line.text)[found.start("who") :], [line]
        end = _TITLE_END.search(folded(text))
        if end is None:
            for after in lines[place + 1 : place + 4]:
                if not is_capital(after.text) or _TITLE_END.match(after.folded):
                    break
                text, parts = f"{text} {one_line(after.text)}", [*parts, after]
        else:
            text = text[: end.start()]
        if folded(text).startswith("DAERAH "):
            text = f"PEMERINTAH {text}"
        return _full_name(Fact("issuer", repaired(text).strip(" :,."), line.page, quote_of(parts)), lines[:place])
    return None


def _full_name(fact: Fact, above: Sequence[Line]) -> Fact:
    """GUBERNUR with its region, from the letterhead above a title that leaves it out."""
    for line in above:
        if line.folded.startswith(folded(fact.value) + " ") and is_capital(line.text):
            return Fact("issuer", repaired(line.text), line.page, quote(line.text))
    return fact


def _letterhead(lines: Sequence[Line]) -> Fact | None:
    area = ""
    region: Line | None = None
    secretariat: Line | None = None
    for place, line in enumerate(lines):
        for cell in line.cells[: 1 if place else 2]:
            words = folded(one_line(cell))
            if (found := _AREA.match(words)) and not area and is_capital(cell):
                area, region = one_line(cell)[found.start("area") :], region or Line(line.page, cell)
            elif _SECRETARIAT.match(words) and is_capital(cell):
                secretariat = secretariat or Line(line.page, cell)
            elif _OFFICE.match(words) and (name := _name(cell)):
                return _office(Line(line.page, cell), name, lines[place + 1 : place + 3], area, secretariat)
    if secretariat:
        value = one_line(f"{secretariat.text} {area}")
        return Fact("issuer", repaired(value), secretariat.page, quote(secretariat.text))
    return Fact("issuer", repaired(region.text), region.page, quote(region.text)) if region else None


def _office(line: Line, name: str, after: Sequence[Line], area: str, secretariat: Line | None) -> Fact:
    text = one_line(line.text)
    if is_capital(text) and name == text:
        for following in after:
            cell = following.cells[0]
            if (
                not is_capital(cell)
                or not (name.endswith((",", " DAN")) or GOES_ON.match(folded(cell)))
                or dates_in(cell)
            ):
                break
            name = f"{name} {one_line(cell)}"
    name = name.strip(" ,.-")
    if secretariat and _STAFF.match(folded(name)) and "SETDA" not in name.upper():
        name = f"{name} {one_line(secretariat.text)}"
    if area and not any(word in name.upper() for word in ("PROVINSI", "PROV.", "KABUPATEN", "KOTA ")):
        name = f"{name} {area}"
    return Fact("issuer", repaired(name), line.page, quote(line.text))


def _name(cell: str) -> str:
    """The name of an office at the beginning of a column: up to a figure, a weekday, a dash."""
    whole = one_line(cell)
    found = _WORDS.match(whole)
    text = _STOP.split(found.group())[0] if found else ""
    if "," in text and not is_capital(text):
        text = text.split(",")[0]
    words = text.split()
    named = sum(word[0].isupper() or word in ("dan", "di") for word in words)
    broken = re.match(r" ?(?:->|[^\w\s,(.:/-])", whole[len(text.rstrip(" -")) :])
    return text.strip(" -.(/") if words and len(words) < 14 and named >= 0.75 * len(words) and not broken else ""


def _within(lines: Sequence[Line]) -> Fact | None:
    """An office named inside one of the first lines: "NOTULEN RAPAT KERJA DINAS PENDIDIKAN 2026"."""
    for line in lines:
        words = one_line(line.text)
        found = _INSIDE.search(folded(words))
        if (
            found
            and len(line.cells) < 3
            and not _ADDRESSED.match(line.folded)
            and (name := _name(words[found.start() :]))
        ):
            return Fact("issuer", repaired(name), line.page, quote(line.text))
    return None


def _from_label(lines: Sequence[Line]) -> Fact | None:
    for line in lines:
        if found := _LABELLED.search(line.text):
            return Fact("issuer", repaired(found["v"].split("   ")[0]), line.page, quote(line.text))
    return None


def _from_signer(signer: Fact | None) -> Fact | None:
    if signer and (found := _LEADING.match(folded(signer.value))):
        office = signer.value[found.end() :]
        if len(office.split()) > 1 or office.isupper():
            return Fact("issuer", office, signer.page, signer.quote)
    return None
