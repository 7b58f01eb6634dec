"""All kept versions, for checking their bytes against their hashes."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import connections

ALL = """
SELECT v.file_name, a.uuid, v.sha256 FROM evidence_version v JOIN people_agency a ON a.id = v.agency_id ORDER BY v.id
"""


def all_versions(alias: str) -> Iterator[tuple[str, UUID, str]]:
    """(file name, agency, SHA-256) of every version, over a connection that passes row policies."""
    with connections[alias].cursor() as cursor:
        cursor.execute(ALL)
        while rows := cursor.fetchmany(2000):
            yield from rows
