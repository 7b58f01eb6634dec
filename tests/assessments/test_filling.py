"""What a team would lose if saving broke: words, the order of saves, and each other's work."""

from __future__ import annotations

from fractions import Fraction

import pytest

from matang.assessments.actions.filling import assign, cite, paste_levels, rate, uncite
from matang.assessments.actions.saving import LONGEST, Answer
from matang.assessments.gaps import gap_sentences
from matang.assessments.models import Assessment, Rating, RatingVersion
from matang.assessments.queries import standing, values_of
from matang.evidence.models import Document, Version
from matang.journal.models import Entry
from matang.people.rules import Invisible, Refused


def save(world, who, code="1", base=0, token="", sequence=0, **fields):
    return rate(world.actor(who), world.assessment.uuid, code, Answer(fields, base, token, sequence))


def test_a_value_and_its_words_are_kept_with_version_and_journal(world):
    saved = save(world, "koordinator", value="3", fact="SK nomor 1", analysis="Sudah ditetapkan")
    assert (saved.rating.version, saved.rating.value, saved.rating.fact) == (1, 3, "SK nomor 1")
    assert RatingVersion.objects.get().analysis == "Sudah ditetapkan"
    entry = Entry.objects.get()
    assert (
        entry.sentence
        == "mengubah nilai dari kosong ke 3, menulis fakta dan analisis pada indikator 1 (penilaian mandiri)"
    )
    assert "SK nomor 1" not in f"{entry.before}{entry.after}"
    assert standing(world.assessment).index == 3


def test_untouched_fields_are_never_emptied(world):
    save(world, "koordinator", fact="alfa", analysis="beta")
    saved = save(world, "koordinator", base=1, value="2")
    assert (saved.rating.fact, saved.rating.analysis, saved.rating.value) == ("alfa", "beta", 2)


def test_two_people_in_different_boxes_lose_nothing(world):
    save(world, "koordinator", fact="alfa", analysis="lama")
    save(world, "pelaksana", base=1, fact="dari pelaksana", analysis="lama")
    saved = save(world, "koordinator", base=1, fact="alfa", analysis="dari koordinator")
    assert not saved.conflict
    assert (saved.rating.fact, saved.rating.analysis) == ("dari pelaksana", "dari koordinator")


def test_two_people_in_one_box_see_each_other(world):
    save(world, "koordinator", fact="alfa")
    save(world, "pelaksana", base=1, fact="dari pelaksana")
    saved = save(world, "koordinator", base=1, fact="dari koordinator")
    assert saved.conflict == ("fact",)
    assert saved.theirs == {"fact": "dari pelaksana"}
    assert Rating.objects.get().fact == "dari pelaksana"
    merged = save(world, "koordinator", base=2, fact="dari keduanya")
    assert merged.rating.fact == "dari keduanya"


def test_a_save_whose_answer_was_lost_may_be_sent_again(world):
    save(world, "koordinator", token="t", sequence=1, fact="alfa")
    again = save(world, "koordinator", token="t", sequence=2, base=0, fact="alfa beta")
    assert not again.conflict
    assert again.rating.fact == "alfa beta"
    late = save(world, "koordinator", token="t", sequence=1, base=0, fact="alfa")
    assert late.rating.fact == "alfa beta"


def test_saving_the_same_again_writes_no_history(world):
    save(world, "koordinator", fact="alfa")
    save(world, "koordinator", base=1, fact="alfa")
    assert (RatingVersion.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.parametrize("typed", ["6", "2.5", "tiga", "NaN", "0", "-1", "3;4", "²"])
def test_a_value_that_the_instrument_does_not_know_changes_nothing(world, typed):
    save(world, "koordinator", value="2")
    with pytest.raises(Refused, match="Indikator 1"):
        save(world, "koordinator", base=1, value=typed)
    assert values_of(world.assessment) == {"1": Fraction(2)}


def test_a_text_that_is_too_long_is_refused_with_its_limit(world):
    with pytest.raises(Refused, match="20000"):
        save(world, "koordinator", fact="a" * (LONGEST + 1))


def test_words_come_back_as_typed(world):
    words = "Rapat <A> & B =1+1 {{x}} 'kutip' \u202e emoji 🌱 baris\nbaru"
    assert save(world, "koordinator", fact=words).rating.fact == words
    assert Rating.objects.get().fact == words


def test_a_contributor_fills_only_the_own_indicators(world):
    save(world, "pelaksana", code="1", value="2")
    with pytest.raises(Refused, match="diampu orang lain"):
        save(world, "pelaksana", code="2", value="2")
    assign(world.actor("koordinator"), world.assessment.uuid, ["2"], world.people["pelaksana"].uuid)
    save(world, "pelaksana", code="2", value="2")


@pytest.mark.parametrize("who", ["pemeriksa", "pendamping", "kepala", "pimpinan", "auditor"])
def test_who_may_only_read_cannot_fill(world, who):
    with pytest.raises(Refused):
        save(world, who, value="2")


@pytest.mark.parametrize("who", ["asesor", "ketua", "koordinator_lain", "pendamping_lain"])
def test_whoever_may_not_see_a_draft_finds_nothing(world, who):
    with pytest.raises(Invisible):
        save(world, who, value="2")


def test_an_unknown_indicator_is_not_there(world):
    with pytest.raises(Invisible):
        save(world, "koordinator", code="99", value="2")


def test_levels_are_pasted_all_or_none(world):
    actor = world.actor("koordinator")
    assert paste_levels(actor, world.assessment.uuid, {"1": "2", "2": "3", "3": ""}) == 2
    with pytest.raises(Refused, match="Indikator 3"):
        paste_levels(actor, world.assessment.uuid, {"3": "9"})


def test_the_running_index_of_lists_equals_the_exact_one(world):
    save(world, "koordinator", code="1", value="2")
    save(world, "koordinator", code="17", value="5")
    assessment = Assessment.objects.get(pk=world.assessment.pk)
    assert assessment.rated == 2
    assert abs(Fraction(assessment.running_index) - standing(assessment).index) < Fraction(1, 10**12)


def a_document(world, agency, title="SK.pdf"):
    person = world.people["koordinator"]
    document = Document.objects.create(agency=agency, title=title, created_by=person)
    return Version.objects.create(
        agency=agency, document=document, sha256="a" * 64, size=9, media_type="application/pdf", file_name=title,
        received_by=person,
    )  # fmt: skip


def test_evidence_is_cited_for_a_requirement_and_the_gap_shrinks(world):
    actor = world.actor("koordinator")
    before = gap_sentences(world.assessment)["1"]
    version = a_document(world, world.bureau)
    requirement = before.lacks[0].options[0].id
    citation = cite(actor, world.assessment.uuid, "1", version.uuid, level="", requirement=requirement, pages="1–4")
    after = gap_sentences(world.assessment)["1"]
    assert citation.level == "1"
    assert after.met == before.met + 1
    assert after.sentence != before.sentence
    assert uncite(actor, world.assessment.uuid, citation.uuid) == "1"
    assert gap_sentences(world.assessment)["1"] == before


def test_a_document_of_another_agency_cannot_be_cited(world):
    world.actor("koordinator_lain")
    foreign = a_document(world, world.other)
    with pytest.raises(Invisible):
        cite(world.actor("koordinator"), world.assessment.uuid, "1", foreign.uuid, level="1")


def test_an_invented_requirement_is_refused(world):
    actor = world.actor("koordinator")
    version = a_document(world, world.bureau)
    with pytest.raises(Refused, match="tidak ada pada indikator ini"):
        cite(actor, world.assessment.uuid, "1", version.uuid, level="", requirement="9.9.9")
