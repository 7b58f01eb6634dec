"""Documents that end, are confirmed, or have a newer version; and the submission that keeps what it cited."""

from __future__ import annotations

import datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from matang.assessments.actions.filling import cite
from matang.assessments.actions.following import use_newest
from matang.assessments.models import Assessment, Citation, Round
from matang.evidence.actions.validity import confirm_still_valid, take_back_validity
from matang.evidence.models import Document, Fact, Renewal, Version
from matang.journal.models import Entry
from matang.people.actor import set_reach
from matang.people.queries import everything
from matang.people.rules import Invisible, Refused
from tests.world import World

YEAR = datetime.date.today().year
ENDED = datetime.date.today() - datetime.timedelta(days=1)


def paper(world: World, title: str = "SK Tim.pdf", digit: str = "a", agency=None, **facts: str) -> Version:
    set_reach(everything())
    agency, person = agency or world.bureau, world.people["koordinator"]
    document = Document.objects.create(agency=agency, title=title, created_by=person)
    version = _version(world, document, 1, digit)
    for name, value in facts.items():
        Fact.objects.create(agency=agency, version=version, name=name, value=value, state="confirmed")
    return version


def _version(world: World, document: Document, number: int, digit: str) -> Version:
    return Version.objects.create(
        agency=document.agency, document=document, number=number, sha256=digit * 64, size=1, file_name=document.title,
        media_type="application/pdf", received_by=world.people["koordinator"],
    )  # fmt: skip


def cited(world: World, version: Version, who: str = "koordinator", code: str = "1") -> Citation:
    return cite(world.actor(who), world.assessment.uuid, code, version.uuid, level="", requirement=f"{code}.1.1")


def page_of(world: World, who: str = "koordinator") -> str:
    return world.client(who).get(reverse("web:indicator", args=[world.assessment.uuid, "1"])).content.decode()


def test_the_indicator_shows_age_and_end(world: World) -> None:
    """Lost otherwise: an assessor is the first who sees that a decree has run out."""
    cited(world, paper(world, kind="keputusan", date="2022-12-16", valid_until=ENDED.isoformat()))
    page = page_of(world)
    assert "ditetapkan 16 Desember 2022," in page
    assert '<span class="tag warn">berakhir</span>' in page
    assert f"Masih berlaku untuk {YEAR}" in page
    assert f"Masih berlaku untuk {YEAR}" not in page_of(world, "pemeriksa")


def test_one_click_confirms_for_the_year_and_can_be_taken_back(world: World) -> None:
    version = paper(world, valid_until=ENDED.isoformat())
    cited(world, version)
    client, back = world.client("pelaksana"), reverse("web:indicator", args=[world.assessment.uuid, "1"])
    address = reverse("evidence:renew", args=[version.document.uuid])
    answer = client.post(address, {"year": str(YEAR), "next": back})
    assert answer.headers["Location"] == back
    page = page_of(world)
    assert f"dipastikan masih berlaku untuk {YEAR}" in page
    assert f">Masih berlaku untuk {YEAR}" not in page
    client.post(address, {"year": str(YEAR)})
    set_reach(everything())
    assert Renewal.objects.count() == 1
    assert Entry.objects.filter(action="confirm_validity").count() == 1
    document = client.get(reverse("evidence:document", args=[version.document.uuid])).content.decode()
    assert f"Cabut kepastian untuk {YEAR}" in document
    client.post(address, {"year": str(YEAR), "undo": "1"})
    set_reach(everything())
    assert not Renewal.objects.exists()
    assert Entry.objects.filter(action="take_back_validity").count() == 1


@pytest.mark.parametrize("year", [0, YEAR - 2, YEAR + 2])
def test_only_years_about_now_are_confirmed(world: World, year: int) -> None:
    version = paper(world)
    with pytest.raises(Refused, match="hanya dapat dipastikan"):
        confirm_still_valid(world.actor("koordinator"), version.document.uuid, year)


@pytest.mark.parametrize("who", ["pemeriksa", "pendamping", "kepala", "auditor"])
def test_readers_confirm_nothing(world: World, who: str) -> None:
    version = paper(world)
    for act in (confirm_still_valid, take_back_validity):
        with pytest.raises(Refused):
            act(world.actor(who), version.document.uuid, YEAR)


@pytest.mark.parametrize("who", ["koordinator_lain", "admin", "pimpinan"])
def test_documents_of_others_are_not_there(world: World, who: str) -> None:
    version = paper(world)
    with pytest.raises(Invisible):
        confirm_still_valid(world.actor(who), version.document.uuid, YEAR)


def test_a_shared_document_is_confirmed_by_its_owner_alone(world: World) -> None:
    version = paper(world, agency=world.province)
    Document.objects.update(shared_at=datetime.datetime.now(datetime.UTC))
    with pytest.raises(Invisible):
        confirm_still_valid(world.actor("koordinator"), version.document.uuid, YEAR)


def decided_too(world: World, *titles: str) -> None:
    """Last year, which is decided, cited these documents as well."""
    set_reach(everything())
    Round.objects.filter(pk=world.round.pk).update(year=YEAR - 1)
    before = Round.objects.get(pk=world.round.pk)
    Round.objects.filter(pk=world.round.pk).update(year=YEAR)
    before.pk, before.uuid = None, uuid4()
    before.save(force_insert=True)
    former = Assessment.objects.create(agency=world.bureau, round=before, state="decided")
    for version in Version.objects.filter(document__title__in=titles):
        Citation.objects.create(
            agency=world.bureau, assessment=former, version=version, indicator="5", level="1",
            cited_by=world.people["koordinator"],
        )  # fmt: skip
        Fact.objects.create(agency=world.bureau, version=version, name="date", value="2020-01-01")


def test_the_library_finds_what_ends_and_is_cited_in_a_running_assessment(world: World) -> None:
    """Lost otherwise: forty papers are opened one by one to find the two that ran out."""
    client, closes = world.client("koordinator"), world.round.closes_on
    cited(world, paper(world, "Habis.pdf", "a", valid_until=ENDED.isoformat()))
    cited(world, paper(world, "Sebelum tutup.pdf", "b", valid_until=closes.isoformat()), code="2")
    cited(world, paper(world, "Lama.pdf", "c", valid_until="2099-12-31"), code="3")
    paper(world, "Tidak dirujuk.pdf", "d", valid_until=ENDED.isoformat())
    cited(world, paper(world, "Tanpa akhir.pdf", "e"), code="4")
    decided_too(world, "Habis.pdf", "Lama.pdf")

    def listed() -> set[str]:
        page = client.get("/bukti/?pakai=berakhir").content.decode()
        names = ("Habis", "Sebelum tutup", "Lama", "Tidak dirujuk", "Tanpa akhir")
        return {name for name in names if f">{name}.pdf</a>" in page}

    assert listed() == {"Habis", "Sebelum tutup"}
    home = client.get("/").content.decode()
    assert "2 dokumen rujukan sudah atau segera berakhir" in home
    confirm_still_valid(world.actor("koordinator"), Document.objects.get(title="Habis.pdf").uuid, YEAR)
    assert listed() == {"Sebelum tutup"}
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(state="decided")
    assert listed() == set()


def test_a_newer_version_is_offered_and_taken_with_one_click(world: World) -> None:
    first = paper(world)
    citation = cited(world, first)
    Citation.objects.filter(pk=citation.pk).update(pages="3", region="3:1,2,3,4")
    set_reach(everything())
    second = _version(world, first.document, 2, "f")
    assert "memakai versi 1; versi 2 sudah ada" in page_of(world)
    address = reverse("web:use_newest", args=[world.assessment.uuid, citation.uuid])
    assert world.client("pelaksana").post(address).status_code == 302
    set_reach(everything())
    citation.refresh_from_db()
    assert (citation.version, citation.pages, citation.region) == (second, "3", "")
    assert "versi 2 sudah ada" not in page_of(world)
    assert Entry.objects.get(action="cite_newest").sentence.startswith("mengganti rujukan SK Tim.pdf dengan versi 2")


def test_both_versions_cited_for_the_same_become_one(world: World) -> None:
    first = paper(world)
    old = cited(world, first)
    set_reach(everything())
    second = _version(world, first.document, 2, "f")
    cited(world, second)
    use_newest(world.actor("koordinator"), world.assessment.uuid, old.uuid)
    assert Citation.objects.get().version == second


def test_what_was_submitted_keeps_the_version_it_cited(world: World) -> None:
    """Lost otherwise: an assessor judges another paper than the one that was handed in."""
    first = paper(world)
    citation = cited(world, first)
    set_reach(everything())
    _version(world, first.document, 2, "f")
    Assessment.objects.filter(pk=world.assessment.pk).update(state="submitted")
    with pytest.raises(Refused, match="sudah diajukan"):
        use_newest(world.actor("koordinator"), world.assessment.uuid, citation.uuid)
    assert Citation.objects.get().version == first
    page = page_of(world)
    assert "versi 2 sudah ada" in page
    assert "/terbaru/" not in page


def test_only_returned_indicators_change(world: World) -> None:
    """Also taking a citation back: what was not returned is closed."""
    first = paper(world)
    citation = cited(world, first)
    Assessment.objects.filter(pk=world.assessment.pk).update(returned_indicators=["2"])
    with pytest.raises(Refused, match="Hanya indikator yang dikembalikan"):
        use_newest(world.actor("koordinator"), world.assessment.uuid, citation.uuid)
    uncite = reverse("web:uncite", args=[world.assessment.uuid, citation.uuid])
    assert world.client("koordinator").post(uncite).status_code == 403


@pytest.mark.parametrize(
    ("who", "raised"), [("pemeriksa", Refused), ("pendamping", Refused), ("koordinator_lain", Invisible)]
)
def test_who_may_not_fill_takes_no_newer_version(world: World, who: str, raised: type[Exception]) -> None:
    citation = cited(world, paper(world))
    with pytest.raises(raised):
        use_newest(world.actor(who), world.assessment.uuid, citation.uuid)


def test_another_contributor_s_indicator_is_his(world: World) -> None:
    citation = cited(world, paper(world), code="2")
    with pytest.raises(Refused, match="diampu orang lain"):
        use_newest(world.actor("pelaksana"), world.assessment.uuid, citation.uuid)
