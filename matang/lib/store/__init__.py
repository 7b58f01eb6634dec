"""The store of evidence: bytes named by their SHA-256 under their agency, in a local folder or in an S3 store.

What arrives lies first in the waiting room on the local disk, hashed; `keep` then makes it durable, and only then may
a row speak of it. Two agencies never share bytes, so that no agency learns from speed or place that another one has
the same. Our own SHA-256 is computed again whenever bytes are read: no store's word is taken for it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from matang.lib.store.address import AddressFault, S3Address, read_address
from matang.lib.store.fallback import WithFallback
from matang.lib.store.kept import Store, StoreFault, StoreUnreachable, Unused, VerifiedFile
from matang.lib.store.local import LocalStore

__all__ = [
    "AddressFault",
    "LocalStore",
    "S3Address",
    "Store",
    "StoreFault",
    "StoreUnreachable",
    "Unused",
    "VerifiedFile",
    "WithFallback",
    "open_store",
    "read_address",
]


@lru_cache(maxsize=16)
def open_store(address: S3Address | Path, waiting: Path) -> Store:
    """The store at an address; `waiting` is the folder whose waiting room an S3 store uses. One object an address, so
    that connections are kept."""
    if isinstance(address, Path):
        return LocalStore(address)
    from matang.lib.store.s3 import S3Store  # a local installation pays nothing for it

    return S3Store(address, waiting)
