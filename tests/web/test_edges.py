"""The edge of a predicate while the work still runs: one figure, one predicate, and the same word beside it everywhere.

The decided result stands in `test_results_pages.py`.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction

import pytest

from matang.assessments.actions.filling import touch
from matang.assessments.queries import instrument_for
from matang.cli.main import main
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.plans.levels import rate
from tests.web.test_results_pages import EDGES, text_of
from tests.world import build_world

# Who looks where, and how figure and predicate stand there; the list of assessments names no predicate.
PLACES = {
    "matriks": ("koordinator", "/penilaian/{uuid}/", "Indeks berjalan {figure} {predicate} ·"),
    "indikator": ("koordinator", "/penilaian/{uuid}/indikator/1/", "Indeks berjalan {figure} {predicate} ·"),
    "cincin": ("koordinator", "/", "Beranda {figure} {predicate} Evaluasi"),
    "hasil": (
        "koordinator",
        "/hasil/{uuid}/",
        r"Indeks {figure} .*Predikat {predicate} .*berjalan\) {figure} {predicate}",
    ),
    "strategi": ("koordinator", "/strategi/{uuid}/", r"Indeks sekarang {figure} .*?\({predicate}\)"),
    "daftar": ("pimpinan", "/penilaian/", "Biro Hukum .*47/47 {figure} "),
}


@pytest.fixture(params=EDGES)
def edge(request, db):
    """A draft in which these indicators stand on 4 and the others on 3."""
    fours, *told = EDGES[request.param]
    world = build_world("spbe-2020")
    codes = instrument_for(world.assessment).instrument.codes
    levels = {code: 4 if code in fours else 3 for code in codes}
    rate(world, dict(levels))
    set_reach(everything())
    touch(world.assessment)
    return world, levels, told


def test_every_page_tells_the_same(edge):
    world, _, (figure, predicate, why, _) = edge
    for place, (name, address, stands) in PLACES.items():
        answer = world.client(name).get(address.format(uuid=world.assessment.uuid))
        seen = text_of(answer)
        assert re.search(stands.format(figure=figure, predicate=predicate), seen), f"{place}: {seen}"
        if place != "daftar":
            assert (why in seen) if why else ("tepatnya" not in seen), f"{place}: {figure} tanpa penjelasan"


def test_the_program_on_the_command_line_tells_the_same(edge, capsys, tmp_path):
    _, levels, (_, predicate, _, exact) = edge
    path = tmp_path / "nilai.json"
    path.write_text(json.dumps(levels))
    assert main(["score", "spbe-2020", str(path)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["index"], answer["predicate"]) == (exact, predicate)
    assert main(["plan", "spbe-2020", str(path), "--target", "3.5"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert Fraction(plan["to"]) >= Fraction("3.5"), "berhenti sebelum batas"
    assert bool(plan["steps"]) == (predicate == "Baik")


def test_the_search_goes_on_to_the_border(edge):
    world, _, (figure, predicate, _, _) = edge
    seen = text_of(world.client("koordinator").get(f"/strategi/{world.assessment.uuid}/?cari=1&tujuan=3,5"))
    if predicate == "Baik":
        assert re.search(
            rf"Usaha terkecil menuju 3,5: \d+ langkah.*?indeks {figure} menjadi 3,5\d \(Sangat Baik\)", seen
        )
    else:
        assert "sudah tercapai" in seen
