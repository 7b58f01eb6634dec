"""The reason of a proposal: one Indonesian sentence with the paper's own words and the paper that the level asks."""

from __future__ import annotations

from typing import Final

from matang.core.recognition.placing_index import Index, Topic
from matang.core.recognition.placing_reading import Quote, Reading
from matang.core.recognition.stems import words

_MOST_WORDS: Final = 60  # letters of a quotation
_FAINT: Final = 0.6  # a word that weighs less is no reason by itself


def reason(topic: Topic, reading: Reading, index: Index, level: str, asked: str) -> str:
    """Why the paper may be evidence for the indicator: where which words stand, and what the level asks."""
    subject, quotes = _telling(topic, reading, index)
    if not quotes:
        subject, quotes = "", _shared(topic, reading, index)
    return f"{_seen(subject, quotes)}, dan {_wanted(level, asked)}."


def former_reason(title: str, cited_level: str, level: str, asked: str) -> str:
    """Why, when a paper of last year was cited for the indicator under a title like this paper's."""
    seen = f"Dokumen serupa, {_quoted(title)}, menjadi bukti tingkat {cited_level} tahun lalu"
    return f"{seen}, dan {_wanted(level, asked)}."


def _wanted(level: str, asked: str) -> str:
    return f"tingkat {level} indikator ini meminta {_lowered(asked)}" if asked else "indikator ini menilai hal itu"


def _telling(topic: Topic, reading: Reading, index: Index) -> tuple[str, list[Quote]]:
    """The subject that ties paper and indicator most, with the paper's two strongest words for it."""
    rarity = index.subject_rarity
    ties = {
        key: weight * topic.subjects[key] * rarity[key] ** 2
        for key, weight in reading.subjects.items()
        if key in topic.subjects and reading.quotes[key][0].weight >= _FAINT
    }
    if not ties:
        return "", []
    subject = max(sorted(ties), key=lambda key: ties[key])
    return subject, _two(reading.quotes[subject])


def _shared(topic: Topic, reading: Reading, index: Index) -> list[Quote]:
    worth = {
        stem: weight * topic.stems[stem] * index.rarity[stem]
        for stem, weight in reading.stems.items()
        if stem in topic.stems
    }
    return [reading.surfaces[stem] for stem in sorted(worth, key=lambda stem: (-worth[stem], stem))[:2]]


def _two(quotes: tuple[Quote, ...]) -> list[Quote]:
    """The strongest, and the next one of the same zone that says something else."""
    first = quotes[0]
    known = first.words.lower()
    for quote in quotes[1:]:
        told = quote.words.lower()
        if quote.zone == first.zone and quote.weight >= first.weight / 2 and told not in known and known not in told:
            return [first, quote]
    return [first]


def _seen(subject: str, quotes: list[Quote]) -> str:
    if not quotes:
        return "Jenis dokumen ini cocok"
    told = " dan ".join(_quoted(quote.words) for quote in quotes)
    named = {word.stem for word in words(subject)}
    plain = any(named & {word.stem for word in words(quote.words)} for quote in quotes)
    gloss = "" if plain or not subject else f" ({subject})"
    return f"{quotes[0].zone.capitalize()} menyebut {told}{gloss}"


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= _MOST_WORDS else text[: _MOST_WORDS - 1].rstrip() + '…'}”"


def _lowered(text: str) -> str:
    text = text.rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
