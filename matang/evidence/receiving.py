"""Receiving files: each is hashed while it streams into the store's waiting room, before any transaction is open."""

from __future__ import annotations

import errno
import hashlib
import os
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from matang.lib.store import Store, WithFallback, open_store
from matang.people.actor import NOBODY
from matang.people.rules import Refused, Right

TOO_LARGE = "lebih besar dari {limit} MB. Perkecil, misalnya pindai lagi 150 dpi, atau bagi menjadi beberapa berkas."
NO_ROOM = "tidak dapat disimpan karena penyimpanan server penuh. Hubungi administrator."
FULL = (
    "tidak dapat dikirim: kuota bukti dukung instansi, {quota} GB, tidak cukup."
    " Hapus yang tidak dipakai, atau hubungi administrator."
)
FILES_AT_ONCE = 10  # a form may carry ten files of the largest size; a browser with script sends one at a time


class NoRoom(Refused):
    """No space: the disk's reserve, the disk itself, or the agency's quota."""


class NotKept(Refused):
    """The store did not take the bytes; they may still be kept later."""


def store() -> Store:
    """The store that the settings name; while files move, with the old one behind it."""
    folder = Path(settings.EVIDENCE_FOLDER)
    found = open_store(settings.EVIDENCE_STORE or folder, folder)
    if settings.EVIDENCE_FALLBACK is None:
        return found
    return WithFallback(found, open_store(settings.EVIDENCE_FALLBACK, folder))


class ReceivedFile(UploadedFile):  # type: ignore[type-arg]
    """A file that has arrived whole: `path` in the waiting room, `sha256`, `size`; or `fault`, the end of a sentence
    that begins with its name, when it was refused on the way (then there are no bytes).

    What is not kept goes when the request ends.
    """

    size: int

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(None, name)
        self.path = path
        self.sha256 = ""
        self.fault = ""
        self._gone = weakref.finalize(self, path.unlink, missing_ok=True)
        self._digest = hashlib.sha256()
        self._out = path.open("wb")
        self.size = 0

    def write_on(self, piece: bytes) -> None:
        """Take the next piece, unless the file has been refused already."""
        if self.fault:
            return
        self.size += len(piece)
        if self.size > settings.EVIDENCE_LIMIT:
            self.refuse(TOO_LARGE.format(limit=settings.EVIDENCE_LIMIT // 1024**2))
            return
        try:
            self._out.write(piece)
        except OSError as fault:
            self._note(fault)
        self._digest.update(piece)

    def finish(self) -> None:
        """All has arrived: bytes to the disk, hash known."""
        try:
            self._out.flush()
            os.fsync(self._out.fileno())
        except OSError as fault:
            self._note(fault)
        except ValueError:  # closed by a refusal
            return
        self._out.close()
        self.sha256 = self._digest.hexdigest()

    def refuse(self, fault: str) -> None:
        """Give the bytes up at once and remember why."""
        self.fault = fault
        self.close()

    def close(self) -> None:
        """Remove what has not been kept."""
        try:
            self._out.close()
        finally:
            self._gone()

    def _note(self, fault: OSError) -> None:
        if not is_full(fault):
            raise fault
        self.refuse(NO_ROOM)


def is_full(fault: OSError) -> bool:
    """Whether a disk, or what we may have of it, is full."""
    return fault.errno in {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True)
class WholeFile:
    """A file that has arrived whole by another way than a form; see `ReceivedFile`."""

    path: Path
    name: str
    sha256: str
    size: int
    fault: str = ""


Arrived = ReceivedFile | WholeFile


class Line:
    """The line that a body comes in by: counts what has been read, and says when it breaks."""

    def __init__(self, stream: BinaryIO, broken: Callable[[], None]) -> None:
        self._stream = stream
        self._broken = broken
        self.seen = 0

    def read(self, size: int = -1) -> bytes:
        """As of the stream."""
        return self._counted(self._stream.read, size)

    def readline(self, size: int = -1) -> bytes:
        """As of the stream."""
        return self._counted(self._stream.readline, size)

    def _counted(self, take: Callable[[int], bytes], size: int) -> bytes:
        try:
            piece = take(size)
        except OSError:
            self._broken()
            raise
        self.seen += len(piece)
        return piece


class HashingUploadHandler(FileUploadHandler):
    """Takes the files of addresses under settings.UPLOADS; files sent elsewhere are for the handlers that follow."""

    file: ReceivedFile
    announced: int  # bytes of the whole body, by its header
    line: Line

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.ours = request is not None and request.path.startswith(settings.UPLOADS)
        self.received: list[ReceivedFile] = []

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Before any of the body is read, refuse one that is too large or comes from somebody without the right."""
        self.announced = content_length
        if not self.ours:
            return
        actor = getattr(self.request, "actor", NOBODY)
        if not actor.may(Right.GIVE_EVIDENCE):
            raise PermissionDenied
        if content_length > FILES_AT_ONCE * settings.EVIDENCE_LIMIT:
            raise RequestDataTooBig("Kiriman terlalu besar.")
        self.line = Line(input_data._stream, self._discard)
        input_data._stream = self.line

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        if not self.ours:
            return
        self.file = ReceivedFile(store().incoming(), self.file_name or "")
        self.received.append(self.file)
        if not store().room_for(self.announced):
            self.file.refuse(NO_ROOM)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The next piece of the file."""
        if not self.ours:
            return raw_data
        self.file.write_on(raw_data)
        return None

    def file_complete(self, file_size: int) -> ReceivedFile | None:
        """The file's end has been seen in the body."""
        if not self.ours:
            return None
        self.file.finish()
        return self.file

    def upload_interrupted(self) -> None:
        """The body ended inside a file."""
        if self.ours:
            self._broken()

    def upload_complete(self) -> None:
        """When a line breaks, reading just ends without an error: only the announced length proves the whole."""
        if self.ours and self.line.seen < self.announced:
            self._broken()

    def _broken(self) -> None:
        self._discard()
        raise MultiPartParserError("Kiriman terputus sebelum lengkap.")

    def _discard(self) -> None:
        for file in self.received:
            file.close()


def received_files(request: HttpRequest) -> list[ReceivedFile]:
    """The files of an upload, in the order of the form. Reads the body: call it before a transaction is open."""
    lists = (files for _, files in request.FILES.lists())
    return [file for files in lists for file in files if isinstance(file, ReceivedFile)]
