"""Reading instruments: versions, and the parsed content of one, kept in memory since a version never changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from matang.core.instrument import Instrument
from matang.core.ladder import Ladder
from matang.instruments import reading
from matang.instruments.models import OfficialText, Version
from matang.people.rules import Invisible


@dataclass(frozen=True)
class Loaded:
    """A parsed instrument version: what is measured, its ladder (None when it has none), and its checksum."""

    version_id: int
    sha256: str
    instrument: Instrument
    ladder: Ladder | None


@lru_cache(maxsize=64)
def loaded(version_id: int) -> Loaded:
    """The parsed content of a version that a round uses. One statement the first time in a process, then none."""
    version = Version.objects.get(pk=version_id)
    return parsed(version)


def parsed(version: Version) -> Loaded:
    """Parse the texts of a version; for drafts, whose text may still change, use this and not `loaded`."""
    ladder = reading.read_ladder_text(version.ladder) if version.ladder else None
    return Loaded(version.pk, version.sha256, reading.read_instrument(version.source), ladder)


def versions() -> QuerySet[Version]:
    """All versions, newest first, without their long texts. One statement."""
    return Version.objects.defer("source", "ladder").order_by("code", "-number")


def version_of(uuid: UUID) -> Version:
    """One version; `Invisible` when unknown."""
    version = Version.objects.filter(uuid=uuid).first()
    if version is None:
        raise Invisible
    return version


def official_texts(version_id: int, indicator: str, owner_id: int) -> dict[str, OfficialText]:
    """The decree's words for an indicator as an owner entered them, by level ("" is the indicator itself). One
    statement."""
    texts = OfficialText.objects.filter(version_id=version_id, indicator=indicator, owner_id=owner_id)
    return {text.level: text for text in texts}


def official_criteria(version_id: int, owner_id: int) -> dict[str, dict[str, str]]:
    """The decree's words for all indicators as an owner entered them, by indicator and level. One statement."""
    found: dict[str, dict[str, str]] = {}
    texts = OfficialText.objects.filter(version_id=version_id, owner_id=owner_id)
    for indicator, level, text in texts.values_list("indicator", "level", "text"):
        found.setdefault(indicator, {})[level] = text
    return found
