"""The store in a local folder: `<folder>/<agency uuid>/<64 hex digits>`."""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from matang.lib.store.incoming import INCOMING, WaitingRoom, files_in, remove_old
from matang.lib.store.kept import StoreFault, Unused, VerifiedFile, checked


@dataclass(frozen=True)
class LocalStore:
    """A store in a local folder (made at the first use)."""

    folder: Path

    def incoming(self) -> Path:
        """As of every store."""
        return WaitingRoom(self.folder).new()

    def room_for(self, size: int) -> bool:
        """As of every store."""
        return WaitingRoom(self.folder).room_for(size)

    def keep(self, temporary: Path, agency: UUID, sha256: str) -> None:
        """Make an arrived file durable under its hash.

        fsync of the bytes, rename, fsync of the folder, in this order: a power loss then leaves the whole file or
        none. Keeping equal bytes again replaces them by themselves, so parallel arrivals end with one file.
        """
        target = self.path_of(agency, sha256)
        self._folder_of(agency)
        os.utime(temporary)  # the sweeper counts the age from now
        _sync(temporary)
        with _locked(target.parent):
            temporary.replace(target)
            _sync(target.parent)

    def path_of(self, agency: UUID, sha256: str) -> Path:
        """Where the bytes lie; ValueError for anything that is not a hash."""
        return self.folder / str(agency) / checked(sha256)

    def has(self, agency: UUID, sha256: str, size: int) -> bool:
        """As of every store."""
        try:
            return self.path_of(agency, sha256).stat().st_size == size
        except OSError:
            return False

    def open_verified(self, agency: UUID, sha256: str, size: int) -> VerifiedFile:
        """As of every store."""
        path = self.path_of(agency, sha256)
        try:
            file = path.open("rb")
        except OSError as fault:
            raise StoreFault(f"{path} tidak dapat dibaca: {fault.strerror}") from fault
        if os.fstat(file.fileno()).st_size != size:
            file.close()
            raise StoreFault(f"{path} tidak berukuran {size} bita")
        return VerifiedFile(file, str(path), sha256, size)

    @contextmanager
    def local_copy(self, agency: UUID, sha256: str, size: int) -> Iterator[Path]:
        """The kept file itself, once its hash is right."""
        path = self.path_of(agency, sha256)
        if not self.has(agency, sha256, size) or not self.verify(agency, sha256):
            raise StoreFault(f"{path} hilang atau berubah")
        yield path

    def verify(self, agency: UUID, sha256: str) -> bool:
        """As of every store."""
        try:
            with self.path_of(agency, sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def sweep(self, referenced: Collection[tuple[UUID, str]], older_than: float, unused: Unused) -> int:
        """As of every store. `unused` is not asked: the folder's lock keeps a file that comes again from going."""
        limit = time.time() - older_than
        named = {self.path_of(agency, sha256) for agency, sha256 in referenced}
        gone = WaitingRoom(self.folder).sweep(older_than)
        if not named:
            return gone
        for place in _agencies(self.folder):
            with _locked(place):
                gone += sum(remove_old(path, limit) for path in files_in(place) if path not in named)
        return gone

    def _folder_of(self, agency: UUID) -> None:
        place = self.folder / str(agency)
        if not place.is_dir():
            place.mkdir(mode=0o700, exist_ok=True)
            _sync(self.folder)
            _sync(self.folder.parent)


def _sync(path: Path) -> None:
    """fsync a file or a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Keeping and sweeping in one folder exclude each other: a file kept anew must not go as an old orphan."""
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _agencies(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir() and path.name != INCOMING] if folder.is_dir() else []
