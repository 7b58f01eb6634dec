"""The life of a meeting: noted, attended, agreed, concluded, approved, frozen."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, transaction

from matang.journal.models import Entry
from matang.mentoring.actions import agreeing, holding, minutes, planning
from matang.mentoring.models import Action, AgendaItem, Attendee, Meeting
from matang.mentoring.queries import actions_on, attendees_of, items_of, next_meetings, open_actions_for, past_meetings
from matang.people.models import Person
from matang.people.rules import Refused
from tests.mentoring.meetings import ZONE, details, held, planned, rate
from tests.world import World

TOMORROW = datetime.datetime.now(ZONE) + datetime.timedelta(days=1)


def test_a_promise_is_seen_until_it_is_kept(world: World) -> None:
    """Lost otherwise: what was agreed is forgotten, or asked for again after it was done."""
    held(world)
    contributor = world.actor("pelaksana")
    [action] = open_actions_for(contributor)
    assert action.what == "Menyusun SK tim"
    assert list(actions_on(world.assessment)) == ["2"]
    assert open_actions_for(world.actor("koordinator")) == []
    agreeing.complete_action(world.actor("pelaksana"), action.uuid)
    assert open_actions_for(contributor) == [] and actions_on(world.assessment) == {}
    done = agreeing.reopen_action(world.actor("koordinator"), action.uuid)
    assert done.done_at is None and open_actions_for(contributor) == [done]


def test_only_its_owner_or_the_coordinator_finishes_it(world: World) -> None:
    """Lost otherwise: somebody else ticks off a promise."""
    held(world)
    action = Action.objects.get()
    for name in ("pemeriksa", "pendamping", "kepala"):
        with pytest.raises(Refused, match="koordinator yang dapat"):
            agreeing.complete_action(world.actor(name), action.uuid)
    assert agreeing.complete_action(world.actor("koordinator"), action.uuid).done_at is not None


def test_two_writers_do_not_overwrite_each_other(world: World) -> None:
    """Lost otherwise: the sentence that the other mentor wrote while I was writing mine."""
    meeting, mentor = planned(world, ["2"]), world.actor("pendamping")
    was = {"notes": "", "agreed": ""}
    assert not holding.save_item(mentor, meeting.uuid, "2", {"notes": "Satu."}, was).conflict
    assert not holding.save_item(mentor, meeting.uuid, "2", {"agreed": "Dua."}, was).conflict
    clash = holding.save_item(mentor, meeting.uuid, "2", {"notes": "Tiga."}, was)
    assert clash.conflict == ("notes",) and clash.theirs == {"notes": "Satu."}
    assert not holding.save_item(mentor, meeting.uuid, "2", {"notes": "Satu."}, was).conflict
    [item] = items_of(meeting)
    assert (item.notes, item.agreed) == ("Satu.", "Dua.")


def test_a_name_stands_once_on_the_attendance_list(world: World) -> None:
    """Lost otherwise: a list that counts a person twice, or loses one of two namesakes."""
    meeting, mentor = planned(world, ["2"]), world.actor("pendamping")
    coordinator, verifier = world.people["koordinator"], world.people["pemeriksa"]
    Person.objects.filter(pk=verifier.pk).update(name=coordinator.name)
    came = [coordinator.uuid, verifier.uuid]
    holding.take_attendance(mentor, meeting.uuid, came, [holding.Guest("  tamu   rekaan ")])
    holding.take_attendance(mentor, meeting.uuid, came, [holding.Guest("Tamu Rekaan"), holding.Guest("PELAKSANA")])
    names = [row.name for row in attendees_of(meeting)]
    assert names == ["Koordinator", "Koordinator (Pemeriksa)", "tamu rekaan", "Pelaksana"]
    wrong = attendees_of(meeting)[2]
    holding.take_attendance(mentor, meeting.uuid, gone=[wrong.pk])
    assert "tamu rekaan" not in [row.name for row in attendees_of(meeting)]


def test_an_agreement_names_a_member_and_a_day_to_come(world: World) -> None:
    """Lost otherwise: a promise that nobody can keep."""
    meeting, mentor = planned(world, ["2"]), world.actor("pendamping")
    day = TOMORROW.date()
    for name in ("pelaksana_lain", "pendamping", "asesor"):
        with pytest.raises(Refused, match="anggota tim"):
            agreeing.agree_action(mentor, meeting.uuid, "Menyusun SOP", world.people[name].uuid, day)
    with pytest.raises(Refused, match="lebih awal"):
        agreeing.agree_action(mentor, meeting.uuid, "SOP", world.people["pelaksana"].uuid, datetime.date(2020, 1, 1))
    for _ in range(2):
        agreeing.agree_action(mentor, meeting.uuid, "Menyusun SOP", world.people["pelaksana"].uuid, day)
    assert Action.objects.count() == 1
    agreeing.drop_action(mentor, Action.objects.get().uuid)
    assert Action.objects.count() == 0


def test_approval_asks_for_what_minutes_need(world: World) -> None:
    """Lost otherwise: minutes of a meeting that was not held, without names, without end."""
    coordinator, mentor = world.actor("koordinator"), world.actor("pendamping")
    meeting = planned(world, ["2"])
    with pytest.raises(Refused, match="belum disusun"):
        minutes.approve_minutes(coordinator, meeting.uuid)
    minutes.write_minutes(mentor, meeting.uuid, "Selesai.")
    with pytest.raises(Refused, match="Daftar hadir masih kosong"):
        minutes.approve_minutes(coordinator, meeting.uuid)
    planning.change_meeting(mentor, meeting.uuid, details(chair=""))
    with pytest.raises(Refused, match="Pimpinan rapat belum diisi"):
        minutes.approve_minutes(coordinator, meeting.uuid)
    planning.change_meeting(mentor, meeting.uuid, details(starts_at=TOMORROW))
    with pytest.raises(Refused, match="belum berlangsung"):
        minutes.approve_minutes(coordinator, meeting.uuid)


def test_approved_minutes_stay_as_they_are(world: World) -> None:
    """Lost otherwise: a signed paper that says something else tomorrow."""
    meeting = held(world)
    minutes.approve_minutes(world.actor("koordinator"), meeting.uuid)
    mentor, person = world.actor("pendamping"), world.people["pelaksana"].uuid
    action = Action.objects.get()
    attempts = (
        lambda: holding.save_item(mentor, meeting.uuid, "2", {"notes": "Lain."}),
        lambda: holding.take_attendance(mentor, meeting.uuid, [person]),
        lambda: agreeing.agree_action(mentor, meeting.uuid, "Lain", person, TOMORROW.date()),
        lambda: agreeing.drop_action(mentor, action.uuid),
        lambda: minutes.write_minutes(mentor, meeting.uuid, "Lain."),
        lambda: planning.change_meeting(mentor, meeting.uuid, details(title="Lain")),
        lambda: planning.add_item(mentor, meeting.uuid, "4"),
        lambda: minutes.approve_minutes(world.actor("koordinator"), meeting.uuid),
    )
    for attempt in attempts:
        with pytest.raises(Refused, match="sudah disetujui"):
            attempt()
    agreeing.complete_action(world.actor("pelaksana"), action.uuid)


@pytest.mark.parametrize("model", [Meeting, AgendaItem, Attendee, Action])
def test_the_database_itself_keeps_approved_minutes(world: World, model: type) -> None:
    """Lost otherwise: a careless program changes what was signed."""
    meeting = held(world)
    minutes.approve_minutes(world.actor("koordinator"), meeting.uuid)
    column = {Meeting: "conclusion", AgendaItem: "notes", Attendee: "name", Action: "what"}[model]
    with pytest.raises(DatabaseError, match="sudah disetujui"), transaction.atomic():
        model.objects.update(**{column: "lain"})
    with pytest.raises(DatabaseError, match="sudah disetujui"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_meetings_are_sorted_into_coming_and_past(world: World) -> None:
    """Lost otherwise: a meeting that nobody goes to."""
    gone, coming = planned(world, ["2"]), planned(world, ["2"], starts_at=TOMORROW)
    actor = world.actor("pelaksana")
    assert next_meetings(actor) == [coming] and past_meetings(actor) == [gone]


def test_each_thing_done_is_in_the_journal_without_its_words(world: World) -> None:
    """Lost otherwise: nobody can say who wrote what, or the journal tells what was advised."""
    rate(world)
    meeting = held(world)
    minutes.approve_minutes(world.actor("koordinator"), meeting.uuid)
    entries = list(Entry.objects.filter(target=meeting.uuid).order_by("id"))
    assert [entry.action for entry in entries] == [
        "plan_meeting", "save_item", "take_attendance", "agree_action", "write_minutes", "approve_minutes"
    ]  # fmt: skip
    assert all("rancangan" not in f"{entry.before} {entry.after}" for entry in entries)
