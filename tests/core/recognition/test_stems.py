"""Forms of one word must meet, or a paper that says "penilaian" is not found by whoever looks for "menilai"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matang.core.recognition.stems import spaced, stem, tells, words


@pytest.mark.parametrize(
    ("root", "forms"),
    [
        ("nilai", "penilaian menilai dinilai nilai"),
        ("kelola", "pengelolaan mengelola dikelola terkelola"),
        ("tetap", "penetapan menetapkan ditetapkan ketetapan"),
        ("pegawai", "pegawai kepegawaian"),
        ("susun", "penyusunan menyusun disusun tersusun"),
        ("rencana", "perencanaan merencanakan direncanakan terencana"),
        ("baik", "perbaikan diperbaiki memperbaiki"),
        ("hubung", "penghubung terhubung menghubungkan dihubungkan"),
        ("manfaat", "pemanfaatan memanfaatkan dimanfaatkan"),
        ("kembang", "pengembangan mengembangkan dikembangkan"),
        ("mutakhir", "pemutakhiran dimutakhirkan memutakhirkan"),
        ("adu", "pengaduan aduan mengadu"),
        ("setuju", "persetujuan menyetujui disetujui"),
        ("izin", "perizinan perijinan ijin izin"),
        ("risiko", "risiko resiko risikonya"),
        ("cadang", "pencadangan mencadangkan dicadangkan"),
    ],
)
def test_forms_of_one_word_meet(root: str, forms: str) -> None:
    assert {form: stem(form) for form in forms.split()} == dict.fromkeys(forms.split(), root)


@pytest.mark.parametrize("word", ["berita", "perangkat", "petugas", "digital", "direktur", "berkas", "media", "dinas"])
def test_words_that_only_look_built_stay_whole(word: str) -> None:
    assert stem(word) == word


def test_unlike_words_stay_apart() -> None:
    assert stem("penanganan") != stem("tangan")
    assert stem("pengetahuan") != stem("tahun")
    assert stem("laporan") != stem("lapor"), "every report would be a complaint to LAPOR"


def test_scanned_letters_are_read() -> None:
    assert [word.stem for word in words("AUD1T TlRTALOKA K0TA")] == ["audit", "tirtaloka", "kota"]
    assert [word.stem for word in words("Perpres 132 2O26")] == ["perpres", "132", "2o26"]


def test_places_of_words_are_those_of_the_text() -> None:
    text = "Rekap e-Kinerja, SP4N-LAPOR!"
    found = words(text)
    assert [word.stem for word in found] == ["rekap", "ekinerja", "sp4n", "lapor"]
    assert text[found[1].start : found[1].end] == "e-Kinerja"


def test_file_names_become_text() -> None:
    assert spaced("SOP_Backup+lapor.insiden_rev1.pdf") == "SOP Backup lapor insiden rev1"
    assert spaced("PetaRencana.docx") == "Peta Rencana"


def test_stop_words_and_numbers_say_nothing() -> None:
    assert not any(map(tells, ("yang", "2025", "no", "januari")))
    assert tells("risiko")


@given(st.text(max_size=60))
def test_any_text_has_words(text: str) -> None:
    for word in words(text):
        assert word.stem
        assert 0 <= word.start < word.end <= len(text)
