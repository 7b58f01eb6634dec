"""Found words marked in the text in which they stand, whole and as they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from matang.core.searching.asking import Term
from matang.core.searching.tokens import STOP, all_tokens

Piece = tuple[str, bool]  # a part of a text, and whether it is marked
AROUND: Final = 90
LENGTH: Final = 240
_WORD: Final = re.compile("[^\\W_](?:[\u00ad\u0300-\u036f\u200b-\u200d]*[^\\W_])*")
_JOINT: Final = re.compile(r"[-‐–/.]")


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    term: int


def marked(text: str, terms: Sequence[Term]) -> list[Piece]:
    """A short text (a title) whole, with its marks."""
    return _pieces(text, _marks(text, terms), 0, len(text))


def snippet(text: str, terms: Sequence[Term], length: int = LENGTH) -> list[Piece]:
    """The part of a page that holds the most different terms, about `length` characters, on one line."""
    line = " ".join(text.split())
    marks = _marks(line, terms)
    start = _best_start(marks, length)
    left = _word_start(line, max(0, start - AROUND)) if start > AROUND else 0
    right = _word_end(line, min(len(line), left + length))
    pieces = _pieces(line, [mark for mark in marks if mark.start >= left and mark.end <= right], left, right)
    return [*([("… ", False)] if left else []), *pieces, *([(" …", False)] if right < len(line) else [])]


def _marks(text: str, terms: Sequence[Term]) -> list[_Mark]:
    """Where terms stand, in order and without overlaps; words joined by a sign are marked as one."""
    begun: dict[str, list[int]] = {}
    for number, term in enumerate(terms):
        for word in (term.words[0], *term.related):
            begun.setdefault(word, []).append(number)
    words = [(token, match) for match in _WORD.finditer(text) for token in _tokens(match[0])]
    found: list[_Mark] = []
    at = 0
    while at < len(words):
        if words[at][0] not in begun:
            at += 1
            continue
        lengths = [(_length(words, at, terms[number]), -number) for number in begun[words[at][0]]]
        count, number = max(lengths)
        if count:
            found.append(_Mark(words[at][1].start(), words[at + count - 1][1].end(), -number))
        at += count or 1
    return _joined(text, found)


@lru_cache(maxsize=16384)
def _tokens(written: str) -> tuple[str, ...]:
    """The searched words in a word as it stands in a text; a stop word is skipped as in the index."""
    return tuple(token for token in all_tokens(written) if token not in STOP)


def _length(words: Sequence[tuple[str, re.Match[str]]], at: int, term: Term) -> int:
    """How many words from `at` on are this term, whose first word or form stands there; 0: not all of it follows."""
    if len(term.words) == 1:
        return 1
    found = tuple(word for word, _ in words[at : at + len(term.words)])
    return len(found) if found == term.words else 0


def _joined(text: str, marks: list[_Mark]) -> list[_Mark]:
    out: list[_Mark] = []
    for mark in marks:
        if out and mark.start <= out[-1].end + 1 and _JOINT.fullmatch(text[out[-1].end : mark.start]):
            out[-1] = _Mark(out[-1].start, mark.end, out[-1].term)
        elif not out or mark.start >= out[-1].end:
            out.append(mark)
    return out


def _best_start(marks: list[_Mark], length: int) -> int:
    """Where the window begins that holds the most different terms, the first of those."""
    best, start = 0, 0
    for at, mark in enumerate(marks):
        held = {other.term for other in marks[at : at + 40] if other.end <= mark.start + length - AROUND}
        if len(held) > best:
            best, start = len(held), mark.start
    return start


def _pieces(text: str, marks: Sequence[_Mark], left: int, right: int) -> list[Piece]:
    out: list[Piece] = []
    at = left
    for mark in marks:
        out += [(text[at : mark.start], False), (text[mark.start : mark.end], True)]
        at = mark.end
    return [piece for piece in [*out, (text[at:right], False)] if piece[0]]


def _word_start(text: str, at: int) -> int:
    space = text.rfind(" ", 0, at + 1)
    return space + 1 if at - space < 40 else at


def _word_end(text: str, at: int) -> int:
    space = text.find(" ", at)
    return len(text) if space < 0 and len(text) - at < 40 else space if 0 <= space - at < 40 else at
