"""Evidence given once: last year's offered again, one document on many indicators, a parent's cited by its offices."""

from __future__ import annotations

import datetime
import threading
import time
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from matang.assessments.actions.filling import assign, cite, uncite
from matang.assessments.actions.reusing import cite_many, reuse
from matang.assessments.models import Assessment, Citation, Round
from matang.assessments.queries_former import offer
from matang.evidence.actions.documents import delete_document
from matang.evidence.actions.sharing import share_document, unshare_document
from matang.evidence.models import Document, Version
from matang.instruments.actions import install_packaged
from matang.journal.models import Entry
from matang.people.actor import acting, set_reach
from matang.people.models import Membership, Person, Role
from matang.people.queries import everything
from matang.people.rules import Invisible, Refused
from tests.assessments.test_validity import ENDED, YEAR, paper
from tests.racing import at_once, committed_world
from tests.world import World

CANARY = "RAHASIA-PROVINSI-8842"


def last_year(world: World, *, instrument: str = "", agency=None) -> Assessment:
    """A decided assessment of the year before, of the same line."""
    set_reach(everything())
    round_ = Round.objects.filter(year=YEAR - 1).first() or Round.objects.create(
        owner=world.province, title="Evaluasi lalu", year=YEAR - 1, stages=["mandiri"],
        instrument=install_packaged(instrument) if instrument else world.round.instrument,
        opens_on=world.round.opens_on - datetime.timedelta(days=365),
        closes_on=world.round.closes_on - datetime.timedelta(days=365),
    )  # fmt: skip
    agency = agency or world.bureau
    return Assessment.objects.create(agency=agency, round=round_, state="decided")


def cited(world: World, former: Assessment, version: Version, code: str = "1", requirement: str = "", **more):
    set_reach(everything())
    return Citation.objects.create(
        agency=former.agency, assessment=former, version=version, indicator=code, level=more.pop("level", "1"),
        requirement=requirement, cited_by=world.people["koordinator"], **more,
    )  # fmt: skip


def governor(world: World) -> Person:
    """A coordinator of the province, which the small world lacks."""
    set_reach(everything())
    person = Person.objects.create(name="Koordinator Provinsi", email="prov@uji.test")
    start = datetime.date.today() - datetime.timedelta(days=9)
    Membership.objects.create(person=person, agency=world.province, role=Role.COORDINATOR, starts_on=start)
    world.people["koordinator_prov"] = person
    return person


# Last year


def test_last_year_is_cited_again_by_its_newest_version_for_the_same_requirement(world: World) -> None:
    """Lost otherwise: the same paper is looked for, uploaded and placed anew every year."""
    version, former = paper(world), last_year(world)
    old = cited(world, former, version, requirement="1.1.1", pages="4")
    again = cited(world, former, version, "2", requirement="2.1.1", pages="7")
    assert reuse(world.actor("koordinator"), world.assessment.uuid, [old.uuid, again.uuid]) == 2
    now = Citation.objects.filter(assessment=world.assessment).order_by("indicator")
    assert [(c.requirement, c.pages, c.carried, c.version_id) for c in now] == [
        ("1.1.1", "4", True, version.pk), ("2.1.1", "7", True, version.pk),
    ]  # fmt: skip
    entries = Entry.objects.filter(action="cite_again").order_by("part")
    assert [entry.sentence for entry in entries] == [
        "merujuk lagi 1 bukti tahun lalu pada indikator 1", "merujuk lagi 1 bukti tahun lalu pada indikator 2",
    ]  # fmt: skip
    assert not offer(world.actor("koordinator"), world.assessment, ["1", "2"]).rows


def test_a_version_that_came_since_takes_the_old_one_s_place_without_its_pages(world: World) -> None:
    version, former = paper(world), last_year(world)
    old = cited(world, former, version, requirement="1.1.1", pages="4")
    newer = Version.objects.create(
        agency=world.bureau, document=version.document, number=2, sha256="f" * 64, size=1, file_name="baru.pdf",
        media_type="application/pdf", received_by=world.people["koordinator"],
    )  # fmt: skip
    reuse(world.actor("koordinator"), world.assessment.uuid, [old.uuid])
    now = Citation.objects.get(assessment=world.assessment)
    assert (now.version, now.pages) == (newer, "")


def test_where_the_words_have_changed_a_paper_only_supports(world: World) -> None:
    """Lost otherwise: evidence filed under a requirement that asks for something else."""
    former = last_year(world)
    set_reach(everything())
    content = world.round.instrument
    changed = content.ladder.replace("\n", "\n", 1)
    needs = [need.what for need in _needs(world, "1")]
    changed = changed.replace(needs[0], "Sesuatu yang lain sama sekali", 1)
    other = type(content).objects.create(
        code=content.code, number=content.number + 1, title=content.title, source=content.source, ladder=changed,
        sha256="9" * 64, state=content.state,
    )  # fmt: skip
    Round.objects.filter(pk=former.round_id).update(instrument=other)
    first = cited(world, former, paper(world), requirement="1.1.1")
    cited(world, former, paper(world, "B.pdf", "b"), "2", requirement="2.1.1")
    rows = offer(world.actor("koordinator"), world.assessment, ["1", "2"]).rows
    assert [(row.need.id if row.need else "", row.level) for row in rows] == [("", "1"), ("2.1.1", "1")]
    reuse(world.actor("koordinator"), world.assessment.uuid, [first.uuid])
    assert Citation.objects.get(assessment=world.assessment).requirement == ""


def _needs(world: World, code: str):
    from matang.assessments.queries import instrument_for

    return instrument_for(world.assessment).ladder.get(code).requirements


def test_only_a_decided_year_of_the_same_office_is_offered(world: World) -> None:
    foreign = last_year(world, agency=world.other)
    theirs = cited(world, foreign, paper(world, "Rahasia.pdf", agency=world.other), requirement="1.1.1")
    draft = last_year(world)
    Assessment.objects.filter(pk=draft.pk).update(state="draft")
    mine = cited(world, draft, paper(world, digit="b"), requirement="1.1.1")
    assert not offer(world.actor("koordinator"), world.assessment, ["1"]).rows
    assert reuse(world.actor("koordinator"), world.assessment.uuid, [theirs.uuid, mine.uuid]) == 0
    assert not Citation.objects.filter(assessment=world.assessment).exists()


def test_who_may_cite_again(world: World) -> None:
    former = last_year(world)
    first = cited(world, former, paper(world), requirement="1.1.1")
    second = cited(world, former, paper(world, digit="b"), "2", requirement="2.1.1")
    uuid = world.assessment.uuid
    for who in ("pemeriksa", "pendamping", "kepala", "auditor"):
        with pytest.raises(Refused):
            reuse(world.actor(who), uuid, [first.uuid])
    for who in ("koordinator_lain", "asesor", "ketua"):
        with pytest.raises(Invisible):
            reuse(world.actor(who), uuid, [first.uuid])
    with pytest.raises(Refused, match="diampu orang lain"), transaction.atomic():
        reuse(world.actor("pelaksana"), uuid, [first.uuid, second.uuid])
    assert not Citation.objects.filter(assessment=world.assessment).exists()
    assert reuse(world.actor("pelaksana"), uuid, [first.uuid]) == 1
    Assessment.objects.filter(pk=world.assessment.pk).update(state="submitted")
    with pytest.raises(Refused, match="sudah diajukan"):
        reuse(world.actor("koordinator"), uuid, [second.uuid])


def test_the_offer_warns_and_ticks_only_what_needs_no_second_look(world: World) -> None:
    """Lost otherwise: a paper that ran out goes into the new year by one careless click."""
    former = last_year(world)
    good = cited(world, former, paper(world, "Baik.pdf", "a", date="2022-12-16"), requirement="1.1.1")
    bad = cited(world, former, paper(world, "Habis.pdf", "b", valid_until=ENDED.isoformat()), requirement="1.1.1")
    address = reverse("web:former", args=[world.assessment.uuid])
    client = world.client("koordinator")

    def ticked(query: str = "") -> set[str]:
        page = client.get(address + query).content.decode()
        return {name for name, row in (("good", good), ("bad", bad)) if f'value="{row.uuid}" checked' in page}

    assert ticked() == {"good"}
    assert ticked("?pilih=semua") == {"good", "bad"}
    assert ticked("?pilih=kosong") == set()
    page = client.get(address).content.decode()
    assert '<span class="tag warn">berakhir</span>' in page
    assert "tertanggal 16 Desember 2022" in page
    done = client.post(address, {"citation": [str(good.uuid)], "code": "1"})
    assert done.headers["Location"] == reverse("web:indicator", args=[world.assessment.uuid, "1"])
    on = client.get(reverse("web:former_on", args=[world.assessment.uuid, "1"]), headers={"HX-Request": "true"})
    assert "Habis.pdf" in on.content.decode()
    assert "Baik.pdf" not in on.content.decode()


def test_a_yearly_paper_of_last_year_is_warned_about(world: World) -> None:
    need = next(need for code in ("1", "2", "3", "4") for need in _needs(world, code) if need.period == "tahunan")
    former = last_year(world)
    version = paper(world, year=str(YEAR - 1))
    cited(world, former, version, need.indicator, requirement=need.id, level=str(need.level))
    page = world.client("koordinator").get(reverse("web:former", args=[world.assessment.uuid])).content.decode()
    assert f"diminta setiap tahun; dokumen ini tahun {YEAR - 1}" in page


def test_a_contributor_is_offered_his_own_indicators(world: World) -> None:
    former = last_year(world)
    cited(world, former, paper(world, "Punya dia.pdf"), requirement="1.1.1")
    cited(world, former, paper(world, "Punya orang.pdf", "b"), "2", requirement="2.1.1")
    page = world.client("pelaksana").get(reverse("web:former", args=[world.assessment.uuid])).content.decode()
    assert "Punya dia.pdf" in page
    assert "Punya orang.pdf" not in page


# One document on many indicators


def test_a_document_goes_to_many_indicators_at_once(world: World) -> None:
    """Lost otherwise: one file is uploaded and placed six times."""
    version = paper(world)
    cite(world.actor("koordinator"), world.assessment.uuid, "1", version.uuid, level="", requirement="1.1.1")
    client, address = world.client("koordinator"), reverse("web:place", args=[version.document.uuid])
    page = client.get(address).content.decode()
    assert "Indikator terkait:" in page
    chosen = client.get(address, {"indikator": "2"}).content.decode()
    assert 'value="2|2.1.1"' in chosen and 'value="2|tingkat:3"' in chosen
    data = {"place": ["2|2.1.1", "3|tingkat:2", "2|2.1.1"], "pages": "2", "penilaian": str(world.assessment.uuid)}
    assert client.post(address, data).status_code == 302
    set_reach(everything())
    found = Citation.objects.exclude(indicator="1").order_by("indicator")
    assert [(c.indicator, c.requirement, c.level, c.pages) for c in found] == [
        ("2", "2.1.1", "1", "2"),
        ("3", "", "2", "2"),
    ]
    document = client.get(reverse("evidence:document", args=[version.document.uuid])).content.decode()
    assert "Rujuk juga pada indikator lain" in document


def test_all_places_or_none(world: World) -> None:
    version = paper(world)
    places = [("1", "", "1.1.1"), ("2", "", "2.1.1")]
    with pytest.raises(Refused, match="diampu orang lain"), transaction.atomic():
        cite_many(world.actor("pelaksana"), world.assessment.uuid, version.uuid, places)
    assert not Citation.objects.exists()


def test_what_may_not_be_filled_is_not_offered(world: World) -> None:
    version = paper(world)
    page = world.client("pelaksana").get(reverse("web:place", args=[version.document.uuid])).content.decode()
    assert '<option value="1"' in page
    assert '<option value="2"' not in page
    for who, status in (("pemeriksa", 403), ("pendamping", 403), ("koordinator_lain", 404), ("admin", 404)):
        assert world.client(who).get(reverse("web:place", args=[version.document.uuid])).status_code == status
    assign(world.actor("koordinator"), world.assessment.uuid, ["2"], world.people["pelaksana"].uuid)
    page = world.client("pelaksana").get(reverse("web:place", args=[version.document.uuid])).content.decode()
    assert '<option value="2"' in page


# What agencies above share


def test_a_parent_shares_and_its_offices_cite_from_one_place(world: World) -> None:
    governor(world)
    version = paper(world, "Pergub.pdf", agency=world.province)
    hidden = paper(world, f"{CANARY}.pdf", "b", agency=world.province)
    share_document(world.actor("koordinator_prov"), version.document.uuid)
    client = world.client("koordinator")
    choice = client.get(reverse("web:cite", args=[world.assessment.uuid, "1"])).content.decode()
    assert f'<optgroup label="Dari Provinsi Nusa Rekaan"><option value="{version.uuid}">Pergub.pdf' in choice
    library = client.get("/bukti/?pakai=atas").content.decode()
    assert "Pergub.pdf" in library
    for page in (choice, library, client.get("/bukti/").content.decode()):
        assert CANARY not in page
    assert client.get(reverse("evidence:document", args=[hidden.document.uuid])).status_code == 404
    client.post(
        reverse("web:cite", args=[world.assessment.uuid, "1"]), {"version": str(version.uuid), "proves": "1.1.1"}
    )
    own = client.get(reverse("evidence:document", args=[version.document.uuid])).content.decode()
    assert "Indikator 1" in own
    assert "Berhenti membagikan" not in own and "instansi di bawahnya" not in own
    above = world.client("koordinator_prov").get(reverse("evidence:document", args=[version.document.uuid]))
    assert "dirujuk 1 instansi" in above.content.decode()
    assert "Hapus dokumen" not in above.content.decode()
    assert "Biro Hukum" not in above.content.decode() and "Indikator 1" not in above.content.decode()
    set_reach(everything())
    assert Entry.objects.get(action="share_document").agency_id == world.province.pk


def test_what_is_cited_below_is_neither_taken_back_nor_deleted(world: World) -> None:
    """Lost otherwise: forty offices lose their evidence by one click above them."""
    governor(world)
    version = paper(world, "Pergub.pdf", agency=world.province)
    share_document(world.actor("koordinator_prov"), version.document.uuid)
    first = cite(world.actor("koordinator"), world.assessment.uuid, "1", version.uuid, level="1")
    cite(world.actor("koordinator"), world.assessment.uuid, "2", version.uuid, level="1")
    cite(world.actor("koordinator_lain"), world.other_assessment.uuid, "1", version.uuid, level="1")
    with pytest.raises(Refused, match="dirujuk 2 instansi"):
        unshare_document(world.actor("koordinator_prov"), version.document.uuid)
    with pytest.raises(Refused, match="dirujuk pada penilaian"):
        delete_document(world.actor("koordinator_prov"), version.document.uuid)
    set_reach(everything())
    Citation.objects.filter(agency=world.other).delete()
    uncite(world.actor("koordinator"), world.assessment.uuid, first.uuid)
    set_reach(everything())
    Citation.objects.all().delete()
    unshare_document(world.actor("koordinator_prov"), version.document.uuid)
    assert (
        world.client("koordinator").get(reverse("evidence:document", args=[version.document.uuid])).status_code == 404
    )


def test_who_may_share(world: World) -> None:
    governor(world)
    own, province = paper(world), paper(world, digit="b", agency=world.province)
    with pytest.raises(Refused, match="Tidak ada instansi di bawah"):
        share_document(world.actor("koordinator"), own.document.uuid)
    for who in ("pelaksana", "pemeriksa", "pendamping", "kepala", "auditor"):
        with pytest.raises(Refused):
            share_document(world.actor(who), own.document.uuid)
    for who in ("koordinator", "koordinator_lain", "admin"):
        for act in (share_document, unshare_document):
            with pytest.raises(Invisible):
                act(world.actor(who), province.document.uuid)


def test_the_count_answers_nobody_but_the_owner(world: World) -> None:
    governor(world)
    version = paper(world, agency=world.province)
    share_document(world.actor("koordinator_prov"), version.document.uuid)
    cite(world.actor("koordinator"), world.assessment.uuid, "1", version.uuid, level="1")
    from matang.evidence.queries import cited_below

    assert cited_below(version.document) == 0  # the office below
    world.actor("koordinator_prov")
    assert cited_below(version.document) == 1


def test_nothing_in_the_bin_is_cited_from_below(world: World) -> None:
    version = paper(world, agency=world.province)
    now = datetime.datetime.now(datetime.UTC)
    Document.objects.filter(pk=version.document_id).update(shared_at=now, deleted_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.create(
            agency=world.bureau, assessment=world.assessment, version=version, indicator="1", level="1",
            cited_by=world.people["koordinator"],
        )  # fmt: skip


def test_a_shared_document_of_last_year_is_offered_again(world: World) -> None:
    version, former = paper(world, "Pergub.pdf", agency=world.province), last_year(world)
    Document.objects.update(shared_at=datetime.datetime.now(datetime.UTC))
    old = cited(world, former, version, requirement="1.1.1")
    page = world.client("koordinator").get(reverse("web:former", args=[world.assessment.uuid])).content.decode()
    assert "dari Provinsi Nusa Rekaan" in page
    assert reuse(world.actor("koordinator"), world.assessment.uuid, [old.uuid]) == 1
    set_reach(everything())
    Citation.objects.filter(assessment=world.assessment).delete()
    Document.objects.update(shared_at=None)
    assert not offer(world.actor("koordinator"), world.assessment, ["1"]).rows


@pytest.mark.parametrize("first", ["above", "below"])
def test_sharing_ends_or_a_citation_comes_but_never_both(django_db_setup, django_db_blocker, first: str) -> None:
    """Lost otherwise: a citation from below of a document that nobody below may open. Whoever comes second waits."""
    with committed_world(django_db_blocker) as world:
        with acting(everything()):
            governor(world)
            version = paper(world, agency=world.province)
            share_document(world.actor("koordinator_prov"), version.document.uuid)
            actors = {"above": world.actor("koordinator_prov"), "below": world.actor("koordinator")}
        acts = {
            "above": lambda actor: unshare_document(actor, version.document.uuid),
            "below": lambda actor: cite(actor, world.assessment.uuid, "1", version.uuid, level="1"),
        }
        done = threading.Event()

        def act(who: str):
            if who != first:
                assert done.wait(20)
            with acting(actors[who]) as actor:
                result = acts[who](actor)
                if who == first:
                    done.set()
                    time.sleep(1)  # the other one acts while this is not committed yet
                return result

        results = dict(zip(acts, at_once(*(partial(act, who) for who in acts)), strict=True))
        with acting(everything()):
            shared = Document.objects.get().shared_at is not None
            assert Citation.objects.exists() == shared == (first == "below")
    second = results["below" if first == "above" else "above"]
    assert isinstance(second, Refused)
    assert ("tidak dibagikan lagi" if first == "above" else "dirujuk 1 instansi") in str(second)
