"""How far a text says that a thing has come: drafted, in part, everywhere, reviewed, joined up, improved.

The same signs are read in a level's criterion and in a paper, so that a paper meets the level of its own stage whatever
the instrument calls its levels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from math import log, sqrt
from typing import Final

# Words and short phrases in small letters, parted by semicolons.
_SIGNS: Final[Mapping[str, str]] = {
    "rancangan": """rancangan; konsep; draf; draft; dibahas; pembahasan; penyusunan; disusun; belum ada; coretan
        belum disahkan; belum tersedia; sewaktu waktu; sementara; mendadak; dibicarakan; akan dibuat; belum dibentuk
        pembentukan""",
    "sebagian": """sebagian; beberapa; belum lengkap; belum semua; belum seluruh; belum mencakup; belum; kosong
        menyusul; tanpa pedoman; rencana kerja; program kerja; terencana; permohonan; penunjukan""",
    "menyeluruh": """seluruh; semua; lengkap; setiap; tiap bagian; tiap unit; tiap bidang; keenam; ketujuh; berlaku bagi
        prosedur; sop; pedoman; wajib; standar""",
    "ditinjau": """reviu; review; direviu; evaluasi; dievaluasi; tinjauan; ditinjau; diukur; ukuran; capaian; target
        dinilai; pemantauan; semester; triwulan; rata; rata2; monev; realisasi; temuan; kendala; sasaran""",
    "terhubung": """integrasi; terintegrasi; terhubung; tersambung; keterhubungan; nasional; api; bertukar; pertukaran
        sinkron; sinkronisasi; rekonsiliasi; rekon; dipakai bersama; dipakai layanan; ditarik dari; lintas; diskominfo
        antarinstansi; bersama dinas; dinas kominfo; koordinasi; pendampingan; diselaraskan; selaras
        perjanjian kerja sama""",
    "membaik": """tindak lanjut; tindaklanjut; ditindaklanjuti; perbaikan; diperbaiki; penyempurnaan; disempurnakan
        versi baru; versi 2; versi 3; versi 4; v2; v3; v4; sebelum; sesudah; diperbarui; pemutakhiran; dimutakhirkan
        turun dari; turun menjadi; naik dari; naik menjadi; dibandingkan; edisi; yang berubah; yang diubah; pengganti
        revisi; dulu; kini; sekarang; usul perbaikan; membaik; menurun; vs""",
    "informasi": """informasi; menampilkan; tampilan; halaman; satu arah; menayangkan; statistik; beranda; profil""",
    "interaksi": """unggah; unduh; mencari; pencarian; dicari; cari; cetak; formulir; mengisi; operator; panduan""",
    "transaksi": """persetujuan; disetujui; setuju; validasi; verifikasi; diverifikasi; ditolak; dikembalikan; alur
        urutan; diproses; status; riwayat; disposisi; paraf; selesai; terbit""",
}
_DENIALS: Final = ("belum", "tidak", "tdk", "tanpa")
_DENIED: Final = ("ditinjau", "terhubung", "membaik", "menyeluruh", "transaksi")
_WORD: Final = re.compile(r"\w+")
_ALL_OF: Final = re.compile(r"\b(\d+) (?:dari|dr|/) ?(?:seluruh )?(\d+)\b")
_MOST: Final = 8_000  # letters that are read


def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Signs by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for stage, signs in _SIGNS.items():
        for sign in re.split(r"[;\n]", signs):
            sequence = tuple(sign.split())
            found.setdefault(sequence[0], []).append((sequence, stage))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


_PHRASES: Final = _phrases()


def stages_of(text: str) -> Mapping[str, float]:
    """The stages that a text speaks of, with weights; "belum direviu" speaks of a part, not of a review."""
    found: dict[str, float] = {}
    words = _WORD.findall(text[:_MOST].lower())
    for at, word in enumerate(words):
        for sequence, stage in _PHRASES.get(word, ()):
            if tuple(words[at : at + len(sequence)]) == sequence:
                denied = stage in _DENIED and at > 0 and words[at - 1] in _DENIALS
                told = "sebagian" if denied else stage
                found[told] = found.get(told, 0.0) + 1.0
                break
    for some, all_of in _ALL_OF.findall(text[:_MOST]):
        told = "menyeluruh" if some == all_of else "sebagian"
        found[told] = found.get(told, 0.0) + 1.0
    return {stage: log(1 + count) for stage, count in found.items()}


def alike(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """How alike two rows of stages are: their cosine, 0 to 1."""
    shared = sum(weight * second.get(stage, 0.0) for stage, weight in first.items())
    return shared / (_length(tuple(first.values())) * _length(tuple(second.values()))) if shared else 0.0


@lru_cache(maxsize=4096)
def _length(weights: tuple[float, ...]) -> float:
    return sqrt(sum(weight * weight for weight in weights))
