"""Objections to when a paper is from: outside the period, expired, signed after the closing, an old instrument."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from matang.core.recognition.dates import dates_in, later
from matang.core.recognition.defects_days import Dated, covered, fact_day, own_days, title_rows
from matang.core.recognition.defects_rules import (
    EXPIRED,
    OLD_INSTRUMENT,
    OUT_OF_PERIOD,
    TOO_LATE,
    Claim,
    Defect,
    objection,
)
from matang.core.recognition.defects_text import Reading, plain, windows

_SPAN = re.compile(r"\b(20[0-4]\d) ?(?:-|–|—|S\.?D\.?|S/D|SAMPAI(?: DENGAN)?|HINGGA) ?(20[0-4]\d)\b")
_PLAN = re.compile(
    r"\b(?:PETA RENCANA|PETA JALAN|ROAD ?MAP|RENSTRA|RENCANA (?:STRATEGIS|INDUK|AKSI|PEMBANGUNAN|PENGEMBANGAN)|RPJMD|"
    r"ARSITEKTUR|MASTER ?PLAN)\b"
)
_PLAN_KINDS = ("dokumen_perencanaan", "keputusan", "peraturan", "")

_UNTIL = re.compile(
    r"\b(?:MASA (?:BERLAKU|KERJA|TUGAS|BAKTI|KEANGGOTAAN)|BERLAKU|VALID|BERAKHIR)\b[^.;]{0,90}?"
    r"(?:\b(?:SAMPAI(?: DENGAN)?|HINGGA|S\.D\.?|S/D|UNTIL|BERAKHIR(?: PADA)?)|:)\s?(?:TANGGAL |PADA |AKHIR |BULAN |"
    r"DENGAN )*"
)
_ABOUT_TIME = re.compile(r"BERLAKU|MASA|VALID|BERAKHIR|JANGKA")
_FOR = re.compile(
    r"\b(?:BERLAKU|JANGKA WAKTU|MASA (?:BERLAKU|KERJA|TUGAS))\b[^.;]{0,60}?(?:SELAMA |JANGKA WAKTU |: ?|"
    r"ADALAH )(?P<n>\d{1,2}|SATU|DUA|TIGA|EMPAT|LIMA|ENAM)"
    r"(?: ?\([A-Z ]{2,20}\))? (?P<unit>TAHUN|BULAN|HARI)\b"
)
_SERVICE_TIME = re.compile(r"JANGKA WAKTU\b.{0,70}\bHARI$")  # how long a service takes, not how long a paper is valid
_COUNT = {"SATU": 1, "DUA": 2, "TIGA": 3, "EMPAT": 4, "LIMA": 5, "ENAM": 6}
_OF_ANOTHER = re.compile(
    r"\bNOMOR ?:? ?\S*\d|\bYANG BERLAKU\b|SEBELUMNYA|\bLAMA\b|TERDAHULU|DICABUT|TELAH BERAKHIR|TIDAK DIPERPANJANG|"
    r"DIGANTI|TIDAK (?:LAGI )?BERLAKU|BERAKHIR MASA"
)
_VALIDITY = re.compile(r"BERLAKU|SAMPAI|HINGGA|S\.D|MASA|VALID|BERAKHIR")
_OF_A_YEAR = re.compile(r"(?<!DPA )\bTAHUN (20[0-4]\d)\W*$")
_TEAM = re.compile(r"\b(?:TIM|PENUNJUKAN|PENGANGKATAN|SUSUNAN|KELOMPOK KERJA|SATUAN TUGAS|GUGUS TUGAS)\b")
_TO = re.compile(r"\W*(?:SAMPAI|HINGGA|DENGAN|TANGGAL|S\.?D\.?|S/D|\W)*")
_CLAUSE = re.compile(r"[.;]\s|\bKE(?:SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH) ?:|\b[A-Z]\. ")
_NEVER_EXPIRES = frozenset({"notula", "laporan", "undangan", "daftar_hadir", "berita_acara", "tangkapan_layar"})

_MUST_BE_FRESH = frozenset({"laporan", "notula", "daftar_hadir", "undangan", "anggaran"})
_YEARLY = _MUST_BE_FRESH | frozenset(
    {"berita_acara", "surat", "surat_tugas", "nota_dinas", "register", "data", "sertifikat"}
)
_YEARLY |= frozenset({"tangkapan_layar", "dokumen_perencanaan", "kak"})
_LOOKS_BACK = re.compile(
    r"(?:DUA|TIGA|EMPAT|LIMA|BEBERAPA|[2-5]) TAHUN|ANTARTAHUN|PEMBANDING|DIBANDINGKAN|SEBELUM\b|TAHUN LALU|TERDAHULU|"
    r"SEBELUMNYA|VERSI LAMA|PERNAH"
)
_WITHIN_TWO = "DI BAWAH DUA TAHUN"
_OLD_INSTRUMENTS = re.compile(r"\bINDEKS KAMI (?:VERSI|V\.?) ?[1-4](?:[.,]\d)?\b")
_YEAR = timedelta(days=366)


def too_late(reading: Reading, closes_on: date) -> Iterator[Defect]:
    """Signed, enacted or taken after the closing; events that a paper announces do not count."""
    found = next((item for item in own_days(reading) if item.day > closes_on), None)
    if found:
        yield objection(TOO_LATE, found.row.page, found.row.quote)


def expired(reading: Reading, claim: Claim, closes_on: date) -> Iterator[Defect]:
    """Its validity has ended before the closing: by its own words, or as a plan for years that are over."""
    if claim.period == "sekali" or reading.kind in _NEVER_EXPIRES or _looks_back(claim):
        return
    ends = list(_ends(reading)) or _fact_end(reading) or _plan_end(reading) or _team_end(reading)
    last = max(ends, key=lambda item: item.day, default=None)
    if last and last.day < closes_on:
        yield objection(EXPIRED, last.row.page, last.row.quote)


def out_of_period(reading: Reading, claim: Claim, closes_on: date) -> Iterator[Defect]:
    """Yearly evidence whose own date and whose period both lie more than twelve months before the closing."""
    oldest = _oldest(reading, claim, closes_on)
    named = covered(reading)
    if oldest is None or _looks_back(claim) or (reading.kind in ("dokumen_perencanaan", "kak") and not named):
        return
    latest = max([*own_days(reading), *named], key=lambda item: item.day, default=None)
    if latest and latest.day < oldest:
        yield objection(OUT_OF_PERIOD, latest.row.page, latest.row.quote)


def old_instrument(reading: Reading) -> Iterator[Defect]:
    """A measurement by a version of an instrument that has been replaced."""
    if reading.kind not in ("laporan", "register", "data", ""):
        return
    found = next((row for row in reading.own_rows[:40] if _OLD_INSTRUMENTS.search(row.words)), None)
    if found:
        yield objection(OLD_INSTRUMENT, found.page, found.quote)


def _ends(reading: Reading) -> Iterator[Dated]:
    """The days on which the paper says that it ends; what it says of other papers is left out."""
    base = max((item.day for item in own_days(reading)), default=None)
    last = ""
    for row, text in windows(reading.own_rows):
        words = plain(text) if _ABOUT_TIME.search(row.words) else ""
        for match in (*_UNTIL.finditer(words), *_FOR.finditer(words)):
            if match.start() >= len(row.words) or len(row.cells) > 3 or _SERVICE_TIME.match(match.group()):
                continue
            clause = _CLAUSE.split(f"{last} {words[: match.start()]}")[-1]
            if _OF_ANOTHER.search(f"{clause} {words[match.start() : match.end() + 60]}") or clause.endswith("TIDAK "):
                continue
            day = _end_of(match, words, base)
            if day:
                yield Dated(day, row)
        last = row.words


def _end_of(match: re.Match[str], words: str, base: date | None) -> date | None:
    """The day that "sampai dengan …" names, or the end of the time counted from the paper's own or a named day."""
    groups = match.groupdict()
    if "unit" in groups:
        since = next((item.day for item in dates_in(words[match.start() : match.end() + 60])), base)
        count = groups["n"]
        return later(since, _COUNT.get(count) or int(count), groups["unit"].lower()) if since else None
    rest = words[match.end() : match.end() + 70]
    days = dates_in(rest)
    found = days[0].day if days and days[0].start == 0 else None
    if found and len(days) > 1 and _TO.fullmatch(rest[days[0].end : days[1].start]):
        found = days[1].day
    year = re.match(r"(?:TAHUN (?:ANGGARAN )?|DESEMBER )?(20[0-4]\d)\b", rest)
    return found or (date(int(year[1]), 12, 31) if year else None)


def _fact_end(reading: Reading) -> list[Dated]:
    """The end that was read as a fact from words of validity; a year in a title is no end by itself."""
    fact = next((item for item in reading.paper.facts if item.name == "valid_until"), None)
    words = plain(fact.quote) if fact else ""
    return fact_day(reading, "valid_until") if _VALIDITY.search(words) and not _OF_ANOTHER.search(words) else []


def _plan_end(reading: Reading) -> list[Dated]:
    """The last of the years that a plan's title names."""
    rows = title_rows(reading)
    if reading.kind not in _PLAN_KINDS or not _PLAN.search(" ".join(row.words for row in rows)):
        return []
    spans = ((row, _SPAN.search(row.words)) for row in rows)
    return [Dated(date(int(span[2]), 12, 31), row) for row, span in spans if span][:1]


def _team_end(reading: Reading) -> list[Dated]:
    """A year after the year for which a decision's title names people: they are kept on while the next is made."""
    rows = title_rows(reading)
    text = " ".join(row.words for row in rows)
    year = _OF_A_YEAR.search(text)
    if (
        reading.kind != "keputusan"
        or year is None
        or not _TEAM.search(text)
        or re.search(r"NOMOR \S{1,40} TAHUN \d{4}\W*$", text)
    ):
        return []
    return [Dated(date(int(year[1]) + 1, 12, 31), rows[-1])]


def _looks_back(claim: Claim) -> bool:
    """Whether the requirement wants older evidence too, to compare with."""
    return _LOOKS_BACK.search(plain(claim.requirement).replace(_WITHIN_TWO, "")) is not None


def _oldest(reading: Reading, claim: Claim, closes_on: date) -> date | None:
    """The first day that still counts for the claim; None when age does not matter."""
    if claim.period == "tahunan" and reading.kind in _YEARLY:
        return closes_on - _YEAR
    fresh = reading.kind in _MUST_BE_FRESH
    if claim.period == "n_tahun" and fresh and _WITHIN_TWO in plain(claim.requirement):
        return closes_on - 2 * _YEAR
    return (
        closes_on - 2 * _YEAR if fresh and not claim.period and claim.requirement_kind in ("", reading.kind) else None
    )
