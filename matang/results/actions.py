"""Deciding: proposed by one person, confirmed by another, corrected by two, published once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models.functions import Now

from matang.assessments.actions.judging import correct, settle_agreed
from matang.assessments.actions.saving import Answer
from matang.assessments.actions.states import allow, move
from matang.assessments.models import Assessment, Rating, Round, Stage
from matang.assessments.queries import assessment_of, citations_of, instrument_for, ratings_of, score_of
from matang.core.documents import number_text
from matang.core.figures import figure12, shown
from matang.core.values import ValueRefused, parse_value
from matang.core.workflow import Facts
from matang.journal.actions import record, seal_pending
from matang.journal.queries import chain_head
from matang.people.actor import Actor
from matang.people.models import Role
from matang.people.rules import Invisible, Refused, Right
from matang.results.models import Decision, PublishedResult
from matang.results.queries import decision_of, proposal_of, proposed_decision, public_names
from matang.results.snapshot import taken

PART = "keputusan"
Changes = Mapping[str, Mapping[str, str]]


def propose(actor: Actor, uuid: UUID) -> Decision:
    """Propose the decision of an assessed assessment: writes the final values, freezes them with the exact index."""
    assessment = _locked(actor, uuid, Right.SETTLE)
    final, state = settle_agreed(actor, assessment)
    own = ratings_of(assessment, Stage.SELF).get((Stage.SELF, 0), {})
    decision = _proposed(actor, assessment, taken(assessment, own, final, citations_of(assessment)), 1, "")
    move(assessment, state)
    _note(actor, decision, "propose", f"mengusulkan keputusan: indeks {_figure(decision)}, {decision.predicate}")
    return decision


def propose_correction(actor: Actor, uuid: UUID, changes: Changes, reason: str) -> Decision:
    """Propose a correction of a decided assessment: `changes` by indicator (value as typed, finding, recommendation).

    The former decision stays and counts until another person confirms this one.
    """
    assessment = _locked(actor, uuid, Right.SETTLE)
    former = decision_of(assessment)
    waits = proposal_of(assessment) is not None
    allow(actor, assessment, "correct", Facts(correction_waits=waits, reason=reason))
    if former is None:  # a decided assessment always has a decision
        raise Invisible
    final = ratings_of(assessment, Stage.FINAL).get((Stage.FINAL, 0), {})
    own = ratings_of(assessment, Stage.SELF).get((Stage.SELF, 0), {})
    corrected = {**final, **{code: _changed(assessment, code, final.get(code), changes[code]) for code in changes}}
    picture = taken(assessment, own, corrected, citations_of(assessment))
    decision = _proposed(actor, assessment, picture, former.number + 1, reason.strip())
    what = f"indikator {', '.join(changes)}, indeks dari {shown(Fraction(former.index))} ke {_figure(decision)}"
    _note(actor, decision, "correct", f"mengusulkan koreksi keputusan ({what}): {reason.strip()}")
    return decision


def confirm(actor: Actor, uuid: UUID) -> Decision:
    """Another lead assessor, or a leader of the round's owner, makes a proposed decision official.

    Seals the journal first, so that the chain's head printed on papers covers everything before this decision.
    """
    decision = _locked_proposal(actor, uuid)
    assessment = decision.assessment
    own = Facts(own_proposal=decision.proposed_by_id == actor.person_id)
    state = allow(actor, assessment, "decide" if decision.number == 1 else "amend", own)
    if decision.number > 1:
        _apply(actor, assessment, decision.snapshot)
    _check(assessment, decision)
    seal_pending()
    head = chain_head()
    Decision.objects.filter(pk=decision.pk).update(confirmed_by_id=actor.person_id, confirmed_at=Now(), chain_head=head)
    move(assessment, state)
    verb = "mengesahkan keputusan" if decision.number == 1 else f"mengesahkan koreksi ke-{decision.number - 1}"
    _note(actor, decision, "confirm", f"{verb}: indeks {_figure(decision)}, {decision.predicate}")
    decision.refresh_from_db()
    return decision


def refuse_proposal(actor: Actor, uuid: UUID, reason: str) -> Assessment:
    """Send a proposal back to the plenary (a correction: drop it) with a reason; the proposer may do so too."""
    decision = _locked_proposal(actor, uuid)
    state = allow(actor, decision.assessment, "reject" if decision.number == 1 else "drop", Facts(reason=reason))
    if decision.number == 1:
        move(decision.assessment, state)
    what = "usulan keputusan" if decision.number == 1 else "usulan koreksi"
    _note(actor, decision, "refuse", f"mengembalikan {what}: {reason.strip()}")
    decision.delete()
    return decision.assessment


def may_publish(actor: Actor, round_: Round) -> bool:
    """A leader or an administrator of the round's owner."""
    return actor.role in (Role.LEADER, Role.ADMINISTRATOR) and round_.owner_id in actor.reach


def publish(actor: Actor, uuid: UUID) -> int:
    """Copy every decision that counts and is not public yet to the portal; returns how many. Nothing is ever changed
    there: a later correction is published as one more row."""
    round_ = Round.objects.select_for_update(of=("self",)).select_related("owner").filter(uuid=uuid).first()
    if round_ is None or round_.owner_id not in actor.reach:
        raise Invisible
    if not may_publish(actor, round_):
        raise Refused("Hasil diumumkan oleh pimpinan atau administrator penyelenggara.")
    public = set(PublishedResult.objects.filter(round=round_).values_list("assessment", "number"))
    confirmed = Decision.objects.filter(assessment__round=round_, confirmed_at__isnull=False)
    latest = confirmed.select_related("assessment").order_by("assessment", "-number").distinct("assessment")
    names = public_names(round_)
    rows = [_public(round_, d, names[d.agency_id]) for d in latest if (d.assessment.uuid, d.number) not in public]
    if not rows:
        raise Refused("Tidak ada keputusan baru untuk diumumkan pada periode ini.")
    PublishedResult.objects.bulk_create(rows)
    Round.objects.filter(pk=round_.pk, published_at__isnull=True).update(published_at=Now())
    sentence = f"mengumumkan {len(rows)} hasil {round_.title} {round_.period_label}"
    record(actor, "publish", ("round", round_.uuid), sentence, agency_id=round_.owner_id)
    return len(rows)


def _public(round_: Round, decision: Decision, name: str) -> PublishedResult:
    picture = decision.snapshot
    kept = ("instrument", "scale", "predicates", "note", "nodes")
    return PublishedResult(
        round=round_,
        assessment=decision.assessment.uuid,
        number=decision.number,
        agency_name=name,
        index=decision.index,
        index12=decision.index12,
        predicate=decision.predicate,
        values={key: picture[key] for key in kept},
    )


def _locked(actor: Actor, uuid: UUID, right: Right) -> Assessment:
    found = assessment_of(actor, uuid, right)
    assessment = Assessment.objects.select_for_update().get(pk=found.pk)
    assessment.agency, assessment.round = found.agency, found.round
    return assessment


def _locked_proposal(actor: Actor, uuid: UUID) -> Decision:
    """The proposal with its assessment, both locked; the actor may decide on it."""
    decision = proposed_decision(actor, uuid)
    assessment = _locked(actor, decision.assessment.uuid, Right.CONFIRM)
    if not may_decide(actor, assessment):
        raise Refused("Keputusan disahkan oleh ketua asesor lain atau pimpinan penyelenggara evaluasi.")
    # Somebody else may have confirmed while this one waited for the lock.
    still = Decision.objects.select_for_update().filter(pk=decision.pk, confirmed_at__isnull=True).first()
    if still is None:
        raise Invisible
    still.assessment = assessment
    return still


def may_decide(actor: Actor, assessment: Assessment) -> bool:
    """A lead assessor, or a leader whose reach holds the round's owner: never the assessed agency's own leader."""
    if actor.role == Role.LEADER:
        return assessment.round.owner_id in actor.reach
    return actor.may(Right.CONFIRM, assessment.agency_id)


def _proposed(actor: Actor, assessment: Assessment, picture: dict[str, Any], number: int, reason: str) -> Decision:
    if picture["index"] is None:
        raise Refused("Belum ada satu pun nilai, sehingga indeks tidak dapat dihitung.")
    return Decision.objects.create(
        agency_id=assessment.agency_id,
        assessment=assessment,
        number=number,
        reason=reason,
        proposed_by_id=actor.author_id,
        index=picture["index"],
        index12=Decimal(figure12(Fraction(picture["index"]))),
        predicate=picture["predicate"],
        instrument_sha256=picture["instrument"]["sha256"],
        snapshot=picture,
    )


def _changed(assessment: Assessment, code: str, final: Rating | None, change: Mapping[str, str]) -> Rating:
    """A final rating as the correction would have it; nothing is saved."""
    instrument = instrument_for(assessment).instrument
    if code not in instrument.position:
        raise Invisible
    try:
        value = parse_value(instrument, code, change.get("value", "").strip().replace(",", "."))
    except ValueRefused as error:
        raise Refused(str(error)) from error
    if value is None:
        raise Refused(f"Tuliskan nilai baru indikator {code}.")
    number = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else None
    return Rating(
        indicator=code,
        value=number,
        not_applicable=number is None,
        finding=change.get("finding", final.finding if final else ""),
        recommendation=change.get("recommendation", final.recommendation if final else ""),
    )


def _apply(actor: Actor, assessment: Assessment, picture: dict[str, Any]) -> None:
    """Bring the final ratings to what a confirmed correction says; what is equal stays untouched."""
    for row in picture["indicators"]:
        fields = {"value": row["final"] or "", "finding": row["finding"], "recommendation": row["recommendation"]}
        correct(actor, assessment, row["code"], Answer(fields, 0))


def _check(assessment: Assessment, decision: Decision) -> None:
    """What is confirmed must be what the final ratings say: nothing may have moved since the proposal."""
    final = ratings_of(assessment, Stage.FINAL).get((Stage.FINAL, 0), {})
    index = score_of(assessment, final.values()).index
    if index is None or number_text(index) != decision.index or decision.snapshot["index"] != decision.index:
        raise Refused("Nilai akhir berubah sesudah diusulkan. Kembalikan usulan ini, lalu usulkan lagi.")


def _figure(decision: Decision) -> str:
    return shown(Fraction(decision.index))


def _note(actor: Actor, decision: Decision, action: str, sentence: str) -> None:
    record(
        actor,
        f"decision.{action}",
        ("assessment", decision.assessment.uuid),
        sentence,
        agency_id=decision.agency_id,
        part=PART,
        after={"decision": str(decision.uuid), "number": decision.number, "index": decision.index},
    )
