"""What happens to evidence in the background: reading what has arrived, and nightly tidying. Running a task twice
changes nothing more."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from matang.core.recognition.paper import Page
from matang.evidence import pictures
from matang.evidence.actions import reading
from matang.evidence.actions.documents import empty_bin
from matang.evidence.actions.uploads import forget_expired
from matang.evidence.models import Version
from matang.evidence.queries import is_kept, kept_files, lock_agency, unread_versions, version_to_read
from matang.evidence.receiving import store
from matang.lib.reader.process import read
from matang.lib.reader.reading import ReadPage, Unreadable
from matang.lib.store import StoreFault
from matang.people.actor import acting
from matang.people.queries import everything

log = logging.getLogger(__name__)
A_DAY = 24 * 3600.0
PATIENCE = 1.5  # seconds between two states of a reading that people watch
LOST = "Berkas tidak dapat diambil dari penyimpanan; pembacaan dicoba lagi kemudian."


@app.task(name=reading.TASK, queue="reading")
def read_version(version_id: int) -> None:
    """Read one version: its pages as they come, then facts and objections. What was read already is left alone."""
    with acting(everything()) as program:
        version = version_to_read(program, version_id)
        if version is None:
            return
        reading.begin_reading(version)
    try:
        with store().local_copy(version.agency.uuid, version.sha256, version.size) as path:
            note, readable = _pages(version, path)
    except StoreFault as fault:
        log.error("%s", fault)
        note, readable = LOST, False
    with acting(everything()):
        reading.finish_reading(version, note, readable=readable)


@app.periodic(cron="*/10 * * * *")
@app.task(name="evidence.read_left_over", queueing_lock="evidence.read_left_over")
def read_left_over(timestamp: int) -> None:
    """Queue what was never read, or whose reading was cut short, a hundred at a time."""
    with acting(everything()) as program:
        for version in unread_versions(program)[:100]:
            reading.queue_reading(version)


def _pages(version: Version, path: Path) -> tuple[str, bool]:
    """Read all pages, keeping them as they come; a sentence for people, and whether anything could be read."""
    keeper = _Keeper(version)
    try:
        found = read(path, version.media_type, on_page=keeper.take)
    except Unreadable as fault:
        keeper.keep()
        return fault.sentence, bool(fault.reading.pages)
    keeper.keep(found.total)
    return " ".join(note.sentence for note in found.notes), True


class _Keeper:
    """Keeps pages in short transactions, so that people see how far the reading is."""

    def __init__(self, version: Version) -> None:
        self._version = version
        self._held: list[Page] = []
        self._total = 0
        self._kept_at = time.monotonic()

    def take(self, page: ReadPage, total: int) -> None:
        """Hold a page; keep what is held when people have waited long enough."""
        self._held.append(Page(page.number, page.text, page.picture))
        self._total = total
        if time.monotonic() - self._kept_at > PATIENCE:
            self.keep()

    def keep(self, total: int = 0) -> None:
        """Keep what is held."""
        held: Sequence[Page] = self._held
        with acting(everything()):
            reading.keep_pages(self._version, held, max(total, self._total))
        self._held, self._kept_at = [], time.monotonic()


@app.periodic(cron="17 2 * * *")
@app.task(name="evidence.sweep_orphans", queueing_lock="evidence.sweep_orphans")
def sweep_orphans(timestamp: int) -> None:
    """Empty the bin, then remove bytes that no row speaks of; `timestamp` is the planned moment (of the queue)."""
    tidy()


def tidy() -> int:
    """As `sweep_orphans`; returns how many files went. The bin's rows are gone for good before their bytes are."""
    with acting(everything()) as program:
        empty_bin(program, timezone.now())
        forget_expired(program, timezone.now())
    with acting(everything()) as program:
        referenced = kept_files(program)
    return store().sweep(referenced, A_DAY, unused)


@app.periodic(cron="47 2 * * *")
@app.task(name="evidence.trim_pictures", queueing_lock="evidence.trim_pictures")
def trim_pictures(timestamp: int) -> None:
    """Keep the folder of page pictures small; `timestamp` is the planned moment (of the queue)."""
    pictures.trim()


@contextmanager
def unused(agency: UUID, sha256: str) -> Iterator[bool]:
    """Whether no row speaks of these bytes; while it is entered, none can come to: receiving waits for the lock."""
    with acting(everything()) as program:
        lock_agency(agency)
        yield not is_kept(program, agency, sha256)
