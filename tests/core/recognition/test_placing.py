"""Where a document belongs: a wrong or missing proposal costs a person the search through all indicators."""

from __future__ import annotations

import re
import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matang.core.instrument import Instrument, Level, Node
from matang.core.ladder import Explanation, Ladder, Requirement, Step, requirement_id
from matang.core.recognition.paper import Fact, Page, Paper
from matang.core.recognition.placing import Former, Place, Placer
from matang.instruments.reading import read_ladder, read_packaged
from tests.core.recognition.placing_measure import labelled, measure, placer_of, wilson

CODES = ("spbe-2020", "spbe-opd-25", "pemdi-2026")


def paper(name: str, *pages: str, kind: str = "", subject: str = "") -> Paper:
    facts = [Fact(key, value, 1, value) for key, value in (("kind", kind), ("subject", subject)) if value]
    return Paper(name, tuple(Page(at, text) for at, text in enumerate(pages, 1)), facts)


def first(places: tuple[Place, ...]) -> str:
    return places[0].indicator if places else ""


# The labelled documents


def test_open_documents_find_their_indicator_among_three() -> None:
    tally = measure(list(labelled("open")))
    assert tally.three / tally.n >= 0.95, tally.missed
    assert tally.first / tally.n >= 0.85, tally.confused
    assert tally.level_right / tally.levels >= 0.7
    assert tally.empty - tally.empty_right <= 1, tally.overreached


def test_kept_documents_find_their_indicator_among_three() -> None:
    """The final measurement; the rules were written without these documents."""
    documents = list(labelled("kept"))
    tally = measure(documents)
    low, high = wilson(tally.three, tally.n)
    assert tally.three / tally.n >= 0.85, f"{tally.three}/{tally.n}, 95 %: {low:.3f}–{high:.3f}"


@pytest.mark.parametrize("code", CODES)
def test_papers_named_as_the_ladder_names_them_are_found(code: str) -> None:
    ladder = read_ladder(code)
    assert ladder is not None
    asked = [item for explanation in ladder.explanations for item in explanation.requirements]
    right = sum(
        item.indicator
        in [place.indicator for place in placer_of(code).propose(paper(f"{item.what}.pdf", kind=item.kind))[:3]]
        for item in asked
    )
    assert right / len(asked) >= 0.97


# What a proposal says


def test_the_reason_is_one_sentence_with_the_papers_own_words() -> None:
    place = placer_of("spbe-opd-25").propose(
        paper("scan1.pdf", "KEPUTUSAN KEPALA DINAS\nTENTANG\nPEDOMAN MANAJEMEN RISIKO\nPasal 1", kind="keputusan")
    )[0]
    assert place.indicator == "9"
    assert re.fullmatch(
        r"Judul menyebut “MANAJEMEN RISIKO”[^.]*, dan tingkat \d indikator ini meminta [^.]+\.", place.reason
    )
    assert place.requirement.startswith(f"9.{place.level}.")


def test_office_words_are_explained_by_their_subject() -> None:
    place = placer_of("spbe-opd-25").propose(paper("x.docx", "Laporan kantor\n\nwifi dan modem lantai 2 putus"))[0]
    assert place.indicator == "7"
    assert "(jaringan intra)" in place.reason


@pytest.mark.parametrize("code", CODES)
def test_every_proposal_is_whole(code: str) -> None:
    ladder = read_ladder(code)
    assert ladder is not None
    known = {item.id: item for explanation in ladder.explanations for item in explanation.requirements}
    for document in labelled("open"):
        places = placer_of(code).propose(document.paper, most=4)
        assert len(places) <= 4
        assert [place.score for place in places] == sorted((place.score for place in places), reverse=True)
        for place in places:
            assert known[place.requirement].indicator == place.indicator
            assert 0 < place.score <= 1
            assert place.reason.endswith(".") and "\n" not in place.reason


def test_an_offices_name_is_no_subject() -> None:
    text = "DINAS KEARSIPAN DAERAH\nRegister risiko SPBE\nkejadian, dampak, penanganan\nKepala Dinas Kearsipan"
    assert first(placer_of("spbe-opd-25").propose(paper("scan.pdf", text))) == "9"


def test_the_kind_of_a_paper_tells_policy_from_practice() -> None:
    rule = paper("a.pdf", "PERATURAN BUPATI NOMOR 3 TAHUN 2024\nTENTANG MANAJEMEN DATA\nPasal 1", kind="peraturan")
    work = paper("b.pdf", "LAPORAN PENGELOLAAN DATA\nprodusen data, walidata, metadata", kind="laporan")
    assert first(placer_of("spbe-2020").propose(rule)) == "3"
    assert first(placer_of("spbe-2020").propose(work)) == "23"


@pytest.mark.parametrize(
    "text",
    [
        "MENU KANTIN BULAN JUNI\nSenin: nasi pecel, es teh\nSelasa: soto ayam",
        "Undangan\nAkad nikah Sabtu 12 Juli 2025 pukul 08.00\nResepsi di gedung serbaguna",
        "KEPUTUSAN BUPATI\nTENTANG PANITIA PERINGATAN HUT RI\nketua, bendahara, seksi lomba",
        "",
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_papers_of_no_concern_get_no_proposal(code: str, text: str) -> None:
    assert placer_of(code).propose(paper("scan0001.pdf", text)) == ()


# Last year's citations


def test_last_years_citation_leads_a_paper_whose_words_say_nothing() -> None:
    bare = paper("Daftar hadir temu rutin Melati 2026.pdf", "1 Ani\n2 Budi", kind="daftar_hadir")
    cited = Former("14", "3", "Daftar hadir temu rutin Melati 2025", "daftar_hadir")
    assert "14" not in [place.indicator for place in placer_of("spbe-opd-25").propose(bare)]
    place = placer_of("spbe-opd-25").propose(bare, [cited])[0]
    assert (place.indicator, place.level) == ("14", "3")
    assert place.reason.startswith(
        "Dokumen serupa, “Daftar hadir temu rutin Melati 2025”, menjadi bukti tingkat 3 tahun lalu"
    )


def test_a_citation_with_another_title_changes_nothing() -> None:
    given_paper = paper("Register risiko 2026.xlsx", "kejadian\tdampak")
    other = Former("20", "3", "Rekap surat masuk 2025", "laporan")
    placer = placer_of("spbe-opd-25")
    assert placer.propose(given_paper, [other]) == placer.propose(given_paper)


def test_a_citation_of_an_unknown_indicator_is_passed_over() -> None:
    places = placer_of("spbe-opd-25").propose(paper("Register risiko.pdf"), [Former("999", "3", "Register risiko", "")])
    assert "999" not in [place.indicator for place in places]


# Any instrument


def made_up() -> tuple[Instrument, Ladder]:
    """A village's own instrument: subjects that no thesaurus knows."""
    asked = {
        "A": ("Pembinaan Posyandu", "Buku kader posyandu"),
        "B": ("Pengelolaan Lumbung Pangan", "Daftar isi lumbung pangan"),
        "C": ("Penerapan Manajemen Risiko", "Register risiko desa"),
    }
    nodes = tuple(Node("indicator", code, title, Fraction(100, 3)) for code, (title, _) in asked.items())
    explanations = tuple(
        Explanation(code, f"Apakah {title} berjalan?", title, "", tuple(_step(code, level, what) for level in (1, 2)))
        for code, (title, what) in asked.items()
    )
    scale = (Level(Fraction(1)), Level(Fraction(2)))
    return Instrument("desa", "Desa", "", "whole", scale, nodes), Ladder("desa", "", (), explanations)


def _step(code: str, level: int, what: str) -> Step:
    text = what if level == 2 else f"Rancangan {what}"
    item = Requirement(requirement_id(code, Fraction(level), 1), code, Fraction(level), 1, "register", text)
    return Step(Fraction(level), f"Tahap {level}.", (item,))


def test_a_made_up_instrument_works_from_its_own_words() -> None:
    placer = Placer(*made_up())
    assert first(placer.propose(paper("catatan kader posyandu mawar.pdf", "Posyandu Mawar\nkader 5 orang"))) == "A"
    assert first(placer.propose(paper("lumbung.xlsx", "isi lumbung pangan\npadi 3 ton"))) == "B"
    assert first(placer.propose(paper("mitigasi.pdf", "daftar risiko desa"))) == "C"
    assert placer.propose(paper("menu.pdf", "nasi goreng, teh manis")) == ()


def test_without_explanations_there_is_no_proposal() -> None:
    instrument, _ = made_up()
    assert Placer(instrument, Ladder("desa", "", (), ())).propose(paper("posyandu.pdf", "posyandu")) == ()
    old = read_packaged("spbe-2018")
    assert Placer(old, Ladder("spbe-2018", "", (), ())).propose(paper("SK tim.pdf", "Tim SPBE")) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=300), max_size=4), st.text(max_size=20))
def test_any_text_gives_proposals_or_none(name: str, pages: list[str], kind: str) -> None:
    given_paper = paper(name, *pages, kind=kind, subject=name)
    places = placer_of("spbe-opd-25").propose(given_paper, [Former("9", "3", name, kind)])
    assert len(places) <= 5


def test_long_papers_take_linear_time() -> None:
    pages = ["Laporan pemantauan risiko SPBE dan jaringan intra kantor. " * 60] * 200
    placer = placer_of("spbe-2020")
    placer.propose(paper("x.pdf", *pages[:5]))
    begun = time.perf_counter()
    placer.propose(paper("x.pdf", *pages))
    assert time.perf_counter() - begun < 0.5, "ten times what a free machine needs"
