"""What kind of paper a document is: from its title, else from the marks of its first lines, else from its file's name.

A title in capitals outweighs everything (naskah dinas: the kind stands above the number); a bundle has the kind of its
first page; where two kinds are equally likely none is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matang.core.recognition.paper import Fact
from matang.core.recognition.words import Line, Sheet, folded, is_capital, one_line, opening, pattern, quote

KINDS = {
    "peraturan": "Peraturan",
    "keputusan": "Keputusan",
    "instruksi": "Instruksi",
    "edaran": "Surat edaran",
    "surat_tugas": "Surat tugas",
    "undangan": "Undangan",
    "surat": "Surat",
    "nota_dinas": "Nota dinas",
    "notula": "Notula",
    "daftar_hadir": "Daftar hadir",
    "berita_acara": "Berita acara",
    "laporan": "Laporan",
    "sop": "Standar operasional prosedur",
    "kak": "Kerangka acuan kerja",
    "pedoman": "Pedoman",
    "dokumen_perencanaan": "Dokumen perencanaan",
    "anggaran": "Dokumen anggaran",
    "kontrak": "Kontrak atau perjanjian",
    "register": "Register atau daftar",
    "data": "Data, denah, atau lembar pengetahuan",
    "sertifikat": "Sertifikat",
    "paparan": "Bahan paparan",
    "tangkapan_layar": "Tangkapan layar",
}
"""Code to the name that pages show. The codes are those of `evidence.kind` in the ladders wherever both exist."""

LINES = 25
LETTERS = ("surat", "undangan", "nota_dinas", "surat_tugas", "edaran")
_TITLE, _SCREEN, _SPOKEN, _WEAK, _NEEDED, _HINT = 200, 190, 90, 45, 30, 8
_LEAD = (
    r"^\W{0,4}(?:SLIDE \w{1,2}\W{1,3})?"
    r"(?:(?:LAMPIRAN(?: [IVX]{1,4})?|SALINAN|PETIKAN|RANCANGAN|KONSEP|DRAFT?|DOKUMEN) )?"
)
_AUTHORITY = (
    "GUBERNUR|BUPATI|WALI ?KOTA|DAERAH|PRESIDEN|MENTERI|KEPALA|BADAN|PEMERINTAH|BERSAMA|KOMISI|LEMBAGA|"
    "SEKRETARIS|DIREKTUR|DESA|OMBUDSMAN"
)
_TITLES: tuple[tuple[str, str], ...] = (
    ("peraturan", rf"(?:PERATURAN (?:{_AUTHORITY})|UNDANG-UNDANG)\b"),
    ("instruksi", rf"INSTRUKSI (?:{_AUTHORITY})\b"),
    ("keputusan", r"(?:SURAT )?KEPUTUSAN\b"),
    ("edaran", r"(?:SURAT )?EDARAN\b"),
    ("kontrak", r"(?:SURAT )?(?:PERJANJIAN|PERINTAH KERJA|KONTRAK|KESEPAKATAN BERSAMA)\b|NOTA KESEPA"),
    ("surat_tugas", r"SURAT (?:PERINTAH )?TUGAS\b|SURAT PERINTAH\b"),
    ("nota_dinas", r"NOTA[- ]DINAS\b"),
    ("undangan", r"(?:SURAT )?UNDANGAN\b"),
    ("surat", r"SURAT (?:PERJALANAN|PENGANTAR|KETERANGAN|PERNYATAAN|KUASA|PERMOHONAN|REKOMENDASI|DINAS)\b"),
    (
        "notula",
        r"(?:NOTULA|NOTULEN|NOTULENSI|RISALAH|RESUME|CATATAN(?: HASIL)?)(?: RAPAT| PERTEMUAN|$)|NOTULE?N?S?I?A?\b",
    ),
    ("daftar_hadir", r"(?:DAFTAR HADIR|ABSENSI|PRESENSI)\b"),
    ("berita_acara", r"BERITA ACARA\b|BA (?:PENERIMAAN|SERAH|REKON|UJI|PEMERIKSAAN|PEMBAYARAN|PEMANFAATAN)"),
    ("sertifikat", r"(?:SERTIFIKAT|PIAGAM|SURAT TANDA TAMAT)\b"),
    (
        "sop",
        r"STANDA?R? ?(?:OPERASIONAL|OPERATIONAL|OPERATING|PROSEDUR)|PROSEDUR OPERASIONAL|(?:NOMOR|NO\.?|NAMA) SOP\b",
    ),
    ("sop", r"SOP(?:[-/]| (?=[A-Z]))"),
    ("kak", r"(?:KERANGKA ACUAN|TERM OF REFERENCE|TOR\b|KAK\b)"),
    ("tangkapan_layar", r"(?:LEMBAR )?TANGKAPAN LAYAR|BUKTI (?:TANGKAPAN|TAMPILAN)|SCREEN ?SHOT"),
    ("anggaran", r"(?:DOKUMEN )?PELAKSANAAN (?:PERUBAHAN )?ANGGARAN|DPP?A\b|RENCANA KERJA (?:DAN )?ANGGARAN|RKA\b"),
    ("anggaran", r"RINCIAN (?:ANGGARAN|BELANJA|BIAYA)|RENCANA ANGGARAN BIAYA|RENCANA UMUM PENGADAAN"),
    ("data", r"DAFTAR DATA\b|DENAH\b|TOPOLOGI\b|PETA (?:SAMBUNGAN|JARINGAN)|LEMBAR (?:PENGETAHUAN|DATA)|METADATA\b"),
    ("register", r"(?:REGISTER|INVENTARIS\w{0,3}|KATALOG|KARTU INVENTARIS|BUKU (?:INVENTARIS|AGENDA|REGISTER))\b"),
    ("register", r"AGENDA SURAT|MATRIKS KOMPETENSI|DAFTAR \w"),
    (
        "dokumen_perencanaan",
        r"(?:ARSITEKTUR|PETA RENCANA|PETA PROSES|RENJA|RENSTRA|ROAD ?MAP|RPJMD|RKPD|MASTER ?PLAN)\b",
    ),
    (
        "dokumen_perencanaan",
        r"RENCANA (?:KERJA|STRATEGIS|AKSI|INDUK|TAHAPAN|PEMBANGUNAN|PENGEMBANGAN|TINDAK|PEMULIHAN)",
    ),
    (
        "dokumen_perencanaan",
        r"(?:TABEL DOMAIN|KALENDER|PROGRAM KERJA|MATRIKS (?:KESESUAIAN|PETA|RENCANA)|RANCANGAN INDUK)\b",
    ),
    ("pedoman", r"(?:PEDOMAN|PANDUAN|PETUNJUK (?:TEKNIS|PELAKSANAAN)|JUKNIS|BUKU SAKU|KEBIJAKAN)\b"),
    ("pedoman", r"STANDAR (?:PELAYANAN|LAYANAN|TEKNIS)\b"),
    ("paparan", r"(?:BAHAN )?(?:PAPARAN|TAYANG)\b"),
    ("laporan", r"(?:LAPORAN|LKPJ|LAKIP|LKJIP|LPPD)\b"),
)
_EVALUATIONS = (
    r"HASIL (?:\w{3,20} )?(?:PENILAIAN|SURVEI|EVALUASI|PEM\w+|PENGUJIAN|UJI|KEPUASAN|PENGUKURAN)|REKAP(?:ITULASI)?\b|"
    r"TINJAUAN\b|EVALUASI\b|REVIU\b|AUDIT\b|SURVEI\b|KINERJA\b|MONITORING\b|PEMANTAUAN\b|MONEV\b|"
    r"PENGADUAN \w|KUNJUNGAN\b"
)
_NOT_PROSE = r"(?! (?:INI|ITU|TERSEBUT|DIMAKSUD)\b)"
_TITLE_RULES = [(kind, pattern(f"{_LEAD}(?:{source}){_NOT_PROSE}")) for kind, source in _TITLES]
_EVALUATION = pattern(f"{_LEAD}(?:{_EVALUATIONS}){_NOT_PROSE}")
_SOP_NUMBER = pattern(r"NOMOR SOP\b")
_MARKS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, weight, pattern(source))
    for kind, weight, source in (
        ("peraturan", 25, r"^DENGAN RAHMAT TUHAN"),
        ("peraturan", 15, r"^PASAL [I\d]"),
        ("peraturan", 10, r"^DIUNDANGKAN"),
        ("keputusan", 25, r"^MEMUTUSKAN\b"),
        ("keputusan", 20, r"^(?:KESATU|PERTAMA)\b"),
        ("keputusan", 5, r"^MENIMBANG\b"),
        ("surat_tugas", 35, r"^(?:MENUGASKAN|MEMERINTAHKAN)\b"),
        ("surat_tugas", 10, r"^(?:DASAR|UNTUK)\b ?:"),
        ("undangan", 75, r"^(?:PERI)?HAL ?[:;]? ?UNDANGAN"),
        ("undangan", 20, r"MENGHARAP(?:KAN)? KEHADIRAN|MENGUNDANG (?:SAUDARA|BAPAK)"),
        ("surat", 20, r"^YTH\b|^KEPADA YTH"),
        ("surat", 20, r"^(?:PERI)?HAL ?[:;]? ?\w{3}"),
        ("surat", 10, r"^(?:SIFAT|LAMPIRAN) ?[:;]"),
        ("surat", 5, r"^NOMOR\b"),
        ("nota_dinas", 25, r"^DARI\b ?[:;]?"),
        ("notula", 30, r"^NOTULIS\b|NOTULIS ?[:,]|YANG MENCATAT|YG MENCATAT"),
        ("notula", 12, r"^(?:PIMPINAN|PESERTA|HADIR|PIMPINAN RAPAT|AGENDA|PEMBAHASAN|YG DIBAHAS|DISEPAKATI)\b"),
        ("notula", 12, r"^RAPAT [A-Z]"),
        ("berita_acara", 30, r"PADA HARI INI|^HARI INI\b"),
        ("berita_acara", 15, r"PIHAK (?:PERTAMA|KEDUA|I\b)"),
        ("berita_acara", 10, r"SERAH TERIMA"),
        ("laporan", 12, r"PENDAHULUAN\b"),
        ("laporan", 25, r"KAMI LAPORKAN"),
        ("laporan", 5, r"^(?:[A-Z]\. |[IVX]+\. )?(?:HASIL|KESIMPULAN|SIMPULAN|CAPAIAN|SARAN)\b"),
        ("sop", 30, r"DISAHKAN OLEH|MUTU BAKU|KUALIFIKASI PELAKSANA"),
        ("kak", 15, r"(?:MAKSUD DAN TUJUAN|KELUARAN|BIAYA YANG DIPERLUKAN)\b"),
        ("sertifikat", 35, r"DIBERIKAN KEPADA"),
        ("daftar_hadir", 20, r"\bTANDA ?TANGAN\b"),
        ("tangkapan_layar", 30, r"^HTTPS?:|^WWW\.|^[A-Z-]{2,30}(?:\.[A-Z-]{2,30}){1,4}(?:/\w| |$)"),
        ("tangkapan_layar", 20, r"KATA SANDI|PASSWORD|LUPA SANDI|SELAMAT DATANG"),
        ("tangkapan_layar", 20, r"\bAKUN ?:|\bBERANDA\b|\bLOGIN\b|\bDASH ?BOARD\b|KELUAR$"),
        ("tangkapan_layar", 18, r"[A-Z)\d] {1,4}> {1,4}[A-Z]"),
        ("tangkapan_layar", 18, r"\[ ?(?!FOTO|SLIDE|NAMA|TANDA|DIISI)[A-Z][A-Z ]{2,30} ?\]"),
        ("tangkapan_layar", 20, r"TAMPILAN (?:APLIKASI|LAYAR|HALAMAN|MENU)"),
        ("tangkapan_layar", 12, r"\bSTATUS\b ?:?|\bUNDUH\b|\bUNGGAH\b|\bCARI ?:|\bMENAMPILKAN\b|\bDISETUJUI\b"),
    )
)
_NAME_HINTS = (
    ("peraturan", r"PERGUB|PERBUP|PERWALI|PERDA|PERKADA|PERATURAN"),
    ("keputusan", r"SK|KEPUTUSAN|KEPGUB|KEPKADIS|KEPBUP|KEPWALI"),
    ("edaran", r"SE|EDARAN"),
    ("surat_tugas", r"SURAT TUGAS|SPT"),
    ("undangan", r"UNDANGAN"),
    ("nota_dinas", r"ND|NOTA DINAS"),
    ("notula", r"NOTULA|NOTULEN|RISALAH"),
    ("daftar_hadir", r"DAFTAR HADIR|ABSEN|ABSENSI"),
    ("berita_acara", r"BA|BAST|BERITA ACARA"),
    ("laporan", r"LAPORAN|LAP|REKAP|EVALUASI|HASIL|REVIU|MONEV|SURVEI|SURVEY|LKPJ"),
    ("sop", r"SOP"),
    ("kak", r"KAK|TOR|KERANGKA ACUAN"),
    ("pedoman", r"PEDOMAN|PANDUAN|JUKNIS"),
    ("dokumen_perencanaan", r"RENJA|RENSTRA|ARSITEKTUR|PETA RENCANA|ROADMAP|KALENDER"),
    ("anggaran", r"DPA|RKA|RAB"),
    ("kontrak", r"KONTRAK|PERJANJIAN|PKS|SPK|MOU"),
    ("register", r"REGISTER|INVENTARIS|KATALOG|DAFTAR|KIR|KIB|AGENDA"),
    ("data", r"DENAH|TOPOLOGI"),
    ("sertifikat", r"SERTIFIKAT|PIAGAM"),
    ("paparan", r"PAPARAN"),
    ("tangkapan_layar", r"SCREENSHOT|SS|TANGKAPAN LAYAR"),
    ("surat", r"SURAT"),
)
_HINTS = [(kind, pattern(rf"(?<![A-Z])(?:{source})(?![A-Z])")) for kind, source in _NAME_HINTS]
_SLIDES = (".pptx", ".ppt", ".odp")
_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind that was found, the fact for it, and the line that is the document's title (None without one)."""

    code: str
    fact: Fact
    title: Line | None


def read_kind(file_name: str, sheets: Sequence[Sheet]) -> Kind | None:
    """The kind of a document, None when nothing says it or two kinds are equally likely."""
    lines = opening(sheets, LINES)
    scores: dict[str, list[tuple[int, Line]]] = {}
    title = title_of(lines)
    for kind, weight, line in _readings(lines, title, _is_picture(file_name, sheets)):
        scores.setdefault(kind, []).append((weight, line))
    hint = hint_of(file_name)
    if hint == "paparan" and (title is None or title[2] < _TITLE):
        return Kind(hint, Fact("kind", hint, 0, quote(file_name)), None)
    totals = {kind: sum(weight for weight, _ in found) for kind, found in scores.items()}
    if hint in totals:
        totals[hint] += _HINT
    ranked = sorted(totals, key=lambda kind: -totals[kind])
    if ranked and totals[ranked[0]] >= _NEEDED:
        if len(ranked) > 1 and totals[ranked[0]] == totals[ranked[1]]:
            return None
        best = max(scores[ranked[0]], key=lambda item: item[0])[1]
        own = title[1] if title and title[0] == ranked[0] else None
        return Kind(ranked[0], Fact("kind", ranked[0], best.page, quote(best.text)), own)
    return Kind(hint, Fact("kind", hint, 0, quote(file_name)), None) if hint else None


def title_of(lines: Sequence[Line]) -> tuple[str, Line, int] | None:
    """The first line that is a title: its kind, the line (one column of it), its weight."""
    spoken: tuple[str, Line, int] | None = None
    for place, line in enumerate(lines):
        for cell in _title_cells(line, place):
            kind, weight = _title_kind(cell, place, 6 if len(line.cells) == 1 else 3)
            if weight == _TITLE:
                return kind, Line(line.page, cell), weight
            if weight and (spoken is None or weight > spoken[2]):
                spoken = kind, Line(line.page, cell), weight
    return spoken


def _title_cells(line: Line, place: int) -> list[str]:
    """Where a title may stand: the first column, after "OFFICE - " on the first lines, in the right part of an SOP."""
    first, *others = line.cells
    after = first.partition(" - ")[2]
    return [
        first,
        *([after] if after and place < 3 else ()),
        *(cell for cell in others if _SOP_NUMBER.match(folded(cell))),
    ]


def hint_of(file_name: str) -> str:
    """The kind that a file's name hints at, empty when it hints at none."""
    stem, dot, ending = file_name[:200].rpartition(".")
    words = folded(re.sub(r"[_\W]+", " ", stem if dot else ending))
    if file_name.lower().endswith(_SLIDES):
        return "paparan"
    return min(((found.start(), kind) for kind, rule in _HINTS if (found := rule.search(words))), default=(0, ""))[1]


def _is_picture(file_name: str, sheets: Sequence[Sheet]) -> bool:
    return file_name.lower().endswith(_PICTURES) and any(sheet.picture for sheet in sheets)


def _title_kind(cell: str, place: int, near: int) -> tuple[str, int]:
    words = folded(one_line(cell))
    weight = _TITLE if is_capital(cell) else _SPOKEN if place < 6 and len(words.split()) <= 14 else 0
    if not weight or cell.rstrip().endswith((";", ",")):
        return "", 0
    for kind, rule in _TITLE_RULES:
        if rule.match(words):
            return kind, weight
    return (
        ("laporan", _WEAK if weight == _SPOKEN else _SPOKEN) if place < near and _EVALUATION.match(words) else ("", 0)
    )


def _readings(
    lines: Sequence[Line], title: tuple[str, Line, int] | None, picture: bool
) -> Iterator[tuple[str, int, Line]]:
    if title:
        yield title[0], title[2], title[1]
    seen: set[int] = set()
    shown = 0
    for line in lines:
        words = line.folded
        for place, (kind, weight, rule) in enumerate(_MARKS):
            if place not in seen and rule.search(words):
                seen.add(place)
                shown += weight if kind == "tangkapan_layar" else 0
                yield kind, weight, line
    if picture and lines:
        yield "tangkapan_layar", _SCREEN if shown >= _NEEDED else 20, lines[0]
