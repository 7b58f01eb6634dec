"""What was acknowledged is still there after a power loss, and two agencies never share or lose bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from matang.lib.store import LocalStore, StoreFault

AGENCY = UUID(int=1)
BYTES = b"isi dokumen"
HASH = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def store(tmp_path) -> LocalStore:
    return LocalStore(tmp_path / "berkas")


def arrived(store: LocalStore, content: bytes = BYTES) -> Path:
    path = store.incoming()
    path.write_bytes(content)
    return path


def keep(store: LocalStore, path: Path, digest: str = HASH, agency: UUID = AGENCY) -> Path:
    store.keep(path, agency, digest)
    return store.path_of(agency, digest)


@contextmanager
def unused(agency: UUID, sha256: str) -> Iterator[bool]:
    yield True


def aged(path: Path, days: float = 2) -> None:
    moment = time.time() - days * 86400
    os.utime(path, (moment, moment))


def test_bytes_lie_under_their_hash_in_the_folder_of_the_agency(store):
    kept = keep(store, arrived(store))
    assert kept == store.folder / str(AGENCY) / HASH
    assert kept.read_bytes() == BYTES
    assert kept.stat().st_mode & 0o077 == 0, "only the program's own account reads evidence"
    assert list((store.folder / ".masuk").iterdir()) == []


def test_equal_files_that_arrive_at_once_end_as_one(store):
    paths = [arrived(store) for _ in range(20)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda path: store.keep(path, AGENCY, HASH), paths))
    assert [path.name for path in (store.folder / str(AGENCY)).iterdir()] == [HASH]
    assert store.verify(AGENCY, HASH)


def test_equal_bytes_of_two_agencies_are_two_files(store):
    first, second = keep(store, arrived(store)), keep(store, arrived(store), agency=uuid4())
    assert first != second
    assert first.stat().st_ino != second.stat().st_ino


@pytest.mark.parametrize("name", ["../x", "", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_hash_is_a_name(store, name):
    with pytest.raises(ValueError):
        store.path_of(AGENCY, name)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_bytes_and_names_reach_the_disk_before_anything_is_acknowledged(tmp_path):
    script = (
        "import sys; from pathlib import Path; from uuid import UUID; from matang.lib.store import LocalStore\n"
        "s = LocalStore(Path(sys.argv[1])); p = s.incoming(); p.write_bytes(b'isi dokumen')\n"
        f"s.keep(p, UUID(int=1), '{HASH}'); print('DITERIMA', flush=True)"
    )
    log = tmp_path / "jejak"
    calls = "fsync,fdatasync,rename,renameat,renameat2,write"
    done = subprocess.run(
        ["strace", "-f", "-y", "-o", log, "-e", f"trace={calls}", sys.executable, "-c", script, tmp_path / "b"],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    if "ptrace" in done.stderr:
        pytest.skip("tracing is not permitted here")
    lines = log.read_text().splitlines()
    where = lambda *words: next(i for i, line in enumerate(lines) if all(word in line for word in words))  # noqa: E731
    bytes_synced = where("fsync(", ".masuk/")
    renamed = where("rename", HASH)
    folder_synced = max(i for i, line in enumerate(lines) if "fsync(" in line and str(AGENCY) in line)
    assert bytes_synced < renamed < folder_synced < where("DITERIMA")


def test_the_sweeper_takes_only_old_orphans(store):
    kept = keep(store, arrived(store))
    orphan_hash = hashlib.sha256(b"yatim").hexdigest()
    orphan = keep(store, arrived(store, b"yatim"), orphan_hash)
    fresh = keep(store, arrived(store, b"baru"), hashlib.sha256(b"baru").hexdigest())
    broken, running = arrived(store, b"putus"), arrived(store, b"masih berjalan")
    for path in (kept, orphan, broken):
        aged(path)
    assert store.sweep({(AGENCY, HASH)}, 86400, unused) == 2
    assert not orphan.exists()
    assert not broken.exists()
    assert kept.exists()
    assert fresh.exists()
    assert running.exists()
    assert store.sweep({(AGENCY, HASH)}, 86400, unused) == 0


def test_the_sweeper_keeps_all_when_the_database_shows_nothing(store):
    kept = keep(store, arrived(store))
    aged(kept)
    assert store.sweep(set(), 86400, unused) == 0
    assert kept.exists()


def test_a_file_sent_again_is_young_again(store):
    aged(keep(store, arrived(store)))
    path = arrived(store)
    aged(path)
    kept = keep(store, path)
    assert store.sweep({(AGENCY, "0" * 64)}, 86400, unused) == 0
    assert kept.exists()


def test_damaged_bytes_never_arrive_as_whole(store):
    content = os.urandom(700_000)
    digest = hashlib.sha256(content).hexdigest()
    kept = keep(store, arrived(store, content), digest)
    assert b"".join(store.open_verified(AGENCY, digest, len(content))) == content
    kept.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    sent = []
    with pytest.raises(StoreFault):
        sent.extend(store.open_verified(AGENCY, digest, len(content)))
    assert len(b"".join(sent)) < len(content)
    assert not store.verify(AGENCY, digest)
    with pytest.raises(StoreFault):
        store.open_verified(AGENCY, digest, 5)
    with pytest.raises(StoreFault):
        store.open_verified(AGENCY, "0" * 64, 5)
