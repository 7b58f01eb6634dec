"""What the pages of people show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.utils.http import urlencode

from matang.journal.queries import history
from matang.people.actor import Actor
from matang.people.models import Membership, Person, Role
from matang.people.nip import spaced
from matang.people.queries import has_password, managed_by, memberships_of, person_of, search_persons

PER_PAGE = 50
STATES = {"": "Semua keadaan", "baru": "Belum membuat kata sandi", "nonaktif": "Nonaktif"}


@dataclass(frozen=True)
class PersonRow:
    """One person of the list, with the roles held within reach."""

    uuid: UUID
    name: str
    position: str
    login: str
    roles: tuple[str, ...]
    state: str


@dataclass(frozen=True)
class PersonList:
    """People found by a search, fifty a page."""

    rows: tuple[PersonRow, ...]
    page: Page[Person]
    text: str
    role: str
    state: str
    roles: tuple[tuple[str, str], ...] = tuple((str(value), str(label)) for value, label in Role.choices)

    @property
    def query(self) -> str:
        """The search for links of pager and export."""
        given = {"cari": self.text, "peran": self.role, "keadaan": self.state}
        return urlencode({name: value for name, value in given.items() if value})


def person_list(actor: Actor, given: dict[str, str], today: datetime.date) -> PersonList:
    """Three statements."""
    text = " ".join(given.get("cari", "").split())
    role = given.get("peran", "") if given.get("peran", "") in Role.values else ""
    state = given.get("keadaan", "") if given.get("keadaan", "") in STATES else ""
    found = search_persons(actor, today, text=text, role=role, state=state)
    page = Paginator(found, PER_PAGE).get_page(given.get("halaman", "1"))
    return PersonList(tuple(_row(person) for person in page.object_list), page, text, role, state)


def _row(person: Person) -> PersonRow:
    held: list[Membership] = person.held  # type: ignore[attr-defined]
    return PersonRow(
        uuid=person.uuid,
        name=person.name,
        position=person.position,
        login=person.email or spaced(person.nip),
        roles=tuple(f"{Role(m.role).label} · {m.agency.short_name}" for m in held),
        state=account_state(person),
    )


def account_state(person: Person) -> str:
    """In two words: whether the person can sign in."""
    if not person.is_active:
        return "nonaktif"
    return "aktif" if has_password(person) else "belum membuat kata sandi"


@dataclass(frozen=True)
class Held:
    """One role of a person, and whether it can still be ended."""

    uuid: UUID
    role: str
    agency: str
    agency_uuid: UUID
    starts_on: datetime.date
    ends_on: datetime.date | None
    over: bool


@dataclass(frozen=True)
class PersonPage:
    """One person: account, roles within reach, what was changed. `managed`: the account is this administrator's to
    change; `mail`: an invitation can be sent."""

    person: Person
    nip: str
    state: str
    managed: bool
    mail: bool
    held: tuple[Held, ...]
    history: tuple[tuple[datetime.datetime, str, str], ...]
    myself: bool


def person_page(actor: Actor, uuid: UUID, today: datetime.date) -> PersonPage:
    """Four statements."""
    person = person_of(actor, uuid)
    return PersonPage(
        person=person,
        nip=spaced(person.nip),
        state=account_state(person),
        managed=managed_by(actor, person, today),
        mail=bool(settings.MAIL_CONFIGURED and person.email),
        held=tuple(_held(m, today) for m in memberships_of(actor, person)),
        history=tuple((entry.at, entry.actor_name, entry.sentence) for entry in history(person.uuid, limit=10)),
        myself=person.pk == actor.person_id,
    )


def _held(membership: Membership, today: datetime.date) -> Held:
    return Held(
        uuid=membership.uuid,
        role=Role(membership.role).label,
        agency=membership.agency.name,
        agency_uuid=membership.agency.uuid,
        starts_on=membership.starts_on,
        ends_on=membership.ends_on,
        over=membership.ends_on is not None and membership.ends_on < today,
    )
