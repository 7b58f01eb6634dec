"""The application that the web server's worker processes call."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from matang.lib.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matang.config.settings")
application = get_wsgi_application()


def in_worker() -> WSGIHandler:
    """The application, asked for in a worker: one whose server was killed must not keep the port and serve on."""
    die_with_parent()
    return application
