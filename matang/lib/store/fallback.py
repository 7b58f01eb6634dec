"""While files move from one store to another: all that is written goes to the new one, what it lacks is read from the
old one."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from matang.lib.store.kept import Store, StoreFault, StoreUnreachable, Unused, VerifiedFile

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WithFallback:
    """The store `new`, and behind it `old`, which is only read."""

    new: Store
    old: Store

    def incoming(self) -> Path:
        """As of the new store."""
        return self.new.incoming()

    def room_for(self, size: int) -> bool:
        """As of the new store."""
        return self.new.room_for(size)

    def keep(self, temporary: Path, agency: UUID, sha256: str) -> None:
        """As of the new store."""
        self.new.keep(temporary, agency, sha256)

    def has(self, agency: UUID, sha256: str, size: int) -> bool:
        """As of the new store: what has just been kept must be there."""
        return self.new.has(agency, sha256, size)

    def open_verified(self, agency: UUID, sha256: str, size: int) -> VerifiedFile:
        """From the new store, else from the old one; when both fail, the new one's fault."""
        try:
            return self.new.open_verified(agency, sha256, size)
        except StoreFault as fault:
            try:
                return self.old.open_verified(agency, sha256, size)
            except StoreFault as second:
                log.warning("%s", second)
                raise _worse(fault, second) from second

    @contextmanager
    def local_copy(self, agency: UUID, sha256: str, size: int) -> Iterator[Path]:
        """From the store that has the bytes."""
        there = self.new if self.new.has(agency, sha256, size) else self.old
        with there.local_copy(agency, sha256, size) as path:
            yield path

    def verify(self, agency: UUID, sha256: str) -> bool:
        """Whether either store has the bytes whole."""
        return self.new.verify(agency, sha256) or self.old.verify(agency, sha256)

    def sweep(self, referenced: Collection[tuple[UUID, str]], older_than: float, unused: Unused) -> int:
        """In the new store only; the old one stays as it is."""
        return self.new.sweep(referenced, older_than, unused)


def _worse(first: StoreFault, second: StoreFault) -> StoreFault:
    """Of two faults the one to tell: bytes are lost only when both stores could be asked."""
    return second if isinstance(second, StoreUnreachable) else first
