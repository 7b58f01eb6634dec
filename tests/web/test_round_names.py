"""Two rounds of one agency in one year: every list says which one a row is about.

What a person would lose: two rows "Biro Hukum, 2026" and a click into the wrong evaluation.
"""

from __future__ import annotations

import re

import pytest

from matang.assessments.models import Assessment, Round
from matang.assessments.naming import round_name, round_names
from matang.instruments.actions import install_packaged
from matang.mentoring.actions import planning
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.mentoring.meetings import details
from tests.world import World

FIRST, SECOND = "Evaluasi SPBE Perangkat Daerah", "Evaluasi nasional"


def opened(world: World, title: str, instrument: str = "spbe-2020") -> Assessment:
    """The bureau in one more round of the same year."""
    set_reach(everything())
    round_ = Round.objects.create(
        owner=world.province,
        title=title,
        instrument=install_packaged(instrument),
        year=world.round.year,
        stages=["mandiri", "dokumen"],
        opens_on=world.round.opens_on,
        closes_on=world.round.closes_on,
    )
    return Assessment.objects.create(agency=world.bureau, round=round_)


def rows_of(world: World, name: str, address: str) -> dict[str, str]:
    """What each row or list entry that links to an assessment says, by the link."""
    page = world.client(name).get(address, follow=True).content.decode()
    found = re.findall(r"<(tr|li)>(.*?)</\1>", page, re.DOTALL)
    linked = [(re.search(r'href="([^"]+)"', piece), piece) for _, piece in found]
    return {link[1]: " ".join(re.sub(r"<[^>]+>", " ", piece).split()) for link, piece in linked if link}


@pytest.mark.parametrize(
    ("name", "address", "link"),
    [
        ("koordinator", "/penilaian/", "/penilaian/{}/"),
        ("koordinator", "/hasil/", "/hasil/{}/"),
        ("koordinator", "/strategi/", "/strategi/{}/"),
        ("kepala", "/", "/penilaian/{}/"),
        ("pendamping", "/", "/penilaian/{}/"),
        ("pendamping", "/pendampingan/", "/pendampingan/baru/{}/"),
        ("ketua", "/evaluasi/", "/evaluasi/{}/pleno/"),
    ],
)
def test_every_list_names_the_round(world: World, name: str, address: str, link: str) -> None:
    second = opened(world, SECOND)
    Assessment.objects.update(state="submitted")
    rows = rows_of(world, name, address)
    for title, uuid in ((FIRST, world.assessment.uuid), (SECOND, second.uuid)):
        assert f"{title} {world.round.year}" in rows[link.format(uuid)], (title, rows)


@pytest.mark.parametrize("address", ["/penilaian/", "/hasil/", "/strategi/"])
def test_two_of_the_same_title_are_told_apart_by_their_instrument(world: World, address: str) -> None:
    opened(world, FIRST)
    page = world.client("koordinator").get(address).content.decode()
    assert len(set(re.findall(rf"<td[^>]*>({FIRST} {world.round.year} · [^<]+)</td>", page))) == 2


def test_a_meeting_says_what_it_is_about(world: World) -> None:
    second = opened(world, SECOND)
    for assessment in (world.assessment, second):
        planning.plan_meeting(world.actor("pendamping"), assessment.uuid, details(), ["1"])
    page = world.client("koordinator").get("/pendampingan/").content.decode()
    assert f"{FIRST} {world.round.year}" in page and f"{SECOND} {world.round.year}" in page


def test_the_team_reads_which_round_its_start_page_shows_and_goes_to_the_other(world: World) -> None:
    alone = world.client("koordinator").get("/").content.decode()
    assert f"{FIRST} {world.round.year}" in alone and "berjalan juga" not in alone
    opened(world, SECOND)
    page = world.client("koordinator").get("/").content.decode()
    assert f'<p class="small soft">{SECOND} {world.round.year} · berjalan juga' in page
    assert f'<a href="/penilaian/{world.assessment.uuid}/">{FIRST} {world.round.year}</a>' in page


def test_a_name_says_the_period_once_and_no_more_than_is_needed(world: World) -> None:
    year = world.round.year
    world.round.title = f"Evaluasi SPBE {year}"
    assert round_name(world.round) == f"Evaluasi SPBE {year}"
    other = opened(world, "Evaluasi lain").round
    assert set(round_names([world.round, other]).values()) == {f"Evaluasi SPBE {year}", f"Evaluasi lain {year}"}
    theirs = Round(pk=0, title=world.round.title, year=year, instrument=world.round.instrument, owner=world.bureau)
    names = round_names([world.round, other, theirs])
    assert names[0] == f"Evaluasi SPBE {year} · Biro Hukum"
    assert names[world.round.pk] == f"Evaluasi SPBE {year} · Provinsi Nusa Rekaan"
