"""Where a document belongs: the indicators and levels it may be evidence for, each with the reason in one sentence.

Rules only. The subjects and words of the paper are compared with those of every indicator's own texts; the kind of the
paper and earlier citations raise or lower an indicator. Nothing here names an instrument or an indicator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from matang.core.documents import number_text
from matang.core.instrument import Instrument
from matang.core.ladder import Ladder
from matang.core.recognition.paper import Paper
from matang.core.recognition.placing_index import Asked, Index, Postings, index_of, telling
from matang.core.recognition.placing_kinds import fits
from matang.core.recognition.placing_levels import alike
from matang.core.recognition.placing_reading import Reading, read
from matang.core.recognition.placing_reasons import former_reason, reason
from matang.core.recognition.stems import spaced
from matang.core.recognition.thesaurus import OUTSIDE

# What each sign is worth in an indicator's score. Subjects count 1.
_STEMS: Final = 1.0
_TITLE: Final = 0.4
_ASKED: Final = 0.3
_FORMER: Final = 0.6
_KIND_LEAST: Final = 0.8  # the factor when an indicator asks no paper of this kind
_KIND_MORE: Final = 0.5  # what is added to it when it asks no other
_KIND_UNKNOWN: Final = 0.16  # the share that is taken when the kind is not known
_OUTSIDE: Final = 2.0  # how far signs of a household or guest paper pull all scores down
_FLOOR: Final = 0.38  # below it a paper is no evidence for the indicator
_BESIDE_BEST: Final = 0.3  # share of the best score that a further proposal must reach
_LIKE_FORMER: Final = 0.5  # likeness of titles from which a former citation speaks

# What each sign is worth when the level is chosen.
_LEVEL_KIND: Final = 0.9
_LEVEL_HEAD: Final = 0.6
_LEVEL_WORDS: Final = 0.8
_LEVEL_STAGE: Final = 0.9
_LEVEL_FORMER: Final = 0.6
_LEVEL_FORMER_STATE: Final = 0.4
_LEVEL_UNCHANGED: Final = 0.6


@dataclass(frozen=True, slots=True)
class Former:
    """A citation of last year, the agency's own or, for public kinds, another agency's."""

    indicator: str
    level: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A proposal. `requirement`: id of the asked paper that fits best, "" for none; `score` orders, 0 to 1."""

    indicator: str
    level: str
    requirement: str
    score: float
    reason: str


class Placer:
    """Proposes places of papers in one instrument. Build it once per instrument version; it keeps no paper."""

    def __init__(self, instrument: Instrument, ladder: Ladder) -> None:
        self._index: Index = index_of(instrument, ladder)

    def propose(self, paper: Paper, former: Sequence[Former] = (), most: int = 5) -> tuple[Place, ...]:
        """At most `most` places, best first; none when the paper is evidence for nothing that the ladder explains."""
        if not self._index.topics:
            return ()
        reading = read(paper)
        kind, serves = fits(paper)
        liked = _liked(former, paper, kind)
        scores = self._scores(reading, serves, liked)
        order = sorted(range(len(scores)), key=lambda place: -scores[place])[:most]
        least = max(_FLOOR, _BESIDE_BEST * scores[order[0]]) if order else 0.0
        return tuple(
            self._place(place, scores[place], reading, serves, liked) for place in order if scores[place] >= least
        )

    def _scores(
        self, reading: Reading, serves: Mapping[str, float], liked: Mapping[str, tuple[float, Former]]
    ) -> list[float]:
        index = self._index
        scores = _summed(len(index.topics), index.by_subject, reading.subjects)
        words = _summed(len(index.topics), index.by_stem, reading.stems)
        titles = _summed(len(index.topics), index.by_title, dict.fromkeys(reading.head, 1.0))
        asked = _summed(len(index.asked), index.asked_stems, dict.fromkeys(reading.head, 1.0))
        usual = 1 / (1 + _OUTSIDE * reading.subjects.get(OUTSIDE, 0.0) ** 2)
        for place, topic in enumerate(index.topics):
            best = max(
                (asked[at] ** 2 * serves.get(index.asked[at].requirement.kind, 0.3) for at in topic.asked), default=0.0
            )
            worth = scores[place] + _STEMS * words[place] / reading.length**0.5 + _TITLE * titles[place] ** 2
            share = sum(topic.kinds.get(name, 0.0) * fit for name, fit in serves.items()) if serves else _KIND_UNKNOWN
            scores[place] = (worth + _ASKED * best) * (_KIND_LEAST + _KIND_MORE * share**0.5) * usual
            if topic.node.code in liked:
                scores[place] += _FORMER * liked[topic.node.code][0]
        return scores

    def _place(
        self,
        place: int,
        score: float,
        reading: Reading,
        serves: Mapping[str, float],
        liked: Mapping[str, tuple[float, Former]],
    ) -> Place:
        topic = self._index.topics[place]
        likeness, cited = liked.get(topic.node.code, (0.0, None))
        best: Asked | None = None
        most = -1.0
        for item in (self._index.asked[at] for at in topic.asked):
            worth = self._level_worth(item, reading, serves)
            if cited and number_text(item.requirement.level) == cited.level:
                worth += _LEVEL_FORMER * likeness
            if worth > most:
                best, most = item, worth
        level = number_text(best.requirement.level) if best else ""
        asked = best.requirement.what if best else ""
        why = (
            former_reason(cited.title, cited.level, level, asked)
            if cited
            else reason(topic, reading, self._index, level, asked)
        )
        return Place(topic.node.code, level, best.requirement.id if best else "", 1 - exp(-score), why)

    def _level_worth(self, item: Asked, reading: Reading, serves: Mapping[str, float]) -> float:
        """How well a paper fits one requirement: kind, words and stage; the highest level wants a sign of change."""
        rarity = self._index.rarity
        lacking = _LEVEL_FORMER_STATE * item.former + _LEVEL_UNCHANGED * (item.top and "membaik" not in reading.stages)
        total = sum(rarity.get(stem, 0.0) for stem in item.stems) or 1.0
        head = sum(rarity.get(stem, 0.0) for stem in item.stems if stem in reading.head) / total
        body = sum(rarity.get(stem, 0.0) for stem in item.stems if stem in reading.stems) / total
        return (
            _LEVEL_KIND * serves.get(item.requirement.kind, 0.0)
            + _LEVEL_HEAD * head
            + _LEVEL_WORDS * body
            + _LEVEL_STAGE * alike(reading.stages, item.stages)
            - lacking
        )


def _summed(size: int, postings: Postings, row: Mapping[str, float]) -> list[float]:
    sums = [0.0] * size
    for key, weight in row.items():
        for place, worth in postings.get(key, ()):
            sums[place] += weight * worth
    return sums


def _liked(former: Sequence[Former], paper: Paper, kind: str) -> Mapping[str, tuple[float, Former]]:
    """For each indicator the former citation whose title is most like the paper's, with the likeness (0..1)."""
    titles = [telling(text) for text in (spaced(paper.file_name), paper.fact("subject")) if text]
    found: dict[str, tuple[float, Former]] = {}
    for cited in former:
        stems = telling(spaced(cited.title))
        likeness = max((len(stems & title) / len(stems | title) for title in titles if stems and title), default=0.0)
        if kind and cited.kind and kind != cited.kind:
            likeness *= 0.8
        if likeness >= _LIKE_FORMER and likeness > found.get(cited.indicator, (0.0, cited))[0]:
            found[cited.indicator] = likeness, cited
    return found
