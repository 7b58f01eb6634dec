"""Found words marked in the text in which they stand, whole and as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    words = list(_words(text))
    found: list[_Mark] = []
    at = 0
    while at < len(words):
        best = max(
            (((count, -number) for number, term in enumerate(terms) if (count := _length(words, at, term)))),
            default=None,
        )
        if best is None:
            at += 1
            continue
        found.append(_Mark(words[at][1], words[at + best[0] - 1][2], -best[1]))
        at += best[0]
    return _joined(text, found)


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """The searched words with their places; a stop word is skipped as in the index."""
    for match in _WORD.finditer(text):
        for token in all_tokens(match[0]):
            if token not in STOP:
                yield token, match.start(), match.end()


def _length(words: list[tuple[str, int, int]], at: int, term: Term) -> int:
    """How many words from `at` on are this term; 0: none."""
    if len(term.words) == 1:
        word = words[at][0]
        return int(word == term.words[0] or word in term.related)
    found = tuple(word for word, _, _ in words[at : at + len(term.words)])
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
