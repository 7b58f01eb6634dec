"""Reading letterheads and officials: what stands on a paper of an agency on a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from matang.office.models import Letterhead, Official
from matang.people.models import Agency


@dataclass(frozen=True)
class LetterheadText:
    """The lines at the top of a paper and the address; `agency_id` is whose letterhead it is, None: nobody's yet, so
    that the names of the agencies stand in its place."""

    lines: tuple[str, ...]
    address: str
    agency_id: int | None


def letterhead_of(agency: Agency) -> Letterhead | None:
    """The agency's own letterhead. One statement."""
    return Letterhead.objects.filter(agency=agency).first()


def letterhead_for(agency: Agency) -> LetterheadText:
    """What stands at the top of an agency's papers: its own letterhead, else that of the nearest agency above it, else
    the names from the highest agency down. At most two statements."""
    above = [int(part) for part in agency.path.split("/") if part]
    found = {head.agency_id: head for head in Letterhead.objects.filter(agency_id__in=above)}
    nearest = next((found[at] for at in reversed(above) if at in found), None)
    if nearest is not None:
        lines = tuple(line for line in nearest.lines.splitlines() if line.strip())
        return LetterheadText(lines, nearest.address, nearest.agency_id)
    names = dict(Agency.objects.filter(pk__in=above).values_list("pk", "name"))
    return LetterheadText(tuple(names[at].upper() for at in above if at in names), "", None)


def officials_of(agency: Agency) -> QuerySet[Official]:
    """All who signed, sign or will sign for an agency, the newest first. One statement."""
    return Official.objects.filter(agency=agency).order_by("-starts_on", "-id")


def official_on(agency: Agency, day: datetime.date) -> Official | None:
    """Who signs for an agency on a day: whoever stands in (Plh. before Plt.) before the one in office, the latest
    appointed first; None when nobody is entered. One statement."""
    valid = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    nearness = Case(
        When(acting=Official.Acting.PLH, then=Value(0)),
        When(acting=Official.Acting.PLT, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = Official.objects.filter(valid, agency=agency, starts_on__lte=day)
    return found.order_by(nearness, "-starts_on", "-id").first()


def any_letterhead(agency_ids: frozenset[int]) -> bool:
    """Whether one of these agencies has a letterhead. One statement."""
    return Letterhead.objects.filter(agency_id__in=agency_ids).exists()
