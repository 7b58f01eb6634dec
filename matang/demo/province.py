"""The province itself: SPBE with 47 indicators decided last year, Pemdi with decimal values under way this year."""

from __future__ import annotations

from matang.assessments.actions.filling import assign, rate
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Stage
from matang.assessments.queries import instrument_for
from matang.demo import bulk, levels, words
from matang.demo.bulk import Row
from matang.demo.history import decide
from matang.demo.scene import Scene

# Indicator, value, fact; the rest is still empty. Statistics and geospatial indices (5, 6, 7, 18) come from elsewhere.
PEMDI: tuple[tuple[str, str, str], ...] = (
    ("1", "2,75", "Peraturan gubernur tentang SPBE berlaku; penyesuaian ke pemerintah digital sedang diharmonisasi."),
    ("2", "2,4", "Katalog layanan digital memuat 34 layanan; tingkat layanan dijanjikan untuk 12 di antaranya."),
    ("3", "2,15", "Peta kompetensi disusun; 61 persen jabatan TIK terisi sesuai kompetensi."),
    ("4", "2,5", "Forum kolaborasi dengan dua kabupaten rekaan dan satu perguruan tinggi bertemu tiap semester."),
    ("5", "2,6", "Nilai dari Evaluasi Penyelenggaraan Statistik Sektoral tahun lalu."),
    ("8", "1,8", "Pejabat pelindungan data pribadi ditunjuk; penilaian dampak baru untuk dua layanan."),
    ("9", "1,26", "Audit keamanan dilakukan untuk satu aplikasi umum."),
    ("10", "2,05", "Hasil penilaian mandiri keamanan informasi 412 dari 645."),
    ("12", "2,2", "Tim tanggap insiden provinsi terdaftar dan berlatih sekali setahun."),
    ("13", "2,9", "Seluruh aplikasi terdaftar; tujuh aplikasi digabungkan."),
    ("14", "3", "Pusat data memakai infrastruktur bersama; ketersediaan 99,2 persen."),
    ("17", "2,35", "Portal layanan provinsi memuat 34 layanan dengan satu akun."),
)
BY_DATA = ("5", "6", "7", "18")
OFFICE = "provinsi"


def last_year(scene: Scene) -> None:
    """SPBE with 47 indicators, decided and not published."""
    scene.program()
    assessment = scene.assessment("provinsi_lalu", OFFICE)
    content = instrument_for(assessment)
    own_by, judge, lead = (scene.people[name].pk for name in ("koordinator", "asesor3", "ketua"))
    rows = []
    for code in content.instrument.codes:
        final = levels.last_year(OFFICE, code)
        own = levels.own(OFFICE, code, final, "spbe")
        said, advised = words.finding(content, code, final), words.recommendation(content, code, final)
        fact, analysis = words.fact(content, code, own), words.analysis(content, code, own)
        rows += [
            Row(assessment, code, Stage.SELF, 0, str(own), own_by, fact, analysis),
            Row(assessment, code, Stage.DOCUMENT, 1, str(final), judge, finding=said, recommendation=advised),
            Row(assessment, code, Stage.FINAL, 0, str(final), lead, finding=said, recommendation=advised),
        ]
    bulk.write(rows)
    decide(scene, assessment, OFFICE, "asesor3")


def this_year(scene: Scene) -> None:
    """Pemdi under way."""
    scene.program()
    uuid = scene.assessment("provinsi", OFFICE).uuid
    assign(scene.actor("koordinator", OFFICE), uuid, list(BY_DATA), scene.people["data"].uuid)
    for code, value, fact in PEMDI:
        actor = scene.actor("data" if code in BY_DATA else "koordinator", OFFICE)
        rate(actor, uuid, code, Answer({"value": value, "fact": fact}, base=0))
