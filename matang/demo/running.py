"""The other offices this year, each somewhere between an empty draft and a decision."""

from __future__ import annotations

from matang.assessments.actions import flow, judging
from matang.assessments.actions.filling import touch
from matang.assessments.models import Assessment, Stage
from matang.assessments.queries import instrument_for
from matang.demo import bulk, levels, words
from matang.demo.agencies import ASSESSED
from matang.demo.bulk import Row
from matang.demo.people import ASSESSORS, TWO_SEATS, assessor_of
from matang.demo.scene import Scene
from matang.results.actions import confirm, propose

SUBMITTED = ("umum", "organisasi", "dinkes", "dukcapil", "ptsp", "dispora", "bpbd", "dinsos")
HALF_JUDGED = ("umum", "dukcapil")
ASSESSED_NOW = ("kominfo", "bapperida", "perpus", "bkd")
PROPOSED = ("inspektorat", "bkpd")
DECIDED = ("setwan", "bpsdm")
JUDGED = (*ASSESSED_NOW, *PROPOSED, *DECIDED)
HANDED_IN = (*SUBMITTED, *JUDGED)


def run(scene: Scene) -> None:
    """Bring every office to where it stands."""
    scene.program()
    found = {name: scene.assessment("kini", name) for name in ASSESSED if name != "hukum"}
    bulk.write(row for at, (name, one) in enumerate(found.items()) for row in _own(scene, name, one, at))
    for name, assessment in found.items():
        scene.actor(name)
        touch(assessment)
        if name in HANDED_IN:
            flow.submit(scene.actor(name), assessment.uuid, without_full_evidence=True)
    scene.program()
    bulk.write(row for name in (*HALF_JUDGED, *JUDGED) for row in _judged(scene, name, found[name]))
    for name in HALF_JUDGED:
        judging.take_seat(scene.actor(assessor_of(name), name), found[name])
    for name in JUDGED:
        _judge(scene, name, found[name])


def _own(scene: Scene, office: str, assessment: Assessment, at: int) -> list[Row]:
    """All indicators of what was handed in; of a draft the first ones, more or fewer."""
    content, by = instrument_for(assessment), scene.people[office].pk
    codes = content.instrument.codes
    filled = codes if office in HANDED_IN else codes[: at * 5 % 25]
    rows = []
    for code in filled:
        level = levels.own(office, code, levels.this_year(office, code), "kini")
        fact, analysis = words.fact(content, code, level), words.analysis(content, code, level)
        rows.append(Row(assessment, code, Stage.SELF, 0, str(level), by, fact, analysis))
    return rows


def _judged(scene: Scene, office: str, assessment: Assessment) -> list[Row]:
    """The first assessor's ratings, and the second's where two seats judge."""
    content = instrument_for(assessment)
    codes = content.instrument.codes[:11] if office in HALF_JUDGED else content.instrument.codes
    seats = ASSESSORS if office == TWO_SEATS else (assessor_of(office),)
    rows = []
    for seat, name in enumerate(seats, 1):
        for code in codes:
            first = levels.this_year(office, code)
            level = first if seat == 1 else levels.second(office, code, first)
            said, advised = words.finding(content, code, level), words.recommendation(content, code, level)
            by = scene.people[name].pk
            rows.append(
                Row(assessment, code, Stage.DOCUMENT, seat, str(level), by, finding=said, recommendation=advised)
            )
    return rows


def _judge(scene: Scene, office: str, assessment: Assessment) -> None:
    """Finished by every seat, then as far as the office has come."""
    seats = ASSESSORS if office == TWO_SEATS else (assessor_of(office),)
    for name in seats:
        judging.seat_assessor(scene.actor("ketua"), assessment.uuid, scene.people[name].uuid)
    for name in seats:
        judging.finish(scene.actor(name, office), assessment.uuid)
    if office in (*PROPOSED, *DECIDED):
        decision = propose(scene.actor("ketua"), assessment.uuid)
    if office in DECIDED:
        confirm(scene.actor("pimpinan"), decision.uuid)
