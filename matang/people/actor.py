"""Who acts now: a person in one role, with the agencies within reach; and the transaction that carries it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection, transaction

from matang.people.models import Role
from matang.people.rules import HOLDERS, Invisible, Refused, Right


@dataclass(frozen=True)
class Actor:
    """A person in one role. `reach`: ids of agencies whose rows may be seen; `evidence_reach`: whose evidence too;
    `above`: the agencies over them, whose shared evidence may be seen and cited.

    The database's row policies read both from the transaction, so that a forgotten filter shows nothing.
    """

    person_id: int | None
    person_uuid: UUID | None
    person_name: str
    role: str
    role_label: str
    agency_id: int | None
    agency_name: str
    time_zone: str
    reach: frozenset[int]
    evidence_reach: frozenset[int]
    choices: int = 1
    above: frozenset[int] = frozenset()

    @property
    def author_id(self) -> int:
        """The person's id, for rows that name who did it. Refused for the program itself, which does nothing alone."""
        if self.person_id is None:
            raise Refused("Masuk terlebih dahulu.")
        return self.person_id

    def may(self, right: Right, agency_id: int | None = None) -> bool:
        """Whether the role holds the right, and the agency (when given) is within reach."""
        if self.role not in HOLDERS[right]:
            return False
        if right is Right.READ_EVIDENCE and agency_id is not None:
            return agency_id in self.evidence_reach
        return agency_id is None or agency_id in self.reach

    def require(self, right: Right, agency_id: int | None = None) -> None:
        """Raise `Invisible` when the agency is out of reach, `Refused` when the role lacks the right."""
        if agency_id is not None and agency_id not in self.reach:
            raise Invisible
        if not self.may(right, agency_id):
            raise Refused(f"Anda masuk sebagai {self.role_label or 'tamu'} dan tidak berhak {right.value}.")


NOBODY = Actor(None, None, "", "", "", None, "", "Asia/Makassar", frozenset(), frozenset())

SET_REACH = """
SELECT set_config('app.person', %s, true), set_config('app.reach', %s, true),
       set_config('app.evidence_reach', %s, true), set_config('app.above', %s, true)
"""


def set_reach(actor: Actor) -> None:
    """Tell the open transaction who acts and how far; local to it, so a kept connection forgets it. One statement."""
    with connection.cursor() as cursor:
        reaches = (actor.reach, actor.evidence_reach, actor.above)
        named = [",".join(map(str, sorted(reach))) for reach in reaches]
        cursor.execute(SET_REACH, [str(actor.person_id or ""), *named])


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """One transaction in the actor's reach; command line, worker and uploads use it as the web's middleware does."""
    with transaction.atomic():
        set_reach(actor)
        yield actor


def widened(actor: Actor, agency_id: int) -> Actor:
    """The actor after creating an agency: the same, with the new agency within reach; tells the transaction."""
    wider = replace(actor, reach=actor.reach | {agency_id})
    set_reach(wider)
    return wider


def role_label(role: str) -> str:
    """The word that pages use for a role."""
    return str(Role(role).label) if role in Role.values else ""
