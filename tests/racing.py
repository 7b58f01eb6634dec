"""What two people do in the same moment: a world that is really committed, and acts that start together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from matang.lib.postgres.cluster import Cluster
from matang.people.actor import acting
from matang.people.queries import everything
from matang.people.rules import Invisible, Refused
from tests.database import FOLDER
from tests.world import World, build_world

TABLES = (
    "people_agency",
    "people_person",
    "instruments_version",
    "journal_entry",
    "journal_seal",
    "procrastinate_jobs",
)
CLEAR = f"TRUNCATE {', '.join(TABLES)} CASCADE"


@contextmanager
def committed_world(blocker: Any) -> Iterator[World]:
    """A world that other connections see, too; swept away afterwards by the migrator, who alone may do that."""
    with blocker.unblock():
        with acting(everything()):
            world = build_world()
        try:
            yield world
        finally:
            connection.close()
            with psycopg.connect(Cluster(FOLDER).url("matang_migrator"), autocommit=True) as migrator:
                migrator.execute(CLEAR)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do these in threads that start together; gives each one's result, or the refusal."""
    start = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(at: int, act: Callable[[], Any]) -> None:
        try:
            start.wait()
            results[at] = act()
        except (Refused, Invisible) as refusal:
            results[at] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
