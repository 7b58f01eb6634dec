"""A thousand assessments in one round, to measure lists."""

from __future__ import annotations

import gzip
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matang.assessments.models import Assessment, Rating, Seat
from matang.people.actor import set_reach
from matang.people.models import Agency
from matang.people.queries import everything
from matang.results.models import Decision

COUNT = 1000


def build(world, state: str = "submitted") -> list[Assessment]:
    """A thousand offices below the province, each with an assessment and one seat that judged five indicators."""
    set_reach(everything())
    names = [f"Dinas Perumahan, Kawasan Permukiman, dan Pertanahan Kabupaten {n:04}" for n in range(COUNT)]
    at = {"parent": world.province, "kind": "perangkat_daerah", "path": "/"}
    agencies = Agency.objects.bulk_create(Agency(name=name, short_name=name[:50], **at) for name in names)
    for agency in agencies:
        agency.path = f"{world.province.path}{agency.pk}/"
    Agency.objects.bulk_update(agencies, ["path"], batch_size=500)
    set_reach(everything())
    now = timezone.now()
    assessments = Assessment.objects.bulk_create(
        Assessment(agency=agency, round=world.round, state=state, submitted_at=now, running_index=Decimal("2.5"))
        for agency in agencies
    )
    who = world.people["asesor"]
    Seat.objects.bulk_create(Seat(agency=a.agency, assessment=a, number=1, person=who) for a in assessments)
    Rating.objects.bulk_create(
        Rating(agency=a.agency, assessment=a, indicator=str(code), stage="dokumen", seat=1, value=3)
        for a in assessments
        for code in range(1, 6)
    )
    return assessments


def decide_all(world, assessments: list[Assessment]) -> None:
    """A confirmed decision for each."""
    Decision.objects.bulk_create(
        Decision(
            agency=a.agency, assessment=a, number=1, proposed_by=world.people["ketua"],
            confirmed_by=world.people["ketua2"], confirmed_at=timezone.now(), index=f"{200 + n % 300}/100",
            index12=Decimal(200 + n % 300) / 100, predicate=("Cukup", "Baik", "Sangat Baik")[n % 3],
            instrument_sha256="0" * 64, snapshot={},
        )
        for n, a in enumerate(assessments)
    )  # fmt: skip


def measured(client, address: str):
    """The answer, the number of statements (savepoints of the test left out), and its bytes on the wire."""
    client.get(address)  # what a process reads once is read before
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200
    statements = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    return response, statements, len(gzip.compress(response.content, 6))
