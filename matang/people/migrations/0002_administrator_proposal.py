"""Administrators who wait for a second administrator's word."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from matang.lib.policies import protect


class Migration(migrations.Migration):
    """A table of its own, so that no reader of memberships can mistake a proposal for a role."""

    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="AdministratorProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("starts_on", models.DateField()),
                ("proposed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "person"), name="administrator_proposed_once")
                ],
            },
        ),
        protect("people_administratorproposal"),
    ]
