"""Writing the journal, and sealing what is committed."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any, Protocol

from django.db import connection


class Witness(Protocol):
    """Who acts: what the journal needs to know of an actor."""

    @property
    def person_id(self) -> int | None:
        """The person's id; None for the program."""

    @property
    def person_name(self) -> str:
        """The name as it is to be read later."""

    @property
    def role(self) -> str:
        """The role that is worn."""


INSERT = """
INSERT INTO journal_entry (uuid, actor_id, actor_name, role, agency_id, action, target_kind, target, part, sentence,
                           before, after)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def record(
    actor: Witness,
    action: str,
    target: tuple[str, uuid.UUID],
    sentence: str,
    *,
    agency_id: int | None = None,
    part: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write one entry in the caller's transaction (one statement; no RETURNING, so that a row of an agency outside
    the reach, such as one just created, can be written too).

    `sentence` is Indonesian, in the past, without the actor: "menaikkan indikator 7 dari 2 ke 3".
    """
    values = (
        uuid.uuid4(),
        actor.person_id,
        actor.person_name,
        actor.role,
        agency_id,
        action,
        target[0],
        target[1],
        part,
        sentence,
        None if before is None else json.dumps(before),
        None if after is None else json.dumps(after),
    )
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)


def text_mark(version_uuid: uuid.UUID, text: str) -> dict[str, str]:
    """How a long text stands in the journal: the id of its version and its SHA-256, never its words."""
    return {"version": str(version_uuid), "sha256": hashlib.sha256(text.encode()).hexdigest()}


def seal_pending() -> int:
    """Chain all committed entries that have no seal yet, in order; returns how many. Safe to call at the same time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_seal_pending()")
        row = cursor.fetchone()
    return int(row[0]) if row else 0
