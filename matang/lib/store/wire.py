"""Signed requests to an S3-compatible server: kept connections, time-outs, few repetitions, no secret in a sentence."""

from __future__ import annotations

import http.client
import os
import re
import ssl
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from matang.lib.store.address import S3Address
from matang.lib.store.bodies import EMPTY, Body
from matang.lib.store.kept import CHUNK, StoreUnreachable
from matang.lib.store.signing import authorization, path_text, query_text, stamp

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
QUICK_SECONDS = 8.0  # for what carries no bytes of files; less than the ten seconds that others wait for a row's lock
PAUSES = (0.2, 0.8)  # seconds before the second and the third try
PATIENCE = 5.0  # who has waited that long for a failure is not made to wait again
REST = 3.0  # seconds in which nobody tries a server that has just failed: people must not queue up behind it
BUSY = frozenset({409, 429, 500, 502, 503, 504})
SPOILT = frozenset({"BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody", "RequestTimeout", "InvalidDigest"})
REFUSALS = frozenset({400, 401, 403, 405})
LARGEST_ANSWER = 16 * 1024 * 1024
KEPT_CONNECTIONS = 8
EARLY = (BrokenPipeError, ConnectionResetError)
BROKEN = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Answer:
    """An answer; names of headers are in small letters. `content` is whole, or empty when `rest` is still to be
    read."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    rest: Rest | None = None

    @property
    def code(self) -> str:
        """The name that S3 gives to a fault, e.g. NoSuchKey; "" when there is none."""
        found = re.search(rb"<Code>([A-Za-z0-9]{1,60})</Code>", self.content)
        return found[1].decode() if found else ""

    @property
    def in_vain(self) -> bool:
        """Whether the same request may do better the next time: a busy server, or a body that was spoilt on its way."""
        return self.status in BUSY or (self.status == 400 and self.code in SPOILT)


class Rest:
    """The body of an answer that is read piece by piece, and closed by its reader."""

    def __init__(self, wire: Wire, connection: http.client.HTTPConnection, response: http.client.HTTPResponse) -> None:
        self._wire, self._connection, self._response = wire, connection, response

    def read(self, size: int, /) -> bytes:
        """The next piece; StoreUnreachable when the line breaks or falls silent."""
        try:
            return self._response.read(size)
        except BROKEN as fault:
            raise self._wire.unreachable(_reason(fault)) from fault

    def close(self) -> None:
        """Keep the connection when the body was read to its end, else cut it."""
        if self._response.isclosed() and self._connection.sock is not None:
            self._wire.give(self._connection)
        else:
            self._response.close()
            self._connection.close()


class Wire:
    """Requests to one bucket; threads and forked processes may share it."""

    def __init__(self, address: S3Address) -> None:
        self.address = address
        self._tls = ssl.create_default_context() if address.tls else None
        self._idle: deque[http.client.HTTPConnection] = deque(maxlen=KEPT_CONNECTIONS)
        self._process = os.getpid()
        self._rest_until = 0.0

    def ask(
        self,
        method: str,
        key: str = "",
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Body = EMPTY,
        patient: bool = False,
        leave_body: bool = False,
    ) -> Answer:
        """Send a request that does no harm twice; tries up to three times while the server is busy or the line breaks.

        A line may fall silent for QUICK_SECONDS, or, where bytes of files travel (`patient`), for READ_SECONDS. With
        `leave_body` the body of a 200 is left for the caller to read and close. Raises StoreUnreachable, also when the
        server refuses us.
        """
        started, seconds = time.monotonic(), READ_SECONDS if patient else QUICK_SECONDS
        if started < self._rest_until:
            raise self.unreachable("baru saja gagal")
        for pause in (*PAUSES, None):
            try:
                answer = self._once(method, key, query or {}, headers or {}, body, seconds, leave_body)
            except BROKEN as fault:
                reason = _reason(fault)
            else:
                if not answer.in_vain:
                    return self._accepted(answer)
                reason = f"menjawab {answer.status} {answer.code}".rstrip()
            if pause is None or time.monotonic() - started > PATIENCE:
                break
            time.sleep(pause)
        self._rest_until = time.monotonic() + REST
        raise self.unreachable(reason)

    def unreachable(self, reason: str) -> StoreUnreachable:
        """The fault to raise, for a reason that holds no secret."""
        return StoreUnreachable(f"penyimpanan {self.address} tidak dapat dihubungi: {reason}")

    def give(self, connection: http.client.HTTPConnection) -> None:
        """Keep a connection for the next request."""
        self._idle.append(connection)

    def _accepted(self, answer: Answer) -> Answer:
        if answer.status in REFUSALS or answer.code == "NoSuchBucket":
            raise StoreUnreachable(f"penyimpanan {self.address} menolak: {answer.status} {answer.code}".rstrip())
        return answer

    def _once(
        self,
        method: str,
        key: str,
        query: Mapping[str, str],
        headers: Mapping[str, str],
        body: Body,
        seconds: float,
        leave_body: bool,
    ) -> Answer:
        connection = self._connection()
        reused = connection.sock is not None
        path = f"/{self.address.bucket}" + (f"/{key}" if key else "")
        target = path_text(path) + (f"?{query_text(query)}" if query else "")
        signed = self._signed(method, path, query, headers, body)
        try:
            response = _exchange(connection, method, target, signed, body, seconds)
        except (*EARLY, http.client.RemoteDisconnected):
            connection.close()
            if not reused:
                raise
            # The server had let go of the idle connection meanwhile.
            response = _exchange(connection, method, target, signed, body, seconds)
        return self._answer(connection, response, leave_body)

    def _answer(
        self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse, leave_body: bool
    ) -> Answer:
        told = {name.lower(): value for name, value in response.getheaders()}
        rest = Rest(self, connection, response)
        if leave_body and response.status == 200:
            return Answer(response.status, told, b"", rest)
        try:
            content = response.read(LARGEST_ANSWER)
        finally:
            rest.close()
        return Answer(response.status, told, content)

    def _signed(
        self, method: str, path: str, query: Mapping[str, str], headers: Mapping[str, str], body: Body
    ) -> dict[str, str]:
        now, address = datetime.now(UTC), self.address
        signed = {
            **headers,
            "host": address.server,
            "x-amz-date": stamp(now),
            "x-amz-content-sha256": body.sha256,
        }
        login = (address.key, address.secret, address.region)
        told = authorization(method, path, query, signed, *login, now)
        return {**signed, "content-length": str(body.size), "authorization": told}

    def _connection(self) -> http.client.HTTPConnection:
        if self._process != os.getpid():  # a fork: the lines belong to the parent
            self._idle, self._process = deque(maxlen=KEPT_CONNECTIONS), os.getpid()
        try:
            return self._idle.pop()
        except IndexError:
            pass
        place = (self.address.host, self.address.port)
        if self._tls is not None:
            return http.client.HTTPSConnection(*place, timeout=CONNECT_SECONDS, context=self._tls, blocksize=CHUNK)
        return http.client.HTTPConnection(*place, timeout=CONNECT_SECONDS, blocksize=CHUNK)


def _exchange(
    connection: http.client.HTTPConnection,
    method: str,
    target: str,
    headers: Mapping[str, str],
    body: Body,
    seconds: float,
) -> http.client.HTTPResponse:
    try:
        if connection.sock is None:
            connection.connect()
        connection.sock.settimeout(seconds)
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        _send(connection, body)
        return connection.getresponse()
    except BaseException:
        connection.close()
        raise


def _send(connection: http.client.HTTPConnection, body: Body) -> None:
    # A server that refuses may answer before it has read all; what it says matters more than the broken line.
    with suppress(*EARLY):
        for piece in body.pieces():
            connection.send(piece)


def _reason(fault: BaseException) -> str:
    """Why a line failed, without anything that was sent."""
    if isinstance(fault, TimeoutError):
        return "tidak menjawab dalam batas waktu"
    told = getattr(fault, "strerror", None) or getattr(fault, "reason", None)
    return f"{type(fault).__name__}{f' ({told})' if told else ''}"
