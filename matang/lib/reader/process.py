"""Reading a foreign file in a child process: the door of the reader.

The child (see `nursery`) gets the open file, never its path, and answers line by line, so that pages that were read
before it died are kept. Nothing it says is trusted: codes must be known, sizes are bounded, a picture must be one.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import re
import select
import signal
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from matang.lib.reader.kinds import PICTURED, READERS
from matang.lib.reader.nursery import NURSERY, Child, surroundings
from matang.lib.reader.reading import FAULTS, LIMITS, NOTES, Limits, Note, Reading, ReadPage, Unreadable

log = logging.getLogger(__name__)

START = "import sys; import matang.lib.reader.child as c; c.main(sys.argv[2])"
WIDEST = 4_000  # pixels
MOST_PAGES = 10_000_000  # more than any file has; the database counts no further than two milliards
LONGEST_LINE = 16 * 1024**2  # bytes; a page of `Limits.page_text` characters fits several times
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

OnPage = Callable[[ReadPage, int], None]
Told = int | ReadPage | Note  # how many pages there are, a page, a note


def read(
    path: Path, media_type: str, *, on_page: OnPage | None = None, ocr: bool = True, limits: Limits = LIMITS
) -> Reading:
    """The text of a file, page by page. `on_page(page, total)` is called as soon as each page is read.

    With `ocr`, pages that are pictures are given to Tesseract when it is installed; a note tells when it is not.
    Raises Unreadable, with the pages that were read; what `on_page` raises ends the reading and passes through.
    """
    taken = _Taken(on_page)
    try:
        if media_type not in READERS:
            raise Unreadable("foreign")
        job = {"media_type": media_type, "recognise": ocr}
        with closing(_answers(path, job, limits)) as answers:
            for told in answers:
                taken.take(told)
    except Unreadable as fault:
        raise Unreadable(fault.code, taken.reading()) from fault.__cause__
    return taken.reading()


def picture(path: Path, media_type: str, page: int, width: int, target: Path, limits: Limits = LIMITS) -> None:
    """Draw page `page` (from 1) as a WebP picture `width` pixels wide into `target`, in one step.

    An image file is never drawn wider than it is. Raises Unreadable ("no_picture" for kinds without pages to draw:
    ask `kinds.PICTURED` before).
    """
    if media_type not in PICTURED:
        raise Unreadable("no_picture")
    draft, name = tempfile.mkstemp(dir=target.parent, prefix=".gambar-")
    try:
        job = {"media_type": media_type, "page": max(1, page), "width": min(max(1, width), WIDEST)}
        for _ in _answers(path, job, limits, draft):
            pass
        with Path(name).open("rb") as file:
            head = file.read(12)
        if head[:4] != b"RIFF" or head[8:] != b"WEBP":
            raise Unreadable("crash")
        Path(name).replace(target)
    finally:
        os.close(draft)
        Path(name).unlink(missing_ok=True)


class _Taken:
    """What the child has told so far."""

    def __init__(self, on_page: OnPage | None) -> None:
        self._on_page = on_page
        self._total = 0
        self._pages: list[ReadPage] = []
        self._notes: dict[str, list[int]] = {}

    def take(self, told: Told) -> None:
        """Keep one message; a page is handed on at once."""
        last = self._pages[-1].number if self._pages else 0
        if isinstance(told, ReadPage) and not last < told.number <= MOST_PAGES:
            raise Unreadable("crash")
        if isinstance(told, Note):
            self._notes.setdefault(told.code, []).extend(told.pages)
        elif isinstance(told, ReadPage):
            self._pages.append(told)
            if self._on_page:
                self._on_page(told, self._total)
        else:
            self._total = max(0, min(told, MOST_PAGES))

    def reading(self) -> Reading:
        """What was told, as a whole."""
        notes = tuple(Note(code, tuple(pages)) for code, pages in self._notes.items())
        return Reading(self._total, tuple(self._pages), notes)


def _parsed(message: dict[str, Any]) -> Told:
    """One message of the child, checked. Raises Unreadable for a fault, ValueError and its like for nonsense."""
    if "fault" in message:
        raise Unreadable(message["fault"] if message["fault"] in FAULTS else "crash")
    if "total" in message:
        return int(message["total"])
    if "note" in message:
        if message["note"] not in NOTES:
            raise ValueError(message["note"])
        return Note(message["note"], (int(message["of"]),) if message["of"] else ())
    return ReadPage(
        number=int(message["page"]),
        text=_clean(str(message["text"])),
        picture=bool(message["picture"]),
        width=float(message["width"]),
        height=float(message["height"]),
    )


def _clean(text: str) -> str:
    """Text that the database takes: no control characters, one kind of line end."""
    return NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _answers(path: Path, job: dict[str, Any], limits: Limits, *passed: int) -> Generator[Told]:
    """What the child says about the file, message by message. Raises Unreadable when it does not come to an end."""
    try:
        source = path.open("rb")
    except OSError as fault:
        raise Unreadable("gone") from fault
    with source, tempfile.TemporaryFile() as errors, _child(source, job, limits, errors, passed) as child:
        try:
            for line in _lines(child, limits):
                message = json.loads(line)
                if "end" in message:
                    return
                yield _parsed(message)
        except (
            ValueError,
            KeyError,
            TypeError,
            OverflowError,
            RecursionError,
        ) as fault:  # a child that babbles is no longer ours
            raise Unreadable("crash") from fault
        raise Unreadable(_cause_of_death(child, path, errors))


@contextmanager
def _child(
    source: IO[bytes], job: dict[str, Any], limits: Limits, errors: IO[bytes], passed: tuple[int, ...]
) -> Iterator[Child]:
    """The running child in an empty folder of its own; it and all that it started are gone at the end."""
    with tempfile.TemporaryDirectory(prefix="matang-baca-", ignore_cleanup_errors=True) as folder:
        wish = {
            "start": START,
            "folder": folder,
            "surroundings": {**surroundings(), "HOME": folder, "TMPDIR": folder, "OMP_THREAD_LIMIT": "1"},
            "job": {**job, "limits": dataclasses.asdict(limits)},
        }
        try:
            child = NURSERY.child(wish, source.fileno(), errors.fileno(), passed)
        except OSError as fault:
            raise Unreadable("crash") from fault
        try:
            yield child
        finally:
            child.end()


def _lines(child: Child, limits: Limits) -> Iterator[bytes]:
    """The lines that the child writes, until it closes its output. Raises Unreadable when it is late or says too
    much."""
    handle, ends = child.answers, time.monotonic() + limits.seconds
    waiting = select.poll()
    waiting.register(handle, select.POLLIN)
    held, left = b"", limits.text * 4 + LONGEST_LINE
    while True:
        patience = min(limits.silence, ends - time.monotonic())
        if patience <= 0 or not waiting.poll(patience * 1000):
            raise Unreadable("slow")
        piece = os.read(handle, 256 * 1024)
        if not piece:
            return
        left -= len(piece)
        *lines, held = (held + piece).split(b"\n")
        if left < 0 or len(held) > LONGEST_LINE:
            raise Unreadable("large")
        yield from lines


def _cause_of_death(child: Child, path: Path, errors: IO[bytes]) -> str:
    """Why the child ended without a last word: a key of FAULTS."""
    code = child.code()
    errors.seek(max(0, errors.seek(0, os.SEEK_END) - 2000))
    log.warning("reader of %s ended with %s: %s", path, code, errors.read().decode(errors="replace"))
    return "slow" if code in (None, -signal.SIGXCPU) else "crash"
