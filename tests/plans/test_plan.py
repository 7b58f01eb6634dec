"""Plans: what was agreed stands, everyone sees the own steps, and a foreign one is not even there."""

from __future__ import annotations

import datetime
import html
import re
from fractions import Fraction

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matang.assessments.models import Assessment, Rating
from matang.journal.models import Entry
from matang.people.actor import set_reach
from matang.people.queries import everything
from matang.people.rules import Invisible, Refused
from matang.plans import actions
from matang.plans.models import Plan, Step
from matang.plans.queries import current_plan, steps_due_for, steps_of
from matang.plans.simulation import Rise
from tests.plans.levels import planned, rate
from tests.world import World

STRANGERS = ("asesor", "ketua", "admin", "koordinator_lain", "pelaksana_lain", "pendamping_lain")
SOON = datetime.date.today() + datetime.timedelta(days=14)


def words(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def see_all() -> None:
    set_reach(everything())


def submitted(world: World) -> None:
    see_all()
    Assessment.objects.filter(pk=world.assessment.pk).update(state="submitted")


def rise(code: str, start: int, end: int) -> Rise:
    return Rise(code, Fraction(start), Fraction(end), Fraction(1))


def test_the_menu_says_where_one_is_on_a_plan_as_well(world: World) -> None:
    """Lost otherwise: a reader of a plan does not know under which entry to find it again."""
    rate(world)
    plan = planned(world)
    page = world.client("koordinator").get(reverse("plans:plan", args=[plan.uuid])).content.decode()
    menu = page.split("<nav", 1)[1].split("</nav>", 1)[0]
    assert re.findall(r'aria-current="page">([^<]+)</a>', menu) == ["Strategi"]


def test_a_simulation_becomes_a_plan_without_any_script(world: World) -> None:
    """Lost otherwise: an office whose script is blocked cannot keep its plan."""
    rate(world)
    client = world.client("koordinator")
    shown = client.get(reverse("plans:simulate", args=[world.assessment.uuid]), {"t-1": "3", "t-2": "3", "u-1-2": "2"})
    query = html.unescape(re.search(r'name="q" id="q" value="([^"]*)"', shown.content.decode())[1])
    saved = client.post(reverse("plans:save", args=[world.assessment.uuid]), {"q": query, "title": "Menuju Baik"})
    see_all()
    plan = Plan.objects.get()
    assert saved["Location"] == reverse("plans:plan", args=[plan.uuid])
    steps = [(s.indicator, s.from_value, s.to_value, s.effort) for s in steps_of(plan)]
    assert steps == [("1", 1, 2, 2), ("1", 2, 3, 1), ("2", 2, 3, 1)]
    assert Entry.objects.filter(target=plan.uuid, action="make_plan").count() == 1
    text = words(client.get(saved["Location"]))
    assert "Menuju Baik" in text and "0 dari 3" in text


def test_the_search_s_answer_becomes_the_plan(world: World) -> None:
    rate(world)
    client = world.client("kepala")
    body = client.get(reverse("plans:simulate", args=[world.assessment.uuid]), {"predikat": "2.6"}).content.decode()
    query = html.unescape(re.search(r'name="q" value="([^"]*)"', body)[1])
    title = html.unescape(re.search(r'name="title"[^>]*value="([^"]*)"', body)[1])
    client.post(reverse("plans:save", args=[world.assessment.uuid]), {"q": query, "title": title})
    see_all()
    plan = Plan.objects.get()
    assert (plan.title, plan.target) == ("Menuju Baik (2,60)", Fraction("2.6"))
    steps = steps_of(plan)
    assert f"{len(steps)} langkah" in html.unescape(body)


def test_saving_nothing_or_twice_is_refused_and_the_choice_kept(world: World) -> None:
    rate(world)
    client, address = world.client("koordinator"), reverse("plans:save", args=[world.assessment.uuid])
    empty = client.post(address, {"q": "", "title": "Kosong"})
    assert empty.status_code == 422 and "Belum ada tingkat yang dinaikkan" in words(empty)
    assert 'value="Kosong"' in empty.content.decode()
    client.post(address, {"q": "t-1=3", "title": "Sama"})
    again = client.post(address, {"q": "t-1=3", "title": "Sama"})
    assert again.status_code == 422 and "sudah ada" in words(again)
    assert 'name="t-1" value="3" checked' in again.content.decode()
    see_all()
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("name", ["pemeriksa", "pelaksana", "pendamping", "auditor"])
def test_only_planners_make_plans(world: World, name: str) -> None:
    rate(world)
    with pytest.raises(Refused, match="tidak berhak menyusun rencana"):
        planned(world, who=name)


@pytest.mark.parametrize(
    "steps",
    [
        [rise("1", 2, 3)],  # does not start where the indicator stands
        [rise("1", 1, 3)],  # two levels at once
        [rise("1", 1, 2), rise("1", 1, 2)],
        [rise("1", 1, 2), rise("1", 3, 4)],
        [rise("99", 1, 2)],
        [Rise("1", Fraction(1), Fraction("1.5"), Fraction(1))],
        [],
    ],
)
def test_steps_that_no_scale_has_are_refused(world: World, steps: list[Rise]) -> None:
    rate(world)
    with pytest.raises(Refused):
        actions.make_plan(world.actor("koordinator"), world.assessment.uuid, "X", None, steps)


@pytest.mark.parametrize("name", STRANGERS)
def test_judges_and_other_agencies_find_no_plan(world: World, name: str) -> None:
    """Lost otherwise: an assessor learns what is aimed at; a neighbour changes what is not his."""
    rate(world)
    plan = planned(world)
    step = steps_of(plan)[0]
    submitted(world)
    client = world.client(name)
    assert client.get(reverse("plans:plan", args=[plan.uuid])).status_code == 404
    for view in ("arrange", "approve", "drop"):
        assert client.post(reverse(f"plans:{view}", args=[plan.uuid])).status_code == 404
    assert client.post(reverse("plans:complete", args=[step.uuid])).status_code == 404
    listed = client.get(reverse("plans:list"), follow=True)
    assert plan.title not in listed.content.decode()
    with pytest.raises(Invisible):
        actions.set_step(world.actor(name), step.uuid, None, None)


def test_the_database_itself_hides_a_foreign_plan(world: World) -> None:
    rate(world)
    planned(world)
    world.actor("koordinator_lain")
    assert not Plan.objects.exists() and not Step.objects.exists()


@pytest.mark.parametrize("name", ["pemeriksa", "pelaksana", "pendamping", "auditor", "pimpinan"])
def test_readers_see_the_plan_and_only_what_they_may_do(world: World, name: str) -> None:
    rate(world)
    plan = planned(world)
    text = words(world.client(name).get(reverse("plans:plan", args=[plan.uuid])))
    assert "1 → 2" in text
    assert ("Setujui rencana" in text) == (name == "pimpinan")
    assert ("Atur penanggung jawab" in text) == (name == "pimpinan")
    if name != "pimpinan":
        assert world.client(name).post(reverse("plans:approve", args=[plan.uuid])).status_code == 403


def test_owners_and_dates_are_set_together_or_not_at_all(world: World) -> None:
    """Lost otherwise: half a form is saved and nobody knows which half."""
    rate(world)
    plan = planned(world)
    steps, person = steps_of(plan), world.people["pelaksana"]
    client, address = world.client("koordinator"), reverse("plans:arrange", args=[plan.uuid])
    fields = {f"owner-{s.uuid}": str(person.uuid) for s in steps} | {f"due-{s.uuid}": SOON.isoformat() for s in steps}
    bad = client.post(address, fields | {f"due-{steps[1].uuid}": "besok"})
    assert bad.status_code == 422 and "tulis tenggat sebagai tanggal" in words(bad)
    assert 'value="besok"' in bad.content.decode() and f'value="{SOON.isoformat()}"' in bad.content.decode()
    past = client.post(address, fields | {f"due-{steps[1].uuid}": "2001-01-01"})
    assert past.status_code == 422 and "sesudah rencana dibuat" in words(past)
    foreign = client.post(address, fields | {f"owner-{steps[0].uuid}": str(world.people["pelaksana_lain"].uuid)})
    assert foreign.status_code == 422 and "anggota tim" in words(foreign)
    judge = client.post(address, fields | {f"owner-{steps[0].uuid}": str(world.people["asesor"].uuid)})
    assert judge.status_code == 422
    see_all()
    assert not Step.objects.filter(due_on__isnull=False).exists()
    assert client.post(address, fields).status_code == 302
    see_all()
    assert {(s.owner, s.due_on) for s in steps_of(plan)} == {(person, SOON)}
    assert Entry.objects.filter(action="set_step").count() == 3
    client.post(address, fields)
    see_all()
    assert Entry.objects.filter(action="set_step").count() == 3


def test_a_step_is_ticked_off_by_its_owner_or_the_coordinator(world: World) -> None:
    rate(world)
    step = steps_of(planned(world))[0]
    actions.set_step(world.actor("koordinator"), step.uuid, world.people["pelaksana"].uuid, SOON)
    for name in ("pemeriksa", "pendamping", "kepala", "auditor"):
        with pytest.raises(Refused, match="penanggung jawab"):
            actions.complete_step(world.actor(name), step.uuid)
    client = world.client("pelaksana")
    assert client.post(reverse("plans:complete", args=[step.uuid])).status_code == 302
    see_all()
    assert Step.objects.get(pk=step.pk).done_at is not None
    assert actions.complete_step(world.actor("koordinator"), step.uuid, done=False).done_at is None
    assert {entry.action for entry in Entry.objects.all()} >= {"complete_step", "reopen_step"}


def test_the_level_reached_comes_from_the_assessment(world: World) -> None:
    """Lost otherwise: a tick looks like a level that nobody has given."""
    rate(world)
    plan = planned(world)
    client, address = world.client("koordinator"), reverse("plans:plan", args=[plan.uuid])
    assert "0 sudah tampak pada penilaian" in words(client.get(address))
    see_all()
    Rating.objects.filter(assessment=world.assessment, indicator="1").update(value=2)
    text = words(client.get(address))
    assert "1 sudah tampak pada penilaian" in text and "0 dari 3" in text


def test_an_approved_plan_stands(world: World) -> None:
    """Lost otherwise: what the leader signed is changed behind the signature."""
    rate(world)
    plan = planned(world)
    step = steps_of(plan)[0]
    assert world.client("kepala").post(reverse("plans:approve", args=[plan.uuid])).status_code == 302
    text = words(world.client("kepala").get(reverse("plans:plan", args=[plan.uuid])))
    assert "disetujui Kepala" in text and "Hapus rencana" not in text and "Atur penanggung" not in text
    for name in ("koordinator", "kepala"):
        with pytest.raises(Refused, match="sudah disetujui"):
            actions.drop_plan(world.actor(name), plan.uuid)
    with pytest.raises(Refused, match="hanya koordinator"):
        actions.set_step(world.actor("kepala"), step.uuid, None, SOON)
    actions.set_step(world.actor("koordinator"), step.uuid, world.people["pelaksana"].uuid, SOON)
    actions.complete_step(world.actor("pelaksana"), step.uuid)
    with pytest.raises(Refused, match="sudah disetujui"):
        actions.approve_plan(world.actor("kepala"), plan.uuid)


@pytest.mark.parametrize(
    "change",
    [
        lambda plan, step: Step.objects.filter(pk=step.pk).update(to_value=5),
        lambda plan, step: Step.objects.filter(pk=step.pk).update(effort=9),
        lambda plan, step: Step.objects.filter(pk=step.pk).delete(),
        lambda plan, step: Plan.objects.filter(pk=plan.pk).update(title="Lain"),
        lambda plan, step: Plan.objects.filter(pk=plan.pk).update(state="draft"),
    ],
)
def test_the_database_guards_an_approved_plan_too(world: World, change) -> None:
    rate(world)
    plan = planned(world)
    step = steps_of(plan)[0]
    actions.approve_plan(world.actor("kepala"), plan.uuid)
    with pytest.raises((IntegrityError, InternalError), match="sudah disetujui"), transaction.atomic():
        change(plan, step)


def test_a_draft_may_be_thrown_away_and_the_journal_remembers(world: World) -> None:
    rate(world)
    plan = planned(world)
    world.client("koordinator").post(reverse("plans:drop", args=[plan.uuid]))
    see_all()
    assert not Plan.objects.exists() and not Step.objects.exists()
    assert Entry.objects.get(action="drop_plan").before["steps"] == ["1: 1 → 2", "1: 2 → 3", "2: 2 → 3"]


def test_the_approved_plan_counts_before_newer_drafts(world: World) -> None:
    """Lost otherwise: the garden and the tasks show an idea instead of what was agreed."""
    rate(world)
    first = planned(world, {"1": 3}, "Pertama")
    second = planned(world, {"2": 4}, "Kedua")
    person = world.people["pelaksana"].uuid
    for plan in (first, second):
        for step in steps_of(plan):
            actions.set_step(world.actor("koordinator"), step.uuid, person, SOON)
    assert current_plan(world.assessment) == {"2": 4}
    actions.approve_plan(world.actor("kepala"), first.uuid)
    assert current_plan(world.assessment) == {"1": 3}
    mine = steps_due_for(world.actor("pelaksana"))
    assert [(step.indicator, step.to_value) for step in mine] == [("1", 2), ("1", 3)]
    actions.complete_step(world.actor("pelaksana"), mine[0].uuid)
    assert [step.to_value for step in steps_due_for(world.actor("pelaksana"))] == [3]
    assert steps_due_for(world.actor("asesor")) == []
    with CaptureQueriesContext(connection) as seen:
        current_plan(world.assessment)
        steps_due_for(world.actor("pelaksana"))
    assert len([one for one in seen if "plans_step" in one["sql"]]) == 2


def test_a_changed_level_makes_an_old_simulation_say_so(world: World) -> None:
    rate(world)
    see_all()
    Rating.objects.filter(assessment=world.assessment, indicator="1").update(value=2)
    with pytest.raises(Refused, match="Muat ulang simulasi"):
        actions.make_plan(world.actor("koordinator"), world.assessment.uuid, "X", None, [rise("1", 1, 2)])


def test_the_list_shows_all_within_reach_and_one_goes_straight(world: World) -> None:
    rate(world)
    planned(world)
    simulate = reverse("plans:simulate", args=[world.assessment.uuid])
    assert world.client("koordinator").get(reverse("plans:list"))["Location"] == simulate
    text = words(world.client("pimpinan").get(reverse("plans:list")))
    assert "Biro Hukum" in text and "Biro Umum" in text and "0 dari 3 langkah selesai" in text
    found = words(world.client("pimpinan").get(reverse("plans:list"), {"cari": "umum"}))
    assert "Biro Umum" in found and "Biro Hukum" not in found
    assert "Tidak ada yang cocok" in words(world.client("pimpinan").get(reverse("plans:list"), {"cari": "zzz"}))


def test_the_timeline_has_a_bar_for_each_dated_step(world: World) -> None:
    rate(world)
    plan = planned(world)
    client, address = world.client("koordinator"), reverse("plans:plan", args=[plan.uuid])
    assert "<svg" not in client.get(address).content.decode().split("Langkah rencana")[1]
    for step in steps_of(plan)[:2]:
        actions.set_step(world.actor("koordinator"), step.uuid, None, SOON)
    body = client.get(address).content.decode()
    assert body.count("<rect") == 2 and "1 langkah belum bertenggat" in body
    assert "style=" not in body and "<style" not in body


def test_pages_of_the_room_cost_few_statements(world: World) -> None:
    rate(world)
    plan = planned(world)
    client = world.client("koordinator")
    for address in (reverse("plans:plan", args=[plan.uuid]), reverse("plans:list")):
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) <= 10
