"""What stands at the top of a paper, and who signs it on which day."""

from __future__ import annotations

import datetime

import pytest

from matang.journal.models import Entry
from matang.office.actions import OfficialData, add_official, end_official, set_letterhead, title
from matang.office.models import Letterhead
from matang.office.queries import letterhead_for, official_on, officials_of
from matang.people.rules import Invisible, Refused

DAY = datetime.date


def test_a_bureau_without_letterhead_uses_the_one_above(world):
    actor = world.actor("admin")
    assert letterhead_for(world.bureau).lines == ("PROVINSI NUSA REKAAN", "BIRO HUKUM")
    set_letterhead(actor, world.province.uuid, "PEMERINTAH PROVINSI\r\n\r\n NUSA REKAAN ", "Jalan Contoh 1")
    assert letterhead_for(world.bureau).lines == ("PEMERINTAH PROVINSI", "NUSA REKAAN")
    set_letterhead(actor, world.bureau.uuid, "BIRO HUKUM", "")
    assert letterhead_for(world.bureau).agency_id == world.bureau.pk
    set_letterhead(actor, world.bureau.uuid, " ", "")
    assert letterhead_for(world.bureau).agency_id == world.province.pk
    assert Entry.objects.filter(action="set_letterhead").count() == 3


def test_saving_the_same_letterhead_writes_nothing(world):
    actor = world.actor("admin")
    set_letterhead(actor, world.bureau.uuid, "A", "B")
    set_letterhead(actor, world.bureau.uuid, "A", "B")
    assert Entry.objects.filter(action="set_letterhead").count() == 1


def test_whoever_stands_in_signs_on_those_days_only(world):
    actor = world.actor("admin")
    add_official(actor, world.bureau.uuid, OfficialData("Kepala Biro Hukum", "Ani", DAY(2026, 1, 1)))
    plh = OfficialData("Kepala Biro Hukum", "Budi", DAY(2026, 3, 2), "Plh.", ends_on=DAY(2026, 3, 6))
    add_official(actor, world.bureau.uuid, plh)
    signs = {day: official_on(world.bureau, DAY(2026, 3, day)).name for day in (1, 2, 6, 7)}
    assert signs == {1: "Ani", 2: "Budi", 6: "Budi", 7: "Ani"}
    assert title(official_on(world.bureau, DAY(2026, 3, 2))) == "Plh. Kepala Biro Hukum"
    assert official_on(world.bureau, DAY(2025, 12, 31)) is None


def test_a_successor_ends_the_predecessors_term_the_day_before(world):
    actor = world.actor("admin")
    add_official(actor, world.bureau.uuid, OfficialData("Kepala Biro", "Ani", DAY(2026, 1, 1)))
    add_official(actor, world.bureau.uuid, OfficialData("kepala biro", "Cici", DAY(2026, 7, 1)))
    terms = {o.name: o.ends_on for o in officials_of(world.bureau)}
    assert terms == {"Ani": DAY(2026, 6, 30), "Cici": None}
    with pytest.raises(Refused):
        add_official(actor, world.bureau.uuid, OfficialData("X", "Y", DAY(2026, 7, 2), ends_on=DAY(2026, 7, 1)))


def test_only_an_administrator_of_that_line_sets_paper(world):
    with pytest.raises(Refused):
        set_letterhead(world.actor("koordinator"), world.bureau.uuid, "A", "")
    with pytest.raises(Invisible):
        set_letterhead(world.actor("koordinator"), world.other.uuid, "A", "")
    official = add_official(world.actor("admin"), world.bureau.uuid, OfficialData("K", "A", DAY(2026, 1, 1)))
    with pytest.raises(Invisible):  # an official of one agency cannot be ended through another's page
        end_official(world.actor("admin"), world.other.uuid, official.pk, DAY(2026, 1, 2))
    assert not Letterhead.objects.exists()
