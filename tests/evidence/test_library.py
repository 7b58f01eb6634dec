"""What an agency gives is kept once, never lost, never deleted while it is cited."""

from __future__ import annotations

import datetime
import os
import time

import pytest
from django.utils import timezone

from matang.assessments.actions.filling import cite
from matang.evidence import queries
from matang.evidence.actions import documents as actions
from matang.evidence.actions.documents import (
    delete_document,
    empty_bin,
    receive_file,
    rename_document,
    replace_document,
    restore_document,
)
from matang.evidence.models import Document, Version
from matang.evidence.tasks import tidy
from matang.journal.models import Entry
from matang.people.queries import everything
from matang.people.rules import Invisible, Refused
from tests.evidence import files
from tests.evidence.conftest import arrived, on_disk


@pytest.fixture
def koordinator(world):
    return world.actor("koordinator")


def given(world, actor, mark="satu", name="bukti.pdf"):
    return receive_file(actor, world.bureau, arrived(files.pdf(mark), name)).version


def cited(world, actor, version, indicator="1"):
    return cite(actor, world.assessment.uuid, indicator, version.uuid, level="2")


def test_a_received_file_has_a_receipt_bytes_and_an_entry(world, koordinator, kept):
    receipt = receive_file(koordinator, world.bureau, arrived(files.PDF, "SK Tim.pdf"))
    version = receipt.version
    assert not receipt.known
    assert receipt.number == f"{timezone.localtime().year}-{version.sha256[:8]}"
    assert (version.document.title, version.number, version.size) == ("SK Tim.pdf", 1, len(files.PDF))
    assert kept.verify(world.bureau.uuid, version.sha256)
    entry = Entry.objects.get(target=version.document.uuid)
    assert (entry.action, entry.after["sha256"]) == ("receive_file", version.sha256)


def test_the_same_file_again_is_recognised_whatever_its_name(world, koordinator, kept):
    first = given(world, koordinator)
    again = receive_file(koordinator, world.bureau, arrived(files.pdf("satu"), "nama lain.pdf"))
    assert again.known
    assert again.version == first
    assert Document.objects.count() == 1
    assert len(on_disk(kept)) == 1


def test_lost_bytes_come_back_when_the_file_is_given_again(world, koordinator, kept):
    version = given(world, koordinator)
    kept.path_of(world.bureau.uuid, version.sha256).unlink()
    assert receive_file(koordinator, world.bureau, arrived(files.pdf("satu"))).known
    assert kept.verify(world.bureau.uuid, version.sha256)


def test_two_agencies_with_the_same_bytes_learn_nothing_of_each_other(world, koordinator, kept):
    given(world, koordinator)
    other = world.actor("koordinator_lain")
    receipt = receive_file(other, world.other, arrived(files.pdf("satu")))
    assert not receipt.known
    assert Document.objects.count() == 1, "the other agency's row is out of sight"
    assert len(on_disk(kept)) == 2


@pytest.mark.parametrize("name", ["pemeriksa", "pendamping", "asesor", "kepala", "auditor", "ketua", "admin"])
def test_only_coordinator_and_contributor_give_evidence(world, name, kept):
    actor = world.actor(name)
    with pytest.raises((Refused, Invisible)):
        receive_file(actor, world.bureau, arrived(files.PDF))
    assert on_disk(kept) == []


def test_nobody_gives_evidence_to_a_foreign_agency(world, koordinator, kept):
    with pytest.raises(Invisible):
        receive_file(koordinator, world.other, arrived(files.PDF))
    assert on_disk(kept) == []


def test_a_refused_file_leaves_nothing_and_says_what_to_do(world, koordinator, kept):
    with pytest.raises(Refused, match=r"^foto\.pdf berformat HEIC\. Ubah menjadi JPG"):
        receive_file(koordinator, world.bureau, arrived(files.HEIC, "foto.pdf"))
    assert Document.objects.count() == 0
    assert on_disk(kept) == []


def test_bytes_are_durable_before_the_row_and_a_missing_row_leaves_an_orphan(world, koordinator, kept, monkeypatch):
    """A stop between the two: no row speaks of the file, and a day later the sweeper takes it."""
    seen = []

    def stop(*args, **kwargs):
        seen.extend(path.name for path in on_disk(kept))
        raise RuntimeError("listrik padam")

    given(world, koordinator, "yang selamat")
    with monkeypatch.context() as patch:
        patch.setattr(Version.objects, "create", stop)
        with pytest.raises(RuntimeError):
            given(world, koordinator, "yang terputus")
    assert len(seen) == 2, "the bytes were there when the row was to be written"
    assert Version.objects.count() == 1
    for path in on_disk(kept):
        os.utime(path, (time.time() - 90_000,) * 2)
    assert tidy() == 1
    world.actor("koordinator")
    assert [path.name for path in on_disk(kept)] == [Version.objects.get().sha256]


def test_a_failing_disk_gives_no_row(world, koordinator, monkeypatch):
    def fail(handle):
        raise OSError(5, "I/O error")

    upload = arrived(files.PDF)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="I/O"):
            receive_file(koordinator, world.bureau, upload)
    assert Document.objects.count() == 0


def test_rename_keeps_the_file_and_notes_both_titles(world, koordinator):
    version = given(world, koordinator)
    renamed = rename_document(koordinator, version.document.uuid, "  SK\u202e Tim\r\n2026 ")
    assert renamed.title == "SK Tim 2026"
    assert Version.objects.get().file_name == "bukti.pdf"
    entry = Entry.objects.filter(action="rename_document").get()
    assert (entry.before, entry.after) == ({"title": "bukti.pdf"}, {"title": "SK Tim 2026"})
    with pytest.raises(Refused):
        rename_document(koordinator, version.document.uuid, "\u200b ")


def test_a_cited_document_is_replaced_never_deleted(world, koordinator):
    version = given(world, koordinator)
    cited(world, koordinator, version)
    with pytest.raises(Refused, match="tidak dapat dihapus"):
        delete_document(koordinator, version.document.uuid)
    receipt = replace_document(koordinator, version.document.uuid, arrived(files.pdf("dua"), "baru.pdf"))
    assert receipt.version.number == 2
    assert receipt.version.document_id == version.document_id
    uses = queries.uses_of(koordinator, [version.document])[version.document_id]
    assert [(use.indicator, use.version) for use in uses] == [("1", 1)], "the citation still names what it named"
    with pytest.raises(Refused, match="tidak dapat dihapus"):
        delete_document(koordinator, version.document.uuid)


def test_replacing_by_known_bytes_is_refused(world, koordinator):
    version, other = given(world, koordinator), given(world, koordinator, "dua", "dua.pdf")
    for mark, title in (("satu", "bukti.pdf"), ("dua", "dua.pdf")):
        with pytest.raises(Refused, match=title):
            replace_document(koordinator, version.document.uuid, arrived(files.pdf(mark)))
    assert other.document.versions.count() == 1


def test_the_bin_gives_back_for_thirty_days(world, koordinator, kept):
    version = given(world, koordinator)
    delete_document(koordinator, version.document.uuid)
    assert not queries.documents_visible_to(koordinator).exists()
    assert not queries.versions_visible_to(koordinator).exists()
    with pytest.raises(Invisible):
        cited(world, koordinator, version)
    with pytest.raises(Invisible):
        delete_document(koordinator, version.document.uuid)
    restore_document(koordinator, version.document.uuid)
    assert queries.documents_visible_to(koordinator).get() == version.document
    delete_document(koordinator, version.document.uuid)
    assert receive_file(koordinator, world.bureau, arrived(files.pdf("satu"))).known
    assert queries.documents_visible_to(koordinator).get() == version.document, "giving it again brings it back"


def test_after_thirty_days_the_bin_is_emptied_with_rows_and_bytes(world, koordinator, kept):
    old, young, stays = (given(world, koordinator, mark, f"{mark}.pdf") for mark in ("tua", "muda", "tetap"))
    delete_document(koordinator, old.document.uuid)
    delete_document(koordinator, young.document.uuid)
    long_ago = timezone.now() - datetime.timedelta(days=actions.BIN_DAYS, minutes=1)
    Document.objects.filter(pk=old.document_id).update(deleted_at=long_ago)
    for path in on_disk(kept):
        os.utime(path, (long_ago.timestamp(),) * 2)
    assert tidy() == 1
    assert tidy() == 0
    world.actor("koordinator")
    assert set(Version.objects.values_list("file_name", flat=True)) == {"muda.pdf", "tetap.pdf"}
    assert {path.name for path in on_disk(kept)} == {young.sha256, stays.sha256}
    assert Entry.objects.filter(action="empty_bin").count() == 1


def test_what_is_cited_never_leaves_the_bin_for_good(world, koordinator):
    version = given(world, koordinator)
    cited(world, koordinator, version)
    Document.objects.update(deleted_at=timezone.now() - datetime.timedelta(days=99))
    program = everything()
    assert empty_bin(program, timezone.now()) == 0
    assert Version.objects.filter(pk=version.pk).exists()


def test_a_version_in_the_bin_cannot_be_held_for_a_citation(world, koordinator):
    version = given(world, koordinator)
    assert queries.version_for_citing(koordinator, world.bureau.pk, version.uuid) == version
    with pytest.raises(Invisible):
        queries.version_for_citing(koordinator, world.other.pk, version.uuid)
    delete_document(koordinator, version.document.uuid)
    with pytest.raises(Invisible):
        queries.version_for_citing(koordinator, world.bureau.pk, version.uuid)
