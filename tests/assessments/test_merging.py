"""What somebody would lose on a bad line: words written by others, or newer words of one's own."""

from __future__ import annotations

from matang.assessments.actions.filling import rate
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Rating, RatingVersion
from matang.journal.models import Entry


def save(world, who, base=0, token="", sequence=0, **fields):
    return rate(world.actor(who), world.assessment.uuid, "1", Answer(fields, base, token, sequence))


def test_a_page_learns_what_others_wrote_beside_its_own_save(world):
    save(world, "koordinator", fact="alfa")
    save(world, "pelaksana", base=1, token="p", sequence=1, fact="dari pelaksana")
    saved = save(world, "koordinator", base=1, token="k", sequence=1, analysis="gama")
    assert (saved.conflict, saved.fresh) == ((), {"fact": "dari pelaksana"})


def test_a_page_whose_answer_was_lost_does_not_overwrite_what_it_never_saw(world):
    save(world, "pelaksana", token="p", sequence=1, fact="dari pelaksana")
    save(world, "koordinator", token="k", sequence=1, analysis="gama")  # its answer never arrives
    saved = save(world, "koordinator", token="k", sequence=2, fact="dari koordinator", analysis="gama delta")
    assert (saved.conflict, saved.theirs) == (("fact",), {"fact": "dari pelaksana"})
    assert Rating.objects.get().fact == "dari pelaksana"


def test_a_late_save_brings_nothing_back_although_somebody_else_wrote_meanwhile(world):
    save(world, "koordinator", token="k", sequence=2, fact="baru")
    save(world, "pelaksana", base=1, token="p", sequence=1, analysis="lain")
    save(world, "koordinator", token="k", sequence=1, fact="lama")
    assert (Rating.objects.get().fact, Rating.objects.get().analysis) == ("baru", "lain")


def test_a_late_save_brings_nothing_back_that_was_taken_back_meanwhile(world):
    save(world, "koordinator", token="a", sequence=1, fact="alfa")
    save(world, "koordinator", base=1, token="k", sequence=2, fact="alfa")  # "beta" was typed, and taken back
    save(world, "koordinator", base=1, token="k", sequence=1, fact="beta")
    assert Rating.objects.get().fact == "alfa"


def test_a_save_sent_twice_is_one_version_and_one_entry(world):
    for _ in range(2):
        save(world, "koordinator", token="k", sequence=1, value="3", fact="alfa")
    assert (RatingVersion.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_value_that_does_not_apply_is_shown_as_the_form_holds_it(world):
    save(world, "koordinator", value="3")
    Rating.objects.update(value=None, not_applicable=True, version=2)
    rating = Rating.objects.get()
    RatingVersion.objects.create(agency=world.bureau, rating=rating, number=2, not_applicable=True)
    saved = save(world, "pelaksana", base=1, value="4")
    assert (saved.conflict, saved.theirs) == (("value",), {"value": "NA"})
