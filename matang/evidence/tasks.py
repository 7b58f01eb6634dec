"""Nightly tidying of the library and its store; running it twice changes nothing more."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from matang.evidence import pictures
from matang.evidence.actions.documents import empty_bin
from matang.evidence.queries import kept_files
from matang.evidence.receiving import store
from matang.people.actor import acting
from matang.people.queries import everything

A_DAY = 24 * 3600.0


@app.periodic(cron="17 2 * * *")
@app.task(name="evidence.sweep_orphans", queueing_lock="evidence.sweep_orphans")
def sweep_orphans(timestamp: int) -> None:
    """Empty the bin, then remove bytes that no row speaks of; `timestamp` is the planned moment (of the queue)."""
    tidy()


def tidy() -> int:
    """As `sweep_orphans`; returns how many files went. The bin's rows are gone for good before their bytes are."""
    with acting(everything()) as program:
        empty_bin(program, timezone.now())
    with acting(everything()) as program:
        referenced = kept_files(program)
    return store().sweep(referenced, A_DAY)


@app.periodic(cron="47 2 * * *")
@app.task(name="evidence.trim_pictures", queueing_lock="evidence.trim_pictures")
def trim_pictures(timestamp: int) -> None:
    """Keep the folder of page pictures small; `timestamp` is the planned moment (of the queue)."""
    pictures.trim()
