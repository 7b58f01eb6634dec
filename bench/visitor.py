"""A visitor of the server: one kept connection, cookies, forms, and what came over the wire."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Reply:
    """An answer: `text` is unpacked, `wire` counts the bytes of head and body as they came."""

    status: int
    text: str
    wire: int


class Visitor:
    """`address` is the visitor's own: sign-ins are limited by it, and the whole of 127/8 is this machine."""

    def __init__(self, port: int, address: str = "127.0.0.1") -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(address, 0))
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Reply:
        """Open a page as a browser would; RuntimeError for anything but 200."""
        reply = self._send("GET", path, {}, None)
        if reply.status != 200:
            raise RuntimeError(f"GET {path}: {reply.status}")
        return reply

    def drain(self, path: str) -> int:
        """Fetch a file as a browser saves it, piece by piece; its bytes. RuntimeError for anything but 200."""
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        answer = self._answer("GET", path, None, {"Cookie": cookie})
        if answer.status != 200:
            raise RuntimeError(f"GET {path}: {answer.status}")
        return sum(map(len, iter(lambda: answer.read(1 << 20), b"")))

    def post(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Reply:
        """Send a form; RuntimeError for a refusal."""
        body = urlencode({"csrfmiddlewaretoken": self._cookies.get("csrftoken", ""), **fields}).encode()
        return self.send(path, body, {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})})

    def send(self, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Send a body as it is; RuntimeError for a refusal."""
        reply = self._send("POST", path, {"X-CSRFToken": self._cookies.get("csrftoken", ""), **headers}, body)
        if reply.status >= 400:
            raise RuntimeError(f"POST {path}: {reply.status} {reply.text[:300]}")
        return reply

    def sign_in(self, login: str, password: str) -> None:
        """Sign in through the form and keep the session."""
        self._cookies.clear()
        self.get("/masuk/")
        self.enter(login, password)

    def enter(self, login: str, password: str) -> None:
        """Only the sending of the sign-in form."""
        if self.post("/masuk/", {"login": login, "password": password}).status != 302:
            raise RuntimeError(f"{login} tidak dapat masuk")

    def leave(self) -> None:
        """Forget the session; the token of forms stays."""
        self._cookies.pop("sessionid", None)

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _send(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        answer = self._answer(method, path, body, {"Accept-Encoding": "gzip", "Cookie": cookie, **headers})
        raw = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, value = line.split(";")[0].split("=", 1)
            self._cookies[name] = value
        packed = answer.headers.get("Content-Encoding") == "gzip"
        text = (zlib.decompress(raw, 31) if packed else raw).decode(errors="replace")
        return Reply(answer.status, text, len(raw) + len(str(answer.headers)) + 17)

    def _answer(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> http.client.HTTPResponse:
        """The server hangs up on who says nothing for half a minute; a browser then calls again, and so do we."""
        try:
            self._line.request(method, path, body, headers)
            return self._line.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._line.close()
            self._line.request(method, path, body, headers)
            return self._line.getresponse()
