"""Slow, cut and lying lines against the real server: nobody's line may stop the pages of the others."""

from __future__ import annotations

import base64
import contextlib
import http.client
import http.cookiejar
import re
import select
import socket
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from matang.cli.processes import WEB_PROCESSES, WEB_THREADS
from matang.config.middleware import MOST_FILES, MOST_FORMS
from matang.lib.postgres.configuration import SETTINGS
from tests.browser.site import PASSWORD, Site

PATIENT = 8.0  # seconds: a page that waits for a stalled line would never come
PIECE = "application/offset+octet-stream"
FOR_COMMANDS = 20  # connections that the worker, the commands and the administrator take


class Visitor:
    """Somebody signed in who speaks HTTP by hand."""

    def __init__(self, site: Site, name: str) -> None:
        self.address, self.host = site.address, urllib.parse.urlsplit(site.address).netloc
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = browser.open(f"{self.address}/masuk/").read().decode()
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
        form = {"csrfmiddlewaretoken": token, "login": f"{name}@demo.test", "password": PASSWORD}
        sent = urllib.request.Request(f"{self.address}/masuk/", urllib.parse.urlencode(form).encode())
        sent.add_header("Referer", self.address)
        assert "/masuk/" not in browser.open(sent).url
        self.cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str]]:
        """A whole request; status and headers."""
        line = http.client.HTTPConnection(self.host, timeout=PATIENT)
        with contextlib.closing(line):
            line.request(method, path, body, {"Cookie": self.cookies, "Tus-Resumable": "1.0.0", **headers})
            answer = line.getresponse()
            answer.read()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}

    def begin(self, size: int) -> str:
        """Announce a file; the path of its upload."""
        name = base64.b64encode(b"garis.txt").decode()
        status, told = self.ask(
            "POST", "/unggah/", **{"Upload-Length": str(size), "Upload-Metadata": f"filename {name}"}
        )
        assert status == 201
        return urllib.parse.urlsplit(told["location"]).path

    def reached(self, place: str) -> int:
        """How much of an upload the server has; -1 when it is busy."""
        return int(self.ask("HEAD", place)[1].get("upload-offset", "-1"))

    def open(self, method: str, path: str, body: bytes, **headers: str) -> socket.socket:
        """A line on which this much of a request was said, and on which nothing more comes."""
        host, port = self.host.split(":")
        line = socket.create_connection((host, int(port)), timeout=PATIENT)
        told = {"Host": self.host, "Cookie": self.cookies, "Tus-Resumable": "1.0.0", **headers}
        head = "".join(f"{key}: {value}\r\n" for key, value in told.items())
        line.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        return line

    def piece(self, place: str, body: bytes, **headers: str) -> socket.socket:
        """A piece that stalls after these bytes."""
        return self.open("PATCH", place, body, **{"Content-Type": PIECE, "Upload-Offset": "0", **headers})


@pytest.fixture(scope="module")
def visitor(site: Site) -> Visitor:
    """A person who gives evidence."""
    return Visitor(site, "koordinator")


@contextlib.contextmanager
def held(lines: list[socket.socket]) -> Iterator[None]:
    """Lines that stay open meanwhile."""
    try:
        time.sleep(0.5)
        yield
    finally:
        for line in lines:
            line.close()


def said(line: socket.socket) -> bytes:
    """What the server says on a line, nothing when it waits."""
    line.settimeout(0.3)
    try:
        return line.recv(65_536)
    except TimeoutError:
        return b""


def assert_pages_come(visitor: Visitor) -> None:
    """Pages for everybody, from each process."""
    for path in ("/bukti/", "/masuk/") * 4:
        assert visitor.ask("GET", path)[0] in {200, 302}


def soon(act: Any) -> Any:
    """The first true answer within some seconds."""
    end = time.monotonic() + PATIENT
    while not (found := act()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def test_lines_leave_threads_for_pages_and_threads_find_connections() -> None:
    most = int(re.findall(r"max_connections = (\d+)", SETTINGS)[0])
    assert MOST_FILES + MOST_FORMS <= WEB_THREADS - 8
    assert most >= WEB_PROCESSES * WEB_THREADS + FOR_COMMANDS


@pytest.mark.parametrize("many", [4, 100])
def test_stalled_forms_stop_no_page(visitor: Visitor, many: int) -> None:
    """Four: one slow line in each process was enough to stop it. A hundred: more than there are threads."""
    form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": "1000"}
    with held([visitor.open("POST", "/masuk/", b"login=", **form) for _ in range(many)]):
        assert_pages_come(visitor)


def test_stalled_pieces_stop_no_page_and_go_on_afterwards(visitor: Visitor, site: Site) -> None:
    place = visitor.begin(1_000)
    stalled = {"Content-Length": "1000"}
    lines = [visitor.piece(place, b"dua", **stalled) for _ in range(WEB_THREADS * 3)]
    with held(lines):
        assert_pages_come(visitor)
        refused = [said(line) for line in select.select(lines, [], [], 1)[0]]
        assert refused
        assert all(answer.startswith(b"HTTP/1.1 503") and b"retry-after: 5" in answer.lower() for answer in refused)
        assert site.rows("SELECT count(*) FROM pg_stat_activity")[0][0] < WEB_PROCESSES * WEB_THREADS + FOR_COMMANDS
    assert soon(lambda: visitor.reached(place) == 3), "what came before the line broke is kept once"
    status, told = visitor.ask("PATCH", place, b"x" * 997, **{"Content-Type": PIECE, "Upload-Offset": "3"})
    assert (status, told["upload-offset"]) == (204, "1000")
    assert "matang-receipt" in told


def test_a_body_that_ends_before_its_length_is_kept_as_far_as_it_came(visitor: Visitor) -> None:
    place = visitor.begin(1_000)
    with held([visitor.piece(place, b"a" * 400, **{"Content-Length": "1000"})]):
        pass
    assert soon(lambda: visitor.reached(place)) == 400


def test_a_body_longer_than_its_length_adds_nothing_beyond_it(visitor: Visitor) -> None:
    place = visitor.begin(1_000)
    line = visitor.piece(place, b"a" * 400, **{"Content-Length": "100"})
    with held([line]):
        assert b" 204 " in said(line).splitlines()[0]
    assert visitor.reached(place) == 100


def test_a_body_without_length_is_refused(visitor: Visitor) -> None:
    place = visitor.begin(1_000)
    line = visitor.piece(place, b"64\r\n" + b"a" * 100 + b"\r\n0\r\n\r\n", **{"Transfer-Encoding": "chunked"})
    with held([line]):
        assert b" 411 " in said(line).splitlines()[0]
    assert visitor.reached(place) == 0


def test_two_lengths_are_refused_before_they_deceive_a_proxy(visitor: Visitor) -> None:
    place = visitor.begin(1_000)
    smuggled = b"5\r\nhalo!\r\n0\r\n\r\nGET /bukti/ HTTP/1.1\r\nHost: x\r\n\r\n"
    line = visitor.piece(place, smuggled, **{"Content-Length": "5", "Transfer-Encoding": "chunked"})
    with held([line]):
        assert said(line).count(b"HTTP/1.1 200") == 0
    assert visitor.reached(place) == 0


def test_a_form_larger_than_any_is_refused_at_once(visitor: Visitor) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(10**12)}
    line = visitor.open("POST", "/masuk/", b"login=", **form)
    with held([line]):
        assert b" 413 " in said(line).splitlines()[0]
