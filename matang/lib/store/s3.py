"""The store in any S3-compatible server: `<prefix>/<agency uuid>/<64 hex digits>`, plain requests only."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import UUID

from matang.lib.store.address import S3Address
from matang.lib.store.bodies import file_body
from matang.lib.store.incoming import WaitingRoom
from matang.lib.store.kept import CHUNK, DIGEST, StoreFault, StoreUnreachable, Unused, VerifiedFile, checked
from matang.lib.store.listing import objects_under, unfinished_under
from matang.lib.store.parts import LARGE, abandon, put_in_parts
from matang.lib.store.wire import Answer, Wire

CLAIM = "x-amz-meta-sha256"  # what we said at writing: plain S3 gives it back, also where it computes no checksum
CHECKSUM = "x-amz-checksum-sha256"
FOREIGN = (
    "{old} dari {all} berkas di {address} tidak dikenal basis data ini, sehingga tidak satu pun dihapus;"
    " periksa apakah awalan itu dipakai pemasangan lain"
)
FRESH = 3600.0  # seconds for which bytes that are there already need not be written anew


class S3Store:
    """A store in an S3-compatible server; what arrives waits in `waiting` on the local disk."""

    def __init__(self, address: S3Address, waiting: Path) -> None:
        self.address = address
        self._room = WaitingRoom(waiting)
        self._wire = Wire(address)

    def incoming(self) -> Path:
        """As of every store."""
        return self._room.new()

    def room_for(self, size: int) -> bool:
        """As of every store."""
        return self._room.room_for(size)

    def keep(self, temporary: Path, agency: UUID, sha256: str) -> None:
        """Send an arrived file and look whether it is there; it leaves the waiting room only then. One that was sent in
        parts is read back, since no server tells the SHA-256 of the whole.

        Bytes that are there already are written anew unless they came within the hour: the sweeper counts their age
        from now, and damaged ones are healed.
        """
        key, size = self._key(agency, sha256), temporary.stat().st_size
        if size > LARGE:
            put_in_parts(self._wire, key, temporary, sha256, {CLAIM: sha256})
        else:
            self._put(key, temporary, sha256)
        there = self.verify(agency, sha256) if size > LARGE else self.has(agency, sha256, size)
        if not there:
            raise StoreFault(f"{self._shown(key)} tidak ada, atau tidak utuh, setelah dikirim")
        temporary.unlink()

    def has(self, agency: UUID, sha256: str, size: int) -> bool:
        """As of every store, by size, by the server's checksum where it computes one, and by what we said."""
        answer = self._head(self._key(agency, sha256))
        return answer.status == 200 and _matches(answer, sha256, size)

    def open_verified(self, agency: UUID, sha256: str, size: int) -> VerifiedFile:
        """As of every store."""
        key = self._key(agency, sha256)
        answer = self._wire.ask("GET", key, patient=True, leave_body=True)
        if answer.rest is None:
            raise StoreFault(f"{self._shown(key)} tidak dapat dibaca: {answer.status} {answer.code}".rstrip())
        if answer.headers.get("content-length") != str(size):
            answer.rest.close()
            raise StoreFault(f"{self._shown(key)} tidak berukuran {size} bita")
        return VerifiedFile(answer.rest, self._shown(key), sha256, size)

    @contextmanager
    def local_copy(self, agency: UUID, sha256: str, size: int) -> Iterator[Path]:
        """A verified copy in the waiting room, which goes when the context ends."""
        path = self.incoming()
        try:
            with closing(self.open_verified(agency, sha256, size)) as file, path.open("wb") as out:
                out.writelines(file)
            yield path
        finally:
            path.unlink(missing_ok=True)

    def verify(self, agency: UUID, sha256: str) -> bool:
        """As of every store."""
        answer = self._wire.ask("GET", self._key(agency, sha256), patient=True, leave_body=True)
        if answer.rest is None:
            return False
        with closing(answer.rest) as file:
            digest = hashlib.sha256()
            while piece := file.read(CHUNK):
                digest.update(piece)
        return digest.hexdigest() == sha256

    def sweep(self, referenced: Collection[tuple[UUID, str]], older_than: float, unused: Unused) -> int:
        """As of every store. `unused` is asked just before each removal, and the age is looked up again: nothing here
        locks out a file that comes again meanwhile.

        StoreFault when more than half of all objects would go: nothing ties a bucket to one database, so they are more
        likely another installation's.
        """
        gone = self._room.sweep(older_than)
        if not referenced:
            return gone
        limit = datetime.fromtimestamp(time.time() - older_than, UTC)
        found = [(one, of) for one in objects_under(self._wire, self._prefix) if (of := self._of(one.key))]
        old = [(one, of) for one, of in found if one.changed < limit and of not in referenced]
        if len(old) * 2 > len(found):
            raise StoreFault(FOREIGN.format(address=self.address, old=len(old), all=len(found)))
        gone += sum(self._remove(one.key, of, limit, unused) for one, of in old)
        for one in unfinished_under(self._wire, self._prefix):
            if one.changed < limit:
                abandon(self._wire, one.key, one.upload)
                gone += 1
        return gone

    def try_out(self) -> None:
        """Write, read, and remove a small object, so that a missing right shows before somebody's file needs it.

        Raises StoreFault.
        """
        content = b"matang"
        agency, sha256 = UUID(int=0), hashlib.sha256(content).hexdigest()
        path = self.incoming()
        path.write_bytes(content)
        self.keep(path, agency, sha256)
        if not self.verify(agency, sha256):
            raise StoreFault(f"penyimpanan {self.address} memberikan isi yang lain daripada yang dikirim")
        next(objects_under(self._wire, self._prefix), None)
        self._wire.ask("DELETE", self._key(agency, sha256))

    @property
    def _prefix(self) -> str:
        return f"{self.address.prefix}/" if self.address.prefix else ""

    def _key(self, agency: UUID, sha256: str) -> str:
        return f"{self._prefix}{agency}/{checked(sha256)}"

    def _shown(self, key: str) -> str:
        return f"{self.address}/{key.removeprefix(self._prefix)}"

    def _head(self, key: str) -> Answer:
        answer = self._wire.ask("HEAD", key, headers={"x-amz-checksum-mode": "ENABLED"})
        if answer.status not in (200, 404):
            raise self._wire.unreachable(f"menjawab {answer.status}")
        return answer

    def _put(self, key: str, path: Path, sha256: str) -> None:
        body = file_body(path, sha256)
        headers = {CLAIM: sha256, CHECKSUM: base64.b64encode(bytes.fromhex(sha256)).decode()}
        only_new = {**headers, "if-none-match": "*"}
        answer = self._wire.ask("PUT", key, headers=only_new, body=body, patient=True)
        if answer.status == 412:
            there = self._head(key)
            if there.status == 200 and _matches(there, sha256, body.size) and _age(there) < FRESH:
                return
        if answer.status in (412, 501):  # there already, or a server that knows no condition
            answer = self._wire.ask("PUT", key, headers=headers, body=body, patient=True)
        if answer.status not in (200, 201, 204):
            raise StoreUnreachable(f"penyimpanan {self.address} menolak: {answer.status} {answer.code}".rstrip())

    def _of(self, key: str) -> tuple[UUID, str] | None:
        """Agency and hash of an object; None for what is not of ours."""
        agency, _, sha256 = key.removeprefix(self._prefix).partition("/")
        try:
            return (UUID(agency), sha256) if DIGEST.fullmatch(sha256) else None
        except ValueError:
            return None

    def _remove(self, key: str, of: tuple[UUID, str], limit: datetime, unused: Unused) -> bool:
        with unused(*of) as free:
            if not free or _changed(self._head(key)) >= limit:
                return False
            return self._wire.ask("DELETE", key).status in (200, 204)


def _matches(answer: Answer, sha256: str, size: int) -> bool:
    """By the headers of a HEAD. A checksum with a dash is one of the parts' checksums, not of the bytes."""
    told = answer.headers
    summed = told.get(CHECKSUM, "")
    right = "-" in summed or not summed or summed == base64.b64encode(bytes.fromhex(sha256)).decode()
    return told.get("content-length") == str(size) and told.get(CLAIM) == sha256 and right


def _changed(answer: Answer) -> datetime:
    """When an object was written; a missing one, or one that does not tell, counts as new."""
    told = answer.headers.get("last-modified")
    return parsedate_to_datetime(told) if answer.status == 200 and told else datetime.max.replace(tzinfo=UTC)


def _age(answer: Answer) -> float:
    return (datetime.now(UTC) - _changed(answer)).total_seconds()
