"""Names of files as people see them: what could deceive or break is taken out, the rest stays recognisable."""

from __future__ import annotations

import re
import unicodedata

from matang.evidence.kinds import Kind

LONGEST = 200
LONGEST_ENDING = 12
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}  # control, direction marks, private, lone surrogates, separators


def shown_name(raw: str, kind: Kind) -> str:
    """The name to show and to give at download; it always ends as the content's kind does.

    >>> shown_name("../../etc/SK Tim SPBE.pdf", PDF)
    'SK Tim SPBE.pdf'
    """
    name = clean(re.split(r"[/\\]", raw)[-1]).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot or f".{ending.lower()}" not in kind.endings:
        stem, ending = name, kind.endings[0][1:]
    stem = stem.rstrip(". ") or "dokumen"
    return f"{stem[: LONGEST - LONGEST_ENDING].rstrip('. ')}.{ending}"


def clean(text: str) -> str:
    """One line in composed form (NFC), without characters that do not show or that turn the direction of writing."""
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(" " if char.isspace() else char for char in composed)
    return " ".join("".join(char for char in seen if unicodedata.category(char) not in UNSEEN).split())
