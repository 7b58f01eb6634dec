"""Text and CSV: the encoding found, the text cut into pages."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, BinaryIO

from matang.lib.reader.paging import cut_pages
from matang.lib.reader.telling import Teller

if TYPE_CHECKING:
    from matang.lib.reader.child import Job

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(file: BinaryIO, job: Job, teller: Teller) -> None:
    """Tell the text in pages of about 3,000 characters."""
    raw = file.read(job.limits.text * 4)
    text, sure = _decoded(raw)
    pages = cut_pages(text.replace("\r\n", "\n").replace("\r", "\n"))
    total = teller.start(len(pages))
    if not sure:
        teller.note("encoding")
    for number, page in enumerate(pages[:total], 1):
        teller.page(number, page)


def _decoded(raw: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is certain."""
    if raw.startswith(WIDE):
        return raw.decode("utf-16", errors="replace"), True
    zeros = raw[1:400:2].count(0)
    if zeros > 100 or (zeros and zeros * 2 >= len(raw[:400]) * 0.8):  # UTF-16 that lost its mark
        return raw.decode("utf-16-le", errors="replace"), True
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        return decoder.decode(raw), True  # a character that the limit cut in two is left out
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), False
