"""What the program reads from files, and that a person has the last word on it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from matang.evidence.actions import facts
from matang.evidence.actions.documents import receive_file
from matang.evidence.models import Fact, Page, Reading, Version, Waiver
from matang.evidence.receiving import WholeFile, store
from matang.evidence.tasks import read_left_over, read_version
from matang.people.actor import acting
from matang.people.rules import Invisible, Refused
from tests.world import World

DECREE = """PEMERINTAH PROVINSI NUSA REKAAN
SEKRETARIAT DAERAH
KEPUTUSAN KEPALA BIRO HUKUM
NOMOR 188.4/478/SULBAR/XII/2022
TENTANG
TIM KOORDINASI SPBE BIRO HUKUM
Menimbang : a. bahwa perlu dibentuk tim;
MEMUTUSKAN:
KESATU : Membentuk Tim Koordinasi SPBE Biro Hukum.
Ditetapkan di Teluk Rekaan
pada tanggal 16 Desember 2022
KEPALA BIRO HUKUM,
ttd.
WIRANU TALOPA
"""


def given(world: World, name: str, body: bytes) -> Version:
    """A file of the bureau, received as any other."""
    path = store().incoming()
    path.write_bytes(body)
    file = WholeFile(path, name, hashlib.sha256(body).hexdigest(), len(body))
    with acting(world.actor("koordinator")) as actor:
        return receive_file(actor, world.bureau, file).version


def test_a_decree_is_read_and_its_facts_are_only_proposed(world: World) -> None:
    version = given(world, "SK Tim.txt", DECREE.encode())
    assert Reading.objects.get(version=version).state == Reading.State.WAITING
    read_version(version.pk)
    reading = Reading.objects.get(version=version)
    assert (reading.state, reading.pages, reading.done) == (Reading.State.READ, 1, 1)
    found = {fact.name: fact for fact in Fact.objects.filter(version=version)}
    assert found["kind"].value == "keputusan"
    assert found["number"].value == "188.4/478/SULBAR/XII/2022"
    assert found["date"].value == "2022-12-16"
    assert found["date"].page == 1
    assert "16 Desember 2022" in found["date"].quote
    assert {fact.state for fact in found.values()} == {Fact.State.PROPOSED}


def test_what_a_person_said_stays_when_the_document_is_read_again(world: World) -> None:
    version = given(world, "SK Tim.txt", DECREE.encode())
    read_version(version.pk)
    with acting(world.actor("koordinator")) as actor:
        facts.correct_fact(actor, version.uuid, "number", "12 TAHUN 2023")
        facts.correct_fact(actor, version.uuid, "signer", "")
    Reading.objects.filter(version=version).update(state=Reading.State.WAITING)
    read_version(version.pk)
    number = Fact.objects.get(version=version, name="number")
    assert (number.value, number.state) == ("12 TAHUN 2023", Fact.State.CONFIRMED)
    with acting(world.actor("koordinator")) as actor:
        assert facts.confirm_facts(actor, version.uuid) > 3
    assert not Fact.objects.filter(version=version, state=Fact.State.PROPOSED).exists()


def test_what_is_objectionable_is_found_and_can_be_set_aside_with_a_reason(world: World) -> None:
    version = given(world, "SK Tim.txt", DECREE.replace("ttd.", "(..................)").encode())
    read_version(version.pk)
    findings = Reading.objects.get(version=version).findings
    assert [item["rule"] for item in findings] == ["tanda_tangan_kosong"]
    assert findings[0]["page"] == 1
    with acting(world.actor("koordinator")) as actor:
        with pytest.raises(Refused, match="alasan"):
            facts.set_aside(actor, version.uuid, "tanda_tangan_kosong", " ")
        facts.set_aside(actor, version.uuid, "tanda_tangan_kosong", "Naskah asli bertanda tangan basah.")
    assert Waiver.objects.get().reason == "Naskah asli bertanda tangan basah."


def test_a_file_that_cannot_be_read_says_why_and_stays_usable(world: World) -> None:
    version = given(world, "rusak.pdf", b"%PDF-1.4\nbukan pdf sama sekali")
    read_version(version.pk)
    reading = Reading.objects.get(version=version)
    assert reading.state == Reading.State.UNREADABLE
    assert "rusak" in reading.note
    page = world.client("koordinator").get(f"/bukti/{version.document.uuid}/")
    assert page.status_code == 200


def test_bytes_that_the_store_lost_are_told_not_guessed(world: World) -> None:
    version = given(world, "SK.txt", DECREE.encode())
    store().path_of(world.bureau.uuid, version.sha256).unlink()  # type: ignore[attr-defined]
    read_version(version.pk)
    reading = Reading.objects.get(version=version)
    assert reading.state == Reading.State.UNREADABLE
    assert not Page.objects.exists()


def test_what_was_never_queued_is_found(world: World) -> None:
    version = given(world, "SK.txt", DECREE.encode())
    Reading.objects.all().delete()
    before = ProcrastinateJob.objects.filter(task_name="evidence.read_version").count()
    read_left_over(0)
    assert ProcrastinateJob.objects.filter(task_name="evidence.read_version").count() == before + 1
    assert Reading.objects.get(version=version).state == Reading.State.WAITING


@pytest.mark.parametrize("name", ["koordinator_lain", "auditor", "pendamping", "asesor", "admin"])
def test_only_who_gives_evidence_says_something_about_it(world: World, name: str) -> None:
    version = given(world, "SK.txt", DECREE.encode())
    read_version(version.pk)
    with acting(world.actor(name)) as actor, pytest.raises((Invisible, Refused)):
        facts.correct_fact(actor, version.uuid, "number", "1")
    with acting(world.actor(name)) as actor, pytest.raises((Invisible, Refused)):
        facts.set_aside(actor, version.uuid, "tanda_tangan_kosong", "alasan yang panjang")


@pytest.mark.parametrize(
    ("name", "value"), [("date", "31/12/2022"), ("date", "2022-13"), ("year", "22"), ("kind", "sembarang")]
)
def test_what_is_no_day_year_or_kind_is_refused_with_the_way_out(world: World, name: str, value: str) -> None:
    version = given(world, "SK.txt", DECREE.encode())
    with acting(world.actor("koordinator")) as actor, pytest.raises(Refused):
        facts.correct_fact(actor, version.uuid, name, value)
    assert not Fact.objects.exists()


def test_pages_and_facts_of_another_agency_are_never_seen(world: World) -> None:
    version = given(world, "SK.txt", DECREE.encode())
    read_version(version.pk)
    world.actor("koordinator_lain")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE matang_app")
        seen: dict[str, Any] = {}
        for table in ("page", "fact", "reading", "waiver", "upload", "renewal"):
            cursor.execute(f"SELECT count(*) FROM evidence_{table}")
            seen[table] = cursor.fetchone()[0]
        cursor.execute("RESET ROLE")
    assert set(seen.values()) == {0}, seen
