"""Checking the chain: every seal is computed again from the entries as they stand now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

# The same text as the sealer's `journal_canonical`, written here again on purpose: whoever changes the function in
# the database must not change what is checked.
CHAIN = """
SELECT s.position, s.hash, s.entry_id, e.id,
    jsonb_build_array(e.id, e.uuid, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor_id,
        e.actor_name, e.role, e.agency_id, e.action, e.target_kind, e.target, e.part, e.sentence, e.before, e.after
    )::text
FROM journal_seal s LEFT JOIN journal_entry e ON e.id = s.entry_id ORDER BY s.position
"""
TAIL = """
SELECT count(*), coalesce(extract(epoch FROM now() - min(e.at)), 0)
FROM journal_entry e LEFT JOIN journal_seal s ON s.entry_id = e.id WHERE s.entry_id IS NULL
"""
LATE = 60.0


@dataclass(frozen=True)
class ChainReport:
    """What the check found. `fault` names the first break ("" when whole); `tail` counts entries without a seal and
    `tail_age` is the age of the oldest of them in seconds."""

    entries: int
    head: str
    fault: str
    tail: int
    tail_age: float


def check_chain(connection: BaseDatabaseWrapper) -> ChainReport:
    """Check all seals over a connection that passes row policies (the migrator's). Two statements, rows streamed."""
    count, head, fault = 0, "", ""
    for position, hash_, entry, present, canonical in _links(connection):
        count += 1
        fault = _fault(count, position, hash_, entry, present, canonical, head)
        if fault:
            break
        head = hash_
    with connection.cursor() as cursor:
        cursor.execute(TAIL)
        row = cursor.fetchone() or (0, 0)
    tail, age = int(row[0]), float(row[1])
    if not fault and tail and age > LATE:
        fault = f"{tail} catatan jurnal belum disegel, yang tertua {round(age)} detik; periksa proses pekerja"
    return ChainReport(count, head, fault, tail, age)


def _links(connection: BaseDatabaseWrapper) -> Iterator[tuple[int, str, int, int | None, str]]:
    with connection.cursor() as cursor:
        cursor.execute(CHAIN)
        while rows := cursor.fetchmany(2000):
            yield from rows


def _fault(
    expected: int, position: int, hash_: str, entry: int, present: int | None, canonical: str, former: str
) -> str:
    if position != expected:
        return f"segel nomor {expected} hilang"
    if present is None:
        return f"catatan jurnal {entry} (segel nomor {position}) terhapus"
    if hashlib.sha256((former + canonical).encode()).hexdigest() != hash_:
        return f"catatan jurnal {entry} atau segel nomor {position} berubah"
    return ""
