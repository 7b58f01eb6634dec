"""Lists of an S3 store: its objects, and uploads in parts that were never finished."""

from __future__ import annotations

import xml.etree.ElementTree as Tree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from matang.lib.store.wire import Wire

Element = Tree.Element
PAGE = 1000  # the most that S3 gives at once


@dataclass(frozen=True)
class Listed:
    """One entry: when it was written or begun; `upload` names an unfinished upload."""

    key: str
    changed: datetime
    upload: str = ""


def objects_under(wire: Wire, prefix: str) -> Iterator[Listed]:
    """All objects whose key begins with `prefix`. Raises StoreUnreachable."""
    query = {"list-type": "2", "prefix": prefix, "max-keys": str(PAGE)}
    while True:
        page = _page(wire, query)
        for one in _all(page, "Contents"):
            yield Listed(_text(one, "Key"), datetime.fromisoformat(_text(one, "LastModified")))
        following = _text(page, "NextContinuationToken")
        if not following:
            return
        query = {**query, "continuation-token": following}


def unfinished_under(wire: Wire, prefix: str) -> Iterator[Listed]:
    """Unfinished uploads in parts below `prefix`; the first thousand, which the next sweep continues."""
    for one in _all(_page(wire, {"uploads": "", "prefix": prefix}), "Upload"):
        yield Listed(_text(one, "Key"), datetime.fromisoformat(_text(one, "Initiated")), _text(one, "UploadId"))


def _page(wire: Wire, query: dict[str, str]) -> Element:
    answer = wire.ask("GET", query=query, patient=True)
    if answer.status != 200:
        raise wire.unreachable(f"tidak memberikan daftar isi: {answer.status} {answer.code}".rstrip())
    try:
        return Tree.fromstring(answer.content)  # noqa: S314 - expat bounds expansion; the server is the operator's own
    except Tree.ParseError as fault:
        raise wire.unreachable("daftar isi terpotong") from fault


def _all(page: Element, name: str) -> Iterator[Element]:
    return page.iterfind(f"{{*}}{name}")


def _text(element: Element, name: str) -> str:
    return element.findtext(f"{{*}}{name}") or ""
