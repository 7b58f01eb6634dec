"""An instrument moves money and names: two persons bring it in, and what is published never changes."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from matang.instruments import actions, reading
from matang.instruments.models import OfficialText, Version
from matang.journal.models import Entry
from matang.people.rules import Invisible, Refused

SOURCE = """
code: uji-1
title: Instrumen Uji
values: whole
scale: [{level: 1, name: Rintisan}, {level: 2, name: Terkelola}]
domains:
- code: 1
  title: Domain
  weight: 100
  indicators:
  - {code: 1, title: Satu, weight: 40}
  - {code: 2, title: Dua, weight: 60}
"""


def test_a_draft_is_proposed_by_one_and_published_by_another(world):
    admin, other = world.actor("admin"), world.actor("admin2")
    draft = actions.import_version(admin, SOURCE)
    assert (draft.state, draft.number) == ("draft", 1)
    with pytest.raises(Refused):
        actions.publish(other, draft.uuid)
    actions.propose(admin, draft.uuid)
    with pytest.raises(Refused, match="administrator lain"):
        actions.publish(admin, draft.uuid)
    actions.publish(other, draft.uuid)
    assert Version.objects.get(uuid=draft.uuid).state == "published"
    assert [e.action for e in Entry.objects.filter(target=draft.uuid).order_by("id")] == [
        "import_instrument",
        "propose_instrument",
        "publish_instrument",
    ]
    with pytest.raises(Refused):
        actions.discard_draft(admin, draft.uuid)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(uuid=draft.uuid).update(title="Diganti diam-diam")


def test_the_same_text_is_no_new_version_and_a_changed_one_is(world):
    admin = world.actor("admin")
    actions.import_version(admin, SOURCE)
    with pytest.raises(Refused, match="sama persis"):
        actions.import_version(admin, SOURCE.replace("\n", "\r\n"))
    assert actions.import_version(admin, SOURCE.replace("Satu", "Pertama")).number == 2


def test_every_fault_is_told_with_its_place_and_nothing_is_kept(world):
    before = Version.objects.count()
    with pytest.raises(reading.ReadingRefused) as refusal:
        actions.import_version(world.actor("admin"), SOURCE.replace("60", "59"))
    assert refusal.value.faults and "domain 1" in refusal.value.faults[0].place
    assert Version.objects.count() == before


def test_only_administrators_bring_instruments_in(world):
    with pytest.raises(Refused):
        actions.import_version(world.actor("koordinator"), SOURCE)
    with pytest.raises(Refused):
        actions.add_packaged(world.actor("auditor"), "spbe-2020")
    with pytest.raises(Invisible):
        actions.add_packaged(world.actor("admin"), "../settings")


def test_a_packaged_instrument_is_installed_once(world):
    admin = world.actor("admin")
    first = actions.add_packaged(admin, "spbe-2020")
    assert actions.add_packaged(admin, "spbe-2020").pk == first.pk
    assert Entry.objects.filter(action="add_packaged").count() == 1


def test_the_decrees_words_need_their_source_and_an_indicator(world):
    admin = world.actor("admin")
    version = world.round.instrument
    enter = actions.enter_official_text
    with pytest.raises(Refused, match="sumber"):
        enter(admin, version.uuid, world.province.uuid, "1", text="Bunyi", source=" ")
    with pytest.raises(Invisible):
        enter(admin, version.uuid, world.province.uuid, "999", text="Bunyi", source="Kepgub")
    with pytest.raises(Invisible):
        enter(admin, version.uuid, world.province.uuid, "1", "9", text="Bunyi", source="Kepgub")
    enter(admin, version.uuid, world.province.uuid, "1", "3", text="Bunyi", source="Kepgub hlm. 3")
    assert OfficialText.objects.get().level == "3"
    enter(admin, version.uuid, world.province.uuid, "1", "3", text=" ", source="")
    assert not OfficialText.objects.exists()
