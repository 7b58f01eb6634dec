"""The waiting room: what still arrives lies in `<folder>/.masuk/`, on the local disk, whatever store it goes to."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

INCOMING = ".masuk"
RESERVE = 1024**3  # bytes that stay free for the database; on a small disk a twentieth of it


@dataclass(frozen=True)
class WaitingRoom:
    """The waiting room of a folder (made at the first use)."""

    folder: Path

    def new(self) -> Path:
        """The path of a new, empty file; readable by us alone."""
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

    def sweep(self, older_than: float) -> int:
        """Remove what never finished arriving; returns how many files went."""
        limit = time.time() - older_than
        return sum(remove_old(path, limit) for path in files_in(self.folder / INCOMING))


def files_in(place: Path) -> list[Path]:
    """The files of a folder; none when there is no folder."""
    return [path for path in place.iterdir() if path.is_file()] if place.is_dir() else []


def remove_old(path: Path, limit: float) -> bool:
    """Remove a file that was last changed before `limit` (seconds since the epoch); whether it went."""
    try:
        if path.stat().st_mtime >= limit:
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    return True
