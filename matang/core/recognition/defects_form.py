"""Objections to the state of a paper: a draft, a scan without text, places left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matang.core.recognition.defects_rules import DRAFT, LEFTOVER, UNREADABLE, Defect, objection
from matang.core.recognition.defects_text import (
    SPEAKS_OF_OTHERS,
    Leaf,
    Reading,
    Row,
    is_image,
    is_letterhead,
    is_photo,
    plain,
)
from matang.core.recognition.words import is_capital

_MARK = r"(?:DRAFT?|KONSEP|RANCANGAN)"
_ALONE = re.compile(
    rf"{_MARK}(?:AWAL|AKHIR|FINAL|PERTAMA|KEDUA|KETIGA|KE\d|V?\d{{1,3}}|REV\d?|REVISI\d?|VERSI\d{{1,3}}|"
    rf"BELUM(?:FINAL|DITETAPKAN|"
    r"DISAHKAN)|INTERNAL)*"
)
_CLEAR = re.compile(r"DRAFT?")
_OBJECT = (
    r"(?:SURAT|KEPUTUSAN|PERATURAN|PERDA|PERGUB|PERBUP|PERWALI|PERKADA|INSTRUKSI|EDARAN|SOP|STANDA?R|PROSEDUR|"
    r"PEDOMAN|JUKNIS|"
    r"RENCANA|RENJA|RENSTRA|RPJMD|RKPD|ARSITEKTUR|PETA|DOKUMEN|TABEL|LAPORAN|KAK|KERANGKA|MATRIKS|REGISTER|KATALOG|"
    r"DAFTAR|"
    r"NOTULA|NOTULEN|PERJANJIAN|NOTA|BERITA|PROGRAM|SK|INVENTARIS)\b"
)
_TITLE = re.compile(rf"\W{{0,3}}{_MARK}(?: AWAL| AKHIR| FINAL)?[ :\W]{{1,4}}{_OBJECT}")
_RUNNING = re.compile(
    rf"\W{{0,3}}{_MARK}\b.{{0,70}}?\b(?:UNTUK (?:DIBACA|DIBAHAS|DITELAAH|DIKOREKSI|DIPERIKSA|DIPARAF|DITANGGAPI|"
    rf"MASUKAN|KALANGAN)|"
    r"BELUM (?:FINAL|DITETAPKAN|DISAHKAN|BERLAKU)|BUKAN NASKAH|TIDAK UNTUK|(?:VERSI|V|REV|REVISI|PER|TANGGAL|"
    r"TERTANGGAL)[ .]{0,2}\d)"
)
_STATUS = re.compile(
    rf"\W{{0,3}}(?:STATUS|KEADAAN|VERSI|EDISI)(?: (?:DOKUMEN|NASKAH|BERKAS))? ?[:=] ?.{{0,12}}?"
    rf"(?:\b{_MARK}\b(?=(?: (?:AWAL|AKHIR|FINAL|KE\S{{0,8}}|V?\d\S{{0,6}}))?\W*(?:$|[,;.(]))|BELUM (?:FINAL|"
    rf"DITETAPKAN|DISAHKAN))"
)
_CONFESSED = re.compile(
    rf"(?:DOKUMEN|NASKAH|KEPUTUSAN|PERATURAN|SOP|ARSITEKTUR|RENCANA|PEDOMAN|SURAT) INI (?:(?:MASIH|BARU|MERUPAKAN|"
    rf"ADALAH|BERUPA|"
    rf"BERSTATUS) ){{1,3}}{_MARK}\b|(?:DOKUMEN|NASKAH) INI BELUM (?:DITETAPKAN|DISAHKAN|FINAL)"
)
_NAME_WORDS = re.compile(r"[A-Z]+|\d+")
_NAME_TAIL = re.compile(r"AWAL|AKHIR|FINAL|FIX|V|VER|VERSI|REV|REVISI|KE|EDIT|COPY|SALINAN|BARU|BELUM|TTD|\d+")

_SCANNER = re.compile(
    r"(?:DIPINDAI|PINDAIAN|SCANNED|SCAN|DIBUAT|CREATED|DIHASILKAN)\b.{0,20}\b(?:DENGAN|OLEH|BY|WITH|USING|"
    r"MENGGUNAKAN)\b|SCANNER|CAMSCAN|"
    r"PINDAIKU|ADOBE SCAN|GENIUS SCAN|VFLAT|^\W*(?:HALAMAN|PAGE|HAL)\b.{0,20}$"
)
_OF_A_PAPER = re.compile(  # "Foto SK …": what was photographed is a paper to read
    r"\W*FOTO (?:SK|KEPUTUSAN|PERATURAN|PERGUB|PERBUP|PERWALI|SURAT|SOP|NOTULA|BERITA ACARA|LAPORAN|SERTIFIKAT)\b"
)
_WORD = re.compile(r"(?i)\b(?=[a-z]{0,14}[aeiou])[a-z]{3,15}\b")

_FIELD = (
    r"(?:NAMA|NOMOR|NO|TANGGAL|TGL|HARI|BULAN|TAHUN|TEMPAT|KOTA|ALAMAT|URAIAN|JUDUL|JABATAN|PANGKAT|NIP|UNIT|"
    r"INSTANSI|OPD|SKPD|PERANGKAT|"
    r"KEPALA|PEJABAT|JUMLAH|NILAI|ANGKA|LOGO|FOTO|GAMBAR|TAUTAN|ISI|DIISI|ISIAN|ISIKAN|TULIS|TULISKAN|SEBUTKAN|"
    r"LENGKAPI|"
    r"SISIPKAN|TEMPEL|MASUKKAN|JELASKAN|PILIH|INSERT|SEBUT)"
)
_WHO = (
    r"(?! (?:OLEH )?(?:PETUGAS|PEMOHON|PELAPOR|OPERATOR|PENGGUNA|PEGAWAI|ADMIN|PEJABAT|PANITIA|PEMBERI|PENERIMA|YANG))"
)
PLACEHOLDER = re.compile(
    rf"\{{\{{.{{1,60}}?\}}\}}|\$\{{.{{1,60}}?\}}|«.{{1,60}}?»|<<.{{1,60}}?>>|\[ ?{_FIELD}\b[^\]]{{0,60}}\]|"
    rf"<{_FIELD}\b[^<>]{{0,40}}>|"
    rf"\((?:DIISI|ISI|ISIKAN|TULIS|TULISKAN|SEBUTKAN|LENGKAPI){_WHO}\b[^)]{{0,60}}\)|"
    r"\bLOREM IPSUM\b|(?:KETIK|ISI|TULIS|TEMPEL)(?:KAN)? (?:TEKS |GAMBAR )?DI ?SINI\b|CLICK OR TAP|\b(?:SEBANYAK|"
    r"SEBESAR|SEJUMLAH|TERBILANG ?:?) ?[.…_]{4,}"
)
_CROSSES = re.compile(r"(?<![\w.\-*/])(?:x{3,}|X{4,}|(?<=Rp)X{3,}|(?<=Rp )X{3,})(?![\w\-*])(?!\.\d)")


def draft(reading: Reading) -> Iterator[Defect]:
    """The paper calls itself a draft: by a mark on a page, its title, its status or the name of its file."""
    if reading.screen:
        return
    for leaf in reading.leaves:
        if reading.kind in SPEAKS_OF_OTHERS and reading.others_paper(leaf):
            continue
        found = next((row for row in leaf.rows if _is_mark(row, leaf)), None)
        if found:
            yield objection(DRAFT, found.page, found.quote)
            return
    titled = _draft_title(reading) or _draft_status(reading)
    if titled:
        yield objection(DRAFT, titled.page, titled.quote)
    elif draft_name(reading.paper.file_name) and not reading.signed:
        yield objection(DRAFT, 0, reading.paper.file_name[:200].strip())


def unreadable(reading: Reading) -> Iterator[Defect]:
    """Pages that are pictures without text: nothing in the document can be checked."""
    leaves, name = reading.leaves, reading.paper.file_name
    if not leaves or (is_image(name) and is_photo(name) and not _OF_A_PAPER.match(plain(name).replace("_", " "))):
        return
    counts = [_readable(leaf) for leaf in leaves]
    pictured = any(leaf.picture for leaf in leaves) or not any(counts)
    blank = sum(count < 5 for count in counts)
    if pictured and sum(counts) < 8 * len(counts) and 2 * blank >= len(counts) and sum(counts) < 40:
        yield objection(UNREADABLE, leaves[0].number)


def leftover(reading: Reading) -> Iterator[Defect]:
    """A place to fill in that nobody filled in, outside forms, patterns and program text."""
    if reading.screen:
        return
    leaves = [leaf for leaf in reading.leaves if not reading.others_paper(leaf)]
    for row in (row for leaf in leaves for row in leaf.own):
        if PLACEHOLDER.search(row.words) or _CROSSES.search(row.text):
            yield objection(LEFTOVER, row.page, row.quote)
            return


def draft_name(file_name: str) -> bool:
    """Whether a file's name calls it a draft: it begins with the word, or nothing but a version follows it."""
    words = _NAME_WORDS.findall(plain(file_name[:200].rpartition(".")[0] or file_name[:200]).replace("_", " "))
    for place, word in enumerate(words):
        if word in ("DRAF", "DRAFT") and (place == 0 or all(map(_NAME_TAIL.fullmatch, words[place + 1 :]))):
            return True
    return (
        len(words) > 1 and words[0] in ("KONSEP", "RANCANGAN") and re.match(_OBJECT, " ".join(words[1:3])) is not None
    )


def _is_mark(row: Row, leaf: Leaf) -> bool:
    """A mark that stands by itself ("D R A F T"), or a running line such as "Rancangan akhir - untuk dibaca"."""
    edge = row.place < 3 or row.place >= len(leaf.rows) - 2
    corner = [cell for cell in row.cells if is_capital(cell)] if row.place < 3 else []
    for text in (row.text, *corner):
        letters = re.sub(r"[\W_]", "", text[:60]).upper()
        if _ALONE.fullmatch(letters) and (edge or (_CLEAR.match(letters) and is_capital(text))):
            return True
    return edge and len(row.words) <= 90 and _RUNNING.match(row.words) is not None


def _draft_title(reading: Reading) -> Row | None:
    """The title itself begins with the word, with nothing but letterhead above it."""
    rows = reading.first.rows if reading.first else ()
    row = next((row for row in rows[:12] if not is_letterhead(row)), None)
    if row is None or not _TITLE.match(row.words) or row.text.endswith((".", ";")):
        return None
    return row if is_capital(row.text) or len(row.words.split()) <= 12 else None


def _draft_status(reading: Reading) -> Row | None:
    first = reading.first
    if first is None or reading.kind in SPEAKS_OF_OTHERS:
        return next((row for row in reading.head[:8] if _STATUS.match(row.words)), None)
    near = [row for row in first.rows if row.place < 15 or row.place >= len(first.rows) - 5]
    found = next((row for row in near if any(_STATUS.match(plain(cell)) for cell in row.cells)), None)
    return found or next((row for row in reading.own_rows if _CONFESSED.search(row.words)), None)


def _readable(leaf: Leaf) -> int:
    """How many words of a page can be read, without what a scanner adds."""
    return sum(len(_WORD.findall(row.text)) for row in leaf.rows if not _SCANNER.search(row.words))
