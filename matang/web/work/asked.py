"""A document asked of a person, as lists and pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from matang.assessments import queries
from matang.assessments.actions.filling import still_open
from matang.assessments.gaps import proof_of
from matang.assessments.models import Assessment, Request
from matang.assessments.queries_requests import OPEN, READERS, askable, request_of, requests_visible_to
from matang.core import words
from matang.core.figures import plain
from matang.core.instrument import Node
from matang.evidence.models import Version
from matang.evidence.queries import library_of
from matang.people.actor import Actor
from matang.people.models import Person, Role
from matang.people.rules import Invisible, Refused, Right

PER_PAGE = 50
FILTERS = {"saya": "Diminta dari saya", "oleh-saya": "Saya minta", "lewat": "Lewat batas", "semua": "Semua"}


@dataclass(frozen=True)
class Asked:
    """One request: words, people, where, and how it stands (`kind`: the tag's colour). `mine`: asked of the reader."""

    what: str
    href: str
    person: str
    asked_by: str
    place: str
    answer: str
    mark: str
    kind: str
    mine: bool


@dataclass(frozen=True)
class AskPage:
    """The form that asks: who may be asked, what lacks (id, words), what was typed before, the end of the window."""

    assessment: Assessment
    node: Node
    people: Sequence[Person]
    needs: tuple[tuple[str, str], ...]
    today: str
    closes: str
    typed: dict[str, str]


@dataclass(frozen=True)
class RequestList:
    """All requests within reach by one filter; `filters` are (key, words, chosen)."""

    rows: tuple[Asked, ...]
    pager: Page[Request]
    filters: tuple[tuple[str, str, bool], ...]
    chosen: str


@dataclass(frozen=True)
class RequestPage:
    """One request. `library`: documents to answer with; `closed`: why an answer would not be cited."""

    request: Request
    asked: Asked
    title: str
    indicator: str
    may_answer: bool
    may_cancel: bool
    closed: str
    library: Sequence[Version]


def asked_of(request: Request, actor: Actor, *, place: bool = False) -> Asked:
    """A request as a row; no statement when it was read with its people."""
    version = request.version
    mark, kind = _mark(request)
    where = f"indikator {request.indicator}, {request.assessment.agency.short_name}" if place else ""
    return Asked(
        what=request.what,
        href=reverse("web:request", args=[request.uuid]),
        person=request.person.name,
        asked_by=request.asked_by.name,
        place=where,
        answer=version.document.title if version else "",
        mark=mark,
        kind=kind,
        mine=request.person_id == actor.person_id,
    )


def _mark(request: Request) -> tuple[str, str]:
    if request.answered_at is not None:
        return "dijawab", "ok"
    if request.cancelled_at is not None:
        return "dibatalkan", ""
    today = timezone.localdate()
    return words.until(request.due_on, today), "warn" if request.due_on <= today else ""


def ask_page(actor: Actor, uuid: UUID, code: str, typed: dict[str, str] | None = None) -> AskPage:
    """The form; five statements. The first requirement that the next level lacks stands first, those met are left out.
    `Refused` for who may not ask, and where the answer is closed."""
    assessment = queries.assessment_of(actor, uuid)
    content = queries.instrument_for(assessment)
    if code not in content.instrument.position:
        raise Invisible
    actor.require(Right.ASK_EVIDENCE, assessment.agency_id)
    still_open(assessment, code)
    value = queries.given(queries.answers_of(assessment, code).own)
    proof = proof_of(assessment, code, value, queries.citations_of(assessment).filter(indicator=code))
    lacking = {option.id: option for lack in proof.gap.lacks for option in lack.options}
    explanation = content.ladder.get(code) if content.ladder else None
    rest = [need for need in (explanation.requirements if explanation else ()) if need.id not in lacking]
    needs = [*lacking.values(), *(need for need in rest if not proof.given.get(need.id))]
    today = timezone.localdate()
    return AskPage(
        assessment=assessment,
        node=content.instrument.indicator(code),
        people=askable(actor, assessment.agency_id, today),
        needs=tuple((need.id, f"{plain(need.level)} · {need.what}") for need in needs),
        today=today.isoformat(),
        closes=queries.closing_words(assessment),
        typed=typed or {},
    )


def request_list(actor: Actor, wanted: str, number: str) -> RequestList:
    """The requests within reach; three statements. `Refused` for roles that have none."""
    if actor.role not in READERS:
        raise Refused(
            f"Anda masuk sebagai {actor.role_label or 'tamu'}; permintaan dokumen tidak tampil bagi peran itu."
        )
    chosen = wanted if wanted in FILTERS else "semua" if actor.may(Right.ASK_EVIDENCE) else "saya"
    pager = Paginator(_filtered(actor, chosen), PER_PAGE).get_page(number)
    return RequestList(
        rows=tuple(asked_of(request, actor, place=True) for request in pager),
        pager=pager,
        filters=tuple((key, label, key == chosen) for key, label in FILTERS.items()),
        chosen=chosen,
    )


def _filtered(actor: Actor, chosen: str) -> QuerySet[Request]:
    found = requests_visible_to(actor)
    if chosen == "saya":
        return found.filter(OPEN, person_id=actor.person_id or 0)
    if chosen == "oleh-saya":
        return found.filter(asked_by_id=actor.person_id or 0).order_by("-asked_at", "-id")
    if chosen == "lewat":
        return found.filter(OPEN, due_on__lt=timezone.localdate())
    return found.order_by("-asked_at", "-id")


def request_page(actor: Actor, uuid: UUID) -> RequestPage:
    """One request; three statements."""
    request = request_of(actor, uuid)
    assessment = request.assessment
    waiting = request.answered_at is None and request.cancelled_at is None
    own, leads = request.person_id == actor.person_id, actor.role == Role.COORDINATOR
    may_answer = waiting and (own or leads) and actor.may(Right.GIVE_EVIDENCE, request.agency_id)
    may_cancel = actor.may(Right.ASK_EVIDENCE, request.agency_id) and (request.asked_by_id == actor.person_id or leads)
    return RequestPage(
        request=request,
        asked=asked_of(request, actor, place=True),
        title=queries.instrument_for(assessment).instrument.indicator(request.indicator).title,
        indicator=reverse("web:indicator", args=[assessment.uuid, request.indicator]),
        may_answer=may_answer,
        may_cancel=waiting and may_cancel,
        closed=_closed(assessment, request.indicator),
        library=list(library_of(actor, request.agency_id)) if may_answer else (),
    )


def _closed(assessment: Assessment, indicator: str) -> str:
    try:
        still_open(assessment, indicator)
    except Refused as refusal:
        return str(refusal)
    return ""
