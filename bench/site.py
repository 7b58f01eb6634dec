"""A server of our own on a throw-away data folder: durable database, web processes, background worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from bench.visitor import Visitor

READY_SECONDS = 120


def enter(data: Path) -> None:
    """Make `data` the data folder of this process and its children; nothing of the caller's installation is used."""
    for name in ("DATABASE_URL", "DATABASE_MIGRATOR_URL", "SECRET_KEY", "MATANG_DEMO", "EMAIL_URL", "EMAIL_HOST"):
        os.environ.pop(name, None)
    os.environ["MATANG_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "matang.config.settings"


def free_port() -> int:
    """A port that nobody listens on, below those that the kernel gives to callers: one who waits for a port of that
    range to open may end up connected to himself."""
    for port in range(20_000 + os.getpid() % 5_000, 32_000):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("Tidak ada porta yang bebas")


class Site:
    """`matang serve` as a process; `started` is the time to its first page in milliseconds."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        begun = time.perf_counter()
        command = [sys.executable, "-P", "-m", "matang.cli", "serve", "--port", str(self.port), "--data", str(data)]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        self.started = (time.perf_counter() - begun) * 1000

    def _wait(self) -> None:
        end = time.monotonic() + READY_SECONDS
        while self._process.poll() is None and time.monotonic() < end:
            try:
                Visitor(self.port).get("/masuk/")
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("Server tidak dapat dijalankan")

    def stop(self) -> None:
        """End it in order, database included."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        self._process.wait(60)

    def kill(self, data: Path) -> None:
        """Kill everything that works on the data folder at once, database included, as a power cut does."""
        kill_named(str(data))
        self._process.wait(60)

    def web_memory(self) -> tuple[float, float]:
        """Megabytes of the largest web worker: its fair share (what it shares with its siblings is divided among them),
        and all that it can see."""
        own = _children(self._process.pid)
        workers = [worker for child in own for worker in _children(child)]
        return max((_megabytes(worker, "Pss"), _megabytes(worker, "Rss")) for worker in workers)


def kill_named(folder: str) -> None:
    """Kill every process with this throw-away folder in its command line, and wait until all are gone."""
    while found := [int(place.name) for place in Path("/proc").glob("[0-9]*") if folder in _command(place)]:
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)


def _command(place: Path) -> str:
    """The command line; empty of a process that has ended, and of this one itself."""
    try:
        line = (place / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
    return "" if place.name == str(os.getpid()) else line


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _megabytes(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{what}:"))
