"""An agency with a level on every indicator, as the tests of this room need it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from matang.assessments.models import Assessment, Rating, Round
from matang.assessments.queries import instrument_for
from matang.instruments.actions import install_packaged
from matang.people.actor import set_reach
from matang.people.queries import everything
from matang.plans.actions import make_plan
from matang.plans.models import Plan
from matang.plans.queries import levels_now
from matang.plans.simulation import basis_of, simulate
from tests.world import World


def rate(
    world: World, levels: dict[str, object] | None = None, assessment: Assessment | None = None
) -> dict[str, object]:
    """Self values of the bureau: 1, 2, 3, 1, 2, 3 … or the given ones."""
    assessment = assessment or world.assessment
    codes = instrument_for(assessment).instrument.codes
    levels = levels if levels is not None else {code: 1 + at % 3 for at, code in enumerate(codes)}
    set_reach(everything())
    Rating.objects.bulk_create(
        Rating(
            agency=assessment.agency,
            assessment=assessment,
            indicator=code,
            stage="mandiri",
            value=None if value == "NA" else Decimal(str(value)),
            not_applicable=value == "NA",
        )
        for code, value in levels.items()
    )
    return levels


def planned(
    world: World, aims: dict[str, int] | None = None, title: str = "Menuju Baik", who: str = "koordinator"
) -> Plan:
    """A plan over levels moved by hand: indicator 1 from 1 to 3, indicator 2 from 2 to 3."""
    actor = world.actor(who)
    instrument = instrument_for(world.assessment).instrument
    aims = aims or {"1": 3, "2": 3}
    wanted = {code: Fraction(level) for code, level in aims.items()}
    steps = simulate(basis_of(instrument, levels_now(world.assessment)), wanted, {}).rises
    return make_plan(actor, world.assessment.uuid, title, Fraction("2.6"), steps)


def other_instrument(world: World, code: str) -> Assessment:
    """The bureau in a second round with another packaged instrument."""
    set_reach(everything())
    first = world.round
    round_ = Round.objects.create(
        owner=world.province,
        title="Evaluasi lain",
        instrument=install_packaged(code),
        year=first.year,
        stages=["mandiri"],
        opens_on=first.opens_on,
        closes_on=first.closes_on,
    )
    return Assessment.objects.create(agency=world.bureau, round=round_)
