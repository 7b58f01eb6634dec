"""What each indicator of an instrument speaks of, computed from the instrument's and its ladder's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from matang.core.instrument import Instrument, Node
from matang.core.ladder import Explanation, Ladder, Requirement
from matang.core.recognition.placing_levels import stages_of
from matang.core.recognition.stems import stems_of, tells
from matang.core.recognition.thesaurus import LINKS, OUTSIDE, subjects_in

# How much a word counts by the place where it stands: the title says what an indicator is about, a pitfall hardly.
_TITLE: Final = 3.0
_ASKED: Final = 0.8
_EXPLAINED: Final = 0.25
_EVIDENCE: Final = 0.4
_CRITERION: Final = 0.25
_PITFALL: Final = 0.15
_HALF: Final = 2.0  # the sum of such counts at which half of the greatest weight is reached

# An indicator that speaks of two subjects must be met in both: 0 would not ask it, 1 would ask the same for any.
_ALL_SUBJECTS: Final = 0.5

Row = Mapping[str, float]
Postings = Mapping[str, tuple[tuple[int, float], ...]]


@dataclass(frozen=True)
class Asked:
    """A requirement with its stems, and the stages of growth that its words and its level's criterion speak of.

    `top`: its level is the indicator's highest. `former`: it is a copy of the state before an improvement, asked only
    to compare with.
    """

    topic: int
    requirement: Requirement
    stems: frozenset[str]
    stages: Row
    top: bool
    former: bool


@dataclass(frozen=True)
class Topic:
    """One indicator: `subjects` and `stems` as weights 0..1, `kinds` as shares of the papers that it asks."""

    node: Node
    subjects: Row
    stems: Row
    kinds: Row
    asked: tuple[int, ...]


@dataclass(frozen=True)
class Index:
    """All indicators that a ladder explains. Postings lead from a subject or stem to (place of a topic, worth).

    `asked_stems` leads from a stem to (place in `asked`, share of the requirement's words that it makes up).
    `rarity`: how much a stem tells among the indicators, near 1 when one owns it, near 0 when all share it.
    """

    topics: tuple[Topic, ...]
    asked: tuple[Asked, ...]
    rarity: Row
    subject_rarity: Row
    by_subject: Postings
    by_stem: Postings
    by_title: Postings
    asked_stems: Postings


def index_of(instrument: Instrument, ladder: Ladder) -> Index:
    """The index of an instrument; empty when the ladder explains none of its indicators."""
    topics: list[Topic] = []
    asked: list[Asked] = []
    for node in instrument.indicators:
        given = ladder.get(node.code)
        if given and given.steps:
            first = len(asked)
            asked.extend(_asked(len(topics), given))
            topics.append(Topic(node, *_weights(node, given), _kinds(given), tuple(range(first, len(asked)))))
    subjects = _rarity([topic.subjects for topic in topics])
    stems = _rarity([topic.stems for topic in topics])
    titles = [dict.fromkeys(telling(topic.node.title), 1.0) for topic in topics]
    return Index(
        topics=tuple(topics),
        asked=tuple(asked),
        rarity=stems,
        subject_rarity=subjects,
        by_subject=_postings([topic.subjects for topic in topics], subjects, _ALL_SUBJECTS),
        by_stem=_postings([topic.stems for topic in topics], stems, 1.0),
        by_title=_shares(titles, stems),
        asked_stems=_shares([dict.fromkeys(item.stems, 1.0) for item in asked], stems),
    )


def telling(text: str) -> set[str]:
    """The stems of a text that say something about its subject."""
    return set(filter(tells, stems_of(text)))


def _asked(topic: int, given: Explanation) -> Iterator[Asked]:
    for step in given.steps:
        growth = stages_of(step.criterion)
        for item in step.requirements:
            stages = dict(growth)
            for stage, weight in stages_of(item.what).items():
                stages[stage] = stages.get(stage, 0.0) + weight
            yield Asked(
                topic,
                item,
                frozenset(telling(item.what)),
                stages,
                top=step is given.steps[-1],
                former="sebelum" in item.what and "sesudah" not in item.what,
            )


def _weights(node: Node, given: Explanation) -> tuple[Row, Row]:
    subjects: dict[str, float] = {}
    stems: dict[str, float] = {}
    for text, weight in _texts(node, given):
        row = [stem for stem in stems_of(text) if stem not in LINKS]
        for meaning in (meaning for found in subjects_in(row) for meaning in found.meanings):
            if not meaning.faint and meaning.subject != OUTSIDE:
                subjects[meaning.subject] = subjects.get(meaning.subject, 0.0) + weight * meaning.strength
        for stem in filter(tells, row):
            stems[stem] = stems.get(stem, 0.0) + weight
    return _saturated(subjects), _saturated(stems)


def _texts(node: Node, given: Explanation) -> Iterator[tuple[str, float]]:
    yield node.title, _TITLE
    yield given.asks, _ASKED
    yield given.definition, _ASKED
    yield given.explanation, _EXPLAINED
    yield from ((step.criterion, _CRITERION) for step in given.steps)
    yield from ((item.what, _EVIDENCE) for item in given.requirements)
    yield from ((text, _PITFALL) for text in given.pitfalls)


def _saturated(counts: Row) -> Row:
    return {key: count / (count + _HALF) for key, count in counts.items()}


def _rarity(rows: Iterable[Row]) -> Row:
    """How much a key tells, by the share of the rows that hold it (each row counted by its weight)."""
    rows = list(rows)
    total: dict[str, float] = {}
    greatest: dict[str, float] = {}
    for row in rows:
        for key, weight in row.items():
            total[key] = total.get(key, 0.0) + weight
            greatest[key] = max(greatest.get(key, 0.0), weight)
    ceiling = log(1 + len(rows)) or 1.0
    return {key: log(1 + len(rows) / (0.3 + total[key] / greatest[key])) / ceiling for key in total}


def _postings(rows: Iterable[Row], rarity: Row, power: float) -> Postings:
    """(place, weight x rarity², over the row's length to `power`) of each key."""
    found: dict[str, list[tuple[int, float]]] = {}
    for place, row in enumerate(rows):
        length = sqrt(sum((weight * rarity[key]) ** 2 for key, weight in row.items())) ** power
        for key, weight in row.items():
            found.setdefault(key, []).append((place, weight * rarity[key] ** 2 / length))
    return {key: tuple(items) for key, items in found.items()}


def _shares(rows: Iterable[Row], rarity: Row) -> Postings:
    """(place, the key's share of the row, each key counted by its rarity²)."""
    found: dict[str, list[tuple[int, float]]] = {}
    for place, row in enumerate(rows):
        total = sum(rarity.get(key, 0.0) ** 2 for key in row)
        for key in row:
            if key in rarity:
                found.setdefault(key, []).append((place, rarity[key] ** 2 / total))
    return {key: tuple(items) for key, items in found.items()}


def _kinds(given: Explanation) -> Row:
    counted = Counter(item.kind for item in given.requirements)
    total = sum(counted.values()) or 1
    return {kind: count / total for kind, count in counted.items()}
