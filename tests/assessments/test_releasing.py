"""Who no longer serves: if his indicators stay with him, the coordinator waits for work that nobody does."""

from __future__ import annotations

import datetime

from django.urls import reverse

from matang.assessments.models import Assessment, IndicatorOwner
from matang.journal.models import Entry
from matang.people.actor import set_reach
from matang.people.models import Membership, Role
from matang.people.queries import everything
from tests.world import World

TODAY = datetime.date.today()


def end(world: World, day: datetime.date) -> str:
    """The administrator ends the contributor's role; the page that follows."""
    membership = Membership.objects.get(person=world.people["pelaksana"], role=Role.CONTRIBUTOR)
    address = reverse("web:membership_end", args=[membership.uuid])
    page = world.client("admin").post(address, {"last_day": day.isoformat()}, follow=True)
    set_reach(everything())
    return page.content.decode()


def owned(world: World) -> list[str]:
    return list(IndicatorOwner.objects.filter(person=world.people["pelaksana"]).values_list("indicator", flat=True))


def test_he_is_taken_off_drafts_and_the_coordinator_can_read_it(world: World) -> None:
    page = end(world, TODAY)
    assert owned(world) == []
    assert "Ia dilepas dari 1 indikator" in page
    entry = Entry.objects.get(action="release")
    assert entry.target == world.assessment.uuid and entry.agency_id == world.bureau.pk
    assert entry.sentence == "melepas Pelaksana dari indikator 1 karena masa tugasnya berakhir"


def test_he_keeps_them_until_his_last_day_and_while_another_role_lets_him_fill(world: World) -> None:
    assert "dilepas" not in end(world, TODAY + datetime.timedelta(days=9))
    assert owned(world) == ["1"]
    Membership.objects.create(
        person=world.people["pelaksana"], agency=world.bureau, role=Role.COORDINATOR, starts_on=TODAY
    )
    assert "dilepas" not in end(world, TODAY)
    assert owned(world) == ["1"]


def test_what_was_submitted_keeps_the_name_under_which_it_was_written(world: World) -> None:
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(state=Assessment.State.SUBMITTED)
    end(world, TODAY)
    assert owned(world) == ["1"]
