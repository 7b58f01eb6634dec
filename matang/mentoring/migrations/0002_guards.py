"""Row policies and one agency from parent to child."""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import protect, same_agency


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("mentoring", "0001_initial")]
    operations = [
        protect("mentoring_meeting"),
        protect("mentoring_agendaitem"),
        protect("mentoring_attendee"),
        protect("mentoring_action"),
        same_agency("mentoring_meeting", "assessment_id", "assessments_assessment"),
        same_agency("mentoring_agendaitem", "meeting_id", "mentoring_meeting"),
        same_agency("mentoring_attendee", "meeting_id", "mentoring_meeting"),
        same_agency("mentoring_action", "meeting_id", "mentoring_meeting"),
        same_agency("mentoring_action", "assessment_id", "assessments_assessment"),
    ]
