"""Fixtures that every room's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.database import FOLDER
from tests.world import World, build_world


@pytest.fixture
def world(db: None) -> World:
    """A small province; see `tests/world.py`."""
    return build_world()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Start the cluster, migrate as the migrator, give the application its rights; stop it at the end."""
    from django.core.management import call_command
    from django.db import connections

    from matang.lib.policies import GRANTS
    from matang.lib.postgres.cluster import Cluster

    cluster = Cluster(FOLDER, throw_away=True)
    cluster.start()
    with django_db_blocker.unblock():
        call_command("migrate", database="migrator", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        with connections["migrator"].cursor() as cursor:
            cursor.execute(GRANTS)
        connections["migrator"].close()
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    cluster.stop()
