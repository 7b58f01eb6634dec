"""Saving an answer: the one path by which values and words of a rating change, with version, merge and journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from matang.assessments.models import Assessment, Rating, RatingVersion
from matang.core.instrument import Instrument
from matang.core.scoring import Score
from matang.core.values import NotApplicable, ValueRefused, parse_value
from matang.journal.actions import record, text_mark
from matang.people.actor import Actor
from matang.people.rules import Refused

TEXTS = ("fact", "analysis", "finding", "recommendation")
WORDS = {"fact": "fakta", "analysis": "analisis", "finding": "temuan", "recommendation": "rekomendasi"}
LONGEST = 20_000
# An answer before its first version.
_EMPTY: dict[str, Any] = {"value": None, "not_applicable": False, **dict.fromkeys(TEXTS, "")}


@dataclass(frozen=True)
class Answer:
    """What one open page wants to store. Only the fields that were touched are in `fields` (`value` as typed, texts).

    `base` is the version that the page was drawn from; `token` names the open page and `sequence` its save, so that a
    save sent twice or arriving late is recognised.
    """

    fields: dict[str, str]
    base: int
    token: str = ""
    sequence: int = 0


@dataclass(frozen=True)
class Saved:
    """The rating after the save. `conflict` names fields that somebody else changed meanwhile: nothing was stored, and
    `theirs` is what stands there. `fresh` is what others wrote meanwhile into fields that this save does not touch: the
    page must show it, since it counts as seen from now on. `score` is the assessment's, when a value may have changed.
    """

    rating: Rating
    conflict: tuple[str, ...] = ()
    theirs: dict[str, str] = field(default_factory=dict)
    fresh: dict[str, str] = field(default_factory=dict)
    score: Score | None = None


@dataclass(frozen=True)
class _Since:
    """What happened after the version that a page was drawn from: the answer at that version, the fields that others
    changed, and whether this page's save, or a later one of it, was stored already."""

    old: dict[str, Any]
    others: frozenset[str] = frozenset()
    stored: bool = False


def store(actor: Actor, assessment: Assessment, rating: Rating, answer: Answer, instrument: Instrument) -> Saved:
    """Merge the touched fields into a locked rating, keep the version, write the journal.

    Raises Refused for a value that the instrument does not know or a text that is too long.
    """
    fields = _clean(answer.fields, rating.indicator, instrument)
    since = _since(rating, answer)
    fresh = _shown(rating, [name for name in since.others if name not in fields])
    if since.stored:
        return Saved(rating, fresh=fresh)
    changed = {
        name: value
        for name, value in fields.items()
        if value != getattr(rating, name) and not (name in since.others and value == since.old[name])
    }
    clash = [name for name in changed if name in since.others and getattr(rating, name) != since.old[name]]
    if clash:
        theirs = _shown(rating, clash)
        return Saved(rating, tuple(theirs), theirs, fresh)
    before = {name: getattr(rating, name) for name in changed}
    for name, value in changed.items():
        setattr(rating, name, value)
    rating.token, rating.sequence = answer.token, answer.sequence
    if changed:
        _keep(actor, assessment, rating, before)
    elif rating.pk and answer.token:  # an earlier save of this page that arrives late must not bring old words back
        Rating.objects.filter(pk=rating.pk).update(token=answer.token, sequence=answer.sequence)
    return Saved(rating, fresh=fresh)


def _clean(fields: dict[str, str], indicator: str, instrument: Instrument) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    for name, text in fields.items():
        if name == "value":
            clean |= _typed(text, indicator, instrument)
        elif name in TEXTS:
            clean[name] = _text(name, text)
    return clean


def _typed(text: str, indicator: str, instrument: Instrument) -> dict[str, Any]:
    try:
        value = parse_value(instrument, indicator, text.strip().replace(",", "."))
    except ValueRefused as error:
        raise Refused(str(error)) from error
    if isinstance(value, NotApplicable):
        return {"value": None, "not_applicable": True}
    number = None if value is None else Decimal(value.numerator) / value.denominator
    return {"value": number, "not_applicable": False}


def _text(name: str, text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LONGEST:
        raise Refused(f"Isian {WORDS[name]} lebih dari {LONGEST} huruf; pindahkan sebagian ke bukti dukung.")
    return text


def _since(rating: Rating, answer: Answer) -> _Since:
    """Look through the versions that the page has not seen. No statement when it has seen all.

    A page whose answers were lost on the line does not know its own saves: the token tells them from others'.
    """
    stored = answer.token != "" and answer.token == rating.token and answer.sequence <= rating.sequence
    if answer.base >= rating.version:
        return _Since({}, stored=stored)
    others: set[str] = set()
    last = old = _EMPTY
    unseen = RatingVersion.objects.filter(rating=rating, number__gte=answer.base).order_by("number")
    for version in unseen.values("number", "token", "sequence", *_EMPTY):
        if version["number"] == answer.base:
            old = version
        elif answer.token and version["token"] == answer.token:
            stored = stored or answer.sequence <= version["sequence"]
        else:
            others |= {name for name in _EMPTY if version[name] != last[name]}
        last = version
    return _Since(old, frozenset(others), stored)


def _shown(rating: Rating, names: Iterable[str]) -> dict[str, str]:
    """Fields as a form holds them: "tidak berlaku" is a value."""
    shown = {"value" if name == "not_applicable" else name for name in names}
    texts = {name: _as_text(getattr(rating, name)) for name in ("value", *TEXTS) if name in shown}
    return texts | ({"value": "NA"} if "value" in shown and rating.not_applicable else {})


def _keep(actor: Actor, assessment: Assessment, rating: Rating, before: dict[str, Any]) -> None:
    rating.version += 1
    rating.changed_by_id = actor.person_id
    rating.carried = False
    rating.save()
    version = RatingVersion.objects.create(
        agency_id=rating.agency_id,
        rating=rating,
        number=rating.version,
        value=rating.value,
        not_applicable=rating.not_applicable,
        by_id=actor.person_id,
        token=rating.token,
        sequence=rating.sequence,
        **{name: getattr(rating, name) for name in TEXTS},
    )
    texts = {name: text_mark(version.uuid, getattr(rating, name)) for name in before if name in TEXTS}
    values = {name: _as_text(value) for name, value in before.items() if name not in TEXTS}
    record(
        actor,
        f"rate.{rating.stage}",
        ("assessment", assessment.uuid),
        _sentence(rating, before),
        agency_id=rating.agency_id,
        part=rating.indicator,
        before=values,
        after={name: _as_text(getattr(rating, name)) for name in values} | texts | {"seat": rating.seat},
    )


def _sentence(rating: Rating, before: dict[str, Any]) -> str:
    parts = []
    if "value" in before or "not_applicable" in before:
        old = _level(before.get("value"), before.get("not_applicable", False))
        parts.append(f"mengubah nilai dari {old} ke {_level(rating.value, rating.not_applicable)}")
    texts = [WORDS[name] for name in TEXTS if name in before]
    if texts:
        parts.append("menulis " + " dan ".join(texts))
    return f"{', '.join(parts)} pada indikator {rating.indicator} ({rating.get_stage_display().lower()})"


def _level(value: Decimal | None, not_applicable: bool) -> str:
    if not_applicable:
        return "tidak berlaku"
    return "kosong" if value is None else f"{value.normalize():f}".replace(".", ",")


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
