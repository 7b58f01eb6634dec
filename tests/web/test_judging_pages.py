"""The assessors' desk: if this breaks, seats influence each other, a foreign eye reads a claim, or words are lost."""

from __future__ import annotations

import re

import pytest

from matang.assessments.actions import judging
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Assessment, Rating, Seat, Stage
from matang.people.actor import set_reach
from matang.people.queries import everything
from matang.results.models import Decision
from matang.threads.actions import say
from tests.results.helping import fill, judge
from tests.web.many import measured
from tests.web.test_results_pages import text_of

JSON = "application/json"


def desk(world, code: str = "9") -> str:
    return f"/evaluasi/{world.assessment.uuid}/{code}/"


def rating(world, code: str = "9", seat: int = 1) -> Rating | None:
    set_reach(everything())
    return Rating.objects.filter(assessment=world.assessment, indicator=code, stage=Stage.DOCUMENT, seat=seat).first()


def test_the_desk_shows_claim_ladder_and_gap_in_few_statements(world):
    fill(world, {"9": "3"})
    response, statements, size = measured(world.client("asesor"), desk(world))
    seen = text_of(response)
    assert "Fakta 9" in seen and "klaim instansi" in seen and "Belum ada: " in seen
    assert "Instansi tidak merujuk satu dokumen pun" in seen
    assert "Diajukan tanpa bukti lengkap" in seen
    assert len(statements) <= 14, statements
    assert size <= 20_000


def test_saving_without_script_goes_to_the_next_indicator_and_at_last_to_the_end(world):
    fill(world)
    client = world.client("asesor")
    form = {"base": "0", "value": "2", "finding": "Belum dipantau.", "recommendation": "Pantau.", "next": "10"}
    assert client.post(desk(world), form).url == desk(world, "10")
    saved = rating(world)
    assert (saved.value, saved.finding, saved.recommendation, saved.fact) == (2, "Belum dipantau.", "Pantau.", "")
    last = client.get(desk(world, "25")).content.decode()
    assert 'name="next" value="selesai"' in last
    assert client.post(desk(world, "25"), {"base": "0", "value": "3", "next": "selesai"}).url.endswith("/selesai/")


def test_saving_by_script_answers_with_the_version_and_shows_a_conflict(world):
    fill(world)
    client = world.client("asesor")

    def save(base, **fields):
        return client.post(desk(world), {"base": base, **fields}, headers={"Accept": JSON})

    first = save(0, value="2", token="a", sequence=1)
    assert first.status_code == 200 and first.json()["version"] == 1 and re.fullmatch(r"\d\d\.\d\d", first.json()["at"])
    assert save(0, value="2", token="a", sequence=1).json()["version"] == 1  # sent twice over a bad line
    clash = save(0, value="4", token="b", sequence=1)
    assert clash.status_code == 409 and clash.json()["conflict"] == {"value": "2"}
    refused = save(1, value="7", token="b", sequence=2)
    assert refused.status_code == 422 and "skala" in refused.json()["error"]
    assert rating(world).value == 2


def test_a_conflict_without_script_keeps_both_texts_on_the_page(world):
    fill(world)
    client = world.client("asesor")
    client.post(desk(world), {"base": "0", "finding": "Teks pertama."})
    answer = client.post(desk(world), {"base": "0", "finding": "Teks kedua.", "value": "4"})
    seen = answer.content.decode()
    assert answer.status_code == 409 and "Teks pertama." in seen and "Teks kedua." in seen
    assert '<input type="hidden" name="value" value="4">' in seen


def test_a_seat_sees_the_other_only_after_both_have_finished(world):
    fill(world)
    judge(world, "asesor", default="4", done=False)
    judge(world, "asesor2", default="1", done=False)
    judging.finish(world.actor("asesor"), world.assessment.uuid)
    for name, other in (("asesor", "asesor2"), ("asesor2", "asesor")):
        assert f"Temuan {other} 9" not in text_of(world.client(name).get(desk(world))), name
        assert text_of(world.client(name).get("/evaluasi/")).count("dari 25 dinilai") == 1
    judging.finish(world.actor("asesor2"), world.assessment.uuid)
    for name, other in (("asesor", "asesor2"), ("asesor2", "asesor")):
        assert f"Temuan {other} 9" in text_of(world.client(name).get(desk(world))), name


def test_the_talk_of_team_and_mentor_never_reaches_the_desk(world):
    fill(world)
    target = ("assessment", world.assessment.uuid)
    say(world.actor("pendamping"), world.bureau.pk, target, "9", "Jangan beri tahu asesor soal ini.")
    for name in ("asesor", "ketua"):
        assert "beri tahu" not in world.client(name).get(desk(world)).content.decode()


def test_the_page_of_finishing_lists_what_is_missing(world):
    fill(world)
    client = world.client("asesor")
    address = f"/evaluasi/{world.assessment.uuid}/selesai/"
    client.post(desk(world, "1"), {"base": "0", "value": "3"})
    seen = text_of(client.get(address))
    assert "belum ada pada 2 , 3" in seen and "kurang 24 dari 25" in seen
    assert client.post(address).status_code == 403
    judge(world, "asesor", done=False)
    assert "Nyatakan selesai menilai" in text_of(client.get(address))
    assert client.post(address).status_code == 302
    set_reach(everything())
    assert Assessment.objects.get(pk=world.assessment.pk).state == "assessed"
    assert client.post(desk(world), {"base": "1", "value": "5"}).status_code == 403


ADDRESSES = ("evaluasi/", "evaluasi/{}/9/", "evaluasi/{}/selesai/", "evaluasi/{}/pleno/")
EXPECTED = {
    "asesor": (200, 200, 200, 403),
    "ketua": (200, 200, 200, 200),
    "koordinator": (403, 403, 403, 403),
    "pelaksana": (403, 403, 403, 403),
    "pendamping": (403, 403, 403, 403),
    "pimpinan": (403, 403, 403, 403),
    "auditor": (403, 403, 403, 403),
    "admin": (403, 403, 403, 403),
    "asesor_lain": (200, 404, 404, 404),
    "koordinator_lain": (403, 404, 404, 404),
    None: (302, 302, 302, 302),
}


def test_the_rights_of_every_role(world):
    fill(world)
    for name, statuses in EXPECTED.items():
        client = world.client(name)
        for address, status in zip(ADDRESSES, statuses, strict=True):
            assert client.get("/" + address.format(world.assessment.uuid)).status_code == status, (name, address)
        if name not in ("asesor", "ketua"):
            assert client.post(desk(world), {"base": "0", "value": "1"}).status_code in (302, 403, 404), name
    set_reach(everything())
    assert not Rating.objects.filter(stage__in=(Stage.DOCUMENT, Stage.FINAL)).exists()
    assert not Seat.objects.exists()


def test_a_draft_is_invisible_to_judges(world):
    for name in ("asesor", "ketua"):
        assert world.client(name).get(desk(world)).status_code == 404
        assert "Ditemukan 0 " in text_of(world.client(name).get("/evaluasi/"))


def test_the_plenary_settles_what_differs_and_proposes(world):
    fill(world)
    judge(world, "asesor", {"9": "2"}, done=False)
    judge(world, "asesor2")
    judging.finish(world.actor("asesor"), world.assessment.uuid)
    client = world.client("ketua")
    address = f"/evaluasi/{world.assessment.uuid}/pleno/"
    response, statements, size = measured(client, address)
    assert "masih harus ditetapkan untuk indikator 9" in text_of(response)
    assert len(statements) <= 14, statements
    assert size <= 20_000
    form = {"base": "0", "value": "2", "finding": "Disepakati.", "recommendation": "", "next": "pleno"}
    assert client.post(desk(world), form).url == address
    assert "Usulkan keputusan" in text_of(client.get(address))
    assert client.post(address + "usulkan/").url == f"/hasil/{world.assessment.uuid}/"
    set_reach(everything())
    row = next(r for r in Decision.objects.get().snapshot["indicators"] if r["code"] == "9")
    assert (row["final"], row["finding"]) == ("2", "Disepakati.")


@pytest.mark.parametrize("codes", [["2", "7"], []])
def test_the_lead_assessor_returns_with_a_reason(world, codes):
    fill(world)
    client = world.client("ketua")
    address = f"/evaluasi/{world.assessment.uuid}/pleno/kembalikan/"
    assert client.post(address, {"reason": " "}).status_code == 403
    answer = client.post(address, {"reason": "Lampirkan notula.", "indicators": codes})
    assert answer.status_code == 302
    set_reach(everything())
    now = Assessment.objects.get(pk=world.assessment.pk)
    assert (now.state, now.returned_reason, now.returned_indicators) == ("draft", "Lampirkan notula.", codes or None)


def test_the_lead_assessor_gives_a_seat(world):
    fill(world)
    client = world.client("ketua")
    address = f"/evaluasi/{world.assessment.uuid}/pleno/asesor/"
    assert client.post(address, {"person": str(world.people["asesor2"].uuid)}).status_code == 302
    assert client.post(address, {"person": str(world.people["koordinator"].uuid)}).status_code == 404
    set_reach(everything())
    assert [seat.person for seat in Seat.objects.all()] == [world.people["asesor2"]]


def test_the_former_year_stands_beside_the_answer(world):
    from tests.results.helping import decide

    decide(world)
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(round=_earlier(world))
    world.assessment = Assessment.objects.create(agency=world.bureau, round=world.round)
    fill(world)
    seen = text_of(world.client("asesor").get(desk(world)))
    assert "Temuan asesor 9" in seen and str(world.round.year - 1) in seen
    judging.judge(world.actor("asesor"), world.assessment.uuid, "9", Answer({"value": "3"}, 0))


def _earlier(world):
    from matang.assessments.models import Round

    now = world.round
    return Round.objects.create(
        owner=now.owner, title=now.title, instrument=now.instrument, year=now.year - 1, opens_on=now.opens_on,
        closes_on=now.closes_on,
    )  # fmt: skip
