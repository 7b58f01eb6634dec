"""Loading the demo: all of it in one transaction, so that a loading that is killed leaves an empty house behind."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from matang.demo import (
    agencies,
    bureau,
    evidence,
    history,
    mentoring,
    office,
    people,
    plan,
    province,
    rounds,
    running,
    variant,
)
from matang.demo.scene import Scene
from matang.journal.actions import seal_pending
from matang.people.actions import found
from matang.people.models import Agency, Membership, Role
from matang.people.queries import actor_for

Say = Callable[[str], None]
MEMBER_DAYS = 800  # people have been there since before the oldest round


def present() -> bool:
    """Whether the demo is there: its province with its administrator."""
    administrator = Membership.objects.filter(person__email=people.ADMIN.email, role=Role.ADMINISTRATOR)
    return administrator.filter(agency__parent=None, agency__name=agencies.PROVINCE_NAME).exists()


def occupied() -> bool:
    """Whether the house holds agencies that are not the demo's."""
    return Agency.objects.exists() and not present()


def load(say: Say) -> None:
    """Make the demo; `say` hears what is being done."""
    with transaction.atomic():
        say(f"Memuat contoh: {len(agencies.ASSESSED)} instansi dan orang-orangnya …")
        scene = settle(timezone.now().astimezone(ZoneInfo(agencies.ZONE)).date())
        say("Memuat contoh: instrumen dan periode evaluasi …")
        rounds.open_all(scene)
        say("Memuat contoh: bukti dukung Biro Hukum …")
        versions = evidence.receive(scene)
        say("Memuat contoh: hasil dua tahun yang lalu …")
        history.decide_years(scene, versions)
        province.last_year(scene)
        say("Memuat contoh: penilaian tahun ini …")
        province.this_year(scene)
        variant.propose_variant(scene)
        bureau.work(scene, versions)
        mentoring.mentor(scene)
        plan.plan(scene)
        running.run(scene)
    with transaction.atomic():
        seal_pending()


def settle(today: datetime.date) -> Scene:
    """Agencies, people, letterheads."""
    since = today - datetime.timedelta(days=MEMBER_DAYS)
    root, founder = found(agencies.PROVINCE, people.identity(people.ADMIN, 901), people.PASSWORD)
    admin = actor_for(founder, None, timezone.localdate())
    places, admin = agencies.create(admin, root)
    persons = people.create(admin, places, founder, since)
    office.furnish(admin, places, since)
    return Scene(today, places, persons)
