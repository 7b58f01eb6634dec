"""Walls that Linux builds around a process and all that it starts: no sockets, and no files but those that it needs.

The cage without them would be open to the side: through a socket file the database knows us by our user, and what a
page "says" could be a file of another agency. Kernels that have no such walls leave us without: nothing here raises.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

SET_SECCOMP, FILTER, NO_NEW_PRIVILEGES = 22, 2, 38
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOWED, DENIED = 0x7FFF0000, 0x00050000 | 1  # the call fails with "not permitted"
FOREIGN_CALLS = 0x40000000  # from here on stands a second table of calls on x86-64
# Of each machine its mark and its numbers of: socket, ptrace, process_vm_readv, process_vm_writev, pidfd_getfd,
# io_uring_setup (which could do what the others do).
CALLS = {
    "x86_64": (0xC000003E, (41, 101, 310, 311, 438, 425)),
    "aarch64": (0xC00000B7, (198, 117, 270, 271, 438, 425)),
}

CREATE_RULES, ADD_RULE, RESTRICT = 444, 445, 446  # Landlock; these numbers are the same on every machine
RUN, READ, LIST = 1 << 0, 1 << 2, 1 << 3
WRITE = 1 << 1
EVERYTHING = (1 << 13) - 1  # what the first version of Landlock knows
SCOPES, SCOPED_SINCE = 3, 6  # neither signals nor nameless sockets reach outside


def refuse_calls() -> None:
    """Refuse the calls by which a process reaches the network, a local service, or the memory of another process."""
    if sys.platform != "linux" or platform.machine() not in CALLS:
        return
    machine, calls = CALLS[platform.machine()]
    steps = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, machine), (RETURN, 0, 0, DENIED), (LOAD, 0, 0, 0)]
    tests = [(AT_LEAST, FOREIGN_CALLS), *((EQUAL, call) for call in calls)]
    steps += [(code, len(tests) - at, 0, value) for at, (code, value) in enumerate(tests)]
    steps += [(RETURN, 0, 0, ALLOWED), (RETURN, 0, 0, DENIED)]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    counted = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(program)))
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    library.prctl(SET_SECCOMP, FILTER, counted, 0, 0)


def file_walls() -> int:
    """The version of Landlock that the kernel offers, 0 for none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(ctypes.CDLL(None, use_errno=True).syscall(CREATE_RULES, None, 0, 1)))


def wall_off_files(readable: Iterable[Path], own: Path) -> None:
    """From now on only files at or below `readable` can be read and run, and only in `own` can any be made. Files that
    are open already stay so. Needs `refuse_calls` before, since it asks the kernel for no new privileges."""
    version = file_walls()
    if not version:
        return
    library = ctypes.CDLL(None, use_errno=True)
    wished = struct.pack("=QQQ", EVERYTHING, 0, SCOPES)[: 24 if version >= SCOPED_SINCE else 8]
    rules = library.syscall(CREATE_RULES, wished, len(wished), 0)
    if rules < 0:
        return
    for place in readable:
        _allow(library, rules, place, RUN | READ | LIST if place.is_dir() else RUN | READ)
    _allow(library, rules, Path("/dev/null"), READ | WRITE)
    _allow(library, rules, own, EVERYTHING)
    library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    library.syscall(RESTRICT, rules, 0)
    os.close(rules)


def _allow(library: ctypes.CDLL, rules: int, place: Path, rights: int) -> None:
    with suppress(OSError):
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
        library.syscall(ADD_RULE, rules, 1, struct.pack("=Qi", rights, handle), 0)
        os.close(handle)
