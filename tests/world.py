"""A small world for tests: a province with two bureaus, people in every role, a published instrument, a round.

Rows are made as the program itself (`acting(everything())`) inside the test's transaction; what a test is about is
done through actions and pages.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.test import Client

from matang.assessments.models import Assessment, IndicatorOwner, Round
from matang.instruments.actions import install_packaged
from matang.people.actor import Actor, set_reach
from matang.people.models import Agency, Membership, Person, Role
from matang.people.queries import actor_for, everything

PASSWORD = "kata-sandi-uji-1"
HASH = make_password(PASSWORD)
TODAY = datetime.date.today  # the database's clock decides; tests build windows around it


@dataclass
class World:
    """What the tests reach for by name."""

    province: Agency
    bureau: Agency
    other: Agency
    round: Round
    assessment: Assessment
    other_assessment: Assessment
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """The named person as an actor, with the reach told to the transaction (as the middleware does)."""
        actor = actor_for(self.people[name], None, datetime.date.today())
        set_reach(actor)
        return actor

    def client(self, name: str | None, **options) -> Client:
        """A browserless client signed in as the named person (None: anonymous)."""
        client = Client(**options)
        if name is not None:
            client.force_login(self.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client


MEMBERS: tuple[tuple[str, str, Role], ...] = (
    ("admin", "province", Role.ADMINISTRATOR),
    ("admin2", "province", Role.ADMINISTRATOR),
    ("koordinator", "bureau", Role.COORDINATOR),
    ("pemeriksa", "bureau", Role.VERIFIER),
    ("pelaksana", "bureau", Role.CONTRIBUTOR),
    ("pendamping", "bureau", Role.MENTOR),
    ("asesor", "bureau", Role.ASSESSOR),
    ("asesor2", "bureau", Role.ASSESSOR),
    ("ketua", "province", Role.LEAD_ASSESSOR),
    ("ketua2", "province", Role.LEAD_ASSESSOR),
    ("pimpinan", "province", Role.LEADER),
    ("kepala", "bureau", Role.LEADER),
    ("auditor", "province", Role.AUDITOR),
    ("koordinator_lain", "other", Role.COORDINATOR),
    ("pelaksana_lain", "other", Role.CONTRIBUTOR),
    ("pendamping_lain", "other", Role.MENTOR),
    ("asesor_lain", "other", Role.ASSESSOR),
)


def build_world(instrument: str = "spbe-opd-25") -> World:
    """Make the world in the present transaction."""
    set_reach(everything())
    agencies = _agencies()
    people = _people(agencies)
    version = install_packaged(instrument)
    today = datetime.date.today()
    round_ = Round.objects.create(
        owner=agencies["province"],
        title="Evaluasi SPBE Perangkat Daerah",
        instrument=version,
        year=today.year,
        stages=["mandiri", "dokumen"],
        opens_on=today - datetime.timedelta(days=30),
        closes_on=today + datetime.timedelta(days=30),
    )
    set_reach(everything())
    assessment = Assessment.objects.create(agency=agencies["bureau"], round=round_)
    other = Assessment.objects.create(agency=agencies["other"], round=round_)
    IndicatorOwner.objects.create(
        agency=agencies["bureau"], assessment=assessment, indicator="1", person=people["pelaksana"]
    )
    return World(agencies["province"], agencies["bureau"], agencies["other"], round_, assessment, other, people)


def _agencies() -> dict[str, Agency]:
    province = _agency(None, "Provinsi Nusa Rekaan", "Provinsi", Agency.Kind.PROVINCE)
    return {
        "province": province,
        "bureau": _agency(province, "Biro Hukum", "Biro Hukum", Agency.Kind.UNIT),
        "other": _agency(province, "Biro Umum", "Biro Umum", Agency.Kind.UNIT),
    }


def _agency(parent: Agency | None, name: str, short: str, kind: str) -> Agency:
    agency = Agency.objects.create(parent=parent, name=name, short_name=short, kind=kind)
    agency.path = f"{parent.path if parent else '/'}{agency.pk}/"
    agency.save(update_fields=["path"])
    return agency


def _people(agencies: dict[str, Agency]) -> dict[str, Person]:
    people = {}
    start = datetime.date.today() - datetime.timedelta(days=400)
    for name, where, role in MEMBERS:
        person = Person.objects.create(name=name.replace("_", " ").title(), email=f"{name}@uji.test", password=HASH)
        Membership.objects.create(person=person, agency=agencies[where], role=role, starts_on=start)
        people[name] = person
    return people
