"""A document as the rules of objection see it: rows and columns; what is letterhead, form, code, screen, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from matang.core.recognition.paper import Page, Paper
from matang.core.recognition.words import is_capital, one_line, repaired

LINE, FIRST, LAST = 300, 500, 200
_PAGES_FIRST, _PAGES_LAST = 150, 50
GAP = re.compile(r"\t+|\s?\|\s?|[ \u00a0]{3,}")
_LETTERHEAD = re.compile(
    r"\W{0,3}(?:PEMERINTAH|PEMPROV|PEMKAB|PROVINSI|KABUPATEN|KOTA|DINAS|BADAN|BIRO|SEKRETARIAT|INSPEKTORAT|SATUAN|"
    r"RUMAH SAKIT|RSUD|UPTD?|KECAMATAN|KELURAHAN|KANTOR|BAGIAN|BIDANG|SUBBAGIAN|GUBERNUR|BUPATI|WALI ?KOTA|KEMENTERIAN|"
    r"SALINAN)\b"
)
_ADDRESS = re.compile(
    r"\W{0,3}(?:JALAN|JLN?\.|TELEPON|TELP|POS-?EL\b|E-?MAIL|SUREL ?:|LAMAN ?:|SITUS ?:|WEBSITE|HTTPS?:|WWW\.|"
    r"KODE POS|FAK)"
)
_FURNITURE = re.compile(r"\W*(?:HALAMAN |HAL\.? )?\d{0,4}(?: DARI \d{1,4}|/\d{1,4})?\W*")
_FORM = re.compile(
    r"\W*(?:(?:LAMPIRAN|ANAK LAMPIRAN)\b[^:]{0,40}:? )?(?:[IVX\dA-Z]{1,4}[.)] )?(?:CONTOH|FORMAT|FORMULIR|FORM|"
    r"BLANGKO|TEMPLATE?|TEMPLAT|"
    r"BENTUK|LEMBAR ISIAN|KUESIONER|ANGKET|PETUNJUK PENGISIAN|TATA CARA PENGISIAN|SUSUNAN NASKAH|TANDA TERIMA)\b"
)
_ATTACHED = re.compile(r"\W*(?:ANAK )?LAMPIRAN\b")
_CODE = re.compile(
    r"\b(?:GET|POST|PUT|DELETE|PATCH) (?:https?:|/|\{)|Authorization:|Content-Type:|\bcurl \S|\"\w{1,30}\" ?:|"
    r"</\w{1,20}>|<\w{1,20} \w{1,20}=|"
    r"\bSELECT\b.{1,80}\bFROM\b|\bfunction\s?\(|=> ?\{|<\?php",
)
_FORMAL = tuple(
    re.compile(source)
    for source in (
        r"\bNIP\b|\bNIPPPK\b",
        r"\bDITETAPKAN DI\b|\bMEMUTUSKAN\b|\bMENIMBANG\b|\bMENGINGAT\b",
        r"^\W*NOMOR ?:? ?\S*\d",
        r"^\W*(?:TTD|DTO)\b|DITANDATANGANI",
        r"^\W*(?:YTH|PERIHAL|TENTANG)\b",
    )
)
_SCREEN = re.compile(
    r"TANGKAPAN ?LAYAR|SCREEN ?SHOT|CUPLIKAN LAYAR|TAMPILAN (?:APLIKASI|LAYAR|HALAMAN|MENU|SISTEM|SITUS|DASHBOARD|"
    r"DASBOR)|"
    r"^GAMBAR \d{1,2}\b"
)
_PHOTO = re.compile(r"\b(?:FOTO|DOKUMENTASI|PHOTO|IMG FOTO)\b")
_BAR = re.compile(r"(?i)\W{0,3}(?:https?://|www\.|[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){1,4}(?:/|$|\s))")
_DRAFTED = re.compile(r"\W{0,3}(?:DRAFT?|D R A F|RANCANGAN|KONSEP)\b")
SPEAKS_OF_OTHERS = frozenset({"notula", "laporan", "berita_acara", "surat", "nota_dinas", "undangan"})
_IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".heic")
SIGNED = re.compile(
    r"(?:^|[\W_])(?:TTD|TTE|DTO|TERTANDA|CAP DAN TANDA TANGAN)(?:[\W_]|$)|DITANDATANGANI SECARA|"
    r"DITANDA ?TANGANI (?:OLEH|PADA)|"
    r"TANDA TANGAN ELEKTRONIK|SERTIFIKAT ELEKTRONIK|DIGITALLY SIGNED|SIGNED BY|\(TANDA TANGAN(?: DAN CAP)?\)"
)
_TITLES = tuple(
    (kind, re.compile(rf"\W{{0,4}}(?:RANCANGAN |DRAFT? |KONSEP |SALINAN |LEMBAR )?(?:{source})"))
    for kind, source in (
        ("peraturan", r"PERATURAN (?:GUBERNUR|BUPATI|WALI|DAERAH|MENTERI|PRESIDEN|KEPALA|BADAN)|UNDANG-UNDANG"),
        ("keputusan", r"(?:SURAT )?KEPUTUSAN\b"),
        ("edaran", r"(?:SURAT )?EDARAN\b|INSTRUKSI\b"),
        ("sop", r"STANDAR? (?:OPERASIONAL|PROSEDUR|OPERATING)|NOMOR SOP\b|SOP\b|PROSEDUR OPERASIONAL"),
        ("notula", r"NOTULE?N?S?I?\b|NOTULA\b|RISALAH\b"),
        ("berita_acara", r"BERITA ACARA\b"),
        ("daftar_hadir", r"DAFTAR HADIR\b|PRESENSI\b|ABSENSI\b"),
        ("surat_tugas", r"SURAT (?:PERINTAH )?TUGAS\b|SURAT PERINTAH\b"),
        ("undangan", r"(?:PERI)?HA ?L ?: ?UNDANGAN|UNDANGAN\b"),
        ("nota_dinas", r"NOTA DINAS\b"),
        ("surat", r"(?:PERI)?HA ?L ?: ?\w|SURAT (?:PENGANTAR|KETERANGAN|PERNYATAAN|PERMOHONAN|REKOMENDASI)\b"),
        ("sertifikat", r"SERTIFIKAT$|PIAGAM\b|SURAT TANDA TAMAT"),
        ("kontrak", r"PERJANJIAN\b|NOTA KESEPA|KONTRAK\b|SURAT PERINTAH KERJA"),
        ("kak", r"KERANGKA ACUAN\b|KAK\b|TERM OF REFERENCE"),
        ("anggaran", r"DOKUMEN PELAKSANAAN|DPP?A\b|RENCANA KERJA (?:DAN )?ANGGARAN|RKA\b"),
        ("laporan", r"(?:LAPORAN|REVIU|EVALUASI|HASIL|SURVEI|LHE|TINDAK LANJUT)\b"),
        ("pedoman", r"(?:PEDOMAN|PETUNJUK (?:TEKNIS|PELAKSANAAN))\b"),
        (
            "dokumen_perencanaan",
            r"(?:RENCANA (?:KERJA|STRATEGIS|AKSI|INDUK|PERUBAHAN|PENGEMBANGAN|PEMBANGUNAN|TAHUNAN)|RENJA|RENSTRA|"
            r"PETA RENCANA|PETA JALAN|PROGRAM KERJA|ARSITEKTUR|ROAD ?MAP|RPJMD|RKPD)\b",
        ),
        (
            "register",
            r"(?:DAFTAR (?!ISI|TABEL|GAMBAR|PUSTAKA|LAMPIRAN)|REGISTER|INVENTARIS|KATALOG|BUKU (?:INDUK|AGENDA))",
        ),
    )
)
_CONTENTS = re.compile(r"\W*(?:DAFTAR (?:ISI|TABEL|GAMBAR|LAMPIRAN)|KATA PENGANTAR)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank: its page, its place among the page's rows, its text as it stands (at most 300 letters)
    and for comparing (`plain`)."""

    page: int
    place: int
    text: str
    words: str

    @property
    def cells(self) -> list[str]:
        """Its columns: the parts between tabs, bars or three and more blanks."""
        return [cell for part in GAP.split(self.text) if (cell := part.strip())]

    @property
    def quote(self) -> str:
        """Its words as they stand on the page."""
        return self.text[:200].rstrip()


@dataclass(frozen=True)
class Leaf:
    """One page with its rows; from `form_from` on it is a blank form or a pattern to copy; `code`: program text."""

    number: int
    rows: tuple[Row, ...]
    picture: bool
    form_from: int
    code: bool
    attached: bool

    @property
    def own(self) -> tuple[Row, ...]:
        """The rows that the document says itself: none of a form, a pattern or a program's text."""
        return () if self.code else self.rows[: self.form_from]


@dataclass(frozen=True)
class Reading:
    """A document prepared for the rules; pages without text have no rows."""

    paper: Paper
    leaves: tuple[Leaf, ...]

    @cached_property
    def first(self) -> Leaf | None:
        """The page with the title: the first with text that is no table of contents."""
        full = [leaf for leaf in self.leaves if leaf.rows]
        titled = (leaf for leaf in full if not _CONTENTS.match(leaf.rows[0].words))
        return next(titled, full[0] if full else None)

    @cached_property
    def head(self) -> tuple[Row, ...]:
        """The first rows of the title page, without letterhead and page number."""
        rows = self.first.rows if self.first else ()
        return tuple(row for row in rows[:18] if not is_letterhead(row))

    @cached_property
    def kind(self) -> str:
        """The kind of paper by its title, else by the fact that was read; empty when neither says it."""
        if self.screen:
            return "tangkapan_layar"
        for row in self.head[:12]:
            for cell in (row.text, *row.cells[1:]):
                words = plain(cell)
                found = next((kind for kind, rule in _TITLES if rule.match(words)), "")
                if found and (is_capital(cell) or found in ("undangan", "surat", "sop") or row.place == 0):
                    return found
        return self.paper.fact("kind")

    @cached_property
    def screen(self) -> bool:
        """Whether the document is a picture of a screen, or a sheet of such pictures."""
        name = plain(re.sub(r"[_\W]+", " ", self.paper.file_name))
        if _PHOTO.search(name):
            return False
        formal = sum(any(rule.search(row.words) for row in self.all_rows) for rule in _FORMAL)
        if is_image(self.paper.file_name) or self.paper.fact("kind") == "tangkapan_layar":
            return formal < 2 or any(_BAR.match(row.text) for row in self.all_rows)
        top = self.head[:6]
        if any(is_photo(row.words) for row in top) or not any(_SCREEN.search(row.words) for row in top):
            return False
        return not formal or "TANGKAPAN" in top[0].words

    def others_paper(self, leaf: Leaf) -> bool:
        """Whether a page of a signed paper is an attachment, or the draft that a letter or a report is about."""
        if leaf is self.first or not self.signed:
            return False
        drafted = any(_DRAFTED.match(row.words) for row in leaf.rows[:3])
        return leaf.attached or (drafted and self.kind in SPEAKS_OF_OTHERS)

    @cached_property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows of all pages."""
        return tuple(row for leaf in self.leaves for row in leaf.rows)

    @cached_property
    def own_rows(self) -> tuple[Row, ...]:
        """The rows of all pages without forms, patterns and program text."""
        return tuple(row for leaf in self.leaves for row in leaf.own)

    @cached_property
    def signed(self) -> bool:
        """Whether a sign of a signature stands anywhere in the text."""
        return any(SIGNED.search(row.words) for row in self.own_rows)


def reading_of(paper: Paper) -> Reading:
    """A document prepared for the rules: of very long ones the first 150 and the last 50 pages."""
    pages: Sequence[Page] = paper.pages
    if len(pages) > _PAGES_FIRST + _PAGES_LAST:
        pages = [*pages[:_PAGES_FIRST], *pages[-_PAGES_LAST:]]
    return Reading(paper, tuple(_leaf(page) for page in pages))


def plain(text: str) -> str:
    """A text for comparing: capitals, single blanks, letters that were read as digits put right."""
    return repaired(text).upper()


def is_letterhead(row: Row) -> bool:
    """Whether a row is part of the letterhead (office, address) or a page number."""
    words = row.words
    if _FURNITURE.fullmatch(words):
        return True
    return _ADDRESS.match(words) is not None or (is_capital(row.text) and _LETTERHEAD.match(words) is not None)


def is_image(file_name: str) -> bool:
    """Whether the file is a single picture by its name."""
    return file_name.lower().endswith(_IMAGES)


def is_photo(text: str) -> bool:
    """Whether words speak of a photograph."""
    return _PHOTO.search(plain(re.sub(r"[_\W]+", " ", text))) is not None


def before(rows: Sequence[Row], place: int, count: int) -> Sequence[Row]:
    """The rows just above a place, nearest last."""
    return rows[max(0, place - count) : place]


def _leaf(page: Page) -> Leaf:
    lines = [line.strip()[:LINE].rstrip() for line in page.text.split("\n") if line.strip()]
    if len(lines) > FIRST + LAST:
        lines = [*lines[:FIRST], *lines[-LAST:]]
    rows = tuple(Row(page.number, place, text, plain(text)) for place, text in enumerate(lines))
    start = next((row.place for row in rows if _starts_form(row)), len(rows))
    code = any(_CODE.search(row.text) for row in rows)
    return Leaf(page.number, rows, page.picture, start, code, any(_ATTACHED.match(row.words) for row in rows[:2]))


def _starts_form(row: Row) -> bool:
    words = row.words
    return (
        _FORM.match(words) is not None
        and len(words) <= 90
        and not row.text.endswith((".", ";"))
        and "HTTP" not in words
    )


def windows(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """Each row with the one after it as one line, for sentences that go on."""
    for row, after in zip_longest(rows, rows[1:]):
        yield row, one_line(f"{row.text} {after.text if after and after.page == row.page else ''}")
