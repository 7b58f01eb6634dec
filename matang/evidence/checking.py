"""All kept versions, for checking their bytes against their hashes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import connections

PAGE = """
SELECT v.id, v.file_name, a.uuid, v.sha256, v.size
FROM evidence_version v JOIN people_agency a ON a.id = v.agency_id
WHERE v.id > %s ORDER BY v.id LIMIT 2000
"""


class Kept(NamedTuple):
    """What a version says of its bytes."""

    file_name: str
    agency: UUID
    sha256: str
    size: int


def all_versions(alias: str) -> Iterator[Kept]:
    """Every version, oldest first, over a connection that passes row policies; also those that come meanwhile."""
    last = 0
    with connections[alias].cursor() as cursor:
        while True:
            cursor.execute(PAGE, [last])
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield from (Kept(*row[1:]) for row in rows)
