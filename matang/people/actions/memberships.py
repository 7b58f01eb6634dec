"""Roles from one day to another; two persons for administrators."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.exclusion import Held, clash, clash_sentence
from matang.people.models import AdministratorProposal, Agency, Membership, Person, Role
from matang.people.queries import administrators_over, agency_of, membership_of, person_of
from matang.people.rules import Invisible, Refused, Right

Given = Membership | AdministratorProposal
LAST = (
    "{name} adalah administrator terakhir {agency} yang dapat masuk. "
    "Tambahkan administrator lain dan pastikan ia sudah membuat kata sandi, baru akhiri yang ini."
)
NOT_ALONE = (
    "Administrator baru disahkan oleh administrator lain, bukan oleh yang mengusulkan atau oleh orangnya sendiri."
)


def grant(
    actor: Actor,
    person: UUID,
    agency: UUID,
    role: str,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
) -> Given:
    """Give a person a role in an agency within reach.

    An administrator is only proposed when another administrator of that agency can confirm (two persons); the answer
    is then the proposal. Raises Refused for a role against another one (see `exclusion`) or given twice.
    """
    place = agency_of(actor, agency)
    actor.require(Right.MANAGE_AGENCIES, place.pk)
    return give(actor, locked(person_of(actor, person)), place, role, starts_on=starts_on, ends_on=ends_on)


def give(
    actor: Actor,
    person: Person,
    agency: Agency,
    role: str,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
) -> Given:
    """`grant` for a locked person in an agency whose right is checked."""
    wanted = Held(agency.path, role, starts_on, ends_on)
    if ends_on is not None and ends_on < starts_on:
        raise Refused("Tanggal akhir harus sama dengan atau sesudah tanggal mulai.")
    if not person.is_active:
        raise Refused(f"Akun {person.name} sedang nonaktif. Aktifkan kembali akun itu dahulu.")
    _fitting(person, agency, wanted)
    if role == Role.ADMINISTRATOR and _another_can_confirm(actor, agency, person):
        return _propose(actor, person, agency, starts_on)
    return add_membership(actor, person, agency, role, starts_on=starts_on, ends_on=ends_on)


def add_membership(
    actor: Actor,
    person: Person,
    agency: Agency,
    role: str,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
) -> Membership:
    """Write a membership with its entry; the caller has checked everything."""
    membership = Membership.objects.create(
        person=person, agency=agency, role=role, starts_on=starts_on, ends_on=ends_on
    )
    note_membership(actor, membership, person, agency)
    return membership


def note_membership(actor: Actor, membership: Membership, person: Person, agency: Agency) -> None:
    """The journal entry of a new membership."""
    record(
        actor,
        "grant",
        ("person", person.uuid),
        f"memberi {person.name} peran {Role(membership.role).label.lower()} di {agency.name}",
        agency_id=agency.pk,
        after={
            "membership": str(membership.uuid),
            "role": str(membership.role),
            "starts_on": membership.starts_on.isoformat(),
            "ends_on": membership.ends_on.isoformat() if membership.ends_on else None,
        },
    )


def confirm_administrator(actor: Actor, uuid: UUID) -> Membership:
    """Another administrator's word turns a proposal into a role."""
    proposal = _proposal(actor, uuid)
    if actor.person_id in (proposal.proposed_by_id, proposal.person_id):
        raise Refused(NOT_ALONE)
    person, agency = locked(proposal.person), proposal.agency
    wanted = Held(agency.path, Role.ADMINISTRATOR, max(proposal.starts_on, timezone.localdate()))
    _fitting(person, agency, wanted)
    proposal.delete()
    return add_membership(actor, person, agency, Role.ADMINISTRATOR, starts_on=wanted.starts_on)


def drop_administrator(actor: Actor, uuid: UUID) -> None:
    """Refuse a proposal, or take it back."""
    proposal = _proposal(actor, uuid)
    record(
        actor,
        "drop_administrator",
        ("person", proposal.person.uuid),
        f"membatalkan usulan {proposal.person.name} sebagai administrator {proposal.agency.name}",
        agency_id=proposal.agency_id,
    )
    proposal.delete()


def end_membership(actor: Actor, uuid: UUID, last_day: datetime.date) -> Membership:
    """Let a role end with a day; a role that had not begun by then is taken back to its first day. Pages go through
    `assessments.actions.releasing`, which also takes the person off indicators."""
    found = membership_of(actor, uuid)
    actor.require(Right.MANAGE_AGENCIES, found.agency_id)
    locked(found.person)
    membership = Membership.objects.select_for_update().get(pk=found.pk)
    membership.agency, membership.person = found.agency, found.person
    if membership.ends_on is not None and membership.ends_on < timezone.localdate():
        raise Refused("Peran ini sudah berakhir.")
    if membership.role == Role.ADMINISTRATOR:
        keep_an_administrator(membership, last_day)
    before = membership.ends_on
    membership.ends_on = max(last_day, membership.starts_on)
    membership.save(update_fields=["ends_on"])
    record(
        actor,
        "end_membership",
        ("person", found.person.uuid),
        f"mengakhiri peran {found.get_role_display().lower()} {found.person.name} di {found.agency.name}",
        agency_id=found.agency_id,
        before={"ends_on": before.isoformat() if before else None},
        after={"membership": str(membership.uuid), "ends_on": membership.ends_on.isoformat()},
    )
    return membership


def keep_an_administrator(membership: Membership, last_day: datetime.date) -> None:
    """Raise Refused unless, after that day, another administrator who can sign in covers the agency.

    The lock on the agency keeps two administrators from taking each other away at once.
    """
    agency = Agency.objects.select_for_update().get(pk=membership.agency_id)
    others = administrators_over(agency, last_day).exclude(person_id=membership.person_id)
    if not others.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)).exists():
        raise Refused(LAST.format(name=membership.person.name, agency=agency.name))


def locked(person: Person) -> Person:
    """The person's row, locked, so that two roles given at once are seen by each other."""
    return Person.objects.select_for_update().get(pk=person.pk)


def _fitting(person: Person, agency: Agency, wanted: Held) -> None:
    memberships = Membership.objects.filter(person=person).select_related("agency")
    for held in memberships:
        twice = held.agency_id == agency.pk and held.role == wanted.role
        if twice and (held.ends_on is None or held.ends_on >= wanted.starts_on):
            raise Refused(f"{person.name} sudah menjadi {held.get_role_display().lower()} di {agency.name}.")
    found = clash(wanted, [Held.of(held) for held in memberships])
    if found is not None:
        raise Refused(clash_sentence(person.name, found))


def _another_can_confirm(actor: Actor, agency: Agency, person: Person) -> bool:
    apart = {actor.person_id or 0, person.pk}
    return administrators_over(agency, timezone.localdate()).exclude(person_id__in=apart).exists()


def _propose(actor: Actor, person: Person, agency: Agency, starts_on: datetime.date) -> AdministratorProposal:
    if actor.person_id is None:
        raise Refused(NOT_ALONE)
    proposal, made = AdministratorProposal.objects.get_or_create(
        agency=agency, person=person, defaults={"starts_on": starts_on, "proposed_by_id": actor.person_id}
    )
    if made:
        record(
            actor,
            "propose_administrator",
            ("person", person.uuid),
            f"mengusulkan {person.name} sebagai administrator {agency.name}",
            agency_id=agency.pk,
        )
    return proposal


def _proposal(actor: Actor, uuid: UUID) -> AdministratorProposal:
    found = AdministratorProposal.objects.select_for_update(of=("self",)).filter(uuid=uuid, agency_id__in=actor.reach)
    proposal = found.select_related("agency", "person").first()
    if proposal is None:
        raise Invisible
    actor.require(Right.MANAGE_AGENCIES, proposal.agency_id)
    return proposal
