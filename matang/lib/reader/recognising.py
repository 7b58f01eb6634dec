"""Letters recognised in pictures, by Tesseract, when it is installed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import time
from collections.abc import Callable

from PIL import Image

from matang.lib.processes import die_with_parent
from matang.lib.reader.reading import Limits
from matang.lib.reader.telling import Teller

DPI = 200  # recognised as well as 300, and faster
A4_WIDTH = 1_654  # pixels at that resolution
LANGUAGES = ("ind", "eng")  # the first that is installed


class Recogniser:
    """Recognises page after page within the limits, and tells a note for each page that it leaves."""

    def __init__(self, limits: Limits, teller: Teller) -> None:
        self._limits = limits
        self._teller = teller
        self._program = shutil.which("tesseract")
        self._language: str | None = None
        self._pages = 0
        self._ends = 0.0

    def text(self, page: int, draw: Callable[[], Image.Image]) -> str:
        """The text of a page that `draw` gives as a grey picture; empty, with a note, when it is not recognised."""
        hindrance = self._hindrance()
        if hindrance:
            self._teller.note(hindrance, page)
            return ""
        self._pages += 1
        return self._recognised(page, draw())

    def _hindrance(self) -> str:
        """Why nothing more is recognised: a key of NOTES, or nothing."""
        if self._program is None:
            return "no_recognition"
        if self._language is None:
            self._language = self._installed()
            self._ends = time.monotonic() + self._limits.recognition_seconds
        if not self._language:
            return "no_language"
        if self._pages >= self._limits.recognised_pages or time.monotonic() > self._ends:
            return "recognition_limit"
        return ""

    def _installed(self) -> str:
        said = self._run(["--list-langs"], b"")
        return next((language for language in LANGUAGES if language in said.split()), "")

    def _recognised(self, page: int, picture: Image.Image) -> str:
        bitmap = io.BytesIO()
        picture.save(bitmap, "PPM")
        command = ["stdin", "stdout", "-l", str(self._language), "--dpi", str(DPI)]
        try:
            return self._run(command, bitmap.getvalue()).strip()
        except subprocess.TimeoutExpired:
            self._teller.note("recognition_slow", page)
        except subprocess.CalledProcessError:
            self._teller.note("recognition_failed", page)
        return ""

    def _run(self, arguments: list[str], given: bytes) -> str:
        parent = os.getpid()
        done = subprocess.run(
            [str(self._program), *arguments],
            input=given,
            stdout=subprocess.PIPE,
            timeout=self._limits.page_seconds,
            check=True,
            preexec_fn=lambda: die_with_parent(parent=parent),
        )
        return done.stdout.decode("utf-8", errors="replace").replace("\f", "")
