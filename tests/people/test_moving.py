"""An agency under another parent: a wrong path shows one office's work to another, or hides it from its own."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from matang.assessments.models import Assessment
from matang.assessments.queries import visible_to
from matang.journal.models import Entry
from matang.people import actions
from matang.people.actor import set_reach
from matang.people.models import Agency, Membership, Person, Role
from matang.people.queries import everything
from matang.people.rules import Invisible, Refused
from matang.people.said import AgencyData
from tests.people.test_actions import acting_as, other_province
from tests.world import World

TODAY = datetime.date.today()


def section(world: World) -> Agency:
    """An office below Biro Hukum, and one below that."""
    actor = world.actor("admin")
    made, wider = actions.create_agency(
        actor, world.bureau.uuid, AgencyData("Bagian", "Bagian", "unit_kerja", "Asia/Makassar")
    )
    set_reach(wider)
    actions.create_agency(wider, made.uuid, AgencyData("Subbagian", "Subbagian", "unit_kerja", "Asia/Makassar"))
    return made


def leader_of(agency: Agency, name: str) -> Person:
    set_reach(everything())
    person = Person.objects.create(name=name, email=f"{name}@pindah.test", password="x")
    Membership.objects.create(person=person, agency=agency, role=Role.LEADER, starts_on=TODAY)
    return person


def test_all_below_moves_along_and_who_reaches_it_follows(world: World) -> None:
    made = section(world)
    below = Agency.objects.get(name="Subbagian")
    before, after = leader_of(world.bureau, "lama"), leader_of(world.other, "baru")
    assessment = Assessment.objects.create(agency=below, round=world.round)
    assert actions.move_agency(world.actor("admin"), made.uuid, world.other.uuid) == 2
    made.refresh_from_db()
    below.refresh_from_db()
    assert (made.parent, made.path) == (world.other, f"{world.other.path}{made.pk}/")
    assert below.path == f"{made.path}{below.pk}/"
    entry = Entry.objects.get(action="move_agency")
    assert (entry.agency_id, entry.target) == (made.pk, made.uuid)
    assert "dari bawah Biro Hukum ke bawah Biro Umum" in entry.sentence
    # The row policies follow the reach that is computed from the path: the query has no filter of its own.
    acting_as(before)
    assert not Assessment.objects.filter(pk=assessment.pk).exists()
    actor = acting_as(after)
    assert Assessment.objects.filter(pk=assessment.pk).exists()
    assert visible_to(actor).filter(pk=assessment.pk).exists()


def test_no_circle_no_name_twice_and_nothing_out_of_reach(world: World) -> None:
    made = section(world)
    below = Agency.objects.get(name="Subbagian")
    actor = world.actor("admin")
    for aim in (made, below):
        with pytest.raises(Refused, match="bawah dirinya"):
            actions.move_agency(actor, made.uuid, aim.uuid)
    with pytest.raises(Refused, match="sudah berada"):
        actions.move_agency(actor, made.uuid, world.bureau.uuid)
    actions.create_agency(actor, world.other.uuid, AgencyData("BAGIAN", "B", "unit_kerja", "Asia/Makassar"))
    actor = world.actor("admin")
    with pytest.raises(Refused, match="Sudah ada instansi"):
        actions.move_agency(actor, made.uuid, world.other.uuid)
    foreign, stranger = other_province(world)
    with pytest.raises(Invisible):
        actions.move_agency(world.actor("admin"), made.uuid, foreign.uuid)
    with pytest.raises(Invisible):
        actions.move_agency(acting_as(stranger), made.uuid, foreign.uuid)
    with pytest.raises(Refused):
        actions.move_agency(world.actor("pimpinan"), made.uuid, world.other.uuid)
    made.refresh_from_db()
    assert made.path == f"{world.bureau.path}{made.pk}/"


def test_a_move_never_makes_anybody_judge_his_own_house(world: World) -> None:
    made = section(world)
    set_reach(everything())
    person = world.people["pelaksana_lain"]
    Membership.objects.create(person=person, agency=made, role=Role.ASSESSOR, starts_on=TODAY)
    with pytest.raises(Refused, match="Pelaksana Lain menjadi asesor dan pelaksana"):
        actions.move_agency(world.actor("admin"), made.uuid, world.other.uuid)


def test_an_administrator_moves_an_office_on_its_page(world: World) -> None:
    made = section(world)
    client, address = world.client("admin"), reverse("web:agency_move", args=[made.uuid])
    assert address in client.get(reverse("web:agency", args=[made.uuid])).content.decode()
    answer = client.post(address, {"parent": str(made.uuid)})
    assert answer.status_code == 422 and "bawah dirinya" in answer.content.decode()
    answer = client.post(address, {"parent": str(world.other.uuid)}, follow=True)
    assert "dipindahkan ke bawah Biro Umum bersama 1 instansi di bawahnya" in answer.content.decode()


def test_a_running_assessment_is_not_taken_from_those_who_decide_on_it(world: World) -> None:
    made = section(world)
    set_reach(everything())
    world.round.owner = world.bureau
    world.round.save()
    Assessment.objects.create(agency=made, round=world.round)
    address = reverse("web:agency_move", args=[made.uuid])
    answer = world.client("admin").post(address, {"parent": str(world.other.uuid)})
    assert answer.status_code == 422 and "belum diputuskan" in answer.content.decode()
