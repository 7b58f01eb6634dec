"""From a submitted assessment to what the public reads: if this breaks, one person alone can decide a number that pay
depends on, or a decided number can change afterwards."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction

from matang.assessments.actions import filling, flow, judging
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Assessment, Rating, RatingVersion, Stage
from matang.journal.models import Entry
from matang.people.rules import Invisible, Refused
from matang.results import actions, queries
from matang.results.models import Decision, PublishedResult
from matang.results.snapshot import read
from tests.results.helping import decide, fill, judge

State = Assessment.State


def state(world) -> str:
    return Assessment.objects.get(pk=world.assessment.pk).state


def test_two_seats_settle_two_persons_decide_and_the_public_reads_it(world):
    fill(world, default="3")
    judge(world, "asesor", {"4": "2"}, done=False)
    judge(world, "asesor2", default="3")
    world.actor("asesor")
    assert state(world) == State.SUBMITTED  # the other seat is still open
    judging.finish(world.actor("asesor"), world.assessment.uuid)
    assert state(world) == State.ASSESSED
    ketua = world.actor("ketua")
    with pytest.raises(Refused, match="indikator 4"):
        actions.propose(ketua, world.assessment.uuid)
    judging.settle(ketua, world.assessment.uuid, "4", Answer({"value": "2", "finding": "Pedoman belum ditetapkan."}, 0))
    proposal = actions.propose(ketua, world.assessment.uuid)
    assert state(world) == State.PROPOSED
    decided = actions.confirm(world.actor("pimpinan"), proposal.uuid)
    assert state(world) == State.DECIDED
    assert (decided.proposed_by, decided.confirmed_by) == (world.people["ketua"], world.people["pimpinan"])
    assert decided.confirmed_at is not None and len(decided.chain_head) == 64
    picture = read(decided.snapshot)
    fourth = next(row for row in picture.indicators if row.code == "4")
    assert (fourth.own, fourth.final, fourth.finding) == (3, 2, "Pedoman belum ditetapkan.")
    assert picture.index == Fraction(decided.index) < 3
    third = next(row for row in picture.indicators if row.code == "3")
    assert third.finding == "Temuan asesor 3"  # seats agree: the first seat's words
    assert actions.publish(world.actor("pimpinan"), world.round.uuid) == 1
    public = PublishedResult.objects.get()
    assert (public.agency_name, public.index, public.predicate) == ("Biro Hukum", decided.index, decided.predicate)
    assert "Temuan" not in str(public.values) and "Fakta" not in str(public.values)


def test_every_final_value_is_written_with_its_version(world):
    decide(world, {"7": "4"})
    finals = Rating.objects.filter(assessment=world.assessment, stage=Stage.FINAL, seat=0)
    assert {rating.indicator: rating.value for rating in finals}["7"] == 4
    assert finals.count() == 25
    assert RatingVersion.objects.filter(rating__in=finals).count() == 25


def test_the_same_person_can_not_confirm_and_is_told_who_can(world):
    fill(world)
    judge(world, "asesor")
    proposal = actions.propose(world.actor("ketua"), world.assessment.uuid)
    with pytest.raises(Refused, match="oleh orang lain"):
        actions.confirm(world.actor("ketua"), proposal.uuid)
    with pytest.raises(DatabaseError), transaction.atomic():
        person = world.people["ketua"].pk
        Decision.objects.filter(pk=proposal.pk).update(confirmed_by=person, confirmed_at=proposal.proposed_at)


@pytest.mark.parametrize("name", ["kepala", "koordinator", "asesor", "admin", "auditor", "pendamping"])
def test_who_is_no_lead_assessor_and_no_leader_of_the_owner_can_not_decide(world, name):
    fill(world)
    judge(world, "asesor")
    proposal = actions.propose(world.actor("ketua"), world.assessment.uuid)
    with pytest.raises(Refused):
        actions.confirm(world.actor(name), proposal.uuid)
    with pytest.raises(Refused):
        actions.refuse_proposal(world.actor(name), proposal.uuid, "alasan")


@pytest.mark.parametrize("name", ["koordinator_lain", "pendamping_lain", "asesor_lain"])
def test_a_foreign_agency_s_proposal_does_not_exist(world, name):
    fill(world)
    judge(world, "asesor")
    proposal = actions.propose(world.actor("ketua"), world.assessment.uuid)
    with pytest.raises(Invisible):
        actions.confirm(world.actor(name), proposal.uuid)


def test_only_the_lead_assessor_proposes(world):
    fill(world)
    judge(world, "asesor")
    for name in ("koordinator", "asesor", "pimpinan", "admin", "auditor"):
        with pytest.raises(Refused):
            actions.propose(world.actor(name), world.assessment.uuid)


def test_a_refused_proposal_goes_back_to_the_plenary_with_its_reason(world):
    fill(world)
    judge(world, "asesor")
    proposal = actions.propose(world.actor("ketua"), world.assessment.uuid)
    pimpinan = world.actor("pimpinan")
    with pytest.raises(Refused, match="alasan"):
        actions.refuse_proposal(pimpinan, proposal.uuid, " ")
    actions.refuse_proposal(pimpinan, proposal.uuid, "Indikator 9 belum dibahas.")
    assert state(world) == State.ASSESSED
    assert not Decision.objects.exists()
    assert Entry.objects.filter(action="decision.refuse", sentence__contains="Indikator 9 belum dibahas.").exists()
    judging.settle(world.actor("ketua"), world.assessment.uuid, "9", Answer({"value": "1"}, 1))
    again = actions.propose(world.actor("ketua"), world.assessment.uuid)
    assert actions.confirm(world.actor("ketua2"), again.uuid).number == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE results_decision SET index = '5'",
        "UPDATE results_decision SET snapshot = '{}'",
        "UPDATE results_decision SET confirmed_at = NULL, confirmed_by_id = NULL",
        "DELETE FROM results_decision",
        "TRUNCATE results_decision",
        "UPDATE results_publishedresult SET index = '5'",
        "DELETE FROM results_publishedresult",
    ],
)
def test_what_is_decided_and_published_can_not_be_changed_in_the_database(world, statement):
    decide(world)
    actions.publish(world.actor("admin"), world.round.uuid)
    world.actor("ketua")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_correction_is_a_new_decision_of_two_persons_and_leaves_the_former_one(world):
    first = decide(world)
    ketua = world.actor("ketua")
    change = {"5": {"value": "4", "finding": "SK terbit sesudah sanggah."}}
    with pytest.raises(Refused, match="alasan"):
        actions.propose_correction(ketua, world.assessment.uuid, change, "")
    second = actions.propose_correction(ketua, world.assessment.uuid, change, "Berita acara sanggah")
    assert queries.decision_of(world.assessment) == first  # the former one counts until confirmed
    final = Rating.objects.get(assessment=world.assessment, stage=Stage.FINAL, indicator="5")
    assert final.value == 3
    with pytest.raises(Refused, match="oleh orang lain"):
        actions.confirm(ketua, second.uuid)
    actions.confirm(world.actor("ketua2"), second.uuid)
    counts = queries.decision_of(world.assessment)
    assert counts is not None and counts.number == 2
    assert Fraction(counts.index) > Fraction(first.index)
    final.refresh_from_db()
    assert (final.value, final.finding) == (4, "SK terbit sesudah sanggah.")
    first_again = Decision.objects.get(pk=first.pk)
    assert (first_again.index, first_again.snapshot) == (first.index, first.snapshot)


def test_a_correction_after_publication_is_published_as_one_more_row(world):
    decide(world)
    pimpinan = world.actor("pimpinan")
    assert actions.publish(pimpinan, world.round.uuid) == 1
    with pytest.raises(Refused, match="Tidak ada keputusan baru"):
        actions.publish(pimpinan, world.round.uuid)
    change = {"5": {"value": "5"}}
    proposal = actions.propose_correction(world.actor("ketua"), world.assessment.uuid, change, "Sanggah diterima")
    actions.confirm(world.actor("ketua2"), proposal.uuid)
    assert actions.publish(world.actor("pimpinan"), world.round.uuid) == 1
    shown = queries.published_in(world.round)
    assert [(row.number, row.index) for row in shown] == [(2, Decision.objects.get(number=2).index)]


@pytest.mark.parametrize("name", ["ketua", "auditor"])
def test_who_may_not_publish(world, name):
    decide(world)
    with pytest.raises(Refused):
        actions.publish(world.actor(name), world.round.uuid)


@pytest.mark.parametrize("name", ["kepala", "koordinator", "asesor"])
def test_the_round_of_an_owner_out_of_reach_does_not_exist_for_publishing(world, name):
    decide(world)
    with pytest.raises(Invisible):
        actions.publish(world.actor(name), world.round.uuid)


def test_values_that_moved_after_the_proposal_can_not_be_confirmed(world):
    fill(world)
    judge(world, "asesor")
    proposal = actions.propose(world.actor("ketua"), world.assessment.uuid)
    Rating.objects.filter(assessment=world.assessment, stage=Stage.FINAL, indicator="1").update(value=5)
    with pytest.raises(Refused, match="berubah"):
        actions.confirm(world.actor("ketua2"), proposal.uuid)


def test_the_head_covers_all_that_happened_before(world):
    decided = decide(world)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.action FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id WHERE s.hash = %s",
            [decided.chain_head],
        )
        assert cursor.fetchone()[0] == "decision.propose"


def test_returning_opens_the_seats_again_and_empties_what_was_settled(world):
    fill(world)
    judge(world, "asesor")
    ketua = world.actor("ketua")
    judging.settle(ketua, world.assessment.uuid, "2", Answer({"value": "1", "finding": "Kurang."}, 0))
    judging.settle(ketua, world.assessment.uuid, "3", Answer({"value": "1"}, 0))
    flow.send_back(ketua, world.assessment.uuid, "Lampirkan notula.", ["2"])
    koordinator = world.actor("koordinator")
    with pytest.raises(Refused, match="dikembalikan"):
        filling.rate(koordinator, world.assessment.uuid, "3", Answer({"value": "5"}, 1))
    filling.rate(koordinator, world.assessment.uuid, "2", Answer({"value": "2"}, 1))
    flow.submit(koordinator, world.assessment.uuid, without_full_evidence=True)
    finals = Rating.objects.filter(assessment=world.assessment, stage=Stage.FINAL)
    assert {rating.indicator: rating.value for rating in finals} == {"2": None, "3": 1}
    judging.judge(world.actor("asesor"), world.assessment.uuid, "2", Answer({"value": "2"}, 1))
    judging.finish(world.actor("asesor"), world.assessment.uuid)
    assert state(world) == State.ASSESSED


def test_a_seat_that_could_see_the_other_can_not_reopen(world):
    fill(world)
    judge(world, "asesor", done=False)
    judge(world, "asesor2")
    judging.finish(world.actor("asesor"), world.assessment.uuid)
    with pytest.raises(Refused, match="pleno"):
        judging.reopen(world.actor("asesor"), world.assessment.uuid)


def test_an_assessor_without_a_seat_can_not_pull_an_assessment_back(world):
    fill(world)
    judge(world, "asesor")
    with pytest.raises(Refused, match="belum menyatakan selesai"):
        judging.reopen(world.actor("asesor2"), world.assessment.uuid)
    assert state(world) == State.ASSESSED


def test_the_lead_assessor_names_a_second_seat_and_the_assessment_waits_for_it(world):
    fill(world)
    judge(world, "asesor")
    judging.seat_assessor(world.actor("ketua"), world.assessment.uuid, world.people["asesor2"].uuid)
    assert state(world) == State.SUBMITTED
    with pytest.raises(Invisible):
        judging.seat_assessor(world.actor("ketua"), world.assessment.uuid, world.people["asesor_lain"].uuid)
    judge(world, "asesor2")
    assert state(world) == State.ASSESSED
