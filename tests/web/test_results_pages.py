"""The pages of results: who sees what of a decision, and whether the same number stands everywhere."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pypdfium2
import pytest

from matang.assessments.models import Assessment, Round
from matang.instruments.actions import install_packaged
from matang.people.actor import set_reach
from matang.people.queries import everything
from matang.results import actions
from matang.results.models import Decision
from tests.results.helping import decide, fill, judge
from tests.world import build_world

MANY = [str(code) for code in range(32, 48)]
# Edges of a predicate: indicators on 4 (the others on 3), what is shown, predicate, exact words, exact figure.
EDGES = {
    "E1": (["21", "22", "23", *MANY], "3,50", "Sangat Baik", "", "3.5"),
    "E2": (["11", "21", *MANY], "3,50", "Baik", "tepatnya 3,4950", "3.495"),
    "E3": (["21", "22", *MANY], "3,49", "Baik", "", "3.485"),
}


def text_of(response) -> str:
    """What a reader sees of a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page(world, name: str, address: str = "") -> str:
    response = world.client(name).get(f"/hasil/{world.assessment.uuid}/{address}")
    assert response.status_code == 200, response.content.decode()[:2000]
    return text_of(response)


@pytest.mark.parametrize("edge", EDGES)
def test_the_edge_of_a_predicate_is_the_same_in_every_place(db, edge):
    fours, figure, predicate, why, exact = EDGES[edge]
    world = build_world("spbe-2020")
    decision = decide(world, dict.fromkeys(fours, "4"))
    assert decision.index == exact
    actions.publish(world.actor("pimpinan"), world.round.uuid)

    seen = page(world, "kepala")
    assert f"Biro Hukum {world.round.year}: {figure}, {predicate}" in seen
    assert (why in seen) if why else ("tepatnya" not in seen)
    listed = text_of(world.client("pimpinan").get("/hasil/"))
    assert re.search(rf"Biro Hukum.*?{figure} {predicate} {why}", listed)

    pdf = pypdfium2.PdfDocument(world.client("kepala").get(f"/hasil/{world.assessment.uuid}/lhe.pdf").content)
    words = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in pdf).split())
    assert f"{figure}, {predicate}" in words
    assert why in words

    answer = world.client("koordinator").get(f"/hasil/{world.assessment.uuid}/lke.xlsx")
    values = openpyxl.load_workbook(io.BytesIO(answer.content))["Nilai"]
    row = next(r for r in values.iter_rows(values_only=True) if r[0] == "Indeks")
    assert float(row[4]) == float(exact)
    assert row[5].startswith(predicate) and why in row[5]

    anonymous = world.client(None)
    public = text_of(anonymous.get(f"/publik/{world.round.uuid}/"))
    assert re.search(rf"Biro Hukum {figure} {predicate} {why}", public)
    data = anonymous.get(f"/publik/{world.round.uuid}/hasil.csv").content.decode("utf-8-sig")
    line = next(csv.DictReader(io.StringIO(data)))
    assert (line["indeks"], line["predikat"], line["indeks_tepat"]) == (figure, predicate, exact)
    assert why in line["keterangan"]


def test_before_the_decision_the_agency_sees_only_its_own_values(world):
    fill(world, default="3")
    judge(world, "asesor", default="1")
    actions.propose(world.actor("ketua"), world.assessment.uuid)
    for name in ("koordinator", "pemeriksa", "pelaksana", "pendamping", "kepala"):
        seen = page(world, name)
        assert "Temuan asesor" not in seen, name
        assert "Indeks 3,00" in seen, name
        assert "1,00" not in seen.replace("1,00 lagi", ""), name
        assert "Belum diputuskan" in seen, name
        assert "Sahkan" not in seen, name


def test_after_it_both_stand_side_by_side_with_findings_and_facts(world):
    fill(world, default="3")
    judge(world, "asesor", {"9": "2"})
    proposal = actions.propose(world.actor("ketua"), world.assessment.uuid)
    decision = actions.confirm(world.actor("ketua2"), proposal.uuid)
    seen = page(world, "koordinator")
    assert "Temuan asesor 9" in seen and "Rekomendasi: Saran 9" in seen
    assert "−1 dari mandiri" in seen
    assert decision.chain_head in seen and decision.instrument_sha256 in seen
    assert "Diusulkan Ketua" in seen and "Disahkan Ketua2" in seen


def test_the_leader_of_the_owner_confirms_on_the_page_and_another_lead_sees_who_proposed(world):
    fill(world)
    judge(world, "asesor")
    proposal = actions.propose(world.actor("ketua"), world.assessment.uuid)
    assert "Anda yang mengusulkan" in page(world, "ketua")
    client = world.client("pimpinan")
    assert b"Sahkan keputusan" in client.get(f"/hasil/{world.assessment.uuid}/").content
    assert world.client("ketua").post(f"/hasil/keputusan/{proposal.uuid}/sahkan/").status_code == 403
    assert Decision.objects.filter(confirmed_at__isnull=True).exists()
    answer = client.post(f"/hasil/keputusan/{proposal.uuid}/sahkan/", follow=True)
    assert "tidak dapat diubah lagi" in text_of(answer)
    set_reach(everything())
    assert Assessment.objects.get(pk=world.assessment.pk).state == "decided"


def test_the_lke_is_there_from_the_draft_on_and_the_lhe_only_after_the_decision(world):
    client = world.client("koordinator")
    assert client.get(f"/hasil/{world.assessment.uuid}/lke.xlsx").status_code == 200
    refused = client.get(f"/hasil/{world.assessment.uuid}/lhe.pdf")
    assert refused.status_code == 403 and "sesudah keputusan disahkan" in text_of(refused)


ADDRESSES = ("", "lke.xlsx", "lhe.pdf")
EXPECTED = {
    "koordinator": (200, 200, 200),
    "pemeriksa": (200, 200, 200),
    "pelaksana": (200, 200, 200),
    "pendamping": (200, 200, 200),
    "asesor": (200, 200, 200),
    "ketua": (200, 200, 200),
    "pimpinan": (200, 200, 200),
    "kepala": (200, 200, 200),
    "auditor": (200, 200, 200),
    "admin": (200, 403, 200),
    "koordinator_lain": (404, 404, 404),
    "pendamping_lain": (404, 404, 404),
    "asesor_lain": (404, 404, 404),
    None: (302, 302, 302),
}


def test_the_rights_of_every_role(world):
    decide(world)
    for name, statuses in EXPECTED.items():
        client = world.client(name)
        for address, status in zip(ADDRESSES, statuses, strict=True):
            assert client.get(f"/hasil/{world.assessment.uuid}/{address}").status_code == status, (name, address)


def test_a_foreign_agency_finds_nothing_in_its_list(world):
    decide(world)
    assert b"Biro Hukum" not in world.client("koordinator_lain").get("/hasil/", follow=True).content


def test_an_administrator_sees_no_running_values(world):
    fill(world, {"1": "5"})
    seen = page(world, "admin")
    assert "Bagaimana" not in seen and "5" not in seen.split("Belum diputuskan")[1].split("Matang")[0]
    assert "berjalan" not in text_of(world.client("admin").get("/hasil/")).replace("sedang berjalan", "")


def test_an_agency_learns_its_rank_only_when_it_is_published(world):
    decide(world)
    assert "Peringkat" not in page(world, "koordinator")
    assert "Peringkat 1 dari 1" in page(world, "pimpinan")
    actions.publish(world.actor("admin"), world.round.uuid)
    assert "Peringkat 1 dari 1 menurut hasil yang diumumkan" in page(world, "koordinator")


def test_the_owner_publishes_from_the_list(world):
    fill(world)
    client = world.client("pimpinan")
    assert "Umumkan" not in text_of(client.get("/hasil/")), "belum ada yang diputuskan"
    judge(world, "asesor")
    proposal = actions.propose(world.actor("ketua"), world.assessment.uuid)
    actions.confirm(world.actor("ketua2"), proposal.uuid)
    for query in ({}, {"periode": str(world.round.uuid)}, {"urut": "-indeks"}):
        listed = text_of(client.get("/hasil/", query))
        assert f"1 hasil {world.round.title} {world.round.year} sudah diputuskan dan belum diumumkan" in listed, query
        assert listed.count("Umumkan hasil") == 1
    for other in ("kepala", "auditor", "ketua", "koordinator"):
        assert "Umumkan" not in text_of(world.client(other).get("/hasil/", {"cari": "Biro"})), other
    answer = client.post(f"/hasil/periode/{world.round.uuid}/umumkan/")
    assert answer.url == f"/publik/{world.round.uuid}/"
    assert "Umumkan" not in text_of(client.get("/hasil/")), "tidak ada lagi yang menunggu"
    assert world.client("auditor").post(f"/hasil/periode/{world.round.uuid}/umumkan/").status_code == 403


def test_a_correction_waits_for_the_public_too(world):
    decide(world)
    actions.publish(world.actor("pimpinan"), world.round.uuid)
    change = {"3": {"value": "4"}}
    corrected = actions.propose_correction(world.actor("ketua"), world.assessment.uuid, change, "Sanggah diterima")
    assert "Umumkan" not in text_of(world.client("admin").get("/hasil/")), "koreksi belum disahkan"
    actions.confirm(world.actor("ketua2"), corrected.uuid)
    listed = text_of(world.client("admin").get("/hasil/"))
    assert f"1 keputusan baru atau koreksi {world.round.title}" in listed and "Umumkan susulan" in listed


def test_several_periods_are_offered_one_by_one_with_their_counts(world):
    first = world.round
    decide(world)
    set_reach(everything())
    other = Round.objects.create(
        owner=world.province, title="Evaluasi lain", instrument=install_packaged("spbe-2020"), year=first.year,
        stages=[], opens_on=first.opens_on, closes_on=first.closes_on,
    )  # fmt: skip
    world.assessment = Assessment.objects.create(agency=world.bureau, round=other)
    decide(world)
    client = world.client("pimpinan")
    listed = client.get("/hasil/")
    words = text_of(listed)
    assert "Menunggu diumumkan" in words and "tidak dapat ditarik" in words
    for round_ in (first, other):
        assert f"{round_.title} {first.year} 1 hasil diputuskan Umumkan hasil {round_.title}" in words
        assert f'action="/hasil/periode/{round_.uuid}/umumkan/"' in listed.content.decode()
    one = client.get("/hasil/", {"periode": str(first.uuid)}).content.decode()
    assert one.count("/umumkan/") == 1 and str(first.uuid) in one.split("/umumkan/")[0]
    client.post(f"/hasil/periode/{other.uuid}/umumkan/")
    left = text_of(client.get("/hasil/"))
    assert f"1 hasil {first.title} {first.year} sudah diputuskan" in left


def test_who_has_one_result_to_publish_is_not_sent_past_the_offer(world):
    decide(world)
    set_reach(everything())
    world.other_assessment.delete()
    client = world.client("pimpinan")
    assert "Umumkan hasil" in text_of(client.get("/hasil/"))
    client.post(f"/hasil/periode/{world.round.uuid}/umumkan/")
    assert client.get("/hasil/").url == f"/hasil/{world.assessment.uuid}/"


def test_a_correction_is_proposed_on_the_page(world):
    decide(world)
    form = {"indicator": "3", "value": "4", "reason": "Sanggah diterima"}
    client = world.client("ketua")
    assert client.post(f"/hasil/{world.assessment.uuid}/koreksi/", form).status_code == 302
    waiting = Decision.objects.get(number=2)
    assert world.client("ketua2").post(f"/hasil/keputusan/{waiting.uuid}/sahkan/").status_code == 302
    seen = page(world, "koordinator")
    assert "ke-1: Sanggah diterima" in seen and "Sebelumnya" in seen
    assert world.client("koordinator").post(f"/hasil/{world.assessment.uuid}/koreksi/", form).status_code == 403
