"""How somebody gets a first password: a one-time link, handed over or sent by mail."""

from __future__ import annotations

from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone

from matang.journal.actions import record
from matang.people.actions.memberships import locked
from matang.people.actor import Actor
from matang.people.models import Person
from matang.people.queries import managed_by, person_of
from matang.people.rules import Refused, Right

HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600
INVITATION = """Yth. {name},

{inviter} membuatkan akun Matang untuk Anda. Buka tautan ini untuk membuat kata sandi:

{address}

Tautan ini hanya dapat dipakai sekali dan berlaku {hours} jam. Jangan teruskan surel ini: siapa pun yang membuka
tautannya dapat masuk sebagai Anda. Bila Anda tidak mengenal undangan ini, abaikan saja.
"""


def one_time_link(actor: Actor, person: UUID) -> str:
    """The path at which the person sets a password, once, within 24 hours (PASSWORD_RESET_TIMEOUT).

    It opens the account to whoever has it: it is shown once, to be handed over in person, and only for people who
    serve nowhere outside the administrator's reach.
    """
    found = _invitable(actor, person)
    record(
        actor,
        "one_time_link",
        ("person", found.uuid),
        f"membuat tautan sekali pakai untuk {found.name}",
        agency_id=actor.agency_id,
    )
    return path_for(found)


def invite(actor: Actor, person: UUID, base: str) -> str:
    """Send the link to the person's e-mail; `base` is the site's address without a closing slash. Returns the e-mail.

    Raises Refused when no mail is configured or the person has no e-mail; OSError or SMTPException when the mail
    server fails.
    """
    found = _invitable(actor, person)
    if not (settings.MAIL_CONFIGURED and found.email):
        raise Refused("Surel belum dapat dikirim. Buat tautan sekali pakai, lalu serahkan sendiri kepada orangnya.")
    record(
        actor,
        "invite",
        ("person", found.uuid),
        f"mengirim undangan kepada {found.name}",
        agency_id=actor.agency_id,
    )
    letter = INVITATION.format(
        name=found.name, inviter=actor.person_name, address=f"{base}{path_for(found)}", hours=HOURS
    )
    send_mail("Undangan memakai Matang", letter, None, [found.email])
    return found.email


def path_for(person: Person) -> str:
    """The path of the page on which this person sets a password, with a new key of allauth's."""
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])


def _invitable(actor: Actor, uuid: UUID) -> Person:
    person = person_of(actor, uuid)
    actor.require(Right.MANAGE_AGENCIES)
    if not managed_by(actor, person, timezone.localdate()):
        raise Refused(
            f"{person.name} juga bertugas di instansi di luar wilayah Anda. "
            "Tautannya hanya dapat dibuat administrator di atas kedua instansi."
        )
    if not person.is_active:
        raise Refused(f"Akun {person.name} sedang nonaktif. Aktifkan kembali akun itu dahulu.")
    return locked(person)
