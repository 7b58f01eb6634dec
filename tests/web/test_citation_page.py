"""A citation's page: criterion beside the proof, the rectangle where it was drawn, for those who may see it.

What a person would lose: an assessor would search a decree of eighty pages for the one sentence that proves level 3.
"""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from matang.assessments.actions.marking import mark
from matang.assessments.models import Assessment, Citation
from matang.core.regions import Region
from matang.evidence.models import Fact, Page
from matang.journal.models import Entry
from matang.people.actor import set_reach
from matang.people.queries import everything
from matang.people.rules import Refused
from tests.evidence.drawn import keep, pdf
from tests.world import World

CANARY = "RAHASIA-RUJUKAN-5502"


@pytest.fixture(autouse=True)
def folders(settings, tmp_path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "berkas"
    settings.PICTURES_FOLDER = tmp_path / "gambar"


def cited(world: World, version, indicator: str = "1", requirement: str = "1.1.1", pages: str = "") -> Citation:
    set_reach(everything())
    return Citation.objects.create(
        agency=world.bureau, assessment=world.assessment, version=version, indicator=indicator,
        level=requirement.split(".")[1], requirement=requirement, pages=pages, cited_by=world.people["koordinator"],
    )  # fmt: skip


@pytest.fixture
def citation(world: World, tmp_path) -> Citation:
    version = keep(world, pdf(tmp_path, "satu", "dua", "tiga"), (f"{CANARY} satu", f"{CANARY} dua", f"{CANARY} tiga"))
    return cited(world, version, pages="2–3")


def address(citation: Citation, name: str = "citation") -> str:
    return reverse(f"web:{name}", args=[citation.assessment.uuid, citation.indicator, citation.uuid])


def page(world: World, who: str, citation: Citation, query: str = "") -> str:
    response = world.client(who).get(address(citation) + query)
    assert response.status_code == 200, who
    return response.content.decode()


def drawn(world: World, who: str, citation: Citation, **fields: str):
    whole = {"page": "2", "left": "10", "top": "20,5", "width": "50", "height": "7.25"}
    return world.client(who).post(address(citation, "mark"), whole | fields)


def region_of(citation: Citation) -> str:
    set_reach(everything())
    return Citation.objects.get(pk=citation.pk).region


def submit(citation: Citation) -> None:
    set_reach(everything())
    Assessment.objects.filter(pk=citation.assessment_id).update(state="submitted", submitted_at=timezone.now())


def test_it_opens_at_the_cited_page_beside_the_criterion(world, citation):
    Fact.objects.create(agency=world.bureau, version=citation.version, name="number", value="188.4/12")
    text = page(world, "koordinator", citation)
    assert "Halaman 2" in text
    assert f"{CANARY} dua" in text
    assert "Tingkat 1" in text
    assert "Membuktikan" in text
    assert "188.4/12" in text
    assert "belum dipastikan" in text
    assert "Halaman 3" in page(world, "koordinator", citation, "?halaman=3")


def test_a_rectangle_is_kept_shown_and_noted(world, citation):
    assert drawn(world, "koordinator", citation).status_code == 302
    assert region_of(citation) == "2:100,205,500,72"
    text = page(world, "koordinator", citation)
    assert 'x="100" y="205" width="500" height="72"' in text
    assert "mulai 10 persen dari kiri" in text
    assert 'value="20,5"' in text
    assert 'width="0" height="0"' in page(world, "koordinator", citation, "?halaman=1")
    set_reach(everything())
    entry = Entry.objects.get(action="mark")
    assert "menandai bagian halaman 2" in entry.sentence
    assert (entry.part, entry.after["region"]) == ("1", "2:100,205,500,72")


def test_the_same_mark_again_writes_nothing_and_clearing_takes_it_away(world, citation):
    drawn(world, "koordinator", citation)
    drawn(world, "koordinator", citation)
    set_reach(everything())
    assert Entry.objects.filter(action="mark").count() == 1
    drawn(world, "koordinator", citation, clear="1")
    assert region_of(citation) == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"left": "60"}, "melampaui tepi halaman"),
        ({"width": "0,1"}, "terlalu kecil"),
        ({"top": "abc"}, "dengan angka 0 sampai 100"),
        ({"page": "0"}, "dengan angka 0 sampai 100"),
        ({"page": "2;DROP"}, "dengan angka 0 sampai 100"),
        ({"height": "NaN"}, "dengan angka 0 sampai 100"),
    ],
)
def test_what_is_no_rectangle_is_said_on_the_form(world, citation, fields, words):
    response = drawn(world, "koordinator", citation, **fields)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert region_of(citation) == ""


def test_only_who_may_cite_marks_and_only_while_the_answer_is_open(world, citation):
    for who in ("pemeriksa", "pendamping", "auditor", "kepala", "pimpinan", "koordinator_lain", "asesor", "admin"):
        assert drawn(world, who, citation).status_code in (403, 404), who
    assert "Simpan tanda" not in page(world, "pemeriksa", citation)
    assert drawn(world, "pelaksana", citation).status_code == 302  # who looks after indicator 1
    other = cited(world, citation.version, "2", "2.1.1")
    assert drawn(world, "pelaksana", other).status_code == 403
    submit(citation)
    assert drawn(world, "koordinator", citation, left="11").status_code == 403
    assert region_of(citation) == "2:100,205,500,72"
    assert "Simpan tanda" not in page(world, "koordinator", citation)


def test_of_a_returned_assessment_only_the_returned_indicators_can_be_marked(world, citation):
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(returned_indicators=["2"])
    with pytest.raises(Refused):
        mark(world.actor("koordinator"), world.assessment.uuid, citation.uuid, Region(1))


def test_judges_open_it_while_it_is_submitted(world, citation):
    drawn(world, "koordinator", citation)
    for who in ("asesor", "ketua"):
        assert world.client(who).get(address(citation)).status_code == 404, who
    submit(citation)
    for who in ("asesor", "ketua"):
        text = page(world, who, citation)
        assert 'x="100" y="205"' in text
        assert reverse("web:desk", args=[world.assessment.uuid, "1"]) in text
    desk = world.client("asesor").get(reverse("web:desk", args=[world.assessment.uuid, "1"])).content.decode()
    assert address(citation) in desk


def test_others_see_nothing_of_it(world, citation):
    submit(citation)
    for who in ("koordinator_lain", "pendamping_lain", "asesor_lain", "admin", "pimpinan"):
        for query in ("", "?halaman=1"):
            response = world.client(who).get(address(citation) + query)
            assert response.status_code in (403, 404), who
            assert CANARY.encode() not in response.content, who


def test_it_belongs_to_its_own_assessment_and_indicator(world, citation):
    client = world.client("koordinator")
    for arguments in (
        [world.assessment.uuid, "2", citation.uuid],
        [world.assessment.uuid, "1", uuid.uuid4()],
        [world.other_assessment.uuid, "1", citation.uuid],
    ):
        assert client.get(reverse("web:citation", args=arguments)).status_code == 404


def test_neighbours_are_the_citations_of_the_indicator(world, citation):
    second = cited(world, keep(world, b"%PDF-1.7 b", ("b",), name="b.pdf"), requirement="1.2.1")
    cited(world, second.version, "2", "2.1.1")
    assert address(second) in page(world, "koordinator", citation)
    assert "Rujukan 1 dari 2" in page(world, "koordinator", citation)
    text = page(world, "koordinator", second)
    assert address(citation) in text
    assert "Rujukan berikutnya" not in text


def test_the_indicator_leads_to_it(world, citation):
    response = world.client("koordinator").get(reverse("web:indicator", args=[world.assessment.uuid, "1"]))
    assert response.content.decode().count(address(citation)) == 2  # on its stair and in the list


def test_turning_the_page_brings_the_viewer_alone_with_its_mark(world, citation):
    drawn(world, "koordinator", citation)
    response = world.client("koordinator").get(address(citation) + "?halaman=2", headers={"HX-Request": "true"})
    text = response.content.decode()
    assert "<html" not in text
    assert 'x="100"' in text
    assert re.search(rf'href="{address(citation)}\?halaman=3#peraga"', text)


def test_a_kept_mark_that_is_nonsense_breaks_nothing(world, citation):
    set_reach(everything())
    Citation.objects.filter(pk=citation.pk).update(region="9:1,1")
    assert "Belum ada bagian" in page(world, "koordinator", citation)


def test_hostile_words_stay_words(world, citation):
    set_reach(everything())
    Page.objects.filter(version=citation.version).update(text="</div><script>alert(1)</script>")
    Citation.objects.filter(pk=citation.pk).update(pages='2"><script>')
    assert "<script>alert" not in page(world, "koordinator", citation)
