"""Reading discussion."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from matang.people.actor import Actor
from matang.people.models import Role
from matang.people.rules import JUDGES
from matang.threads.models import Message


def messages_on(actor: Actor, target: UUID, part: str) -> QuerySet[Message]:
    """The discussion on a part of a thing, oldest first. Talk between a team and its mentors is not for judges."""
    if actor.role in JUDGES or actor.role == Role.ADMINISTRATOR:
        return Message.objects.none()
    return Message.objects.filter(target=target, part=part).select_related("author").order_by("id")
