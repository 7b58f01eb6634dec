"""The decided years: values of all offices, decisions by two persons, and what was published."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from matang.assessments.actions import judging
from matang.assessments.actions.filling import touch
from matang.assessments.models import Assessment, Citation, Stage
from matang.assessments.queries import instrument_for
from matang.demo import bulk, levels, words
from matang.demo.agencies import ASSESSED, PILOTS
from matang.demo.bulk import Row
from matang.demo.bureau_past import CITED, PAST
from matang.demo.people import assessor_of
from matang.demo.scene import Scene
from matang.evidence.models import Version
from matang.journal.actions import record
from matang.results.actions import confirm, propose, publish

State = Assessment.State


def decide_years(scene: Scene, versions: dict[str, Version]) -> None:
    """Two years ago the pilots, last year every office, Biro Hukum with its evidence; decided and published."""
    for key, offices in (("lalu2", PILOTS), ("lalu", ASSESSED)):
        scene.program()
        found = {name: scene.assessment(key, name) for name in offices}
        bulk.write(row for name in offices for row in _rows(scene, key, name, found[name]))
        if key == "lalu":
            _cite(scene, found["hukum"], versions)
        for name, assessment in found.items():
            decide(scene, assessment, name, assessor_of(name))
        publish(scene.actor("pimpinan"), scene.rounds[key].uuid)


def _cite(scene: Scene, assessment: Assessment, versions: dict[str, Version]) -> None:
    """What proved Biro Hukum's values then, written as citing left it."""
    Citation.objects.bulk_create(
        Citation(
            agency_id=assessment.agency_id,
            assessment=assessment,
            version=versions[paper],
            indicator=code,
            level=requirement.partition(".")[0],
            requirement=f"{code}.{requirement}",
            pages=pages,
            cited_by=scene.people["koordinator"],
        )
        for code, requirement, paper, pages in CITED
    )


def decide(scene: Scene, assessment: Assessment, office: str, assessor: str) -> None:
    """From filled and judged to decided: the lead assessor proposes, the second one confirms."""
    touch(assessment)
    handed_in(scene, assessment, office)
    judging.finish(scene.actor(assessor, office), assessment.uuid)
    decision = propose(scene.actor("ketua"), assessment.uuid)
    confirm(scene.actor("ketua2"), decision.uuid)


def handed_in(scene: Scene, assessment: Assessment, office: str) -> None:
    """Submitted then, while the window was open: the action itself would look at today's clock."""
    coordinator = "koordinator" if office in ("hukum", "provinsi") else office
    actor = scene.actor(coordinator, office)
    Assessment.objects.filter(pk=assessment.pk).update(
        state=State.SUBMITTED,
        version=F("version") + 1,
        submitted_at=scene.moment(assessment.round.year * 365 - scene.today.year * 365 + 3, 14),
        submitted_by_id=actor.person_id,
    )
    record(
        actor,
        "submit",
        ("assessment", assessment.uuid),
        "mengajukan penilaian",
        agency_id=assessment.agency_id,
        before={"state": "draft"},
        after={"state": "submitted"},
    )


def _rows(scene: Scene, year: str, office: str, assessment: Assessment) -> Iterator[Row]:
    coordinator = scene.people["koordinator" if office == "hukum" else office].pk
    judge, lead = scene.people[assessor_of(office)].pk, scene.people["ketua"].pk
    content = instrument_for(assessment)
    for code, final, own, finding, advice in _year(year, office, content.instrument.codes):
        said = finding or words.finding(content, code, final)
        advised = advice or words.recommendation(content, code, final)
        fact, analysis = words.fact(content, code, own), words.analysis(content, code, own)
        yield Row(assessment, code, Stage.SELF, 0, str(own), coordinator, fact, analysis)
        yield Row(assessment, code, Stage.DOCUMENT, 1, str(final), judge, finding=said, recommendation=advised)
        yield Row(assessment, code, Stage.FINAL, 0, str(final), lead, finding=said, recommendation=advised)


def _year(year: str, office: str, codes: tuple[str, ...]) -> Iterator[tuple[str, int, int, str, str]]:
    """Code, final and own level, finding, recommendation ("" where the ladder's words do)."""
    if office == "hukum":
        for past in PAST:
            if year == "lalu":
                yield past.code, past.last, past.own, past.finding, past.recommendation
            else:
                yield past.code, past.before, past.before, "", ""
        return
    level = levels.last_year if year == "lalu" else levels.year_before
    for code in codes:
        final = level(office, code)
        yield code, final, levels.own(office, code, final, year), "", ""
