"""How the child tells what it reads: one JSON object a line, as soon as a page is read."""

from __future__ import annotations

import json
from typing import BinaryIO

from matang.lib.reader.reading import Limits


class Fault(Exception):
    """The file cannot be read; the text is a key of `reading.FAULTS`."""


class Full(Exception):
    """Enough text has been told; reading ends here, without fault."""


class Teller:
    """Tells pages and notes within the limits."""

    def __init__(self, out: BinaryIO, limits: Limits) -> None:
        self._out = out
        self.limits = limits
        self._left = limits.text

    def start(self, total: int) -> int:
        """Tell how many pages there are; gives how many shall be read."""
        self._say(total=total)
        if total > self.limits.pages:
            self.note("page_limit")
        return min(total, self.limits.pages)

    def page(self, number: int, text: str, *, picture: bool = False, width: float = 0, height: float = 0) -> None:
        """Tell one page. Raises Full when this was the last one that may be told."""
        most = min(self._left, self.limits.page_text)
        if len(text) > most:
            text = text[:most]
            self.note("text_limit", number)
        self._left -= len(text)
        self._say(page=number, text=text, picture=picture, width=width, height=height)
        if self._left <= 0:
            raise Full

    def note(self, code: str, page: int = 0) -> None:
        """Tell something worth knowing (a key of `reading.NOTES`) about a page, or (0) about the whole."""
        self._say(note=code, of=page)

    def fault(self, code: str) -> None:
        """Tell why the reading ends before the end."""
        self._say(fault=code)

    def end(self) -> None:
        """Tell that all was told."""
        self._say(end=True)

    def _say(self, **message: object) -> None:
        line = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        self._out.write(line.encode("utf-8", errors="replace") + b"\n")
        self._out.flush()
