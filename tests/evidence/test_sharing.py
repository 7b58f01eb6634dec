"""A document of the province that its offices may read and cite, and the walls that stay."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.urls import reverse

from matang.assessments.actions.filling import cite
from matang.assessments.models import Citation
from matang.evidence.models import Document, Version
from matang.people.actor import acting, set_reach
from matang.people.rules import Invisible
from tests.world import World


def _regulation(world: World, shared: bool) -> Version:
    document = Document.objects.create(
        agency=world.province, title="Peraturan Gubernur", created_by=world.people["koordinator"]
    )
    if shared:
        Document.objects.filter(pk=document.pk).update(shared_at=Now())
    return Version.objects.create(
        agency=world.province,
        document=document,
        sha256="a" * 64,
        size=1,
        media_type="application/pdf",
        file_name="pergub.pdf",
        received_by=world.people["koordinator"],
    )


def test_a_shared_document_is_read_and_cited_below_without_being_copied(world: World) -> None:
    """Lost otherwise: forty offices upload the same regulation forty times."""
    version = _regulation(world, shared=True)
    page = world.client("koordinator").get(reverse("evidence:document", args=[version.document.uuid]))
    assert page.status_code == 200
    with acting(world.actor("koordinator")) as actor:
        citation = cite(actor, world.assessment.uuid, "1", version.uuid, level="1")
    assert citation.version == version
    assert citation.agency == world.bureau


def test_what_is_not_shared_does_not_go_down_and_nothing_goes_up(world: World) -> None:
    """Lost otherwise: an office reads the province's confidential papers."""
    version = _regulation(world, shared=False)
    page = world.client("koordinator").get(reverse("evidence:document", args=[version.document.uuid]))
    assert page.status_code == 404
    with acting(world.actor("koordinator")) as actor, pytest.raises(Invisible):
        cite(actor, world.assessment.uuid, "1", version.uuid, level="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.create(
            agency=world.bureau,
            assessment=world.assessment,
            version=version,
            indicator="1",
            level="1",
            cited_by=world.people["koordinator"],
        )


def test_the_database_itself_shows_below_only_what_is_shared(world: World) -> None:
    """Lost otherwise: a forgotten filter in a later page is a leak."""
    from django.db import connection

    shared, hidden = (
        _regulation(world, shared=True),
        Document.objects.create(agency=world.province, title="Rahasia", created_by=world.people["koordinator"]),
    )
    with transaction.atomic():
        set_reach(world.actor("koordinator"))
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE matang_app")
            cursor.execute("SELECT id FROM evidence_document")
            seen = {row[0] for row in cursor.fetchall()}
            cursor.execute("UPDATE evidence_document SET title = 'x' WHERE id = %s", [shared.document_id])
            changed = cursor.rowcount
    assert shared.document_id in seen
    assert hidden.pk not in seen
    assert changed == 0
