"""Why an assessor would refuse a document: rules that name themselves, the page, the words and the remedy.

They warn and never block; where a rule is not sure it is silent, since a good document that is warned about wrongly
costs more trust than a warning brings. Each rule is a small function of a prepared document (`defects_text.Reading`):
its form (`defects_form`, `defects_signing`, `defects_shown`), its time (`defects_time`), its claim (`defects_claim`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from matang.core.recognition import defects_claim, defects_form, defects_shown, defects_signing, defects_time
from matang.core.recognition.defects_rules import (
    BARE_SCREEN,
    DRAFT,
    LEFTOVER,
    LOGIN_ONLY,
    RULES,
    UNNUMBERED,
    UNREADABLE,
    UNSIGNED,
    Claim,
    Defect,
    Rule,
)
from matang.core.recognition.defects_text import Reading, is_photo, plain, reading_of
from matang.core.recognition.paper import Paper

__all__ = ["RULES", "Claim", "Defect", "Rule", "defects_of", "defects_of_claim"]

_DRAFT_ASKED = re.compile(r"\b(?:RANCANGAN|KONSEP|DRAFT?)\b")
_LOGIN_ASKED = re.compile(r"HALAMAN MASUK|HALAMAN LOGIN|LOG ?IN|MASUK TUNGGAL|SINGLE SIGN|\bSSO\b")
_OF_A_DRAFT = frozenset({DRAFT, UNSIGNED, UNNUMBERED, LEFTOVER})


def defects_of(paper: Paper) -> tuple[Defect, ...]:
    """What an assessor would object to in the document alone, at most one of each rule, in the order of the pages."""
    return _ordered(_of_form(reading_of(paper)))


def defects_of_claim(paper: Paper, claim: Claim, closes_on: date | None) -> tuple[Defect, ...]:
    """All that an assessor would object to when the document is cited for `claim`: its own defects, without those that
    the claim allows (a draft where a draft is asked for), and those that only the claim brings.

    closes_on: the last day on which evidence of the round may be dated; None: nothing is said about time.
    """
    reading = reading_of(paper)
    own = [item for item in _of_form(reading) if item.rule not in _allowed(claim)]
    if any(item.rule == UNREADABLE for item in own):
        return _ordered(own)
    found = [*own]
    for rule in (defects_claim.policy_only, defects_claim.wrong_issuer, defects_claim.scope, defects_claim.local_index):
        found += rule(reading, claim)
    if closes_on is not None:
        found += defects_time.too_late(reading, closes_on)
        late = [*defects_time.expired(reading, claim, closes_on)]
        found += late or defects_time.out_of_period(reading, claim, closes_on)
    return _ordered(found)


def _of_form(reading: Reading) -> list[Defect]:
    unread = list(defects_form.unreadable(reading))
    if unread:
        return unread
    rules = (
        defects_form.draft,
        defects_signing.unsigned,
        defects_signing.unnumbered,
        defects_form.leftover,
        defects_shown.undated_list,
        defects_shown.login_only,
        defects_shown.bare_screen,
        defects_time.old_instrument,
    )
    return [item for rule in rules for item in rule(reading)]


def _allowed(claim: Claim) -> frozenset[str]:
    """The rules that the claim makes pointless."""
    asked = plain(f"{claim.requirement} {'' if claim.requirement else claim.criterion}")
    allowed = _OF_A_DRAFT if _DRAFT_ASKED.search(asked) else frozenset[str]()
    if _LOGIN_ASKED.search(plain(f"{claim.requirement} {claim.note}")):
        allowed |= {LOGIN_ONLY}
    return allowed | {BARE_SCREEN, UNREADABLE} if is_photo(f"{claim.requirement} {claim.note}") else allowed


def _ordered(found: Iterable[Defect]) -> tuple[Defect, ...]:
    first: dict[str, Defect] = {}
    for item in found:
        first.setdefault(item.rule, item)
    return tuple(sorted(first.values(), key=lambda item: (item.page, list(RULES).index(item.rule))))
