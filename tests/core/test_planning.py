"""The advice what to do first: a plan that costs more than needed wastes an office's year."""

from __future__ import annotations

import itertools
import random
import time
from fractions import Fraction

import pytest

from matang.core import planning_search
from matang.core.documents import instrument_of
from matang.core.instrument import Instrument
from matang.core.planning import Plan, PlanRefused, Prerequisite, Request, find_plan
from matang.core.scoring import score
from matang.core.values import NA
from matang.instruments.reading import read_packaged

SPBE = read_packaged("spbe-2020")
PEMDI = read_packaged("pemdi-2026")


def small(weights: list[int], levels: list[int], values: str = "whole") -> Instrument:
    """An instrument of a few indicators a, b, c … in one aspect."""
    total = sum(weights)
    nodes = [
        {"kind": "indicator", "code": chr(97 + n), "title": "Uji", "weight": Fraction(100 * weight, total)}
        for n, weight in enumerate(weights)
    ]
    return instrument_of(
        {
            "code": "uji",
            "title": "Uji",
            "values": values,
            "not_applicable": "redistribute",
            "scale": [{"level": level} for level in levels],
            "nodes": [{"kind": "aspect", "code": "1", "title": "Uji", "weight": 100, "nodes": nodes}],
        }
    )


def total_effort(instrument: Instrument, request: Request, final: dict[str, Fraction]) -> Fraction:
    total = Fraction(0)
    for code, end in final.items():
        steps = [level.value for level in instrument.levels(code)][1:]
        efforts = request.effort.get(code, [Fraction(1)] * len(steps))
        start = Fraction(request.levels[code])  # type: ignore[arg-type]
        total += sum(effort for level, effort in zip(steps, efforts, strict=True) if start < level <= end)
    return total


def allowed(request: Request, final: dict[str, Fraction]) -> bool:
    start = request.levels
    raised = {code for code in final if final[code] > start[code]}  # type: ignore[operator]
    return (
        not raised & set(request.never)
        and all(final.get(code, level) >= level for code, level in request.must.items())
        and all(
            rule.code not in raised or final[rule.code] < rule.level or final[rule.needs_code] >= rule.needs_level
            for rule in request.requires
            if rule.code in final and rule.needs_code in final
        )
    )


def brute(instrument: Instrument, request: Request) -> tuple[Fraction, Fraction, list[Fraction]] | None:
    """(effort, index, final levels) of the best plan by trying all; None when there is none."""
    codes = [code for code in instrument.codes if request.levels[code] is not NA]
    ends = []
    for code in codes:
        start = Fraction(request.levels[code])  # type: ignore[arg-type]
        ends.append([start, *[level.value for level in instrument.levels(code) if level.value > start]])
    best = None
    for choice in itertools.product(*ends):
        final = dict(zip(codes, choice, strict=True))
        if not allowed(request, final):
            continue
        effort = total_effort(instrument, request, final)
        index = score(instrument, {**request.levels, **final}).index or Fraction(0)
        order = [-level for level in choice]
        if request.target is not None:
            if index < request.target:
                continue
            key = (effort, -index, order)
        else:
            if effort > request.budget:  # type: ignore[operator]
                continue
            key = (-index, effort, order)
        if best is None or key < best[0]:
            best = (key, effort, index, list(choice))
    return best and best[1:]


def final_levels(instrument: Instrument, request: Request, plan: Plan) -> dict[str, Fraction]:
    final = {code: Fraction(value) for code, value in request.levels.items() if value is not NA}  # type: ignore[arg-type]
    for step in plan.steps:
        assert final[step.code] == step.start < step.end
        final[step.code] = step.end
    return final


def random_case(chance: random.Random) -> tuple[Instrument, Request]:
    levels = chance.choice([[1, 2, 3], [1, 2, 3, 4, 5], [0, 65, 100], [0, 1]])
    count = chance.randint(1, 3 if len(levels) == 5 else 5)
    decimal = chance.random() < 0.3
    instrument = small([chance.randint(1, 4) for _ in range(count)], levels, "decimal" if decimal else "whole")
    codes = instrument.codes

    def level() -> Fraction:
        if decimal and chance.random() < 0.5:
            return Fraction(chance.randint(levels[0] * 100, levels[-1] * 100), 100)
        return Fraction(chance.choice(levels))

    values = {code: NA if chance.random() < 0.1 and count > 1 else level() for code in codes}
    if all(value is NA for value in values.values()):
        values[codes[0]] = Fraction(levels[0])
    efforts = {
        code: [chance.choice([Fraction(0), Fraction(1), Fraction(1), Fraction(5, 2), Fraction(7)]) for _ in levels[1:]]
        for code in codes
        if chance.random() < 0.7
    }
    rules = [
        Prerequisite(
            chance.choice(codes), Fraction(chance.choice(levels)), chance.choice(codes), Fraction(chance.choice(levels))
        )
        for _ in range(chance.choice([0, 0, 1, 2, 4]))
    ]
    applicable = [code for code in codes if values[code] is not NA]
    must = {chance.choice(applicable): Fraction(chance.choice(levels))} if chance.random() < 0.3 else {}
    never = [chance.choice(codes)] if chance.random() < 0.3 else []
    if chance.random() < 0.6:
        span = levels[-1] - levels[0]
        return instrument, Request(
            values, levels[0] + Fraction(chance.randint(0, 105), 100) * span, None, efforts, rules, must, never
        )
    return instrument, Request(values, None, Fraction(chance.randint(0, 20), 2), efforts, rules, must, never)


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_is_better_than_the_one_found(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        instrument, request = random_case(chance)
        wanted = brute(instrument, request)
        try:
            plan = find_plan(instrument, request)
        except PlanRefused:
            assert wanted is None
            continue
        now = score(instrument, request.levels).index
        start = {code: value for code, value in request.levels.items() if value is not NA}
        if request.target is not None and now >= request.target and allowed(request, start):  # type: ignore[arg-type, operator]
            assert plan.steps == ()
            continue
        assert plan.reachable == (wanted is not None)
        if wanted is None:
            continue
        effort, index, levels = wanted
        final = final_levels(instrument, request, plan)
        assert (plan.effort, plan.end) == (effort, index)
        assert [final[code] for code in instrument.codes if code in final] == levels
        assert plan.start + sum(step.gain for step in plan.steps) == plan.end
        assert sum(step.effort for step in plan.steps) == plan.effort


def test_the_cheapest_plan_does_not_stop_just_below_the_border() -> None:
    fours = [11, 21, *range(32, 48)]
    levels = {code: Fraction(4 if int(code) in fours else 3) for code in SPBE.codes}
    plan = find_plan(SPBE, Request(levels, Fraction("3.5")))
    assert plan.start == Fraction("3.495")
    assert len(plan.steps) == 1
    assert SPBE.predicate(plan.end) == "Sangat Baik"


def test_already_there_needs_no_step_not_even_a_free_one() -> None:
    levels = dict.fromkeys(SPBE.codes, Fraction(3))
    free = {code: [Fraction(0)] * 4 for code in SPBE.codes}
    plan = find_plan(SPBE, Request(levels, Fraction(3), effort=free))
    assert (plan.reachable, plan.steps, plan.effort) == (True, (), 0)


def test_the_best_that_can_be_reached_is_said() -> None:
    levels = dict.fromkeys(SPBE.codes, Fraction(3))
    blocked = [Prerequisite("1", Fraction(4), "2", Fraction(4))]
    plan = find_plan(SPBE, Request(levels, Fraction(5), requires=blocked, never=["2"]))
    assert not plan.reachable
    assert plan.end == 5 - Fraction("0.013") * 4
    assert not find_plan(SPBE, Request(levels, Fraction("5.1"))).reachable


def test_one_row_a_level_and_from_a_decimal_to_the_next_whole_one() -> None:
    levels = {**dict.fromkeys(PEMDI.codes, Fraction(5)), "20": Fraction("1.26")}
    plan = find_plan(PEMDI, Request(levels, Fraction("4.8")))
    assert [(step.code, step.start, step.end) for step in plan.steps] == [
        ("20", Fraction("1.26"), 2),
        ("20", 2, 3),
        ("20", 3, 4),
    ]
    assert plan.steps[0].gain == Fraction("0.74") * Fraction(15, 100)


def test_prerequisites_come_first_in_the_order_of_steps() -> None:
    instrument = small([1, 1, 1], [1, 2, 3])
    rules = [Prerequisite("a", Fraction(2), "c", Fraction(2)), Prerequisite("c", Fraction(2), "b", Fraction(2))]
    plan = find_plan(instrument, Request(dict.fromkeys("abc", Fraction(1)), None, Fraction(3), requires=rules))
    assert [step.code for step in plan.steps] in (["b", "b", "c"], ["b", "c", "a"])
    plan = find_plan(
        instrument,
        Request(dict.fromkeys("abc", Fraction(1)), must={"a": Fraction(2)}, budget=Fraction(3), requires=rules),
    )
    assert [step.code for step in plan.steps] == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request(dict.fromkeys(SPBE.codes, 3)), "satu saja"),
        (Request(dict.fromkeys(SPBE.codes, 3), Fraction(4), Fraction(4)), "satu saja"),
        (Request({"1": 3}, Fraction(4)), "Indikator 2 belum bernilai"),
        (Request(dict.fromkeys(SPBE.codes, 3), Fraction(4), effort={"1": [Fraction(1)]}), "4 angka"),
        (Request(dict.fromkeys(SPBE.codes, 3), Fraction(4), effort={"1": [Fraction(-1)] * 4}), "4 angka"),
        (Request(dict.fromkeys(SPBE.codes, 3), Fraction(4), never=["99"]), 'kode "99"'),
        (Request(dict.fromkeys(SPBE.codes, 3), Fraction(4), must={"1": Fraction(6)}), "tingkat 6"),
        (
            Request(dict.fromkeys(SPBE.codes, 3), Fraction(4), must={"1": Fraction(4)}, never=["1"]),
            "tidak dapat dicapai",
        ),
        (Request(dict.fromkeys(SPBE.codes, 3), budget=Fraction(-1)), "kurang dari nol"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(request_: Request, words: str) -> None:
    with pytest.raises(PlanRefused, match=words):
        find_plan(SPBE, request_)


def test_a_plan_over_all_indicators_comes_while_one_looks() -> None:
    chance = random.Random(4)
    slowest = 0.0
    for _ in range(15):
        levels = {code: Fraction(chance.randint(1, 4)) for code in SPBE.codes}
        efforts = {code: [Fraction(chance.randint(1, 20)) for _ in range(4)] for code in SPBE.codes}
        rules = [
            Prerequisite(a, Fraction(chance.randint(2, 5)), b, Fraction(chance.randint(2, 5)))
            for a, b in (chance.sample(SPBE.codes, 2) for _ in range(15))
        ]
        begun = time.perf_counter()
        find_plan(SPBE, Request(levels, score(SPBE, levels).index + Fraction("0.6"), None, efforts, rules))  # type: ignore[operator]
        slowest = max(slowest, time.perf_counter() - begun)
    assert slowest < 1.5  # 0.03 s on an idle machine


def test_a_request_that_nobody_could_wait_for_is_refused_instead_of_hanging(monkeypatch) -> None:
    monkeypatch.setattr(planning_search, "_MOST_STATES", 10)
    with pytest.raises(PlanRefused, match="terlalu rumit"):
        find_plan(SPBE, Request(dict.fromkeys(SPBE.codes, 3), Fraction(4)))
