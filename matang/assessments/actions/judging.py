"""The assessors' work: a value, a finding and a recommendation for each indicator, apart from the agency's own."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from matang.assessments.actions.filling import known, locked_rating
from matang.assessments.actions.saving import Answer, Saved, store
from matang.assessments.actions.states import allow, move
from matang.assessments.models import Assessment, Rating, Seat, Stage
from matang.assessments.queries import assessment_of, given, instrument_for, ratings_of
from matang.assessments.verdicts import verdicts
from matang.core.documents import number_text
from matang.core.scoring import Given
from matang.core.values import NA
from matang.core.workflow import Facts
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.models import Role
from matang.people.queries import members_of
from matang.people.rules import Invisible, Refused, Right

State = Assessment.State
NOT_OPEN = "Penilaian ini tidak sedang dinilai (keadaannya: {state})."
FIELDS = frozenset({"value", "finding", "recommendation"})


def judge(actor: Actor, uuid: UUID, indicator: str, answer: Answer) -> Saved:
    """Save an assessor's value, finding and recommendation at the assessor's own seat."""
    assessment = _open(actor, uuid, Right.ASSESS, State.SUBMITTED)
    content = instrument_for(assessment)
    known(content.instrument, indicator)
    seat = take_seat(actor, assessment)
    if seat.finished_at is not None:
        raise Refused("Anda sudah menyatakan selesai menilai. Buka kembali penilaian Anda untuk mengubahnya.")
    rating = locked_rating(assessment, indicator, Stage.DOCUMENT, seat.number)
    return store(actor, assessment, rating, _judged(answer), content.instrument)


def take_seat(actor: Actor, assessment: Assessment) -> Seat:
    """The assessor's seat in this assessment; the first to come takes the first free one (the row lock on the
    assessment keeps two from taking the same)."""
    seats = list(Seat.objects.filter(assessment=assessment).order_by("number"))
    mine = next((seat for seat in seats if seat.person_id == actor.person_id), None)
    if mine is not None:
        return mine
    number = max((seat.number for seat in seats), default=0) + 1
    return Seat.objects.create(
        agency_id=assessment.agency_id, assessment=assessment, number=number, person_id=actor.author_id
    )


def seat_assessor(actor: Actor, uuid: UUID, person: UUID) -> Seat:
    """The lead assessor gives an assessor of the agency a seat; the assessment waits until every seat has finished."""
    assessment = _locked(actor, uuid, Right.SETTLE)
    state = allow(actor, assessment, "seat")
    members = members_of(actor, assessment.agency_id, timezone.localdate())
    member = members.filter(role=Role.ASSESSOR, person__uuid=person).first()
    if member is None:
        raise Invisible
    seats = list(Seat.objects.filter(assessment=assessment))
    if any(seat.person_id == member.person_id for seat in seats):
        raise Refused(f"{member.person.name} sudah ditugasi menilai di sini.")
    seat = Seat.objects.create(
        agency_id=assessment.agency_id,
        assessment=assessment,
        number=max((seat.number for seat in seats), default=0) + 1,
        person_id=member.person_id,
    )
    move(assessment, state)
    _note(actor, assessment, "seat", f"menugaskan {member.person.name} sebagai asesor {seat.number}")
    return seat


def finish(actor: Actor, uuid: UUID) -> None:
    """Say that the own seat has judged every indicator; when all seats have, the assessment is assessed."""
    assessment = _locked(actor, uuid, Right.ASSESS)
    seat = take_seat(actor, assessment)
    state = allow(actor, assessment, "finish", Facts(unjudged=tuple(unjudged(assessment, seat.number))))
    Seat.objects.filter(pk=seat.pk).update(finished_at=Now())
    _note(actor, assessment, "finish", "menyatakan selesai menilai")
    if not Seat.objects.filter(assessment=assessment, finished_at__isnull=True).exists():
        move(assessment, state)


def reopen(actor: Actor, uuid: UUID) -> None:
    """Take back "finished". Refused once two seats have finished: each could then see the other's values."""
    assessment = _locked(actor, uuid, Right.ASSESS)
    seats = list(Seat.objects.filter(assessment=assessment))
    mine = next((seat for seat in seats if seat.person_id == actor.person_id), None)
    finished = mine is not None and mine.finished_at is not None
    all_finished = len(seats) > 1 and all(seat.finished_at is not None for seat in seats)
    state = allow(actor, assessment, "reopen", Facts(own_finished=finished, all_finished=all_finished))
    Seat.objects.filter(assessment=assessment, person_id=actor.author_id).update(finished_at=None)
    move(assessment, state)
    _note(actor, assessment, "reopen", "membuka kembali penilaiannya")


def settle(actor: Actor, uuid: UUID, indicator: str, answer: Answer) -> Saved:
    """The lead assessor sets the final value, finding and recommendation of an indicator."""
    assessment = _open(actor, uuid, Right.SETTLE, State.ASSESSED)
    content = instrument_for(assessment)
    known(content.instrument, indicator)
    rating = locked_rating(assessment, indicator, Stage.FINAL)
    saved = store(actor, assessment, rating, _judged(answer), content.instrument)
    if not saved.conflict:
        Assessment.objects.filter(pk=assessment.pk).update(version=F("version") + 1)
    return saved


def settle_agreed(actor: Actor, assessment: Assessment) -> tuple[dict[str, Rating], Assessment.State]:
    """Write the final value of every indicator on which the seats agree and nothing was settled by hand; returns all
    final ratings and the state to move to. The caller holds the assessment's lock. Refused unless the decision may be
    proposed, above all while an indicator must still be settled."""
    _, found = verdicts(assessment)
    open_codes = tuple(code for code, verdict in found.items() if not verdict.ready)
    state = allow(actor, assessment, "propose", Facts(without_final_value=open_codes))
    instrument = instrument_for(assessment).instrument
    for code, verdict in found.items():
        if verdict.settled or verdict.value is None:
            continue
        rating = verdict.final or locked_rating(assessment, code, Stage.FINAL)
        fields = {
            "value": _typed(verdict.value),
            "finding": verdict.finding,
            "recommendation": verdict.recommendation,
        }
        store(actor, assessment, rating, Answer(fields, rating.version), instrument)
    return ratings_of(assessment, Stage.FINAL).get((Stage.FINAL, 0), {}), state


def correct(actor: Actor, assessment: Assessment, indicator: str, answer: Answer) -> None:
    """Change a final value as a confirmed correction says; the caller holds the lock, two persons agreed."""
    rating = locked_rating(assessment, indicator, Stage.FINAL)
    fields = _judged(answer).fields
    store(actor, assessment, rating, Answer(fields, rating.version), instrument_for(assessment).instrument)


def unsettle(actor: Actor, assessment: Assessment, indicators: Iterable[str]) -> None:
    """Empty the final values of indicators that go back to the agency; their words stay as a start."""
    instrument = instrument_for(assessment).instrument
    chosen = set(indicators)
    for rating in Rating.objects.filter(assessment=assessment, stage=Stage.FINAL):
        if rating.indicator in chosen and given(rating) is not None:
            store(actor, assessment, rating, Answer({"value": ""}, rating.version), instrument)


def _judged(answer: Answer) -> Answer:
    fields = {name: text for name, text in answer.fields.items() if name in FIELDS}
    return Answer(fields, answer.base, answer.token, answer.sequence)


def _typed(value: Given) -> str:
    return "NA" if value is NA else number_text(Fraction(value)) if isinstance(value, Fraction) else ""


def _locked(actor: Actor, uuid: UUID, right: Right) -> Assessment:
    found = assessment_of(actor, uuid, right)
    assessment = Assessment.objects.select_for_update().get(pk=found.pk)
    assessment.agency, assessment.round = found.agency, found.round
    return assessment


def _open(actor: Actor, uuid: UUID, right: Right, state: Assessment.State) -> Assessment:
    """As `_locked`, for writing values, which is possible in one state only."""
    assessment = _locked(actor, uuid, right)
    if assessment.state != state:
        raise Refused(NOT_OPEN.format(state=assessment.get_state_display().lower()))
    return assessment


def unjudged(assessment: Assessment, seat: int) -> list[str]:
    """The codes that a seat has not given a value yet, in order; one statement."""
    ratings = Rating.objects.filter(assessment=assessment, stage=Stage.DOCUMENT, seat=seat)
    judged = {rating.indicator for rating in ratings if given(rating) is not None}
    instrument = instrument_for(assessment).instrument
    assumed = instrument.external if instrument.external_default is not None else ()
    return [code for code in instrument.codes if code not in judged and code not in assumed]


def _note(actor: Actor, assessment: Assessment, action: str, sentence: str) -> None:
    record(actor, action, ("assessment", assessment.uuid), sentence, agency_id=assessment.agency_id)
