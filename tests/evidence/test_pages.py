"""Who sees which document: a foreign one does not exist, evidence of a draft is not for judges."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.db.models.functions import Now

from matang.assessments.actions.filling import cite
from matang.assessments.models import Assessment
from matang.evidence.actions.documents import delete_document, receive_file
from matang.evidence.models import Document, Version
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.evidence import files
from tests.evidence.conftest import arrived, sent

CANARY = "KENARI-BIRO-HUKUM"


@pytest.fixture
def cited(world) -> Version:
    """A document of the bureau that the draft assessment cites."""
    actor = world.actor("koordinator")
    version = receive_file(actor, world.bureau, arrived(files.pdf(CANARY), f"{CANARY}.pdf")).version
    cite(actor, world.assessment.uuid, "1", version.uuid, level="2")
    return version


@pytest.fixture
def uncited(world, cited) -> Version:
    actor = world.actor("koordinator")
    return receive_file(actor, world.bureau, arrived(files.pdf("lain"), f"{CANARY}-2.pdf")).version


def addresses(version: Version) -> dict[str, str]:
    """Every address that names a document."""
    document = version.document.uuid
    return {
        f"/bukti/{document}/": "get",
        f"/bukti/versi/{version.uuid}/unduh/": "get",
        f"/bukti/{document}/judul/": "post",
        f"/bukti/{document}/hapus/": "post",
        f"/bukti/{document}/pulihkan/": "post",
    }


def submit(world) -> None:
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(state="submitted", submitted_at=Now())


BLIND = ["koordinator_lain", "pelaksana_lain", "pendamping_lain", "asesor_lain", "admin", "pimpinan"]


@pytest.mark.parametrize("name", BLIND)
def test_a_foreign_document_does_not_exist(world, cited, name):
    client = world.client(name)
    for address, method in addresses(cited).items():
        answer = getattr(client, method)(address, {"title": "x"} if method == "post" else {})
        assert answer.status_code == 404, address
        assert CANARY not in answer.content.decode()
    replaced = sent(client, to=f"/unggah/ganti/{cited.document.uuid}/")
    assert replaced.status_code in (302, 403, 404), "the same for any document, known or not"
    library = client.get("/bukti/cari/", {"q": CANARY})
    assert f"{CANARY}.pdf" not in library.content.decode()
    world.actor("koordinator")
    assert Document.objects.get(pk=cited.document_id).title == f"{CANARY}.pdf"


def test_a_foreign_document_is_not_replaced(world, cited, kept):
    answer = sent(world.client("koordinator_lain"), ("x.pdf", files.PDF), to=f"/unggah/ganti/{cited.document.uuid}/")
    assert answer.status_code == 404
    world.actor("koordinator")
    assert cited.document.versions.count() == 1


@pytest.mark.parametrize("name", ["koordinator", "pelaksana", "pemeriksa", "pendamping", "kepala", "auditor"])
def test_the_agency_and_who_helps_it_read_and_fetch(world, cited, name):
    client = world.client(name)
    assert CANARY in client.get("/bukti/").content.decode()
    page = client.get(f"/bukti/{cited.document.uuid}/")
    assert page.status_code == 200
    assert "Indikator 1" in page.content.decode()
    assert client.get(f"/bukti/versi/{cited.uuid}/unduh/").status_code == 200


@pytest.mark.parametrize("name", ["pemeriksa", "pendamping", "kepala", "auditor", "asesor"])
def test_readers_change_nothing(world, cited, name):
    submit(world)
    client = world.client(name)
    for action in ("judul", "hapus"):
        assert client.post(f"/bukti/{cited.document.uuid}/{action}/", {"title": "x"}).status_code == 403
    page = client.get(f"/bukti/{cited.document.uuid}/").content.decode()
    assert 'method="post"' not in re.sub(r"<header.*?</header>", "", page, flags=re.DOTALL)


def test_judges_see_only_what_a_submitted_assessment_cites(world, cited, uncited):
    client = world.client("asesor")
    look = lambda version: (  # noqa: E731
        client.get(f"/bukti/{version.document.uuid}/").status_code,
        client.get(f"/bukti/versi/{version.uuid}/unduh/").status_code,
    )
    assert look(cited) == (404, 404), "a draft is not theirs"
    submit(world)
    assert look(cited) == (200, 200)
    assert look(uncited) == (404, 404)
    assert f"{CANARY}-2" not in client.get("/bukti/").content.decode()
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(state="draft")
    assert look(cited) == (404, 404), "returned to the agency, it is a draft again"


def test_a_download_is_never_active_content(world, cited):
    answer = world.client("koordinator").get(f"/bukti/versi/{cited.uuid}/unduh/")
    assert answer["Content-Disposition"] == f'attachment; filename="{CANARY}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(cited.size)
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == files.pdf(CANARY)


@pytest.mark.parametrize("name", ['a"b;c.pdf', "étude – ringkas.pdf", "x\r\nSet-Cookie: a=1.pdf", "<script>.pdf"])
def test_hostile_names_stay_in_one_header_and_are_escaped_on_pages(world, name):
    version = receive_file(world.actor("koordinator"), world.bureau, arrived(files.PDF, name)).version
    client = world.client("koordinator")
    header = client.get(f"/bukti/versi/{version.uuid}/unduh/")["Content-Disposition"]
    assert header.startswith("attachment; filename")
    assert "\n" not in header
    assert version.file_name in unquote(header).replace('\\"', '"')
    assert "<script>.pdf" not in client.get(f"/bukti/{version.document.uuid}/").content.decode()


def test_lost_or_cut_bytes_are_said_not_sent(world, cited, kept):
    path = kept.path_of(world.bureau.uuid, cited.sha256)
    path.write_bytes(b"%PDF-")
    answer = world.client("koordinator").get(f"/bukti/versi/{cited.uuid}/unduh/")
    assert answer.status_code == 403
    assert "rusak atau hilang" in answer.content.decode()


def test_the_library_finds_filters_and_tells_where_a_document_is_used(world, cited, uncited):
    client = world.client("koordinator")
    page = client.get("/bukti/").content.decode()
    assert f"/penilaian/{world.assessment.uuid}/indikator/1/" in page
    assert page.index(f"{CANARY}-2.pdf") < page.index(f"{CANARY}.pdf"), "newest first"
    used = client.get("/bukti/", {"pakai": "dipakai"}).content.decode()
    unused = client.get("/bukti/", {"pakai": "belum"}).content.decode()
    assert f"{CANARY}.pdf" in used and f"{CANARY}-2.pdf" not in used
    assert f"{CANARY}-2.pdf" in unused and f"{CANARY}.pdf" not in unused
    for odd in ({"halaman": "-3"}, {"halaman": "x"}, {"pakai": "'"}):
        assert client.get("/bukti/", odd).status_code == 200, odd


def test_a_full_page_of_documents_costs_few_statements(world, django_assert_max_num_queries):
    actor = world.actor("koordinator")
    for number in range(55):
        receive_file(actor, world.bureau, arrived(files.pdf(str(number)), f"dokumen {number}.pdf"))
    client = world.client("koordinator")
    client.get("/bukti/")
    with django_assert_max_num_queries(14):
        page = client.get("/bukti/").content.decode()
    assert page.count('<article class="doc">') == 25
    assert "dokumen 54.pdf" in page
    assert client.get("/bukti/?halaman=3").content.decode().count('<article class="doc">') == 5


def test_delete_and_take_back_through_the_pages(world, uncited):
    client = world.client("koordinator")
    document = uncited.document.uuid
    assert client.post(f"/bukti/{document}/hapus/").status_code == 302
    assert client.get(f"/bukti/{document}/").status_code == 404
    assert client.get(f"/bukti/versi/{uncited.uuid}/unduh/").status_code == 404
    assert f"{CANARY}-2.pdf" in client.get("/bukti/sampah/").content.decode()
    assert client.post(f"/bukti/{document}/pulihkan/").status_code == 302
    assert client.get(f"/bukti/{document}/").status_code == 200


def test_the_bin_is_for_those_who_give(world, uncited):
    delete_document(world.actor("koordinator"), uncited.document.uuid)
    for name in ("pemeriksa", "pendamping", "asesor", "kepala"):
        answer = world.client(name).get("/bukti/sampah/")
        assert answer.status_code == 403
        assert CANARY not in answer.content.decode()
    assert CANARY not in world.client("koordinator_lain").get("/bukti/sampah/").content.decode()


def test_an_empty_title_is_told_on_the_form(world, cited):
    answer = world.client("koordinator").post(f"/bukti/{cited.document.uuid}/judul/", {"title": "  "})
    assert answer.status_code == 422
    assert "Judul dokumen tidak boleh kosong." in answer.content.decode()


def test_strangers_see_nothing(world, cited):
    client = world.client(None)
    for address, method in {**addresses(cited), "/bukti/": "get", "/bukti/sampah/": "get"}.items():
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer["Location"].startswith("/masuk/")) == (302, True), address
