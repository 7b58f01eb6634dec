"""What the pages of rounds show, and which agencies a choice means."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.http import urlencode

from matang.assessments.forms_round import TakingPartForm
from matang.assessments.models import Assessment, Round, Stage
from matang.assessments.queries import round_of, rounds_of, visible_to
from matang.core import words
from matang.instruments.models import Version
from matang.instruments.queries import versions
from matang.journal.queries import history
from matang.people.actor import Actor
from matang.people.imports import Places
from matang.people.models import Agency

PER_PAGE = 50


def round_choices(actor: Actor) -> list[tuple[str, str]]:
    """The rounds within reach to choose from. One statement."""
    return [(str(one.uuid), f"{one.title} · {one.period_label}") for one in rounds_of(actor)[:200]]


def instrument_choices() -> list[tuple[str, str]]:
    """The published versions to choose from. One statement."""
    published = versions().filter(state=Version.State.PUBLISHED)
    return [(str(one.uuid), f"{one.title} ({one})") for one in published]


def chosen_agencies(form: TakingPartForm, owner: Agency, places: Places) -> list[UUID]:
    """The agencies that a valid form means; an unknown name becomes an error of the form. No statement."""
    scope = form.cleaned_data["scope"]
    inside = [agency for agency in places.by_id.values() if agency.path.startswith(owner.path)]
    if scope == "owner":
        return [owner.uuid]
    if scope == "children":
        found = [agency.uuid for agency in inside if agency.parent_id == owner.pk]
    elif scope == "below":
        found = [agency.uuid for agency in inside if agency.pk != owner.pk]
    else:
        found = _named(form, owner, places)
    if not found and not form.errors:
        form.add_error("scope", f"{owner.name} belum mempunyai instansi di bawahnya. Tambahkan dahulu instansinya.")
    return found


def _named(form: TakingPartForm, owner: Agency, places: Places) -> list[UUID]:
    found = []
    for name in form.named:
        agency = places.one(name)
        if isinstance(agency, str):
            form.add_error("names", agency)
        elif not agency.path.startswith(owner.path):
            form.add_error("names", f"{agency.name} tidak berada di bawah {owner.name}.")
        else:
            found.append(agency.uuid)
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class RoundPage:
    """One round: its words, its window, who takes part."""

    round: Round
    closes: str
    stages: str
    page: Page[Assessment]
    total: int
    text: str
    history: tuple[tuple[datetime.datetime, str, str], ...]

    @property
    def query(self) -> str:
        """The search for the pager's links."""
        return urlencode({"cari": self.text}) if self.text else ""


def round_page(actor: Actor, uuid: UUID, text: str, number: str) -> RoundPage:
    """Four statements."""
    found = round_of(actor, uuid)
    part = visible_to(actor).filter(round=found).order_by("agency__name", "id")
    for word in text.split()[:6]:
        part = part.filter(agency__name__icontains=word)
    page = Paginator(part, PER_PAGE).get_page(number)
    return RoundPage(
        round=found,
        closes=f"{words.date(found.closes_on)} {words.time(found.closes_at)}",
        stages=words.listed([Stage(stage).label.lower() for stage in found.stages if stage in Stage.values]),
        page=page,
        total=page.paginator.count,
        text=text,
        history=tuple((entry.at, entry.actor_name, entry.sentence) for entry in history(found.uuid, limit=10)),
    )
