"""Which kinds of evidence a paper can stand for: its own kind in the ladders' terms, with how well it fits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from matang.core.recognition.paper import Paper
from matang.core.recognition.stems import spaced

# A paper's kind -> the ladder's kinds that it can serve as, 1 being the very kind.
FITS: Final[Mapping[str, Mapping[str, float]]] = {
    "peraturan": {"peraturan": 1.0, "keputusan": 0.4},
    "keputusan": {"keputusan": 1.0, "peraturan": 0.5},
    "edaran": {"peraturan": 0.6, "sop": 0.6, "surat": 0.6, "keputusan": 0.5},
    "instruksi": {"peraturan": 0.7, "keputusan": 0.7, "surat": 0.5},
    "pedoman": {"peraturan": 0.7, "sop": 0.7, "keputusan": 0.4},
    "sop": {"sop": 1.0, "peraturan": 0.3},
    "dokumen_perencanaan": {"dokumen_perencanaan": 1.0, "anggaran": 0.5, "data": 0.4, "register": 0.4},
    "anggaran": {"anggaran": 1.0, "dokumen_perencanaan": 0.5},
    "kak": {"dokumen_perencanaan": 1.0, "anggaran": 0.6},
    "surat": {"surat": 1.0, "laporan": 0.3},
    "nota_dinas": {"surat": 0.8, "laporan": 0.7},
    "undangan": {"surat": 0.8, "notula": 0.7},
    "notula": {"notula": 1.0, "laporan": 0.4},
    "daftar_hadir": {"register": 0.7, "notula": 0.7, "laporan": 0.3},
    "laporan": {"laporan": 1.0, "data": 0.4, "register": 0.3},
    "berita_acara": {"laporan": 0.9, "notula": 0.4, "register": 0.3},
    "paparan": {"laporan": 0.7, "dokumen_perencanaan": 0.6, "tangkapan_layar": 0.3},
    "register": {"register": 1.0, "data": 0.9, "laporan": 0.4},
    "data": {"data": 1.0, "register": 0.9, "laporan": 0.5},
    "kontrak": {"kontrak": 1.0, "laporan": 0.4},
    "sertifikat": {"sertifikat": 1.0},
    "surat_tugas": {"surat": 1.0, "keputusan": 0.6, "sertifikat": 0.4},
    "tangkapan_layar": {"tangkapan_layar": 1.0, "data": 0.4},
}

# Names that papers give themselves, the most telling first.
_NAMES: Final = (
    ("sop", r"\b(?:sop|prosedur (?:operasional|kerja|tetap)|protap|standar operasional)\b|^sop"),
    ("notula", r"\b(?:notula|notulen|notulensi|notule|risalah|catatan rapat|hasil rapat)\b"),
    ("berita_acara", r"\b(?:berita acara|ba|bast)\b"),
    ("undangan", r"\bundangan\b"),
    ("daftar_hadir", r"\b(?:daftar hadir|absen(?:si)? rapat|presensi rapat)\b"),
    ("nota_dinas", r"\b(?:nota dinas|nd)\b"),
    ("edaran", r"\b(?:surat edaran|se)\b"),
    ("peraturan", r"\b(?:peraturan|perbup|pergub|perwal|perwali|perkada|perda|raperbup|ranpergub)\b"),
    ("keputusan", r"\b(?:keputusan|sk|kepgub|kepbup|kepwal)\b"),
    ("surat_tugas", r"\bsurat (?:perintah )?tugas\b"),
    ("kontrak", r"\b(?:perjanjian|kontrak|pks|mou|nota kesepahaman|spk)\b"),
    ("sertifikat", r"\b(?:sertifikat|s e r t i f i k a t|piagam)\b"),
    ("anggaran", r"\b(?:dpa|rka|dppa|rkakl)\b"),
    ("kak", r"\b(?:kak|kerangka acuan(?: kerja)?|tor)\b"),
    ("laporan", r"\b(?:laporan|lap|rekap|rekapitulasi|evaluasi|monev|reviu|tinjauan|hasil)\b"),
    ("dokumen_perencanaan", r"\b(?:rencana|program kerja|proker|renja|renstra|arsitektur|roadmap|jadwal)\b"),
    ("register", r"\b(?:register|daftar|inventaris|katalog|matriks|kartu|list|buku)\b"),
    ("surat", r"\b(?:surat|permohonan|usul|balasan|jawaban)\b"),
)
_PATTERNS: Final = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _NAMES)
_SCREEN: Final = re.compile(
    r"https?://|\.go\.id|\blogin\b|\blog out\b|\bmenu\b|\bdashboard\b|\bdasbor\b|\bberanda\b|\bakun\b|\w >+ ?\w|\[\w|»",
    re.IGNORECASE,
)
_IMAGE: Final = re.compile(r"\.(?:png|jpe?g|webp|gif|bmp|heic)$", re.IGNORECASE)


def fits(paper: Paper) -> tuple[str, Mapping[str, float]]:
    """The paper's kind ("" when it gives no sign) and the evidence kinds that it can serve as."""
    kind = paper.fact("kind") or _named(paper)
    return kind, FITS.get(kind, {kind: 1.0} if kind not in ("", "lainnya") else {})


def _named(paper: Paper) -> str:
    first = paper.pages[0].text[:1500] if paper.pages else ""
    image = _IMAGE.search(paper.file_name) is not None
    if len(_SCREEN.findall(first)) >= (1 if image else 3):
        return "tangkapan_layar"
    heading = "\n".join([line for line in first.splitlines() if line.strip()][:5])
    for text in (spaced(paper.file_name), heading):
        places = [(found.start(), kind) for kind, pattern in _PATTERNS if (found := pattern.search(text))]
        if places:
            return min(places)[1]
    return "tangkapan_layar" if image else ""
