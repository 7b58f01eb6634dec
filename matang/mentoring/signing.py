"""What the paper of a meeting takes from elsewhere: letterhead, signers, names. Kept with the meeting at approval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from zoneinfo import ZoneInfo

from matang.journal.queries import chain_head
from matang.mentoring.models import Action, Meeting
from matang.mentoring.queries import letterhead_of, officials_on
from matang.office.models import Official

CHAIR, WRITER = "Pimpinan Rapat", "Notulis"
ACTING = ("Plt.", "Plh.", "Pj.")


@dataclass(frozen=True)
class Signer:
    """One who signs; `acting` is "", "Plt." or "Plh."."""

    position: str
    acting: str
    name: str
    nip: str
    rank: str


@dataclass(frozen=True)
class Signing:
    """All of it; `owners` are the names of those who took on an action, by the action's uuid."""

    lines: tuple[str, ...]
    address: str
    chair: Signer
    writer: Signer
    owners: dict[str, str]
    chain_head: str


def signing_of(meeting: Meeting, actions: Iterable[Action]) -> Signing:
    """As it stood at approval; before that, as it stands now (four statements at most)."""
    if meeting.signing is not None:
        return _read(meeting.signing)
    lines, address = letterhead_of(meeting.agency)
    day = meeting.starts_at.astimezone(ZoneInfo(meeting.agency.time_zone)).date()
    owners = {str(action.uuid): action.owner.name for action in actions}
    return Signing(
        lines, address, _chair(meeting, officials_on(meeting.agency, day)), _writer(meeting), owners, chain_head()
    )


def kept(signing: Signing) -> dict[str, Any]:
    """As plain data, for the meeting's row."""
    return asdict(signing)


def _read(data: dict[str, Any]) -> Signing:
    return Signing(
        tuple(data["lines"]),
        data["address"],
        Signer(**data["chair"]),
        Signer(**data["writer"]),
        data["owners"],
        data["chain_head"],
    )


def _chair(meeting: Meeting, officials: Iterable[Official]) -> Signer:
    """NIP and rank belong to a name: they are taken only from the official of that name."""
    same = next((o for o in officials if o.name.casefold() == meeting.chair.casefold()), None)
    if same is None:
        return Signer(meeting.chair_position or CHAIR, "", meeting.chair, "", "")
    position = meeting.chair_position or same.position
    acting = "" if position.startswith(ACTING) else same.acting
    return Signer(position, acting, meeting.chair, same.nip, same.rank)


def _writer(meeting: Meeting) -> Signer:
    writer = meeting.writer
    return Signer(WRITER, "", writer.name if writer else "", (writer.nip or "") if writer else "", "")
