"""The process from which children are forked: it has loaded the libraries once, which takes longer than drawing a page.

It never touches a foreign file. Each file gets a child of its own, and each child a keeper, which tells the caller the
child's number and how it ended. When the caller is gone, the line ends; then all of them end.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import struct
import sys
import traceback
from contextlib import suppress
from typing import Any, NoReturn

from matang.lib.processes import die_with_parent

LOADED = (
    "pypdfium2",
    "PIL.WebPImagePlugin",
    "matang.lib.reader.child",
    "matang.lib.reader.drawing",
    "matang.lib.reader.pdf",
    "matang.lib.reader.image",
    "matang.lib.reader.recognising",
)
LONGEST = 256 * 1024  # bytes of one wish
HANDLES = 5  # what the child reads, answers, complaints, what the keeper tells, where a picture goes
NUMBER = struct.Struct("i")


def main() -> NoReturn:
    """Fork a child for every wish that comes over the line, which is our standard input."""
    line = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(nothing, handle)
    for name in LOADED:
        importlib.import_module(name)
    gc.freeze()  # what is loaded stays shared with the children
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        message, handles, _, _ = socket.recv_fds(line, LONGEST, HANDLES)
        if not message:
            os._exit(0)
        here = os.getpid()
        if os.fork() == 0:
            line.close()
            _keep(json.loads(message), handles, here)
        for handle in handles:
            os.close(handle)


def _keep(asked: dict[str, Any], handles: list[int], parent: int) -> NoReturn:
    """Start the child, tell its number; when it has ended, end what it started and tell its exit code."""
    try:
        die_with_parent(parent=parent)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        source, out, errors, told, *passed = handles
        keeper = os.getpid()
        child = os.fork()
        if child == 0:
            os.close(told)
            _become(asked, (source, out, errors), passed, keeper)
        for handle in (source, out, errors, *passed):
            os.close(handle)
        os.write(told, NUMBER.pack(child))
        _, status = os.waitpid(child, 0)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
        os.write(told, NUMBER.pack(os.waitstatus_to_exitcode(status)))
    finally:
        os._exit(0)


def _become(asked: dict[str, Any], streams: tuple[int, int, int], passed: list[int], keeper: int) -> NoReturn:
    """Be the child: its own session, folder and surroundings, and nothing open but what it was given."""
    try:
        die_with_parent(parent=keeper)
        os.setsid()
        for number, handle in enumerate(streams):
            os.dup2(handle, number)
            os.close(handle)
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["surroundings"])
        out = {"out": passed[0]} if passed else {}
        sys.argv = ["-c", json.dumps(sys.path), json.dumps({**asked["job"], **out, "parent": keeper})]
        exec(asked["start"], {"__name__": "__main__"})  # noqa: S102 - our own sentence, see `process.START`
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)
