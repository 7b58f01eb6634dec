"""Large files go up in parts: a line that breaks costs one part, and servers in between bound the size of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, unescape

from matang.lib.store.bodies import Body, body_of, file_body, part_body
from matang.lib.store.wire import Wire

LARGE = 64 * 1024**2
PART = 16 * 1024**2  # S3 wants at least 5 MiB, and at most 10,000 parts: 160 GB
UPLOAD = re.compile(rb"<UploadId>([^<]{1,2000})</UploadId>")


def put_in_parts(wire: Wire, key: str, path: Path, sha256: str, headers: Mapping[str, str]) -> None:
    """Send a file in parts, each with its own hash; StoreFault when the whole has another one than `sha256`, or when
    a part does not arrive. The parts of an upload that failed stay until the sweeper finds them: a server that has just
    failed is not asked for more."""
    for _ in file_body(path, sha256).pieces():
        pass
    begun = wire.ask("POST", key, {"uploads": ""}, headers)
    found = UPLOAD.search(begun.content)
    if begun.status != 200 or found is None:
        raise wire.unreachable(f"tidak menerima kiriman berbagian: {begun.status} {begun.code}".rstrip())
    upload = unescape(found[1].decode())
    _finish(wire, key, upload, [_send(wire, key, upload, number, body) for number, body in enumerate(_parts(path), 1)])


def abandon(wire: Wire, key: str, upload: str) -> None:
    """Give up an upload, so that its parts take no room."""
    wire.ask("DELETE", key, {"uploadId": upload})


def _parts(path: Path) -> Iterator[Body]:
    size = path.stat().st_size
    return (part_body(path, start, min(PART, size - start)) for start in range(0, size, PART))


def _send(wire: Wire, key: str, upload: str, number: int, body: Body) -> str:
    query = {"partNumber": str(number), "uploadId": upload}
    # There are servers that do not look at the signed hash of a part; all know the older sum.
    answer = wire.ask("PUT", key, query, {"content-md5": body.md5}, body, patient=True)
    if answer.status != 200 or "etag" not in answer.headers:
        raise wire.unreachable(f"tidak menerima bagian {number}: {answer.status} {answer.code}".rstrip())
    return answer.headers["etag"]


def _finish(wire: Wire, key: str, upload: str, tags: list[str]) -> None:
    """Put the parts together. 404: an earlier try whose answer was lost may have done it; who keeps, looks."""
    listed = "".join(
        f"<Part><PartNumber>{number}</PartNumber><ETag>{escape(tag)}</ETag></Part>"
        for number, tag in enumerate(tags, 1)
    )
    body = body_of(f"<CompleteMultipartUpload>{listed}</CompleteMultipartUpload>".encode())
    answer = wire.ask("POST", key, {"uploadId": upload}, body=body, patient=True)
    # S3 begins a 200 before it knows the end, and may then write a fault into it.
    if answer.status != 404 and (answer.status != 200 or answer.code):
        raise wire.unreachable(f"tidak menyatukan bagian: {answer.status} {answer.code}".rstrip())
