"""What an office would lose if asking for documents broke: who owes what until when, and the answer in its place."""

from __future__ import annotations

import datetime
from functools import partial

import pytest
from django.urls import reverse

from matang.assessments.actions import requests
from matang.assessments.actions.requests import Wanted
from matang.assessments.models import Assessment, Citation, Request
from matang.assessments.queries_requests import open_requests_for, requests_visible_to
from matang.evidence.models import Document, Version
from matang.journal.models import Entry
from matang.people.actor import acting, set_reach
from matang.people.models import Membership, Role
from matang.people.queries import everything
from matang.people.rules import Invisible, Refused
from tests.evidence.conftest import kept, sent  # noqa: F401
from tests.evidence.files import pdf
from tests.racing import at_once, committed_world
from tests.world import World

SOON = datetime.date.today() + datetime.timedelta(days=5)
SECRET = "RAHASIA-PERMINTAAN-5521"


def ask(world: World, who: str = "koordinator", of: str = "pelaksana", code: str = "2", **changed):
    wanted = {"due_on": SOON, "what": "", "requirement": f"{code}.1.1"} | changed
    return requests.ask(world.actor(who), world.assessment.uuid, code, Wanted(world.people[of].uuid, **wanted))


def paper(world: World, title: str = "SK.pdf", digit: str = "a", agency=None) -> Version:
    agency = agency or world.bureau
    set_reach(everything())
    person = world.people["koordinator"]
    document = Document.objects.create(agency=agency, title=title, created_by=person)
    return Version.objects.create(
        agency=agency, document=document, sha256=digit * 64, size=1, media_type="application/pdf", file_name=title,
        received_by=person,
    )  # fmt: skip


def test_an_answer_is_cited_for_what_was_asked(world: World) -> None:
    """Lost otherwise: the paper comes, and somebody else must still put it into its place."""
    request = ask(world)
    version = paper(world)
    done = requests.answer(world.actor("pelaksana"), request.uuid, version.uuid)
    assert not done.kept
    citation = Citation.objects.get()
    assert (citation.indicator, citation.requirement, citation.version) == ("2", "2.1.1", version)
    sentences = list(Entry.objects.order_by("id").values_list("sentence", flat=True))
    assert sentences[0].startswith("meminta dokumen kepada Pelaksana")
    assert sentences[1].startswith("menjawab permintaan dokumen dengan SK.pdf") and sentences[2].startswith(
        "merujuk SK.pdf"
    )


def test_the_words_of_the_requirement_stand_where_none_are_given(world: World) -> None:
    """Lost otherwise: a person is asked for "dokumen" and guesses which."""
    bare, more = ask(world), ask(world, what="yang ditandatangani")
    assert bare.what and more.what == f"{bare.what} (yang ditandatangani)"
    with pytest.raises(Refused, match="Tulis dokumen apa"):
        ask(world, requirement="")
    with pytest.raises(Refused, match="tidak ada pada indikator"):
        ask(world, requirement="9.1.1")


@pytest.mark.parametrize("who", ["koordinator", "pemeriksa", "pendamping"])
def test_who_may_ask(world: World, who: str) -> None:
    assert ask(world, who).asked_by == world.people[who]


@pytest.mark.parametrize("who", ["pelaksana", "kepala", "pimpinan", "auditor"])
def test_who_may_not_ask(world: World, who: str) -> None:
    with pytest.raises(Refused, match="tidak berhak meminta dokumen"):
        ask(world, who)


@pytest.mark.parametrize("who", ["asesor", "ketua", "koordinator_lain", "pendamping_lain", "admin"])
def test_whoever_has_no_business_there_finds_nothing(world: World, who: str) -> None:
    with pytest.raises((Invisible, Refused)):
        ask(world, who)
    assert not Request.objects.exists()


@pytest.mark.parametrize("of", ["pemeriksa", "kepala", "pelaksana_lain", "asesor"])
def test_only_members_who_may_give_evidence_are_asked(world: World, of: str) -> None:
    """Lost otherwise: a request that the asked person cannot answer, or a name of another office."""
    with pytest.raises(Invisible):
        ask(world, of=of)


def test_somebody_whose_service_has_ended_is_not_asked(world: World) -> None:
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    Membership.objects.filter(person=world.people["pelaksana"]).update(ends_on=yesterday)
    with pytest.raises(Invisible):
        ask(world)


def test_a_day_that_has_passed_or_lies_far_off_is_refused(world: World) -> None:
    for days, said in ((-1, "sudah lewat"), (400, "lebih dari setahun")):
        with pytest.raises(Refused, match=said):
            ask(world, due_on=datetime.date.today() + datetime.timedelta(days=days))


def test_the_same_is_not_asked_twice(world: World) -> None:
    ask(world)
    with pytest.raises(Refused, match="sudah diminta kepada Pelaksana"):
        ask(world, "pemeriksa")
    assert Request.objects.count() == 1


def test_a_second_answer_is_refused_and_changes_nothing(world: World) -> None:
    request = ask(world)
    first, second = paper(world), paper(world, "lain.pdf", "b")
    requests.answer(world.actor("pelaksana"), request.uuid, first.uuid)
    with pytest.raises(Refused, match=r"sudah dijawab dengan SK\.pdf"):
        requests.answer(world.actor("koordinator"), request.uuid, second.uuid)
    assert Citation.objects.get().version == first


def test_who_may_answer(world: World) -> None:
    """The asked person, or a coordinator in his name; not a reader, not another contributor."""
    other = world.people["pemeriksa"]
    Membership.objects.filter(person=other).update(role=Role.CONTRIBUTOR)
    request, version = ask(world), paper(world)
    with pytest.raises(Refused, match="ditujukan kepada Pelaksana"):
        requests.answer(world.actor("pemeriksa"), request.uuid, version.uuid)
    for who in ("pendamping", "kepala", "auditor"):
        with pytest.raises(Refused):
            requests.answer(world.actor(who), request.uuid, version.uuid)
    for who in ("koordinator_lain", "asesor", "admin"):
        with pytest.raises(Invisible):
            requests.answer(world.actor(who), request.uuid, version.uuid)
    assert requests.answer(world.actor("koordinator"), request.uuid, version.uuid).version == version


def test_a_paper_of_another_office_answers_nothing(world: World) -> None:
    request = ask(world)
    foreign = paper(world, agency=world.other)
    with pytest.raises(Invisible):
        requests.answer(world.actor("pelaksana"), request.uuid, foreign.uuid)
    shared = paper(world, "Pergub.pdf", "c", world.province)
    Document.objects.filter(pk=shared.document_id).update(shared_at=datetime.datetime.now(datetime.UTC))
    with pytest.raises(Refused, match="instansi sendiri"):
        requests.answer(world.actor("pelaksana"), request.uuid, shared.uuid)


def test_an_answer_after_submission_is_kept_and_says_why_it_is_not_cited(world: World) -> None:
    """Lost otherwise: a submission that changes after it was handed in, or a paper that nobody keeps."""
    request, version = ask(world), paper(world)
    Assessment.objects.filter(pk=world.assessment.pk).update(state="submitted")
    done = requests.answer(world.actor("pelaksana"), request.uuid, version.uuid)
    assert "sudah diajukan" in done.kept
    assert not Citation.objects.exists()
    assert Request.objects.get().version == version


def test_asking_ends_with_the_submission(world: World) -> None:
    Assessment.objects.filter(pk=world.assessment.pk).update(state="submitted")
    with pytest.raises(Refused, match="sudah diajukan"):
        ask(world)


def test_taking_a_request_back(world: World) -> None:
    request = ask(world, "pendamping")
    for who in ("pemeriksa", "pelaksana"):
        with pytest.raises(Refused):
            requests.cancel(world.actor(who), request.uuid)
    requests.cancel(world.actor("pendamping"), request.uuid)
    with pytest.raises(Refused, match="sudah dibatalkan"):
        requests.answer(world.actor("pelaksana"), request.uuid, paper(world).uuid)


def test_requests_stay_within_the_office(world: World) -> None:
    ask(world, what=SECRET)
    for who in ("koordinator_lain", "pendamping_lain", "asesor", "ketua", "admin"):
        assert not requests_visible_to(world.actor(who)).exists()
        for address in ("/", "/permintaan/", "/permintaan/?tampil=semua"):
            assert SECRET not in world.client(who).get(address).content.decode()
    assert open_requests_for(world.actor("pelaksana")).exists()
    assert not open_requests_for(world.actor("koordinator")).exists()


def test_the_asked_person_sees_it_on_beranda_and_overdue_ones_say_so(world: World) -> None:
    """Lost otherwise: nobody notices that a paper is three days late."""
    request = ask(world)
    Request.objects.filter(pk=request.pk).update(due_on=datetime.date.today() - datetime.timedelta(days=3))
    home = world.client("pelaksana").get("/").content.decode()
    assert request.what in home
    assert '<span class="tag warn">lewat 3 hari</span>' in home
    late = world.client("koordinator").get("/permintaan/?tampil=lewat").content.decode()
    assert request.what in late
    page = world.client("pemeriksa").get(reverse("web:indicator", args=[world.assessment.uuid, "2"])).content.decode()
    assert "lewat 3 hari" in page


def test_the_form_asks_for_what_the_level_lacks_first(world: World) -> None:
    address = reverse("web:ask", args=[world.assessment.uuid, "2"])
    page = world.client("pemeriksa").get(address).content.decode()
    assert 'value="2.1.1" selected' in page
    fields = {"person": str(world.people["pelaksana"].uuid), "due_on": SOON.isoformat(), "requirement": "2.1.1"}
    answer = world.client("pemeriksa").post(address, fields)
    assert answer.status_code == 302
    assert Request.objects.get().due_on == SOON
    again = world.client("pemeriksa").post(address, fields)
    assert again.status_code == 422
    assert "sudah diminta" in again.content.decode()
    empty = world.client("koordinator").post(address, {})
    assert empty.status_code == 422
    assert "Pilih orang yang diminta." in empty.content.decode()


def test_a_file_sent_without_script_answers(world: World) -> None:
    request = ask(world)
    client = world.client("pelaksana")
    page = client.get(reverse("web:request", args=[request.uuid])).content.decode()
    assert f'action="/unggah/permintaan/{request.uuid}/"' in page
    done = sent(client, ("SK tim.pdf", pdf("jawaban")), to=f"/unggah/permintaan/{request.uuid}/")
    assert done.headers["Location"] == f"/permintaan/{request.uuid}/"
    set_reach(everything())
    assert Citation.objects.get().version.file_name == "SK tim.pdf"
    told = client.get(f"/permintaan/{request.uuid}/").content.decode()
    assert "dirujuk pada indikator 2" in told and "dijawab" in told


def test_a_file_for_a_request_that_was_answered_meanwhile_stays_in_the_library(world: World) -> None:
    """Lost otherwise: minutes of uploading over a slow line."""
    request = ask(world)
    requests.answer(world.actor("koordinator"), request.uuid, paper(world).uuid)
    client = world.client("pelaksana")
    sent(client, ("telat.pdf", pdf("telat")), to=f"/unggah/permintaan/{request.uuid}/")
    page = client.get("/permintaan/").content.decode()
    assert "telat.pdf disimpan di pustaka bukti dukung" in page and "sudah dijawab dengan SK.pdf" in page
    set_reach(everything())
    assert Document.objects.filter(title="telat.pdf").exists()


@pytest.mark.parametrize("who", ["koordinator_lain", "asesor", "ketua"])
def test_nobody_foreign_sends_an_answer(world: World, who: str) -> None:
    request = ask(world)
    answer = sent(world.client(who), ("x.pdf", pdf("x")), to=f"/unggah/permintaan/{request.uuid}/")
    assert answer.status_code in (403, 404)
    set_reach(everything())
    assert not Document.objects.exists()


def test_two_answers_at_once_give_one(django_db_setup, django_db_blocker) -> None:
    """Lost otherwise: a request with two answers, of which one silently wins."""
    with committed_world(django_db_blocker) as world:
        with acting(everything()):
            request = ask(world)
            versions = {"pelaksana": paper(world).uuid, "koordinator": paper(world, "lain.pdf", "b").uuid}
            actors = {who: world.actor(who) for who in versions}

        def give(who: str):
            with acting(actors[who]) as actor:
                return requests.answer(actor, request.uuid, versions[who])

        results = at_once(*(partial(give, who) for who in versions))
        with acting(everything()):
            assert Citation.objects.count() == 1
    assert sorted(type(result).__name__ for result in results) == ["Answered", "Refused"]
    assert any("sudah dijawab" in str(result) for result in results)
