"""What a request to an S3 store carries."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from matang.lib.store.kept import CHUNK, VerifiedFile


@dataclass(frozen=True)
class Body:
    """The bytes of a request: how many, their SHA-256 (which is signed), and how to get them anew for each try; `md5`
    (base64) where nothing else of them is told."""

    size: int
    sha256: str
    pieces: Callable[[], Iterable[bytes]]
    md5: str = ""


EMPTY = Body(0, hashlib.sha256(b"").hexdigest(), tuple)


def body_of(content: bytes) -> Body:
    """A body that is in memory."""
    return Body(len(content), hashlib.sha256(content).hexdigest(), lambda: (content,))


def file_body(path: Path, sha256: str) -> Body:
    """A whole file. When its bytes have no longer this hash, StoreFault is raised before the last of them leave."""
    size = path.stat().st_size

    def pieces() -> Iterator[bytes]:
        with path.open("rb") as file:
            yield from VerifiedFile(file, str(path), sha256, size)

    return Body(size, sha256, pieces)


def part_body(path: Path, start: int, size: int) -> Body:
    """`size` bytes of a file from `start`; they are read twice, since their hashes are sent before them."""
    digest, sum_ = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    for piece in _slice(path, start, size):
        digest.update(piece)
        sum_.update(piece)
    md5 = base64.b64encode(sum_.digest()).decode()
    return Body(size, digest.hexdigest(), lambda: _slice(path, start, size), md5)


def _slice(path: Path, start: int, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while size > 0 and (piece := file.read(min(CHUNK, size))):
            size -= len(piece)
            yield piece
