"""Objections to lists without a date and to pictures of screens that show too little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matang.core.recognition.dates import dates_in
from matang.core.recognition.defects_rules import BARE_SCREEN, LOGIN_ONLY, UNDATED_LIST, Defect, objection
from matang.core.recognition.defects_text import SIGNED, Reading, Row, plain

_LIST = re.compile(
    r"\W{0,3}(?:(?!LAPORAN|NOTUL|BERITA|KEPUTUSAN|PERATURAN|SURAT|UNDANGAN|LAMPIRAN|SOP|STANDAR|RENCANA|PROGRAM|"
    r"KERANGKA|SERTIFIKAT|HASIL|REVIU)\w+ ){0,3}"
    r"(?:DAFTAR|REGISTER|INVENTARIS|KATALOG|MATRIKS|REKAP|REKAPITULASI|BUKU (?:INDUK|AGENDA|INVENTARIS)|"
    r"KARTU INVENTARIS)\b"
    r"(?! (?:ISI|TABEL|GAMBAR|PUSTAKA|LAMPIRAN)\b)"
)
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_DATED = re.compile(
    rf"\b(?:PER|KEADAAN|POSISI|KONDISI|DIPERBARUI|DIPERBAHARUI|DIMUTAKHIRKAN|PEMUTAKHIRAN|PEMBARUAN|DICETAK|CETAK|"
    rf"EKSPOR|DIUNDUH|DITARIK|TANGGAL|TGL|"
    rf"PERIODE|TAHUN|TA|SEMESTER|TRIWULAN|BULAN|DITETAPKAN|DISAHKAN|DISUSUN|DIBUAT|UPDATE|DATA|UNDUH|"
    rf"UNDUHAN)\b.{{0,40}}?\b{_YEAR}\b|"
    rf"\b(?:VERSI|REVISI|REV|EDISI|V) ?[.:]? ?(?:KE-?)?\d|"
    rf"^NO(?:MOR|\.)\W.{{0,60}}{_YEAR}\b"
)
_YEARS = re.compile(rf"(?<![\d./-]){_YEAR}(?![\d./])")
_DAY_COLUMN = re.compile(
    r"(?:HARI ?[/,]? ?)?(?:TANGGAL|TGL\.?|WAKTU)(?: (?:MASUK|TERIMA|PERMINTAAN|KEJADIAN|PERUBAHAN|LAPOR))?"
)
_PLACED = re.compile(r"[A-Z][\w.'-]{2,20}(?: [A-Z][\w.'-]{1,20}){0,3},? ?(?:tanggal )?$")

_ADDRESS = re.compile(
    r"(?i)https?://|\bwww\.|\b[a-z0-9][a-z0-9-]{0,40}(?:\.[a-z0-9-]{1,40}){0,4}\.(?:go\.id|ac\.id|or\.id|co\.id|"
    r"web\.id|id|com|org|net|gov|info|app|io)\b|"
    r"\blocalhost\b|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b"
)
_SHORT_DAY = re.compile(
    r"(?i)(?<!\d)[0-3]?\d[/.-][01]?\d[/.-](?:20)?\d\d(?!\d)|\b[0-3]?\d[ -](?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|"
    r"aug|sep|okt|oct|nov|nop|des|dec)"
    r"[a-z]{0,6}[ ,-]{1,3}(?:20)?\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]{0,6} [0-3]?\d, 20\d\d\b|\b20\d\d[/.-][01]?\d[/.-][0-3]?\d"
)
_NAME_DAY = re.compile(r"20\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d|[0-3]\d[-_. ]?[01]\d[-_. ]?20\d\d")

_SECRET = re.compile(r"\b(?:KATA ?SANDI|PASSWORD|SANDI|PASSWD|KODE AKSES|PIN)\b")
_ENTER = re.compile(r"\b(?:MASUK|LOGIN|LOG IN|SIGN ?IN|LOG MASUK)\b")
_INSIDE = re.compile(r"\b(?:KELUAR|LOGOUT|LOG OUT|SIGN ?OUT|DASBOR|DASHBOARD|MENAMPILKAN \d|BERHASIL|SIMPAN)\b")
_LOGIN_TALK = re.compile(
    r"KATA ?SANDI|PASSWORD|SANDI|MASUK|LOGIN|LOG IN|SIGN ?IN|LUPA|FORGOT|INGAT SAYA|REMEMBER|CAPTCHA|KODE KEAMANAN|"
    r"NAMA PENGGUNA|USER ?NAME|SUREL|E-?MAIL|NIP\b|"
    r"PENGGUNA|DAFTAR AKUN|BUAT AKUN|REGIST|SELAMAT DATANG|WELCOME|SILAKAN|HTTPS?:|HAK CIPTA|COPYRIGHT|©|VERSI|TAHUN|"
    r"^GAMBAR \d|BUKTI DUKUNG|BANTUAN|SSO|"
    r"^\W*[\d/.: -]{6,}\W*$"
)
_PICTURE_TITLE = re.compile(r"GAMBAR \d{1,2}\b")


def undated_list(reading: Reading) -> Iterator[Defect]:
    """A list that says nowhere of when it is: no date, year or version in its head, its end or its file's name."""
    title = next((row for row in reading.head[:4] if _LIST.match(row.words)), None)
    if title is None or title is not _title(reading) or reading.screen:
        return
    name = reading.paper.file_name.rpartition(".")[0] or reading.paper.file_name
    if _YEARS.search(re.sub(r"[_-]", " ", name)) or _NAME_DAY.search(name) or any(map(_says_when, _said(reading))):
        return
    yield objection(UNDATED_LIST, title.page, title.quote)


def bare_screen(reading: Reading) -> Iterator[Defect]:
    """A picture of a screen without an address, or without a date."""
    rows = reading.all_rows
    if not reading.screen or not rows:
        return
    addressed = any(_ADDRESS.search(row.text) for row in rows)
    dated = any(_SHORT_DAY.search(row.text) or dates_in(row.text) for row in rows) or _NAME_DAY.search(
        reading.paper.file_name
    )
    if not addressed or not dated:
        yield objection(BARE_SCREEN, rows[0].page, rows[0].quote)


def login_only(reading: Reading) -> Iterator[Defect]:
    """Pictures of a screen of which every one is a page to log in."""
    if not reading.screen:
        return
    pictures = [part for part in _pictures(reading.all_rows) if part]
    if pictures and all(map(_is_login, pictures)):
        row = next(row for row in pictures[0] if _SECRET.search(row.words))
        yield objection(LOGIN_ONLY, row.page, row.quote)


def _title(reading: Reading) -> Row | None:
    """The first row of the paper that is no letterhead and not in mixed small letters."""
    return next((row for row in reading.head[:4] if re.search(r"[A-Za-z]{3}", row.text)), None)


def _said(reading: Reading) -> list[Row]:
    """The rows that speak of the list itself: all of its head, and everywhere those that are no entries."""
    head: list[Row] = []
    for row in reading.head[:8]:
        head.append(row)
        if len(row.cells) >= 3 and not re.search(r"\d", row.text):
            break
    near = [*reading.all_rows[:300], *reading.all_rows[-150:]]
    rows = [row for row in near if not re.match(r"\d{1,4}\W", row.text) or len(row.cells) < 3]
    return [*head, *rows]


def _says_when(row: Row) -> bool:
    if _DATED.search(row.words) or (SIGNED.search(row.words) and _YEARS.search(row.text)):
        return True
    if any(_PLACED.search(row.text[: found.start]) or len(row.cells) == 1 for found in dates_in(row.text)):
        return True
    if any(_DAY_COLUMN.fullmatch(plain(cell)) for cell in row.cells) and len(row.cells) >= 3:
        return True
    return len(row.cells) <= 2 and row.place < 8 and _YEARS.search(row.text) is not None


def _pictures(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each picture: a new one begins on each page and at each title "Gambar 2"."""
    parts: list[list[Row]] = [[]]
    for row in rows:
        fresh = parts[-1] and row.page != parts[-1][-1].page
        if fresh or (_PICTURE_TITLE.match(row.words) and any(_PICTURE_TITLE.match(item.words) for item in parts[-1])):
            parts.append([])
        parts[-1].append(row)
    return parts


def _is_login(rows: Sequence[Row]) -> bool:
    text = " ".join(row.words for row in rows)
    if not _SECRET.search(text) or not _ENTER.search(text) or _INSIDE.search(text):
        return False
    others = [row for row in rows if not _LOGIN_TALK.search(row.words)]
    return sum(len(row.words.split()) for row in others) <= 14
