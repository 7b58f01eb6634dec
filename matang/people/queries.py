"""Reading agencies, persons and memberships."""

from __future__ import annotations

import datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from matang.people.actor import NOBODY, Actor, role_label
from matang.people.models import AdministratorProposal, Agency, Membership, Person, Role
from matang.people.rules import DOWNWARD, JOINED, Invisible


def current_memberships(person_id: int, today: datetime.date) -> QuerySet[Membership]:
    """The memberships of a person that are valid on a day, with their agencies, in a stable order. One statement."""
    valid = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return (
        Membership.objects.filter(valid, person_id=person_id, starts_on__lte=today)
        .select_related("agency")
        .order_by("id")
    )


class Worn(NamedTuple):
    """A membership with what its agency's row says, as every request needs it."""

    uuid: UUID
    role: str
    agency_id: int
    agency_name: str
    time_zone: str
    path: str


# Every request asks this; read as a row it costs a quarter of what it costs as models.
WORN = """
SELECT m.uuid, m.role, m.agency_id, a.name, a.time_zone, a.path
FROM people_membership m JOIN people_agency a ON a.id = m.agency_id
WHERE m.person_id = %(person)s AND m.starts_on <= %(today)s AND (m.ends_on IS NULL OR m.ends_on >= %(today)s)
ORDER BY m.id
"""


def _worn(person_id: int, today: datetime.date) -> list[Worn]:
    with connection.cursor() as cursor:
        cursor.execute(WORN, {"person": person_id, "today": today})
        return [Worn(*row) for row in cursor.fetchall()]


def actor_for(person: Person, chosen: str | None, today: datetime.date) -> Actor:
    """The person in the chosen membership (its uuid), else in the first one; without any: sees nothing.

    At most two statements: memberships, and the agencies below for roles that see downward.
    """
    memberships = _worn(person.pk, today)
    if not memberships:
        return Actor(
            person.pk, person.uuid, person.name, "", "", None, "", "Asia/Makassar", frozenset(), frozenset(), 0
        )
    worn = next((m for m in memberships if str(m.uuid) == chosen), memberships[0])
    reach = _reach(worn, memberships)
    return Actor(
        person_id=person.pk,
        person_uuid=person.uuid,
        person_name=person.name,
        role=worn.role,
        role_label=role_label(worn.role),
        agency_id=worn.agency_id,
        agency_name=worn.agency_name if worn.role not in JOINED or len(reach) == 1 else f"{len(reach)} instansi",
        time_zone=worn.time_zone,
        reach=reach,
        evidence_reach=_evidence_reach(worn, reach),
        choices=len(memberships),
        above=_above(worn, memberships, reach),
    )


def _reach(worn: Worn, memberships: list[Worn]) -> frozenset[int]:
    if worn.role in DOWNWARD:
        below = Agency.objects.filter(path__startswith=worn.path)
        return frozenset(below.values_list("id", flat=True))
    if worn.role in JOINED:
        return frozenset(m.agency_id for m in memberships if m.role == worn.role)
    return frozenset({worn.agency_id})


def _evidence_reach(worn: Worn, reach: frozenset[int]) -> frozenset[int]:
    """An administrator sees no evidence; a leader only that of his own agency; nothing else narrows the reach."""
    if worn.role == Role.ADMINISTRATOR:
        return frozenset()
    if worn.role == Role.LEADER:
        return frozenset({worn.agency_id})
    return reach


def _above(worn: Worn, memberships: list[Worn], reach: frozenset[int]) -> frozenset[int]:
    """The agencies over those within reach, by their paths; none for an administrator, who sees no evidence."""
    if worn.role == Role.ADMINISTRATOR:
        return frozenset()
    wearing = [m for m in memberships if m.role == worn.role] if worn.role in JOINED else [worn]
    return frozenset(int(part) for m in wearing for part in m.path.split("/") if part) - reach


def everything() -> Actor:
    """The program itself, for the worker and the command line: reaches all agencies. One statement."""
    ids = frozenset(Agency.objects.values_list("id", flat=True))
    return Actor(None, None, "Matang", "system", "Program", None, "", NOBODY.time_zone, ids, ids)


def agencies_visible_to(actor: Actor) -> QuerySet[Agency]:
    """The agencies within reach."""
    return Agency.objects.filter(id__any=actor.reach)


def agency_of(actor: Actor, uuid: UUID) -> Agency:
    """One agency within reach, else `Invisible`."""
    agency = agencies_visible_to(actor).filter(uuid=uuid).first()
    if agency is None:
        raise Invisible
    return agency


def own_agency(actor: Actor) -> Agency:
    """The agency in which the actor works, else `Invisible`. One statement."""
    agency = agencies_visible_to(actor).filter(pk=actor.agency_id or 0).first()
    if agency is None:
        raise Invisible
    return agency


def members_of(actor: Actor, agency_id: int, today: datetime.date) -> QuerySet[Membership]:
    """Who belongs to an agency within reach on a day."""
    if agency_id not in actor.reach:
        raise Invisible
    valid = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return (
        Membership.objects.filter(valid, agency_id=agency_id, starts_on__lte=today)
        .select_related("person")
        .order_by("role", "person__name")
    )


def persons_visible_to(actor: Actor) -> QuerySet[Person]:
    """Persons with any membership in an agency within reach."""
    return Person.objects.filter(memberships__agency_id__any=actor.reach).distinct()


def person_of(actor: Actor, uuid: UUID) -> Person:
    """One person with a membership in an agency within reach, else `Invisible`."""
    person = persons_visible_to(actor).filter(uuid=uuid).first()
    if person is None:
        raise Invisible
    return person


def memberships_of(actor: Actor, person: Person) -> QuerySet[Membership]:
    """All memberships of a person in agencies within reach, the present ones first. One statement."""
    found = Membership.objects.filter(person=person, agency_id__any=actor.reach).select_related("agency", "person")
    return found.order_by("-starts_on", "id")


def membership_of(actor: Actor, uuid: UUID) -> Membership:
    """One membership in an agency within reach, else `Invisible`."""
    found = Membership.objects.filter(uuid=uuid, agency_id__any=actor.reach).select_related("agency", "person").first()
    if found is None:
        raise Invisible
    return found


def memberships_within(actor: Actor) -> QuerySet[Membership]:
    """Every membership in the agencies within reach, with person and agency. One statement."""
    found = Membership.objects.filter(agency_id__any=actor.reach).select_related("agency", "person")
    return found.order_by("person__name", "person_id", "agency__path", "role", "starts_on")


def managed_by(actor: Actor, person: Person, today: datetime.date) -> bool:
    """Whether name and way of signing in are this administrator's to change: the person has no present or coming
    membership outside his reach, else one agency's administrator could take over an account of another's."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return not Membership.objects.filter(lasting, person=person).exclude(agency_id__any=actor.reach).exists()


def unmanaged(actor: Actor, persons: list[Person], today: datetime.date) -> frozenset[int]:
    """The ids of those persons for whom `managed_by` is false. One statement."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    outside = Membership.objects.filter(lasting, person__in=persons).exclude(agency_id__any=actor.reach)
    return frozenset(outside.values_list("person_id", flat=True))


def persons_by_login(emails: set[str], nips: set[str]) -> list[Person]:
    """The persons who sign in with any of these e-mails (lower case) or NIP, wherever they serve. One statement."""
    return list(
        Person.objects.annotate(login=Lower("email")).filter(Q(login__in=emails) | Q(nip__in=nips)).order_by("id")
    )


def administrators_over(agency: Agency, day: datetime.date) -> QuerySet[Membership]:
    """Who administers an agency on a day, from itself or from above: active, with a password made. One statement."""
    above = [int(part) for part in agency.path.split("/") if part]
    valid = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    found = Membership.objects.filter(valid, agency_id__in=above, role=Role.ADMINISTRATOR, starts_on__lte=day)
    return found.filter(person__is_active=True).exclude(
        Q(person__password="") | Q(person__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    )


def any_administrator() -> bool:
    """Whether anybody was ever made administrator: then the installation is taken. One statement."""
    return Membership.objects.filter(role=Role.ADMINISTRATOR).exists()


def administrator_by_login(login: str) -> Person | None:
    """The active administrator with that e-mail or NIP, wherever he serves; for the operator's command line only. One
    statement."""
    wanted = "".join(login.split()).lower()
    found = Person.objects.annotate(login=Lower("email")).filter(Q(login=wanted) | Q(nip=wanted), is_active=True)
    return found.filter(memberships__role=Role.ADMINISTRATOR).first()


def proposals(actor: Actor) -> list[AdministratorProposal]:
    """The administrators proposed in agencies within reach who wait for another's word. One statement."""
    found = AdministratorProposal.objects.filter(agency_id__any=actor.reach)
    return list(found.select_related("agency", "person", "proposed_by").order_by("id"))


def all_memberships(persons: list[Person]) -> list[Membership]:
    """Every membership of these persons, also outside anybody's reach: only for the rule that judging excludes other
    roles. One statement."""
    return list(Membership.objects.filter(person__in=persons).select_related("agency"))


def search_persons(
    actor: Actor, today: datetime.date, *, text: str = "", role: str = "", state: str = ""
) -> QuerySet[Person]:
    """Persons within reach by a part of name, e-mail, NIP or position, a role held on a day, and the account's state:
    "baru" (no password yet), "nonaktif", else any. Their memberships within reach come along; two statements."""
    held = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    within = Membership.objects.filter(agency_id__any=actor.reach)
    matching = within.filter(held, role=role) if role else within
    found = Person.objects.filter(pk__in=matching.values("person_id"))
    for word in text.split()[:6]:
        digits = "".join(ch for ch in word if ch.isdigit())
        number = Q(nip__contains=digits) if len(digits) > 3 else Q()
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(position__icontains=word) | number)
    if state == "baru":
        found = found.filter(Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX), is_active=True)
    if state == "nonaktif":
        found = found.filter(is_active=False)
    lasting = within.filter(held).select_related("agency").order_by("id")
    return found.order_by("name", "id").prefetch_related(Prefetch("memberships", lasting, to_attr="held"))


def member_counts(actor: Actor, agencies: list[Agency], today: datetime.date) -> dict[int, int]:
    """How many people serve in each of these agencies on a day. One statement."""
    valid = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    rows = Membership.objects.filter(valid, agency__in=agencies, agency_id__any=actor.reach, starts_on__lte=today)
    return dict(rows.values_list("agency_id").annotate(Count("person", distinct=True)))


def has_password(person: Person) -> bool:
    """Whether somebody has ever made a password; no statement."""
    return bool(person.password) and not person.password.startswith(UNUSABLE_PASSWORD_PREFIX)
