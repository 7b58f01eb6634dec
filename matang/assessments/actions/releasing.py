"""Taking people who no longer serve off the indicators that they looked after."""

from __future__ import annotations

import datetime
from collections import defaultdict
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from matang.assessments.models import Assessment, IndicatorOwner
from matang.journal.actions import record
from matang.people import actions
from matang.people.actor import Actor
from matang.people.models import Membership, Person, Role

FILLERS = (Role.CONTRIBUTOR, Role.COORDINATOR)


def end_membership(actor: Actor, uuid: UUID, last_day: datetime.date) -> int:
    """Let a role end with a day; returns how many indicators of drafts the person was taken off."""
    membership = actions.end_membership(actor, uuid, last_day)
    return _release(actor, membership.agency_id, membership.person)


def _release(actor: Actor, agency_id: int, person: Person) -> int:
    """Take somebody whose last day is reached off the indicators of the agency's drafts; returns how many.

    Else the coordinator would wait for work that nobody does. Nobody is taken off before the last day, nor while
    another role still lets him fill; what was submitted keeps the names under which it was written.
    """
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())
    if Membership.objects.filter(lasting, person=person, agency_id=agency_id, role__in=FILLERS).exists():
        return 0
    drafts = Assessment.objects.select_for_update().filter(agency_id=agency_id, state=Assessment.State.DRAFT)
    by_id = {draft.pk: draft for draft in drafts.order_by("pk")}
    owned = IndicatorOwner.objects.filter(agency_id=agency_id, assessment_id__in=by_id, person=person)
    codes: dict[int, list[str]] = defaultdict(list)
    for row in owned.order_by("id"):
        codes[row.assessment_id].append(row.indicator)
    owned.delete()
    for key, indicators in codes.items():
        _note(actor, by_id[key], indicators, person)
    Assessment.objects.filter(pk__in=codes).update(version=F("version") + 1)
    return sum(map(len, codes.values()))


def _note(actor: Actor, assessment: Assessment, indicators: list[str], person: Person) -> None:
    record(
        actor,
        "release",
        ("assessment", assessment.uuid),
        f"melepas {person.name} dari indikator {', '.join(indicators)} karena masa tugasnya berakhir",
        agency_id=assessment.agency_id,
        before={"indicators": indicators, "person": str(person.uuid)},
    )
