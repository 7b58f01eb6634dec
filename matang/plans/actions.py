"""Making a plan, giving its steps to people, ticking them off, and the leader's approval."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone

from matang.assessments.models import Assessment
from matang.assessments.queries import instrument_for
from matang.core.figures import plain
from matang.core.instrument import Instrument
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.models import Person, Role
from matang.people.queries import members_of
from matang.people.rules import TEAM, Invisible, Refused, Right
from matang.plans.models import Plan, Step
from matang.plans.queries import levels_now, plan_of, planned_assessment, steps_of, visible_to
from matang.plans.simulation import Rise, basis_of, rises

FROZEN = "Rencana ini sudah disetujui; langkahnya tidak dapat diubah lagi. Buat rencana baru bila tujuannya berubah."
MOVED = "Tingkat indikator {code} sudah berubah sejak simulasi dibuka. Muat ulang simulasi, lalu simpan lagi."
FARTHEST = datetime.timedelta(days=3660)


def make_plan(actor: Actor, uuid: UUID, title: str, target: Fraction | None, steps: Sequence[Rise]) -> Plan:
    """Keep a way from today's levels as a plan. `target` is the index aimed at, None when levels were moved by hand.

    Each indicator's steps must lead from its level now up its scale, level by level; unrated ones may start on their
    lowest level. Raises Invisible, and Refused with what to do.
    """
    assessment = planned_assessment(actor, uuid)
    actor.require(Right.PLAN, assessment.agency_id)
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    title = " ".join(title.replace("\x00", "").split())
    if not title or len(title) > 200:
        raise Refused("Tulis judul rencana, paling panjang 200 huruf.")
    if Plan.objects.filter(assessment=assessment, title=title).exists():
        raise Refused(f'Rencana berjudul "{title}" sudah ada pada penilaian ini. Pakai judul lain.')
    _check(assessment, steps)
    plan = Plan.objects.create(
        agency_id=assessment.agency_id,
        assessment=assessment,
        title=title,
        target=None if target is None else _stored(target, 4),
        made_by_id=actor.author_id,
    )
    Step.objects.bulk_create(
        Step(
            agency_id=plan.agency_id,
            plan=plan,
            indicator=rise.code,
            from_value=_stored(rise.start, 2),
            to_value=_stored(rise.end, 2),
            effort=_stored(rise.effort, 2),
        )
        for rise in steps
    )
    after = {"target": None if target is None else plain(target), "steps": [_words(rise) for rise in steps]}
    _note(actor, "make_plan", plan, f"menyusun rencana {title} ({len(steps)} langkah)", after=after)
    return plan


def set_step(actor: Actor, uuid: UUID, owner_uuid: UUID | None, due_on: datetime.date | None) -> Step:
    """Say who takes a step and until when. The planners before the approval, the coordinator afterwards too."""
    step = _locked_step(actor, uuid)
    if not may_set(actor, step.plan):
        actor.require(Right.PLAN, step.agency_id)
        raise Refused("Sesudah rencana disetujui, hanya koordinator yang menetapkan penanggung jawab dan tenggatnya.")
    made = timezone.localdate(step.plan.made_at)
    if due_on is not None and due_on != step.due_on and not made <= due_on <= made + FARTHEST:
        raise Refused(
            f"Tenggat indikator {step.indicator}: pilih hari sesudah rencana dibuat, paling lama sepuluh tahun."
        )
    kept = owner_uuid is not None and step.owner is not None and step.owner.uuid == owner_uuid
    owner = step.owner if kept else _member(actor, step.agency_id, owner_uuid)
    before = _duty(step)
    step.owner, step.due_on = owner, due_on
    if _duty(step) != before:
        step.save(update_fields=["owner", "due_on"])
        words = f"menetapkan penanggung jawab dan tenggat langkah {_level(step)}"
        _note(actor, "set_step", step.plan, words, part=step.indicator, before=before, after=_duty(step))
    return step


def complete_step(actor: Actor, uuid: UUID, *, done: bool = True) -> Step:
    """Its owner or the coordinator says that the work is done, or (`done` false) that it is not after all."""
    step = _locked_step(actor, uuid)
    if not may_complete(actor, step):
        raise Refused("Hanya penanggung jawab langkah ini atau koordinator yang menandainya selesai.")
    if (step.done_at is not None) != done:
        Step.objects.filter(pk=step.pk).update(done_at=Now() if done else None)
        step.refresh_from_db(fields=["done_at"])
        name, verb = ("complete_step", "menyelesaikan") if done else ("reopen_step", "membuka kembali")
        _note(actor, name, step.plan, f"{verb} langkah {_level(step)}", part=step.indicator)
    return step


def approve_plan(actor: Actor, uuid: UUID) -> Plan:
    """The leader approves; from then on the plan and the levels of its steps stand."""
    plan = _locked(actor, uuid)
    actor.require(Right.APPROVE_PLAN, plan.agency_id)
    if plan.state == Plan.State.APPROVED:
        raise Refused(FROZEN)
    after = {"title": plan.title, "steps": [_words(rise) for rise in rises_of(steps_of(plan))]}
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.APPROVED, approved_by_id=actor.person_id, approved_at=Now())
    _note(actor, "approve_plan", plan, f"menyetujui rencana {plan.title}", after=after)
    return plan_of(actor, uuid)


def drop_plan(actor: Actor, uuid: UUID) -> Assessment:
    """Throw a draft away; what it said stays in the journal. Returns its assessment."""
    plan = _locked(actor, uuid)
    actor.require(Right.PLAN, plan.agency_id)
    if plan.state == Plan.State.APPROVED:
        raise Refused(FROZEN)
    before = {"title": plan.title, "steps": [_words(rise) for rise in rises_of(steps_of(plan))]}
    assessment = plan.assessment
    _note(actor, "drop_plan", plan, f"menghapus rencana {plan.title}", before=before)
    plan.delete()
    return assessment


def may_set(actor: Actor, plan: Plan) -> bool:
    """Whether the person may give the plan's steps to people now."""
    if plan.state == Plan.State.APPROVED and actor.role != Role.COORDINATOR:
        return False
    return actor.may(Right.PLAN, plan.agency_id)


def may_complete(actor: Actor, step: Step) -> bool:
    """The owner, as one of the team, or the coordinator."""
    if actor.role not in TEAM or step.agency_id not in actor.reach:
        return False
    return actor.role == Role.COORDINATOR or step.owner_id == actor.person_id


def rises_of(steps: Sequence[Step]) -> list[Rise]:
    """Stored steps as exact ones."""
    return [
        Rise(step.indicator, Fraction(step.from_value), Fraction(step.to_value), Fraction(step.effort))
        for step in steps
    ]


def _locked(actor: Actor, uuid: UUID) -> Plan:
    plan = visible_to(actor).select_for_update(of=("self",)).filter(uuid=uuid).first()
    if plan is None:
        raise Invisible
    return plan


def _locked_step(actor: Actor, uuid: UUID) -> Step:
    plans = visible_to(actor)
    found = Step.objects.select_for_update(of=("self",)).filter(uuid=uuid, plan__in=plans)
    step = found.select_related("plan", "owner").first()
    if step is None:
        raise Invisible
    return step


def _check(assessment: Assessment, steps: Sequence[Rise]) -> None:
    instrument = instrument_for(assessment).instrument
    if not steps:
        raise Refused("Belum ada tingkat yang dinaikkan. Pilih tingkat yang dituju, atau cari usaha terkecil.")
    basis = basis_of(instrument, levels_now(assessment), lowest=True)
    chains: dict[str, list[Rise]] = {}
    for rise in steps:
        chains.setdefault(rise.code, []).append(rise)
    for code, chain in chains.items():
        if code not in instrument.position or not basis.applies(code):
            raise Refused(f'Indikator "{code}" tidak ada atau tidak berlaku pada penilaian ini.')
        if chain[0].start != basis.start(code):
            raise Refused(MOVED.format(code=code))
        if not _climbs(instrument, code, chain):
            raise Refused(f"Langkah indikator {code} harus naik satu tingkat demi satu tingkat menurut skalanya.")


def _climbs(instrument: Instrument, code: str, chain: list[Rise]) -> bool:
    """Whether the steps go up the scale, each to the next level (on decimal scales the last one to part of it)."""
    top = chain[-1].end
    levels = [level.value for level in instrument.levels(code)]
    if top > levels[-1] or (instrument.values == "whole" and top not in levels) or (top * 100).denominator != 1:
        return False
    whole = rises(instrument, code, chain[0].start, top)
    return [(rise.start, rise.end) for rise in whole] == [(rise.start, rise.end) for rise in chain]


def _member(actor: Actor, agency_id: int, uuid: UUID | None) -> Person | None:
    if uuid is None:
        return None
    members = members_of(actor, agency_id, timezone.localdate()).filter(person__uuid=uuid)
    member = next((member for member in members if member.role in TEAM), None)
    if member is None:
        raise Refused("Penanggung jawab harus anggota tim instansi ini. Pilih dari daftar.")
    return member.person


def _stored(value: Fraction, places: int) -> Decimal:
    """As the column keeps it; a target with more places is rounded up, so that it is never reached too early."""
    scaled = -(-value.numerator * 10**places // value.denominator)
    return Decimal(scaled).scaleb(-places)


def _duty(step: Step) -> dict[str, str]:
    due = "" if step.due_on is None else step.due_on.isoformat()
    return {"owner": step.owner.name if step.owner else "", "due_on": due}


def _level(step: Step) -> str:
    return f"indikator {step.indicator} ke tingkat {plain(Fraction(step.to_value))}"


def _words(rise: Rise) -> str:
    return f"{rise.code}: {plain(rise.start)} → {plain(rise.end)}"


def _note(actor: Actor, action: str, plan: Plan, sentence: str, **rest: object) -> None:
    record(actor, action, ("plan", plan.uuid), sentence, agency_id=plan.agency_id, **rest)  # type: ignore[arg-type]
