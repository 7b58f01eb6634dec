"""What an administrator does with agencies and people; one function is one thing, with its right and its entry."""

from __future__ import annotations

from matang.people.actions.agencies import change_agency, create_agency
from matang.people.actions.founding import found
from matang.people.actions.importing import import_agencies, import_people
from matang.people.actions.links import invite, one_time_link
from matang.people.actions.memberships import (
    confirm_administrator,
    drop_administrator,
    end_membership,
    grant,
)
from matang.people.actions.moving import move_agency
from matang.people.actions.persons import create_person, disable_person, enable_person, update_person
from matang.people.said import AgencyData, Identity

__all__ = [
    "AgencyData",
    "Identity",
    "change_agency",
    "confirm_administrator",
    "create_agency",
    "create_person",
    "disable_person",
    "drop_administrator",
    "enable_person",
    "end_membership",
    "found",
    "grant",
    "import_agencies",
    "import_people",
    "invite",
    "move_agency",
    "one_time_link",
    "update_person",
]
