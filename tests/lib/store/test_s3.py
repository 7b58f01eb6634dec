"""Evidence in an S3 store: nothing counts as kept that is not there, nothing arrives that is not what was kept."""

from __future__ import annotations

import base64
import hashlib
import ssl
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import pytest

from matang.lib.store import StoreFault, StoreUnreachable, open_store, parts
from matang.lib.store.bodies import body_of
from matang.lib.store.listing import objects_under, unfinished_under
from matang.lib.store.s3 import CLAIM, S3Store
from tests.lib.store.conftest import AGENCY, arrived, kept, read, some, unused
from tests.s3 import SECRET, Line, address_at, openssl

FRESH = "matang.lib.store.s3.FRESH"


def keys(store: S3Store) -> list[str]:
    return [one.key.removeprefix(f"{store.address.prefix}/") for one in objects_under(store._wire, store._prefix)]


def left(store: S3Store) -> list[str]:
    """What lies in the waiting room."""
    return [path.name for path in store._room.folder.glob(".masuk/*")]


@pytest.mark.parametrize("size", [0, 1, 700_000])
def test_what_was_kept_comes_back(store, size):
    content = some(size)
    of = kept(store, content)
    assert read(store, *of) == content
    assert store.verify(*of[:2])
    assert keys(store) == [f"{AGENCY}/{of[1]}"]
    assert left(store) == []


def test_equal_bytes_of_two_agencies_are_two_objects(store):
    kept(store, b"isi")
    kept(store, b"isi", uuid4())
    assert len(keys(store)) == 2


def test_equal_files_that_arrive_at_once_end_as_one(store):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: kept(store, b"isi dokumen"), range(24)))) == 1
    assert len(keys(store)) == 1


def test_what_is_not_there_is_a_fault_and_no_file(store):
    missing = hashlib.sha256(b"").hexdigest()
    assert not store.has(AGENCY, missing, 0)
    assert not store.verify(AGENCY, missing)
    with pytest.raises(StoreFault) as fault:
        store.open_verified(AGENCY, missing, 0)
    assert not isinstance(fault.value, StoreUnreachable), "missing bytes are not an outage"
    with pytest.raises(ValueError):
        store.has(AGENCY, "../../lain", 0)


@pytest.mark.parametrize("kind", ["cut", "swap"])
def test_damaged_bytes_never_arrive_as_whole(store, line, kind):
    content = some(700_000)
    of = kept(store, content)
    line.trouble("GET", kind)
    sent = []
    with pytest.raises(StoreFault):
        sent.extend(store.open_verified(*of))
    assert len(b"".join(sent)) < len(content)
    assert not store.verify(*of[:2])
    with pytest.raises(StoreFault), store.local_copy(*of):
        raise AssertionError("a damaged file must not be read")
    assert left(store) == []
    with pytest.raises(StoreFault):
        store.open_verified(*of[:2], of[2] + 1)


def test_a_refused_reading_is_no_damage(store, line):
    of = kept(store, b"isi")
    line.trouble("GET", "403")
    for reading in (lambda: store.open_verified(*of), lambda: store.verify(*of[:2])):
        with pytest.raises(StoreUnreachable, match="menolak"):
            reading()


def test_a_local_copy_lasts_as_long_as_it_is_read(store):
    of = kept(store, b"isi")
    with store.local_copy(*of) as path:
        assert path.read_bytes() == b"isi"
    assert not path.exists()


@pytest.mark.parametrize("kind", ["spoil", "half sent", "503", "reset"])
def test_a_body_that_is_spoilt_on_its_way_is_sent_again(store, line, kind):
    line.trouble("PUT", kind, times=1)
    content = some(300_000)
    assert read(store, *kept(store, content)) == content


@pytest.mark.parametrize("kind", ["spoil", "half sent", "503", "reset", "ok without storing"])
def test_a_body_that_is_always_spoilt_is_never_kept(store, line, kind):
    line.trouble("PUT", kind)
    path = arrived(store, b"isi dokumen")
    digest = hashlib.sha256(b"isi dokumen").hexdigest()
    with pytest.raises(StoreFault):
        store.keep(path, AGENCY, digest)
    assert path.exists(), "who keeps it decides what becomes of it"
    assert keys(S3Store(store.address, path.parent)) == []


def test_an_answer_that_was_lost_does_not_lose_the_file(store, line):
    line.trouble("PUT", "lose answer", times=1)
    assert read(store, *kept(store, b"isi")) == b"isi"


def test_a_file_that_changed_before_it_left_is_not_kept(store):
    path = arrived(store, b"bukan itu")
    with pytest.raises(StoreFault, match="berubah"):
        store.keep(path, AGENCY, hashlib.sha256(b"isi").hexdigest())
    assert keys(store) == []


def test_a_server_that_knows_no_condition_is_good_enough(store, line):
    line.trouble("PUT", "501")
    assert read(store, *kept(store, b"isi")) == b"isi"


def test_keeping_again_heals_and_renews(store, monkeypatch):
    agency, digest, size = kept(store, b"isi dokumen")
    key = store._key(agency, digest)
    store._wire.ask("PUT", key, headers={CLAIM: digest}, body=body_of(b"isi lainnya"))
    assert not store.verify(agency, digest)
    monkeypatch.setattr(FRESH, 0.0)
    kept(store, b"isi dokumen")
    assert store.verify(agency, digest)
    store._wire.ask("PUT", key, headers={CLAIM: digest}, body=body_of(b"pendek"))
    assert not store.has(agency, digest, size)


def test_what_the_server_computed_counts_more_than_what_we_said(store):
    """A right size and a right claim are not enough where the server knows better."""
    agency, digest, size = kept(store, b"isi dokumen")
    other = base64.b64encode(hashlib.sha256(b"isi lainnya").digest()).decode()
    headers = {CLAIM: digest, "x-amz-checksum-sha256": other}
    store._wire.ask("PUT", store._key(agency, digest), headers=headers, body=body_of(b"isi lainnya"))
    assert not store.has(agency, digest, size)


def test_a_server_that_is_away_is_said_in_time_and_comes_back(store, line):
    of = kept(store, b"isi")
    for method in ("GET", "PUT", "HEAD"):
        line.trouble(method, "503")
    started = time.monotonic()
    with pytest.raises(StoreUnreachable) as fault:
        store.has(*of)
    assert time.monotonic() - started < 5
    assert SECRET not in str(fault.value)
    started, before = time.monotonic(), len(line.seen)
    for _ in range(20):
        with pytest.raises(StoreUnreachable):
            store.open_verified(*of)
    assert time.monotonic() - started < 1, "people must not queue up behind a server that is away"
    assert len(line.seen) == before
    line.always.clear()
    time.sleep(3.1)
    assert read(store, *of) == b"isi"


def test_a_server_that_is_silent_is_given_up(store, line, monkeypatch):
    of = kept(store, b"isi")
    monkeypatch.setattr("matang.lib.store.wire.READ_SECONDS", 0.3)
    monkeypatch.setattr("matang.lib.store.wire.PATIENCE", 0.1)
    line.trouble("GET", "hang")
    started = time.monotonic()
    with pytest.raises(StoreUnreachable, match="batas waktu"):
        store.open_verified(*of)
    assert time.monotonic() - started < 3


def test_nobody_there(tmp_path, line):
    line.end()
    with pytest.raises(StoreUnreachable, match="tidak dapat dihubungi"):
        S3Store(address_at(line.port), tmp_path).has(AGENCY, "0" * 64, 1)


@pytest.mark.parametrize("wrong", [{"secret": "salah-sekali"}, {"key": "LAIN"}, {"bucket": "tidak-ada"}])
def test_a_refusal_is_no_outage_and_shows_no_secret(line, tmp_path, wrong):
    store = S3Store(replace(address_at(line.port), **wrong), tmp_path / "berkas")
    with pytest.raises(StoreUnreachable, match="menolak") as fault:
        store.try_out()
    assert SECRET not in str(fault.value)
    assert "salah-sekali" not in str(fault.value)
    assert len(line.seen) == 1, "a refusal is not tried again"


def test_trying_out_leaves_nothing(store, line):
    store.try_out()
    assert keys(store) == left(store) == []
    line.trouble("GET", "swap")
    with pytest.raises(StoreFault):
        store.try_out()


def idle(store: S3Store) -> list:
    """Several connections that wait to be used again."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.has(AGENCY, "0" * 64, 1), range(64)))
    assert len(store._wire._idle) > 3
    return list(store._wire._idle)


def test_lines_that_were_let_go_over_night_are_taken_up_again(store):
    of = kept(store, b"isi")
    for connection in idle(store):
        connection.sock.shutdown(2)
    assert read(store, *of) == b"isi"


def test_a_forked_process_leaves_the_lines_of_its_parent_alone(store, monkeypatch):
    """Two processes on one line would read each other's files."""
    of, ours = kept(store, b"isi"), idle(store)
    monkeypatch.setattr("os.getpid", lambda: 1)
    assert read(store, *of) == b"isi"
    assert not set(ours) & set(store._wire._idle)


@pytest.fixture
def small_parts(monkeypatch) -> None:
    monkeypatch.setattr("matang.lib.store.s3.LARGE", 6 * 1024**2)
    monkeypatch.setattr("matang.lib.store.parts.PART", 5 * 1024**2)


@pytest.mark.parametrize(
    ("method", "kind"), [("PUT", ""), ("PUT", "spoil"), ("PUT", "half sent"), ("POST", "lose answer")]
)
def test_a_large_file_goes_up_in_parts(store, line, small_parts, method, kind):
    line.trouble(method, kind, times=1)
    content = some(12 * 1024**2)
    of = kept(store, content)
    assert sum("partNumber=" in seen for seen in line.seen) >= 3
    assert store.has(*of)
    assert read(store, *of) == content


def test_a_large_file_that_does_not_get_through_is_not_kept_and_its_parts_are_swept(store, line, small_parts):
    line.trouble("PUT", "spoil")
    with pytest.raises(StoreFault):
        kept(store, some(12 * 1024**2))
    line.always.clear()
    again = S3Store(store.address, store._room.folder)
    assert keys(again) == []
    with pytest.raises(StoreFault, match="berubah"):
        again.keep(arrived(again, some(7 * 1024**2)), AGENCY, "0" * 64)
    assert len(list(unfinished_under(again._wire, again._prefix))) == 1
    assert again.sweep({(AGENCY, "1" * 64)}, 86400, unused) == 0, "an upload may be under way"
    again.sweep({(AGENCY, "1" * 64)}, -60, unused)
    assert list(unfinished_under(again._wire, again._prefix)) == []


def test_parts_that_were_put_together_wrongly_are_not_kept(store, small_parts, monkeypatch):
    in_order = parts._parts
    monkeypatch.setattr(parts, "_parts", lambda path: reversed(list(in_order(path))))
    with pytest.raises(StoreFault, match="tidak utuh"):
        kept(store, some(10 * 1024**2))


def test_the_sweeper_takes_only_old_orphans(store, monkeypatch):
    monkeypatch.setattr("matang.lib.store.listing.PAGE", 2)
    named = [kept(store, bytes([number])) for number in range(5)]
    orphans = [kept(store, bytes([number])) for number in range(10, 15)]
    store._wire.ask("PUT", f"{store._prefix}catatan.txt", body=body_of(b"bukan milik kami"))
    store._wire.ask("POST", store._key(AGENCY, "0" * 64), {"uploads": ""})
    references = {one[:2] for one in named}
    assert store.sweep(references, 86400, unused) == 0, "young orphans may belong to a file that arrives now"
    assert store.sweep(set(), -60, unused) == 0, "a database that shows nothing is more likely a fault"
    assert store.sweep(references, -60, unused) == len(orphans) + 1
    assert sorted(keys(store)) == sorted([*(f"{AGENCY}/{one[1]}" for one in named), "catatan.txt"])
    assert list(unfinished_under(store._wire, store._prefix)) == []


def test_the_sweeper_leaves_what_comes_again_meanwhile(store, monkeypatch):
    monkeypatch.setattr(FRESH, 0.0)
    spoken_of, sent_again = kept(store, b"baru dirujuk"), kept(store, b"dikirim lagi")
    old = {kept(store, bytes([number]))[:2] for number in range(2)}
    time.sleep(2.1)

    @contextmanager
    def meanwhile(agency, sha256):
        if sha256 == sent_again[1]:
            kept(store, b"dikirim lagi")
        yield sha256 != spoken_of[1]

    assert store.sweep(old, 1, meanwhile) == 0
    assert len(keys(store)) == 4


def test_another_installations_files_are_not_swept(store):
    """A trial with its own database and the real bucket must not empty it in its first night."""
    for number in range(3):
        kept(store, bytes([number]))
    ours = {kept(store, b"milik kami")[:2]}
    with pytest.raises(StoreFault, match="pemasangan lain"):
        store.sweep(ours, -60, unused)
    assert len(keys(store)) == 4


def test_one_address_one_store(line, tmp_path):
    address = address_at(line.port)
    assert open_store(address, tmp_path) is open_store(replace(address), tmp_path)


@pytest.mark.skipif(not openssl(), reason="openssl is not installed")
def test_a_server_with_a_foreign_certificate_is_not_trusted(s3, tmp_path, monkeypatch):
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    pair = ["-keyout", tmp_path / "kunci", "-out", tmp_path / "sertifikat"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *pair, *names], check=True, capture_output=True
    )
    line = Line(s3)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "sertifikat", tmp_path / "kunci")
    line.socket = context.wrap_socket(line.socket, server_side=True)
    address = replace(address_at(line.port), tls=True)
    with pytest.raises(StoreUnreachable):
        S3Store(address, tmp_path / "a").try_out()
    assert line.seen == []
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "sertifikat"))
    S3Store(address, tmp_path / "b").try_out()
    line.end()
