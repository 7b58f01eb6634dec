"""ZIP files made while they are sent: of any size, without a temporary file, with a length that is known before."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001 - ZIP knows no zone
ENTRIES = 0xFFFF
LOCAL, DESCRIPTOR, LONG_DESCRIPTOR, CENTRAL, END, LONG_END = 30, 16, 24, 46, 22, 56 + 20


@dataclass(frozen=True)
class Member:
    """A file of the ZIP: its ASCII path, its size, what opens its bytes (in pieces), and its local time."""

    path: str
    size: int
    open: Callable[[], Iterable[bytes]]
    at: datetime


def zipped(members: Iterable[Member]) -> Iterator[bytes]:
    """The ZIP in pieces. Bytes are stored as they are: evidence is packed already, and its length is then known.

    What a member's bytes raise passes through; a member of another size than it says ends in ValueError. Either breaks
    the transfer, so that nobody takes half a ZIP for a whole one.
    """
    out = _Line()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            info = zipfile.ZipInfo(member.path, max(member.at, EARLIEST).timetuple()[:6])
            info.file_size = member.size
            info.external_attr = 0o644 << 16
            with archive.open(info, "w", force_zip64=_long(member.size)) as file:
                for piece in member.open():
                    file.write(piece)
                    yield from out.taken()
            if info.file_size != member.size:
                raise ValueError(f"{member.path}: {info.file_size} bytes instead of {member.size}")
            yield from out.taken()
    yield from out.taken()


def length(members: Iterable[Member]) -> int:
    """The bytes of `zipped(members)`, without opening any of them."""
    at = central = count = 0
    for member in members:
        name, long = len(member.path), _long(member.size)
        extra = 8 * (2 * (member.size > zipfile.ZIP64_LIMIT) + (at > zipfile.ZIP64_LIMIT))
        central += CENTRAL + name + (4 + extra if extra else 0)
        at += LOCAL + name + (20 if long else 0) + member.size + (LONG_DESCRIPTOR if long else DESCRIPTOR)
        count += 1
    limit = zipfile.ZIP64_LIMIT
    long = count > ENTRIES or at > limit or central > limit
    return at + central + END + (LONG_END if long else 0)


def _long(size: int) -> bool:
    """Whether a member gets the long form of its sizes; `zipfile` leaves room for what packing may add."""
    return size * 1.05 > zipfile.ZIP64_LIMIT


class _Line:
    """What `zipfile` writes into: a line that cannot go back, emptied as it fills."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """There is nothing to let go of."""

    def taken(self) -> Iterator[bytes]:
        """The pieces so far; they leave the line."""
        pieces, self._pieces = self._pieces, []
        yield from pieces
