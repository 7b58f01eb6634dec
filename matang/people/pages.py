"""What the page of a person's own roles shows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from matang.people.actor import Actor, role_label
from matang.people.models import Membership
from matang.people.queries import current_memberships
from matang.people.rules import JOINED


@dataclass(frozen=True)
class Choice:
    """One role that can be worn: mentors and assessors wear all their agencies together."""

    uuid: str
    role: str
    agencies: tuple[str, ...]
    worn: bool


def choices(actor: Actor, today: datetime.date) -> list[Choice]:
    """The roles that the person may choose from, in a stable order. One statement."""
    if actor.person_id is None:
        return []
    found: list[list[Membership]] = []
    for membership in current_memberships(actor.person_id, today):
        together = next((g for g in found if membership.role in JOINED and g[0].role == membership.role), None)
        if together is None:
            found.append([membership])
        else:
            together.append(membership)
    return [_choice(actor, group) for group in found]


def _choice(actor: Actor, group: list[Membership]) -> Choice:
    worn = any(m.role == actor.role and m.agency_id == actor.agency_id for m in group)
    return Choice(str(group[0].uuid), role_label(group[0].role), tuple(m.agency.name for m in group), worn)
