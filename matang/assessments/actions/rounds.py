"""Opening a round for many agencies at once, adding agencies later, changing its window."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from matang.assessments.actions.carrying import carry
from matang.assessments.models import Assessment, Round, Stage
from matang.assessments.queries import round_of
from matang.instruments.models import Version
from matang.instruments.queries import loaded, version_of
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.models import Agency
from matang.people.queries import agencies_visible_to, agency_of
from matang.people.rules import Invisible, Refused, Right

LARGEST_NUMBER = {Round.Period.YEAR: 1, Round.Period.SEMESTER: 2, Round.Period.QUARTER: 4}


@dataclass(frozen=True)
class RoundText:
    """What may be said of a round at any time: its words and its window, which closes in each agency's own zone with
    the end of the minute `closes_at`."""

    title: str
    legal_basis: str
    opens_on: datetime.date
    closes_on: datetime.date
    closes_at: datetime.time


@dataclass(frozen=True)
class RoundPlan:
    """What is settled when a round opens. `previous` is the round that a later quarter or semester starts from."""

    text: RoundText
    instrument: UUID
    year: int
    period: str
    period_number: int
    stages: tuple[str, ...]
    previous: UUID | None = None


def open_round(actor: Actor, owner: UUID, plan: RoundPlan, agencies: Iterable[UUID]) -> Round:
    """Make the round and an assessment for every agency; about a dozen statements for any number of agencies.

    A later quarter or semester of the same instrument line starts with what `previous` held: see `carrying`.
    """
    place = agency_of(actor, owner)
    actor.require(Right.MANAGE_ROUNDS, place.pk)
    version = version_of(plan.instrument)
    previous = None if plan.previous is None else round_of(actor, plan.previous)
    _check(plan, version)
    _check_previous(plan, place, version, previous)
    Agency.objects.select_for_update().get(pk=place.pk)
    _once(place, version, plan)
    round_ = Round.objects.create(
        owner=place,
        title=plan.text.title,
        legal_basis=plan.text.legal_basis,
        instrument=version,
        year=plan.year,
        period=plan.period,
        period_number=plan.period_number,
        previous=previous,
        stages=list(plan.stages),
        opens_on=plan.text.opens_on,
        closes_on=plan.text.closes_on,
        closes_at=plan.text.closes_at,
    )
    added = _add(actor, round_, agencies)
    record(
        actor,
        "open_round",
        ("round", round_.uuid),
        f"membuka {round_.title} ({round_.period_label}) untuk {len(added)} instansi",
        agency_id=place.pk,
        after={"instrument": f"{version}", "sha256": version.sha256, "agencies": [str(a.uuid) for a in added]},
    )
    return round_


def add_agencies(actor: Actor, round_uuid: UUID, agencies: Iterable[UUID]) -> int:
    """Let further agencies take part; returns how many were new."""
    round_ = _locked(actor, round_uuid)
    added = _add(actor, round_, agencies)
    if added:
        names = ", ".join(agency.name for agency in added[:5]) + (", …" if len(added) > 5 else "")
        record(
            actor,
            "add_agencies",
            ("round", round_.uuid),
            f"menambahkan {len(added)} instansi ke {round_.title}: {names}",
            agency_id=round_.owner_id,
            after={"agencies": [str(agency.uuid) for agency in added]},
        )
    return len(added)


def change_round(actor: Actor, round_uuid: UUID, text: RoundText) -> Round:
    """Change words and window; the instrument, the period and the stages stay."""
    round_ = _locked(actor, round_uuid)
    _window(text)
    wanted = vars(text)
    before = {name: getattr(round_, name) for name, value in wanted.items() if getattr(round_, name) != value}
    if not before:
        return round_
    for name in before:
        setattr(round_, name, wanted[name])
    round_.save(update_fields=list(before))
    dates = {"opens_on", "closes_on", "closes_at"} & before.keys()
    record(
        actor,
        "change_round",
        ("round", round_.uuid),
        f"mengubah {'jadwal' if dates else 'keterangan'} {round_.title}",
        agency_id=round_.owner_id,
        before={name: str(value) for name, value in before.items()},
        after={name: str(wanted[name]) for name in before},
    )
    return round_


def _check(plan: RoundPlan, version: Version) -> None:
    if version.state != Version.State.PUBLISHED:
        raise Refused("Periode evaluasi hanya dapat memakai instrumen yang sudah terbit.")
    if not 1 <= plan.period_number <= LARGEST_NUMBER[Round.Period(plan.period)]:
        raise Refused("Nomor triwulan harus 1–4, nomor semester 1–2, dan periode tahunan tidak bernomor.")
    if Stage.SELF not in plan.stages:
        raise Refused("Tahap penilaian mandiri selalu dipakai.")
    _window(plan.text)


def _window(text: RoundText) -> None:
    if text.closes_on < text.opens_on:
        raise Refused("Tanggal tutup harus sama dengan atau sesudah tanggal buka.")


def _check_previous(plan: RoundPlan, owner: Agency, version: Version, previous: Round | None) -> None:
    if previous is None:
        return
    if previous.owner_id != owner.pk or previous.instrument.code != version.code:
        raise Refused("Periode sebelumnya harus milik instansi yang sama dan memakai instrumen yang sama.")
    if (previous.year, previous.period_number) >= (plan.year, plan.period_number):
        raise Refused("Periode sebelumnya harus lebih dahulu daripada periode ini.")


def _once(owner: Agency, version: Version, plan: RoundPlan) -> None:
    same = Round.objects.filter(
        owner=owner, instrument=version, year=plan.year, period=plan.period, period_number=plan.period_number
    ).first()
    if same is not None:
        raise Refused(f"{same.title} sudah dibuka untuk instrumen dan periode itu. Tambahkan instansinya di sana.")


def _add(actor: Actor, round_: Round, agencies: Iterable[UUID]) -> list[Agency]:
    """The agencies that were not there yet, each with an assessment."""
    wanted = set(agencies)
    found = list(
        agencies_visible_to(actor).filter(uuid__in=wanted, path__startswith=round_.owner.path).order_by("path")
    )
    if len(found) != len(wanted):
        raise Invisible
    present = set(Assessment.objects.filter(round=round_).values_list("agency_id", flat=True))
    new = [agency for agency in found if agency.pk not in present]
    Assessment.objects.bulk_create((Assessment(agency=agency, round=round_) for agency in new), batch_size=1000)
    previous = round_.previous
    if new and previous is not None and round_.period != Round.Period.YEAR:
        carry(previous, round_, loaded(previous.instrument_id), loaded(round_.instrument_id), [a.pk for a in new])
    return new


def _locked(actor: Actor, uuid: UUID) -> Round:
    found = round_of(actor, uuid)
    actor.require(Right.MANAGE_ROUNDS, found.owner_id)
    return (
        Round.objects.select_for_update(of=("self",)).select_related("owner", "instrument", "previous").get(pk=found.pk)
    )
