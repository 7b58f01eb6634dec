"""An empty installation becomes a real one, and its door closes behind the first administrator."""

from __future__ import annotations

import stat

import pytest
from django.conf import settings
from django.test import Client

from matang.cli.inputs import WrongInput
from matang.cli.setup import _answer, _options
from matang.instruments.models import Version
from matang.lib.setup_token import new_token, token_file, token_holds
from matang.people.models import Agency, Membership, Person

DATA = {
    "name": "Provinsi Baru",
    "short_name": "Baru",
    "kind": "provinsi",
    "time_zone": "Asia/Makassar",
    "person_name": "Ani Rekaan",
    "email": "ani@uji.test",
    "nip": "",
    "position": "",
    "password": "jalan-panjang-88",
    "again": "jalan-panjang-88",
}


@pytest.fixture
def token(db):
    made = new_token(settings.ENVIRONMENT.data)
    yield made
    token_file(settings.ENVIRONMENT.data).unlink(missing_ok=True)


def test_the_secret_is_for_the_operator_only(token):
    path = token_file(settings.ENVIRONMENT.data)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(token) > 40
    assert not token_holds(settings.ENVIRONMENT.data, token[:-1])


def test_a_wrong_address_shows_nothing(token):
    assert Client().get("/persiapan/salah/").status_code == 404


def test_from_nothing_to_the_administration(token, django_capture_on_commit_callbacks):
    client = Client()
    address = f"/persiapan/{token}/"
    assert client.get(address).status_code == 200
    weak = client.post(address, {**DATA, "password": "12345", "again": "12345"})
    assert weak.status_code == 422 and 'value="Provinsi Baru"' in weak.content.decode()
    assert "12345" not in weak.content.decode()
    assert not Person.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, DATA)
    assert answer.headers["Location"] == "/administrasi/"
    home = client.get("/administrasi/").content.decode()
    assert "1 dari 5 langkah" in home
    assert Membership.objects.get().role == "administrator"
    assert Version.objects.filter(state="published").count() >= 3
    assert not token_file(settings.ENVIRONMENT.data).exists()
    assert Client().get(address).status_code == 404


def test_a_kept_secret_opens_nothing_once_there_is_an_administrator(world, token):
    client = Client()
    assert client.get(f"/persiapan/{token}/").status_code == 404
    assert client.post(f"/persiapan/{token}/", DATA).status_code == 404
    assert not Agency.objects.filter(name="Provinsi Baru").exists()


def test_the_command_line_founds_at_once_and_only_once(db, client):
    given = ["--agency", "Provinsi Baru", "--name", "Ani Rekaan", "--nip", "19850312 201001 1 005", "--zone", "WIT"]
    with pytest.raises(WrongInput, match="NIP"):
        _answer(_options([*given[:4], "--nip", "1.98503E+17"]))
    answer = _answer(_options([*given, "--address", "https://matang.uji.test/"]))
    assert Agency.objects.get().time_zone == "Asia/Jayapura"
    path = answer["link"].removeprefix("https://matang.uji.test")
    assert 'name="password1"' in client.get(path, follow=True).content.decode()
    with pytest.raises(WrongInput, match="sudah mempunyai administrator"):
        _answer(_options(given))
    with pytest.raises(WrongInput, match="sudah mempunyai administrator"):
        _answer(_options([]))


def test_the_operator_lets_a_locked_out_administrator_in_and_nobody_else(world, client):
    answer = _answer(_options(["--link", "ADMIN@uji.test"]))
    assert 'name="password1"' in client.get(answer["link"].split("8000")[1], follow=True).content.decode()
    with pytest.raises(WrongInput):
        _answer(_options(["--link", "koordinator@uji.test"]))
