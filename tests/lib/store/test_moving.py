"""Moving evidence between a folder and an S3 store, while it is read and written."""

from __future__ import annotations

from pathlib import Path

import pytest

from matang.cli.moving import copy_all, same
from matang.evidence.checking import Kept
from matang.lib.store import LocalStore, StoreFault, StoreUnreachable, WithFallback
from matang.lib.store.s3 import S3Store
from tests.lib.store.conftest import AGENCY, kept, read, unused
from tests.s3 import address_at

MANY = [f"dokumen {number}".encode() for number in range(12)]


@pytest.fixture
def folder(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "lama")


def versions(store, contents=MANY) -> list[Kept]:
    return [Kept(f"{content.decode()}.pdf", *kept(store, content)) for content in contents]


@pytest.mark.parametrize("way", ["up", "down"])
def test_all_is_copied_once_and_stays_where_it_was(store, folder, way):
    source, target = (folder, store) if way == "up" else (store, folder)
    all_of = versions(source)
    found = copy_all(all_of, source, target)
    assert (found.copied, found.present, found.lost) == (12, 0, [])
    assert found.size == sum(map(len, MANY))
    assert all(target.verify(one.agency, one.sha256) and source.verify(one.agency, one.sha256) for one in all_of)
    again = copy_all(all_of, source, target)
    assert (again.copied, again.present) == (0, 12)


def test_a_move_that_was_broken_off_goes_on(store, folder, line):
    all_of = versions(folder)
    copy_all(all_of[:5], folder, store)
    line.trouble("PUT", "503")
    with pytest.raises(StoreUnreachable):
        copy_all(all_of, folder, store)
    line.always.clear()
    found = copy_all(all_of, folder, S3Store(store.address, folder.folder))
    assert (found.copied, found.present) == (7, 5)
    assert list(folder.folder.glob(".masuk/*")) == []


def test_damaged_bytes_are_told_of_and_not_copied(store, folder):
    all_of = versions(folder)
    folder.path_of(AGENCY, all_of[3].sha256).write_bytes(b"dokumen x")
    folder.path_of(AGENCY, all_of[4].sha256).unlink()
    found = copy_all(all_of, folder, store)
    assert (found.copied, len(found.lost)) == (10, 2)
    assert found.lost[0].startswith("dokumen 3.pdf")
    assert not store.has(*all_of[3][1:])


def test_a_damaged_file_at_the_target_folder_is_healed(store, folder):
    (one,) = versions(store, [b"isi dokumen"])
    kept(folder, b"isi dokumen")
    folder.path_of(AGENCY, one.sha256).write_bytes(b"isi lainnya")
    assert copy_all([one], store, folder).copied == 1
    assert folder.verify(AGENCY, one.sha256)


def test_people_read_and_write_while_files_move(store, folder, line):
    both = WithFallback(store, folder)
    old, new = kept(folder, b"lama"), kept(both, b"baru")
    assert not folder.path_of(*new[:2]).exists(), "what is new goes to the new store"
    for of, content in ((old, b"lama"), (new, b"baru")):
        assert read(both, *of) == content
        assert both.verify(*of[:2])
        with both.local_copy(*of) as path:
            assert path.read_bytes() == content
    assert both.has(*new)
    assert not both.has(*old), "only the new store counts for what is kept now"
    assert both.sweep({new[:2]}, -60, unused) == 0
    assert folder.verify(*old[:2]), "the old store is only read"
    with pytest.raises(StoreFault):
        both.open_verified(AGENCY, "0" * 64, 3)
    line.trouble("GET", "503")
    assert read(both, *old) == b"lama", "an outage of the new store does not hide the old one"
    with pytest.raises(StoreUnreachable):
        both.open_verified(*new)


def test_places_are_the_same_whatever_the_key(tmp_path):
    assert same(address_at(1, "a", secret="x"), address_at(1, "a", secret="y"))
    assert not same(address_at(1, "a"), address_at(1, "b"))
    assert same(tmp_path / "a" / ".." / "b", tmp_path / "b")
    assert not same(tmp_path, address_at(1, "a"))
