"""Beranda: what others did lately, in the words and the hour of the reader's own office."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from matang.assessments.actions.filling import rate
from matang.assessments.actions.saving import Answer
from tests.world import World


def test_what_was_done_a_moment_ago_says_so_in_the_office_s_hour(world: World) -> None:
    """Lost otherwise: a coordinator compares dates and zones in his head to see what is new."""
    world.bureau.time_zone = "Asia/Jayapura"
    world.bureau.save()
    rate(world.actor("pelaksana"), world.assessment.uuid, "1", Answer({"value": "2"}, 0))
    page = world.client("koordinator").get("/").content.decode()
    part = page.split("Perubahan terakhir")[1].split("</ul>")[0]
    now = datetime.datetime.now(ZoneInfo("Asia/Jayapura"))
    told = [f"hari ini {moment:%H.%M}" for moment in (now, now - datetime.timedelta(minutes=1))]
    assert any(words in part for words in told), part


def test_the_journal_names_roles_as_people_do(world: World) -> None:
    """Lost otherwise: an auditor reads the program's own words instead of the office's."""
    rate(world.actor("koordinator"), world.assessment.uuid, "1", Answer({"value": "2"}, 0))
    page = world.client("auditor").get("/jejak/").content.decode()
    assert "(Koordinator)" in page
    assert "coordinator" not in page
