"""A real S3 server (SeaweedFS, a process of its own) and a bad line before it.

The fixtures `s3` (the server's port, one a session) and `line` (a `Line`, anew for each test) are imported by the
conftest files of the tests that need them.
"""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest

from matang.lib.store import S3Address, StoreUnreachable
from matang.lib.store.listing import objects_under
from matang.lib.store.wire import Wire

KEY, SECRET, BUCKET = "KUNCI", "rahasia/uji+1", "bukti"
PORTS = ("s3.port", "master.port", "volume.port", "filer.port", "admin.port")
OFF = ("-webdav=false", "-admin.ui=false", "-s3.port.lance=0", "-s3.port.iceberg=0", "-s3.autoCreateBucket=false")


@pytest.fixture(scope="session")
def s3() -> Iterator[int]:
    """The port of a running server with the bucket `bukti`."""
    with tempfile.TemporaryDirectory(prefix="matang-s3-") as folder:
        place = Path(folder)
        rights = ["Admin", "Read", "Write", "List"]
        who = {"name": "uji", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": rights}
        (place / "s3.json").write_text(json.dumps({"identities": [who]}))
        names = [name + kind for name in PORTS for kind in ("", ".grpc")]
        ports = dict(zip(names, free_ports(len(names)), strict=True))
        command = [
            Path(sys.executable).with_name("weed"), "-logtostderr=false", f"-logdir={folder}", "mini",
            f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-s3.config={place / 's3.json'}",
            f"-bucket={BUCKET}", *OFF, *(f"-{name}={port}" for name, port in ports.items()),
        ]  # fmt: skip
        with (place / "keluaran").open("w") as out:
            server = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        try:
            wait_for(ports["s3.port"], server)
            yield ports["s3.port"]
        finally:
            server.kill()
            server.wait()
            for left in (left for port in ports.values() for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock")):
                left.unlink(missing_ok=True)


def address_at(port: int, prefix: str = "", secret: str = SECRET, bucket: str = BUCKET) -> S3Address:
    """An address on this machine; every prefix is a store of its own."""
    return S3Address("127.0.0.1", port, False, bucket, prefix or f"uji {uuid4().hex}", "us-east-1", KEY, secret)


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    holders = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [holder.getsockname()[1] for holder in holders]
    for holder in holders:
        holder.close()
    return ports


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers and has made the bucket."""
    address = S3Address("127.0.0.1", port, False, BUCKET, "", "us-east-1", KEY, SECRET)
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            list(objects_under(Wire(address), ""))
            return
        except StoreUnreachable:
            time.sleep(0.1)
    raise RuntimeError("the S3 server did not start")


class Line(ThreadingHTTPServer):
    """Passes requests on to the server, with a trouble for each method: `line.trouble("GET", "cut", times=1)`.

    `seen` lists what came: method and path.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, target: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.target = target
        self.troubles: dict[str, list[str]] = {}
        self.always: dict[str, str] = {}
        self.seen: list[str] = []
        self.released = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def trouble(self, method: str, kind: str, times: int | None = None) -> None:
        """From now on (or for the next `times` requests) the method meets this trouble; "" ends it."""
        if times is None:
            self.always[method] = kind
        else:
            self.troubles[method] = [kind] * times

    def next_trouble(self, method: str) -> str:
        waiting = self.troubles.get(method)
        return waiting.pop() if waiting else self.always.get(method, "")

    def handle_error(self, request: object, client_address: object) -> None:
        """Broken lines are what this is about."""

    def end(self) -> None:
        self.released.set()
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """One request on its way."""

    protocol_version = "HTTP/1.1"
    server: Line

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.server.seen.append(f"{self.command} {self.path}")
        kind = self.server.next_trouble(self.command)
        if kind == "hang":
            self.server.released.wait(30)
        if kind in ("hang", "reset"):
            self.close_connection = True
            return
        if kind == "ok without storing":
            self.answer(200, {"ETag": '"0"'}, b"")
        elif kind.isdigit() and (kind != "501" or "if-none-match" in self.headers):
            self.answer(int(kind), {}, b"<Error><Code>Uji</Code></Error>")
        elif kind == "half sent":
            self.send_half(body)
        else:
            self.come_back(kind, *self.ask(body[:-1] + bytes([body[-1] ^ 1]) if kind == "spoil" else body))

    def ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.target, timeout=30)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() != "connection":
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        headers = {n: v for n, v in answer.getheaders() if n.lower() not in ("connection", "transfer-encoding")}
        connection.close()
        return answer.status, headers, content

    def come_back(self, kind: str, status: int, headers: dict[str, str], content: bytes) -> None:
        if kind == "lose answer":
            self.close_connection = True
        elif kind == "cut" and content:
            self.answer(status, {**headers, "Content-Length": str(len(content))}, content[: len(content) // 2])
            self.close_connection = True
        elif kind == "swap" and content:
            self.answer(status, headers, content[:-1] + bytes([content[-1] ^ 1]))
        else:
            self.answer(status, headers, content)

    def answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response_only(status)
        told = {name.title(): value for name, value in headers.items()}
        told.setdefault("Content-Length", str(len(content)))
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else content)

    def send_half(self, body: bytes) -> None:
        """The line to the server breaks in the middle of a body."""
        lines = [f"{self.command} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers.items())]
        with socket.create_connection(("127.0.0.1", self.server.target)) as out:
            out.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body[: len(body) // 2])
        self.close_connection = True

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = pass_on


@pytest.fixture
def line(s3: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """A line to the server that passes everything, until told otherwise; the pauses between tries are short."""
    monkeypatch.setattr("matang.lib.store.wire.PAUSES", (0.01, 0.02))
    found = Line(s3)
    yield found
    found.end()


def openssl() -> str | None:
    """The program that makes certificates, where it is installed."""
    return shutil.which("openssl")
