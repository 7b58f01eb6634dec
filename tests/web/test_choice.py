"""Choosing a document for an indicator: closed with the answer, and it proposes only what the level needs."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from matang.assessments.gaps import Proof
from matang.assessments.models import Assessment, Citation
from matang.core.gaps import missing
from matang.evidence.models import Version
from matang.instruments.queries import loaded
from matang.instruments.reading import read_ladder
from matang.web.work.indicator import wishes
from tests.world import World


def _choice(world: World) -> str:
    return reverse("web:cite", args=[world.assessment.uuid, "1"])


def test_the_choice_is_refused_where_the_answer_is_closed(world: World) -> None:
    """Lost otherwise: minutes of choosing that are refused on sending."""
    assert world.client("koordinator").get(_choice(world)).status_code == 200
    Assessment.objects.filter(pk=world.assessment.pk).update(state=Assessment.State.SUBMITTED)
    answer = world.client("koordinator").get(_choice(world))
    assert answer.status_code == 403
    assert "sudah diajukan" in answer.content.decode()


def test_only_a_paper_that_the_level_needs_is_chosen_beforehand(world: World) -> None:
    """Lost otherwise: evidence filed under a paper that nobody asks for."""
    explanation = loaded(world.assessment.round.instrument_id).ladder.get("1")
    first = explanation.requirements[0]
    page = world.client("koordinator").get(_choice(world)).content.decode()
    assert re.search(rf'value="{re.escape(first.id)}" selected', page)


def test_a_paper_that_only_helps_is_never_chosen_beforehand() -> None:
    """Lost otherwise: evidence filed under a paper that nobody asks for (Pemdi's indicators of another body)."""
    ladder = read_ladder("pemdi-2026")
    nothing = Proof(missing((), (), None), 0, {})
    rows = [wish for item in ladder.explanations for wish in wishes(item, nothing)]
    helping = {wanted.id for item in ladder.explanations for wanted in item.requirements if wanted.optional}
    assert helping
    assert {wish.id for wish in rows if not wish.asked} == helping


def test_the_script_is_told_whether_what_arrived_was_cited(world: World) -> None:
    """Lost otherwise: somebody who believes that his file proves something, though the submission was faster."""
    client, sent = world.client("koordinator"), {"Accept": "application/json"}
    file = SimpleUploadedFile("SK.pdf", b"%PDF-1.4 surat")
    with transaction.atomic():
        client.post("/unggah/", {"berkas": file})
    world.actor("koordinator")
    version = Version.objects.get()
    chosen = {"version": str(version.uuid), "proves": "tingkat:2", "pages": "3"}
    assert client.post(_choice(world), chosen, headers=sent).json() == {"note": ""}
    assert client.post(_choice(world), chosen, headers=sent).json() == {"note": ""}, "diulang setelah jaringan putus"
    world.actor("koordinator")
    assert [citation.pages for citation in Citation.objects.filter(version=version)] == ["3"]
    Assessment.objects.filter(pk=world.assessment.pk).update(state=Assessment.State.SUBMITTED)
    note = client.post(_choice(world), {**chosen, "proves": "tingkat:3"}, headers=sent).json()["note"]
    assert "tetapi tidak dirujuk" in note
    assert "sudah diajukan" in note
    assert client.post(_choice(world), {"version": "bukan"}, headers=sent).json()["note"].startswith("Pilih dokumen")
