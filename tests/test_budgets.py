"""What a page may cost: statements and bytes on the wire, kept by tests (how they were chosen: docs/figures.md).

What a person would lose: pages that open at once over 400 kbit/s, where 20 KB are half a second; and a site that stands
when a thousand agencies fill their answers in the same week.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import scene
from matang.assessments.models import Assessment, Round
from matang.instruments.actions import install_packaged
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.results.helping import decide, fill
from tests.world import World

PAGE, FIRST_VISIT = 20 * 1024, 100 * 1024
FILES = ("matang/matang.css", "matang/mark.svg", "django_htmx/htmx-2.min.js", "matang/app.js", "matang/matrix.js")


def cost(client: Client, address: str) -> tuple[int, int]:
    """Statements (savepoints of the test left out) and bytes on the wire of a page that a process has shown before."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response.status_code == 200, address
    statements = [query for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]
    return len(statements), len(response.content) + len(response.serialize_headers())


@pytest.fixture
def national(world: World) -> Assessment:
    """The bureau in a round of the 47 indicators, worked out fully."""
    set_reach(everything())
    round_ = Round.objects.create(
        owner=world.province,
        title="Evaluasi SPBE",
        instrument=install_packaged("spbe-2020"),
        year=world.round.year,
        stages=["mandiri", "dokumen"],
        opens_on=world.round.opens_on,
        closes_on=world.round.closes_on,
    )
    assessment = Assessment.objects.create(agency=world.bureau, round=round_)
    scene.work_out(assessment, world.people["koordinator"])
    return assessment


@pytest.mark.parametrize(
    ("page", "statements"), [("web:home", 14), ("web:matrix", 12), ("web:indicator", 12), ("evidence:library", 10)]
)
def test_the_pages_of_a_team(world: World, national: Assessment, page: str, statements: int):
    arguments = {"web:matrix": [national.uuid], "web:indicator": [national.uuid, "7"]}.get(page, [])
    spent, wire = cost(world.client("koordinator"), reverse(page, args=arguments))
    assert spent <= statements
    assert wire <= PAGE


def test_the_statements_of_a_page_do_not_grow_with_what_it_shows(world: World, national: Assessment):
    few, _ = cost(world.client("koordinator"), reverse("web:matrix", args=[world.assessment.uuid]))
    many, _ = cost(world.client("koordinator"), reverse("web:matrix", args=[national.uuid]))
    assert many <= few


def test_the_list_of_a_thousand(world: World):
    set_reach(everything())
    scene.crowd(world.province, world.round, 1000)
    for query in ("", "?urut=-indeks&keadaan=draft", "?cari=Kabupaten&halaman=7"):
        spent, wire = cost(world.client("pimpinan"), reverse("web:assessments") + query)
        assert spent <= 10
        assert wire <= PAGE


def test_the_desk_of_an_assessor(world: World):
    fill(world)
    address = reverse("web:desk", args=[world.assessment.uuid, "1"])
    world.client("asesor").post(reverse("web:desk_start", args=[world.assessment.uuid]))
    spent, wire = cost(world.client("asesor"), address)
    assert spent <= 12
    assert wire <= PAGE


def test_results_and_the_public_pages(world: World):
    decide(world)
    leader = world.client("pimpinan")
    leader.post(reverse("web:publish", args=[world.round.uuid]))
    pages = {
        reverse("web:results"): (leader, 10),
        reverse("web:result", args=[world.assessment.uuid]): (world.client("koordinator"), 12),
        reverse("portal:home"): (Client(), 3),
        reverse("portal:round", args=[world.round.uuid]): (Client(), 4),
    }
    for address, (client, statements) in pages.items():
        spent, wire = cost(client, address)
        assert spent <= statements, address
        assert wire <= PAGE, address


def test_the_first_visit_with_all_its_files(world: World, national: Assessment):
    _, page = cost(world.client("koordinator"), reverse("web:matrix", args=[national.uuid]))
    files = [Path(str(finders.find(name))) for name in FILES]
    assert page + sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= FIRST_VISIT


def test_pages_are_packed_and_papers_are_not(world: World):
    decide(world)
    client = world.client("koordinator")
    page = client.get(reverse("web:results") + "?cari=Biro", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert "<html" in gzip.decompress(page.content).decode()
    paper = client.get(reverse("web:result_lhe", args=[world.assessment.uuid]), headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in paper
    assert paper.content.startswith(b"%PDF")
