"""What the pages of agencies show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.http import urlencode

from matang.journal.queries import history
from matang.people.actor import Actor
from matang.people.imports import Places
from matang.people.models import Agency, Membership
from matang.people.queries import agencies_visible_to, agency_of, member_counts, members_of
from matang.people.zones import zone_word

PER_PAGE = 50


@dataclass(frozen=True)
class AgencyRow:
    """One agency of the list; `depth` counts from the highest within reach."""

    uuid: UUID
    name: str
    above: str
    depth: int
    kind: str
    zone: str
    people: int


@dataclass(frozen=True)
class AgencyList:
    """The tree in its order, or what a search found."""

    rows: tuple[AgencyRow, ...]
    page: Page[Agency]
    total: int
    text: str

    @property
    def query(self) -> str:
        """The search for the pager's links."""
        return urlencode({"cari": self.text}) if self.text else ""


def places_of(actor: Actor) -> Places:
    """The agencies within reach, by name. One statement."""
    return Places(agencies_visible_to(actor))


def agency_list(actor: Actor, text: str, number: str, today: datetime.date) -> AgencyList:
    """Two statements: the agencies within reach, the people in those shown."""
    places = places_of(actor)
    ordered = sorted(places.by_id.values(), key=lambda agency: places.line(agency).lower())
    if text:
        words = text.lower().split()
        ordered = [a for a in ordered if all(w in f"{a.name} {a.short_name}".lower() for w in words)]
    page = Paginator(ordered, PER_PAGE).get_page(number)
    counts = member_counts(actor, list(page.object_list), today)
    rows = tuple(_row(places, agency, counts.get(agency.pk, 0)) for agency in page.object_list)
    return AgencyList(rows, page, len(ordered), text)


def _row(places: Places, agency: Agency, people: int) -> AgencyRow:
    above = places.by_id.get(agency.parent_id or 0)
    return AgencyRow(
        uuid=agency.uuid,
        name=agency.name,
        above=above.name if above else "",
        depth=places.line(agency).count(" › "),
        kind=Agency.Kind(agency.kind).label,
        zone=zone_word(agency.time_zone),
        people=people,
    )


@dataclass(frozen=True)
class AgencyPage:
    """One agency: where it stands, who serves there, what was changed."""

    agency: Agency
    trail: tuple[tuple[str, UUID], ...]
    children: tuple[Agency, ...]
    members: tuple[Membership, ...]
    history: tuple[tuple[datetime.datetime, str, str], ...]


MOST = 100


def agency_page(actor: Actor, uuid: UUID, today: datetime.date) -> AgencyPage:
    """Five statements."""
    agency = agency_of(actor, uuid)
    visible = agencies_visible_to(actor)
    ids = [int(part) for part in agency.path.split("/") if part]
    above = {one.pk: one for one in visible.filter(pk__in=ids)}
    return AgencyPage(
        agency=agency,
        trail=tuple((above[at].name, above[at].uuid) for at in ids if at in above and at != agency.pk),
        children=tuple(visible.filter(parent=agency).order_by("name")[:MOST]),
        members=tuple(members_of(actor, agency.pk, today)[:MOST]),
        history=tuple((entry.at, entry.actor_name, entry.sentence) for entry in history(agency.uuid, limit=10)),
    )
