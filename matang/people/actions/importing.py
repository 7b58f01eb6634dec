"""Carrying out a faultless list of offices or people: all of it or nothing."""

from __future__ import annotations

from matang.people.actions.agencies import alter, place
from matang.people.actions.memberships import note_membership
from matang.people.actions.persons import new_person, revise
from matang.people.actor import Actor
from matang.people.import_agencies import AgencyPlan
from matang.people.import_people import PeoplePlan
from matang.people.imports import CHANGED, NEW
from matang.people.models import Agency, Membership
from matang.people.rules import Refused, Right

FAULTY = "Daftar masih memuat kesalahan, sehingga tidak ada yang disimpan."


def import_agencies(actor: Actor, plan: AgencyPlan) -> Actor:
    """Write new and changed offices; returns the actor whose reach now holds them."""
    actor.require(Right.MANAGE_AGENCIES)
    if plan.faults:
        raise Refused(FAULTY)
    made: dict[int, Agency] = {}
    ids = [row.above_id for row in plan.rows if row.above_id is not None]
    parents = {agency.pk: agency for agency in Agency.objects.filter(pk__in=ids)}
    for at, row in enumerate(plan.rows):
        if row.present is not None and row.state == CHANGED:
            actor.require(Right.MANAGE_AGENCIES, row.present.pk)
            alter(actor, row.present, row.data)
        if row.present is None:
            above = parents[row.above_id] if row.above_id is not None else made[row.above_row or 0]
            actor.require(Right.MANAGE_AGENCIES, above.pk)
            made[at], actor = place(actor, above, row.data)
    return actor


def import_people(actor: Actor, plan: PeoplePlan) -> None:
    """Write new accounts, what is new about known ones, and roles. The plan was made in the same transaction."""
    actor.require(Right.MANAGE_AGENCIES)
    if plan.faults:
        raise Refused(FAULTY)
    memberships = []
    for row in plan.rows:
        person = row.present
        if person is None:
            person = new_person(actor, row.identity)
        elif row.state != NEW:
            person = revise(actor, person, row.identity)
        for agency, role, starts_on in row.roles:
            actor.require(Right.MANAGE_AGENCIES, agency.pk)
            memberships.append(Membership(person=person, agency=agency, role=role, starts_on=starts_on))
    for membership in Membership.objects.bulk_create(memberships):
        note_membership(actor, membership, membership.person, membership.agency)
