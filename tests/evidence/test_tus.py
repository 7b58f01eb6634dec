"""Files that arrive in pieces: nothing is lost, doubled or called received before it is durable."""

from __future__ import annotations

import base64
import datetime
import hashlib
import io
import re
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from matang.evidence import pieces, tus
from matang.evidence.actions import uploads
from matang.evidence.models import Document, Upload, Version
from matang.evidence.receiving import store
from matang.people.actor import acting
from matang.people.queries import everything
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=False)
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 400
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}


def told(**values: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in values.items())


def announce(client: Client, size: int = len(PDF), name: str = "SK Tim.pdf", **more: str) -> Any:
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": told(filename=name, **more)}
    return client.post("/unggah/", headers=headers)


def send(client: Client, place: str, offset: int, body: bytes, **headers: str) -> Any:
    sent = {**PIECE, "Upload-Offset": str(offset), **headers}
    return client.patch(place, body, content_type=PIECE["Content-Type"], headers=sent)


def begun(client: Client, **options: Any) -> str:
    answer = announce(client, **options)
    assert answer.status_code == 201, answer.content
    return answer["Location"].removeprefix("http://testserver")


def test_a_file_in_pieces_becomes_evidence_with_a_receipt(world: World) -> None:
    client = world.client("koordinator")
    place = begun(client)
    answer = send(client, place, 0, PDF[:5000])
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "5000")
    assert "Matang-Receipt" not in answer
    head = client.head(place, headers=TUS)
    assert (head["Upload-Offset"], head["Upload-Length"], head["Cache-Control"]) == ("5000", str(len(PDF)), "no-store")
    answer = send(client, place, 5000, PDF[5000:])
    version = Version.objects.get()
    assert answer["Matang-Receipt"] == version.receipt == client.head(place, headers=TUS)["Matang-Receipt"]
    assert version.sha256 == hashlib.sha256(PDF).hexdigest()
    assert store().verify(world.bureau.uuid, version.sha256)
    shown = client.get(place, headers=TUS).json()
    assert (shown["title"], shown["version"]) == ("SK Tim.pdf", str(version.uuid))


def test_the_server_says_what_it_can(world: World) -> None:
    answer = world.client("koordinator").options("/unggah/")
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Max-Size"] == str(settings.EVIDENCE_LIMIT)
    assert set(answer["Tus-Extension"].split(",")) == {"creation", "checksum", "termination", "expiration"}
    assert "sha256" in answer["Tus-Checksum-Algorithm"]


class Slow(io.BytesIO):
    """A body on its way, which says what the server counts before each further read."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.counted: list[int] = []

    def read(self, size: int | None = -1) -> bytes:
        self.counted.append(Upload.objects.get().received)
        return super().read(size)


def test_what_has_come_is_counted_while_the_rest_is_on_its_way(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lost otherwise: minutes of a slow line, when the server is killed in the midst of a large piece."""
    monkeypatch.setattr(tus, "COUNTED_EVERY", 0.0)
    client = world.client("koordinator")
    place, body = begun(client), Slow(PDF)
    extra = {"CONTENT_TYPE": PIECE["Content-Type"], "CONTENT_LENGTH": str(len(PDF)), "wsgi.input": body}
    answer = client.generic("PATCH", place, headers={**TUS, "Upload-Offset": "0"}, **extra)
    assert answer.status_code == 204
    assert body.counted[-1] > len(PDF) / 2
    assert body.counted == sorted(body.counted)
    assert Version.objects.get().sha256 == hashlib.sha256(PDF).hexdigest()


def test_a_page_of_somebody_else_begins_nothing(world: World) -> None:
    """Lost otherwise: a file given to another agency, because the person changed it in another tab."""
    client = world.client("koordinator")
    page = client.get("/bukti/").content.decode()
    owner = re.search(r'data-owner="([^"]+)"', page)
    assert owner is not None
    assert announce(client, owner=owner[1]).status_code == 201
    answer = announce(world.client("koordinator_lain"), owner=owner[1])
    assert answer.status_code == 422
    assert "Muat ulang halaman" in answer.content.decode()


def test_the_library_shows_what_was_begun_and_gives_it_up(world: World) -> None:
    """Lost otherwise: a file that nobody knows to be half sent, and the space that it holds."""
    client = world.client("koordinator")
    send(client, begun(client), 0, PDF[: 70 * 1024])
    page = client.get("/bukti/").content.decode()
    assert "Unggahan belum selesai" in page
    assert "70 KB dari 100 KB" in page
    assert "Unggahan belum selesai" not in world.client("pelaksana").get("/bukti/").content.decode()
    given_up = f"/bukti/unggahan/{Upload.objects.get().uuid}/batal/"
    assert world.client("pelaksana").post(given_up).status_code == 404
    assert Upload.objects.count() == 1
    assert client.post(given_up).status_code == 302
    assert not Upload.objects.exists()


def test_the_space_of_the_agency_stands_on_the_form(world: World) -> None:
    client = world.client("koordinator")
    send(client, begun(client), 0, PDF)
    page = client.get("/bukti/").content.decode()
    assert "terpakai 100 KB dari 50 GB" in page


def test_a_piece_at_the_wrong_place_is_refused_and_changes_nothing(world: World) -> None:
    client = world.client("koordinator")
    place = begun(client)
    send(client, place, 0, PDF[:100])
    for offset in (0, 50, 101):
        answer = send(client, place, offset, PDF[offset : offset + 10])
        assert (answer.status_code, answer["Upload-Offset"]) == (409, "100")
    assert Upload.objects.get().received == 100


def test_a_piece_beyond_the_announced_size_is_cut_at_it(world: World) -> None:
    client = world.client("koordinator")
    place = begun(client)
    answer = send(client, place, 0, PDF + b"lebih")
    assert answer.status_code == 204
    assert Version.objects.get().size == len(PDF)


def test_a_checksum_that_fails_drops_the_piece(world: World) -> None:
    client = world.client("koordinator")
    place = begun(client)
    wrong = base64.b64encode(hashlib.sha256(b"lain").digest()).decode()
    assert send(client, place, 0, PDF[:100], **{"Upload-Checksum": f"sha256 {wrong}"}).status_code == 460
    assert client.head(place, headers=TUS)["Upload-Offset"] == "0"
    right = base64.b64encode(hashlib.sha1(PDF[:100]).digest()).decode()
    assert send(client, place, 0, PDF[:100], **{"Upload-Checksum": f"sha1 {right}"}).status_code == 204


def test_bytes_that_are_not_the_announced_file_begin_anew(world: World) -> None:
    client = world.client("koordinator")
    place = begun(client, sha256=hashlib.sha256(PDF).hexdigest())
    other = PDF[:-1] + b"?"
    assert send(client, place, 0, other).status_code == 460
    assert client.head(place, headers=TUS)["Upload-Offset"] == "0"
    assert not Version.objects.exists()
    assert send(client, place, 0, PDF).status_code == 204


def test_what_the_agency_has_is_not_sent_again_but_another_agency_learns_nothing(world: World) -> None:
    client, sha256 = world.client("koordinator"), hashlib.sha256(PDF).hexdigest()
    send(client, begun(client), 0, PDF)
    again = announce(client, name="nama lain.pdf", sha256=sha256)
    assert again["Upload-Offset"] == str(len(PDF))
    assert again["Matang-Receipt"] == Version.objects.get().receipt
    elsewhere = announce(world.client("koordinator_lain"), sha256=sha256)
    assert elsewhere["Upload-Offset"] == "0"
    assert "Matang-Receipt" not in elsewhere


def test_a_new_version_by_pieces(world: World) -> None:
    client = world.client("koordinator")
    send(client, begun(client), 0, PDF)
    document = Document.objects.get()
    newer = PDF + b"baru"
    send(client, begun(client, size=len(newer), replaces=str(document.uuid)), 0, newer)
    assert [version.number for version in document.versions.order_by("number")] == [1, 2]


@pytest.mark.parametrize(
    ("size", "name", "status", "word"),
    [
        (0, "a.pdf", 422, "kosong"),
        (200 * 1024**2, "a.pdf", 413, "lebih besar dari 100 MB"),
        (10, "foto.HEIC", 422, "JPG"),
        (10, "arsip.zip", 422, "Ekstrak"),
        (10, "laporan.doc", 422, "DOCX"),
    ],
)
def test_what_will_not_be_accepted_is_told_before_anything_is_sent(
    world: World, size: int, name: str, status: int, word: str
) -> None:
    answer = announce(world.client("koordinator"), size=size, name=name)
    assert answer.status_code == status
    assert word in answer.content.decode()
    assert not Upload.objects.exists()


def test_the_quota_counts_what_is_there_and_what_is_coming(world: World, settings: Any) -> None:
    settings.EVIDENCE_QUOTA = 2 * len(PDF) + 10
    client = world.client("koordinator")
    send(client, begun(client), 0, PDF)
    begun(client, name="b.pdf")
    answer = announce(client, name="c.pdf")
    assert answer.status_code == 507
    assert "kuota" in answer.content.decode()
    assert announce(world.client("koordinator_lain"), name="c.pdf").status_code == 201


def test_what_is_no_evidence_is_refused_at_the_end_and_stays_refused(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    client = world.client("koordinator")
    body = b"MZ\x00" + bytes(500)
    place = begun(client, size=len(body), name="laporan.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, place, 0, body)
    assert answer.status_code == 422
    assert "adalah program" in answer.content.decode()
    assert client.head(place, headers=TUS).status_code == 410
    assert not pieces.pieces_of(Upload.objects.get().uuid).exists()
    assert client.get(place, headers=TUS).json()["error"].startswith("laporan.pdf adalah program")


def test_given_up_it_is_gone_and_a_finished_document_stays(world: World) -> None:
    client = world.client("koordinator")
    place = begun(client)
    send(client, place, 0, PDF[:100])
    assert client.delete(place, headers=TUS).status_code == 204
    assert client.head(place, headers=TUS).status_code == 404
    place = begun(client)
    send(client, place, 0, PDF)
    assert client.delete(place, headers=TUS).status_code == 204
    assert Document.objects.count() == 1


def test_bytes_lost_by_the_disk_are_asked_for_again(world: World) -> None:
    client = world.client("koordinator")
    place = begun(client)
    send(client, place, 0, PDF[:1000])
    pieces.discard(Upload.objects.get().uuid)
    assert send(client, place, 1000, PDF[1000:]).status_code == 409
    assert client.head(place, headers=TUS)["Upload-Offset"] == "0"
    assert send(client, place, 0, PDF).status_code == 204


def test_what_a_crash_left_behind_the_counted_bytes_is_cut_off(world: World) -> None:
    client = world.client("koordinator")
    place = begun(client)
    send(client, place, 0, PDF[:1000])
    with pieces.pieces_of(Upload.objects.get().uuid).open("ab") as file:
        file.write(b"tidak pernah dihitung")
    send(client, place, 1000, PDF[1000:])
    assert Version.objects.get().sha256 == hashlib.sha256(PDF).hexdigest()


def test_another_person_sees_nothing_of_it(world: World) -> None:
    place = begun(world.client("koordinator"))
    for name in ("pelaksana", "koordinator_lain", "admin", "auditor", "asesor"):
        client = world.client(name)
        assert client.head(place, headers=TUS).status_code in {404, 422}, name
        assert send(client, place, 0, PDF).status_code in {404, 422}, name
        assert client.delete(place, headers=TUS).status_code in {404, 422}, name
    assert Upload.objects.get().received == 0
    assert world.client(None).head(place, headers=TUS).status_code == 401
    assert world.client("koordinator").head(f"/unggah/{uuid4()}/", headers=TUS).status_code == 404


@pytest.mark.parametrize("name", ["auditor", "asesor", "pimpinan", "admin", "pendamping"])
def test_who_gives_no_evidence_begins_no_upload(world: World, name: str) -> None:
    assert announce(world.client(name)).status_code in {404, 422}
    assert not Upload.objects.exists()


def test_foreign_pages_and_other_protocols_are_refused(world: World) -> None:
    client = world.client("koordinator", enforce_csrf_checks=True)
    place = begun(client)
    assert send(client, place, 0, PDF[:9], Origin="https://jahat.example").status_code == 403
    assert send(client, place, 0, PDF[:9], **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.head(place, headers={"Tus-Resumable": "0.2.0"}).status_code == 412
    assert client.post("/unggah/", {"berkas": "x"}).status_code == 403
    assert Upload.objects.get().received == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Length": "-1"},
        {"Upload-Length": "1e3"},
        {"Upload-Length": "9" * 40},
        {"Upload-Defer-Length": "1"},
        {"Upload-Length": "10", "Upload-Metadata": "filename %%%"},
        {"Upload-Length": "10", "Upload-Metadata": "replaces eA=="},
    ],
)
def test_what_breaks_the_protocol_is_told(world: World, headers: dict[str, str]) -> None:
    answer = world.client("koordinator").post("/unggah/", headers={**TUS, **headers})
    assert answer.status_code == 400
    assert not Upload.objects.exists()


def test_unfinished_uploads_are_shown_to_go_on_from_another_device(world: World) -> None:
    place = begun(world.client("koordinator"))
    send(world.client("koordinator"), place, 0, PDF[:100])
    shown = world.client("koordinator").get("/unggah/", headers=TUS).json()
    assert [(row["name"], row["received"], row["address"]) for row in shown["uploads"]] == [("SK Tim.pdf", 100, place)]
    assert shown["limit"] == settings.EVIDENCE_LIMIT
    assert world.client("pelaksana").get("/unggah/", headers=TUS).json()["uploads"] == []


def test_nobody_s_leftovers_go_after_a_week(world: World) -> None:
    client = world.client("koordinator")
    send(client, begun(client), 0, PDF[:100])
    uuid = Upload.objects.get().uuid
    assert client.head(f"/unggah/{uuid}/", headers=TUS)["Upload-Expires"].endswith("GMT")
    now = timezone.now()
    with acting(everything()) as program:
        assert uploads.forget_expired(program, now + datetime.timedelta(days=6)) == 0
    assert pieces.pieces_of(uuid).exists()
    with acting(everything()) as program:
        assert uploads.forget_expired(program, now + datetime.timedelta(days=8)) == 1
    assert not pieces.pieces_of(uuid).exists()
