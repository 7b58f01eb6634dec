"""What an assessor objects to, as data: the claim, the objection, and the table of rules with their words and remedies.

The codes are those of Matang's map of SPBE 2020 and Pemdi 2026 (`evidence_defects`) where both exist; the others were
named by the readers of the labelled documents. `words` end the sentence "yang diberikan …" of `core.gaps`.
"""

from __future__ import annotations

from dataclasses import dataclass

DRAFT = "draf_diajukan_sebagai_final"
UNSIGNED = "tanda_tangan_kosong"
UNNUMBERED = "nomor_tanggal_kosong"
UNREADABLE = "pindaian_tanpa_teks"
LEFTOVER = "isian_tertinggal"
UNDATED_LIST = "daftar_tanpa_tanggal"
BARE_SCREEN = "screenshot_tanpa_url_tanggal"
LOGIN_ONLY = "halaman_masuk_saja"
OUT_OF_PERIOD = "di_luar_periode"
EXPIRED = "kedaluwarsa"
TOO_LATE = "sesudah_penutupan"
OLD_INSTRUMENT = "instrumen_usang"
WRONG_ISSUER = "penerbit_keliru"
POLICY_ONLY = "kebijakan_bukan_pelaksanaan"
APPOINTMENT_ONLY = "penetapan_bukan_hasil"
SAME_SCOPE = "dokumen_sama_beda_cakupan"
NO_COVERAGE = "klaim_seluruh_tanpa_matriks"
LOCAL_INDEX = "indeks_luar_diganti_dokumen_lokal"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of objection: `words` end a sentence, `remedy` is a sentence; `source`: where the rule comes from."""

    code: str
    title: str
    words: str
    remedy: str
    source: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document is cited for.

    level, criterion: the level and its words. requirement_kind, requirement, period: the requirement of the ladder that
    it is to meet (kind, words, "sekali", "n_tahun" or "tahunan"), empty for a supporting citation. external: the
    indicator's value comes from another body's index. others: (level, words) of the other levels of this indicator for
    which the same document is cited; the words are the note there, else the level's criterion.
    """

    indicator: str
    level: str
    note: str = ""
    requirement_kind: str = ""
    requirement: str = ""
    criterion: str = ""
    external: bool = False
    others: tuple[tuple[str, str], ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class Defect:
    """One objection: the rule's code, the page (0: the whole document or its name), the words that it rests on as they
    stand there (at most 200 letters, empty when there are none), the end of the sentence, the remedy."""

    rule: str
    page: int
    quote: str
    words: str
    remedy: str


_MAP = "peta kesesuaian SPBE 2020–Pemdi 2026"
_READERS = "dokumen berlabel yang dibaca seperti asesor"
_ROWS = (
    (
        DRAFT,
        "Draf diajukan sebagai naskah akhir",
        "masih berupa draf",
        "Tetapkan naskahnya, atau ajukan hanya untuk butir yang memang meminta rancangan.",
        _MAP,
    ),
    (
        UNSIGNED,
        "Tanda tangan kosong",
        "belum ditandatangani",
        "Mintakan tanda tangan pejabat yang berwenang, basah atau elektronik, lalu unggah ulang.",
        _MAP,
    ),
    (
        UNNUMBERED,
        "Nomor atau tanggal kosong",
        "belum bernomor atau bertanggal",
        "Minta penomoran dan penanggalan dari unit tata naskah, lalu unggah ulang.",
        _MAP,
    ),
    (
        UNREADABLE,
        "Pindaian tanpa teks",
        "hanya berupa gambar yang tidak terbaca",
        "Jalankan pengenalan teks atau pindai ulang, lalu periksa penanda tangan, tanggal, dan isinya.",
        _MAP,
    ),
    (
        LEFTOVER,
        "Isian tertinggal",
        "masih memuat isian yang belum diganti",
        "Ganti semua tanda isian dengan isi yang sebenarnya, lalu terbitkan ulang naskahnya.",
        _READERS,
    ),
    (
        UNDATED_LIST,
        "Daftar tanpa tanggal",
        "tidak bertanggal dan tidak berversi",
        "Cantumkan tanggal keadaan, tahun, atau versi pada kepala daftar, lalu sahkan.",
        _READERS,
    ),
    (
        BARE_SCREEN,
        "Tangkapan layar tanpa alamat atau tanggal",
        "tidak menampakkan alamat atau tanggal",
        "Ambil ulang dengan alamat situs, tanggal, nama instansi, dan isi yang relevan terlihat.",
        _MAP,
    ),
    (
        LOGIN_ONLY,
        "Halaman masuk saja",
        "hanya menampilkan halaman masuk",
        "Ambil ulang dari dalam sistem sehingga fungsi yang diminta terlihat bersama akun dan tanggalnya.",
        _READERS,
    ),
    (
        OUT_OF_PERIOD,
        "Di luar periode",
        "berasal dari luar periode penilaian",
        "Ajukan bukti dari dua belas bulan sebelum penutupan.",
        _READERS,
    ),
    (
        EXPIRED,
        "Kedaluwarsa",
        "sudah habis masa berlakunya",
        "Perpanjang atau perbarui naskahnya, lalu ajukan yang masih berlaku.",
        _READERS,
    ),
    (
        TOO_LATE,
        "Sesudah penutupan",
        "bertanggal sesudah penutupan",
        "Ajukan bukti yang ditandatangani paling lambat pada tanggal penutupan.",
        _READERS,
    ),
    (
        OLD_INSTRUMENT,
        "Instrumen usang",
        "memakai instrumen yang sudah diganti",
        "Lakukan pengukuran dengan instrumen yang berlaku dalam dua belas bulan terakhir.",
        _MAP,
    ),
    (
        WRONG_ISSUER,
        "Penerbit keliru",
        "tidak diterbitkan oleh pejabat yang berwenang",
        "Mintakan penetapan dari pimpinan atau instansi yang berwenang, atau ajukan naskah yang mereka terbitkan.",
        _READERS,
    ),
    (
        POLICY_ONLY,
        "Kebijakan, bukan pelaksanaan",
        "berupa kebijakan atau rencana, bukan bukti pelaksanaan",
        "Tambahkan jejak pelaksanaan: laporan, notula, log, atau tangkapan layar bertanggal.",
        _MAP,
    ),
    (
        APPOINTMENT_ONLY,
        "Penetapan, bukan hasil",
        "berupa penetapan tim, bukan hasil kerjanya",
        "Lampirkan program kerja, laporan, atau berita acara kegiatan tim.",
        _MAP,
    ),
    (
        SAME_SCOPE,
        "Dokumen sama, cakupan berbeda",
        "diajukan pula untuk cakupan sebagian",
        "Sediakan bukti cakupan yang berbeda untuk tingkat atas, atau turunkan klaim tingkatnya.",
        _MAP,
    ),
    (
        NO_COVERAGE,
        "Klaim seluruh tanpa matriks",
        "tidak memuat daftar unit yang membuktikan cakupan seluruhnya",
        "Lampirkan matriks: layanan atau unit, cakupan, bukti, dan angka pembagi serta penyebutnya.",
        _MAP,
    ),
    (
        LOCAL_INDEX,
        "Indeks luar diganti dokumen sendiri",
        "bukan hasil resmi dari instansi pembina",
        "Minta hasil resmi indeks kepada instansi pembina untuk periode penilaian.",
        _MAP,
    ),
)

RULES: dict[str, Rule] = {row[0]: Rule(*row) for row in _ROWS}


def objection(code: str, page: int = 0, quote: str = "") -> Defect:
    """The objection of a rule at a place."""
    rule = RULES[code]
    return Defect(code, page, quote, rule.words, rule.remedy)
