"""The loop that seals committed entries within two seconds; runs in a thread of the worker."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, connection

from matang.journal.actions import seal_pending

PAUSE = 1.0
log = logging.getLogger(__name__)


def run_forever(stop: threading.Event) -> None:
    """Seal every second until `stop` is set; a lost database is waited for, never given up."""
    while not stop.wait(PAUSE):
        try:
            seal_pending()
        except DatabaseError as error:
            log.warning("penyegelan jurnal tertunda: %s", error)
            connection.close()
    connection.close()
