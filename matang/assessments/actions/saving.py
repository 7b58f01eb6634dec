"""Saving an answer: the one path by which values and words of a rating change, with version, merge and journal."""

from __future__ import annotations

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
    """The rating after the save; `conflict` names fields that somebody else changed meanwhile: nothing was stored.
    `score` is the assessment's, when a value may have changed."""

    rating: Rating
    conflict: tuple[str, ...] = ()
    theirs: dict[str, str] = field(default_factory=dict)
    score: Score | None = None


def store(actor: Actor, assessment: Assessment, rating: Rating, answer: Answer, instrument: Instrument) -> Saved:
    """Merge the touched fields into a locked rating, keep the version, write the journal.

    Raises Refused for a value that the instrument does not know or a text that is too long.
    """
    if answer.token and answer.token == rating.token and answer.sequence <= rating.sequence:
        return Saved(rating)
    changed = _changed(rating, _clean(answer.fields, rating.indicator, instrument))
    if not changed:
        return Saved(rating)
    own_page = answer.token != "" and answer.token == rating.token
    if answer.base < rating.version and not own_page:
        old = _at(rating, answer.base)
        changed = {name: value for name, value in changed.items() if value != old[name]}
        clash = tuple(name for name in changed if getattr(rating, name) != old[name])
        if clash:
            return Saved(rating, clash, {name: _as_text(getattr(rating, name)) for name in clash})
        if not changed:
            return Saved(rating)
    before = {name: getattr(rating, name) for name in changed}
    for name, value in changed.items():
        setattr(rating, name, value)
    rating.token, rating.sequence = answer.token, answer.sequence
    _keep(actor, assessment, rating, before)
    return Saved(rating)


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


def _changed(rating: Rating, fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if getattr(rating, name) != value}


def _at(rating: Rating, number: int) -> dict[str, Any]:
    """The answer as it was at a version; before the first one everything is empty."""
    names = ("value", "not_applicable", *TEXTS)
    old = RatingVersion.objects.filter(rating=rating, number=number).values(*names).first()
    empty: dict[str, Any] = {"value": None, "not_applicable": False, **dict.fromkeys(TEXTS, "")}
    return dict(old) if old else empty


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
        parts.append(f"mengubah nilai dari {_level(before.get('value'))} ke {_level(rating.value, rating)}")
    texts = [WORDS[name] for name in TEXTS if name in before]
    if texts:
        parts.append("menulis " + " dan ".join(texts))
    return f"{', '.join(parts)} pada indikator {rating.indicator} ({rating.get_stage_display().lower()})"


def _level(value: Decimal | None, rating: Rating | None = None) -> str:
    if rating is not None and rating.not_applicable:
        return "tidak berlaku"
    return "kosong" if value is None else f"{value.normalize():f}".replace(".", ",")


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
