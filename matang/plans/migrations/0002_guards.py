"""Row policies and one agency from parent to child."""

from __future__ import annotations

from django.db import migrations

from matang.lib.policies import protect, same_agency


class Migration(migrations.Migration):
    """Runs after the tables exist."""

    dependencies = [("plans", "0001_initial")]
    operations = [
        protect("plans_plan"),
        protect("plans_step"),
        same_agency("plans_plan", "assessment_id", "assessments_assessment"),
        same_agency("plans_step", "plan_id", "plans_plan"),
    ]
