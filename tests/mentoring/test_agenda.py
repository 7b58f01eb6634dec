"""The agenda: it says what lacks, in the order in which the index gains."""

from __future__ import annotations

import pytest

from matang.assessments.gaps import gap_sentences
from matang.assessments.queries import instrument_for
from matang.mentoring.actions import holding, planning
from matang.mentoring.agenda import AT_MOST, chosen, proposals
from matang.mentoring.queries import items_of
from matang.people.rules import Refused
from tests.mentoring.meetings import planned, rate
from tests.world import World


def test_the_agenda_is_what_lacks_where_the_index_gains_most(world: World) -> None:
    """Lost otherwise: two hours spent on indicators that move nothing."""
    rate(world)
    meeting = planned(world)
    gaps = gap_sentences(world.assessment)
    instrument = instrument_for(world.assessment).instrument
    items = items_of(meeting)
    assert len(items) == AT_MOST
    assert [item.missing for item in items] == [gaps[item.indicator].sentence for item in items]
    lacking = [node for node in instrument.indicators if gaps[node.code].lacks]
    expected = sorted(lacking, key=lambda node: (-node.weight, len(gaps[node.code].lacks)))
    assert [item.indicator for item in items] == [node.code for node in expected][:AT_MOST]
    assert all(item.position == at for at, item in enumerate(items, 1))


def test_levels_of_the_day_are_kept(world: World) -> None:
    """Lost otherwise: minutes that show a level which the agency reached only later."""
    rate(world)
    meeting = planned(world, ["2", "5"])
    rate_up = world.assessment.ratings.get(indicator="2")
    rate_up.value = 3
    rate_up.save()
    second, fifth = items_of(meeting)
    assert (second.level_now, second.level_aimed) == ("1", "2")
    assert (fifth.level_now, fifth.level_aimed) == ("", "1")


def test_what_is_complete_or_at_the_top_is_not_chosen(world: World) -> None:
    """Lost otherwise: an agenda of finished work."""
    rate(world, dict.fromkeys(instrument_for(world.assessment).instrument.codes, 5))
    found = proposals(world.assessment)
    assert chosen(found) == []
    assert {proposal.level_aimed for proposal in found} == {""}


def test_an_agenda_is_edited_and_keeps_what_was_said(world: World) -> None:
    """Lost otherwise: an order that nobody can change, or notes that vanish with a click."""
    rate(world)
    meeting, mentor = planned(world, ["2", "9"]), world.actor("pendamping")
    planning.add_item(mentor, meeting.uuid, "4")
    planning.add_item(mentor, meeting.uuid, "4")
    planning.move_item(mentor, meeting.uuid, "4", -1)
    planning.move_item(mentor, meeting.uuid, "2", -1)
    assert [item.indicator for item in items_of(meeting)] == ["2", "4", "9"]
    holding.save_item(mentor, meeting.uuid, "9", {"notes": "Dibahas."})
    with pytest.raises(Refused, match="sudah bercatatan"):
        planning.remove_item(mentor, meeting.uuid, "9")
    planning.remove_item(mentor, meeting.uuid, "2")
    assert [item.indicator for item in items_of(meeting)] == ["4", "9"]


def test_an_unknown_indicator_is_refused(world: World) -> None:
    """Lost otherwise: an item that no page can show."""
    with pytest.raises(Refused, match="tidak ada pada instrumen"):
        planned(world, ["2", "999"])
