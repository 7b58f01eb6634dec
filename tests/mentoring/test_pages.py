"""The pages: who sees what, that a form is enough, and what a page costs."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matang.assessments.models import Assessment
from matang.mentoring.models import Action, Meeting
from matang.mentoring.queries import attendees_of, items_of
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.mentoring.meetings import CHAIR, ZONE, held, office, planned, rate
from tests.world import World

READERS = ("koordinator", "pemeriksa", "pelaksana", "pendamping", "kepala", "pimpinan", "auditor")
STRANGERS = (
    "asesor",
    "asesor2",
    "ketua",
    "admin",
    "koordinator_lain",
    "pelaksana_lain",
    "pendamping_lain",
    "asesor_lain",
)
NAMES = ("meeting", "item", "attendance", "agree", "minutes", "approve", "change", "agenda")


def address(name: str, meeting: Meeting) -> str:
    return reverse(f"mentoring:{name}", args=[meeting.uuid, "2"] if name == "item" else [meeting.uuid])


def submitted(world: World) -> None:
    """Judges see the assessment from now on."""
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(state=Assessment.State.SUBMITTED)


@pytest.mark.parametrize("name", READERS)
def test_the_team_its_mentors_leaders_and_auditors_read(world: World, name: str) -> None:
    """Lost otherwise: somebody who sat in the meeting cannot read what was agreed."""
    meeting = held(world)
    page = world.client(name).get(f"{address('meeting', meeting)}?butir=2")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Disusun pekan ini." in text and "Menyusun SK tim" in text and "Bukti dilengkapi." in text
    assert ('name="notes"' in text) == (name in ("koordinator", "pendamping"))
    assert ("Setujui notula" in text) == (name == "koordinator")
    assert ("Ubah rencana" in text) == (name == "pendamping")
    for paper in ("minutes_pdf", "minutes_docx", "attendance_pdf"):
        assert world.client(name).get(reverse(f"web:{paper}", args=[meeting.uuid])).status_code == 200


@pytest.mark.parametrize("name", STRANGERS)
def test_judges_and_other_agencies_find_nothing(world: World, name: str) -> None:
    """Lost otherwise: an assessor learns what the mentors advised; a neighbour learns what lacks."""
    meeting = held(world)
    submitted(world)
    action, client = Action.objects.get(), world.client(name)
    for view in ("meeting", "change"):
        assert client.get(address(view, meeting)).status_code == 404
    for view in NAMES[1:]:
        assert client.post(address(view, meeting), {"notes": "x", "conclusion": "x", "up": "2"}).status_code == 404
    assert client.post(reverse("mentoring:finish", args=[action.uuid])).status_code == 404
    assert client.get(reverse("mentoring:new", args=[world.assessment.uuid])).status_code == 404
    for paper in ("minutes_pdf", "minutes_docx", "attendance_pdf"):
        assert client.get(reverse(f"web:{paper}", args=[meeting.uuid])).status_code == 404
    listed = client.get(reverse("mentoring:list"))
    assert listed.status_code == 404 or "Rapat Pendampingan Biro Hukum" not in listed.content.decode()


@pytest.mark.parametrize("name", [name for name in READERS if name not in ("koordinator", "pendamping")])
def test_readers_do_not_write(world: World, name: str) -> None:
    """Lost otherwise: minutes that anybody may change."""
    meeting, client = held(world), world.client(name)
    for view in NAMES[1:]:
        assert client.post(address(view, meeting), {"notes": "x", "conclusion": "x", "up": "9"}).status_code == 403
    assert [item.notes for item in items_of(meeting)] == ["Cukup satu rancangan dahulu.", ""]
    assert client.get(reverse("mentoring:new", args=[world.assessment.uuid])).status_code == 403


def test_a_mentor_does_not_approve_and_a_coordinator_does_not_plan(world: World) -> None:
    """Lost otherwise: mentors sign for the agency."""
    meeting = held(world)
    assert world.client("pendamping").post(address("approve", meeting)).status_code == 403
    assert world.client("koordinator").post(address("agenda", meeting), {"up": "9"}).status_code == 403


def test_nobody_reads_without_signing_in(world: World) -> None:
    """Lost otherwise: an address in a chat group opens the minutes to all."""
    meeting = held(world)
    for href in (
        address("meeting", meeting),
        reverse("mentoring:list"),
        reverse("web:minutes_pdf", args=[meeting.uuid]),
    ):
        assert world.client(None).get(href).headers["Location"].startswith("/masuk/")


def test_a_whole_meeting_with_forms_only(world: World) -> None:
    """Lost otherwise: a room where scripts are blocked cannot hold a meeting."""
    rate(world)
    office(world)
    mentor, coordinator = world.client("pendamping"), world.client("koordinator")
    new = reverse("mentoring:new", args=[world.assessment.uuid])
    assert "Untuk tingkat" in mentor.get(new).content.decode()
    today = datetime.datetime.now(ZONE).date().isoformat()
    form = {
        "title": "Rapat SPBE",
        "day": today,
        "hour": "00:00",
        "place": "Aula",
        "chair": CHAIR,
        "indicator": ["9", "2"],
    }
    assert mentor.post(new, {**form, "day": ""}).status_code == 422
    where = mentor.post(new, form).headers["Location"]
    meeting = Meeting.objects.get()
    assert meeting.chair_position == "Plt. Kepala Biro Hukum"
    assert [item.indicator for item in items_of(meeting)] == ["9", "2"]
    assert "pukul 00.00 WITA" in mentor.get(where).content.decode()
    saved = mentor.post(address("item", meeting), {"notes": "Baris <satu>\nBaris dua", "notes_was": "", "next": "9"})
    assert saved.headers["Location"].endswith("?butir=9")
    seen = world.client("pelaksana").get(f"{where}?butir=2").content.decode()
    assert "Baris &lt;satu&gt;<br>Baris dua" in seen
    mentor.post(
        address("attendance", meeting), {"person": str(world.people["pelaksana"].uuid), "name": "Tamu", "butir": "2"}
    )
    assert [row.name for row in attendees_of(meeting)] == ["Pelaksana", "Tamu"]
    first = attendees_of(meeting)[0]
    mentor.post(address("attendance", meeting), {"shown": [row.pk for row in attendees_of(meeting)], "row": first.pk})
    assert attendees_of(meeting) == [first]
    agreed = {"what": "Menyusun SK", "owner": str(world.people["pelaksana"].uuid), "indicator": "2"}
    refused = mentor.post(address("agree", meeting), {**agreed, "due_on": "2020-01-01"})
    assert (
        refused.status_code == 422
        and "lebih awal" in refused.content.decode()
        and "Menyusun SK" in refused.content.decode()
    )
    mentor.post(address("agree", meeting), {**agreed, "due_on": today})
    assert mentor.post(address("minutes", meeting), {"conclusion": ""}).status_code == 422
    mentor.post(address("minutes", meeting), {"conclusion": "Sepakat.", "letter_number": "000.1.5/1", "ended": "01:30"})
    world.client("pelaksana").post(reverse("mentoring:finish", args=[Action.objects.get().uuid]))
    coordinator.post(address("approve", meeting))
    meeting.refresh_from_db()
    assert meeting.state == "approved" and meeting.writer == world.people["pendamping"]
    assert Action.objects.get().done_by == world.people["pelaksana"]
    page = mentor.get(where).content.decode()
    assert 'name="notes"' not in page and "menyetujui notula ini" in page
    assert mentor.post(address("item", meeting), {"notes": "Lain"}).status_code == 403


def test_a_script_hears_the_hour_or_the_other_text(world: World) -> None:
    """Lost otherwise: "Tersimpan" on a screen whose words were not stored."""
    meeting, client = planned(world, ["2"]), world.client("pendamping")
    ask = {"headers": {"Accept": "application/json"}}
    first = client.post(address("item", meeting), {"notes": "Satu", "notes_was": ""}, **ask)
    assert re.fullmatch(r"Tersimpan \d\d\.\d\d", first.json()["text"])
    second = client.post(address("item", meeting), {"notes": "Dua", "notes_was": ""}, **ask)
    assert second.status_code == 409 and second.json()["theirs"] == {"notes": "Satu"}
    plain = client.post(address("item", meeting), {"notes": "Dua", "notes_was": ""})
    assert plain.status_code == 409
    page = plain.content.decode()
    assert ">Dua</textarea>" in page and "Satu" in page and "data-hold" in page


def test_the_page_is_cheap(world: World) -> None:
    """Lost otherwise: thirty people in one room wait for each other."""
    rate(world)
    meeting = held(world)
    for name in ("pendamping", "pelaksana"):
        client = world.client(name)
        client.get(address("meeting", meeting))
        with CaptureQueriesContext(connection) as seen:
            page = client.get(address("meeting", meeting))
        asked = [q["sql"] for q in seen if "SAVEPOINT" not in q["sql"]]
        assert len(asked) <= 12, "\n".join(asked)
        assert len(page.content) < 40_000
