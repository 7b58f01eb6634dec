"""A published version never changes."""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import frozen_when


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("instruments", "0001_initial")]
    operations = [
        frozen_when(
            "instruments_version", "OLD.state = 'published'", "versi instrumen yang sudah terbit tidak dapat diubah"
        ),
    ]
