"""The agency's own work: values and explanations, evidence cited, indicators assigned."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F

from matang.assessments.actions.examining import examine_now
from matang.assessments.actions.saving import Answer, Saved, store
from matang.assessments.models import Assessment, Citation, IndicatorOwner, Rating, Stage
from matang.assessments.queries import assessment_of, instrument_for, may_fill, owner_of, standing
from matang.core.figures import figure12
from matang.core.instrument import Instrument
from matang.core.scoring import Score
from matang.evidence.models import Version
from matang.evidence.queries import version_for_citing
from matang.instruments.queries import Loaded
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.models import Membership, Person, Role
from matang.people.rules import Invisible, Refused, Right

NOT_YOURS = "Indikator {code} diampu orang lain. Minta koordinator membaginya kepada Anda."
CLOSED = "Penilaian ini sudah diajukan. Untuk mengubahnya, koordinator menariknya atau ketua asesor mengembalikannya."
UNSHARED = "Dokumen ini tidak dibagikan lagi oleh instansi di atas. Muat ulang halaman, lalu pilih dokumen lain."
NOT_RETURNED = "Hanya indikator yang dikembalikan yang dapat diubah: {codes}."


def locked_draft(actor: Actor, uuid: UUID, right: Right, indicator: str | None = None) -> Assessment:
    """Lock an assessment that its agency still works on; one statement. Raises Invisible or Refused."""
    assessment = assessment_of(actor, uuid, right, lock=True)
    still_open(assessment, indicator)
    return assessment


def still_open(assessment: Assessment, indicator: str | None = None) -> None:
    """Raise Refused when the agency may not change the assessment, or this indicator of it, now; no statement."""
    if assessment.state != Assessment.State.DRAFT:
        raise Refused(CLOSED)
    open_codes = assessment.returned_indicators
    if indicator is not None and open_codes and indicator not in open_codes:
        raise Refused(NOT_RETURNED.format(codes=", ".join(open_codes)))


def known(instrument: Instrument, indicator: str) -> None:
    """Raise Invisible for a code that the instrument does not have."""
    if indicator not in instrument.position:
        raise Invisible


def rate(actor: Actor, uuid: UUID, indicator: str, answer: Answer) -> Saved:
    """Save the agency's value and explanation of an indicator (stage `mandiri`).

    A conflict is answered, never overwritten: see `Saved`. Raises Invisible, Refused.
    """
    assessment = locked_draft(actor, uuid, Right.FILL, indicator)
    content = instrument_for(assessment)
    known(content.instrument, indicator)
    if not may_fill(actor, assessment, indicator, owner_of(assessment, indicator)):
        raise Refused(NOT_YOURS.format(code=indicator))
    rating = locked_rating(assessment, indicator, Stage.SELF)
    saved = store(actor, assessment, rating, answer, content.instrument)
    return saved if saved.conflict else replace(saved, score=touch(assessment, scored="value" in answer.fields))


def paste_levels(actor: Actor, uuid: UUID, levels: dict[str, str]) -> int:
    """Set many levels at once, as pasted from a spreadsheet's column: all or none; returns how many changed."""
    assessment = locked_draft(actor, uuid, Right.ASSIGN)
    content = instrument_for(assessment)
    changed = 0
    for indicator, typed in levels.items():
        known(content.instrument, indicator)
        if assessment.returned_indicators and indicator not in assessment.returned_indicators:
            raise Refused(NOT_RETURNED.format(codes=", ".join(assessment.returned_indicators)))
        rating = locked_rating(assessment, indicator, Stage.SELF)
        before = rating.version
        answer = Answer({"value": typed}, base=before)
        changed += store(actor, assessment, rating, answer, content.instrument).rating.version > before
    touch(assessment)
    return changed


def cite(
    actor: Actor, uuid: UUID, indicator: str, version: UUID, *, level: str, requirement: str = "", pages: str = ""
) -> Citation:
    """Say where a document proves a requirement of an indicator (or only supports a level: requirement empty)."""
    assessment = locked_draft(actor, uuid, Right.GIVE_EVIDENCE, indicator)
    content = instrument_for(assessment)
    known(content.instrument, indicator)
    if not may_fill(actor, assessment, indicator, owner_of(assessment, indicator)):
        raise Refused(NOT_YOURS.format(code=indicator))
    level = requirement_level(content, indicator, level, requirement)
    document = version_for_citing(actor, assessment.agency_id, version)
    try:
        return cite_version(actor, assessment, indicator, document, level=level, requirement=requirement, pages=pages)
    except IntegrityError as fault:  # shared from above a moment ago, and no longer
        raise Refused(UNSHARED) from fault


def cite_version(
    actor: Actor,
    assessment: Assessment,
    indicator: str,
    version: Version,
    *,
    level: str,
    requirement: str = "",
    pages: str = "",
) -> Citation:
    """Cite a version in a locked draft whose right was checked; a second time changes its pages alone."""
    citation, made = Citation.objects.get_or_create(
        assessment=assessment,
        agency_id=assessment.agency_id,
        indicator=indicator,
        level=level,
        requirement=requirement,
        version=version,
        defaults={"pages": pages[:60], "cited_by_id": actor.author_id},
    )
    if not made and citation.pages == pages[:60]:
        return citation
    if not made:
        citation.pages = pages[:60]
        citation.save(update_fields=["pages"])
    examine_now(citation)
    _note_citation(actor, assessment, citation, "merujuk")
    touch(assessment)
    return citation


def uncite(actor: Actor, uuid: UUID, citation_uuid: UUID) -> str:
    """Take a citation back; the document stays in the library. Returns the indicator's code."""
    assessment = locked_draft(actor, uuid, Right.GIVE_EVIDENCE)
    citation = Citation.objects.filter(assessment=assessment, uuid=citation_uuid).select_related("version").first()
    if citation is None:
        raise Invisible
    still_open(assessment, citation.indicator)
    if not may_fill(actor, assessment, citation.indicator, owner_of(assessment, citation.indicator)):
        raise Refused(NOT_YOURS.format(code=citation.indicator))
    _note_citation(actor, assessment, citation, "mencabut rujukan")
    citation.delete()
    touch(assessment)
    return citation.indicator


def assign(actor: Actor, uuid: UUID, indicators: list[str], person_uuid: UUID | None) -> None:
    """Give indicators to a contributor of the agency (or to nobody)."""
    assessment = locked_draft(actor, uuid, Right.ASSIGN)
    instrument = instrument_for(assessment).instrument
    person = None if person_uuid is None else _contributor(assessment, person_uuid)
    for code in indicators:
        known(instrument, code)
    IndicatorOwner.objects.filter(assessment=assessment, indicator__in=indicators).delete()
    if person is not None:
        IndicatorOwner.objects.bulk_create(
            IndicatorOwner(agency_id=assessment.agency_id, assessment=assessment, indicator=code, person=person)
            for code in dict.fromkeys(indicators)
        )
    whom = person.name if person else "belum ditentukan"
    record(
        actor,
        "assign",
        ("assessment", assessment.uuid),
        f"menetapkan pengampu indikator {', '.join(indicators)}: {whom}",
        agency_id=assessment.agency_id,
        after={"indicators": indicators, "person": str(person_uuid or "")},
    )
    touch(assessment)


def touch(assessment: Assessment, *, scored: bool = True) -> Score | None:
    """Count a change of the assessment and, when values may have changed, keep its running index and return the score.
    At most two statements."""
    if not scored:
        Assessment.objects.filter(pk=assessment.pk).update(version=F("version") + 1)
        return None
    now = standing(assessment)
    answered = now.coverage.rated + len(now.coverage.not_applicable)
    index = None if now.index is None else Decimal(figure12(now.index))
    Assessment.objects.filter(pk=assessment.pk).update(version=F("version") + 1, running_index=index, rated=answered)
    return now


def locked_rating(assessment: Assessment, indicator: str, stage: str, seat: int = 0) -> Rating:
    """The rating row, made when it is missing; the assessment's lock keeps others away."""
    rating = Rating.objects.filter(assessment=assessment, indicator=indicator, stage=stage, seat=seat).first()
    if rating is None:
        return Rating(
            agency_id=assessment.agency_id, assessment=assessment, indicator=indicator, stage=stage, seat=seat
        )
    rating.assessment = assessment  # known already; asked again it would cost three statements
    return rating


def _contributor(assessment: Assessment, uuid: UUID) -> Person:
    roles = [Role.CONTRIBUTOR, Role.COORDINATOR]
    member = Membership.objects.filter(
        agency_id=assessment.agency_id, person__uuid=uuid, role__in=roles, ends_on__isnull=True
    ).select_related("person")
    found = member.first()
    if found is None:
        raise Invisible
    return found.person


def requirement_level(content: Loaded, indicator: str, level: str, requirement: str) -> str:
    """The level that a citation stands at: the requirement's own; a requirement must be one of the ladder's."""
    levels = {f"{value}" for value in (step.value for step in content.instrument.levels(indicator))}
    if not requirement:
        if level not in levels:
            raise Refused("Pilih tingkat yang didukung dokumen ini.")
        return level
    explanation = content.ladder.get(indicator) if content.ladder else None
    for wanted in explanation.requirements if explanation else ():
        if wanted.id == requirement:
            return str(wanted.level)
    raise Refused("Kebutuhan bukti dukung itu tidak ada pada indikator ini. Muat ulang halaman, lalu pilih lagi.")


def _note_citation(actor: Actor, assessment: Assessment, citation: Citation, verb: str) -> None:
    record(
        actor,
        "cite",
        ("assessment", assessment.uuid),
        f"{verb} {citation.version.file_name} untuk tingkat {citation.level} indikator {citation.indicator}",
        agency_id=assessment.agency_id,
        part=citation.indicator,
        after={
            "version": str(citation.version.uuid),
            "sha256": citation.version.sha256,
            "requirement": citation.requirement,
            "pages": citation.pages,
        },
    )
