"""Moving an agency, with all below it, under another one: who reaches it follows from the path."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from matang.journal.actions import record
from matang.people.actions.agencies import TAKEN
from matang.people.actor import Actor
from matang.people.exclusion import Held, clash
from matang.people.models import Agency, Membership, Person, Role
from matang.people.queries import agency_of, all_memberships
from matang.people.rules import Refused, Right

CYCLE = "{name} tidak dapat dipindahkan ke bawah dirinya sendiri atau ke bawah instansi di bawahnya. Pilih induk lain."
CLASH = (
    "Pemindahan ini membuat {name} menjadi {one} dan {other} pada satu garis instansi, padahal asesor dan ketua asesor "
    "tidak boleh memegang peran lain di sana. Akhiri dahulu salah satu perannya."
)


def move_agency(actor: Actor, uuid: UUID, parent: UUID) -> int:
    """Put an agency below another; returns how many agencies moved with it, itself included.

    Pages go through `assessments.actions.moving`, which asks first whether running assessments allow it. The actor must
    reach both. Raises Refused for a cycle, a name that is taken there, and for roles that would stand
    against each other on the new line.
    """
    found, aimed = agency_of(actor, uuid), agency_of(actor, parent)
    for one in (found, aimed):
        actor.require(Right.MANAGE_AGENCIES, one.pk)
    # All of them in one order: of two moves that would close a circle together, the second sees what the first did.
    moving = Q(path__startswith=found.path) | Q(pk=aimed.pk)
    rows = {row.pk: row for row in Agency.objects.select_for_update().filter(moving).order_by("pk")}
    agency, above = rows[found.pk], rows[aimed.pk]
    if above.path.startswith(agency.path):
        raise Refused(CYCLE.format(name=agency.name))
    if agency.parent_id == above.pk:
        raise Refused(f"{agency.name} sudah berada di bawah {above.name}.")
    if Agency.objects.filter(parent=above, name__iexact=agency.name).exists():
        raise Refused(TAKEN.format(name=agency.name, parent=above.name))
    _no_clash(agency.path, f"{above.path}{agency.pk}/")
    return _rewritten(actor, agency, above)


def _rewritten(actor: Actor, agency: Agency, above: Agency) -> int:
    before, old = agency.parent, agency.path
    Agency.objects.filter(pk=agency.pk).update(parent=above)
    path = Concat(Value(f"{above.path}{agency.pk}/"), Substr("path", len(old) + 1))
    count = Agency.objects.filter(path__startswith=old).update(path=path)
    record(
        actor,
        "move_agency",
        ("agency", agency.uuid),
        f"memindahkan instansi {agency.name} dari bawah {before.name if before else 'akar'} ke bawah {above.name}",
        agency_id=agency.pk,
        before={"parent": str(before.uuid) if before else None},
        after={"parent": str(above.uuid), "agencies": count},
    )
    return count


def _no_clash(old: str, new: str) -> None:
    """Judging excludes other roles above and below, so a move can bring two roles of one person into one line."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    members = Membership.objects.filter(lasting, agency__path__startswith=old)
    persons = list(Person.objects.filter(pk__in=members.values("person_id")))
    held: dict[int, list[tuple[Held, bool]]] = {person.pk: [] for person in persons}
    for row in all_memberships(persons):
        path, moves = row.agency.path, row.agency.path.startswith(old)
        path = new + path[len(old) :] if moves else path
        held[row.person_id].append((Held(path, row.role, row.starts_on, row.ends_on), moves))
    for person in persons:
        staying = [one for one, moves in held[person.pk] if not moves]
        for wanted in (one for one, moves in held[person.pk] if moves):
            other = clash(wanted, staying)
            if other is not None:
                one, two = Role(wanted.role).label.lower(), Role(other.role).label.lower()
                raise Refused(CLASH.format(name=person.name, one=one, other=two))
