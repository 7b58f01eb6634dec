"""A round for many agencies at once; a later quarter starts with what the one before held."""

from __future__ import annotations

import datetime

import pytest

from matang.assessments.actions.filling import cite, rate
from matang.assessments.actions.marking import mark
from matang.assessments.actions.rounds import RoundPlan, RoundText, add_agencies, change_round, open_round
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Assessment, Citation, IndicatorOwner, Rating, RatingVersion
from matang.core.regions import Region
from matang.evidence.models import Document
from matang.evidence.models import Version as DocumentVersion
from matang.journal.models import Entry
from matang.lib.sheets import read_pasted
from matang.people import actions as people
from matang.people.import_agencies import plan_agencies
from matang.people.models import Agency
from matang.people.rules import Invisible, Refused

DAY = datetime.date
TEXT = RoundText("Evaluasi", "", DAY(2026, 1, 1), DAY(2026, 3, 31), datetime.time(23, 59))


def plan(world, **changes):
    values = {
        "text": TEXT,
        "instrument": world.round.instrument.uuid,
        "year": 2026,
        "period": "triwulan",
        "period_number": 1,
        "stages": ("mandiri", "dokumen"),
    }
    return RoundPlan(**{**values, **changes})


def both(world):
    return [world.bureau.uuid, world.other.uuid]


def test_opening_makes_an_assessment_for_every_agency(world):
    actor = world.actor("admin")
    made = open_round(actor, world.province.uuid, plan(world), both(world))
    assert set(Assessment.objects.filter(round=made).values_list("agency_id", flat=True)) == {
        world.bureau.pk,
        world.other.pk,
    }
    with pytest.raises(Refused, match="sudah dibuka"):
        open_round(actor, world.province.uuid, plan(world), both(world))
    assert add_agencies(actor, made.uuid, [*both(world), world.province.uuid]) == 1


def test_who_may_not_open_a_round(world):
    with pytest.raises(Refused):
        open_round(world.actor("koordinator"), world.bureau.uuid, plan(world), [])
    stranger = Agency.objects.create(name="Lain", short_name="L", kind="provinsi", path="/999999/")
    with pytest.raises(Invisible):
        open_round(world.actor("admin"), stranger.uuid, plan(world), [])
    with pytest.raises(Invisible):
        open_round(world.actor("admin"), world.province.uuid, plan(world), [stranger.uuid])
    with pytest.raises(Invisible):  # an agency beside the owner is not his to judge
        open_round(world.actor("admin"), world.bureau.uuid, plan(world), [world.other.uuid])


@pytest.mark.parametrize(
    "changes",
    [
        {"period_number": 5},
        {"period": "tahun", "period_number": 2},
        {"period": "semester", "period_number": 3},
        {"stages": ("dokumen",)},
        {"text": RoundText("E", "", DAY(2026, 2, 1), DAY(2026, 1, 1), datetime.time(23, 59))},
    ],
)
def test_a_round_that_makes_no_sense_is_refused(world, changes):
    with pytest.raises(Refused):
        open_round(world.actor("admin"), world.province.uuid, plan(world, **changes), both(world))


def test_a_later_quarter_starts_with_values_words_citations_and_owners(world):
    first = open_round(world.actor("admin"), world.province.uuid, plan(world), both(world))
    assessment = Assessment.objects.get(round=first, agency=world.bureau)
    actor = world.actor("koordinator")
    rate(actor, assessment.uuid, "1", Answer({"value": "3", "fact": "Ada SOP", "analysis": "Cukup"}, 0))
    document = Document.objects.create(agency=world.bureau, title="SK", created_by=world.people["koordinator"])
    version = DocumentVersion.objects.create(
        agency=world.bureau,
        document=document,
        sha256="a" * 64,
        size=1,
        media_type="application/pdf",
        file_name="sk.pdf",
        received_by=world.people["koordinator"],
    )
    cited = cite(actor, assessment.uuid, "1", version.uuid, level="3", pages="2")
    mark(actor, assessment.uuid, cited.uuid, Region(2, 100, 200, 300, 40))
    IndicatorOwner.objects.create(
        agency=world.bureau, assessment=assessment, indicator="1", person=world.people["pelaksana"]
    )
    admin = world.actor("admin")
    later = open_round(
        admin, world.province.uuid, plan(world, period_number=2, previous=first.uuid), [world.bureau.uuid]
    )
    assert Rating.objects.filter(assessment__round=later).count() == 1
    rating = Rating.objects.get(assessment__round=later)
    assert (rating.carried, rating.fact, rating.analysis, int(rating.value)) == (True, "Ada SOP", "Cukup", 3)
    assert RatingVersion.objects.filter(rating=rating, number=1, fact="Ada SOP").count() == 1
    owner = IndicatorOwner.objects.get(assessment__round=later)
    assert (owner.person, owner.indicator) == (world.people["pelaksana"], "1")
    world.actor("koordinator")
    citation = Citation.objects.get(assessment__round=later)
    assert (citation.carried, citation.version_id, citation.pages) == (True, version.pk, "2")
    assert citation.region == "2:100,200,300,40"
    saved = rate(world.actor("koordinator"), rating.assessment.uuid, "1", Answer({"value": "4"}, 1))
    assert not saved.conflict and not saved.rating.carried
    world.actor("admin")
    add_agencies(admin, later.uuid, [world.other.uuid])
    assert Rating.objects.filter(assessment__round=later).count() == 1


def test_a_new_year_starts_empty(world):
    actor = world.actor("koordinator")
    rate(actor, world.assessment.uuid, "1", Answer({"value": "3"}, 0))
    made = open_round(
        world.actor("admin"),
        world.province.uuid,
        plan(world, period="tahun", year=world.round.year + 1, previous=world.round.uuid),
        both(world),
    )
    assert not Rating.objects.filter(assessment__round=made).exists()


def test_the_former_round_must_be_an_earlier_one_of_the_same_line(world):
    admin = world.actor("admin")
    with pytest.raises(Refused, match="lebih dahulu"):
        open_round(admin, world.province.uuid, plan(world, year=2020, previous=world.round.uuid), both(world))


def test_changed_dates_stand_in_the_journal(world):
    admin = world.actor("admin")
    later = RoundText("Evaluasi", "", DAY(2026, 1, 1), DAY(2026, 4, 30), datetime.time(16, 0))
    change_round(admin, world.round.uuid, later)
    entry = Entry.objects.get(action="change_round")
    assert entry.after["closes_on"] == "2026-04-30" and "jadwal" in entry.sentence
    change_round(admin, world.round.uuid, later)
    assert Entry.objects.filter(action="change_round").count() == 1


def test_a_thousand_agencies_are_opened_quickly(world, django_assert_max_num_queries):
    actor = world.actor("admin")
    names = read_pasted("\n".join(f"Dinas Nomor {n}" for n in range(1000)))
    actor = people.import_agencies(actor, plan_agencies(actor, world.province, names))
    wanted = [a.uuid for a in Agency.objects.filter(name__startswith="Dinas Nomor")]
    with django_assert_max_num_queries(26):
        first = open_round(actor, world.province.uuid, plan(world), wanted)
        open_round(actor, world.province.uuid, plan(world, period_number=2, previous=first.uuid), wanted)
    assert Assessment.objects.filter(round=first).count() == 1000
