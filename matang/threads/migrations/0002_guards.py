"""Row policy on discussion."""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import append_only, protect


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("threads", "0001_initial")]
    operations = [
        protect("threads_message"),
        append_only("threads_message"),
    ]
