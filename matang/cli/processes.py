"""What the supervisor's children do: serve pages, or do background work. Django is set up already."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from importlib import import_module
from typing import Any

# Threads only wait for slow lines; one slot a process computes (matang.config.middleware.one_slot).
WEB_PROCESSES = 4
WEB_THREADS = 48
IDLE_SECONDS = 600  # after which a thread ends, and with it its connection to the database
KILL_SECONDS = 10


def run_web(host: str, port: int) -> int:
    """granian with a worker process a core, at most four; returns when told to stop."""
    from django.urls import get_resolver
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Imported before the workers are forked: they start at once and share the memory.
    import_module("matang.config.wsgi")
    assert get_resolver().url_patterns
    gc.freeze()
    Granian(
        "matang.config.wsgi:in_worker",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(os.cpu_count() or 1, WEB_PROCESSES),
        blocking_threads=WEB_THREADS,
        blocking_threads_idle_timeout=IDLE_SECONDS,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_SECONDS,
        log_level=LogLevels.error,
    ).serve()
    return 0


def run_worker() -> int:
    """Background jobs of the queue and the journal's sealer, until SIGTERM; running jobs are finished first."""
    from matang.journal.sealer import run_forever

    stop = threading.Event()
    sealer = threading.Thread(target=run_forever, args=(stop,), name="sealer", daemon=True)
    sealer.start()
    try:
        asyncio.run(_work_and_watch(sealer))
    finally:
        stop.set()
        sealer.join(timeout=KILL_SECONDS)
    return 0


async def _work_and_watch(sealer: threading.Thread) -> None:
    """Run the queue's worker; end it, so that both are started again, should the sealer end."""
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        async with app.open_async():
            await _free_stalled_jobs(app)
            watcher = asyncio.create_task(_watch(sealer))
            # One notification in fifteen is missed; the poll then finds the job within half a second.
            await app.run_worker_async(fetch_job_polling_interval=0.5, shutdown_graceful_timeout=KILL_SECONDS)
            watcher.cancel()


async def _free_stalled_jobs(app: Any) -> None:
    """Give jobs of a worker that was killed back to the queue; jobs are idempotent."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)


async def _watch(sealer: threading.Thread) -> None:
    while sealer.is_alive():
        await asyncio.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
