"""Kill -9 at every step of a piece and of the end: what was told as received is there, and the upload goes on to one
whole version. A power loss is another matter (`tests/evidence/test_store.py` on the order of fsync)."""

from __future__ import annotations

import datetime
import hashlib
import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from matang.evidence import pieces
from matang.evidence.actions import uploads
from matang.evidence.models import Document, Upload, Version
from matang.evidence.receiving import store
from matang.lib.store import LocalStore, local
from matang.people.actor import acting
from matang.people.queries import everything
from tests.evidence import files
from tests.evidence.conftest import on_disk
from tests.evidence.test_tus import TUS, begun, send
from tests.racing import committed_world
from tests.world import World

Point = tuple[Any, str, bool, int]
# step: (where the name is looked up, name, killed after it (else before), at which call)
OF_A_PIECE: dict[str, Point] = {
    "the piece lies in the waiting room": (pieces, "read_piece", True, 1),
    "the piece is about to be added": (pieces, "add", False, 1),
    "half of the piece is added": (pieces.shutil, "copyfileobj", True, 1),
    "the piece is added and not on the disk": (pieces.os, "fsync", False, 1),
    "the piece is on the disk and not counted": (pieces, "add", True, 1),
    "the piece is counted and not committed": (uploads, "add_piece", True, 1),
    "the piece is committed and still in the waiting room": (pieces.Piece, "discard", False, 1),
}
OF_THE_END: dict[str, Point] = {
    "all has come": (uploads, "finish", False, 1),
    "the hash is known": (pieces, "whole_file", True, 1),
    "the bytes are about to be kept": (LocalStore, "keep", False, 1),
    "the bytes have their name, which is not on the disk": (local, "_sync", False, 4),
    "the bytes are kept": (LocalStore, "keep", True, 1),
    "the version is written": (uploads, "_receive", True, 1),
    "the upload is written and not committed": (uploads, "finish", True, 1),
    "all is committed and the pieces still lie there": (pieces, "discard", False, 1),
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """A world that the killed process sees, too."""
    with committed_world(django_db_blocker) as made:
        yield made


def killed(point: Point, act: Callable[[], Any]) -> bool:
    """Do it in a process that dies at the point; whether it died there, not at its end."""
    connection.close()  # the other process makes its own
    child = os.fork()
    if child == 0:
        try:
            arm(*point)
            act()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def arm(place: Any, name: str, after: bool, call: int) -> None:
    """Let this process die by its own hand before or after the call."""
    whole, seen = getattr(place, name), []

    def deadly(*args: Any, **kwargs: Any) -> Any:
        seen.append(1)
        if len(seen) == call and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = whole(*args, **kwargs)
        if len(seen) == call and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(place, name, deadly)


def uuid_of(place: str) -> Any:
    with acting(everything()):
        return Upload.objects.get(uuid=place.strip("/").split("/")[-1])


def go_on(client: Client, place: str, content: bytes) -> Any:
    """As a sender does after a broken line: ask how far it is, and send the rest."""
    offset = int(client.head(place, headers=TUS)["Upload-Offset"])
    assert not offset or hashlib.sha256(kept_bytes(place, offset)).digest() == hashlib.sha256(content[:offset]).digest()
    return send(client, place, offset, content[offset:])


def kept_bytes(place: str, offset: int) -> bytes:
    """What the disk holds of what is counted; of a finished upload the kept bytes."""
    upload = uuid_of(place)
    with acting(everything()):
        version = Version.objects.filter(pk=upload.version_id).select_related("agency").first()
    if version is not None:
        return b"".join(store().open_verified(version.agency.uuid, version.sha256, version.size))[:offset]
    return pieces.pieces_of(upload.uuid).read_bytes()[:offset]


def assert_whole(world: World, client: Client, kept: LocalStore, place: str, content: bytes) -> None:
    """One version with just these bytes, told with its receipt, and nothing doubled."""
    sha256 = hashlib.sha256(content).hexdigest()
    with acting(everything()):
        version = Version.objects.get(sha256=sha256)
        assert (version.size, version.number) == (len(content), 1)
        assert Document.objects.filter(versions__sha256=sha256).count() == 1
        assert uploads.forget_expired(everything(), timezone.now() + datetime.timedelta(days=8)) >= 1
    assert store().verify(world.bureau.uuid, sha256)
    assert [path.name for path in on_disk(kept)] == [sha256]
    assert list(kept.folder.glob(".masuk/lanjutan/*")) == []


@pytest.mark.parametrize("step", OF_A_PIECE)
def test_a_process_killed_in_the_middle_of_a_file(world: World, kept: LocalStore, step: str) -> None:
    content, client = files.pdf(step) + os.urandom(60_000), world.client("koordinator")
    place = begun(client, size=len(content))
    send(client, place, 0, content[:20_000])
    assert killed(OF_A_PIECE[step], lambda: send(client, place, 20_000, content[20_000:40_000]))
    answer = go_on(client, place, content)
    assert answer.status_code == 204
    assert "Matang-Receipt" in answer
    assert_whole(world, client, kept, place, content)


@pytest.mark.parametrize("step", {**OF_A_PIECE, **OF_THE_END})
def test_a_process_killed_at_the_end_of_a_file(world: World, kept: LocalStore, step: str) -> None:
    content, client = files.pdf(f"akhir {step}") + os.urandom(60_000), world.client("koordinator")
    place = begun(client, size=len(content), sha256=hashlib.sha256(content).hexdigest())
    send(client, place, 0, content[:20_000])
    point = {**OF_A_PIECE, **OF_THE_END}[step]
    assert killed(point, lambda: send(client, place, 20_000, content[20_000:]))
    answer = go_on(client, place, content)
    assert answer.status_code == 204
    assert "Matang-Receipt" in answer
    assert_whole(world, client, kept, place, content)


def test_a_process_killed_while_it_replaces_a_document(world: World, kept: LocalStore) -> None:
    client = world.client("koordinator")
    old, new = files.pdf("lama"), files.pdf("baru") + os.urandom(9_000)
    send(client, begun(client, size=len(old)), 0, old)
    with acting(everything()):
        document = Document.objects.get(versions__sha256=hashlib.sha256(old).hexdigest())
    place = begun(client, size=len(new), replaces=str(document.uuid))
    assert killed(OF_THE_END["the version is written"], lambda: send(client, place, 0, new))
    assert go_on(client, place, new).status_code == 204
    with acting(everything()):
        assert sorted(document.versions.values_list("number", flat=True)) == [1, 2]
