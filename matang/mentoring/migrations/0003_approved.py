"""The end of a meeting, what its paper carries from approval on, and the database's own guard of approved minutes."""

from __future__ import annotations

import django.db.models.functions.text
from django.db import migrations, models

from matang.lib.policies import frozen_when

SENTENCE = "Notula rapat ini sudah disetujui dan tidak dapat diubah lagi."
OF_APPROVED = "EXISTS (SELECT 1 FROM mentoring_meeting m WHERE m.id = OLD.meeting_id AND m.state = 'approved')"
# Finishing an agreed action later is not a change of the minutes; on DELETE the new row is null and so differs.
AGREED = ("meeting_id", "indicator", "what", "owner_id", "due_on")


def _row(name: str) -> str:
    return ", ".join(f"{name}.{column}" for column in AGREED)


class Migration(migrations.Migration):
    """Runs on a filled table: all new columns may be empty."""

    dependencies = [("mentoring", "0002_guards")]
    operations = [
        migrations.RemoveConstraint(model_name="attendee", name="attendee_once"),
        migrations.AddField(model_name="meeting", name="ends_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="meeting", name="signing", field=models.JSONField(null=True)),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.UniqueConstraint(
                models.F("meeting"), django.db.models.functions.text.Lower("name"), name="attendee_name_once"
            ),
        ),
        frozen_when("mentoring_meeting", "OLD.state = 'approved'", SENTENCE),
        frozen_when("mentoring_agendaitem", OF_APPROVED, SENTENCE),
        frozen_when("mentoring_attendee", OF_APPROVED, SENTENCE),
        frozen_when(
            "mentoring_action", f"{OF_APPROVED} AND ({_row('NEW')}) IS DISTINCT FROM ({_row('OLD')})", SENTENCE
        ),
    ]
