"""Nobody is two of these against each other: judging excludes every other role on the same line of the tree."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from matang.people.models import Membership, Role
from matang.people.rules import EXCLUSIVE


@dataclass(frozen=True)
class Held:
    """A role in the agency with that path, from one day to another (both included; no end: for good)."""

    path: str
    role: str
    starts_on: datetime.date
    ends_on: datetime.date | None = None

    @classmethod
    def of(cls, membership: Membership) -> Held:
        """A membership whose agency is loaded."""
        return cls(membership.agency.path, membership.role, membership.starts_on, membership.ends_on)


CLASH = (
    "{name} sudah menjadi {held} di instansi itu, di atasnya, atau di bawahnya. "
    "Asesor dan ketua asesor tidak boleh memegang peran lain di sana; "
    "akhiri dahulu peran yang satu, atau pilih orang lain."
)


def clash(wanted: Held, others: Iterable[Held]) -> Held | None:
    """The role that stands against the wanted one, if any (contracts, "Rights": never in an agency where he has another
    role; the same role above or below is no second role)."""
    for other in others:
        judging = wanted.role in EXCLUSIVE or other.role in EXCLUSIVE
        if judging and wanted.role != other.role and _one_line(wanted, other) and _overlap(wanted, other):
            return other
    return None


def clash_sentence(name: str, held: Held) -> str:
    """What is said to the administrator."""
    return CLASH.format(name=name, held=Role(held.role).label.lower())


def _one_line(one: Held, other: Held) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)


def _overlap(one: Held, other: Held) -> bool:
    far = datetime.date.max
    return one.starts_on <= (other.ends_on or far) and other.starts_on <= (one.ends_on or far)
