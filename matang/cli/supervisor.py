"""Starts the web server and the background worker, starts again what dies, ends everything in order."""

from __future__ import annotations

import http.client
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from types import FrameType

from matang.lib.postgres.cluster import Cluster
from matang.lib.processes import die_with_parent

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FORK = get_context("fork")
READY_SECONDS = 60.0
END_SECONDS = 15.0
# A process that dies sooner than this after its start is not started again at once.
SOON_SECONDS = 5.0


class Stopped(BaseException):
    """Somebody asked us to end (Ctrl-C or SIGTERM)."""


class Child:
    """One process of ours: a fork of the supervisor, which has loaded everything already."""

    def __init__(self, name: str, run: Callable[[], int], last_signal: int) -> None:
        """`run` is what it does; `last_signal` is what the kernel sends it when the supervisor was killed."""
        self.name = name
        self._run = run
        self._last_signal = last_signal
        self._process: ForkProcess | None = None
        self._started = 0.0

    def start(self, cluster: Cluster | None) -> None:
        """Start it; it lets go of the supervisor's hold on `cluster`."""
        self._process = FORK.Process(target=self._be, args=(os.getpid(), cluster), name=self.name)
        self._process.start()
        self._started = time.monotonic()

    def _be(self, parent: int, cluster: Cluster | None) -> None:
        """The life of the child. A session of its own: Ctrl-C in a terminal reaches only the supervisor."""
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        os.setsid()
        die_with_parent(self._last_signal, parent)
        if cluster is not None:
            cluster.forget()
        sys.exit(self._run())

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.is_alive()

    def keep(self, cluster: Cluster | None) -> None:
        """Start it again if it died; not at once if it died young."""
        if not self.is_alive() and time.monotonic() - self._started > SOON_SECONDS:
            print(f"Proses {self.name} berhenti; dijalankan lagi.", file=sys.stderr)
            self.start(cluster)

    def end(self) -> None:
        """Ask it to end, wait, and insist after some seconds."""
        if self._process is None or not self._process.is_alive():
            return
        self._process.terminate()
        self._process.join(END_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def listen_for_stop() -> None:
    """Turn Ctrl-C, SIGTERM and a closed terminal into `Stopped`."""

    def handler(number: int, frame: FrameType | None) -> None:
        raise Stopped

    for number in STOP_SIGNALS:
        signal.signal(number, handler)


def ignore_stop() -> None:
    """While things end in order, a second Ctrl-C must not leave half of them running."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def wait_until_ready(host: str, port: int, children: Sequence[Child]) -> bool:
    """Wait for the first answer of the web server; False when it is a fault, a child died, or nothing came."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and all(child.is_alive() for child in children):
        try:
            connection = http.client.HTTPConnection(host, port, timeout=10)
            connection.request("HEAD", "/")
            return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    return False


def watch(children: Sequence[Child], cluster: Cluster | None) -> None:
    """Keep everything alive until `Stopped` is raised."""
    while True:
        time.sleep(0.5)
        if cluster is not None and cluster.keep():
            print("PostgreSQL berhenti; dijalankan lagi.", file=sys.stderr)
        for child in children:
            child.keep(cluster)
