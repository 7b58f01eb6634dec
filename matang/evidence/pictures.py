"""Pictures of pages: drawn on first demand by the reader's limited process, then kept below `settings.PICTURES_FOLDER`.

The folder holds nothing of its own: it may be emptied at any time and stands in no backup. A page that could not be
drawn is remembered for a while, so that a hostile file is not tried again at every look.
"""

from __future__ import annotations

import fcntl
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from matang.evidence.models import Version
from matang.evidence.receiving import store
from matang.lib.reader.kinds import IMAGES, PICTURED
from matang.lib.reader.process import picture
from matang.lib.reader.reading import FAULTS, LIMITS, Unreadable

WIDTHS = (240, 900, 1600)  # pixels: a thumbnail, a page, a page to look at closely; no other is drawn
THUMB, PAGE, LARGE = WIDTHS
PATIENCE = replace(LIMITS, cpu=20, seconds=30, silence=30)
REMEMBERED = 3600.0  # seconds
KEPT_BYTES, KEPT_SECONDS = 2 * 1024**3, 90 * 24 * 3600.0
LOCKS = ".kunci"
WAIT = {THUMB: 5.0, PAGE: 25.0, LARGE: 25.0}  # seconds until a demand gives up its place: others need the server, too
LANES = 4  # pictures that are drawn at once on this machine: each may take a gigabyte of memory


class Busy(Exception):
    """Too many pictures are being drawn; this one may be asked for again in a moment."""


def has_pictures(version: Version) -> bool:
    """Whether pages of this kind of file can be drawn at all."""
    return version.media_type in PICTURED


def picture_of(version: Version, page: int, width: int) -> bytes:
    """A page (from 1) as a WebP picture, one of WIDTHS pixels wide (an image file is never wider than it is).

    Demands for the same version wait for each other, in whatever process, so each picture is made once. Raises
    Unreadable, StoreFault, Busy.
    """
    if not has_pictures(version):
        raise Unreadable("no_picture")
    if version.media_type in IMAGES and page != 1:
        raise Unreadable("no_page")
    target = _folder(version) / f"{page}-{width}.webp"
    with suppress(FileNotFoundError):
        return target.read_bytes()
    with _alone(version.sha256, WAIT[width]):
        if not target.exists():
            _draw(version, page, width, target)
        return target.read_bytes()


def shape_of(version: Version, page: int) -> tuple[int, int]:
    """Width and height of a page, as far as a picture of it, or of the first page, tells; else those of A4."""
    folder = _folder(version)
    for number in dict.fromkeys((page, 1)):
        for width in (PAGE, LARGE, THUMB):
            with suppress(OSError, ValueError, struct.error), (folder / f"{number}-{width}.webp").open("rb") as file:
                return _size(file.read(30))
    return 210, 297


def trim(now: float | None = None) -> int:
    """Remove pictures that nobody has needed for long and, beyond KEPT_BYTES, the oldest; returns how many went."""
    limit = (time.time() if now is None else now) - KEPT_SECONDS
    root = Path(settings.PICTURES_FOLDER)
    found = sorted((_seen(path), path) for path in root.glob("*/*/*") if path.parent.parent.name != LOCKS)
    excess = sum(size for (_, size), _ in found) - KEPT_BYTES
    gone = 0
    for (moment, size), path in found:
        if moment >= limit and excess <= 0:
            break
        path.unlink(missing_ok=True)
        excess -= size
        gone += 1
    for folder in root.glob("*/*"):
        if folder.is_dir() and folder.parent.name != LOCKS:
            with suppress(OSError, Busy), _alone(folder.name, WAIT[PAGE]):
                folder.rmdir()  # only an empty one
    return gone


def _folder(version: Version) -> Path:
    return Path(settings.PICTURES_FOLDER) / str(version.agency.uuid) / version.sha256


def _seen(path: Path) -> tuple[float, int]:
    """When a picture was made, and its bytes; nothing when it has just gone."""
    try:
        state = path.stat()
    except OSError:
        return 0.0, 0
    return state.st_mtime, state.st_size


def _draw(version: Version, page: int, width: int, target: Path) -> None:
    failed = target.with_suffix(".gagal")
    _again(failed)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with store().local_copy(version.agency.uuid, version.sha256, version.size) as path:
        try:
            picture(path, version.media_type, page, width, target, PATIENCE)
        except Unreadable as fault:
            if fault.code != "no_page":
                failed.write_text(fault.code)
            raise


def _again(failed: Path) -> None:
    """Raise the fault that this page ended with a short while ago."""
    with suppress(FileNotFoundError):
        code = failed.read_text()
        if code in FAULTS and time.time() - failed.stat().st_mtime < REMEMBERED:
            raise Unreadable(code)


@contextmanager
def _alone(sha256: str, patience: float) -> Iterator[None]:
    """Nobody else draws or removes pictures of this version meanwhile, nor of the others in its lane."""
    locks = Path(settings.PICTURES_FOLDER) / LOCKS
    locks.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(locks / str(int(sha256[:2], 16) % LANES), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, end: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise Busy from None
            time.sleep(0.02)
        else:
            return


def _size(head: bytes) -> tuple[int, int]:
    """Width and height in the first 30 bytes of a WebP file: lossless, lossy, or extended (RFC 9649)."""
    kind = head[12:16]
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        wide, high = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
        return wide, high
    wide, high = struct.unpack_from("<HH", head, 26)
    if kind != b"VP8 " or not wide or not high:
        raise ValueError(kind)
    return wide & 0x3FFF, high & 0x3FFF
