"""Apa yang kurang reads the same wherever it stands, also when the evidence given has a defect."""

from __future__ import annotations

import html
import io

import openpyxl
import pytest
from django.urls import reverse

from matang.assessments.actions.filling import cite, rate
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Citation
from matang.assessments.tasks import judge_some
from matang.evidence.actions.facts import set_aside
from matang.mentoring.agenda import proposals
from matang.people.actor import acting
from tests.web.test_placing import TEAM, given
from tests.world import World


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.EVIDENCE_FOLDER = tmp_path / "berkas"


def sentence(world: World, who: str = "koordinator") -> str:
    """The sentence of indicator 1 as the program that asks gets it."""
    body = world.client(who).get(reverse("web:gaps", args=[world.assessment.uuid])).json()
    return next(row["sentence"] for row in body["indicators"] if row["code"] == "1")


def test_page_worksheet_agenda_and_program_say_the_same_of_a_defect(world: World) -> None:
    version = given(world, "SK.txt", TEAM.replace("ttd.", "(....................)"))
    with acting(world.actor("koordinator")) as actor:
        rate(actor, world.assessment.uuid, "1", Answer({"value": "1"}, 0))
        cite(actor, world.assessment.uuid, "1", version.uuid, level="2", requirement="1.2.1")
    assert judge_some() == 0, "a short document is judged as it is cited"
    said = sentence(world)
    assert "yang diberikan belum ditandatangani" in said
    assert (
        html.escape(said)
        in world.client("koordinator").get(f"/penilaian/{world.assessment.uuid}/indikator/1/").content.decode()
    )
    book = openpyxl.load_workbook(
        io.BytesIO(world.client("koordinator").get(reverse("web:result_lke", args=[world.assessment.uuid])).content)
    )
    assert any(cell == said for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    world.actor("pendamping")
    assert any(item.missing == said for item in proposals(world.assessment))


def test_a_warning_set_aside_no_longer_counts_and_the_assessor_reads_why(world: World) -> None:
    version = given(world, "SK.txt", TEAM.replace("ttd.", "(....................)"))
    with acting(world.actor("koordinator")) as actor:
        rate(actor, world.assessment.uuid, "1", Answer({"value": "1"}, 0))
        cite(actor, world.assessment.uuid, "1", version.uuid, level="2", requirement="1.2.1")
    page = world.client("koordinator").get(f"/penilaian/{world.assessment.uuid}/indikator/1/").content.decode()
    assert "Tanda tangan kosong" in page
    with acting(world.actor("koordinator")) as actor:
        set_aside(actor, version.uuid, "tanda_tangan_kosong", "Naskah asli bertanda tangan basah.")
    judge_some()
    assert "belum ditandatangani" not in sentence(world)
    world.actor("koordinator")
    assert Citation.objects.get().findings[0]["reason"] == "Naskah asli bertanda tangan basah."


def test_what_changes_the_judgement_has_it_made_again(world: World) -> None:
    """Lost otherwise: yesterday's words about today's work."""
    version = given(world, "SK.txt", TEAM)
    with acting(world.actor("koordinator")) as actor:
        cite(actor, world.assessment.uuid, "1", version.uuid, level="2", requirement="1.2.1")
    assert judge_some() == 0
    with acting(world.actor("koordinator")) as actor:
        rate(actor, world.assessment.uuid, "1", Answer({"value": "2", "fact": "Seluruh unit"}, 0))
    assert judge_some() == 1
    assert judge_some() == 0
