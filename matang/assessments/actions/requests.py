"""Documents asked of people until a day: asked, answered with a version of the agency's library, taken back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models.functions import Now

from matang.assessments.actions.filling import cite_version, known, locked_draft, requirement_level, still_open
from matang.assessments.models import Assessment, Request
from matang.assessments.queries import assessment_of, database_now, instrument_for
from matang.assessments.queries_requests import OPEN, askable, request_of
from matang.core import words
from matang.evidence.models import Version
from matang.evidence.queries import version_for_citing
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.models import Role
from matang.people.rules import Invisible, Refused, Right

LONGEST, FARTHEST = 400, datetime.timedelta(days=366)
NO_WORDS = "Tulis dokumen apa yang diminta."
PAST = "Batas waktu sudah lewat. Pilih hari ini atau sesudahnya."
FAR = "Batas waktu lebih dari setahun lagi. Pilih hari yang lebih dekat."
TWICE = "Dokumen ini sudah diminta kepada {name}, paling lambat {day}."
NOT_ASKED = "Permintaan ini ditujukan kepada {name}. Koordinator dapat menjawab atas namanya."
DONE = "Permintaan ini sudah dijawab dengan {title}."
GONE = "Permintaan ini sudah dibatalkan."
NOT_OWN = "Jawab dengan dokumen instansi sendiri. Dokumen dari instansi di atas dirujuk langsung pada indikator."
NO_REQUIREMENT = (
    "Permintaan ini tidak menyebut kebutuhan bukti. Rujuk dokumennya pada indikator bila membuktikan sesuatu."
)
NOT_YOUR_ASKING = "Hanya {name} atau koordinator yang dapat membatalkan permintaan ini."


@dataclass(frozen=True)
class Wanted:
    """What is asked: of whom (a person's uuid), until which day, in which words, for which requirement (if any)."""

    person: UUID
    due_on: datetime.date
    what: str = ""
    requirement: str = ""


@dataclass(frozen=True)
class Answered:
    """A request with its answer; `kept` says why the document was not cited, empty when it was."""

    request: Request
    version: Version
    kept: str = ""


def ask(actor: Actor, uuid: UUID, indicator: str, wanted: Wanted) -> Request:
    """Ask a member who may give evidence for a document. Raises Invisible, Refused.

    Words that are not given are those of the requirement; given ones stand behind them.
    """
    assessment = locked_draft(actor, uuid, Right.ASK_EVIDENCE, indicator)
    known(instrument_for(assessment).instrument, indicator)
    what = _words(assessment, indicator, wanted)
    today = _today(assessment)
    if wanted.due_on < today or wanted.due_on > today + FARTHEST:
        raise Refused(PAST if wanted.due_on < today else FAR)
    person = next((one for one in askable(actor, assessment.agency_id, today) if one.uuid == wanted.person), None)
    if person is None:
        raise Invisible
    same = Request.objects.filter(OPEN, assessment=assessment, indicator=indicator, person=person)
    before = same.filter(requirement=wanted.requirement, what=what).first()
    if before is not None:
        raise Refused(TWICE.format(name=person.name, day=words.date(before.due_on)))
    request = Request.objects.create(
        agency_id=assessment.agency_id,
        assessment=assessment,
        indicator=indicator,
        requirement=wanted.requirement,
        what=what,
        person=person,
        due_on=wanted.due_on,
        asked_by_id=actor.author_id,
    )
    day = words.date(wanted.due_on)
    told = f"meminta dokumen kepada {person.name}, paling lambat {day}, untuk indikator {indicator}"
    _note(actor, request, "ask_document", told)
    return request


def answer(actor: Actor, uuid: UUID, version_uuid: UUID) -> Answered:
    """Answer a request with a version of the agency. It is cited for the requirement while the agency may still change
    that indicator: the request itself stands for the assignment. Raises Invisible, Refused (also when answered before).
    """
    assessment, request = _locked(actor, uuid, Right.GIVE_EVIDENCE)
    if actor.person_id != request.person_id and actor.role != Role.COORDINATOR:
        raise Refused(NOT_ASKED.format(name=request.person.name))
    version = version_for_citing(actor, request.agency_id, version_uuid)
    if version.agency_id != request.agency_id:
        raise Refused(NOT_OWN)
    Request.objects.filter(pk=request.pk).update(version=version, answered_at=Now())
    told = f"menjawab permintaan dokumen dengan {version.file_name} pada indikator {request.indicator}"
    _note(actor, request, "answer_request", told, version=str(version.uuid), sha256=version.sha256)
    kept = _why_not_cited(assessment, request)
    if not kept:
        content = instrument_for(assessment)
        level = requirement_level(content, request.indicator, "", request.requirement)
        cite_version(actor, assessment, request.indicator, version, level=level, requirement=request.requirement)
    return Answered(request, version, kept)


def cancel(actor: Actor, uuid: UUID) -> Request:
    """Take a request back: who asked, or a coordinator. Raises Invisible, Refused."""
    _, request = _locked(actor, uuid, Right.ASK_EVIDENCE)
    if actor.person_id != request.asked_by_id and actor.role != Role.COORDINATOR:
        raise Refused(NOT_YOUR_ASKING.format(name=request.asked_by.name))
    Request.objects.filter(pk=request.pk).update(cancelled_at=Now())
    told = f"membatalkan permintaan dokumen kepada {request.person.name} pada indikator {request.indicator}"
    _note(actor, request, "cancel_request", told)
    return request


def _locked(actor: Actor, uuid: UUID, right: Right) -> tuple[Assessment, Request]:
    """Lock an open request, its assessment first (as everything that cites does)."""
    seen = request_of(actor, uuid)
    assessment = assessment_of(actor, seen.assessment.uuid, right, lock=True)
    Request.objects.select_for_update().get(pk=seen.pk)
    request = request_of(actor, uuid)
    if request.answered_at is not None:
        raise Refused(DONE.format(title=request.version.document.title if request.version else "sebuah dokumen"))
    if request.cancelled_at is not None:
        raise Refused(GONE)
    return assessment, request


def _words(assessment: Assessment, indicator: str, wanted: Wanted) -> str:
    said = " ".join(wanted.what.replace("\x00", "").split())
    if wanted.requirement:
        content = instrument_for(assessment)
        requirement_level(content, indicator, "", wanted.requirement)
        explanation = content.ladder.get(indicator) if content.ladder else None
        needs = {need.id: need.what for need in (explanation.requirements if explanation else ())}
        asked = needs[wanted.requirement].strip().rstrip(".")
        said = f"{asked} ({said})" if said and said != asked else asked
    if not said:
        raise Refused(NO_WORDS)
    return said[:LONGEST]


def _why_not_cited(assessment: Assessment, request: Request) -> str:
    if not request.requirement:
        return NO_REQUIREMENT
    try:
        still_open(assessment, request.indicator)
    except Refused as refusal:
        return str(refusal)
    return ""


def _today(assessment: Assessment) -> datetime.date:
    return database_now().astimezone(ZoneInfo(assessment.agency.time_zone)).date()


def _note(actor: Actor, request: Request, action: str, sentence: str, **after: str) -> None:
    """The words of a request stay out of the journal, which lead assessors and administrators read, too."""
    record(
        actor,
        action,
        ("assessment", request.assessment.uuid),
        sentence,
        agency_id=request.agency_id,
        part=request.indicator,
        after={"request": str(request.uuid), "requirement": request.requirement, **after},
    )
