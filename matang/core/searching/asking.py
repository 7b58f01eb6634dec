"""What a person typed, as the terms that are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matang.core.searching.forms import forms, roots
from matang.core.searching.tokens import STOP, all_tokens

MOST = 10
_PIECES = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


@dataclass(frozen=True)
class Term:
    """One thing that is looked for: words that stand side by side (one word, a number with its parts, what stood in
    quotation marks), and for a single word its other forms."""

    label: str
    words: tuple[str, ...]
    related: frozenset[str] = frozenset()

    @property
    def exact(self) -> str:
        """As a tsquery of PostgreSQL; words are letters and digits only, so that nothing in it can be an operator."""
        return " <-> ".join(f"'{word}'" for word in self.words)

    @property
    def near(self) -> str:
        """The other forms, parted by blanks."""
        return " ".join(sorted(self.related))


@dataclass(frozen=True)
class Asked:
    """All terms of a search; `left_out`: stop words that were typed; `cut`: more was typed than is looked for."""

    terms: tuple[Term, ...]
    left_out: tuple[str, ...] = ()
    cut: bool = False

    @property
    def together(self) -> str:
        """All words in the order in which they were typed, side by side; empty for a single word."""
        words = [f"'{word}'" for term in self.terms for word in term.words]
        return " <-> ".join(words) if len(words) > 1 else ""

    @property
    def sought(self) -> str:
        """A regular expression of PostgreSQL for the place in a long page: the words and what they are built from."""
        parts = {part for term in self.terms for word in term.words for part in (word, *roots(word))}
        return f"({'|'.join(sorted(parts, key=lambda part: (-len(part), part)))})" if parts else ""

    def with_words(self, others: dict[str, str]) -> Asked:
        """The same with other words in the place of some terms (by label)."""
        changed = (_single(others[term.label]) if term.label in others else term for term in self.terms)
        return Asked(tuple(dict.fromkeys(changed)), self.left_out, self.cut)

    @property
    def text(self) -> str:
        """The search as it would be typed."""
        return " ".join(term.label for term in self.terms)


def asked(text: str) -> Asked:
    """Read what was typed: words, "words in quotation marks", numbers of letters. At most MOST terms.

    >>> [term.exact for term in asked("188.4/478 tentang rencana").terms]
    ["'188' <-> '4' <-> '478'", "'rencana'"]
    """
    found: dict[tuple[str, ...], Term] = {}
    left_out: list[str] = []
    for piece in _PIECES.finditer(text):
        quoted, plain = piece[1] or piece[2] or "", piece[3] or ""
        every = all_tokens(quoted or plain)
        words = [word for word in every if word not in STOP]
        left_out += [word for word in every if word in STOP]
        for term in _terms(quoted or plain, words, bool(quoted)):
            found.setdefault(term.words, term)
        if len(found) > MOST:
            return Asked(tuple(found.values())[:MOST], tuple(dict.fromkeys(left_out)), True)
    return Asked(tuple(found.values()), tuple(dict.fromkeys(left_out)))


def _terms(label: str, words: list[str], quoted: bool) -> list[Term]:
    """A number or a quotation is one term; other words that a sign joins ("rapat-rapat") are looked for one by one."""
    if len(words) > 1 and (quoted or any(word[0].isdigit() for word in words)):
        shown = f'"{label.strip()}"' if quoted else label.strip(".,;:()[]{}'\"")
        return [Term(shown, tuple(words[:MOST]))]
    return [_single(word) for word in words]


def _single(word: str) -> Term:
    return Term(word, (word,), forms(word))
