"""Objections to what a paper is cited for: policy for practice, a wrong issuer, a scope that nothing shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from matang.core.recognition.defects_rules import (
    APPOINTMENT_ONLY,
    LOCAL_INDEX,
    NO_COVERAGE,
    POLICY_ONLY,
    SAME_SCOPE,
    WRONG_ISSUER,
    Claim,
    Defect,
    objection,
)
from matang.core.recognition.defects_text import SIGNED, Reading, Row, before, plain

_PRACTICE = frozenset(
    {"laporan", "notula", "register", "data", "tangkapan_layar", "sertifikat", "berita_acara", "daftar_hadir"}
)
_POLICY = frozenset({"peraturan", "keputusan", "dokumen_perencanaan", "sop", "edaran", "instruksi", "pedoman", "kak"})
_TEAM = re.compile(
    r"\b(?:TIM|KELOMPOK KERJA|POKJA|GUGUS TUGAS|SATUAN TUGAS|SATGAS|FORUM|KOMITE|PANITIA|PENUNJUKAN|PENGANGKATAN)\b"
)
_LISTED = re.compile(
    r"\b(?:DAFTAR|KATALOG|REGISTER|INVENTARIS|MATRIKS|STANDAR PELAYANAN|STANDAR LAYANAN|HASIL|PETA (?:PROSES|"
    r"KOMPETENSI))\b"
)
_DONE = re.compile(
    r"\b(?:REALISASI|CAPAIAN|TERLAKSANA|TELAH DILAKSANAKAN|HASIL PELAKSANAAN|SUDAH SELESAI|TINDAK LANJUT ATAS)\b"
)
_ASKS_DEEDS = re.compile(
    r"\W{0,2}(?:LAPORAN|NOTULA|DAFTAR HADIR|BERITA ACARA|REKAP|SURVEI|TAMPILAN|CATATAN|HASIL|MATRIKS TINDAK LANJUT|"
    r"SERTIFIKAT)\b"
)
_ASKS_POLICY = re.compile(
    r"\b(?:PERATURAN|KEPUTUSAN|KEBIJAKAN|PASAL|SOP|PROSEDUR|PETA RENCANA|RENJA|RENSTRA|RENCANA|PROGRAM KERJA|KAK|"
    r"ARSITEKTUR|PEDOMAN|PENUNJUKAN|PENETAPAN|JADWAL)\b"
)

_RULING = frozenset({"sop", "keputusan", "peraturan", "edaran", "instruksi", "pedoman"})
_HEADED_PLAN = re.compile(r"\b(?:PETA RENCANA|ARSITEKTUR)\b")
_LOW = re.compile(
    r"(?:KEPALA (?:SUB ?BAGIAN|SUB ?BAG|SEKSI|BIDANG|SUB ?BIDANG|URUSAN|INSTALASI)|KASUB ?BAG|KABID|KASI|KASUBBID)\b"
)
_HIGH = re.compile(
    r"\bA\. ?N\.|\bU\. ?B\.|KEPALA (?:DINAS|BADAN|BIRO|SATUAN|KANTOR|DAERAH|BAGIAN|UPTD?\b|PERANGKAT)|\bKADIS\b|"
    r"\bKABAN\b|\bKARO\b|SEKRETARIS|GUBERNUR|BUPATI|WALI ?KOTA|"
    r"DIREKTUR|INSPEKTUR|CAMAT|LURAH|MENTERI|ASISTEN"
)
_APPROVED = re.compile(r"(?:DI ?SAHKAN|DISETUJUI|DITETAPKAN)(?: OLEH)? ?[:,] ?(?P<who>.+)$")
_OUTSIDE = (
    (re.compile(r"KOMINFO|KOMUNIKASI"), re.compile(r"KOMINFO|KOMUNIKASI|DKIP|DKIS|KOMINSA")),
    (re.compile(r"\bBPS\b|BADAN PUSAT STATISTIK"), re.compile(r"\bBPS\b|PUSAT STATISTIK")),
    (re.compile(r"\bBSSN\b|SIBER DAN SANDI"), re.compile(r"\bBSSN\b|SIBER")),
    (re.compile(r"\bBIG\b|INFORMASI GEOSPASIAL$"), re.compile(r"\bBIG\b|BADAN INFORMASI GEOSPASIAL")),
    (re.compile(r"\bBAPPENAS\b"), re.compile(r"BAPPENAS|PERENCANAAN PEMBANGUNAN NASIONAL")),
    (re.compile(r"\bANRI\b"), re.compile(r"\bANRI\b|ARSIP NASIONAL")),
)
_FROM = re.compile(
    r"\b(?:JAWABAN|BALASAN|REKOMENDASI|PERSETUJUAN|SERTIFIKAT|HASIL RESMI|SURAT)\b.{0,60}?\b(?:DARI|"
    r"OLEH)\b(?P<whom>.{3,60})"
)

_ALL = r"(?:SELURUH|SEMUA|SETIAP|SEGENAP|KESELURUHAN|100 ?%|100 PERSEN|SERATUS PERSEN|MENYELURUH)(?:NYA)?"
_UNIT = (
    r"(?:UNIT|BIDANG|BAGIAN|RUANG\w*|PEGAWAI|ASN|PNS|PERANGKAT DAERAH|OPD|SKPD|UPTD?|SEKSI|SUB ?BAGIAN|KANTOR|"
    r"SEKOLAH|PUSKESMAS|KECAMATAN|DESA|KELURAHAN|KABUPATEN|"
    r"GEDUNG|LANTAI|LAYANAN|APLIKASI|PENGGUNA|BIRO|CABANG|LOKASI|INSTANSI|TITIK|PEJABAT|JABATAN|BELANJA|SATUAN KERJA|"
    r"RUMAH SAKIT|DINAS|BADAN|"
    r"SURAT|NASKAH|PERMOHONAN|PENGADUAN|USUL\w*|ANGGOTA|OPERATOR|KOMPUTER)"
)
_WHOLE = re.compile(rf"{_ALL} (?:\w+ ){{0,2}}?{_UNIT}\b|\b{_UNIT} (?:\w+ )?{_ALL}")
_NOT_WHOLE = re.compile(
    r"\b(?:BELUM|TIDAK|BUKAN) (?:MENCAKUP |MELIPUTI |UNTUK )?(?:SELURUH|SEMUA|SETIAP)|SEBAGIAN|\b(?:BERLAKU|MENGIKAT|"
    r"WAJIB|MEWAJIBKAN|MENGATUR) (?:\w+ ){0,2}(?:SELURUH|SEMUA|SETIAP)|"
    r"(?:UNDANGAN|MENGUNDANG|KEPADA YTH)"
)
_PART = re.compile(
    r"\b(?:SEBAGIAN|BEBERAPA|SALAH SATU|SATU (?:BIDANG|UNIT|RUANG|BAGIAN)|BARU (?:DI|PADA|SATU|DUA|TIGA))\b"
)
_OF = re.compile(r"\b(\d{1,6}) DARI (\d{1,6})\b")
_SAYS_ALL = re.compile(rf"{_ALL}(?!\w)")
_RATIO = re.compile(
    r"\b\d{1,6} (?:\w+ ){0,2}DARI (?:TOTAL |JUMLAH |SELURUH )?\d{1,6}\b|\(100 ?(?:%|PERSEN)|\b100(?:,00?)? ?%|"
    r"\b\d{1,6}/\d{1,6} (?:UNIT|BIDANG|PEGAWAI|RUANG|OPD)"
)
_NO_NEED = frozenset({"peraturan", "undangan", "edaran", "instruksi", "surat_tugas"})
_MONTHS = re.compile(r"\W*\d{0,2}\W*(?:JAN|FEB|PEB|MAR|APR|MEI|JUN|JUL|AGU|SEP|OKT|NOV|NOP|DES)\w{0,6}\b")
_CENTRAL = re.compile(
    r"BAPPENAS|PERENCANAAN PEMBANGUNAN NASIONAL|BADAN PUSAT STATISTIK|\bBPS\b|BADAN INFORMASI GEOSPASIAL|\bBIG\b|"
    r"KEMENTERIAN|SEKRETARIAT SATU DATA|\bBSSN\b|\bBKN\b|\bLAN\b"
)
_AID = re.compile(r"\bBEKAL\b")


def policy_only(reading: Reading, claim: Claim) -> Iterator[Defect]:
    """A rule, a plan or an appointment where the level asks for what was done."""
    asked = plain(claim.requirement)
    head = reading.head
    if claim.external or claim.requirement_kind not in _PRACTICE or reading.kind not in _POLICY or not head:
        return
    if (_ASKS_POLICY.search(asked) and not _ASKS_DEEDS.match(asked)) or (reading.kind == "sop" and _covers(reading)):
        return
    title = " ".join(row.words for row in head[:8])
    place = next((row for row in head if len(row.words) > 12), head[0])
    if reading.kind == "keputusan" and _TEAM.search(title):
        yield objection(APPOINTMENT_ONLY, place.page, place.quote)
    elif not _LISTED.search(title) and not any(_DONE.search(row.words) for row in reading.own_rows):
        yield objection(POLICY_ONLY, place.page, place.quote)


def wrong_issuer(reading: Reading, claim: Claim) -> Iterator[Defect]:
    """A rule of the office that only a subordinate approved, or another body's paper that this body did not issue."""
    found = _low_approval(reading) or _not_from(reading, claim)
    if found:
        yield objection(WRONG_ISSUER, found.page, found.quote)


def scope(reading: Reading, claim: Claim) -> Iterator[Defect]:
    """ "All" is claimed: with the paper that also shows a part, or with a paper that lists no units."""
    note = plain(claim.note)
    words = note or plain(claim.criterion)
    row = next(iter(reading.head), None)
    if row is None:
        return
    if _whole(words) and not _part(words) and any(_is_part(claim, other) for other in claim.others):
        yield objection(SAME_SCOPE, row.page, row.quote)
    if _WHOLE.search(note) and not _NOT_WHOLE.search(note) and reading.kind not in _NO_NEED and not _covers(reading):
        yield objection(NO_COVERAGE, row.page, row.quote)


def local_index(reading: Reading, claim: Claim) -> Iterator[Defect]:
    """The official result of another body is asked for, and the paper is one's own rule or names no such body."""
    asked = plain(claim.requirement)
    if not claim.external or _AID.search(asked) or claim.requirement_kind not in ("", "laporan") or not reading.head:
        return
    if claim.requirement_kind == "laporan" and not re.search(r"\b(?:HASIL|NILAI|INDEKS)\b", asked):
        return
    own = reading.kind in _POLICY or not any(_CENTRAL.search(row.words) for row in reading.own_rows)
    if own:
        yield objection(LOCAL_INDEX, reading.head[0].page, reading.head[0].quote)


def _low_approval(reading: Reading) -> Row | None:
    """The row of a subordinate who approved an SOP, a decision or the office's plan, when nobody above did."""
    title = " ".join(row.words for row in reading.head[:6])
    if reading.kind not in _RULING and not (reading.kind == "dokumen_perencanaan" and _HEADED_PLAN.search(title)):
        return None
    approvers = list(_approvers(reading))
    if any(_HIGH.search(who) for _, who in approvers):
        return None
    return next((row for row, who in approvers if _LOW.match(who)), None)


def _approvers(reading: Reading) -> Iterator[tuple[Row, str]]:
    """Who approved: "Disahkan oleh : …" and the offices above signatures, outside attachments that are forms."""
    rows = reading.own_rows
    for place, row in enumerate(rows):
        for cell in (row.text, *row.cells):
            found = _APPROVED.match(plain(cell))
            if found:
                yield row, found["who"]
        if SIGNED.search(row.words) or re.match(r"\W{0,2}NIP\b", row.words):
            for item in before(rows, place, 5):
                for cell in item.cells:
                    words = plain(cell).strip(" ,:")
                    if item.page == row.page and (_LOW.match(words) or _HIGH.match(words)) and len(words) <= 90:
                        yield item, words


def _not_from(reading: Reading, claim: Claim) -> Row | None:
    """A paper claimed to come from another body, when neither its letterhead nor its signature names that body."""
    said = _FROM.search(plain(claim.note)) or _FROM.search(plain(claim.requirement) if not claim.note else "")
    if (
        not said
        or reading.kind in ("laporan", "notula", "berita_acara", "register", "tangkapan_layar")
        or not reading.first
    ):
        return None
    body = next((names for asked, names in _OUTSIDE if asked.search(said["whom"])), None)
    rows = [row for leaf in reading.leaves for row in leaf.rows if row.place < 8 or row.place >= len(leaf.rows) - 14]
    addressed = re.compile(r"YTH|KEPADA|MEMBACA|TEMBUSAN")
    if body is None or any(body.search(row.words) and not addressed.search(row.words) for row in rows):
        return None
    return reading.first.rows[0]


def _is_part(claim: Claim, other: tuple[str, str]) -> bool:
    """Whether the same paper is also cited, at a lower level, for a part only."""
    level, words = other
    return _number(level) < _number(claim.level) and _part(plain(words))


def _part(words: str) -> bool:
    return _PART.search(words) is not None or any(int(some) < int(all_) for some, all_ in _OF.findall(words))


def _whole(words: str) -> bool:
    return _SAYS_ALL.search(words) is not None or any(some == all_ for some, all_ in _OF.findall(words))


def _number(level: str) -> Fraction:
    try:
        return Fraction(level.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return Fraction(0)


def _covers(reading: Reading) -> bool:
    """Whether the paper counts its units: a proportion in figures, or a table that is not one of months only."""
    if any(_RATIO.search(row.words) for row in reading.own_rows):
        return True
    return any(_table(leaf.own) for leaf in reading.leaves) or _enumerates(reading.own_rows)


def _table(rows: Sequence[Row]) -> bool:
    lines = [row for row in rows if len(row.cells) >= 3 and not _MONTHS.match(row.words)]
    return len(lines) >= 3


def _enumerates(rows: Sequence[Row]) -> bool:
    """Whether units are listed one under another: three numbered or dashed lines that name units."""
    listed = [
        row for row in rows if re.match(r"(?:\d{1,3}[.)]|[-•*–])\s", row.text) and re.search(rf"\b{_UNIT}\b", row.words)
    ]
    return len(listed) >= 3
