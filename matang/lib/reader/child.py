"""The child process: reads the one file on its standard input and tells what it finds on its standard output."""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.parsers.expat import ExpatError

from matang.lib.packages import PackageFault
from matang.lib.reader import cage
from matang.lib.reader.kinds import PICTURED, READERS
from matang.lib.reader.reading import Limits
from matang.lib.reader.telling import Fault, Full, Teller

DAMAGED = (
    PackageFault,
    ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    UnicodeError,
    NotImplementedError,
)


@dataclass(frozen=True)
class Job:
    """What the parent asks for: the text (`page` is 0) or the picture of a page, `width` pixels wide, into `out`."""

    media_type: str
    parent: int
    limits: Limits
    recognise: bool = True
    page: int = 0
    width: int = 0
    out: int = -1


def main(asked: str) -> None:
    """Do the job (as JSON) and end the process."""
    told: dict[str, Any] = json.loads(asked)
    job = Job(**{**told, "limits": Limits(**told["limits"])})
    cage.bound(job.limits)
    teller = Teller(_own_output(), job.limits)
    try:
        _work(job, teller)
        teller.end()
    except Fault as fault:
        teller.fault(str(fault))
    except MemoryError:
        teller.fault("large")
    except DAMAGED:
        traceback.print_exc()
        teller.fault("damaged")
    # What is left of the libraries may stumble over its own end; all has been told.
    sys.stderr.flush()
    os._exit(0)


def _own_output() -> BinaryIO:
    """The way to the parent, out of reach of libraries that print."""
    ours = os.dup(1)
    os.dup2(2, 1)
    return open(ours, "wb")  # noqa: PTH123


def _work(job: Job, teller: Teller) -> None:
    name = READERS.get(job.media_type)
    if name is None or (job.page and job.media_type not in PICTURED):
        raise Fault("foreign" if name is None else "no_picture")
    # Our own files are loaded first: in the cage an administrator may no longer read what belongs to others.
    reader = importlib.import_module(f"matang.lib.reader.{name}")
    cage.shut(job.parent)
    with open(0, "rb", closefd=False) as file:
        if not os.fstat(0).st_size:
            raise Fault("empty")
        if not job.page:
            try:
                reader.read(file, job, teller)
            except Full:
                teller.note("page_limit")
        else:
            with open(job.out, "wb") as out:  # noqa: PTH123
                reader.picture(file, job, out)
