"""The simulation: a number that an office believes must be the one that the scoring gives."""

from __future__ import annotations

import html
import re
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matang.assessments.models import Assessment
from matang.assessments.queries import instrument_for
from matang.core.figures import plain, shown
from matang.core.planning import Request, find_plan
from matang.core.scoring import score
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.plans.levels import other_instrument, rate
from tests.world import World

READERS = ("koordinator", "pemeriksa", "pelaksana", "pendamping", "kepala", "pimpinan", "auditor")
STRANGERS = ("asesor", "ketua", "admin", "koordinator_lain", "pendamping_lain")


def address(world: World, assessment: Assessment | None = None) -> str:
    return reverse("plans:simulate", args=[(assessment or world.assessment).uuid])


def page(world: World, query: str = "", who: str = "koordinator", assessment: Assessment | None = None, **headers):
    return world.client(who).get(f"{address(world, assessment)}?{query}", headers=headers)


def words(response) -> str:
    """What a person reads."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def instrument(world: World):
    return instrument_for(world.assessment).instrument


@pytest.mark.parametrize("name", READERS)
def test_who_works_on_an_assessment_may_simulate(world: World, name: str) -> None:
    """Lost otherwise: a mentor or leader cannot try what would help."""
    rate(world)
    response = page(world, "t-1=3", name)
    assert response.status_code == 200
    assert ("Simpan sebagai rencana" in words(response)) == (name in ("koordinator", "kepala", "pimpinan"))


@pytest.mark.parametrize("name", STRANGERS)
def test_judges_and_other_agencies_find_nothing(world: World, name: str) -> None:
    """Lost otherwise: an assessor learns what is aimed at, a neighbour where it lacks."""
    rate(world)
    Assessment.objects.filter(pk=world.assessment.pk).update(state="submitted")
    assert page(world, "", name).status_code == 404
    client = world.client(name)
    saved = client.post(reverse("plans:save", args=[world.assessment.uuid]), {"title": "X", "q": "t-1=3"})
    assert saved.status_code == 404


def test_a_stranger_must_sign_in(world: World) -> None:
    response = world.client(None).get(address(world))
    assert response.status_code == 302
    assert response["Location"].startswith("/masuk/")


def test_the_simulated_index_is_the_scored_one(world: World) -> None:
    """Lost otherwise: the page promises an index that the evaluation will not give."""
    levels = rate(world)
    now = score(instrument(world), levels)
    then = score(instrument(world), {**levels, "1": 4, "2": 1, "17": 5})
    text = words(page(world, "t-1=4&t-2=1&t-17=5"))
    assert f"Indeks {shown(now.index)} ({now.predicate}) menjadi {shown(then.index)} ({then.predicate})" in text


def test_each_row_says_what_one_level_more_would_bring(world: World) -> None:
    levels = rate(world)
    body = page(world).content.decode()
    found = instrument(world)
    now = score(found, levels)
    for code in found.codes:
        higher = score(found, {**levels, code: int(levels[code]) + 1})
        assert f'<span id="g-{code}">+{shown(higher.index - now.index)}</span>' in body


def test_htmx_gets_the_figures_and_the_short_address(world: World) -> None:
    """Lost otherwise: the number does not move, and the address in the bar is not the one to share."""
    rate(world)
    response = page(world, "t-1=3&t-2=2&u-1-2=1&tujuan=", **{"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Replace-Url"] == f"{address(world)}?t-1=3"
    body = response.content.decode()
    assert "<html" not in body and 'id="angka"' in body and 'id="bilah"' in body
    assert 'name="q" id="q" value="t-1=3"' in body


def test_a_shared_address_opens_as_it_was(world: World) -> None:
    rate(world)
    body = page(world, "t-1=3&u-2-3=2,5&wajib=1&tetap=3&tujuan=2%2C6", "pendamping").content.decode()
    assert re.search(r'name="t-1" value="3" checked', body)
    assert 'name="u-2-3" value="2,5"' in body
    assert 'name="wajib" value="1" checked' in body and 'name="tetap" value="3" checked' in body
    assert 'name="tujuan" value="2,6"' in body


def test_unrated_indicators_are_reported_and_never_count_as_nothing(world: World) -> None:
    """Lost otherwise: an office that has not answered yet looks worse than it is."""
    rate(world, {"1": 3, "2": 3})
    text = words(page(world))
    assert "Indeks sekarang 3,00" in text
    assert "Belum bernilai dan tidak ikut dihitung: indikator 3, 4," in text
    more = words(page(world, "t-3=5"))
    expected = score(instrument(world), {"1": 3, "2": 3, "3": 5}).index
    assert f"menjadi {shown(expected)}" in more and "belum bernilai → 5" in more


def test_the_search_wants_all_levels_or_an_open_assumption(world: World) -> None:
    rate(world, {"1": 3, "2": 3})
    assert "belum bernilai, sedangkan rencana memerlukan" in words(page(world, "cari=1&tujuan=2,6"))
    text = words(page(world, "cari=1&tujuan=2,6&terendah=1"))
    assert "dianggap di tingkat terendah: indikator 3, 4," in text
    plan = find_plan(
        instrument(world), Request(dict.fromkeys(instrument(world).codes, 1) | {"1": 3, "2": 3}, Fraction("2.6"))
    )
    assert f"{len(plan.steps)} langkah, usaha {plain(plan.effort)}" in text


def test_the_search_is_the_core_s_plan(world: World) -> None:
    """Lost otherwise: a dearer way than needed is called the least effort."""
    levels = rate(world)
    plan = find_plan(
        instrument(world),
        Request(
            levels,
            Fraction("2.6"),
            effort={"2": [Fraction(1), Fraction("2.5"), Fraction(1), Fraction(1)]},
            must={"1": Fraction(3)},
            never=["17"],
        ),
    )
    text = words(page(world, "cari=1&tujuan=2,60&u-2-3=2,5&t-1=3&wajib=1&tetap=17"))
    found = text[text.index("Hasil pencarian") : text.index("Terapkan pada simulasi")]
    for code in dict.fromkeys(step.code for step in plan.steps):
        steps = [step for step in plan.steps if step.code == code]
        levels = " → ".join(plain(level) for level in (steps[0].start, *(step.end for step in steps)))
        effort, brings = sum(step.effort for step in steps), shown(sum(step.gain for step in steps))
        assert f"{code}. {instrument(world).indicator(code).title} {levels} {plain(effort)} +{brings}" in found
    assert found.count("→") == len(plan.steps)
    assert f"usaha {plain(plan.effort)}" in found


def test_a_predicate_is_one_button(world: World) -> None:
    rate(world)
    text = words(page(world, "predikat=2.6&tujuan="))
    assert "Usaha terkecil menuju 2,6:" in text and "(Baik)" in text


def test_what_cannot_be_reached_says_how_far_one_comes(world: World) -> None:
    levels = rate(world)
    never = [code for code in instrument(world).codes if code not in ("1", "2")]
    best = score(instrument(world), {**levels, "1": 5, "2": 5}).index
    query = "cari=1&tujuan=4&" + "&".join(f"tetap={code}" for code in never)
    assert f"tidak dapat dicapai dengan syarat ini; yang tertinggi ialah {shown(best)}." in words(page(world, query))


def test_a_target_already_reached_asks_for_nothing(world: World) -> None:
    rate(world)
    assert "sudah tercapai" in words(page(world, "cari=1&tujuan=1,5"))


@pytest.mark.parametrize(
    ("query", "sentence", "kept"),
    [
        ("cari=1&tujuan=9", "Indeks tujuan 9 di luar skala 1 sampai 5.", 'name="tujuan" value="9"'),
        ("cari=1&tujuan=tiga", 'Indeks tujuan "tiga" bukan angka', 'name="tujuan" value="tiga"'),
        ("cari=1&tujuan=", "Tulis indeks tujuan", 'name="tujuan" value=""'),
        ("cari=1&tujuan=2,6&u-1-2=-1", 'Usaha indikator 1 ke tingkat 2: "-1" bukan angka', 'name="u-1-2" value="-1"'),
        ("t-99=3", 'Kode "99" tidak ada pada instrumen ini', 'id="simulasi"'),
        ("wajib=99&t-1=3", 'Kode "99" tidak ada pada instrumen ini', 'name="t-1" value="3" checked'),
        ("t-1=9", "Indikator 1: nilai 9 di luar skala", 'id="simulasi"'),
        ("t-1=%3Cscript%3E", "Indikator 1:", "&lt;script&gt;"),
        ("t-1=NA", 'tidak mengenal nilai "NA"', 'id="simulasi"'),
        ("cari=1&tujuan=2,6&wajib=1", "Indikator 1 bertanda wajib", 'name="wajib" value="1" checked'),
        ("t-1=3&wajib=1&tetap=1", "pilih salah satu, wajib atau tetap", 'name="tetap" value="1" checked'),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(world: World, query: str, sentence: str, kept: str) -> None:
    """Lost otherwise: a slip of the hand costs all that was typed, or a wrong plan is believed."""
    rate(world)
    response = page(world, query)
    assert response.status_code == 422
    assert sentence in words(response)
    assert kept in response.content.decode()


def test_decimal_instruments_take_numbers_between_levels(world: World) -> None:
    """Lost otherwise: the 2026 instrument, whose values are like 1,26, cannot be simulated."""
    assessment = other_instrument(world, "pemdi-2026")
    found = instrument_for(assessment).instrument
    levels = {code: "1.26" for code in found.codes if code not in found.external}
    rate(world, levels, assessment)
    text = words(page(world, "t-1=2,5", assessment=assessment))
    values = {code: Fraction("1.26") for code in levels}
    then = score(found, {**values, "1": Fraction("2.5")})
    assert f"menjadi {shown(then.index)}" in text
    assert "1,26 → 2,5" in text and "usaha 2 · 2 langkah" in text
    assert "dianggap menurut instrumen: indikator 5, 6, 7, 18" in text
    plan = find_plan(found, Request(values, Fraction(2)))
    search = words(page(world, "cari=1&tujuan=2", assessment=assessment))
    assert f"{len(plan.steps)} langkah, usaha {plain(plan.effort)}" in search
    assert page(world, "t-1=2,555", assessment=assessment).status_code == 422


def test_what_does_not_apply_is_neither_moved_nor_planned(world: World) -> None:
    """Lost otherwise: an office is told to raise what it does not have."""
    source = """
code: pilihan
title: Instrumen pilihan
legal_basis: uji
values: whole
not_applicable: redistribute
scale: [{level: 0, name: Tidak ada}, {level: 1, name: Ada}, {level: 2, name: Baik}]
predicates: [{min: 1.5, name: Baik}, {min: 0, name: Kurang}]
nodes:
- {kind: indicator, code: a, title: Satu, weight: 40}
- {kind: indicator, code: b, title: Dua, weight: 60}
"""
    from matang.instruments.models import Version

    assessment = other_instrument(world, "spbe-2020")
    set_reach(everything())
    version = Version.objects.create(
        code="pilihan", number=1, title="x", source=source, sha256="b" * 64, state="published"
    )
    assessment.round.instrument = version
    assessment.round.save()
    rate(world, {"a": 1, "b": "NA"}, assessment)
    text = words(page(world, "cari=1&tujuan=1,5", assessment=assessment))
    assert "Indeks sekarang 1,00" in text and "tidak berlaku" in text
    assert "1 langkah, usaha 1, indeks 1,00 menjadi 2,00 (Baik)" in text
    assert page(world, "t-b=1", assessment=assessment).status_code == 422
    assert 'name="t-a" value="0"' in page(world, assessment=assessment).content.decode()


def test_the_page_costs_few_statements(world: World) -> None:
    rate(world)
    client = world.client("koordinator")
    for query, extra in (("t-1=3", {}), ("cari=1&tujuan=3", {}), ("t-1=3", {"HX-Request": "true"})):
        client.get(f"{address(world)}?{query}", headers=extra)
        with CaptureQueriesContext(connection) as seen:
            client.get(f"{address(world)}?{query}", headers=extra)
        assert len([one for one in seen if "SAVEPOINT" not in one["sql"]]) <= 10
