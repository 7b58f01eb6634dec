"""The packaged ladders: what each level asks and which evidence proves it.

A broken ladder is seen by everybody who fills an assessment: a level without evidence cannot be proved, a repeated
sentence makes two steps look alike, a dead cross-reference or source leads nowhere, and a moved requirement shifts the
ids that citations keep.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from matang.core.checks import faults
from matang.core.gaps import Cited, missing
from matang.instruments.reading import packaged_text, read_document, read_ladder

FOLDER = Path(__file__).parents[2] / "matang" / "instruments" / "ladder"

# How many indicators each instrument has; their codes are the numbers from 1.
INDICATORS = {"spbe-2020": 47, "pemdi-2026": 20, "spbe-opd-25": 25}

KINDS = {
    *("peraturan", "keputusan", "dokumen_perencanaan", "anggaran", "sop", "surat", "notula", "laporan"),
    *("register", "data", "kontrak", "sertifikat", "tangkapan_layar"),
}
PERIODS = {"sekali", "tahunan", "n_tahun"}
CONFIDENCE = {"read", "secondary", "derived"}
READ = {"full", "part", "secondary"}

# The formats that evidence may name, with the kind of paper that each makes.
FORMATS = {
    "arsitektur_spbe": "dokumen_perencanaan",
    "ba_pemanfaatan_tik": "laporan",
    "ba_uji_aplikasi": "laporan",
    "daftar_data": "data",
    "daftar_hadir": "register",
    "daftar_integrasi": "register",
    "denah_jaringan": "data",
    "inventaris_aplikasi": "register",
    "inventaris_aset_tik": "register",
    "kak": "dokumen_perencanaan",
    "katalog_layanan": "register",
    "laporan_insiden": "laporan",
    "laporan_kegiatan": "laporan",
    "laporan_pemanfaatan_layanan": "laporan",
    "laporan_pengaduan": "laporan",
    "laporan_reviu": "laporan",
    "laporan_tindak_lanjut": "laporan",
    "lembar_pengetahuan": "data",
    "lembar_tangkapan_layar": "tangkapan_layar",
    "matriks_kompetensi": "data",
    "matriks_rencana_anggaran": "anggaran",
    "notula": "notula",
    "penilaian_keamanan": "laporan",
    "peta_proses_bisnis": "dokumen_perencanaan",
    "peta_rencana": "dokumen_perencanaan",
    "program_kerja_tim": "dokumen_perencanaan",
    "register_risiko": "register",
    "rencana_konten_situs": "register",
    "rencana_perubahan": "dokumen_perencanaan",
    "sk_pengelola_aplikasi": "keputusan",
    "sk_tim_spbe": "keputusan",
    "sop": "sop",
    "standar_pelayanan": "keputusan",
    "surat_permohonan_tik": "surat",
    "survei_kepuasan": "laporan",
    "undangan": "surat",
}

LONGEST_CRITERION = 200
LONGEST_EVIDENCE = 120  # it stands on a stair

ENGLISH = re.compile(
    r"\b(the|and|of|with|for|is|are|screenshots?|review(ed)?|upload|download|update|draft|dashboard|evidence|levels?"
    r"|template|online|offline|file|users?|features?|input|output|vendor|meeting|sharing|placeholder|feedback|backup"
    r"|website|workflow|as-is|to-be|todo|tbd|xxx|lorem)\b|\?\?|\.\.\.|…",
    re.IGNORECASE,
)


class Item(NamedTuple):
    """One piece of evidence with the place where it stands."""

    code: str
    level: int
    asked: dict[str, Any]


def _load(code: str) -> dict[str, Any]:
    with (FOLDER / f"{code}.yaml").open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.load(file, yaml.CSafeLoader)
    return loaded


LADDERS = {code: _load(code) for code in INDICATORS}
every_ladder = pytest.mark.parametrize("ladder", LADDERS.values(), ids=LADDERS.keys())


def _items(ladder: dict[str, Any]) -> Iterator[Item]:
    for row in ladder["indicators"]:
        for level in row["levels"]:
            for asked in level["evidence"]:
                yield Item(row["code"], level["level"], asked)


def _sentences(row: dict[str, Any]) -> Iterator[str]:
    yield from (row["definition"], row["explanation"], *row["pitfalls"])
    yield from (level["criterion"] for level in row["levels"])


def _repeated(texts: list[str]) -> list[str]:
    return [text for text, times in Counter(text.casefold() for text in texts).items() if times > 1]


def test_no_other_file_lies_in_the_folder() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{code}.yaml" for code in INDICATORS}


@every_ladder
def test_every_indicator_of_the_instrument_is_there_once_and_in_order(ladder: dict[str, Any]) -> None:
    count = INDICATORS[ladder["instrument"]]
    assert [row["code"] for row in ladder["indicators"]] == [str(number) for number in range(1, count + 1)]


@pytest.mark.parametrize("code", INDICATORS)
def test_the_application_reads_the_ladder_beside_its_instrument_without_a_fault(code: str) -> None:
    ladder = read_document((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    assert [str(fault) for fault in faults(read_document(packaged_text(code)), ladder)] == []


@every_ladder
def test_no_key_is_missing_or_unknown(ladder: dict[str, Any]) -> None:
    assert set(ladder) == {"instrument", "about", "sources", "indicators"}
    needed = {"code", "asks", "definition", "explanation", "levels", "pitfalls", "related", "sources", "confidence"}
    for row in ladder["indicators"]:
        assert set(row) - {"external_index"} == needed, row["code"]
    for item in _items(ladder):
        assert set(item.asked) - {"format", "group", "optional"} == {"kind", "what", "signed", "period"}, item


@every_ladder
def test_every_level_has_a_criterion_and_evidence(ladder: dict[str, Any]) -> None:
    for row in ladder["indicators"]:
        assert [level["level"] for level in row["levels"]] == [1, 2, 3, 4, 5], row["code"]
        assert all(level["criterion"] and level["evidence"] for level in row["levels"]), row["code"]


@every_ladder
def test_two_steps_never_look_alike(ladder: dict[str, Any]) -> None:
    criteria = [level["criterion"] for row in ladder["indicators"] for level in row["levels"]]
    assert _repeated(criteria) == []
    assert _repeated([item.asked["what"] for item in _items(ladder)]) == []


@every_ladder
def test_evidence_names_a_known_kind_period_and_format(ladder: dict[str, Any]) -> None:
    for item in _items(ladder):
        asked = item.asked
        assert asked["kind"] in KINDS, item
        assert asked["period"] in PERIODS, item
        assert isinstance(asked["signed"], bool), item
        assert "format" not in asked or FORMATS.get(asked["format"]) == asked["kind"], item


@every_ladder
def test_a_group_offers_a_choice_of_neighbours(ladder: dict[str, Any]) -> None:
    for row in ladder["indicators"]:
        for level in row["levels"]:
            groups = [asked.get("group") for asked in level["evidence"]]
            for name in {group for group in groups if group is not None}:
                places = [n for n, group in enumerate(groups) if group == name]
                place = (row["code"], level["level"], name)
                assert len(places) > 1, place
                assert places == list(range(places[0], places[-1] + 1)), place


@every_ladder
def test_a_draft_can_lapse_when_the_final_paper_comes(ladder: dict[str, Any]) -> None:
    for row in ladder["indicators"]:
        later = {asked["kind"] for level in row["levels"][1:] for asked in level["evidence"]}
        for asked in row["levels"][0]["evidence"]:
            draft = not asked["signed"] and re.match(r"Rancangan|Konsep|Bagian rancangan", asked["what"])
            assert not draft or asked["kind"] in later, (row["code"], asked["what"])


@every_ladder
def test_related_indicators_and_sources_exist(ladder: dict[str, Any]) -> None:
    codes = {row["code"] for row in ladder["indicators"]}
    sources = {source["id"] for source in ladder["sources"]}
    assert len(sources) == len(ladder["sources"])
    for row in ladder["indicators"]:
        assert row["related"] and row["sources"], row["code"]
        assert set(row["related"]) <= codes - {row["code"]}, row["code"]
        assert len(set(row["related"])) == len(row["related"]), row["code"]
        assert set(row["sources"]) <= sources, row["code"]
        assert row["confidence"] in CONFIDENCE, row["code"]


@every_ladder
def test_a_source_says_where_it_is_and_how_it_was_read(ladder: dict[str, Any]) -> None:
    used = {name for row in ladder["indicators"] for name in row["sources"]}
    for source in ladder["sources"]:
        assert source["title"] and source["where"] and source["read"] in READ, source
        told = "tidak dipakai" in source["title"] or "tidak tersedia" in source["where"]
        assert source["id"] in used or told, source["id"]


@every_ladder
def test_nothing_passes_as_the_official_text(ladder: dict[str, Any]) -> None:
    assert re.search(r"disusun Matang|uraian Matang sendiri", ladder["about"])
    assert re.search(r"bukan (bunyi|teks)", ladder["about"])


@every_ladder
def test_the_question_is_a_question_and_sentences_end(ladder: dict[str, Any]) -> None:
    for row in ladder["indicators"]:
        assert re.fullmatch(r"[A-Z].{20,240}\?", row["asks"]), row["code"]
        for sentence in _sentences(row):
            assert re.fullmatch(r"[A-Z0-9].*[.]", sentence), (row["code"], sentence)
            assert "  " not in sentence and ".." not in sentence, (row["code"], sentence)


@every_ladder
def test_evidence_is_a_short_name_of_a_paper(ladder: dict[str, Any]) -> None:
    for item in _items(ladder):
        what = item.asked["what"]
        assert re.fullmatch(r"[A-Z].*[^.,;: ]", what), item
        assert len(what) <= LONGEST_EVIDENCE, item
    for row in ladder["indicators"]:
        assert all(len(level["criterion"]) <= LONGEST_CRITERION for level in row["levels"]), row["code"]


@every_ladder
def test_every_indicator_warns_of_at_least_two_mistakes(ladder: dict[str, Any]) -> None:
    for row in ladder["indicators"]:
        assert len(row["pitfalls"]) >= 2 and _repeated(row["pitfalls"]) == [], row["code"]


@every_ladder
def test_no_english_and_no_placeholder_is_left(ladder: dict[str, Any]) -> None:
    for row in ladder["indicators"]:
        for text in (row["asks"], *_sentences(row)):
            assert not ENGLISH.search(text), (row["code"], text)
    for item in _items(ladder):
        assert not ENGLISH.search(item.asked["what"]), item


def test_indicators_fed_by_another_index_say_whose() -> None:
    rows = {row["code"]: row.get("external_index") for row in LADDERS["pemdi-2026"]["indicators"]}
    fed = {code for code, index in rows.items() if index}
    assert fed == {"5", "6", "7", "10", "11", "12", "18"}
    assert all(set(rows[code]) == {"name", "owner", "note"} for code in fed)


def test_papers_gathered_for_another_index_are_asked_of_nobody() -> None:
    """Lost otherwise: an office whose SDI result is in hand is told, and the assessor shown, that papers lack which no
    assessor weighs. Each level still asks for the official result."""
    helping = [item for item in _items(LADDERS["pemdi-2026"]) if item.asked["what"].startswith("Bekal ")]
    assert {item.code for item in helping} == {"5", "6", "7"}
    every = [item for ladder in LADDERS.values() for item in _items(ladder)]
    assert [item for item in every if item.asked.get("optional")] == helping
    ladder = read_ladder("pemdi-2026")
    row = ladder.get("5") if ladder else None
    assert row is not None and row.external_index is not None
    assert row.external_index.owner.startswith("Kementerian PPN/Bappenas")
    three = Fraction(3)
    results = [Cited(step.level, step.requirements[0].id) for step in row.steps if step.level <= three]
    assert missing(row.requirements, results, three).sentence == "Bukti dukung untuk tingkat 3 sudah lengkap."
    bare = missing(row.requirements, results[:2], three)
    assert bare.sentence == "Untuk tingkat 3 kurang: hasil resmi evaluasi SDI bernilai di atas 37,5."
    helped = [*results[:2], Cited(three, row.steps[2].requirements[1].id)]
    assert missing(row.requirements, helped, three).sentence == bare.sentence


def test_requirement_ids_that_citations_keep_have_not_moved() -> None:
    """Spot checks in each ladder; a new requirement goes to the end of its level once a version is published."""
    asked = {
        ("spbe-2020", "1", 5, 2): "Aturan turunan (keputusan, edaran, atau SOP) tentang Arsitektur SPBE",
        ("spbe-2020", "23", 3, 4): "Gambar arsitektur data",
        ("spbe-2020", "47", 5, 3): "Perbandingan fitur layanan sektor ketiga",
        ("pemdi-2026", "2", 2, 1): "Perencanaan Pemdi yang ditetapkan",
        ("pemdi-2026", "10", 2, 4): "Hasil verifikasi IIV",
        ("spbe-opd-25", "1", 2, 1): "Keputusan tim SPBE",
        ("spbe-opd-25", "25", 5, 2): "Matriks tindak lanjut layanan utama",
    }
    for (instrument, code, level, n), start in asked.items():
        row = LADDERS[instrument]["indicators"][int(code) - 1]
        assert row["levels"][level - 1]["evidence"][n - 1]["what"].startswith(start), (instrument, code, level, n)


def test_ladders_load_fast() -> None:
    """A page must not wait for its ladder: the largest loads within a second even on a small machine."""
    start = time.process_time()
    _load("spbe-2020")
    assert time.process_time() - start < 1
