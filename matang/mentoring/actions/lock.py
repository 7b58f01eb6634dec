"""One meeting, locked for a change; and words as they are stored."""

from __future__ import annotations

from uuid import UUID

from matang.journal.actions import record
from matang.mentoring.models import Meeting
from matang.mentoring.queries import visible_to
from matang.people.actor import Actor
from matang.people.rules import Invisible, Refused, Right

FROZEN = "Notula rapat ini sudah disetujui dan tidak dapat diubah lagi. Catat hal baru pada rapat berikutnya."


def locked(actor: Actor, uuid: UUID, right: Right) -> Meeting:
    """The meeting with its row locked.

    Raises Invisible out of reach, Refused without the right or when the minutes are approved.
    """
    meeting = visible_to(actor).select_for_update(of=("self",)).filter(uuid=uuid).first()
    if meeting is None:
        raise Invisible
    actor.require(right, meeting.agency_id)
    if meeting.state == Meeting.State.APPROVED:
        raise Refused(FROZEN)
    return meeting


def note(actor: Actor, action: str, meeting: Meeting, sentence: str, **rest: object) -> None:
    """Write the journal entry of a change of this meeting."""
    record(actor, action, ("meeting", meeting.uuid), sentence, agency_id=meeting.agency_id, **rest)  # type: ignore[arg-type]


def words(text: str, longest: int, name: str) -> str:
    """A text as it is stored: one kind of line break, no zero bytes, trimmed. Refused when it is too long."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > longest:
        raise Refused(f"Isian {name} lebih dari {longest} huruf; ringkas dahulu.")
    return text


def one_line(text: str, longest: int, name: str) -> str:
    """A name or title: white space is one blank."""
    return words(" ".join(text.replace("\x00", "").split()), longest, name)
