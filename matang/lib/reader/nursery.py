"""The caller's end of `forking`: children that are ready at once, since their libraries are loaded already."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from matang.lib.reader.forking import NUMBER

START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); import matang.lib.reader.forking as f; f.main()"
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
PATIENCE = 10.0  # seconds until a child must have been forked, or must be gone


def surroundings() -> dict[str, str]:
    """The environment of children: none of our secrets."""
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"LC_ALL": "C.UTF-8"}


class Child:
    """A child that was asked for: `answers` is what it writes, to be read; its keeper tells the rest."""

    def __init__(self, answers: int, told: int) -> None:
        self.answers, self._told = answers, told
        self._code: int | None = None
        self._pid = self._next()

    def end(self) -> None:
        """Kill it and all that it started; return when it is gone."""
        if self._code is None and self._pid is not None and not self._has_news(0):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._pid, signal.SIGKILL)
        self.code()
        os.close(self.answers)
        os.close(self._told)

    def code(self) -> int | None:
        """Its exit code, the negative number of a signal; None when nobody can tell in time."""
        if self._code is None:
            self._code = self._next()
        return self._code

    def _next(self) -> int | None:
        """The next number that the keeper tells, None when it is late. A keeper that says no more has been killed, and
        the child with it."""
        if not self._has_news(PATIENCE):
            return None
        told = os.read(self._told, NUMBER.size)
        if len(told) == NUMBER.size:
            return int(NUMBER.unpack(told)[0])
        self._code = -signal.SIGKILL
        return self._code

    def _has_news(self, seconds: float) -> bool:
        waiting = select.poll()  # `select` knows no handle above 1,023
        waiting.register(self._told, select.POLLIN)
        return bool(waiting.poll(seconds * 1000))


class Nursery:
    """Starts the forking process when it is first needed, and again when it is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._owner = 0

    def child(self, wish: dict[str, Any], source: int, errors: int, passed: tuple[int, ...]) -> Child:
        """Ask for a child that reads `source`, complains to `errors`, and may write to what is `passed`. OSError when
        none can be had."""
        answers, out = os.pipe()
        told, telling = os.pipe()
        try:
            self._send(json.dumps(wish).encode(), [source, out, errors, telling, *passed])
        except OSError:
            os.close(answers)
            os.close(told)
            raise
        finally:
            os.close(out)
            os.close(telling)
        return Child(answers, told)

    def _send(self, message: bytes, handles: list[int]) -> None:
        with self._lock:
            if self._line is not None and self._owner == os.getpid():
                with suppress(OSError):  # it was killed: by hand, or for want of memory
                    socket.send_fds(self._line, [message], handles)
                    return
            self._begin()
            assert self._line is not None
            socket.send_fds(self._line, [message], handles)

    def _begin(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        paths = json.dumps([os.path.abspath(place) for place in sys.path])  # noqa: PTH100
        with theirs:
            subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", START, paths],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=surroundings(),
                start_new_session=True,
            )
        if self._line is not None:
            self._line.close()
        self._line, self._owner = ours, os.getpid()


NURSERY = Nursery()
