"""The plan of Biro Hukum: which levels rise, by whom, until when; made by the coordinator, approved by the head."""

from __future__ import annotations

import datetime
from fractions import Fraction

from matang.demo.scene import Scene
from matang.plans.actions import approve_plan, make_plan, set_step
from matang.plans.queries import steps_of
from matang.plans.simulation import Rise

# Indicator, from, to, effort in working days, who, days from today.
STEPS: tuple[tuple[str, int, int, int, str, int], ...] = (
    ("9", 2, 3, 6, "pelaksana", 3),
    ("10", 2, 3, 8, "pelaksana", 5),
    ("12", 2, 3, 5, "aset", 6),
    ("13", 2, 3, 10, "kepegawaian", 40),
)
TITLE = "Naik ke predikat Baik"
TARGET = Fraction("2.6")


def plan(scene: Scene) -> None:
    """Make it, give each step to somebody, approve it."""
    scene.program()
    uuid = scene.assessment("kini", "hukum").uuid
    rises = [Rise(code, Fraction(start), Fraction(end), Fraction(effort)) for code, start, end, effort, _, _ in STEPS]
    made = make_plan(scene.actor("koordinator", "hukum"), uuid, TITLE, TARGET, rises)
    owners = {code: (owner, days) for code, _, _, _, owner, days in STEPS}
    for step in steps_of(made):
        owner, days = owners[step.indicator]
        due = scene.today + datetime.timedelta(days=days)
        set_step(scene.actor("koordinator", "hukum"), step.uuid, scene.people[owner].uuid, due)
    approve_plan(scene.actor("kepala"), made.uuid)
