"""A team learns before the assessor does that a paper is a draft, unsigned, expired or about something else, and is
never warned about a paper that is in order."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from matang.core.recognition.defects import RULES, Claim, Defect, defects_of, defects_of_claim
from matang.core.recognition.paper import Fact, Page, Paper
from tests.core.recognition.defects_measure import CORPUS, measure, paper_of

CLOSES_ON = date(2026, 6, 30)
EXAMPLES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("defects_examples.yaml").read_text(encoding="utf-8")
)
SOLID = Claim("1", "3", "Keputusan tim SPBE", "keputusan", "Keputusan tim SPBE dengan uraian tugas", period="n_tahun")


def example_claim(row: dict[str, Any]) -> Claim:
    return Claim(
        "1",
        row.get("level", "3"),
        note=row.get("note", ""),
        requirement_kind=row.get("requirement_kind", ""),
        requirement=row.get("requirement", ""),
        external=row.get("external", False),
        others=tuple((level, words) for level, words in row.get("others", ())),
        period=row.get("period", ""),
    )


def codes(found: tuple[Defect, ...]) -> set[str]:
    return {item.rule for item in found}


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["file_name"])
def test_what_must_be_said_is_said_and_nothing_else(row):
    pages = [Page(n, text, row.get("scanned", False)) for n, text in enumerate(row["pages"], 1)]
    found = defects_of_claim(Paper(row["file_name"], pages), example_claim(row), CLOSES_ON)
    assert codes(found) == set(row["defects"]), found


@pytest.mark.parametrize("facts", [False, True], ids=["text alone", "with facts"])
def test_the_open_documents_are_judged_like_their_readers_do(facts):
    result = measure("open", facts=facts)
    assert len(result.outcomes) >= 50
    assert [item.id for item in result.good_warned] == []
    assert result.right >= 0.95 * len(result.outcomes)
    assert result.decisions_right >= 0.99


@pytest.mark.parametrize("facts", [False, True], ids=["text alone", "with facts"])
@pytest.mark.parametrize("part", ["kept", "second"])
def test_documents_not_seen_while_the_rules_were_written_are_judged_right(part, facts):
    result = measure(part, facts=facts)
    assert len(result.outcomes) >= 40
    assert [item.id for item in result.good_warned] == []
    assert result.decisions_right >= 0.99
    assert result.right >= 0.93 * len(result.outcomes)


def test_each_warning_names_rule_page_words_and_remedy():
    for outcome in measure("open").outcomes:
        for item in outcome.found:
            assert item.rule in RULES
            assert item.words == RULES[item.rule].words
            assert item.remedy == RULES[item.rule].remedy


def test_the_page_that_a_reader_would_open_is_named():
    rows = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "open").glob("*.yaml"))]
    pages = {outcome.id: {item.rule: item.page for item in outcome.found} for outcome in measure("open").outcomes}
    asked = [(row["id"], code, page) for row in rows for code, page in row["where"].items()]
    assert sum(pages[name].get(code) == page for name, code, page in asked) >= 0.95 * len(asked)


def test_words_and_remedies_are_parts_of_sentences():
    for code, rule in RULES.items():
        assert rule.code == code
        assert rule.words[0].islower() and not rule.words.endswith(".")
        assert rule.remedy[0].isupper() and rule.remedy.endswith(".") and rule.source


def test_a_draft_serves_where_a_draft_is_asked_for():
    page = Page(1, "RANCANGAN\nKEPUTUSAN KEPALA DINAS SOSIAL\nNOMOR ..... TAHUN 2026\nTENTANG\nTIM SPBE")
    paper = Paper("SK Tim.docx", [page])
    asked = Claim("10", "1", "", "keputusan", "Rancangan keputusan tentang tugas tim", period="sekali")
    assert codes(defects_of(paper)) == {"draf_diajukan_sebagai_final", "nomor_tanggal_kosong"}
    assert defects_of_claim(paper, asked, CLOSES_ON) == ()


def test_without_a_closing_nothing_is_said_about_time():
    paper = Paper(
        "SK.pdf", [Page(1, "KEPUTUSAN KEPALA DINAS\nNOMOR 1 TAHUN 2030\nDitetapkan di Kota\npada tanggal 3 Mei 2030")]
    )
    assert defects_of_claim(paper, SOLID, None) == ()
    assert codes(defects_of_claim(paper, SOLID, CLOSES_ON)) == {"sesudah_penutupan"}


def test_a_fact_that_was_read_helps_where_the_text_does_not_say_it():
    pages = [Page(1, "Penetapan tim")]
    valid = Fact("valid_until", "2025-01-31", 1, "berlaku sampai 31 Januari 2025")
    late = Fact("date", "2026-07-03", 1, "3 Juli 2026")
    assert codes(defects_of_claim(Paper("a.pdf", pages, (valid,)), SOLID, CLOSES_ON)) == {"kedaluwarsa"}
    assert codes(defects_of_claim(Paper("a.pdf", pages, (late,)), SOLID, CLOSES_ON)) == {"sesudah_penutupan"}
    odd = (Fact("date", "kemarin", 1, ""), Fact("valid_until", "2025", 1, "berlaku sampai 2025"))
    assert defects_of_claim(Paper("a.pdf", pages, odd), SOLID, CLOSES_ON) == ()


SCRAPS = (
    "Nomor : ",
    "....",
    "____",
    "( ",
    " )",
    "pada tanggal ",
    "berlaku sampai dengan ",
    "3 Mei 2024",
    "2021-2025",
    "[nama ",
    "{{",
    "}}",
    "\t",
    "     ",
    "\n",
    "Kepala Dinas,\n",
    "NIP. ",
    "Teluk Rekaan, ",
    "DRAF",
    "RANCANGAN ",
    "DAFTAR ",
    "LAPORAN ",
    "KEPUTUSAN ",
    "seluruh bidang ",
    "Kata sandi ",
    "Masuk ",
    "http://a.go.id ",
    "ttd.\n",
    "Gambar 1. ",
    "Disahkan oleh : ",
    "9 dari 9 ",
    "\u2028",
    "\x0c",
    "İ",
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join))
CLAIMS = st.builds(
    Claim,
    indicator=st.just("1"),
    level=st.sampled_from(("1", "3", "2,5", "x")),
    note=TEXTS,
    requirement_kind=st.sampled_from(("", "laporan", "keputusan", "tangkapan_layar")),
    requirement=TEXTS,
    criterion=TEXTS,
    external=st.booleans(),
    others=st.lists(st.tuples(st.sampled_from(("1", "2")), TEXTS), max_size=2).map(tuple),
    period=st.sampled_from(("", "sekali", "n_tahun", "tahunan")),
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40), st.lists(st.tuples(TEXTS, st.booleans()), max_size=4), CLAIMS)
def test_any_text_is_judged_and_each_quote_stands_on_its_page(name, texts, claim):
    pages = [Page(n, text, picture) for n, (text, picture) in enumerate(texts, 1)]
    paper = Paper(name, pages)
    for item in (*defects_of(paper), *defects_of_claim(paper, claim, CLOSES_ON)):
        assert 0 <= item.page <= len(pages)
        assert len(item.quote) <= 200
        assert item.quote in (pages[item.page - 1].text if item.page else name)


@pytest.mark.parametrize(
    "scrap",
    ["Nomor : .", "Kepala Dinas,\n....\n", "berlaku sampai dengan ", "_", "DAFTAR a\n", "1.2.", "a-", "( ", "{{"],
)
def test_a_malicious_page_takes_no_longer_than_a_long_one(scrap):
    page = Page(1, (scrap * 100_000)[:100_000])
    start = time.process_time()
    defects_of_claim(Paper("a.pdf", [page]), Claim("1", "3", scrap * 2000, requirement=scrap * 2000), CLOSES_ON)
    assert time.process_time() - start < 1


def test_the_corpus_is_read_as_a_reader_would_hand_it_over():
    row = {
        "file_name": "a.xlsx",
        "pages": [],
        "scanned": False,
        "tables": [{"sheet": "S", "rows": [["A", 1], ["B", ""]]}],
    }
    assert paper_of(row).pages == [Page(1, "A\t1\nB\t")]
