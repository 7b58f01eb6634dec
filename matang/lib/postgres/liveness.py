"""Whether a server lives: its process and its socket, seen without asking PostgreSQL."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

from matang.lib.postgres.paths import cluster_of


def server_pid(data: Path) -> int | None:
    """The process id that the server has written down; None where there is none."""
    try:
        return int((cluster_of(data) / "postmaster.pid").read_text().split("\n")[0])
    except (OSError, ValueError):
        return None


def is_alive(pid: int | None) -> bool:
    """Whether the process runs. A killed one that nobody has waited for yet counts as gone.

    As the first process of a container we inherit the server and must wait for it ourselves, else PostgreSQL takes
    the dead process for a running one and never starts again.
    """
    if pid is None:
        return False
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not Path("/proc/self").exists()


def listens(folder: Path) -> bool:
    """Whether something accepts connections at the socket in `folder`."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(10)
        try:
            probe.connect(str(folder / ".s.PGSQL.5432"))
        except OSError:
            return False
        return True
