"""Sending files: with and without script, over bad lines, too large, by the wrong people."""

from __future__ import annotations

import hashlib
import io
import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from matang.evidence.models import Document, Version
from matang.evidence.receiving import ReceivedFile
from tests.evidence import files
from tests.evidence.conftest import on_disk, sent, waiting

BOUNDARY = "batas"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


def body(*parts: tuple[str, bytes], close: bool = True) -> bytes:
    """A multipart body, as a browser writes it."""
    out = b""
    for name, content in parts:
        out += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="berkas"; filename="{name}"\r\n'.encode()
        out += b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n"
    return out + (f"--{BOUNDARY}--\r\n".encode() if close else b"")


def raw_post(client: Client, content: bytes, length: int):
    """Send a body that announces another length than it has: the line broke."""
    return broken_post(client, io.BytesIO(content), length)


def broken_post(client: Client, line: io.BytesIO, length: int):
    """Let the server read from `line` itself."""
    extra = {"CONTENT_TYPE": MULTIPART, "CONTENT_LENGTH": str(length), "wsgi.input": line}
    return client.generic("POST", "/unggah/", **extra)


def test_many_files_without_script(world, kept):
    client = world.client("pelaksana")
    answer = sent(
        client, ("a.pdf", files.pdf("a")), ("b.docx", files.office("docx")), ("c.heic", files.HEIC), next="/bukti/?x=1"
    )
    assert (answer.status_code, answer["Location"]) == (302, "/bukti/?x=1")
    page = client.get("/bukti/").content.decode()
    assert "a.pdf diterima, nomor" in page
    assert "b.docx diterima, nomor" in page
    assert "c.heic berformat HEIC. Ubah menjadi JPG" in page
    world.actor("pelaksana")
    assert Document.objects.count() == 2
    assert len(on_disk(kept)) == 2
    assert waiting(kept) == []


@pytest.mark.parametrize("elsewhere", ["https://jahat.test/", "//jahat.test", "javascript:alert(1)", ""])
def test_the_way_back_stays_on_this_site(world, elsewhere):
    answer = sent(world.client("koordinator"), ("a.pdf", files.PDF), next=elsewhere)
    assert answer["Location"] == "/bukti/"


def test_the_script_gets_the_receipt_and_reads_when_it_is_known(world):
    client = world.client("koordinator")
    first = sent(client, ("SK.pdf", files.PDF), script=True)
    assert first.status_code == 200
    answer = first.json()
    assert (answer["title"], answer["known"], answer["error"]) == ("SK.pdf", False, "")
    assert answer["receipt"].endswith(hashlib.sha256(files.PDF).hexdigest()[:8])
    again = sent(client, ("lain.pdf", files.PDF), script=True).json()
    assert (again["receipt"], again["known"], again["title"]) == (answer["receipt"], True, "SK.pdf")
    assert client.get(answer["href"]).status_code == 200


def test_the_script_reads_why_a_file_is_refused(world):
    answer = sent(world.client("koordinator"), ("a.pdf", files.EXE), script=True)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("a.pdf adalah program.")
    nothing = sent(world.client("koordinator"), script=True)
    assert nothing.status_code == 422
    assert "Pilih berkas" in nothing.json()["error"]


def test_one_file_above_the_limit_does_not_stop_the_others(world, kept, settings):
    settings.EVIDENCE_LIMIT = 1024 * 1024
    client = world.client("koordinator")
    sent(client, ("besar.pdf", files.PDF + bytes(1024 * 1024)), ("kecil.pdf", files.PDF))
    page = client.get("/bukti/").content.decode()
    assert "besar.pdf lebih besar dari 1 MB" in page
    assert "kecil.pdf diterima" in page
    assert len(on_disk(kept)) == 1
    assert waiting(kept) == []


def test_a_body_beyond_all_bounds_is_refused_before_it_is_read(world, kept, settings):
    settings.EVIDENCE_LIMIT = 1024
    content = body(("a.pdf", bytes(20_000)))
    assert raw_post(world.client("koordinator"), content, len(content)).status_code == 400
    assert waiting(kept) == []


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_broken_line_never_counts_as_complete(world, kept, share):
    whole = body(("a.pdf", files.pdf("a") + bytes(50_000)), ("b.pdf", files.pdf("b") + bytes(50_000)))
    answer = raw_post(world.client("koordinator"), whole[: int(len(whole) * share)], len(whole))
    assert answer.status_code == 400
    assert Version.objects.count() == 0
    assert on_disk(kept) == []
    assert waiting(kept) == []


def test_a_line_that_breaks_after_the_last_boundary_is_still_broken(world, kept):
    whole = body(("a.pdf", files.PDF))
    assert raw_post(world.client("koordinator"), whole, len(whole) + 500).status_code == 400
    assert on_disk(kept) == []
    assert waiting(kept) == []


def test_a_body_without_its_end_is_broken(world, kept):
    cut = body(("a.pdf", files.PDF), close=False)[:-2]
    assert raw_post(world.client("koordinator"), cut, len(cut)).status_code == 400
    assert on_disk(kept) == []
    assert waiting(kept) == []


def test_a_reset_connection_leaves_nothing_behind(world, kept):
    class Reset(io.BytesIO):
        def read(self, size=-1):
            piece = super().read(min(size, 4096) if size > 0 else 4096)
            if not piece:
                raise ConnectionResetError
            return piece

    client = world.client("koordinator", enforce_csrf_checks=True)
    client.get("/bukti/")  # the page brings the cookie with which the body is read at all
    whole = body(("a.pdf", files.PDF + bytes(200_000)))
    with transaction.atomic():
        assert broken_post(client, Reset(whole), len(whole) + 9).status_code == 403
    world.actor("koordinator")
    assert Version.objects.count() == 0
    assert waiting(kept) == []


def test_a_full_disk_says_so_and_keeps_its_reserve(world, kept, monkeypatch):
    monkeypatch.setattr("matang.lib.store.incoming.RESERVE", 10**18)
    monkeypatch.setattr("shutil.disk_usage", lambda place: _Disk)
    client = world.client("koordinator")
    answer = sent(client, ("a.pdf", files.PDF), script=True)
    assert "penyimpanan server penuh" in answer.json()["error"]
    assert Version.objects.count() == 0
    assert waiting(kept) == []


class _Disk:
    total, used, free = 100 * 1024**3, 99 * 1024**3, 1024**3


@pytest.mark.parametrize(
    "name", ["pemeriksa", "pendamping", "asesor", "ketua", "kepala", "pimpinan", "auditor", "admin"]
)
def test_bytes_of_people_without_the_right_are_not_even_read(world, kept, name):
    whole = body(("a.pdf", files.PDF))
    line = io.BytesIO(whole)
    with transaction.atomic():
        assert broken_post(world.client(name), line, len(whole)).status_code == 403
    assert line.tell() == 0
    assert waiting(kept) == []
    assert Version.objects.count() == 0


def test_strangers_are_sent_to_the_entrance(world, kept):
    answer = sent(world.client(None), ("a.pdf", files.PDF))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")
    assert waiting(kept) == []


def test_a_form_without_its_token_is_refused_and_leaves_nothing(world, kept):
    answer = sent(world.client("koordinator", enforce_csrf_checks=True), ("a.pdf", files.PDF))
    assert answer.status_code == 403
    assert waiting(kept) == []
    assert on_disk(kept) == []


def test_reading_the_address_changes_nothing(world):
    assert world.client("koordinator").get("/unggah/").status_code == 405


def test_files_sent_to_other_addresses_stay_out_of_the_store(world, kept):
    world.client("koordinator").post("/bukti/", {"x": SimpleUploadedFile("a.pdf", files.PDF)})
    assert waiting(kept) == []


def test_replacing_by_form(world):
    client = world.client("koordinator")
    href = sent(client, ("a.pdf", files.PDF), script=True).json()["href"]
    uuid = href.strip("/").split("/")[-1]
    answer = sent(client, ("b.pdf", files.pdf("b")), to=f"/unggah/ganti/{uuid}/")
    assert answer["Location"] == href
    page = client.get(href).content.decode()
    assert "Versi 2" in page
    assert "b.pdf" in page


def test_fifty_megabytes_pass_quickly_and_whole(world, kept):
    content = files.PDF + os.urandom(50 * 1024 * 1024)
    client = world.client("koordinator")
    started = time.monotonic()
    answer = sent(client, ("besar.pdf", content), script=True)
    assert time.monotonic() - started < 20
    assert answer.json()["receipt"]
    world.actor("koordinator")
    version = Version.objects.get()
    assert (version.size, version.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert kept.verify(world.bureau.uuid, version.sha256)
    back = b"".join(client.get(f"/bukti/versi/{version.uuid}/unduh/").streaming_content)
    assert back == content


def test_a_file_that_is_forgotten_leaves_the_waiting_room(kept):
    file = ReceivedFile(kept.incoming(), "a.pdf")
    assert len(waiting(kept)) == 1
    del file
    assert waiting(kept) == []
