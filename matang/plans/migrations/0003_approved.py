"""One title once in an assessment, and the database's own guard of approved plans."""

from __future__ import annotations

from django.db import migrations, models

from matang.lib.policies import frozen_when

SENTENCE = "Rencana ini sudah disetujui; langkahnya tidak dapat diubah lagi."
OF_APPROVED = "EXISTS (SELECT 1 FROM plans_plan p WHERE p.id = OLD.plan_id AND p.state = 'approved')"
# Who takes a step, until when and that it is done may still change; on DELETE the new row is null and so differs.
AGREED = ("plan_id", "indicator", "from_value", "to_value", "effort")


def _row(name: str) -> str:
    return ", ".join(f"{name}.{column}" for column in AGREED)


class Migration(migrations.Migration):
    """No room wrote plans before this one, so no equal titles can exist."""

    dependencies = [("plans", "0002_guards")]
    operations = [
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=["assessment", "title"], name="plan_title_once"),
        ),
        frozen_when("plans_plan", "OLD.state = 'approved'", SENTENCE),
        frozen_when("plans_step", f"{OF_APPROVED} AND ({_row('NEW')}) IS DISTINCT FROM ({_row('OLD')})", SENTENCE),
    ]
