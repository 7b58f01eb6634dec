"""The viewer: pages as pictures, drawn once, for those alone who may read the evidence, and usable without script.

What a person would lose: an assessor in Mamuju on a phone could not look at a decree without fetching all of its bytes;
or a stranger could look at it.
"""

from __future__ import annotations

import io
import re
import threading
import time
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from matang.assessments.models import Assessment, Citation
from matang.config.middleware import POLICY
from matang.evidence import pictures
from matang.evidence.kinds import CSV, DOCX, XLSX
from matang.evidence.models import Document, Reading, Version
from matang.evidence.receiving import store
from matang.lib.reader.reading import Unreadable
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.evidence.drawn import keep, pdf
from tests.world import World

CANARY = "RAHASIA-PENAMPIL-2291"


@pytest.fixture(autouse=True)
def cache(settings, tmp_path) -> Path:
    settings.PICTURES_FOLDER = tmp_path / "gambar"
    return settings.PICTURES_FOLDER


@pytest.fixture
def version(world: World, tmp_path) -> Version:
    content = pdf(tmp_path, f"{CANARY} satu", "#set page(flipped: true)\nHalaman dua", "Halaman tiga")
    return keep(world, content, (f"{CANARY} satu", "Halaman dua", "Halaman tiga"))


def picture(client: Client, version: Version, number: int = 1, width: object = 900, **headers: str):
    address = reverse("evidence:picture", args=[version.uuid, number])
    return client.get(address, {"lebar": width}, headers=headers)


def page(client: Client, version: Version, query: str = "", **headers: str) -> str:
    response = client.get(reverse("evidence:document", args=[version.document.uuid]) + query, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def submit(world: World, version: Version, state: str = "submitted") -> None:
    set_reach(everything())
    Citation.objects.create(
        agency=world.bureau, assessment=world.assessment, version=version, indicator="1", level="1",
        requirement="1.1.1", cited_by=world.people["koordinator"],
    )  # fmt: skip
    Assessment.objects.filter(pk=world.assessment.pk).update(state=state, submitted_at=timezone.now())


def test_a_page_is_a_picture_and_nothing_active(world, version):
    response = picture(world.client("koordinator"), version)
    assert response["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(response.content)).size[0] == 900
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"].startswith("private,")
    assert "immutable" in response["Cache-Control"]
    again = picture(world.client("koordinator"), version, **{"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert response["ETag"] != picture(world.client("koordinator"), version, 2)["ETag"]


@pytest.mark.parametrize("width", ["", "901", "0", "-1", "10000", "900.0", "٩٠٠", "abc"])
def test_only_a_few_widths_are_drawn(world, version, cache, width):
    assert picture(world.client("koordinator"), version, width=width).status_code == 404
    assert not list(cache.glob("*/*/*.webp"))


def test_strangers_see_neither_picture_nor_text_also_when_it_is_kept_already(world, version):
    picture(world.client("koordinator"), version)
    etag = picture(world.client("koordinator"), version)["ETag"]
    for who in ("koordinator_lain", "pendamping_lain", "asesor_lain", "admin", "pimpinan", "asesor", "ketua"):
        client = world.client(who)
        assert picture(client, version).status_code == 404, who
        assert picture(client, version, **{"If-None-Match": etag}).status_code == 404, who
        for query in ("", "?halaman=1"):
            response = client.get(reverse("evidence:document", args=[version.document.uuid]) + query)
            assert response.status_code == 404, who
            assert CANARY.encode() not in response.content, who
    assert picture(Client(), version).status_code == 302


def test_judges_see_pages_of_what_is_submitted_until_it_goes_back(world, version):
    submit(world, version)
    assert picture(world.client("asesor"), version).status_code == 200
    assert CANARY in page(world.client("ketua"), version)
    submit_back = Assessment.objects.filter(pk=world.assessment.pk)
    set_reach(everything())
    submit_back.update(state="draft")
    assert picture(world.client("asesor"), version).status_code == 404


def test_the_bin_hides_pictures(world, version):
    picture(world.client("koordinator"), version)
    set_reach(everything())
    Document.objects.filter(pk=version.document_id).update(deleted_at=timezone.now())
    assert picture(world.client("koordinator"), version).status_code == 404


def test_demands_for_one_page_at_the_same_time_draw_it_once(world, version, monkeypatch):
    drawn = []
    real = pictures.picture
    monkeypatch.setattr(pictures, "picture", lambda *a: (drawn.append(a[2]), time.sleep(0.2), real(*a)))
    found: list[bytes] = []
    version.agency.uuid  # noqa: B018 - read before the threads: they have no transaction
    threads = [threading.Thread(target=lambda: found.append(pictures.picture_of(version, 1, 240))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [1]
    assert len(found) == 6
    assert len(set(found)) == 1


def test_a_demand_does_not_wait_forever_for_its_turn(world, version, monkeypatch):
    """Lost otherwise: every page of the office, while all threads wait for pictures."""
    monkeypatch.setattr(pictures, "WAIT", {900: 0.1})
    with pictures._alone(version.sha256, 1):
        response = picture(world.client("koordinator"), version)
    assert response.status_code == 422
    assert "antre" in response.content.decode()
    assert picture(world.client("koordinator"), version).status_code == 200


def test_what_cannot_be_drawn_is_a_sentence_and_is_not_tried_at_every_look(world, monkeypatch):
    broken = keep(world, b"%PDF-1.7\nrusak", name="rusak.pdf")
    client = world.client("koordinator")
    calls = []
    real = pictures.picture
    monkeypatch.setattr(pictures, "picture", lambda *a: (calls.append(1), real(*a)))
    for _ in range(3):
        response = picture(client, broken)
        assert response.status_code == 422
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert "rusak" in response.content.decode()
        assert "ETag" not in response
        assert response["Cache-Control"] == "private, no-store"
    assert len(calls) == 1
    assert page(client, broken)


@pytest.mark.parametrize("number", [4, 999999, 10**12])
def test_a_page_that_does_not_exist(world, version, number):
    assert picture(world.client("koordinator"), version, number).status_code == 422


def test_bytes_that_were_changed_on_the_disk_are_not_shown(world, version):
    place = store().path_of(version.agency.uuid, version.sha256)
    place.write_bytes(place.read_bytes()[:-1] + b"x")
    response = picture(world.client("koordinator"), version)
    assert response.status_code == 422
    assert "rusak atau hilang" in response.content.decode()


def test_the_page_opens_where_the_link_says_and_works_without_script(world, version):
    text = page(world.client("koordinator"), version, "?halaman=2")
    assert 'alt="Halaman 2: Halaman dua"' in text
    assert f'src="{reverse("evidence:picture", args=[version.uuid, 2])}?lebar=900"' in text
    assert re.search(r'rel="prev"[^>]*href="[^"]*\?halaman=1#peraga"', text)
    assert re.search(r'rel="next"[^>]*href="[^"]*\?halaman=3#peraga"', text)
    assert text.count("lebar=240") == 3
    assert "Teks halaman" in text
    for query, number in (("?halaman=99", 3), ("?halaman=0", 1), ("?halaman=x", 1), ("?halaman=٢", 2), ("", 1)):
        assert f'alt="Halaman {number}:' in page(world.client("koordinator"), version, query), query


def test_the_shape_of_a_page_is_known_once_it_has_been_drawn(world, version):
    client = world.client("koordinator")
    assert 'width="210" height="297"' in page(client, version, "?halaman=2")
    picture(client, version, 2)
    wide, high = re.search(
        r'lebar=900" alt="[^"]*" width="(\d+)" height="(\d+)"', page(client, version, "?halaman=2")
    ).groups()
    assert int(wide) > int(high)


def test_the_script_gets_the_viewer_alone(world, version):
    text = page(world.client("koordinator"), version, "?halaman=3", **{"HX-Request": "true"})
    assert "<html" not in text
    assert text.count('id="peraga"') == 1
    whole = page(world.client("koordinator"), version, **{"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in whole


def test_zoom_and_version_stay_while_pages_turn(world, version):
    text = page(world.client("koordinator"), version, "?halaman=2&zum=besar&versi=1")
    assert "lebar=1600" in text
    assert "?versi=1&amp;halaman=3&amp;zum=besar#peraga" in text
    assert '<input type="hidden" name="zum" value="besar">' in text
    assert "lebar=900" in page(world.client("koordinator"), version, "?zum=<script>")


def test_a_long_document_shows_few_thumbnails(world, tmp_path):
    long = keep(world, pdf(tmp_path, "satu"), tuple(f"Halaman {n}" for n in range(1, 301)))
    text = page(world.client("koordinator"), long, "?halaman=150")
    assert text.count("lebar=240") == 25
    assert text.count('loading="lazy"') == 25


def test_what_people_wrote_is_never_markup(world):
    evil = '"><img src=x onerror=alert(1)>{{7*7}}'
    text = page(world.client("koordinator"), keep(world, b"%PDF-1.7", (evil,), name="a.pdf"))
    assert "<img src=x" not in text
    assert "49" not in text.split('class="text-page"')[1].split("</div>")[0]
    rows = f"Lembar\n{evil}\t=1+1\nb"
    text = page(world.client("koordinator"), keep(world, b"PK", (rows,), name="a.xlsx", media_type=XLSX.media_type))
    assert "<img src=x" not in text
    assert "<td>=1+1</td>" in text


def test_kinds_without_pictures_show_their_words(world):
    client = world.client("koordinator")
    sheet = keep(world, b"PK 1", ("Register\nNo\tRisiko\n1\tListrik padam",), name="r.xlsx", media_type=XLSX.media_type)
    text = page(client, sheet)
    assert "<caption>Register</caption>" in text
    assert "<td>Listrik padam</td>" in text
    assert "lebar=" not in text
    assert picture(client, sheet).status_code == 422
    table = keep(world, b"a;b", ('Nama;Nilai\n"A; B";3',), name="n.csv", media_type=CSV.media_type)
    assert "<td>A; B</td><td>3</td>" in page(client, table)
    word = keep(world, b"PK 2", ("Bagian Pertama\nPasal 1", "Pasal 2"), name="s.docx", media_type=DOCX.media_type)
    assert "Bagian Pertama\nPasal 1" in page(client, word)
    assert "Pasal 2" in page(client, word, "?halaman=2")


def test_what_was_not_read_says_so(world, tmp_path):
    client = world.client("koordinator")
    waiting = keep(world, b"PK 3", name="baru.docx", media_type=DOCX.media_type)
    assert "belum dibaca" in page(client, waiting)
    fresh = keep(world, pdf(tmp_path, "baru", "dua"))
    text = page(client, fresh, "?halaman=2")
    assert "lebar=900" in text
    assert 'rel="next"' in text
    failed = keep(world, b"%PDF-1.7 x", name="gagal.pdf")
    Reading.objects.create(agency=world.bureau, version=failed, state="unreadable", note="Isi berkas rusak.")
    text = page(client, failed)
    assert "Isi berkas rusak." in text
    assert "lebar=" not in text


def test_an_image_is_one_page(world):
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "white").save(out, "PNG")
    image = keep(world, out.getvalue(), name="foto.png", media_type="image/png")
    client = world.client("koordinator")
    assert Image.open(io.BytesIO(picture(client, image).content)).size == (320, 200)
    assert 'rel="next"' not in page(client, image)
    assert picture(client, image, 2).status_code == 422


def test_the_folder_of_pictures_may_be_emptied_and_is_kept_small(world, version, cache, monkeypatch):
    client = world.client("koordinator")
    first = picture(client, version).content
    assert pictures.trim() == 0
    assert pictures.trim(now=time.time() + pictures.KEPT_SECONDS + 60) == 1
    assert not list(cache.glob("*/*/*"))
    assert picture(client, version).content == first
    picture(client, version, 2)
    monkeypatch.setattr(pictures, "KEPT_BYTES", len(first) + 10)
    assert pictures.trim() == 1
    assert len(list(cache.glob("*/*/*.webp"))) == 1


def test_shapes_of_all_three_sorts_of_webp(tmp_path):
    photo, flat = Image.effect_noise((333, 222), 80).convert("RGB"), Image.new("RGB", (333, 222), "white")
    clear = Image.effect_noise((333, 222), 80).convert("RGBA")
    clear.putalpha(120)
    for image, how in ((photo, {"quality": 70}), (flat, {"lossless": True}), (clear, {"quality": 70})):
        out = io.BytesIO()
        image.save(out, "WEBP", **how)
        assert pictures._size(out.getvalue()[:30]) == (333, 222)


def test_a_refused_form_still_shows_the_page(world, version):
    response = world.client("koordinator").post(reverse("evidence:rename", args=[version.document.uuid]), {"title": ""})
    assert response.status_code == 422
    assert 'id="peraga"' in response.content.decode()
    assert response["Content-Security-Policy"] == POLICY


def test_no_picture_of_kinds_without_pages():
    with pytest.raises(Unreadable):
        pictures.picture_of(Version(media_type=XLSX.media_type), 1, 900)


def test_a_picture_and_the_page_around_it_ask_little_of_the_database(world, version):
    client = world.client("koordinator")
    for address, most in (
        (reverse("evidence:picture", args=[version.uuid, 1]) + "?lebar=900", 6),
        (reverse("evidence:document", args=[version.document.uuid]), 13),
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        statements = [query["sql"][:90] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
        assert len(statements) <= most, statements
