"""Submitting, withdrawing, returning: what refuses, what only warns, and whose minute decides."""

from __future__ import annotations

import datetime

import pytest

from matang.assessments.actions.filling import paste_levels, rate
from matang.assessments.actions.flow import readiness, send_back, submit, withdraw
from matang.assessments.actions.judging import finish, judge, reopen
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Assessment, Rating
from matang.assessments.queries import assessment_of, closing, instrument_for, visible_to
from matang.people.rules import Invisible, Refused


def fill(world, **skip):
    actor = world.actor("koordinator")
    for code in instrument_for(world.assessment).instrument.codes:
        fields = {"value": "2", "fact": f"Bukti {code}"} | skip.get(f"i{code}", {})
        rate(actor, world.assessment.uuid, code, Answer(fields, 0))
    return actor


def state(world):
    return Assessment.objects.get(pk=world.assessment.pk).state


def test_a_draft_that_lacks_values_or_words_names_them(world):
    actor = fill(world, i3={"value": ""}, i7={"fact": " "})
    check = readiness(world.assessment)
    assert (check.without_value, check.without_words) == (("3",), ("7",))
    with pytest.raises(Refused, match="indikator 3 belum bernilai"):
        submit(actor, world.assessment.uuid, without_full_evidence=True)
    assert state(world) == "draft"


def test_lacking_evidence_needs_a_tick_and_the_assessor_sees_it(world):
    actor = fill(world)
    with pytest.raises(Refused, match="tanpa bukti lengkap"):
        submit(actor, world.assessment.uuid, without_full_evidence=False)
    submit(actor, world.assessment.uuid, without_full_evidence=True)
    seen = assessment_of(world.actor("asesor"), world.assessment.uuid)
    assert (seen.state, seen.incomplete_evidence) == ("submitted", True)


def test_judges_see_nothing_before_submission(world):
    assert not visible_to(world.actor("asesor")).exists()
    with pytest.raises(Invisible):
        assessment_of(world.actor("asesor"), world.assessment.uuid)


def test_a_submitted_assessment_is_closed_to_its_team(world):
    actor = fill(world)
    submit(actor, world.assessment.uuid, without_full_evidence=True)
    with pytest.raises(Refused, match="sudah diajukan"):
        rate(actor, world.assessment.uuid, "1", Answer({"value": "5"}, 1))
    with pytest.raises(Refused, match="sudah diajukan"):
        submit(actor, world.assessment.uuid, without_full_evidence=True)


def test_it_is_withdrawn_only_while_no_assessor_has_begun(world):
    actor = fill(world)
    submit(actor, world.assessment.uuid, without_full_evidence=True)
    withdraw(world.actor("koordinator"), world.assessment.uuid)
    assert state(world) == "draft"
    submit(actor, world.assessment.uuid, without_full_evidence=True)
    judge(world.actor("asesor"), world.assessment.uuid, "1", Answer({"value": "1", "finding": "Kurang"}, 0))
    with pytest.raises(Refused, match="mulai menilai"):
        withdraw(world.actor("koordinator"), world.assessment.uuid)


def test_single_indicators_are_returned_and_only_they_open(world):
    submit(fill(world), world.assessment.uuid, without_full_evidence=True)
    send_back(world.actor("ketua"), world.assessment.uuid, "Lengkapi notula", ["4"])
    actor = world.actor("koordinator")
    with pytest.raises(Refused, match="dikembalikan"):
        rate(actor, world.assessment.uuid, "1", Answer({"value": "3"}, 1))
    with pytest.raises(Refused, match="dikembalikan"):
        paste_levels(actor, world.assessment.uuid, {"1": "3"})
    rate(actor, world.assessment.uuid, "4", Answer({"value": "3"}, 1))


def test_a_returned_one_may_be_submitted_after_the_window(world):
    submit(fill(world), world.assessment.uuid, without_full_evidence=True)
    send_back(world.actor("ketua"), world.assessment.uuid, "Lengkapi notula", [])
    yesterday = datetime.date.today() - datetime.timedelta(days=2)
    type(world.round).objects.filter(pk=world.round.pk).update(closes_on=yesterday)
    submit(world.actor("koordinator"), world.assessment.uuid, without_full_evidence=True)
    assert state(world) == "submitted"


def test_the_closed_window_refuses(world):
    actor = fill(world)
    yesterday = datetime.date.today() - datetime.timedelta(days=2)
    type(world.round).objects.filter(pk=world.round.pk).update(closes_on=yesterday)
    with pytest.raises(Refused, match="ditutup"):
        submit(actor, world.assessment.uuid, without_full_evidence=True)


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Jakarta", 17), ("Asia/Makassar", 16), ("Asia/Jayapura", 15)], ids=["WIB", "WITA", "WIT"]
)
def test_each_office_closes_at_its_own_minute_included(world, zone, hour):
    world.round.closes_on = datetime.date(2026, 6, 30)
    world.round.closes_at = datetime.time(23, 59)
    assert closing(world.round, zone) == datetime.datetime(2026, 6, 30, hour, 0, tzinfo=datetime.UTC)


def test_all_seats_must_finish_and_judge_everything(world):
    submit(fill(world), world.assessment.uuid, without_full_evidence=True)
    for who in ("asesor", "asesor2"):
        judge(world.actor(who), world.assessment.uuid, "1", Answer({"value": "2"}, 0))
    with pytest.raises(Refused, match="belum Anda nilai"):
        finish(world.actor("asesor"), world.assessment.uuid)
    for who in ("asesor", "asesor2"):
        actor = world.actor(who)
        for code in instrument_for(world.assessment).instrument.codes[1:]:
            judge(actor, world.assessment.uuid, code, Answer({"value": "3"}, 0))
        finish(actor, world.assessment.uuid)
    assert state(world) == "assessed"
    assert Rating.objects.filter(stage="dokumen").values("seat").distinct().count() == 2
    with pytest.raises(Refused, match="pleno"):
        reopen(world.actor("asesor"), world.assessment.uuid)


def test_an_assessor_never_writes_the_agencys_words(world):
    submit(fill(world), world.assessment.uuid, without_full_evidence=True)
    saved = judge(world.actor("asesor"), world.assessment.uuid, "1", Answer({"value": "1", "fact": "x"}, 0))
    assert saved.rating.fact == ""
    assert Rating.objects.get(stage="mandiri", indicator="1").fact == "Bukti 1"
