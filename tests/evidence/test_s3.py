"""Evidence in an S3 store, through the pages and the commands: an outage costs patience, never a file."""

from __future__ import annotations

import argparse
import hashlib
import json
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from matang.cli import evidence as command
from matang.cli.inputs import WrongInput
from matang.config.middleware import SLOTS
from matang.evidence import tasks
from matang.evidence.actions.documents import NOT_KEPT, delete_document
from matang.evidence.models import Document, Version
from matang.evidence.receiving import store
from matang.lib.store import LocalStore, WithFallback
from matang.lib.store.listing import objects_under
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.evidence import files
from tests.evidence.conftest import arrived, on_disk, sent, waiting
from tests.s3 import SECRET, address_at, line, s3

__all__ = ["line", "s3"]


@pytest.fixture(autouse=True)
def remote(line, settings, kept, monkeypatch) -> LocalStore:
    """The settings of an installation with an S3 store; gives the local folder, where files only wait."""
    settings.EVIDENCE_STORE = address_at(line.port)
    monkeypatch.setattr("matang.evidence.checking.connections", {"migrator": connection})
    return LocalStore(kept.folder)


def objects() -> list[str]:
    return [one.key for one in objects_under(store()._wire, store()._prefix)]


def give(world, content: bytes = files.PDF, name: str = "SK.pdf", who: str = "koordinator"):
    return sent(world.client(who), (name, content), script=True)


def fetched(client, version: Version) -> bytes:
    return b"".join(client.get(f"/bukti/versi/{version.uuid}/unduh/").streaming_content)


def run(deed: str, to: str | None = None, capsys=None) -> tuple[int, dict, str]:
    """One deed of `matang evidence` on the test's database: exit code, JSON, sentence."""
    capsys.readouterr()
    set_reach(everything())
    code = command._run(argparse.Namespace(deed=deed, to=to, data=None))
    out, said = capsys.readouterr()
    assert SECRET not in out + said
    return code, json.loads(out), said


def test_a_file_is_given_and_fetched(world, remote):
    assert give(world).json()["receipt"]
    world.actor("koordinator")
    version = Version.objects.get()
    assert [key.split("/")[1:] for key in objects()] == [[str(world.bureau.uuid), version.sha256]]
    assert on_disk(remote) == waiting(remote) == []
    assert fetched(world.client("koordinator"), version) == files.PDF
    assert give(world).json()["known"]


@pytest.mark.parametrize("kind", ["503", "reset", "half sent", "spoil", "ok without storing", "403"])
def test_while_the_store_is_away_nothing_counts_as_given(world, remote, line, kind):
    line.trouble("PUT", kind)
    answer = give(world)
    assert answer.status_code == 422
    assert NOT_KEPT in answer.json()["error"]
    world.actor("koordinator")
    assert Document.objects.count() == Version.objects.count() == 0
    assert waiting(remote) == []


def test_pages_go_on_while_the_store_is_silent_and_files_when_it_is_back(world, line, monkeypatch):
    give(world)
    world.actor("koordinator")
    version = Version.objects.get()
    monkeypatch.setattr("matang.lib.store.wire.READ_SECONDS", 0.5)
    monkeypatch.setattr("matang.lib.store.wire.QUICK_SECONDS", 0.5)
    monkeypatch.setattr("matang.lib.store.wire.PATIENCE", 0.1)
    for method in ("GET", "HEAD", "PUT"):
        line.trouble(method, "hang")
    client = world.client("koordinator")
    assert NOT_KEPT in give(world, files.pdf("b")).json()["error"]
    answer = client.get(f"/bukti/versi/{version.uuid}/unduh/")
    assert answer.status_code == 403
    assert "Coba unduh lagi beberapa menit lagi" in answer.content.decode()
    started = time.monotonic()
    for address in ("/bukti/", f"/bukti/{version.document.uuid}/"):
        assert client.get(address).status_code == 200
    assert time.monotonic() - started < 3
    line.always.clear()
    end = time.monotonic() + 10
    while "error" not in (told := give(world, files.pdf("b")).json()) or told["error"]:
        assert time.monotonic() < end, "the store is back, and nobody should have to start us again"
        time.sleep(0.5)
    assert fetched(client, version) == files.PDF


def test_who_waits_for_the_store_keeps_no_page_waiting(world, line):
    """A download must not wait for the slot that pages are computed in, nor hold it."""
    give(world)
    world.actor("koordinator")
    version, client = Version.objects.get(), world.client("koordinator")
    with SLOTS:
        opened = threading.Timer(20, SLOTS.release)
        opened.start()
        started = time.monotonic()
        assert fetched(client, version) == files.PDF
        assert time.monotonic() - started < 10
        opened.cancel()


def test_damage_in_the_store_is_told_as_damage(world, line):
    give(world)
    world.actor("koordinator")
    version = Version.objects.get()
    store()._wire.ask("DELETE", store()._key(version.agency.uuid, version.sha256))
    answer = world.client("koordinator").get(f"/bukti/versi/{version.uuid}/unduh/")
    assert "rusak atau hilang" in answer.content.decode()


def test_what_the_sweeper_took_just_before_is_sent_again(world, line, monkeypatch):
    """Between the bytes and their row the sweeper may come; then there must be no row."""
    kept_by_store = type(store()).keep

    def swept(self, temporary, agency, sha256):
        kept_by_store(self, temporary, agency, sha256)
        self._wire.ask("DELETE", self._key(agency, sha256))

    monkeypatch.setattr(type(store()), "keep", swept)
    assert NOT_KEPT in give(world).json()["error"]
    world.actor("koordinator")
    assert Version.objects.count() == 0


def test_the_sweeper_asks_before_it_removes(world, line, monkeypatch, capsys):
    give(world)
    for name in "bc":
        give(world, files.pdf(name), f"{name}.pdf")
    orphan = arrived(files.pdf("yatim"))
    store().keep(orphan.path, world.bureau.uuid, orphan.sha256)
    known = {(world.bureau.uuid, hashlib.sha256(files.pdf(name)).hexdigest()) for name in "bc"}
    assert run("sweep", capsys=capsys)[1] == {"removed": 0}
    monkeypatch.setattr(tasks, "A_DAY", -60.0)
    monkeypatch.setattr(tasks, "kept_files", lambda actor: known)
    code, told, said = run("sweep", capsys=capsys)
    assert (code, told) == (0, {"removed": 1}), "a list of references that is too old costs nothing"
    set_reach(everything())
    assert {key.rsplit("/")[-1] for key in objects()} == {version.sha256 for version in Version.objects.all()}
    assert "1 berkas tanpa dokumen" in said


def test_the_bin_is_emptied_there_too(world, line, monkeypatch):
    give(world)
    give(world, files.pdf("tetap"), "tetap.pdf")
    actor = world.actor("koordinator")
    delete_document(actor, Document.objects.get(title="SK.pdf").uuid)
    monkeypatch.setattr("matang.evidence.actions.documents.BIN_DAYS", 0)
    monkeypatch.setattr(tasks, "A_DAY", -60.0)
    assert tasks.tidy() == 1
    assert len(objects()) == 1


def test_verifying_tells_what_is_lost(world, line, capsys):
    give(world)
    give(world, files.pdf("b"), "b.pdf")
    assert run("verify", capsys=capsys)[:2] == (0, {"checked": 2, "broken": 0, "first_broken": []})
    version = Version.objects.get(file_name="b.pdf")
    store()._wire.ask("DELETE", store()._key(world.bureau.uuid, version.sha256))
    code, told, said = run("verify", capsys=capsys)
    assert (code, told["checked"], told["broken"]) == (1, 2, 1)
    assert "b.pdf" in said


def test_a_store_that_is_away_is_exit_3_and_no_damage(world, line, capsys, monkeypatch):
    give(world)
    line.trouble("GET", "503")
    monkeypatch.setattr(command, "running_database", threading.Lock)
    set_reach(everything())
    assert command.evidence(["verify"]) == 3
    out, said = capsys.readouterr()
    assert out == ""
    assert "tidak dapat dihubungi" in said
    assert "rahasia" not in said


def test_a_province_moves_into_a_store_and_back_while_people_work(world, line, settings, remote, capsys):
    target, settings.EVIDENCE_STORE = settings.EVIDENCE_STORE, None
    give(world, files.pdf("satu"), "satu.pdf")
    to = f"s3://KUNCI:rahasia%2Fuji%2B1@{target.server}/{target.bucket}/{target.prefix}?tls=0"
    code, told, said = run("move", to, capsys)
    assert (code, told["copied"], told["lost"]) == (0, 1, 0)
    assert told["configuration"] == {"STORAGE_URL": str(target), "STORAGE_FALLBACK_URL": str(remote.folder)}
    assert "Setel STORAGE_URL" in said
    give(world, files.pdf("dua"), "dua.pdf")  # before the new configuration is in force

    settings.EVIDENCE_STORE, settings.EVIDENCE_FALLBACK = target, remote.folder
    assert isinstance(store(), WithFallback)
    give(world, files.pdf("tiga"), "tiga.pdf")
    world.actor("koordinator")
    for version in Version.objects.all():
        assert fetched(world.client("koordinator"), version) == files.pdf(Path(version.file_name).stem)
    code, told, said = run("move", to, capsys)
    assert (code, told["copied"], told["present"]) == (0, 1, 2)
    assert "hapus STORAGE_FALLBACK_URL" in said
    settings.EVIDENCE_FALLBACK = None
    assert run("verify", capsys=capsys)[0] == 0
    assert len(on_disk(remote)) == 2, "nothing is removed where it was"
    with pytest.raises(WrongInput, match="STORAGE_FALLBACK_URL"):
        run("move", to, capsys)

    code, told, said = run("move", str(remote.folder), capsys)
    assert (code, told["copied"], told["present"]) == (0, 1, 2)
    assert told["configuration"] == {"STORAGE_URL": None, "STORAGE_FALLBACK_URL": str(target)}
    assert "Hapus STORAGE_URL" in said
    settings.EVIDENCE_STORE = None
    assert run("verify", capsys=capsys)[0] == 0


def test_what_is_lost_is_told_and_the_rest_is_moved(world, line, settings, capsys, tmp_path):
    give(world)
    give(world, files.pdf("b"), "b.pdf")
    set_reach(everything())
    lost = hashlib.sha256(files.PDF).hexdigest()
    store()._wire.ask("DELETE", store()._key(world.bureau.uuid, lost))
    code, told, said = run("move", str(tmp_path / "tujuan"), capsys)
    assert (code, told["copied"], told["lost"]) == (1, 1, 1)
    assert "SK.pdf" in said
