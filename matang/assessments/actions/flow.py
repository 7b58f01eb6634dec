"""The states of an assessment: submitted, withdrawn, returned; the table of `core.workflow` decides."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F

from matang.assessments.actions.filling import locked_draft
from matang.assessments.actions.judging import unsettle
from matang.assessments.actions.states import allow
from matang.assessments.gaps import proofs_from
from matang.assessments.models import Assessment, Rating, Seat, Stage
from matang.assessments.queries import (
    assessment_of,
    citations_of,
    closing_words,
    database_now,
    given,
    instrument_for,
    opening,
    ratings_of,
    window_open,
)
from matang.core import words
from matang.core.scoring import Given
from matang.core.workflow import Facts
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.rules import Refused, Right


@dataclass(frozen=True)
class Readiness:
    """What stands between a draft and its submission: indicators without value, without words, without evidence."""

    without_value: tuple[str, ...]
    without_words: tuple[str, ...]
    without_evidence: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing but evidence lacks; lacking evidence needs a tick, it refuses nothing."""
        return not self.without_value and not self.without_words


def readiness(assessment: Assessment) -> Readiness:
    """Check a draft for what is missing; two statements."""
    ratings = ratings_of(assessment, Stage.SELF).get((Stage.SELF, 0), {})
    content = instrument_for(assessment)
    values: dict[str, Given] = {code: given(rating) for code, rating in ratings.items()}
    assumed = content.instrument.external if content.instrument.external_default is not None else ()
    needed = [code for code in content.instrument.codes if code not in assumed or values.get(code) is not None]
    proof = proofs_from(assessment, values, citations_of(assessment)) if content.ladder else {}
    return Readiness(
        without_value=tuple(code for code in needed if values.get(code) is None),
        without_words=tuple(code for code in needed if not _explained(ratings.get(code))),
        without_evidence=tuple(code for code in needed if code in proof and not proof[code].complete),
    )


def _explained(rating: Rating | None) -> bool:
    return rating is not None and bool(rating.fact.strip() or rating.analysis.strip())


def submit(actor: Actor, uuid: UUID, *, without_full_evidence: bool) -> str:
    """Submit a draft within the window; gives the moment of receipt, which alone decides, in the agency's zone.

    Refused while a value or an explanation lacks; lacking evidence needs the tick "diajukan tanpa bukti lengkap", which
    the assessor sees.
    """
    assessment = locked_draft(actor, uuid, Right.SUBMIT)
    check, now = readiness(assessment), database_now()
    if not window_open(assessment, now) and not assessment.returned_reason:
        raise Refused(_outside(assessment, now))
    facts = Facts(
        window_open=True,
        was_returned=bool(assessment.returned_reason),
        without_value=check.without_value,
        without_explanation=check.without_words,
        evidence_lacks=bool(check.without_evidence),
        lack_ticked=without_full_evidence,
    )
    _move(
        actor,
        assessment,
        allow(actor, assessment, "submit", facts),
        "submit",
        "mengajukan penilaian" + (" tanpa bukti lengkap" if check.without_evidence else ""),
        submitted_at=now,
        submitted_by_id=actor.person_id,
        incomplete_evidence=bool(check.without_evidence),
        returned_reason="",
        returned_indicators=None,
    )
    return _moment(assessment, now)


def _moment(assessment: Assessment, now: datetime.datetime) -> str:
    """A receipt's moment: "30 Juni 2026 pukul 23.59.59 WITA"."""
    zone = assessment.agency.time_zone
    local = now.astimezone(ZoneInfo(zone))
    return f"{words.date(local.date())} pukul {local:%H.%M.%S} {words.zone_name(zone)}"


def _outside(assessment: Assessment, now: datetime.datetime) -> str:
    """The refusal outside the window: when it opens or closed, and when the server received this."""
    received = f"kiriman Anda diterima server {_moment(assessment, now)}"
    if now < opening(assessment.round, assessment.agency.time_zone):
        return f"Penilaian mandiri baru dibuka {words.date(assessment.round.opens_on)}; {received}."
    return (
        f"Penilaian mandiri sudah ditutup {closing_words(assessment)}; {received}. Isian Anda tetap tersimpan. Hubungi "
        "penyelenggara evaluasi bila waktunya perlu diperpanjang."
    )


def withdraw(actor: Actor, uuid: UUID) -> None:
    """Take a submission back while the window is open and no assessor has begun."""
    found = assessment_of(actor, uuid, Right.SUBMIT)
    assessment = _locked(found)
    begun = Rating.objects.filter(assessment=assessment, stage=Stage.DOCUMENT).exists()
    facts = Facts(window_open=window_open(found, database_now()), assessing_begun=begun)
    state = allow(actor, assessment, "withdraw", facts)
    _move(actor, assessment, state, "withdraw", "menarik pengajuan penilaian", submitted_at=None)


def send_back(actor: Actor, uuid: UUID, reason: str, indicators: list[str]) -> None:
    """The lead assessor returns the whole (no indicators named) or single indicators, with a reason."""
    found = assessment_of(actor, uuid, Right.SETTLE)
    assessment = _locked(found)
    state = allow(actor, assessment, "return", Facts(reason=reason))
    codes = instrument_for(found).instrument.position
    chosen = [code for code in codes if code in indicators]
    what = f"indikator {', '.join(chosen)}" if chosen else "seluruh penilaian"
    Seat.objects.filter(assessment=assessment).update(finished_at=None)
    unsettle(actor, assessment, chosen or codes)
    _move(
        actor,
        assessment,
        state,
        "return",
        f"mengembalikan {what}: {reason.strip()}",
        returned_reason=reason.strip(),
        returned_indicators=chosen or None,
    )


def _locked(found: Assessment) -> Assessment:
    assessment = Assessment.objects.select_for_update().get(pk=found.pk)
    assessment.agency, assessment.round = found.agency, found.round
    return assessment


def _move(
    actor: Actor, assessment: Assessment, state: Assessment.State, action: str, sentence: str, **fields: object
) -> None:
    before = assessment.state
    Assessment.objects.filter(pk=assessment.pk).update(state=state, version=F("version") + 1, **fields)
    record(
        actor,
        action,
        ("assessment", assessment.uuid),
        sentence,
        agency_id=assessment.agency_id,
        before={"state": before},
        after={"state": str(state)},
    )
