"""Copying bytes from one store to another, so that it can be broken off and begun again at any time."""

from __future__ import annotations

from contextlib import closing
from uuid import UUID

from matang.lib.store.kept import Store
from matang.lib.store.local import LocalStore


def carry(source: Store, target: Store, agency: UUID, sha256: str, size: int) -> bool:
    """Have the bytes in `target`; whether they had to be copied. `source` keeps its own.

    What is there already is passed by: a local file by its hash, an object by what its server says of it. Raises
    StoreFault when the source has not got the bytes whole; then the target gets none.
    """
    local = isinstance(target, LocalStore)
    if target.verify(agency, sha256) if local else target.has(agency, sha256, size):
        return False
    path = target.incoming()
    try:
        with closing(source.open_verified(agency, sha256, size)) as file, path.open("wb") as out:
            out.writelines(file)
        target.keep(path, agency, sha256)
    finally:
        path.unlink(missing_ok=True)
    return True
