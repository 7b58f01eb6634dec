"""Agencies: making one below another, changing its names."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from matang.journal.actions import record
from matang.people.actor import Actor, widened
from matang.people.models import Agency
from matang.people.queries import agency_of
from matang.people.rules import Refused, Right
from matang.people.said import AgencyData

TAKEN = 'Sudah ada instansi bernama "{name}" di bawah {parent}. Pakai yang ada, atau beri nama yang membedakan.'


def create_agency(actor: Actor, parent: UUID, data: AgencyData) -> tuple[Agency, Actor]:
    """Make an agency below another; returns it and the actor whose reach now holds it."""
    found = agency_of(actor, parent)
    actor.require(Right.MANAGE_AGENCIES, found.pk)
    above = Agency.objects.select_for_update().get(pk=found.pk)  # read again: it may just have been moved
    if Agency.objects.filter(parent=above, name__iexact=data.name).exists():
        raise Refused(TAKEN.format(name=data.name, parent=above.name))
    return place(actor, above, data)


def place(actor: Actor, above: Agency | None, data: AgencyData) -> tuple[Agency, Actor]:
    """Write a new agency with its path and its entry; the caller has checked right and name."""
    agency = Agency.objects.create(parent=above, **asdict(data))
    agency.path = f"{above.path if above else '/'}{agency.pk}/"
    agency.save(update_fields=["path"])
    where = f" di bawah {above.name}" if above else ""
    record(
        actor,
        "create_agency",
        ("agency", agency.uuid),
        f"menambahkan instansi {agency.name}{where}",
        agency_id=agency.pk,
        after=asdict(data),
    )
    return agency, widened(actor, agency.pk)


def change_agency(actor: Actor, uuid: UUID, data: AgencyData) -> Agency:
    """Change what is said of an agency; nothing is written when nothing differs."""
    found = agency_of(actor, uuid)
    actor.require(Right.MANAGE_AGENCIES, found.pk)
    agency = Agency.objects.select_for_update().get(pk=found.pk)
    siblings = Agency.objects.filter(parent_id=agency.parent_id, name__iexact=data.name).exclude(pk=agency.pk)
    if siblings.exists():
        raise Refused(TAKEN.format(name=data.name, parent=agency.parent.name if agency.parent else "akar"))
    return alter(actor, agency, data)


def alter(actor: Actor, agency: Agency, data: AgencyData) -> Agency:
    """Write what differs, with its entry; the caller has checked right and name."""
    wanted = asdict(data)
    before = {field: getattr(agency, field) for field, value in wanted.items() if getattr(agency, field) != value}
    if not before:
        return agency
    for field in before:
        setattr(agency, field, wanted[field])
    agency.save(update_fields=list(before))
    record(
        actor,
        "change_agency",
        ("agency", agency.uuid),
        f"mengubah data instansi {agency.name}",
        agency_id=agency.pk,
        before=before,
        after={field: wanted[field] for field in before},
    )
    return agency
