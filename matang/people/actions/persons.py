"""Persons: their names and ways of signing in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from allauth.account.models import EmailAddress
from django.utils import timezone

from matang.journal.actions import record
from matang.people.actions.memberships import give, keep_an_administrator, locked
from matang.people.actor import Actor
from matang.people.models import AdministratorProposal, Membership, Person, Role
from matang.people.queries import agency_of, managed_by, person_of, persons_by_login
from matang.people.rules import Refused, Right
from matang.people.said import OTHER_LOGIN, TWO_PEOPLE, Identity

NO_LOGIN = "Isi surel atau NIP, agar orang ini dapat masuk."
ELSEWHERE = (
    "{name} juga bertugas di instansi di luar wilayah Anda, sehingga datanya tidak dapat Anda ubah. "
    "Mintalah orang itu sendiri atau administrator di atas kedua instansi."
)
WORDS = {"name": "nama", "email": "surel", "nip": "NIP", "position": "jabatan"}


@dataclass(frozen=True)
class Welcome:
    """Who got a role: whether the account is new, and whether the role (an administrator's) waits for a second word."""

    person: Person
    new: bool
    proposed: bool


def create_person(actor: Actor, identity: Identity, agency: UUID, role: str, starts_on: datetime.date) -> Welcome:
    """Give somebody an account and a first role.

    Whoever signs in with the same e-mail or NIP is the same person: he gets the role on the account that he has.
    """
    place = agency_of(actor, agency)
    actor.require(Right.MANAGE_AGENCIES, place.pk)
    known = _same(identity)
    person = known or new_person(actor, identity)
    given = give(actor, locked(person), place, role, starts_on=starts_on)
    return Welcome(person, known is None, isinstance(given, AdministratorProposal))


def new_person(actor: Actor, identity: Identity) -> Person:
    """Write a new account, without a usable password, with its entry; the caller has checked right and identity."""
    if not (identity.email or identity.nip):
        raise Refused(NO_LOGIN)
    person = Person(**_columns(identity))
    person.set_unusable_password()
    person.save()
    record(
        actor,
        "create_person",
        ("person", person.uuid),
        f"membuat akun {person.name}",
        agency_id=actor.agency_id,
        after=_marks(_columns(identity)),
    )
    return person


def update_person(actor: Actor, uuid: UUID, identity: Identity) -> Person:
    """Change name, position and ways of signing in."""
    person = _managed(actor, uuid)
    if not (identity.email or identity.nip):
        raise Refused(NO_LOGIN)
    others = [other for other in persons_by_login(*_logins(identity)) if other.pk != person.pk]
    if others:
        by_mail = any((other.email or "").lower() == identity.email.lower() for other in others if identity.email)
        raise Refused(OTHER_LOGIN.format(what="Surel" if by_mail else "NIP"))
    return revise(actor, person, identity)


def revise(actor: Actor, person: Person, identity: Identity) -> Person:
    """Write what differs, with its entry; the caller has checked right and identity."""
    wanted = _columns(identity)
    before = {field: getattr(person, field) for field, value in wanted.items() if getattr(person, field) != value}
    if not before:
        return person
    for field in before:
        setattr(person, field, wanted[field])
    person.save(update_fields=list(before))
    if "email" in before:
        EmailAddress.objects.filter(user=person).delete()  # the former address must not open the account any more
    record(
        actor,
        "update_person",
        ("person", person.uuid),
        f"mengubah {', '.join(WORDS[field] for field in before)} {person.name}",
        agency_id=actor.agency_id,
        before=_marks(before),
        after=_marks({field: wanted[field] for field in before}),
    )
    return person


def disable_person(actor: Actor, uuid: UUID) -> None:
    """Close an account: the person is signed out with the next click. What he did stays."""
    person = _managed(actor, uuid)
    if person.pk == actor.person_id:
        raise Refused("Anda tidak dapat menonaktifkan akun sendiri. Mintalah administrator lain melakukannya.")
    today = timezone.localdate()
    for membership in Membership.objects.filter(person=person, role=Role.ADMINISTRATOR).select_related("agency"):
        keep_an_administrator(membership, today)
    _switch(actor, person, False)


def enable_person(actor: Actor, uuid: UUID) -> None:
    """Open a closed account again."""
    _switch(actor, _managed(actor, uuid), True)


def _switch(actor: Actor, person: Person, active: bool) -> None:
    if person.is_active == active:
        return
    person.is_active = active
    person.save(update_fields=["is_active"])
    sentence = f"{'mengaktifkan kembali' if active else 'menonaktifkan'} akun {person.name}"
    action = "enable_person" if active else "disable_person"
    record(actor, action, ("person", person.uuid), sentence, agency_id=actor.agency_id)


def _managed(actor: Actor, uuid: UUID) -> Person:
    """The person, locked, when his account is this administrator's to change."""
    person = person_of(actor, uuid)
    actor.require(Right.MANAGE_AGENCIES)
    if not managed_by(actor, person, timezone.localdate()):
        raise Refused(ELSEWHERE.format(name=person.name))
    return locked(person)


def _same(identity: Identity) -> Person | None:
    """Who has this e-mail or NIP already; Refused when two do, or when the other half of the login differs."""
    found = persons_by_login(*_logins(identity))
    if len(found) > 1:
        raise Refused(TWO_PEOPLE)
    if not found:
        return None
    person = found[0]
    if identity.nip and person.nip and person.nip != identity.nip:
        raise Refused(OTHER_LOGIN.format(what="Surel"))
    if identity.email and person.email and person.email.lower() != identity.email.lower():
        raise Refused(OTHER_LOGIN.format(what="NIP"))
    return person


def _logins(identity: Identity) -> tuple[set[str], set[str]]:
    return {identity.email.lower()} - {""}, {identity.nip} - {""}


def _columns(identity: Identity) -> dict[str, str | None]:
    return {
        "name": identity.name,
        "email": identity.email.lower() or None,
        "nip": identity.nip or None,
        "position": identity.position,
    }


def _marks(fields: dict[str, str | None]) -> dict[str, str | None]:
    """Values for the journal; a NIP holds a date of birth, so only its end is kept."""
    return {name: f"…{value[-3:]}" if name == "nip" and value else value for name, value in fields.items()}
