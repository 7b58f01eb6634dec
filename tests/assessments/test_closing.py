"""The last minute of the window, with the database's own clock set: whose minute decides, and what is told."""

from __future__ import annotations

import datetime

import psycopg
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from matang.assessments.actions.filling import rate
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Assessment, Citation, Rating
from matang.assessments.queries import instrument_for
from matang.evidence.models import Version
from matang.lib.postgres.cluster import Cluster
from tests.database import FOLDER
from tests.evidence.files import PDF

CLOCK = """CREATE SCHEMA uji; GRANT USAGE ON SCHEMA uji TO matang_app;
CREATE FUNCTION uji.now() RETURNS timestamptz STABLE LANGUAGE sql
AS $$ SELECT current_setting('uji.now')::timestamptz $$"""


@pytest.fixture(scope="module", autouse=True)
def clock(django_db_setup):
    """A schema whose now() can be set; it stands before PostgreSQL's own in a test that asks for it."""
    url = Cluster(FOLDER).url("matang_migrator")
    with psycopg.connect(url, autocommit=True) as migrator:
        migrator.execute(CLOCK)
    yield
    with psycopg.connect(url, autocommit=True) as migrator:
        migrator.execute("DROP SCHEMA uji CASCADE")


def at(moment):
    """Set the database's clock until the test ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', 'uji, pg_catalog, public', true)")
        cursor.execute("SELECT set_config('uji.now', %s, true)", [moment])


@pytest.fixture
def address(world):
    """A complete draft of an office whose round closes on 30 June at "23.59"."""
    actor = world.actor("koordinator")
    for code in instrument_for(world.assessment).instrument.codes:
        rate(actor, world.assessment.uuid, code, Answer({"value": "2", "fact": f"Bukti {code}"}, 0))
    type(world.round).objects.filter(pk=world.round.pk).update(
        opens_on=datetime.date(2026, 6, 1), closes_on=datetime.date(2026, 6, 30), closes_at=datetime.time(23, 59)
    )
    return f"/penilaian/{world.assessment.uuid}/"


def in_zone(world, zone):
    type(world.bureau).objects.filter(pk=world.bureau.pk).update(time_zone=zone)


def submitted(world, address):
    return world.client("koordinator").post(f"{address}ajukan/", {"without_full_evidence": "on"})


LAST = ["2026-06-30 15:58:59Z", "2026-06-30 15:59:30Z", "2026-06-30 15:59:59.999Z"]
INSIDE = [("Asia/Makassar", moment) for moment in LAST] + [("Asia/Jakarta", "2026-06-30 16:00:00Z")]
OUTSIDE = [
    ("Asia/Makassar", "2026-06-30 16:00:00Z", "WITA", "1 Juli 2026 pukul 00.00.00 WITA"),
    ("Asia/Jayapura", "2026-06-30 15:58:59Z", "WIT", "1 Juli 2026 pukul 00.58.59 WIT"),
    ("Asia/Jakarta", "2026-06-30 17:00:00Z", "WIB", "1 Juli 2026 pukul 00.00.00 WIB"),
]


@pytest.mark.parametrize(("zone", "moment"), INSIDE)
def test_the_whole_last_minute_of_the_own_zone_is_open_and_the_receipt_is_shown(world, address, zone, moment):
    in_zone(world, zone)
    at(moment)
    answer = submitted(world, address)
    assert answer.status_code == 302
    assessment = Assessment.objects.get(pk=world.assessment.pk)
    assert (assessment.state, assessment.submitted_at) == ("submitted", datetime.datetime.fromisoformat(moment))
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert any("30 Juni 2026 pukul 2" in words for words in said), said


@pytest.mark.parametrize(("zone", "moment", "word", "received"), OUTSIDE)
def test_the_next_moment_is_refused_with_both_hours(world, address, zone, moment, word, received):
    in_zone(world, zone)
    at(moment)
    page = world.client("koordinator").get(f"{address}ajukan/").content.decode()
    assert f"30 Juni 2026 pukul 23.59 {word}" in page and "Ajukan penilaian</button>" not in page
    answer = submitted(world, address)
    assert answer.status_code == 403
    told = answer.content.decode()
    assert f"sudah ditutup 30 Juni 2026 pukul 23.59 {word}" in told and received in told
    assert Assessment.objects.get(pk=world.assessment.pk).state == "draft"


def test_what_is_written_after_closing_stays_and_is_told_apart(world, address):
    yesterday = datetime.date.today() - datetime.timedelta(days=2)
    type(world.round).objects.filter(pk=world.round.pk).update(opens_on=yesterday, closes_on=yesterday)
    client = world.client("koordinator")
    form = {"fact": "ditulis sesudah tutup", "base": "1"}
    answer = client.post(f"{address}indikator/1/nilai/", form, headers={"accept": "application/json"})
    assert answer.status_code == 200 and "penilaian mandiri ditutup" in answer.json()["at"]
    assert Rating.objects.get(assessment=world.assessment, indicator="1").fact == "ditulis sesudah tutup"


def test_a_file_that_arrives_after_the_submission_is_kept_with_its_time_and_not_cited(world, address):
    at(LAST[0])
    submitted(world, address)
    form = {"berkas": SimpleUploadedFile("laporan.pdf", PDF), "proves": "tingkat:2"}
    answer = world.client("koordinator").post(
        f"/unggah{address}indikator/1/", form, headers={"accept": "application/json"}
    )
    told = answer.json()
    assert answer.status_code == 200 and told["receipt"] and "tidak dirujuk" in told["note"], told
    world.actor("koordinator")
    assert Version.objects.get().received_at is not None
    assert not Citation.objects.exists()
