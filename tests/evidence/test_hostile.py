"""Hundreds of hostile files under hostile names, by both ways, then read, drawn and fetched.

What a person would lose: the site to one file that stops it, the computer of whoever opens evidence in the browser, the
server's other files.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.http import HttpResponse
from django.test import Client

from matang.evidence import tasks
from matang.evidence.kinds import KINDS
from matang.evidence.models import Document, Page, Reading, Upload, Version
from matang.evidence.names import UNSEEN
from matang.evidence.receiving import store
from matang.lib.reader import process
from matang.lib.reader.kinds import PICTURED
from matang.lib.reader.reading import Limits
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.evidence.hostile import NAMES, bodies, combinations
from tests.evidence.test_reading import given
from tests.evidence.test_tus import PIECE, TUS, told
from tests.evidence.test_upload import BOUNDARY, MULTIPART
from tests.world import World

pytestmark = pytest.mark.django_db
MANY = 510
MOST_GROWTH = 300  # MB
QUICK = Limits(cpu=8, seconds=12, silence=10, recognised_pages=1)
KEPT = re.compile(r"[0-9a-f-]{36}/[0-9a-f]{64}|\.masuk/(lanjutan/)?[0-9a-f]{32}")


@pytest.fixture(autouse=True)
def walled(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The store deep in a folder of its own. Afterwards nothing lies outside of it that was not there before, nothing
    in it has a name of its sender's, and no great memory stayed behind."""
    (tmp_path / "sementara").mkdir()
    settings.EVIDENCE_FOLDER = tmp_path / "a" / "b" / "c" / "berkas"
    settings.PICTURES_FOLDER = tmp_path / "gambar"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "sementara"))
    before, grown = elsewhere(tmp_path), memory("VmRSS")
    yield
    assert elsewhere(tmp_path) == before
    folder = Path(settings.EVIDENCE_FOLDER)
    names = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
    assert [name for name in names if not KEPT.fullmatch(name)] == []
    assert memory("VmHWM") - grown <= MOST_GROWTH


def elsewhere(place: Path) -> set[Path]:
    """All files that are neither the store's nor the database's own."""
    data, own = Path(settings.STATIC_ROOT).parent, (Path(settings.EVIDENCE_FOLDER), Path(settings.PICTURES_FOLDER))
    around = [path for path in data.rglob("*") if "postgres" not in path.parts]
    return {path for path in (*place.rglob("*"), *around) if path.is_file() and not path.is_relative_to(own[0])
            and not path.is_relative_to(own[1])}  # fmt: skip


def memory(what: str) -> int:
    """MB that this process has ("VmRSS"), or had at most ("VmHWM")."""
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("needs /proc")
    return next(int(line.split()[1]) // 1024 for line in status.read_text().splitlines() if line.startswith(what))


def part(name: str, content: bytes) -> bytes:
    """A part of a form as a rough client writes it: nothing in the name is escaped but the quote."""
    raw = name.replace('"', '\\"').encode("utf-8", errors="surrogatepass")
    head = b'--%b\r\nContent-Disposition: form-data; name="berkas"; filename="%b"\r\n' % (BOUNDARY.encode(), raw)
    return head + b"Content-Type: text/html\r\n\r\n" + content + b"\r\n"


def by_form(client: Client, files: tuple[tuple[str, str, bytes], ...]) -> Any:
    body = b"".join(part(name, content) for _, name, content in files) + f"--{BOUNDARY}--\r\n".encode()
    return client.generic("POST", "/unggah/", body, MULTIPART, headers={"Accept": "application/json"})


def by_pieces(client: Client, name: str, content: bytes) -> list[int]:
    """Announce and send; the status of each answer."""
    named = told(filename=name) if name.isprintable() else told(filename=name.encode("utf-8", "replace").decode())
    begun = client.post("/unggah/", headers={**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": named})
    if begun.status_code != 201:
        return [begun.status_code]
    place, states = begun["Location"].removeprefix("http://testserver"), [begun.status_code]
    half = len(content) // 2 if len(content) % 4 == 0 else 0
    for at, piece in ((0, content[:half]), (half, content[half:]))[half == 0 :]:
        sent = {**PIECE, "Upload-Offset": str(at)}
        states.append(client.patch(place, piece, content_type=PIECE["Content-Type"], headers=sent).status_code)
    return states


def assert_safe_name(name: str) -> None:
    """A name that can be shown, written to a disk and put into a header as it is."""
    assert 0 < len(name) <= 255
    assert not re.search(r"[/\\]", name)
    assert name.strip(". ")
    assert unseen(name) == ""


def unseen(name: str) -> str:
    """What deceives in a name: control characters, marks of direction, halves of characters."""
    return ascii("".join(char for char in name if unicodedata.category(char) in UNSEEN)).strip("'")


def assert_harmless(answer: HttpResponse, version: Version) -> None:
    """Bytes that no browser shows or runs as a part of our site."""
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Disposition"].isprintable()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Content-Type"] in {kind.media_type for kind in KINDS}
    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == version.sha256  # type: ignore[attr-defined]


def fetch_everything(client: Client, every: int = 1) -> int:
    """Look at all that was received and fetch it (or a part); how many there are."""
    set_reach(everything())
    found = list(Version.objects.select_related("document").order_by("id"))
    for at, version in enumerate(found):
        assert_safe_name(version.file_name)
        assert_safe_name(version.document.title)
        kind = next(kind for kind in KINDS if kind.media_type == version.media_type)
        assert version.file_name.lower().endswith(kind.endings), version.file_name
        if at % every == 0:
            assert_harmless(client.get(f"/bukti/versi/{version.uuid}/unduh/"), version)
    return len(found)


def test_there_are_many_of_every_kind() -> None:
    found = list(combinations(MANY))
    assert len({(what, name) for what, name, _ in found}) >= 500
    assert {what for what, _, _ in found} == set(bodies())
    assert {name for _, name, _ in found} == set(NAMES)
    assert len(bodies()) >= 60


def test_by_form_they_are_received_or_refused_and_given_back_harmless(world: World) -> None:
    client, told_of = world.client("koordinator"), 0
    for batch in tens():
        answer = by_form(client, batch)
        assert answer.status_code in {200, 400, 422}, [what for what, _, _ in batch]
        told_of += len(answer.json().get("files", [0])) if answer.status_code != 400 else 0
    assert told_of > MANY // 2, "most of them reach the room"
    assert fetch_everything(client) > 150
    pages = client.get("/bukti/"), client.get("/bukti/?q=script")
    assert all(b"<script>alert" not in page.content and page.status_code == 200 for page in pages)


def tens() -> Iterator[tuple[tuple[str, str, bytes], ...]]:
    found = list(combinations(MANY))
    yield from (tuple(found[at : at + 10]) for at in range(0, len(found), 10))


def test_by_pieces_they_are_received_or_refused_and_given_back_harmless(world: World) -> None:
    client = world.client("koordinator")
    for what, name, content in combinations(MANY):
        states = by_pieces(client, name, content)
        assert set(states) <= {201, 204, 422}, (what, ascii(name), states)
    assert fetch_everything(client, every=5) > 150
    for name in Upload.objects.values_list("file_name", flat=True):
        assert unseen(name) == "", "a name that people read while it is sent"
    rows = client.get("/unggah/", headers=TUS)
    assert rows["Content-Type"] == "application/json"
    assert rows["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("share", range(4))
def test_what_is_received_is_read_and_drawn_or_says_why_not(
    world: World, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    read = process.read
    monkeypatch.setattr(tasks, "read", lambda path, kind, on_page: read(path, kind, on_page=on_page, limits=QUICK))
    monkeypatch.setattr("matang.evidence.pictures.PATIENCE", QUICK)
    client, states = world.client("koordinator"), []
    for what, content in list(bodies().items())[share::4]:
        if by_pieces(client, f"{what}.bin", content)[-1] != 204:
            continue
        set_reach(everything())
        version = Version.objects.get(sha256=hashlib.sha256(content).hexdigest())
        tasks.read_version(version.pk)
        set_reach(everything())
        reading = Reading.objects.get(version=version)
        states.append(reading.state)
        assert reading.state in {Reading.State.READ, Reading.State.UNREADABLE}, what
        assert reading.state == Reading.State.READ or reading.note, what
        assert_shown(client, version, what, drawn=len(states) % 3 == 0)
    assert {Reading.State.READ, Reading.State.UNREADABLE} <= set(states)
    assert not Page.objects.filter(text__contains="root:").exists(), "a file of the server was read"


def assert_shown(client: Client, version: Version, what: str, *, drawn: bool) -> None:
    """The page of the document, and its first page's picture, hold nothing that runs."""
    page = client.get(f"/bukti/{version.document.uuid}/")
    assert page.status_code == 200, what
    assert b"<script>alert" not in page.content, what
    assert "'unsafe" not in page["Content-Security-Policy"]
    if drawn and version.media_type in PICTURED:
        answer = client.get(f"/bukti/versi/{version.uuid}/halaman/1.webp?lebar=240")
        assert answer.status_code in {200, 422}, what
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"] == ("image/webp" if answer.status_code == 200 else "text/plain; charset=utf-8")
        assert answer.status_code == 422 or answer["Content-Security-Policy"].startswith("sandbox")


def test_a_document_title_of_script_is_text_everywhere(world: World) -> None:
    version = given(world, "<img src=x onerror=alert(1)>.txt", b"isi")
    Document.objects.filter(pk=version.document_id).update(title="<img src=x onerror=alert(1)>")
    client = world.client("koordinator")
    for address in ("/bukti/", f"/bukti/{version.document.uuid}/", "/jejak/"):
        assert b"<img src=x" not in client.get(address).content
    assert store().verify(world.bureau.uuid, version.sha256)
