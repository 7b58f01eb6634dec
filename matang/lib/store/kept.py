"""What both stores promise, and bytes on their way out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from uuid import UUID

CHUNK = 256 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")

Unused = Callable[[UUID, str], AbstractContextManager[bool]]  # while it is entered, no row can come to speak of these


class StoreFault(Exception):
    """Kept bytes are missing or are not what they were; the text is for the log and for `matang verify`."""


class StoreUnreachable(StoreFault):
    """The store does not answer, or refuses us: nothing is known about the bytes. The text holds no secret."""


class Source(Protocol):
    """An open file, or an answer that is still coming in."""

    def read(self, size: int, /) -> bytes:
        """The next piece, at most `size` bytes; b"" at the end."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Store(Protocol):
    """A store of evidence. Everything but `incoming` and `room_for` may raise StoreUnreachable."""

    def incoming(self) -> Path:
        """The path of a new, empty file for what arrives now; readable by us alone."""
        ...

    def room_for(self, size: int) -> bool:
        """Whether `size` bytes fit into the waiting room and leave the reserve free."""
        ...

    def keep(self, temporary: Path, agency: UUID, sha256: str) -> None:
        """Make an arrived file durable under its hash; it leaves the waiting room. Raises StoreFault."""
        ...

    def has(self, agency: UUID, sha256: str, size: int) -> bool:
        """Whether bytes of this hash and size are there, without reading them."""
        ...

    def open_verified(self, agency: UUID, sha256: str, size: int) -> VerifiedFile:
        """Open kept bytes for sending; StoreFault when they are missing or have another size."""
        ...

    def local_copy(self, agency: UUID, sha256: str, size: int) -> AbstractContextManager[Path]:
        """The path of verified bytes on the local disk, for reading only while the context lasts; else StoreFault."""
        ...

    def verify(self, agency: UUID, sha256: str) -> bool:
        """Whether the bytes are there and still have their hash; reads all of them."""
        ...

    def sweep(self, referenced: Collection[tuple[UUID, str]], older_than: float, unused: Unused) -> int:
        """Remove what no row speaks of and what never finished arriving, when it is older than `older_than` seconds;
        returns how many files went.

        Without any reference nothing kept is removed: a database that shows no row at all is more likely a fault.
        """
        ...


def checked(sha256: str) -> str:
    """The hash itself; ValueError for anything that is not one."""
    if not DIGEST.fullmatch(sha256):
        raise ValueError(sha256)
    return sha256


class VerifiedFile:
    """Kept bytes on their way out. The last piece is held back until size and hash of all are right, so that damaged
    bytes break the transfer instead of arriving as if they were whole."""

    def __init__(self, file: Source, name: str, sha256: str, size: int) -> None:
        self._file = file
        self._name = name
        self._expected = (size, sha256)

    def __iter__(self) -> Iterator[bytes]:
        digest, size, held = hashlib.sha256(), 0, b""
        while piece := self._file.read(CHUNK):
            digest.update(piece)
            size += len(piece)
            if held:
                yield held
            held = piece
        if (size, digest.hexdigest()) != self._expected:
            raise StoreFault(f"isi {self._name} berubah atau terpotong")
        if held:
            yield held

    def close(self) -> None:
        """Close the file; the response calls it, however the transfer ends."""
        self._file.close()
