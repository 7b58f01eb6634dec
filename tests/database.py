"""A throw-away PostgreSQL for the tests, with the three real roles; one for each xdist worker.

Loaded as a plugin (`-p tests.database`), so that the data folder is known before Django reads its settings.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="matang-uji-"))
FOLDER.chmod(0o755)
os.environ["MATANG_DATA"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "matang.config.settings"
for name in ("DATABASE_URL", "DATABASE_MIGRATOR_URL", "SECRET_KEY", "MATANG_DEMO", "EMAIL_URL", "EMAIL_HOST"):
    os.environ.pop(name, None)
for name in ("STORAGE_URL", "STORAGE_FALLBACK_URL"):
    os.environ.pop(name, None)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(FOLDER, ignore_errors=True)
