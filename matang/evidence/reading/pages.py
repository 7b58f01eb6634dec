"""The card of what was read from a version."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from matang.core.recognition.facts import KINDS, NAMES
from matang.core.words import date as day_in_words
from matang.evidence.models import Fact, Reading, Version
from matang.evidence.objections import Objection, objections
from matang.evidence.queries import version_of
from matang.evidence.reading.queries import facts_of, reading_of, reasons_of
from matang.people.actor import Actor
from matang.people.rules import Right

LABELS = {
    "kind": "Jenis naskah",
    "number": "Nomor",
    "date": "Tanggal",
    "subject": "Tentang",
    "issuer": "Penerbit",
    "signer": "Penanda tangan",
    "year": "Tahun",
    "valid_until": "Berlaku sampai",
}


@dataclass(frozen=True)
class FactRow:
    """One fact as people read it; `value` is the normal form for the form, `page` 0 is the file's name."""

    name: str
    label: str
    value: str
    shown: str
    page: int
    quote: str
    proposed: bool


@dataclass(frozen=True)
class ReadCard:
    """What was read: `state` "waiting", "reading", "read", "unreadable" or empty; facts in their order; warnings, those
    set aside too; the addresses of the forms, empty without the right."""

    version: UUID
    document: str
    title: str
    state: str
    done: int
    total: int
    note: str
    facts: tuple[FactRow, ...]
    missing: tuple[tuple[str, str], ...]
    warnings: tuple[Objection, ...]
    kinds: tuple[tuple[str, str], ...]
    may_change: bool

    @property
    def busy(self) -> bool:
        """Whether the page should ask again."""
        return self.state in (Reading.State.WAITING, Reading.State.READING)

    @property
    def proposed(self) -> int:
        """How many facts wait for a person's word."""
        return sum(fact.proposed for fact in self.facts)


def read_card(actor: Actor, uuid: UUID) -> ReadCard:
    """What was read from a version that the actor sees. Four statements."""
    version = version_of(actor, uuid)
    reading, facts = reading_of(version), facts_of(version)
    return ReadCard(
        version=version.uuid,
        document=reverse("evidence:document", args=[version.document.uuid]),
        title=version.document.title,
        state=reading.state if reading else "",
        done=reading.done if reading else 0,
        total=reading.pages if reading else 0,
        note=reading.note if reading else "",
        facts=tuple(_rows(facts)),
        missing=tuple((name, LABELS[name]) for name in NAMES if name not in facts),
        warnings=_warnings(version, reading),
        kinds=tuple(KINDS.items()),
        may_change=actor.may(Right.GIVE_EVIDENCE, version.agency_id),
    )


def _rows(facts: dict[str, Fact]) -> Iterator[FactRow]:
    for name in NAMES:
        fact = facts.get(name)
        if fact is not None:
            proposed = fact.state == Fact.State.PROPOSED
            yield FactRow(name, LABELS[name], fact.value, _shown(fact), fact.page, fact.quote, proposed)


def _shown(fact: Fact) -> str:
    if fact.name == "kind":
        return KINDS.get(fact.value, fact.value)
    is_day = fact.name in ("date", "valid_until") and len(fact.value) == 10
    return day_in_words(datetime.date.fromisoformat(fact.value)) if is_day else fact.value


def _warnings(version: Version, reading: Reading | None) -> tuple[Objection, ...]:
    if reading is None or not reading.findings:
        return ()
    aside = reasons_of(version)
    return objections([{**item, "reason": aside.get(item["rule"], "")} for item in reading.findings])
