"""What an assessor would object to in a document or a citation, from what was kept with it: the words come from the
rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matang.core.recognition.defects import RULES

Findings = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Objection:
    """One warning: the rule's code and title, page (0: the whole document), the words it rests on, the remedy; `reason`
    is why a person set it aside, empty while it speaks."""

    rule: str
    title: str
    words: str
    remedy: str
    page: int
    quote: str
    reason: str


def objections(findings: Findings) -> tuple[Objection, ...]:
    """The warnings of a citation or of a reading; a rule that the program no longer has is left out."""
    return tuple(_objection(item) for item in findings if item["rule"] in RULES)


def spoken(findings: Findings) -> tuple[str, ...]:
    """The ends of sentences of the warnings that nobody set aside."""
    return tuple(item.words for item in objections(findings) if not item.reason)


def _objection(item: dict[str, Any]) -> Objection:
    rule = RULES[item["rule"]]
    return Objection(
        rule.code, rule.title, rule.words, rule.remedy, item["page"], item["quote"], item.get("reason", "")
    )
