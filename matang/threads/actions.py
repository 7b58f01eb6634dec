"""Writing discussion."""

from __future__ import annotations

from uuid import UUID

from matang.journal.actions import record, text_mark
from matang.people.actor import Actor
from matang.people.rules import Refused, Right
from matang.threads.models import Message

LONGEST = 5_000


def say(actor: Actor, agency_id: int, target: tuple[str, UUID], part: str, text: str) -> Message:
    """Write a message on a part of an agency's thing."""
    actor.require(Right.DISCUSS, agency_id)
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise Refused("Pesan masih kosong. Tuliskan pertanyaan atau jawaban, lalu kirim.")
    if len(text) > LONGEST:
        raise Refused(f"Pesan lebih dari {LONGEST} huruf; bagi menjadi beberapa pesan.")
    message = Message.objects.create(
        agency_id=agency_id,
        target_kind=target[0],
        target=target[1],
        part=part,
        author_id=actor.author_id,
        role=actor.role,
        text=text,
    )
    mark = text_mark(message.uuid, text)
    record(actor, "say", target, "menulis pada diskusi", agency_id=agency_id, part=part, after=mark)
    return message
