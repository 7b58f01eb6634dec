"""Pieces sent by somebody who means harm, by somebody who has lost the right meanwhile, and onto a disk that is full.

What a person would lose: the secrecy of another agency's files, the place that the agency has, or what was sent.
"""

from __future__ import annotations

import datetime
import errno
import hashlib
import io
import statistics
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matang.evidence import pieces
from matang.evidence.actions import uploads
from matang.evidence.actions.documents import delete_document
from matang.evidence.models import Upload, Version
from matang.evidence.receiving import store
from matang.lib.store import LocalStore, StoreUnreachable
from matang.people.actor import acting, set_reach
from matang.people.middleware import CHOSEN
from matang.people.models import Membership, Role
from matang.people.queries import everything
from tests.evidence import files
from tests.evidence.conftest import on_disk, sent
from tests.evidence.test_tus import PDF, PIECE, TUS, announce, begun, send
from tests.evidence.test_upload import MULTIPART, body
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=False)
YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)


class Meanwhile(io.BytesIO):
    """A line on which something happens elsewhere while the body arrives."""

    def __init__(self, content: bytes, event: Any) -> None:
        super().__init__(content)
        self.event = event

    def read(self, size: int | None = -1, /) -> bytes:
        self.happen()
        return super().read(size)

    def readline(self, size: int | None = -1, /) -> bytes:
        self.happen()
        return super().readline(size)

    def happen(self) -> None:
        if self.event:
            self.event()
            self.event = None


def dismissed(world: World, name: str = "koordinator") -> Any:
    """Ends a person's membership."""

    def end() -> None:
        set_reach(everything())
        Membership.objects.filter(person=world.people[name]).update(ends_on=YESTERDAY)

    return end


def streamed(client: Client, method: str, to: str, line: io.BytesIO, kind: str, **headers: str) -> Any:
    """A request whose body is read from the line."""
    length = str(len(line.getvalue()))
    extra: dict[str, Any] = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": length, "wsgi.input": line}
    with transaction.atomic():
        return client.generic(method, to, headers=headers, **extra)


@pytest.mark.parametrize("offset", ["-1", "9" * 15, "9" * 40, "0x0", "٠", "1.0", "", "0, 0"])
def test_an_offset_that_is_none_changes_nothing(world: World, offset: str) -> None:
    client = world.client("koordinator")
    place = begun(client)
    assert send(client, place, 0, PDF[:10], **{"Upload-Offset": offset}).status_code in {400, 409}
    assert Upload.objects.get().received == 0


@pytest.mark.parametrize("checksum", ["sha256 é", "sha256 %%%", "sha256", "md5 AAAA", "é", " ", "sha1 AAAA"])
def test_a_checksum_that_is_none_is_told_and_changes_nothing(world: World, checksum: str) -> None:
    client = world.client("koordinator")
    place = begun(client)
    answer = client.generic(
        "PATCH", place, PDF[:10], PIECE["Content-Type"], headers={**TUS, "Upload-Offset": "0"},
        HTTP_UPLOAD_CHECKSUM=checksum,
    )  # fmt: skip
    assert answer.status_code in {422, 460}
    assert Upload.objects.get().received == 0
    assert list(store().incoming().parent.glob("[0-9a-f]*"))[1:] == [], "the piece has been thrown away"


@pytest.mark.parametrize("length", ["abc", "-5", "1e9", ""])
def test_a_length_that_is_none_is_no_fault_of_ours(world: World, length: str) -> None:
    client = world.client("koordinator")
    place = begun(client)
    extra: dict[str, Any] = {"CONTENT_LENGTH": length, "CONTENT_TYPE": PIECE["Content-Type"]}
    answer = client.generic("PATCH", place, headers={**TUS, "Upload-Offset": "0"}, **extra)
    assert answer.status_code < 500


def test_what_is_read_of_a_piece_never_goes_beyond_the_announced_size(world: World) -> None:
    """Else a piece of ten gigabytes would fill the disk of everybody."""
    client, line = world.client("koordinator"), Meanwhile(PDF + bytes(5_000_000), None)
    place = begun(client)
    assert (
        streamed(client, "PATCH", place, line, PIECE["Content-Type"], **TUS, **{"Upload-Offset": "0"}).status_code
        == 204
    )
    assert line.tell() <= len(PDF) + 64 * 1024


@pytest.mark.parametrize("during", [False, True])
def test_who_has_lost_the_right_adds_no_piece(world: World, during: bool) -> None:
    client, end = world.client("koordinator"), dismissed(world)
    place = begun(client)
    assert send(client, place, 0, PDF[:1000]).status_code == 204
    line = Meanwhile(PDF[1000:], end if during else None)
    if not during:
        end()
    answer = streamed(client, "PATCH", place, line, PIECE["Content-Type"], **TUS, **{"Upload-Offset": "1000"})
    assert answer.status_code == 404
    assert client.head(place, headers=TUS).status_code == 404
    set_reach(everything())
    assert Upload.objects.get().received == 1000
    assert not Version.objects.exists()


def test_who_loses_the_right_while_a_form_arrives_gives_nothing(world: World, kept: LocalStore) -> None:
    to = f"/unggah/penilaian/{world.assessment.uuid}/indikator/1/"
    for address in ("/unggah/", to):
        set_reach(everything())
        Membership.objects.filter(person=world.people["koordinator"]).update(ends_on=None)
        line = Meanwhile(body(("a.pdf", PDF)), dismissed(world))
        assert streamed(world.client("koordinator"), "POST", address, line, MULTIPART).status_code in {403, 404}, (
            address
        )
    set_reach(everything())
    assert not Version.objects.exists()


def test_who_works_for_another_agency_meanwhile_adds_no_piece_until_he_is_back(world: World) -> None:
    """The bytes of one agency must not end up in the other one's library, nor be lost."""
    set_reach(everything())
    there = Membership.objects.create(
        person=world.people["koordinator"], agency=world.other, role=Role.COORDINATOR, starts_on=YESTERDAY
    )
    client = world.client("koordinator")
    place = begun(client)
    send(client, place, 0, PDF[:1000])
    session = client.session
    session[CHOSEN] = str(there.uuid)
    session.save()
    assert send(client, place, 1000, PDF[1000:]).status_code == 404
    assert client.get("/unggah/", headers=TUS).json()["uploads"] == []
    session[CHOSEN] = ""
    session.save()
    assert send(client, place, 1000, PDF[1000:]).status_code == 204
    set_reach(everything())
    assert Version.objects.get().agency == world.bureau


def document_of(world: World, name: str, mark: str) -> UUID:
    """The document that a person of an agency gives."""
    answer = sent(world.client(name), ("a.pdf", files.pdf(mark)), script=True)
    return UUID(answer.json()["href"].strip("/").split("/")[-1])


def test_what_cannot_be_replaced_is_told_before_anything_is_sent_and_looks_the_same(world: World) -> None:
    """Else a person sends a hundred megabytes in vain, or learns which documents another agency has."""
    foreign = document_of(world, "koordinator_lain", "lain")
    binned = document_of(world, "koordinator", "sampah")
    with acting(world.actor("koordinator")) as actor:
        delete_document(actor, binned)
    answers = [announce(world.client("koordinator"), replaces=str(one)) for one in (foreign, binned, uuid4())]
    assert {answer.status_code for answer in answers} == {422}
    assert len({answer.content for answer in answers}) == 1
    assert "tidak ada atau sudah dihapus" in answers[0].content.decode()
    assert not Upload.objects.exists()


def test_a_document_deleted_while_its_new_version_arrives_ends_the_upload_with_a_sentence(world: World) -> None:
    target, client = document_of(world, "koordinator", "lama"), world.client("koordinator")
    place = begun(client, replaces=str(target))
    send(client, place, 0, PDF[:1000])
    with acting(world.actor("koordinator")) as actor:
        delete_document(actor, target)
    answer = send(client, place, 1000, PDF[1000:])
    assert answer.status_code == 422
    assert "sudah dihapus" in answer.content.decode()
    assert client.head(place, headers=TUS).status_code == 410
    assert Version.objects.count() == 1


def test_the_hash_of_another_agency_s_file_is_answered_as_any_other(world: World) -> None:
    """Agency A never learns that B has a file: not by the status, the headers, the work done or the time."""
    secret = PDF + b"rahasia"
    theirs = world.client("koordinator_lain")
    send(theirs, begun(theirs, size=len(secret)), 0, secret)
    client, known = world.client("koordinator"), hashlib.sha256(secret).hexdigest()
    seen: dict[bool, list[tuple[Any, ...]]] = {True: [], False: []}
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(24):
        there = bool(number % 2)
        claimed = known if there else hashlib.sha256(bytes([number])).hexdigest()
        began = time.perf_counter()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = announce(client, size=len(secret), sha256=claimed)
        times[there].append(time.perf_counter() - began)
        told = {key: value for key, value in answer.items() if key not in {"Location", "Upload-Expires"}}
        seen[there].append((answer.status_code, sorted(told.items()), answer.content, len(asked)))
    assert seen[True] == seen[False]
    assert statistics.median(times[True]) < 3 * statistics.median(times[False])


def test_the_last_place_of_the_quota_is_not_passed_by_a_form(world: World, settings: Any) -> None:
    settings.EVIDENCE_QUOTA = 2 * len(PDF)
    client = world.client("koordinator")
    place = begun(client, size=len(PDF))
    first = sent(client, ("a.pdf", PDF[:-1]), script=True)
    assert first.status_code == 200
    second = sent(client, ("b.pdf", PDF[:-2]), script=True)
    assert second.status_code == 422
    assert "kuota" in second.json()["error"]
    assert sent(client, ("sama.pdf", PDF[:-1]), script=True).json()["known"], "what is there takes no place"
    assert send(client, place, 0, PDF).status_code == 204, "an announced file keeps its place"


def test_the_five_hundred_and_first_unfinished_upload_is_refused(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(uploads, "MOST_UNFINISHED", 5)
    client = world.client("koordinator")
    for _ in range(5):
        begun(client)
    answer = announce(client)
    assert answer.status_code == 422
    assert "5 unggahan belum selesai" in answer.content.decode()
    assert announce(world.client("pelaksana")).status_code == 201


@contextmanager
def full_disk(monkeypatch: Any, after: int) -> Any:
    """A disk on which only so many bytes fit into a file."""
    opened = Path.open

    class Full(io.FileIO):
        def write(self, piece: Any, /) -> int:
            if self.tell() + len(piece) > after:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(piece)

    def smaller(self: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        return (
            Full(self, mode.replace("b", "")) if mode in {"wb", "w+b", "r+b"} else opened(self, mode, *args, **kwargs)
        )

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", smaller)
        yield


@pytest.mark.parametrize("room", [100, 5500])
def test_a_disk_that_fills_during_a_piece_is_told_and_the_upload_goes_on_later(
    world: World, kept: LocalStore, monkeypatch: Any, room: int
) -> None:
    """100 bytes: while the piece arrives; 5,500: while it is added to what came before."""
    client = world.client("koordinator")
    place = begun(client)
    assert send(client, place, 0, PDF[:5000]).status_code == 204
    with full_disk(monkeypatch, room):
        answer = send(client, place, 5000, PDF[5000:6000])
    assert answer.status_code == 507
    assert "penyimpanan server penuh" in answer.content.decode()
    assert [path for path in kept.folder.glob(".masuk/*") if path.is_file()] == []
    assert client.head(place, headers=TUS)["Upload-Offset"] == "5000"
    assert send(client, place, 5000, PDF[5000:]).status_code == 204
    assert Version.objects.get().sha256 == hashlib.sha256(PDF).hexdigest()


def test_a_store_that_is_away_at_the_end_costs_no_piece(world: World, kept: LocalStore, monkeypatch: Any) -> None:
    client = world.client("koordinator")
    place = begun(client)
    with monkeypatch.context() as patched:

        def away(*_arguments: object) -> None:
            raise StoreUnreachable("tidak menjawab")

        patched.setattr(LocalStore, "keep", away)
        answer = send(client, place, 0, PDF)
    assert answer.status_code == 503
    assert "beberapa menit lagi" in answer.content.decode()
    assert client.head(place, headers=TUS)["Upload-Offset"] == str(len(PDF))
    assert "Matang-Receipt" in send(client, place, len(PDF), b"")
    assert len(on_disk(kept)) == 1


def test_tidying_leaves_the_pieces_of_an_upload_that_begins_meanwhile(world: World, monkeypatch: Any) -> None:
    client, listed, place = world.client("koordinator"), pieces.kept_pieces, []

    def list_late() -> set[UUID]:
        place.append(begun(client))
        send(client, place[0], 0, PDF[:1000])
        set_reach(everything())
        return listed()

    monkeypatch.setattr(pieces, "kept_pieces", list_late)
    with acting(everything()) as program:
        uploads.forget_expired(program, timezone.now())
    assert client.head(place[0], headers=TUS)["Upload-Offset"] == "1000"


def test_a_foreign_file_among_the_pieces_stops_no_tidying(world: World, kept: LocalStore) -> None:
    client = world.client("koordinator")
    send(client, begun(client), 0, PDF[:1000])
    room = next(kept.folder.glob(".masuk/lanjutan"))
    (room / "catatan.txt").write_text("x")
    with acting(everything()) as program:
        assert uploads.forget_expired(program, timezone.now() + datetime.timedelta(days=9)) == 1
    assert [path.name for path in room.iterdir()] == ["catatan.txt"]
