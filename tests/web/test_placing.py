"""Placing documents: proposals with reasons, many taken over at once, and nothing set by itself."""

from __future__ import annotations

import hashlib

import pytest

from matang.assessments.models import Assessment, Citation
from matang.evidence.actions.documents import receive_file
from matang.evidence.models import Version
from matang.evidence.receiving import WholeFile, store
from matang.evidence.tasks import read_version
from matang.people.actor import acting
from tests.world import World

TEAM = """KEPUTUSAN KEPALA BIRO HUKUM
NOMOR 188.4/12/BHK/2026
TENTANG
TIM SPBE BIRO HUKUM
Menimbang : a. bahwa perlu dibentuk tim SPBE;
MEMUTUSKAN:
KESATU : Membentuk Tim SPBE Biro Hukum.
Ditetapkan di Teluk Rekaan
pada tanggal 16 Januari 2026
KEPALA BIRO HUKUM,
ttd.
"""


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.EVIDENCE_FOLDER = tmp_path / "berkas"


def given(world: World, name: str, text: str, who: str = "koordinator") -> Version:
    """A document of the bureau that has been read."""
    body = text.encode()
    path = store().incoming()
    path.write_bytes(body)
    file = WholeFile(path, name, hashlib.sha256(body).hexdigest(), len(body))
    with acting(world.actor(who)) as actor:
        version = receive_file(actor, world.bureau, file).version
    read_version(version.pk)
    return version


def address(world: World) -> str:
    return f"/penilaian/{world.assessment.uuid}/tempatkan/"


def test_a_document_is_proposed_with_its_reason_and_cited_only_when_chosen(world: World) -> None:
    version = given(world, "SK.txt", TEAM)
    page = world.client("koordinator").get(address(world)).content.decode()
    assert "1. Tim SPBE" in page
    assert "keputusan" in page.lower()
    assert not Citation.objects.exists()
    value = page.split(f'name="dok-{version.uuid}" value="')[1].split('"')[0]
    answer = world.client("koordinator").post(address(world), {f"dok-{version.uuid}": value}, follow=True)
    assert "1 dokumen dirujuk" in answer.content.decode()
    citation = Citation.objects.get()
    assert (citation.indicator, citation.version_id) == ("1", version.pk)
    assert "Semua dokumen sudah dirujuk" in answer.content.decode()


def test_what_is_typed_goes_before_what_is_ticked_and_unknown_places_are_told(world: World) -> None:
    first, second = given(world, "SK.txt", TEAM), given(world, "SK lain.txt", TEAM + "Tembusan")
    chosen = {
        f"dok-{first.uuid}": "1|2|1.2.1",
        f"lain-{first.uuid}": "7.1.1",
        f"dok-{second.uuid}": "",
        f"lain-{second.uuid}": "99.9.9",
    }
    page = world.client("koordinator").post(address(world), chosen, follow=True).content.decode()
    assert Citation.objects.get().requirement == "7.1.1"
    assert "99.9.9" in page


def test_a_contributor_is_offered_his_own_indicators_only(world: World) -> None:
    version = given(world, "SK.txt", TEAM)
    assert (
        "koordinator membaginya"
        in world.client("pelaksana")
        .post(address(world), {f"dok-{version.uuid}": "25|1|25.1.1"}, follow=True)
        .content.decode()
    )
    assert not Citation.objects.exists()


def test_it_is_closed_with_the_answer_and_shows_nothing_of_others(world: World) -> None:
    version = given(world, "SK RAHASIA BIRO.txt", TEAM)
    assert world.client("koordinator_lain").get(address(world)).status_code == 404
    own = f"/penilaian/{world.other_assessment.uuid}/tempatkan/"
    assert "RAHASIA" not in world.client("koordinator_lain").get(own).content.decode()
    world.client("koordinator_lain").post(own, {f"dok-{version.uuid}": "1|1|1.1.1"})
    assert not Citation.objects.exists()
    world.actor("koordinator")
    Assessment.objects.filter(pk=world.assessment.pk).update(state=Assessment.State.SUBMITTED)
    assert world.client("koordinator").get(address(world)).status_code == 403


@pytest.mark.parametrize("value", ["x", "1|2", "1|2|1.2.1|4", "404|1|404.1.1", "1|9|1.9.1"])
def test_made_up_places_change_nothing(world: World, value: str) -> None:
    version = given(world, "SK.txt", TEAM)
    answer = world.client("koordinator").post(address(world), {f"dok-{version.uuid}": value})
    assert answer.status_code == 302
    assert not Citation.objects.exists()
