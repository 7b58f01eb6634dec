"""Bytes that arrive in pieces: each piece lands in a file of its own, and is then added to what came before.

What is counted as received has been fsynced. The pieces of an upload lie in one file, named by the upload's id, in
the waiting room of the store.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from matang.evidence.receiving import NO_ROOM, NoRoom, WholeFile, is_full, store

CHUNK = 16 * 1024  # half a second of a line of 256 kbit/s: so much at most is lost with a process that is killed
NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Piece:
    """A piece in the waiting room; `digests` of its bytes by algorithm. `more`: the time ended before the body."""

    path: Path
    length: int
    digests: dict[str, bytes]
    more: bool

    def discard(self) -> None:
        """Forget the piece."""
        self.path.unlink(missing_ok=True)


def read_piece(request: HttpRequest, most: int, seconds: float = math.inf) -> Piece:
    """Read on in a request's body into the waiting room, at most `most` bytes and about as long as `seconds`. Call it
    before a transaction is open.

    When a line breaks, reading just ends or raises: what has come until then is kept all the same. Raises NoRoom, and
    leaves nothing, when the disk is full.
    """
    end, more = time.monotonic() + seconds, False
    hashes = {"sha256": hashlib.sha256(), "sha1": hashlib.sha1(usedforsecurity=False)}
    path, length = store().incoming(), 0
    try:
        with _told_when_full(), path.open("wb") as out:
            while not more and length < most and (chunk := _read(request, min(CHUNK, most - length))):
                out.write(chunk)
                length += len(chunk)
                for digest in hashes.values():
                    digest.update(chunk)
                more = length < most and time.monotonic() > end
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Piece(path, length, {name: digest.digest() for name, digest in hashes.items()}, more)


def _read(request: HttpRequest, size: int) -> bytes:
    try:
        return request.read(size)
    except OSError:
        return b""


@contextmanager
def _told_when_full() -> Iterator[None]:
    """Raise NoRoom for a full disk."""
    try:
        yield
    except OSError as fault:
        if is_full(fault):
            raise NoRoom(f"Berkas {NO_ROOM}") from fault
        raise


def add(uuid: UUID, received: int, piece: Piece) -> None:
    """Add a piece after the first `received` bytes; durable on return. What a crash left behind them is cut off.
    Raises NoRoom; what was received before stays."""
    place = pieces_of(uuid)
    fresh = not place.exists()
    with _told_when_full(), place.open("r+b" if not fresh else "w+b") as file, piece.path.open("rb") as source:
        file.truncate(received)
        file.seek(received)
        shutil.copyfileobj(source, file, 1024 * 1024)
        file.flush()
        os.fsync(file.fileno())
    if fresh:
        _sync(place.parent)


def whole_file(uuid: UUID, name: str) -> WholeFile:
    """All pieces as one arrived file under a second name, so that they stay until the row is committed."""
    place = pieces_of(uuid)
    with place.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    temporary = store().incoming()
    temporary.unlink()
    os.link(place, temporary)
    return WholeFile(temporary, name, sha256, place.stat().st_size)


def discard(uuid: UUID) -> None:
    """Remove the pieces of an upload."""
    pieces_of(uuid).unlink(missing_ok=True)


def present(uuid: UUID, received: int) -> bool:
    """Whether the bytes that the row counts are really there."""
    place = pieces_of(uuid)
    return received == 0 or (place.exists() and place.stat().st_size >= received)


def kept_pieces() -> set[UUID]:
    """The uploads of which pieces lie here."""
    return {UUID(path.name) for path in _room().iterdir() if NAME.fullmatch(path.name)}


def pieces_of(uuid: UUID) -> Path:
    """Where the pieces of an upload lie."""
    return _room() / uuid.hex


def _room() -> Path:
    place = Path(settings.EVIDENCE_FOLDER) / ".masuk" / "lanjutan"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
