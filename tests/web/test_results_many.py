"""Lists of a thousand: if this breaks, a leader of a big province waits, or pays for the line."""

from __future__ import annotations

from tests.web import many
from tests.web.test_results_pages import text_of


def test_a_thousand_results_are_listed_within_the_budget(world):
    assessments = many.build(world, "decided")
    many.decide_all(world, assessments)
    client = world.client("pimpinan")
    response, statements, size = many.measured(client, "/hasil/?urut=-indeks")
    assert len(statements) <= 10, statements
    assert size <= 20_000
    assert "Diputuskan 1000 dari 1002" in text_of(response)
    assert response.content.count(b"<tr>") == 101
    first = text_of(response).split("Predikat Dinas")[1]
    assert "4,99" in first.split("Diputuskan")[1][:20]
    chosen = text_of(client.get("/hasil/", {"predikat": "Baik", "cari": "kabupaten 00"}))
    assert "Diputuskan 100 dari 33" in chosen
    assert client.get("/hasil/?urut=agency__name%3BDROP&halaman=99999&periode=x").status_code == 200


def test_a_thousand_submitted_are_queued_within_the_budget(world):
    many.build(world)
    client = world.client("ketua")
    response, statements, size = many.measured(client, "/evaluasi/")
    assert len(statements) <= 10, statements
    assert size <= 20_000
    assert "5 dari 25 dinilai" in text_of(response)
    assert response.content.count(b"<tr>") == 101
    found = text_of(client.get("/evaluasi/", {"cari": "0042", "keadaan": "submitted", "urut": "-instansi"}))
    assert "Kabupaten 0042" in found and "Ditemukan 1 " in found
