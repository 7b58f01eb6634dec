"""What lacks: if the sentence is wrong an office gathers the wrong papers, or hands in too few."""

from __future__ import annotations

from fractions import Fraction

from matang.core.gaps import AT_THE_TOP, NO_LADDER, Cited, level_states, missing, unmet
from matang.core.ladder import Requirement, requirement_id


def want(level: int, n: int, what: str, kind: str = "laporan", **more: object) -> Requirement:
    return Requirement(requirement_id("9", Fraction(level), n), "9", Fraction(level), n, kind, what, **more)  # type: ignore[arg-type]


LADDER = (
    want(1, 1, "Rancangan peraturan", "peraturan"),
    want(1, 2, "Notula perumusan", "notula", signed=True),
    want(2, 1, "Peraturan untuk sebagian domain", "peraturan", signed=True),
    want(3, 1, "SK tim audit", "keputusan", signed=True, group="dasar"),
    want(3, 2, "Surat tugas", "surat", signed=True, group="dasar"),
    want(3, 3, "Laporan audit.", signed=True),
)
UP_TO_TWO = [Cited(Fraction(1), "9.1.2"), Cited(Fraction(2), "9.2.1")]


def at(level: int) -> Fraction:
    return Fraction(level)


def test_the_sentence_names_what_lacks_in_the_words_of_the_ladder() -> None:
    gap = missing(LADDER, UP_TO_TWO, at(3))
    assert gap.sentence == "Untuk tingkat 3 kurang: salah satu dari SK tim audit atau surat tugas; dan laporan audit."
    assert not gap.complete
    assert (gap.met, gap.of) == (2, 4)


def test_one_of_a_group_is_enough() -> None:
    gap = missing(LADDER, [*UP_TO_TWO, Cited(at(3), "9.3.2")], at(3))
    assert gap.sentence == "Untuk tingkat 3 kurang: laporan audit."


def test_levels_are_cumulative_and_a_lower_lack_says_its_level() -> None:
    gap = missing(LADDER, [Cited(at(2), "9.2.1"), Cited(at(3), "9.3.1"), Cited(at(3), "9.3.3")], at(3))
    assert gap.sentence == "Untuk tingkat 3 kurang: notula perumusan (tingkat 1)."


def test_a_draft_lapses_when_the_real_thing_is_there() -> None:
    first, second, _ = level_states(LADDER, UP_TO_TWO)
    assert first.complete
    assert first.lapsed == ("9.1.1",)
    assert (second.met, second.of) == (1, 1)
    assert missing(LADDER, UP_TO_TWO, at(1)).complete
    other_kind = [Cited(at(1), "9.1.2"), Cited(at(3), "9.3.3")]
    assert not missing(LADDER, other_kind, at(1)).complete


def test_a_draft_is_not_asked_for_beside_the_real_thing() -> None:
    assert [lack.options[0].id for lack in unmet(LADDER, [], at(2))] == ["9.1.2", "9.2.1"]
    assert [lack.options[0].id for lack in unmet(LADDER, [], at(1))] == ["9.1.1", "9.1.2"]


def test_a_signed_document_about_drafting_is_no_draft() -> None:
    assert not want(1, 1, "Rancangan yang disahkan", signed=True).draft
    assert not want(1, 1, "Urutan layar konsep dan disposisi").draft
    assert want(1, 1, "Konsep atau rancangan penerapan").draft


def test_supporting_and_unknown_citations_prove_nothing() -> None:
    assert missing(LADDER, [Cited(at(3), None), Cited(at(3), "9.3.99")], at(3)).met == 0


def test_a_defective_document_does_not_serve_and_the_sentence_says_why() -> None:
    cited = [*UP_TO_TWO, Cited(at(3), "9.3.1"), Cited(at(3), "9.3.3", ("belum ditandatangani",))]
    gap = missing(LADDER, cited, at(3))
    assert gap.sentence == "Untuk tingkat 3 kurang: laporan audit (yang diberikan belum ditandatangani)."
    assert missing(LADDER, [*cited, Cited(at(3), "9.3.3")], at(3)).complete


def test_nothing_lacks_no_ladder_and_the_top() -> None:
    assert missing(LADDER, UP_TO_TWO, at(2)).sentence == "Bukti dukung untuk tingkat 2 sudah lengkap."
    assert missing((), [], at(2)).sentence == NO_LADDER
    assert missing(LADDER, [], None).sentence == AT_THE_TOP
