"""Saying that a document still holds in a year, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from matang.evidence.actions.documents import changeable, note
from matang.evidence.models import Document, Renewal
from matang.people.actor import Actor
from matang.people.rules import Refused

NOT_THAT_YEAR = "Masa berlaku hanya dapat dipastikan untuk tahun {first} sampai {last}."


def confirm_still_valid(actor: Actor, uuid: UUID, year: int) -> Document:
    """Confirm that a document still holds for a year (last, this, or next). Raises Invisible, Refused."""
    document = changeable(actor, uuid)
    this = timezone.localdate().year
    if not this - 1 <= year <= this + 1:
        raise Refused(NOT_THAT_YEAR.format(first=this - 1, last=this + 1))
    values = {"agency_id": document.agency_id, "confirmed_by_id": actor.author_id}
    _, made = Renewal.objects.get_or_create(document=document, year=year, defaults=values)
    if made:
        told = f"memastikan dokumen {document.title} masih berlaku untuk {year}"
        note(actor, "confirm_validity", document, told, after={"year": year})
    return document


def take_back_validity(actor: Actor, uuid: UUID, year: int) -> Document:
    """Take such a confirmation back. Raises Invisible, Refused."""
    document = changeable(actor, uuid)
    if Renewal.objects.filter(document=document, year=year).delete()[0]:
        told = f"mencabut kepastian bahwa dokumen {document.title} masih berlaku untuk {year}"
        note(actor, "take_back_validity", document, told, before={"year": year})
    return document
