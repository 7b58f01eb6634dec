"""Moving an agency in the tree, as far as its assessments allow it."""

from __future__ import annotations

from uuid import UUID

from matang.assessments.queries import rounds_left
from matang.core.words import listed
from matang.people import actions
from matang.people.actor import Actor
from matang.people.queries import agency_of
from matang.people.rules import Refused


def move_agency(actor: Actor, uuid: UUID, parent: UUID) -> int:
    """Put an agency below another; returns how many agencies moved with it, itself included.

    Raises Refused while that would take a running assessment from those who decide on it, and as `people` does.
    """
    agency = agency_of(actor, uuid)
    left = rounds_left(actor, agency, agency_of(actor, parent))
    if left:
        raise Refused(
            f"Penilaian {agency.name} pada {listed(left)} belum diputuskan, sedangkan penyelenggaranya tidak berada di "
            "atas induk baru. Selesaikan penilaian itu dahulu."
        )
    return actions.move_agency(actor, uuid, parent)
