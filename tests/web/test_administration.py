"""The administrator's pages, as a browser without script uses them."""

from __future__ import annotations

import datetime
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from matang.assessments.models import Assessment, Round
from matang.journal.models import Entry
from matang.office.models import Letterhead, Official
from matang.people.actor import set_reach
from matang.people.models import AdministratorProposal, Agency, Membership, Person, Role
from matang.people.queries import everything

TODAY = datetime.date.today()
HOME = "/administrasi/"


def text(response):
    return response.content.decode()


def pages(world):
    """Every address of the administration that shows a page."""
    person, version = world.people["pelaksana"], world.round.instrument
    return [
        HOME,
        f"{HOME}instansi/",
        f"{HOME}instansi/baru/",
        f"{HOME}instansi/impor/",
        f"{HOME}instansi/{world.bureau.uuid}/",
        f"{HOME}instansi/{world.bureau.uuid}/kop/",
        f"{HOME}orang/",
        f"{HOME}orang/baru/",
        f"{HOME}orang/impor/",
        f"{HOME}orang/{person.uuid}/",
        f"{HOME}periode/",
        f"{HOME}periode/baru/",
        f"{HOME}periode/{world.round.uuid}/",
        f"{HOME}instrumen/",
        f"{HOME}instrumen/impor/",
        f"{HOME}instrumen/{version.uuid}/",
        f"{HOME}instrumen/{version.uuid}/indikator/1/",
    ]


def test_every_page_opens_for_an_administrator_and_no_other(world):
    admin, others = world.client("admin"), [world.client(name) for name in ("koordinator", "auditor", "pimpinan")]
    for address in pages(world):
        response = admin.get(address)
        assert response.status_code == 200, address
        assert not re.search(r' style="| on[a-z]+="|<script>', text(response)), address
        assert [other.get(address).status_code for other in others] == [403, 403, 403], address
        assert world.client(None).get(address).status_code == 302, address


def test_another_provinces_administrator_meets_only_404(world):
    set_reach(everything())
    agency = Agency.objects.create(name="Provinsi Lain", short_name="Lain", kind="provinsi", path="")
    agency.path = f"/{agency.pk}/"
    agency.save()
    world.people["asing"] = Person.objects.create(name="Admin Asing", email="asing@uji.test", password="x")
    Membership.objects.create(person=world.people["asing"], agency=agency, role=Role.ADMINISTRATOR, starts_on=TODAY)
    client = world.client("asing")
    membership = Membership.objects.get(person=world.people["pelaksana"])
    person = f"{HOME}orang/{world.people['pelaksana'].uuid}/"
    for address in (
        f"{HOME}instansi/{world.bureau.uuid}/",
        f"{HOME}instansi/{world.bureau.uuid}/kop/",
        person,
        f"{HOME}periode/{world.round.uuid}/",
    ):
        assert client.get(address).status_code == 404, address
    for address in (
        f"{person}tautan/",
        f"{person}undang/",
        f"{person}akun/",
        f"{person}peran/",
        f"{HOME}peran/{membership.uuid}/akhiri/",
        f"{HOME}periode/{world.round.uuid}/instansi/",
        f"{HOME}instansi/{world.bureau.uuid}/pejabat/akhiri/",
    ):
        data = {"last_day": TODAY.isoformat(), "scope": "children", "official": "1"}
        assert client.post(address, data).status_code == 404, address
    for address in (f"{HOME}orang/", f"{HOME}instansi/", f"{HOME}periode/", f"{HOME}orang/ekspor/"):
        body = client.get(address).content
        assert b"Pelaksana Lain" not in body and b"Biro Hukum" not in body, address


def test_the_checklist_says_what_remains(world):
    page = text(world.client("admin").get(HOME))
    assert "4 dari 5 langkah" in page and "kop naskah" in page
    Letterhead.objects.create(agency=world.province, lines="A")
    assert "siap bekerja" in text(world.client("admin").get(HOME))


def test_an_office_is_added_changed_and_the_typed_words_survive_a_fault(world):
    client = world.client("admin")
    data = {"parent": str(world.bureau.uuid), "name": "Bagian Arsip", "short_name": "", "kind": "unit_kerja"}
    response = client.post(f"{HOME}instansi/baru/", {**data, "time_zone": "Asia/Makassar"})
    assert response.status_code == 422 and 'value="Bagian Arsip"' in text(response)
    data |= {"short_name": "Arsip", "time_zone": "Asia/Jayapura"}
    assert client.post(f"{HOME}instansi/baru/", data).status_code == 302
    made = Agency.objects.get(name="Bagian Arsip")
    assert made.time_zone == "Asia/Jayapura"
    response = client.post(f"{HOME}instansi/baru/", data)
    assert response.status_code == 422 and "Sudah ada instansi" in text(response)
    changed = {"name": "Bagian Kearsipan", "short_name": "Arsip", "kind": "unit_kerja", "time_zone": "Asia/Jakarta"}
    client.post(f"{HOME}instansi/{made.uuid}/", changed)
    made.refresh_from_db()
    assert (made.name, made.path) == ("Bagian Kearsipan", f"{world.bureau.path}{made.pk}/")


def test_a_person_is_added_and_gets_in_by_a_link_shown_once(world):
    client = world.client("admin")
    data = {
        "name": "Sari Rekaan",
        "email": "",
        "nip": "19850312 201001 1 005",
        "position": "Analis",
        "agency": str(world.bureau.uuid),
        "role": "contributor",
        "starts_on": TODAY.isoformat(),
    }
    response = client.post(f"{HOME}orang/baru/", {**data, "nip": "1.98503E+17"})
    assert response.status_code == 422 and "disimpan sebagai angka" in text(response)
    response = client.post(f"{HOME}orang/baru/", data)
    person = Person.objects.get(nip="198503122010011005")
    assert response.headers["Location"] == f"{HOME}orang/{person.uuid}/"
    shown = text(client.post(f"{HOME}orang/{person.uuid}/tautan/"))
    link = re.search(r'value="http://testserver(/sandi/atur/[^"]+)"', shown).group(1)
    visitor = world.client(None)
    form = visitor.get(link, follow=True).redirect_chain[-1][0]
    visitor.post(form, {"password1": "jalan-panjang-88", "password2": "jalan-panjang-88"})
    answer = visitor.post("/masuk/", {"login": "19850312 201001 1 005", "password": "jalan-panjang-88"})
    assert answer.status_code == 302
    assert "tautan/" in shown and link not in text(client.get(f"{HOME}orang/{person.uuid}/"))


def test_a_judge_is_refused_another_role_on_the_form(world):
    response = world.client("admin").post(
        f"{HOME}orang/{world.people['asesor'].uuid}/peran/",
        {"agency": str(world.province.uuid), "role": "auditor", "starts_on": TODAY.isoformat()},
    )
    assert response.status_code == 422
    assert "tidak boleh memegang peran lain" in text(response)


def test_the_last_administrator_is_told_why_he_stays(world):
    client = world.client("admin")
    first, second = (Membership.objects.get(person=world.people[n]) for n in ("admin2", "admin"))
    day = {"last_day": TODAY.isoformat()}
    assert client.post(f"{HOME}peran/{first.uuid}/akhiri/", day).status_code == 302
    response = client.post(f"{HOME}peran/{second.uuid}/akhiri/", day)
    assert response.status_code == 422 and "administrator terakhir" in text(response)


def test_a_second_administrator_is_confirmed_on_the_home_page(world):
    data = {"agency": str(world.province.uuid), "role": "administrator", "starts_on": TODAY.isoformat()}
    world.client("admin").post(f"{HOME}orang/{world.people['auditor'].uuid}/peran/", data)
    proposal = AdministratorProposal.objects.get()
    address = f"{HOME}usulan/{proposal.uuid}/"
    assert 'value="sahkan"' not in text(world.client("admin").get(HOME))
    assert world.client("admin").post(address, {"keputusan": "sahkan"}).status_code == 403
    assert 'value="sahkan"' in text(world.client("admin2").get(HOME))
    assert world.client("admin2").post(address, {"keputusan": "sahkan"}).status_code == 302
    assert Membership.objects.filter(person=world.people["auditor"], role="administrator").exists()


def test_people_are_looked_at_before_they_are_saved(world):
    client, address = world.client("admin"), f"{HOME}orang/impor/"
    wrong = client.post(address, {"text": "A;a@uji.test;1.98503E+17;;Biro Hukum;Pelaksana"})
    assert wrong.status_code == 422 and "kolom 3" in text(wrong) and "a@uji.test" in text(wrong)
    seen = client.post(address, {"text": "A;a@uji.test;19850312 201001 1 005;;Biro Hukum;Pelaksana"})
    kept = re.search(r"<textarea name=\"text\" hidden>(.*?)</textarea>", text(seen), re.S).group(1)
    assert not Person.objects.filter(email="a@uji.test").exists()
    assert client.post(address, {"text": kept, "langkah": "simpan"}).status_code == 302
    assert Person.objects.get(email="a@uji.test").nip == "198503122010011005"
    again = client.post(address, {"text": kept})
    assert "tidak ada yang perlu disimpan" in text(again)


def test_the_exported_workbook_comes_back_unchanged(world):
    client = world.client("admin")
    body = client.get(f"{HOME}orang/ekspor/").content
    assert load_workbook(io.BytesIO(body)).active["C1"].value == "NIP"
    before = Entry.objects.count()
    file = SimpleUploadedFile("orang.xlsx", body)
    page = text(client.post(f"{HOME}orang/impor/", {"file": file, "text": ""}))
    assert "tidak ada yang perlu disimpan" in page
    assert Entry.objects.count() == before


def test_offices_come_in_by_paste(world):
    client, address = world.client("admin"), f"{HOME}instansi/impor/"
    seen = text(client.post(address, {"text": "Dinas Satu\nDinas Dua, Tiga, dan Empat"}))
    kept = re.search(r"<textarea name=\"text\" hidden>(.*?)</textarea>", seen, re.S).group(1)
    client.post(address, {"text": kept, "langkah": "simpan"})
    assert Agency.objects.filter(parent=world.province).count() == 4


def test_paper_and_its_signer(world):
    client, address = world.client("admin"), f"{HOME}instansi/{world.bureau.uuid}/"
    client.post(f"{address}kop/", {"lines": "PEMERINTAH\nBIRO", "address": "Jalan 1"})
    assert Letterhead.objects.get(agency=world.bureau).lines == "PEMERINTAH\nBIRO"
    data = {"position": "Kepala Biro", "acting": "Plt.", "name": "Ani", "starts_on": TODAY.isoformat()}
    assert client.post(f"{address}pejabat/", {**data, "nip": "123"}).status_code == 422
    client.post(f"{address}pejabat/", data)
    official = Official.objects.get()
    assert "Plt. Kepala Biro" in text(client.get(f"{address}kop/"))
    client.post(f"{address}pejabat/akhiri/", {"official": official.pk, "last_day": TODAY.isoformat()})
    official.refresh_from_db()
    assert official.ends_on == TODAY


def test_a_round_is_opened_for_all_offices_below(world):
    client = world.client("admin")
    data = {
        "title": "Evaluasi Triwulan",
        "owner": str(world.province.uuid),
        "instrument": str(world.round.instrument.uuid),
        "year": "2026",
        "period": "triwulan-1",
        "later_stages": ["dokumen"],
        "opens_on": "2026-01-01",
        "closes_on": "2026-03-31",
        "closes_at": "23:59",
        "scope": "names",
        "names": "Biro Hukum\nBiro Hantu",
    }
    wrong = client.post(f"{HOME}periode/baru/", data)
    assert (
        wrong.status_code == 422
        and "Biro Hantu" in text(wrong)
        and not Round.objects.filter(year=2026, period="triwulan").exists()
    )
    client.post(f"{HOME}periode/baru/", {**data, "scope": "children"})
    made = Round.objects.get(title="Evaluasi Triwulan")
    assert Assessment.objects.filter(round=made).count() == 2
    following = text(client.get(f"{HOME}periode/baru/?lanjut={made.uuid}"))
    assert '<option value="triwulan-2" selected>' in following
    window = {"title": "Evaluasi Triwulan", "opens_on": "2026-01-01", "closes_on": "2026-04-30", "closes_at": "16:00"}
    client.post(f"{HOME}periode/{made.uuid}/", window)
    made.refresh_from_db()
    assert made.closes_on == datetime.date(2026, 4, 30)
    client.post(f"{HOME}periode/{made.uuid}/instansi/", {"scope": "owner"})
    assert Assessment.objects.filter(round=made).count() == 3


def test_an_instruments_faults_are_all_shown_and_two_persons_publish(world):
    from tests.instruments.test_actions import SOURCE

    client = world.client("admin")
    wrong = client.post(f"{HOME}instrumen/impor/", {"source": SOURCE.replace("60", "59")})
    assert wrong.status_code == 422 and "domain 1" in text(wrong)
    answer = client.post(f"{HOME}instrumen/impor/", {"source": SOURCE})
    address = answer.headers["Location"]
    client.post(f"{address}langkah/", {"langkah": "usulkan"})
    assert client.post(f"{address}langkah/", {"langkah": "terbitkan"}).status_code == 403
    assert world.client("admin2").post(f"{address}langkah/", {"langkah": "terbitkan"}).status_code == 302
    second = client.post(f"{HOME}instrumen/impor/", {"source": SOURCE.replace("Satu", "Pertama")}).headers["Location"]
    one, other = address.rstrip("/").split("/")[-1], second.rstrip("/").split("/")[-1]
    seen = text(client.get(f"{HOME}instrumen/banding/?lama={one}&baru={other}"))
    assert "Judul indikator 1" in seen and "Pertama" in seen


def test_the_decrees_words_are_entered_beside_matangs(world):
    client = world.client("admin")
    address = f"{HOME}instrumen/{world.round.instrument.uuid}/indikator/1/"
    client.post(address, {"level": "3", "text": "Bunyi tingkat tiga", "source": "Kepgub hlm. 4"})
    page = text(client.get(address))
    assert "Bunyi tingkat tiga" in page and "disusun Matang" in page
    wrong = client.post(address, {"level": "2", "text": "Bunyi tanpa sumber", "source": ""})
    assert wrong.status_code == 422 and "Bunyi tanpa sumber" in text(wrong) and "Bunyi tingkat tiga" in text(wrong)


def test_roles_are_switched_and_mentors_wear_all_agencies_together(world):
    person = world.people["pendamping"]
    for agency, role in ((world.other, Role.MENTOR), (world.province, Role.AUDITOR)):
        Membership.objects.create(person=person, agency=agency, role=role, starts_on=TODAY)
    client = world.client("pendamping")
    page = text(client.get("/peran/"))
    assert page.count('name="membership"') == 1 and "Biro Hukum, Biro Umum" in page
    auditor = Membership.objects.get(person=person, role=Role.AUDITOR)
    assert client.post("/peran/", {"membership": str(auditor.uuid)}).status_code == 302
    assert client.session["membership"] == str(auditor.uuid)
    foreign = Membership.objects.get(person=world.people["admin"])
    assert client.post("/peran/", {"membership": str(foreign.uuid)}).status_code == 404


@pytest.mark.parametrize("count", [3, 60])
def test_lists_cost_the_same_however_long(world, django_assert_max_num_queries, count):
    set_reach(everything())
    for n in range(count):
        agency = Agency.objects.create(parent=world.province, name=f"Dinas {n}", short_name=f"D{n}", kind="unit_kerja")
        agency.path = f"{world.province.path}{agency.pk}/"
        agency.save()
        person = Person.objects.create(name=f"Orang {n}", email=f"o{n}@uji.test")
        Membership.objects.create(person=person, agency=agency, role=Role.CONTRIBUTOR, starts_on=TODAY)
    client = world.client("admin")
    for address in (f"{HOME}instansi/", f"{HOME}orang/", f"{HOME}periode/{world.round.uuid}/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
