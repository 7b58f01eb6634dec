"""The store of evidence: files named by their SHA-256 under the folder of their agency.

`<folder>/<agency uuid>/<64 hex digits>`; what is still arriving lies in `<folder>/.masuk/`. Two agencies never share a
file, so that no agency learns from speed or place that another one has the same bytes.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

INCOMING = ".masuk"
CHUNK = 256 * 1024
RESERVE = 1024**3  # bytes that stay free for the database; on a small disk a twentieth of it
DIGEST = re.compile(r"[0-9a-f]{64}")


class StoreFault(Exception):
    """Kept bytes are missing or are not what they were; the text is for the log and for `matang verify`."""


@dataclass(frozen=True)
class Store:
    """A store in a local folder (made at the first use)."""

    folder: Path

    def incoming(self) -> Path:
        """The path of a new, empty file for what arrives now; readable by us alone."""
        place = self.folder / INCOMING
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = place / secrets.token_hex(16)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        return path

    def room_for(self, size: int) -> bool:
        """Whether `size` bytes fit and leave the reserve free: a full disk would stop the database."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        disk = shutil.disk_usage(self.folder)
        return disk.free - size > min(RESERVE, disk.total // 20)

    def keep(self, temporary: Path, agency: UUID, sha256: str) -> Path:
        """Make an arrived file durable under its hash and return its path; only then may a row speak of it.

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
        return target

    def path_of(self, agency: UUID, sha256: str) -> Path:
        """Where the bytes lie; ValueError for anything that is not a hash."""
        if not DIGEST.fullmatch(sha256):
            raise ValueError(sha256)
        return self.folder / str(agency) / sha256

    def open_verified(self, agency: UUID, sha256: str, size: int) -> VerifiedFile:
        """Open kept bytes for sending; StoreFault when they are missing or have another size."""
        path = self.path_of(agency, sha256)
        try:
            file = path.open("rb")
        except OSError as fault:
            raise StoreFault(f"{path} tidak dapat dibaca: {fault.strerror}") from fault
        if os.fstat(file.fileno()).st_size != size:
            file.close()
            raise StoreFault(f"{path} tidak berukuran {size} bita")
        return VerifiedFile(file, sha256)

    def verify(self, agency: UUID, sha256: str) -> bool:
        """Whether the bytes are there and still have their hash."""
        try:
            with self.path_of(agency, sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def sweep(self, referenced: Collection[tuple[UUID, str]], older_than: float) -> int:
        """Remove what no row speaks of and what never finished arriving, when it is older than `older_than` seconds;
        returns how many files went.

        Without any reference nothing kept is removed: a database that shows no row at all is more likely a fault.
        """
        limit = time.time() - older_than
        named = {self.path_of(agency, sha256) for agency, sha256 in referenced}
        gone = sum(_remove(path, limit) for path in _files(self.folder / INCOMING))
        if not named:
            return gone
        for place in _agencies(self.folder):
            with _locked(place):
                gone += sum(_remove(path, limit) for path in _files(place) if path not in named)
        return gone

    def _folder_of(self, agency: UUID) -> None:
        place = self.folder / str(agency)
        if not place.is_dir():
            place.mkdir(mode=0o700, exist_ok=True)
            _sync(self.folder)
            _sync(self.folder.parent)


class VerifiedFile:
    """Kept bytes on their way out. The last piece is held back until the hash of all is right, so that damaged bytes
    break the transfer instead of arriving as if they were whole."""

    def __init__(self, file: BinaryIO, sha256: str) -> None:
        self._file = file
        self._sha256 = sha256

    def __iter__(self) -> Iterator[bytes]:
        digest, held = hashlib.sha256(), b""
        while piece := self._file.read(CHUNK):
            digest.update(piece)
            if held:
                yield held
            held = piece
        if digest.hexdigest() != self._sha256:
            raise StoreFault(f"isi {self._file.name} berubah")
        if held:
            yield held

    def close(self) -> None:
        """Close the file; the response calls it, however the transfer ends."""
        self._file.close()


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


def _files(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if path.is_file()] if place.is_dir() else []


def _agencies(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir() and path.name != INCOMING] if folder.is_dir() else []


def _remove(path: Path, limit: float) -> bool:
    try:
        if path.stat().st_mtime >= limit:
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    return True
