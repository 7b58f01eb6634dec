"""Runs programs of PostgreSQL as the right user, also below folders that this user cannot enter.

As root the program gets the open folder `<data>/postgres` as an inherited file handle and knows it only as
`/proc/self/fd/N`: the kernel follows that link without walking the folders above, so a data folder below a home of
mode 0700 works in place and no folder above is loosened. Every process of PostgreSQL inherits the handle.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from matang.lib.postgres.account import Account
from matang.lib.postgres.programs import Programs


class Runner:
    """Runs `programs` as `account` on PostgreSQL's folder `home`."""

    def __init__(self, programs: Programs, account: Account, home: Path) -> None:
        self.programs = programs
        self._account = account
        self._handle = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC) if account.switch else None
        self._home = home

    def path(self, name: str) -> str:
        """A path below PostgreSQL's folder, as the programs must be told it."""
        return f"/proc/self/fd/{self._handle}/{name}" if self._handle is not None else str(self._home / name)

    def run(self, program: str, *arguments: str) -> tuple[int, str]:
        """Run to the end; gives the exit code and everything printed.

        Output goes through a file, since a server that stays behind would keep a pipe open for ever.
        """
        extra: dict[str, Any] = {}
        if self._handle is not None:
            extra = {
                "user": self._account.uid,
                "group": self._account.gid,
                "extra_groups": [],
                "pass_fds": [self._handle],
            }
        with TemporaryFile() as output:
            done = subprocess.run(
                [self.programs / program, *arguments],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self._home,
                umask=0o077,
                # Nothing of ours (secrets, addresses) reaches the environment of the server.
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                **extra,
            )
            output.seek(0)
            return done.returncode, output.read().decode(errors="replace")

    def close(self) -> None:
        """Close the folder's handle; servers that run keep theirs."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
