"""The lock that says who runs on a data folder."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from matang.lib.postgres.errors import FolderBusy, PostgresError


class FolderLock:
    """An advisory lock on one file; the system frees it when its holder dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the lock and write our process id; raises FolderBusy with the holder's id."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as fault:
            raise PostgresError(f"Folder data {self._path.parent} tidak dapat ditulisi: {fault.strerror}.") from fault
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 20).decode(errors="replace").strip()
            os.close(handle)
            raise FolderBusy(
                f"Folder data {self._path.parent} sedang dipakai Matang lain (proses {holder or 'tak dikenal'})."
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        self._handle = handle

    def release(self) -> None:
        """Free the lock; the file stays, since removing it would let two holders in."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
