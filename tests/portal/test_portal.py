"""The public pages: if this breaks, the public reads what was not published, or a spreadsheet runs what it reads."""

from __future__ import annotations

import csv
import gzip
import io

from django.db import connection
from django.test.utils import CaptureQueriesContext

from matang.people.actor import set_reach
from matang.people.models import Agency
from matang.people.queries import everything
from matang.results import actions
from matang.results.models import PublishedResult
from tests.results.helping import decide
from tests.web.test_results_pages import text_of


def published(world):
    decide(world)
    actions.publish(world.actor("admin"), world.round.uuid)
    return f"/publik/{world.round.uuid}/"


def test_what_is_not_published_is_not_there(world):
    decide(world)
    client = world.client(None)
    assert "Belum ada hasil yang diumumkan" in text_of(client.get("/publik/"))
    for address in (f"/publik/{world.round.uuid}/", f"/publik/{world.round.uuid}/hasil.csv"):
        assert client.get(address).status_code == 404


def test_anybody_reads_what_is_published_and_nothing_of_the_work(world):
    address = published(world)
    client = world.client(None)
    assert "Evaluasi SPBE Perangkat Daerah" in text_of(client.get("/publik/"))
    seen = text_of(client.get(address))
    assert "1 Biro Hukum 3,00 Baik" in seen
    for page in (seen, client.get(address + "hasil.csv").content.decode()):
        for secret in ("Temuan", "Fakta", "Saran", "Ketua", "Asesor", "asesor"):
            assert secret not in page


def test_the_page_is_the_same_for_everybody_and_may_be_kept(world):
    address = published(world)
    anonymous = world.client(None).get(address)
    signed_in = world.client("ketua").get(address)
    assert anonymous.content == signed_in.content
    assert anonymous["Cache-Control"] == "public, max-age=300"
    assert not anonymous.cookies and "csrf" not in anonymous.content.decode()
    assert b"<script" not in anonymous.content


def test_a_name_that_looks_like_a_formula_stays_a_text(world):
    set_reach(everything())
    Agency.objects.filter(pk=world.bureau.pk).update(name='=HYPERLINK("x")')
    address = published(world)
    answer = world.client(None).get(address + "hasil.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    line = next(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert line["instansi"] == '\'=HYPERLINK("x")'
    assert line["indeks_tepat"] == "3"


def test_agencies_of_one_name_are_told_apart(world):
    set_reach(everything())
    Agency.objects.filter(pk=world.other.pk).update(parent=world.bureau, name="Bagian Umum")
    Agency.objects.filter(pk=world.bureau.pk).update(name="Bagian Umum")
    published(world)
    assert PublishedResult.objects.get().agency_name == "Bagian Umum, Provinsi Nusa Rekaan"


def test_a_thousand_results_are_light_searched_and_sorted(world):
    address = published(world)
    pattern = PublishedResult.objects.get()
    set_reach(everything())
    PublishedResult.objects.bulk_create(
        PublishedResult(
            round=world.round, assessment=Agency().uuid, agency_name=f"Dinas Perumahan dan Permukiman {n:04}",
            index=f"{150 + n % 250}/100", index12=(150 + n % 250) / 100, predicate="Cukup", values=pattern.values,
        )
        for n in range(999)
    )  # fmt: skip
    client = world.client(None)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    statements = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert len(statements) <= 4, statements
    assert len(gzip.compress(response.content, 6)) <= 20_000
    assert response.content.count(b'<th scope="row">Dinas') == 100
    assert "1 Dinas Perumahan dan Permukiman 0249 3,99" in text_of(response)
    found = text_of(client.get(address, {"cari": "permukiman 0042", "urut": "nama"}))
    assert "Permukiman 0042" in found and "Permukiman 0041" not in found
    lowest = text_of(client.get(address, {"urut": "-indeks"}))
    assert "Permukiman 0000 1,50" in lowest
    assert client.get(address, {"urut": "x", "halaman": "-3"}).status_code == 200
