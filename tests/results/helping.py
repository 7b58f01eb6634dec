"""Short ways through an evaluation, by the program's own actions."""

from __future__ import annotations

from collections.abc import Mapping

from matang.assessments.actions import filling, flow, judging
from matang.assessments.actions.saving import Answer
from matang.assessments.queries import instrument_for
from matang.results import actions


def fill(world, levels: Mapping[str, str] | None = None, default: str = "3") -> None:
    """The coordinator answers everything and submits."""
    koordinator = world.actor("koordinator")
    for code in instrument_for(world.assessment).instrument.codes:
        answer = Answer(
            {"value": (levels or {}).get(code, default), "fact": f"Fakta {code}", "analysis": "Analisis"}, 0
        )
        filling.rate(koordinator, world.assessment.uuid, code, answer)
    flow.submit(koordinator, world.assessment.uuid, without_full_evidence=True)


def judge(world, name: str, levels: Mapping[str, str] | None = None, default: str = "3", *, done: bool = True) -> None:
    """An assessor judges everything and (usually) says so."""
    assessor = world.actor(name)
    for code in instrument_for(world.assessment).instrument.codes:
        value = (levels or {}).get(code, default)
        answer = Answer({"value": value, "finding": f"Temuan {name} {code}", "recommendation": f"Saran {code}"}, 0)
        judging.judge(assessor, world.assessment.uuid, code, answer)
    if done:
        judging.finish(assessor, world.assessment.uuid)


def decide(world, levels: Mapping[str, str] | None = None, default: str = "3"):
    """The whole way with one assessor: from the draft to a confirmed decision."""
    fill(world, levels, default)
    judge(world, "asesor", levels, default)
    proposal = actions.propose(world.actor("ketua"), world.assessment.uuid)
    return actions.confirm(world.actor("ketua2"), proposal.uuid)
