"""How people get in when there is mail, and what they are told when there is none."""

from __future__ import annotations

import datetime
import re
from smtplib import SMTPException

import pytest
from django.core import mail

from matang.people import actions
from matang.people.models import Role
from matang.people.rules import Refused
from matang.people.said import Identity

TODAY = datetime.date.today()


@pytest.fixture
def with_mail(settings):
    settings.MAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_an_invitation_carries_a_link_that_works(world, with_mail):
    actor = world.actor("admin")
    identity = Identity("Sari O'Rekaan", "sari@uji.test")
    person = actions.create_person(actor, identity, world.bureau.uuid, Role.CONTRIBUTOR, TODAY).person
    actions.invite(actor, person.uuid, "https://matang.uji.test")
    letter = mail.outbox[0]
    assert letter.to == ["sari@uji.test"] and "Yth. Sari O'Rekaan" in letter.body
    path = re.search(r"https://matang\.uji\.test(/\S+)", letter.body).group(1)
    assert 'name="password1"' in world.client(None).get(path, follow=True).content.decode()


def test_without_mail_the_administrator_is_told_to_hand_over_a_link(world):
    with pytest.raises(Refused, match="tautan sekali pakai"):
        actions.invite(world.actor("admin"), world.people["pelaksana"].uuid, "https://x")


def test_a_forgotten_password_comes_by_mail_in_indonesian(world, with_mail):
    world.client(None).post("/sandi/lupa/", {"email": "koordinator@uji.test"})
    letter = mail.outbox[0]
    assert letter.subject == "Matang: Membuat kata sandi baru"
    path = re.search(r"https?://[^/]+(/sandi/atur/\S+)", letter.body).group(1)
    assert 'name="password1"' in world.client(None).get(path, follow=True).content.decode()


def test_an_unknown_address_is_answered_alike(world, with_mail):
    known = world.client(None).post("/sandi/lupa/", {"email": "koordinator@uji.test"})
    unknown = world.client(None).post("/sandi/lupa/", {"email": "hantu@uji.test"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [letter.to for letter in mail.outbox] == [["koordinator@uji.test"]]


def test_without_mail_the_page_says_whom_to_ask(world):
    page = world.client(None).get("/sandi/lupa/").content.decode()
    assert "Hubungi administrator" in page and '<input type="email"' not in page


def test_a_mail_server_that_fails_tells_nobody_which_addresses_are_known(world, with_mail, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise SMTPException("down")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", fail)
    known = world.client(None).post("/sandi/lupa/", {"email": "koordinator@uji.test"})
    unknown = world.client(None).post("/sandi/lupa/", {"email": "hantu@uji.test"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert "surel tidak terkirim" in caplog.text
