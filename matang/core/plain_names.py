"""Names of files and folders that every system can unpack: ASCII, short, unlike without regard to case.

What Windows refuses: its devices' names, some characters, an ending dot or space, paths beyond 260 characters. What
unpackers differ in: accents. What spoils links: "#" and "%".
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120  # characters of a path inside: the folder that it is unpacked into takes its own
FOLDER = 60
ENDING = 8
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin", "conout", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
_OTHER = re.compile(r"[^A-Za-z0-9 ()_,.+-]+")


def plain(text: str, longest: int, instead: str = "dokumen") -> str:
    """The text as the name of a file or folder of at most so many characters.

    >>> plain("Café: a/b?.", 60)
    'Cafe a b'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    kept = " ".join(_OTHER.sub(" ", ascii_text).split()).strip(" .")
    kept = kept[:longest].strip(" .") or instead
    return f"_{kept}"[:longest] if kept.split(".")[0].strip().lower() in RESERVED else kept


class Paths:
    """Paths that are given out once each."""

    def __init__(self, *taken: str) -> None:
        self._taken = {path.lower() for path in taken}

    def new(self, folder: str, file_name: str) -> str:
        """A path for a file in a folder (itself plain); its ending stays."""
        stem, dot, ending = file_name.rpartition(".")
        ending = re.sub(r"[^A-Za-z0-9]", "", ending)[:ENDING] if dot else ""
        ending = f".{ending}" if ending else ""
        room = LONGEST - len(folder) - 1 - len(ending)
        stem, count = plain(stem if dot else file_name, room), 1
        path = f"{folder}/{stem}{ending}"
        while path.lower() in self._taken:
            count += 1
            mark = f" ({count})"
            path = f"{folder}/{stem[: room - len(mark)].rstrip(' .')}{mark}{ending}"
        self._taken.add(path.lower())
        return path
