"""What is measured on: a province, a thousand offices in one round of the 47 indicators, one of them worked out fully.

Bulk rows are written as the program itself; what a person does goes through the actions.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from django.contrib.auth.hashers import make_password

from matang.assessments.actions import filling, flow, judging
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Assessment, Citation, IndicatorOwner, Rating, RatingVersion, Round, Stage
from matang.core.figures import figure12
from matang.core.scoring import score
from matang.evidence.models import Document, Version
from matang.instruments.actions import install_packaged
from matang.instruments.models import Version as InstrumentVersion
from matang.instruments.queries import loaded
from matang.journal.models import Entry
from matang.people.actor import Actor, set_reach
from matang.people.models import Agency, Membership, Person, Role
from matang.people.queries import actor_for, everything
from matang.results import actions as deciding
from matang.results.models import Decision

PASSWORD = "kata-sandi-tolok-1"
OFFICES = 1000
CITATIONS = 200
STATES = ("draft", "draft", "submitted", "assessed", "decided")
FACT = "Seluruh perangkat daerah telah menerapkan kebijakan ini dan melaporkan hasilnya setiap semester. " * 3
ANALYSIS = "Penerapan sudah menyeluruh, tetapi reviu dan evaluasi berkala belum ditindaklanjuti seluruhnya. " * 3


@dataclass(frozen=True)
class Scene:
    """The assessment that is worked on, the one decided last year, and who signs in (e-mail)."""

    current: Assessment
    decided: Assessment
    coordinator: str = "koordinator@tolok.test"
    leader: str = "pimpinan@tolok.test"


def build() -> Scene:
    """Fill an empty database, in the present transaction."""
    set_reach(everything())
    province = agency(None, "Provinsi Nusa Rekaan")
    office = agency(province, "Dinas Komunikasi, Informatika, Statistik, dan Persandian")
    people = {name: person(name, where, role) for name, where, role in _members(province, office)}
    version = install_packaged("spbe-2020")
    former, present = (_round(province, version, years) for years in (1, 0))
    set_reach(everything())
    decided = _decided(people, Assessment.objects.create(agency=office, round=former), version.pk)
    current = Assessment.objects.create(agency=office, round=present)
    work_out(current, people["koordinator"])
    crowd(province, present, OFFICES - 1)
    return Scene(current, decided)


def counted() -> dict[str, int]:
    """The rows in the database, by what they are."""
    tables = (Agency, Assessment, Rating, RatingVersion, Version, Citation, Decision, Entry)
    names = ("instansi", "penilaian", "nilai", "versi nilai", "versi dokumen", "rujukan", "keputusan", "jejak")
    set_reach(everything())
    return {name: table.objects.count() for name, table in zip(names, tables, strict=True)}  # type: ignore[attr-defined]


def agency(parent: Agency | None, name: str) -> Agency:
    """One agency below another; tells the transaction."""
    kind = Agency.Kind.OFFICE if parent else Agency.Kind.PROVINCE
    made = Agency.objects.create(parent=parent, name=name, short_name=name[:60], kind=kind)
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    set_reach(everything())
    return made


def work_out(assessment: Assessment, person: Person, citations: int = CITATIONS) -> None:
    """An assessment as a diligent office leaves it: every value, explanation and owner, and `citations` citations."""
    content = loaded(assessment.round.instrument_id)
    codes = content.instrument.codes
    actor = _actor(person)
    for at, code in enumerate(codes):
        answer = Answer({"value": str(1 + at % 5), "fact": FACT, "analysis": ANALYSIS}, 0)
        filling.rate(actor, assessment.uuid, code, answer)
    IndicatorOwner.objects.bulk_create(
        IndicatorOwner(agency_id=assessment.agency_id, assessment=assessment, indicator=code, person=person)
        for code in codes
    )
    versions = documents_of(assessment, person, 40)
    wanted = [
        (code, f"{need.level}", need.id)
        for code in codes
        for need in (content.ladder.get(code).requirements if content.ladder and content.ladder.get(code) else ())  # type: ignore[union-attr]
    ] or [(code, "1", "") for code in codes]
    Citation.objects.bulk_create(
        Citation(
            agency_id=assessment.agency_id,
            assessment=assessment,
            version=versions[at % len(versions)],
            indicator=wanted[at % len(wanted)][0],
            level=wanted[at % len(wanted)][1],
            requirement=wanted[at % len(wanted)][2],
            pages="12–15",
            cited_by=person,
        )
        for at in range(citations)
    )


def crowd(province: Agency, round_: Round, count: int) -> list[Assessment]:
    """`count` further offices below the province, each with a filled assessment in the round."""
    names = [f"Dinas Perumahan, Kawasan Permukiman, dan Pertanahan Kabupaten {n:04}" for n in range(count)]
    offices = Agency.objects.bulk_create(
        Agency(parent=province, name=name, short_name=name[:60], kind=Agency.Kind.OFFICE, path="/") for name in names
    )
    for office in offices:
        office.path = f"{province.path}{office.pk}/"
    Agency.objects.bulk_update(offices, ["path"], batch_size=500)
    set_reach(everything())
    instrument = loaded(round_.instrument_id).instrument
    made = []
    for at, office in enumerate(offices):
        index = score(instrument, dict(zip(instrument.codes, _levels(instrument.codes, at), strict=True))).index
        running = None if index is None else Decimal(figure12(index))
        state = STATES[at % len(STATES)]
        made.append(
            Assessment(agency=office, round=round_, state=state, running_index=running, rated=len(instrument.codes))
        )
    assessments = Assessment.objects.bulk_create(made)
    Rating.objects.bulk_create(_ratings(assessments, instrument.codes), batch_size=5000)
    return assessments


def _ratings(assessments: Sequence[Assessment], codes: Sequence[str]) -> Iterable[Rating]:
    for at, assessment in enumerate(assessments):
        for code, level in zip(codes, _levels(codes, at), strict=True):
            yield Rating(
                agency_id=assessment.agency_id,
                assessment=assessment,
                indicator=code,
                stage=Stage.SELF,
                value=level.numerator,
                version=1,
                fact=FACT,
            )


def _levels(codes: Sequence[str], seed: int) -> list[Fraction]:
    return [Fraction(1 + (seed * 7 + at * 3) % 5) for at in range(len(codes))]


def _members(province: Agency, office: Agency) -> Iterable[tuple[str, Agency, Role]]:
    yield "koordinator", office, Role.COORDINATOR
    yield "asesor", office, Role.ASSESSOR
    yield "ketua", province, Role.LEAD_ASSESSOR
    yield "ketua2", province, Role.LEAD_ASSESSOR
    yield "pimpinan", province, Role.LEADER


def person(name: str, where: Agency, role: Role) -> Person:
    """Somebody in an agency, who signs in as name@tolok.test with `PASSWORD`."""
    made = Person.objects.create(name=name.title(), email=f"{name}@tolok.test", password=make_password(PASSWORD))
    start = datetime.date.today() - datetime.timedelta(days=800)  # noqa: DTZ011 - any day long ago
    Membership.objects.create(person=made, agency=where, role=role, starts_on=start)
    return made


def _round(owner: Agency, version: InstrumentVersion, years: int) -> Round:
    today = datetime.date.today()  # noqa: DTZ011 - a window wide enough for any zone
    return Round.objects.create(
        owner=owner,
        title="Evaluasi SPBE",
        instrument=version,
        year=today.year - years,
        stages=["mandiri", "dokumen"],
        opens_on=today - datetime.timedelta(days=30),
        closes_on=today + datetime.timedelta(days=30),
    )


def documents_of(assessment: Assessment, person: Person, count: int) -> list[Version]:
    """`count` documents of the assessment's agency, rows without files."""
    documents = Document.objects.bulk_create(
        Document(
            agency_id=assessment.agency_id, title=f"Laporan reviu SPBE nomor {n} tahun berjalan.pdf", created_by=person
        )
        for n in range(count)
    )
    return Version.objects.bulk_create(
        Version(
            agency_id=assessment.agency_id,
            document=document,
            sha256=sha256(f"{document.uuid}".encode()).hexdigest(),
            size=700_000,
            media_type="application/pdf",
            file_name=f"laporan-{n}.pdf",
            received_by=person,
        )
        for n, document in enumerate(documents)
    )


def _decided(people: dict[str, Person], assessment: Assessment, version_id: int) -> Assessment:
    """Last year's evaluation by the program's own actions: filled, submitted, judged, proposed, confirmed."""
    work_out(assessment, people["koordinator"], 100)
    flow.submit(_actor(people["koordinator"]), assessment.uuid, without_full_evidence=True)
    assessor = _actor(people["asesor"])
    for at, code in enumerate(loaded(version_id).instrument.codes):
        words = {"finding": ANALYSIS, "recommendation": FACT}
        judging.judge(assessor, assessment.uuid, code, Answer({"value": str(1 + at % 4), **words}, 0))
    judging.finish(assessor, assessment.uuid)
    proposal = deciding.propose(_actor(people["ketua"]), assessment.uuid)
    deciding.confirm(_actor(people["ketua2"]), proposal.uuid)
    set_reach(everything())
    assessment.refresh_from_db()
    return assessment


def _actor(person: Person) -> Actor:
    actor = actor_for(person, None, datetime.date.today())  # noqa: DTZ011 - as above
    set_reach(actor)
    return actor
