"""Zip packages (office documents) looked at from outside: the central directory, and small members within a bound.

Nothing is unpacked to disk, and no size that the file claims is believed.
"""

from __future__ import annotations

import stat
import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

END, END64, LOCATOR, ENTRY, LOCAL = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02", b"PK\x03\x04"
LONGEST_TAIL = 22 + 65_535
LARGEST_DIRECTORY = 2 * 1024**2
DEFLATED, STORED = 8, 0


class PackageFault(Exception):
    """The package is damaged or longer than any honest one."""


@dataclass(frozen=True)
class Member:
    """One entry of the central directory; sizes in bytes."""

    name: str
    packed: int
    unpacked: int
    offset: int
    method: int
    encrypted: bool
    link: bool


def members(file: BinaryIO, size: int) -> list[Member]:
    """The central directory of a package of `size` bytes. PackageFault when it is damaged or above 2 MB."""
    start, length = _directory(file, size)
    if length > LARGEST_DIRECTORY or start < 0 or start + length > size:
        raise PackageFault
    file.seek(start)
    raw, found, at = file.read(length), [], 0
    while at < length:
        if raw[at : at + 4] != ENTRY or at + 46 > length:
            raise PackageFault
        member, at = _member(raw, at)
        if member.offset >= start:
            raise PackageFault
        found.append(member)
    return found


def read(file: BinaryIO, member: Member, most: int = 256 * 1024) -> bytes:
    """Up to `most` bytes of a member's content. PackageFault when it is damaged or packed in an unusual way."""
    file.seek(member.offset)
    head = file.read(30)
    if len(head) < 30 or head[:4] != LOCAL or member.encrypted:
        raise PackageFault
    name, extra = struct.unpack("<HH", head[26:30])
    file.seek(name + extra, 1)
    packed = file.read(min(member.packed, most))
    if member.method == STORED:
        return packed
    if member.method != DEFLATED:
        raise PackageFault
    try:
        return zlib.decompressobj(-15).decompress(packed, most)
    except zlib.error as fault:
        raise PackageFault from fault


def _directory(file: BinaryIO, size: int) -> tuple[int, int]:
    """Start and length of the central directory."""
    tail_at = max(0, size - LONGEST_TAIL)
    file.seek(tail_at)
    tail = file.read(LONGEST_TAIL)
    at = tail.rfind(END)
    if at < 0 or at + 22 > len(tail):
        raise PackageFault
    length, start = struct.unpack("<II", tail[at + 12 : at + 20])
    if at >= 20 and tail[at - 20 : at - 16] == LOCATOR:
        (where,) = struct.unpack("<Q", tail[at - 12 : at - 4])
        if where >= size:
            raise PackageFault
        file.seek(where)
        record = file.read(56)
        if len(record) < 56 or record[:4] != END64:
            raise PackageFault
        length, start = struct.unpack("<QQ", record[40:56])
    return start, length


def _member(raw: bytes, at: int) -> tuple[Member, int]:
    """The entry that begins at `at`, and where the next one begins."""
    flags, method = struct.unpack("<HH", raw[at + 8 : at + 12])
    packed, unpacked, name, extra, comment = struct.unpack("<IIHHH", raw[at + 20 : at + 34])
    (attributes, offset) = struct.unpack("<II", raw[at + 38 : at + 46])
    after = at + 46 + name
    unpacked, packed, offset = _wide(raw[after : after + extra], unpacked, packed, offset)
    member = Member(
        name=raw[at + 46 : after].decode("utf-8" if flags & 0x800 else "cp437", errors="replace"),
        packed=packed,
        unpacked=unpacked,
        offset=offset,
        method=method,
        encrypted=bool(flags & 1),
        link=stat.S_ISLNK(attributes >> 16),
    )
    return member, after + extra + comment


def _wide(extra: bytes, *values: int) -> tuple[int, ...]:
    """Zip64: a value of all ones stands in the extra field with id 1, in the order of unpacked, packed, offset.
    PackageFault when a field is longer than the entry that holds it."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack("<HH", extra[at : at + 4])
        if at + 4 + length > len(extra):
            raise PackageFault
        if kind == 1:
            wide = iter(struct.iter_unpack("<Q", extra[at + 4 : at + 4 + length // 8 * 8]))
            return tuple(next(wide, (value,))[0] if value == 0xFFFFFFFF else value for value in values)
        at += 4 + length
    return values
