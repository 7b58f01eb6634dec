"""The application that the web server's worker processes call."""

import os
import threading
from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections

from matang.lib.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matang.config.settings")
application: WSGIHandler = get_wsgi_application()


class Farewell:
    """Closes the database connection of its thread when the thread ends. A connection is part of a ring of objects, so
    that without it those of ended threads would stay open until the collector came by, and use up all that there are.
    """

    def __init__(self) -> None:
        self._connection = connections["default"]

    def __del__(self) -> None:
        self._connection.close()


def in_worker() -> Callable[..., Any]:
    """The application, asked for in a worker: one whose server was killed must not keep the port and serve on."""
    die_with_parent()
    kept = threading.local()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if not hasattr(kept, "farewell"):
            kept.farewell = Farewell()
        return application(environ, start_response)

    return answer
