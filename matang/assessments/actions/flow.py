"""The states of an assessment: submitted, withdrawn, returned; the table of `core.workflow` decides."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Now

from matang.assessments.actions.filling import locked_draft
from matang.assessments.actions.judging import unsettle
from matang.assessments.gaps import proofs_from
from matang.assessments.models import Assessment, Rating, Seat, Stage
from matang.assessments.queries import (
    assessment_of,
    citations_of,
    database_now,
    given,
    instrument_for,
    ratings_of,
    window_open,
)
from matang.core.scoring import Given
from matang.core.workflow import Act, Facts, refusal
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.rules import Refused, Right

State = Assessment.State


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


def submit(actor: Actor, uuid: UUID, *, without_full_evidence: bool) -> None:
    """Submit a draft within the window. Refused while a value or an explanation lacks; lacking evidence needs the tick
    "diajukan tanpa bukti lengkap", which the assessor sees."""
    assessment = locked_draft(actor, uuid, Right.SUBMIT)
    check = readiness(assessment)
    facts = Facts(
        window_open=window_open(assessment, database_now()),
        was_returned=bool(assessment.returned_reason),
        without_value=check.without_value,
        without_explanation=check.without_words,
        evidence_lacks=bool(check.without_evidence),
        lack_ticked=without_full_evidence,
    )
    allow(assessment, "submit", facts)
    _move(
        actor,
        assessment,
        State.SUBMITTED,
        "submit",
        "mengajukan penilaian" + (" tanpa bukti lengkap" if check.without_evidence else ""),
        submitted_at=Now(),
        submitted_by_id=actor.person_id,
        incomplete_evidence=bool(check.without_evidence),
        returned_reason="",
        returned_indicators=None,
    )


def withdraw(actor: Actor, uuid: UUID) -> None:
    """Take a submission back while the window is open and no assessor has begun."""
    found = assessment_of(actor, uuid, Right.SUBMIT)
    assessment = _locked(found)
    begun = Rating.objects.filter(assessment=assessment, stage=Stage.DOCUMENT).exists()
    allow(assessment, "withdraw", Facts(window_open=window_open(found, database_now()), assessing_begun=begun))
    _move(actor, assessment, State.DRAFT, "withdraw", "menarik pengajuan penilaian", submitted_at=None)


def send_back(actor: Actor, uuid: UUID, reason: str, indicators: list[str]) -> None:
    """The lead assessor returns the whole (no indicators named) or single indicators, with a reason."""
    found = assessment_of(actor, uuid, Right.SETTLE)
    assessment = _locked(found)
    allow(assessment, "return", Facts(reason=reason))
    codes = instrument_for(found).instrument.position
    chosen = [code for code in codes if code in indicators]
    what = f"indikator {', '.join(chosen)}" if chosen else "seluruh penilaian"
    Seat.objects.filter(assessment=assessment).update(finished_at=None)
    unsettle(actor, assessment, chosen or codes)
    _move(
        actor,
        assessment,
        State.DRAFT,
        "return",
        f"mengembalikan {what}: {reason.strip()}",
        returned_reason=reason.strip(),
        returned_indicators=chosen or None,
    )


def allow(assessment: Assessment, act: Act, facts: Facts) -> None:
    """Raise Refused with the table's sentence when the act is not possible in this state."""
    sentence = refusal(assessment.state, act, facts)
    if sentence:
        raise Refused(sentence)


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
