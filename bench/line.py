"""A bad line between a browser and the server: slow upwards, cut as often as wished, and it counts what it carried."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

CHUNK = 4096
GONE = struct.pack("ii", 1, 0)  # SO_LINGER: closing resets the connection, as when a network goes away


@dataclass
class Bodies:
    """Reads HTTP/1.1 requests as they pass, and counts the bytes of the bodies of PATCH."""

    count: int = 0
    _head: bytes = b""
    _left: int = 0
    _pieces: bool = False

    def pass_on(self, data: bytes) -> None:
        """The next bytes of one connection."""
        while data:
            if self._left:
                taken = data[: self._left]
                self.count += len(taken) if self._pieces else 0
                self._left -= len(taken)
                data = data[len(taken) :]
                continue
            head, end, data = (self._head + data).partition(b"\r\n\r\n")
            self._head = b"" if end else head
            if end:
                self._begin(head.decode("latin-1").lower().split("\r\n"))

    def _begin(self, lines: list[str]) -> None:
        self._pieces = lines[0].startswith("patch ")
        lengths = [line.partition(":")[2] for line in lines if line.startswith("content-length:")]
        self._left = int(lengths[0]) if lengths else 0


class BadLine:
    """Listens on `port` and carries to the server's; `rate` bytes a second upwards (None: as fast as it goes), for all
    connections together. `cuts`: after so many bytes of pieces everything breaks, each time for `away` seconds."""

    def __init__(self, server: int, rate: float | None = None, cuts: Iterable[int] = (), away: float = 0.2) -> None:
        self.server = server
        self.rate = rate
        self.cuts = sorted(cuts)
        self.away = away
        self.breaks = 0  # how often everything broke
        self._carried = 0
        self._free = self._back = time.monotonic()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._start(self._welcome)

    @property
    def carried(self) -> int:
        """Bytes of pieces that were passed on to the server."""
        return self._carried

    def cut(self) -> None:
        """Break every connection, and let nobody in for a while."""
        self.breaks += 1
        self._break()

    def close(self) -> None:
        """End it."""
        self._door.close()
        self._break()

    def _break(self) -> None:
        with self._lock:
            self._back = time.monotonic() + self.away
            broken, self._open = self._open, set()
        for end in broken:
            _reset(end)

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                self._start(self._connect, near)

    def _connect(self, near: socket.socket) -> None:
        if time.monotonic() < self._back:
            _reset(near)
            return
        try:
            far = socket.create_connection(("127.0.0.1", self.server))
        except OSError:  # the server is being restarted
            _reset(near)
            return
        with self._lock:
            self._open |= {near, far}
        self._start(self._up, near, far)
        self._carry(far, near, lambda data: None)

    def _up(self, near: socket.socket, far: socket.socket) -> None:
        bodies = Bodies()

        def passing(data: bytes) -> None:
            before = bodies.count
            bodies.pass_on(data)
            with self._lock:
                self._carried += bodies.count - before
                wait = self._slot(len(data))
            time.sleep(max(0.0, wait))

        self._carry(near, far, passing)

    def _slot(self, size: int) -> float:
        """Seconds until the line is free again for one who sends so many bytes now."""
        now = time.monotonic()
        self._free = max(self._free, now) + (size / self.rate if self.rate else 0)
        return self._free - now

    def _carry(self, source: socket.socket, target: socket.socket, passing: Callable[[bytes], None]) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                passing(data)
                target.sendall(data)
                if self.cuts and self._carried >= self.cuts[0]:
                    self.cuts.pop(0)
                    self.cut()
        with self._lock:
            self._open -= {source, target}
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        threading.Thread(target=work, args=arguments, daemon=True).start()


def _reset(end: socket.socket) -> None:
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, GONE)
        end.shutdown(socket.SHUT_RDWR)
    end.close()
