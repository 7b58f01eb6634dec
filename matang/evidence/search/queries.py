"""What a search finds among the evidence that a person may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from matang.core.searching.asking import Asked
from matang.evidence.models import Version
from matang.evidence.queries import USES, versions_visible_to
from matang.people.actor import Actor
from matang.people.rules import JUDGES

SEARCH = "SELECT evidence_search(%s::text[], %s::text[], %s, %s, %s, %s, %s, %s, %s, %s, %s)"
SIMILAR = "SELECT typed, word, likeness, documents FROM evidence_similar(%s::text[], %s)"


@dataclass(frozen=True)
class Filters:
    """What narrows a search: kind and year as the facts say, the indicator that cites, `use` "dipakai" or "belum"."""

    kind: str = ""
    year: str = ""
    indicator: str = ""
    use: str = ""

    @property
    def any(self) -> bool:
        """Whether something is narrowed at all."""
        return bool(self.kind or self.year or self.indicator or self.use)


@dataclass(frozen=True)
class Hit:
    """A document that answers: its newest visible version, what it says of itself (empty when unknown), on how many
    pages terms stand, and the text of at most three of them (of a long page the part with the first term)."""

    version_id: int
    kind: str
    number: str
    date: str
    pages: int
    texts: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Found:
    """total: documents after the filters; unfiltered: before. matched: how many terms each of them answers, as many as
    any document does. answered: which terms (from 1) stand in any document at all. kinds, years: documents by what
    they say of themselves, before the filters."""

    total: int
    unfiltered: int
    matched: int
    answered: frozenset[int]
    kinds: dict[str, int]
    years: dict[str, int]
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Similar:
    """A word that the person's documents hold, like one that was typed (likeness 0 to 1)."""

    typed: str
    word: str
    likeness: float
    documents: int


def search(actor: Actor, asked: Asked, filters: Filters, first: int, most: int) -> Found:
    """The documents that answer the most terms, the best first, `most` of them from `first` (0) on. One statement.

    The database's function reads the reach from the transaction; nothing given here can widen it.
    """
    terms = asked.terms
    arguments: list[Any] = [
        [term.exact for term in terms],
        [term.near for term in terms],
        asked.together,
        asked.sought,
        actor.role in JUDGES,
        filters.kind,
        filters.year,
        filters.indicator,
        USES.get(filters.use),
        first,
        most,
    ]
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, arguments)
        (answer,) = cursor.fetchone()
    return _found(answer)


def similar(actor: Actor, words: Sequence[str]) -> list[Similar]:
    """Words, and numbers of letters, that stand in documents the actor may see, like those typed. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR, [list(words), actor.role in JUDGES])
        return [Similar(*row) for row in cursor.fetchall()]


def versions_by_id(actor: Actor, ids: Sequence[int]) -> dict[int, Version]:
    """The versions that were found, with document and agency, under the row policy once more. One statement."""
    if not ids:
        return {}
    return {version.pk: version for version in versions_visible_to(actor).select_related("agency").filter(id__in=ids)}


def _found(answer: dict[str, Any]) -> Found:
    hits = (
        Hit(
            hit["version"],
            hit["kind"] or "",
            hit["number"] or "",
            hit["date"] or "",
            hit["pages"],
            tuple((number, text) for number, text in hit["texts"]),
        )
        for hit in answer["hits"]
    )
    return Found(
        answer["total"],
        answer["unfiltered"],
        answer["matched"],
        frozenset(answer["answered"]),
        answer["kinds"],
        answer["years"],
        tuple(hits),
    )
