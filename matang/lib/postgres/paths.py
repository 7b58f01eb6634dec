"""Where the embedded cluster of a data folder lies, and where its socket is.

<data>/matang.lock        who runs on the folder
<data>/postgres/cluster   PostgreSQL's own data directory
<data>/postgres/log       its log, seven files, one a weekday
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from matang.lib.postgres.errors import PostgresError

# 107 bytes is the limit for a socket's path; "/.s.PGSQL.5432" takes 14 of them.
LONGEST_SOCKET_FOLDER = 93


def home_of(data: Path) -> Path:
    """The folder below the data folder that belongs to PostgreSQL's user."""
    return data / "postgres"


def cluster_of(data: Path) -> Path:
    """PostgreSQL's data directory."""
    return home_of(data) / "cluster"


def lock_of(data: Path) -> Path:
    """The file whose lock says who runs on the data folder."""
    return data / "matang.lock"


def socket_folder(data: Path) -> Path:
    """Folder of the server's socket: the one a server has written down, else the one a start would choose."""
    return written_socket_folder(data) or chosen_socket_folder(data)


def written_socket_folder(data: Path) -> Path | None:
    """Line 5 of postmaster.pid, written by the server itself; None where there is none to read."""
    try:
        lines = (cluster_of(data) / "postmaster.pid").read_text().splitlines()
    except OSError:
        return None
    return Path(lines[4]) if len(lines) > 4 and lines[4] else None


def chosen_socket_folder(data: Path) -> Path:
    """A short folder outside the data folder, named by a hash of it, so that a deep data folder works.

    XDG_RUNTIME_DIR is not used on purpose: the system removes it at sign-out, below a server that still runs.
    """
    name = sha256(str(data.resolve()).encode()).hexdigest()[:12]
    given = os.environ.get("RUNTIME_DIRECTORY", "").split(":")[0]
    if given:
        folder = Path(given) / name
    elif os.geteuid() == 0 and os.access("/run", os.W_OK):
        folder = Path("/run/matang") / name
    else:
        folder = Path(f"/tmp/matang-{os.geteuid()}-{name}")  # noqa: S108 - checked to be ours when made
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        raise PostgresError(f"Folder RUNTIME_DIRECTORY terlalu panjang untuk soket PostgreSQL: {folder}.")
    return folder
