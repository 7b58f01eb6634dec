"""What the parts of the demo share: agencies and people by name, the day, and who acts now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from matang.assessments.models import Assessment, Round
from matang.demo.agencies import ZONE
from matang.people.actor import Actor, set_reach
from matang.people.models import Agency, Membership, Person
from matang.people.queries import actor_for, everything


@dataclass
class Scene:
    """The demo while it is being made. All dates hang on `today`, so that it is fresh whenever it is loaded."""

    today: datetime.date
    agencies: dict[str, Agency]
    people: dict[str, Person]
    rounds: dict[str, Round] = field(default_factory=dict)
    _actors: dict[tuple[str, str], Actor] = field(default_factory=dict)

    def actor(self, name: str, agency: str = "") -> Actor:
        """A person in his first role, or in the one that he holds in that agency; the transaction is told."""
        if (name, agency) not in self._actors:
            person = self.people[name]
            roles = Membership.objects.filter(person=person, agency=self.agencies.get(agency))
            chosen = roles.values_list("uuid", flat=True).first() if agency else None
            self._actors[name, agency] = actor_for(person, str(chosen), self.today)
        actor = self._actors[name, agency]
        set_reach(actor)
        return actor

    def program(self) -> Actor:
        """The program itself, which reaches every agency."""
        actor = everything()
        set_reach(actor)
        return actor

    def assessment(self, round_: str, agency: str) -> Assessment:
        """The assessment of an agency in a round; the caller's actor must reach it."""
        found = Assessment.objects.select_related("agency", "round", "round__instrument")
        return found.get(round=self.rounds[round_], agency=self.agencies[agency])

    def day(self, offset: int) -> datetime.date:
        """A working day about `offset` days from today: a Saturday or Sunday becomes the Friday before."""
        day = self.today + datetime.timedelta(days=offset)
        return day - datetime.timedelta(days=max(0, day.weekday() - 4))

    def moment(self, offset: int, hour: int, minute: int = 0) -> datetime.datetime:
        """An hour of that day in the province's zone."""
        return datetime.datetime.combine(self.day(offset), datetime.time(hour, minute), ZoneInfo(ZONE))
