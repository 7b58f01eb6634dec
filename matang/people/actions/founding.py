"""The first agency and the first administrator of an empty installation."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from matang.people.actions.agencies import place
from matang.people.actions.memberships import add_membership
from matang.people.actions.persons import new_person
from matang.people.actor import set_reach
from matang.people.models import Agency, Person, Role
from matang.people.queries import any_administrator, everything
from matang.people.rules import Refused
from matang.people.said import AgencyData, Identity

TAKEN = "Instalasi ini sudah mempunyai administrator. Masuklah, atau mintalah tautan sekali pakai kepadanya."
LOCK = 740302


def found(owner: AgencyData, administrator: Identity, password: str | None = None) -> tuple[Agency, Person]:
    """Make the owner agency and its administrator; without a password he gets in by a one-time link.

    Done by the program itself, once: raises Refused when there is an administrator. The lock makes two who found at
    once one after the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if any_administrator():
        raise Refused(TAKEN)
    program = everything()
    set_reach(program)
    agency, program = place(program, None, owner)
    person = new_person(program, administrator)
    if password is not None:
        person.set_password(password)
        person.save(update_fields=["password"])
    add_membership(program, person, agency, Role.ADMINISTRATOR, starts_on=timezone.localdate())
    return agency, person
