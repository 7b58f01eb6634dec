"""A store of its own for each test, in the one real server, over a line that can be made bad."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from matang.lib.store import Store
from matang.lib.store.s3 import S3Store
from tests.s3 import Line, address_at, line, s3

__all__ = ["line", "s3"]
AGENCY = UUID(int=1)


@pytest.fixture
def store(line: Line, tmp_path: Path) -> S3Store:
    return S3Store(address_at(line.port), tmp_path / "berkas")


def arrived(store: Store, content: bytes) -> Path:
    path = store.incoming()
    path.write_bytes(content)
    return path


def kept(store: Store, content: bytes, agency: UUID = AGENCY) -> tuple[UUID, str, int]:
    """Keep bytes; what `open_verified` wants to know of them."""
    digest = hashlib.sha256(content).hexdigest()
    store.keep(arrived(store, content), agency, digest)
    return agency, digest, len(content)


def read(store: Store, *of: object) -> bytes:
    return b"".join(store.open_verified(*of))  # type: ignore[arg-type]


def some(size: int) -> bytes:
    return os.urandom(size)


@contextmanager
def unused(agency: UUID, sha256: str) -> Iterator[bool]:
    yield True
