"""What was asked of a simulation, and the search for the least effort, in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.http import QueryDict

from matang.assessments.models import Assessment
from matang.assessments.queries import instrument_for
from matang.core.figures import plain, shown
from matang.core.instrument import Instrument
from matang.core.planning import Plan, PlanRefused, Request, Step, find_plan
from matang.people.actor import Actor
from matang.plans.forms import Asked, read
from matang.plans.queries import levels_now, planned_assessment
from matang.plans.simulation import Simulation, basis_of, simulate

UNRATED = (
    "Indikator {codes} belum bernilai, sedangkan rencana memerlukan nilai semua indikator. "
    "Isi nilainya pada penilaian, atau centang “anggap di tingkat terendah”."
)


@dataclass(frozen=True)
class Change:
    """One indicator moved by hand, or to be raised as the search found: words and figures for a line."""

    code: str
    title: str
    levels: str
    effort: str
    gain: str


@dataclass(frozen=True)
class Found:
    """The answer of the search. `refusal` instead of steps when there is none; `query` is the way as an address."""

    sentence: str
    refusal: str = ""
    changes: tuple[Change, ...] = ()
    query: str = ""
    title: str = ""


@dataclass(frozen=True)
class Work:
    """An assessment with what was asked about it and what follows; the ground of the page and of saving a plan."""

    assessment: Assessment
    asked: Asked
    simulation: Simulation

    @property
    def instrument(self) -> Instrument:
        """The instrument that is simulated."""
        return self.simulation.basis.instrument


def work_of(actor: Actor, uuid: UUID, data: QueryDict) -> Work:
    """Read the assessment and what is asked. Two statements."""
    assessment = planned_assessment(actor, uuid)
    instrument = instrument_for(assessment).instrument
    values = levels_now(assessment)
    asked = read(data, instrument, values)
    basis = basis_of(instrument, values, lowest=asked.lowest)
    return Work(assessment, asked, simulate(basis, asked.aims, asked.efforts))


def signed(value: Fraction) -> str:
    """A difference: "+0,16", "−0,08"; one that would show as 0,00 has four places."""
    places = 2 if abs(value) >= Fraction(1, 200) else 4
    return f"{'−' if value < 0 else '+'}{shown(abs(value), places)}"


def search(work: Work) -> Found:
    """Ask the core for the least effort. Only for what was typed without faults, with a target."""
    asked = work.asked
    assert asked.target is not None
    missing = work.simulation.now.coverage.missing
    if missing:
        return _refused(UNRATED.format(codes=", ".join(missing)))
    request = Request(
        levels=work.simulation.basis.values,
        target=asked.target,
        effort=asked.efforts,
        must={code: asked.aims[code] for code in asked.must},
        never=asked.never,
    )
    try:
        plan = find_plan(work.instrument, request)
    except PlanRefused as refusal:
        return _refused(str(refusal))
    goal, best = f"Indeks {plain(asked.target)}", _below(plan.end, asked.target)
    if not plan.reachable:
        return _refused(f"{goal} tidak dapat dicapai dengan syarat ini; yang tertinggi ialah {best}.")
    if not plan.steps:
        return Found(f"{goal} sudah tercapai: indeks sekarang {best}. Tidak ada yang perlu dinaikkan.")
    return _found(work, plan, asked.target)


def _below(index: Fraction, target: Fraction) -> str:
    """The best index; one just below the target must not look like it, so it has four places, cut."""
    figure = shown(index)
    near = index < target <= Fraction(figure.replace(",", "."))
    return plain(Fraction(int(index * 10_000), 10_000)) if near else figure


def _refused(sentence: str) -> Found:
    return Found("", sentence)


def _found(work: Work, plan: Plan, target: Fraction) -> Found:
    instrument, grade = work.instrument, work.instrument.predicate(plan.end)
    codes = dict.fromkeys(step.code for step in plan.steps)
    sentence = (
        f"Usaha terkecil menuju {plain(target)}: {len(plan.steps)} langkah, usaha {plain(plan.effort)}, "
        f"indeks {shown(plan.start)} menjadi {shown(plan.end)}{f' ({grade})' if grade else ''}."
    )
    changes = tuple(_climb(instrument, [step for step in plan.steps if step.code == code]) for code in codes)
    aimed = next((grade.name for grade in instrument.predicates if grade.min == target), "")
    figure = shown(target) if (target * 100).denominator == 1 else plain(target)
    title = f"Menuju {aimed} ({figure})" if aimed else f"Menuju {figure}"
    return Found(sentence, "", changes, work.asked.query({step.code: step.end for step in plan.steps}), title)


def _climb(instrument: Instrument, steps: list[Step]) -> Change:
    """The steps of one indicator on one line: "1 → 2 → 3", with their effort and gain together."""
    code = steps[0].code
    return Change(
        code=code,
        title=instrument.indicator(code).title,
        levels=" → ".join(plain(level) for level in (steps[0].start, *(step.end for step in steps))),
        effort=plain(sum((step.effort for step in steps), Fraction(0))),
        gain=signed(sum((step.gain for step in steps), Fraction(0))),
    )
