"""Which system user PostgreSQL runs as: ourselves, or, because it refuses root, another one."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from matang.lib.postgres.errors import PostgresError

# When root starts Matang: a user made for it, else PostgreSQL's, else the one that every system has.
CANDIDATES = ("matang", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A system user; `switch` is true when we are root and must become this user to run PostgreSQL."""

    uid: int
    gid: int
    name: str
    switch: bool

    def make_folder(self, folder: Path) -> None:
        """Make `folder` for this user alone (mode 0700); an existing one must already be his, and no link."""
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            self._check(folder)
            return
        except OSError as fault:
            raise PostgresError(f"Folder {folder} tidak dapat dibuat: {fault.strerror}.") from fault
        if self.switch:
            os.chown(folder, self.uid, self.gid)

    def _check(self, folder: Path) -> None:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.uid:
            raise PostgresError(
                f"Folder {folder} bukan milik pengguna sistem {self.name}; jalankan Matang sebagai pemiliknya."
            )
        if stat.S_IMODE(found.st_mode) != 0o700:
            folder.chmod(0o700)


def account_for(home: Path) -> Account:
    """The user for PostgreSQL's folder `home`: its owner if it exists and we are root, else as said above."""
    uid = os.geteuid()
    if uid != 0:
        return _of(_known(uid), switch=False)
    if home.exists() and home.stat().st_uid != 0:
        return _of(_known(home.stat().st_uid), switch=True)
    wanted = os.environ.get("MATANG_POSTGRES_USER")
    for name in (wanted,) if wanted else CANDIDATES:
        try:
            return _of(pwd.getpwnam(name), switch=True)
        except KeyError:
            continue
    raise PostgresError("PostgreSQL menolak dijalankan sebagai root; setel MATANG_POSTGRES_USER ke pengguna biasa.")


def _known(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise PostgresError(
            f"Pengguna sistem bernomor {uid} tidak terdaftar di /etc/passwd, padahal PostgreSQL memerlukannya."
        ) from None


def _of(entry: pwd.struct_passwd, switch: bool) -> Account:
    if entry.pw_uid == 0:
        raise PostgresError("PostgreSQL menolak dijalankan sebagai root; setel MATANG_POSTGRES_USER ke pengguna biasa.")
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, switch)
