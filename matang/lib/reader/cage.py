"""What the child takes from itself before it touches a foreign file."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import resource
import shutil
import sys
from pathlib import Path
from typing import Any

import matang
from matang.lib.processes import die_with_parent
from matang.lib.reader import walls
from matang.lib.reader.reading import Limits

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
OPEN_FILES = 64
# Programs, libraries, fonts, languages; of the settings of the system only what finds them.
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/nix/store", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime")


def bound(limits: Limits) -> None:
    """Limit memory, processor time, written files and open files of this process and of each that it starts."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.cpu + 1),  # killed; a second before, told by a signal that names the cause
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        own = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (min(own, limits.cpu) if what == resource.RLIMIT_CPU else own, own))


def shut(parent: int) -> None:
    """Leave the network, all files but those of the reader, and the powers of an administrator; end with `parent`.

    Some kernels and containers refuse one or the other; then the others must do. The wish to end with the parent
    comes after the new namespace, which would clear it.
    """
    readable = [*_ours(), *_of_tesseract(), *map(Path, SYSTEM)]
    sys.addaudithook(_refuse_sockets)
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None, use_errno=True).unshare(NEW_USER | NEW_NETWORK)
    die_with_parent(parent=parent)
    walls.refuse_calls()
    walls.wall_off_files(readable, Path.cwd())


def _ours() -> list[Path]:
    """Where our own code and the packages lie, not the folder above: it may hold the data."""
    found = [Path(place) for place in matang.__path__]
    for package in ("pypdfium2", "PIL"):
        spec = importlib.util.find_spec(package)
        if spec and spec.origin:
            found.append(Path(spec.origin).parents[1])
    return [*found, Path(os.__file__).parent, Path(sys.base_prefix) / "lib"]


def _of_tesseract() -> list[Path]:
    program = shutil.which("tesseract")
    found = [Path(program), Path(program).resolve().parent] if program else []
    return [*found, *(Path(os.environ[name]) for name in ("TESSDATA_PREFIX",) if name in os.environ)]


def _refuse_sockets(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("no network here")
