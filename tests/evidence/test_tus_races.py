"""Many requests for one upload, or for the last place, in the same moment: one file, whole, and told to everybody.

What a person would lose: bytes doubled or mixed in a document that was called received, or the agency's quota.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from matang.evidence.actions import uploads
from matang.evidence.models import Document, Upload, Version
from matang.evidence.receiving import store
from matang.lib.store import LocalStore
from matang.people.actor import acting
from matang.people.queries import everything
from tests.evidence import files
from tests.evidence.conftest import on_disk
from tests.evidence.test_tus import TUS, announce, begun, send
from tests.racing import at_once, committed_world
from tests.world import World

MANY = 8


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """A world that all connections see."""
    with committed_world(django_db_blocker) as made:
        yield made


@pytest.fixture(autouse=True)
def nothing_before(world: World) -> Iterator[None]:
    """Each test counts its own rows."""
    yield
    with acting(everything()):
        Upload.objects.all().delete()
        Version.objects.all().delete()
        Document.objects.all().delete()


def clients(world: World, name: str = "koordinator") -> list[Client]:
    """As many browsers of one person."""
    return [world.client(name) for _ in range(MANY)]


def whole(world: World, kept: LocalStore, content: bytes) -> Version:
    """The only version, with just these bytes."""
    with acting(everything()):
        version = Version.objects.get()
        assert Document.objects.count() == 1
    assert (version.size, version.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert store().verify(world.bureau.uuid, version.sha256)
    assert len(on_disk(kept)) == 1
    assert [path for path in kept.folder.glob(".masuk/*") if path.is_file()] == []
    return version


def test_of_pieces_for_one_place_one_is_taken(world: World, kept: LocalStore) -> None:
    first, others = world.client("koordinator"), clients(world)
    bodies = [bytes([65 + number]) * 3_000 for number in range(MANY)]
    place = begun(first, size=9_000)
    answers = at_once(*(partial(send, client, place, 0, body) for client, body in zip(others, bodies, strict=True)))
    assert sorted(answer.status_code for answer in answers) == [204] + [409] * (MANY - 1)
    assert {answer["Upload-Offset"] for answer in answers} == {"3000"}
    taken = next(body for body, answer in zip(bodies, answers, strict=True) if answer.status_code == 204)
    content = taken + b"x" * 6_000
    assert send(first, place, 3_000, content[3_000:]).status_code == 204
    assert whole(world, kept, content).media_type == "text/plain"


def test_of_last_pieces_one_is_taken_and_a_file_comes_out_once(world: World, kept: LocalStore) -> None:
    content, first, others = files.pdf("akhir") + os.urandom(40_000), world.client("koordinator"), clients(world)
    place = begun(first, size=len(content))
    send(first, place, 0, content[:10_000])
    answers = at_once(*(partial(send, client, place, 10_000, content[10_000:]) for client in others))
    assert {answer.status_code for answer in answers} <= {204, 409}
    version = whole(world, kept, content)
    assert version.receipt in {answer.get("Matang-Receipt") for answer in answers}
    assert first.head(place, headers=TUS)["Matang-Receipt"] == version.receipt


def test_everybody_who_ends_an_upload_gets_its_receipt(
    world: World, kept: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All bytes are there, and the end is asked for by many tabs at once (also after a crash)."""
    content, first, others = files.pdf("bersama") + os.urandom(40_000), world.client("koordinator"), clients(world)
    place = begun(first, size=len(content))
    with monkeypatch.context() as patched:
        patched.setattr(uploads, "finish", uploads.upload_of)
        send(first, place, 0, content)
    answers = at_once(*(partial(send, client, place, len(content), b"") for client in others))
    assert [answer.status_code for answer in answers] == [204] * MANY
    assert {answer.get("Matang-Receipt") for answer in answers} == {whole(world, kept, content).receipt}


def test_equal_files_that_arrive_together_are_one_document(world: World, kept: LocalStore) -> None:
    content, others = files.pdf("sama") + os.urandom(20_000), clients(world)
    places = [begun(client, size=len(content)) for client in others]
    ends = (partial(send, client, place, 0, content) for client, place in zip(others, places, strict=True))
    answers = at_once(*ends)
    assert [answer.status_code for answer in answers] == [204] * MANY
    assert {answer["Matang-Receipt"] for answer in answers} == {whole(world, kept, content).receipt}
    with acting(everything()):
        assert Upload.objects.filter(known=False).count() == 1


@pytest.mark.parametrize("limit", ["quota", "count"])
def test_the_last_place_is_given_once(
    world: World, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    if limit == "quota":
        settings.EVIDENCE_QUOTA = 3_000
    else:
        monkeypatch.setattr(uploads, "MOST_UNFINISHED", 3)
    for client in clients(world)[:2]:
        begun(client, size=1_000)
    answers = at_once(*(partial(announce, client, size=1_000) for client in clients(world)))
    refused = 507 if limit == "quota" else 422
    assert sorted(answer.status_code for answer in answers) == [201] + [refused] * (MANY - 1)


def test_given_up_while_pieces_arrive_it_is_gone(world: World, kept: LocalStore) -> None:
    content, first, others = files.pdf("batal") + os.urandom(20_000), world.client("koordinator"), clients(world)[:3]
    place = begun(first, size=len(content))
    send(first, place, 0, content[:9_000])
    acts = [partial(send, client, place, 9_000, content[9_000:12_000]) for client in others]
    *answers, gone = at_once(*acts, partial(first.delete, place, headers=TUS))
    assert gone.status_code == 204
    assert {answer.status_code for answer in answers} <= {204, 404, 409}
    assert first.head(place, headers=TUS).status_code == 404
    assert list(kept.folder.glob(".masuk/lanjutan/*")) == []
