"""Subjects of the field found in a text: which expressions of the thesaurus stand there, and for which subjects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from matang.core.recognition.outside_words import OUTSIDE_WORDS
from matang.core.recognition.stems import stems_of
from matang.core.recognition.thesaurus_words import SUBJECTS

OUTSIDE: Final = "di luar penilaian"  # the subject of papers that are evidence for nothing
_STRENGTH: Final = {"=": 1.0, "+": 0.8, "~": 0.25}

# Words that may stand between the words of an expression: "permohonan (atas) informasi".
_LINK_WORDS: Final = "di yang yg dgn dengan untuk utk pada atas bagi para ke dari dr oleh serta of"
LINKS: Final = frozenset(_LINK_WORDS.split())


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means, and how strongly (0..1). Faint expressions never tie an indicator to a subject."""

    subject: str
    strength: float

    @property
    def faint(self) -> bool:
        """Whether the expression is used for other things as often."""
        return self.strength <= _STRENGTH["~"]


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in a row of stems: from place `first` up to `end` (exclusive), and what it means."""

    first: int
    end: int
    meanings: tuple[Meaning, ...]


def subjects_in(stems: Sequence[str]) -> Iterator[Found]:
    """The expressions in a row of stems (without `LINKS`), the longest at each place, none overlapping another."""
    lengths, entries = _entries()
    at = 0
    while at < len(stems):
        for length in lengths.get(stems[at], ()):
            meanings = entries.get(tuple(stems[at : at + length]), ())
            if meanings and at + length <= len(stems):
                yield Found(at, at + length, meanings)
                at += length
                break
        else:
            at += 1


@cache
def _entries() -> tuple[dict[str, tuple[int, ...]], dict[tuple[str, ...], tuple[Meaning, ...]]]:
    """The lengths of the expressions that begin with a stem, longest first; and what each expression means."""
    meanings: dict[tuple[str, ...], dict[str, float]] = {}
    for subject, mark, expression in _lines():
        sequence = tuple(stem for stem in stems_of(expression) if stem not in LINKS)
        known = meanings.setdefault(sequence, {})
        known[subject] = max(known.get(subject, 0.0), _STRENGTH[mark])
    lengths: dict[str, set[int]] = {}
    for sequence in filter(None, meanings):
        lengths.setdefault(sequence[0], set()).add(len(sequence))
    return (
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        {sequence: tuple(Meaning(*meant) for meant in found.items()) for sequence, found in meanings.items()},
    )


def _lines() -> Iterator[tuple[str, str, str]]:
    """(subject, mark, expression) of the whole thesaurus."""
    subject = ""
    for line in SUBJECTS.strip().splitlines():
        if line[:2] in ("= ", "+ ", "~ "):
            yield from ((subject, line[0], part.strip()) for part in line[2:].split(";"))
        elif line:
            subject = line
    for line in OUTSIDE_WORDS.strip().splitlines():
        yield from ((OUTSIDE, "+", part.strip()) for part in line.split(";"))
