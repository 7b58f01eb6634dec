"""Every route as every role, own and foreign agency: nobody gets what is not his, and no route is forgotten.

A new route fails here until somebody has written down who may open it. What a person would lose otherwise: the secrecy
of an agency's evidence.
"""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from matang.assessments.models import Assessment, Citation, Rating, Request, Round
from matang.assessments.queries import ratings_of
from matang.evidence.models import Document, Upload, Version
from matang.evidence.receiving import store
from matang.journal.models import Entry
from matang.mentoring.models import Action, Meeting
from matang.people.actor import set_reach
from matang.people.models import Membership
from matang.people.queries import everything
from matang.plans.models import Plan, Step
from matang.results.models import Decision, PublishedResult
from matang.results.snapshot import taken
from tests.world import World

CANARY = "RAHASIA-BIRO-HUKUM-7319"

TEAM = {"koordinator", "pemeriksa", "pelaksana"}
JUDGES = {"asesor", "asesor2", "ketua", "ketua2"}
LEADERS = {"pimpinan", "kepala"}
ADMINS = {"admin", "admin2"}
FOREIGN = {"koordinator_lain", "pelaksana_lain", "pendamping_lain", "asesor_lain"}
READERS = TEAM | LEADERS | {"pendamping", "auditor"}
EVERYONE = READERS | JUDGES | ADMINS | FOREIGN
OWN_EVIDENCE = TEAM | {"pendamping", "auditor", "asesor", "asesor2", "ketua", "ketua2", "kepala"}

# name: (what the address names, who may open it with GET; None: it only takes POST)
ROUTES: dict[str, tuple[str, set[str] | None]] = {
    "account_login": ("public", EVERYONE),
    "account_logout": ("public", EVERYONE),
    "account_change_password": ("", EVERYONE),
    "account_reset_password": ("public", EVERYONE),
    "account_reset_password_done": ("public", EVERYONE),
    "account_reset_password_from_key": ("reset", EVERYONE),
    "account_reset_password_from_key_done": ("public", EVERYONE),
    "people:switch": ("", EVERYONE),
    "web:home": ("", EVERYONE),
    "web:journal": (
        "",
        (READERS | ADMINS | {"ketua", "ketua2", "koordinator_lain", "pelaksana_lain", "pendamping_lain"}),
    ),
    "web:assessments": ("", READERS | JUDGES | FOREIGN),
    "web:matrix": ("assessment", READERS | JUDGES),
    "web:indicator": ("assessment+code", READERS | JUDGES),
    "web:rate": ("assessment+code", None),
    "web:cite": ("assessment+code", set()),  # closes with the answer
    "web:former": ("assessment", set()),  # likewise
    "web:former_on": ("assessment+code", set()),  # likewise
    "web:place": ("document", set()),  # likewise
    "web:ask": ("assessment+code", set()),  # likewise
    "web:requests": ("", READERS | {"koordinator_lain", "pelaksana_lain", "pendamping_lain"}),
    "web:request": ("request", READERS),
    "web:request_answer": ("request", None),
    "web:request_cancel": ("request", None),
    "web:request_upload": ("request", None),
    "web:indicator_history": ("assessment+code", READERS | {"ketua", "ketua2"}),
    "web:discuss": ("assessment+code", None),
    "web:upload_evidence": ("assessment+code", None),
    "web:assign": ("assessment", None),
    "web:paste": ("assessment", READERS | JUDGES),
    "web:gaps": ("assessment", READERS | JUDGES),
    "web:placing": ("assessment", set()),  # closed with the answer; `tests/web/test_placing.py` opens it
    "web:submit": ("assessment", READERS | JUDGES),
    "web:withdraw": ("assessment", None),
    "web:use_newest": ("assessment+citation", None),
    "web:uncite": ("assessment+citation", None),
    "web:citation": ("assessment+code+citation", OWN_EVIDENCE),
    "web:mark": ("assessment+code+citation", None),
    "web:pack": ("assessment", OWN_EVIDENCE),
    "evidence:library": ("", READERS | JUDGES | FOREIGN),
    "evidence:search": ("", READERS | JUDGES | FOREIGN),
    "evidence:bin": ("", {"koordinator", "pelaksana", "koordinator_lain", "pelaksana_lain"}),
    "evidence:document": ("document", OWN_EVIDENCE),
    "evidence:download": ("version", OWN_EVIDENCE),
    "evidence:picture": ("version+number", set()),  # without a width there is no picture: tests/evidence/test_viewer.py
    "evidence:rename": ("document", None),
    "evidence:share": ("document", None),
    "evidence:renew": ("document", None),
    "evidence:delete": ("document", None),
    "evidence:restore": ("document", None),
    "evidence:upload": ("", None),
    "evidence:replace": ("document", None),
    "evidence:resume": ("upload", None),
    "evidence:read": ("version", OWN_EVIDENCE),
    "evidence:confirm": ("version", None),
    "evidence:correct": ("version", None),
    "evidence:waive": ("version", None),
    "evidence:give_up": ("upload", None),
    "mentoring:list": (
        "",
        TEAM | LEADERS | {"pendamping", "auditor"} | {"koordinator_lain", "pelaksana_lain", "pendamping_lain"},
    ),
    "mentoring:new": ("assessment", {"pendamping"}),
    "mentoring:finish": ("action", None),
    "mentoring:meeting": ("meeting", READERS),
    "mentoring:change": ("meeting", {"pendamping"}),
    "mentoring:agenda": ("meeting", None),
    "mentoring:item": ("meeting+code", None),
    "mentoring:attendance": ("meeting", None),
    "mentoring:agree": ("meeting", None),
    "mentoring:minutes": ("meeting", None),
    "mentoring:approve": ("meeting", None),
    "web:minutes_docx": ("meeting", READERS),
    "web:minutes_pdf": ("meeting", READERS),
    "web:attendance_pdf": ("meeting", READERS),
    "plans:list": (
        "",
        TEAM | LEADERS | {"pendamping", "auditor", "koordinator_lain", "pelaksana_lain", "pendamping_lain"},
    ),
    "plans:simulate": ("assessment", READERS),
    "plans:save": ("assessment", None),
    "plans:plan": ("plan", READERS),
    "plans:arrange": ("plan", None),
    "plans:approve": ("plan", None),
    "plans:drop": ("plan", None),
    "plans:complete": ("step", None),
    "portal:home": ("open", EVERYONE),
    "portal:round": ("open+round", EVERYONE),
    "portal:csv": ("open+round", EVERYONE),
    "web:queue": ("", JUDGES | {"asesor_lain"}),
    "web:desk_start": ("assessment", {"asesor", "asesor2", "ketua", "ketua2"}),
    "web:desk": ("assessment+code", JUDGES),
    "web:finish": ("assessment", JUDGES),
    "web:reopen": ("assessment", None),
    "web:settle": ("assessment", {"ketua", "ketua2"}),
    "web:seat": ("assessment", None),
    "web:send_back": ("assessment", None),
    "web:propose": ("assessment", None),
    "web:results": ("", EVERYONE),
    "web:result": ("assessment", READERS | JUDGES | ADMINS),
    "web:publish": ("round", None),
    "web:confirm": ("decision", None),
    "web:refuse_proposal": ("decision", None),
    "web:correct": ("assessment", None),
    "web:result_lhe": ("assessment", set()),
    "web:result_lke": ("assessment", READERS | JUDGES),
    "web:administration": ("", ADMINS),
    "web:administrator_proposal": ("person", None),
    "web:agencies": ("", ADMINS),
    "web:agency_new": ("", ADMINS),
    "web:agencies_import": ("", ADMINS),
    "web:agency": ("agency", ADMINS),
    "web:agency_move": ("agency", ADMINS),
    "web:letterhead": ("agency", ADMINS),
    "web:official_add": ("agency", None),
    "web:official_end": ("agency", None),
    "web:letterhead_own": ("", ADMINS),
    "web:persons": ("", ADMINS),
    "web:person_new": ("", ADMINS),
    "web:persons_import": ("", ADMINS),
    "web:persons_export": ("", ADMINS),
    "web:person": ("person", ADMINS),
    "web:person_grant": ("person", None),
    "web:person_link": ("person", None),
    "web:person_invite": ("person", None),
    "web:person_account": ("person", None),
    "web:membership_end": ("membership", None),
    "web:rounds": ("", ADMINS),
    "web:round_new": ("", ADMINS),
    "web:round": ("round", ADMINS),
    "web:round_add": ("round", None),
    "web:instruments": ("", ADMINS),
    "web:instrument_install": ("", None),
    "web:instrument_import": ("", ADMINS),
    "web:instruments_compare": ("", set()),  # names two versions in its query, else there is nothing to show
    "web:instrument": ("instrument", ADMINS),
    "web:instrument_step": ("instrument", None),
    "web:instrument_indicator": ("instrument+code", ADMINS),
    "web:setup": ("public+token", set()),
}


def named(patterns, prefix="") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else prefix
            yield from named(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def all_names() -> set[str]:
    return set(named(get_resolver().url_patterns))


@pytest.fixture
def rich(world: World) -> dict[str, object]:
    """The world with one thing of every kind in Biro Hukum, submitted, each carrying the canary."""
    set_reach(everything())
    person, agency, assessment = world.people["koordinator"], world.bureau, world.assessment
    body = b"%PDF-1.4 rahasia"
    digest = hashlib.sha256(body).hexdigest()
    place = store().path_of(agency.uuid, digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)
    Round.objects.filter(pk=world.round.pk).update(published_at=timezone.now())
    document = Document.objects.create(agency=agency, title=f"{CANARY}.pdf", created_by=person)
    version = Version.objects.create(
        agency=agency, document=document, sha256=digest, size=len(body), media_type="application/pdf",
        file_name=f"{CANARY}.pdf", received_by=person,
    )  # fmt: skip
    citation = Citation.objects.create(
        agency=agency, assessment=assessment, version=version, indicator="1", level="1", requirement="1.1.1",
        cited_by=person,
    )  # fmt: skip
    upload = Upload.objects.create(
        agency=agency, person=person, file_name=f"{CANARY}.pdf", size=9, expires_at=timezone.now()
    )
    Rating.objects.create(
        agency=agency, assessment=assessment, indicator="1", stage="mandiri", value=Decimal(2), fact=CANARY, version=1
    )
    Assessment.objects.filter(pk=assessment.pk).update(state="submitted", submitted_at=timezone.now())
    meeting = Meeting.objects.create(
        agency=agency,
        assessment=assessment,
        title=CANARY,
        starts_at=timezone.now(),
        place="Aula",
        state="held",
        conclusion=CANARY,
        writer=person,
    )
    action = Action.objects.create(
        agency=agency, assessment=assessment, meeting=meeting, indicator="1", what=CANARY, owner=person,
        due_on=datetime.date.today(),
    )  # fmt: skip
    plan = Plan.objects.create(agency=agency, assessment=assessment, title=CANARY, made_by=person)
    step = Step.objects.create(agency=agency, plan=plan, indicator="1", from_value=2, to_value=3, effort=1)
    decision = Decision.objects.create(
        agency=agency, assessment=assessment, proposed_by=world.people["ketua"], index="2", index12=Decimal(2),
        predicate="Cukup",
        instrument_sha256="c" * 64,
        snapshot=taken(assessment, ratings_of(assessment, "mandiri")["mandiri", 0], None),
    )  # fmt: skip
    PublishedResult.objects.create(
        round=world.round, assessment=world.other_assessment.uuid, agency_name="Biro Umum", index="2",
        index12=Decimal(2), predicate="Cukup",
        values={"scale": ["1", "5"], "note": "", "nodes": [], "predicates": [["0", "Kurang"], ["1.8", "Cukup"]],
                "instrument": {"title": "Uji", "number": 1, "sha256": "c" * 64}},
    )  # fmt: skip
    asked = Request.objects.create(
        agency=agency, assessment=assessment, indicator="1", what=CANARY, person=person, asked_by=person,
        due_on=datetime.date.today(),
    )  # fmt: skip
    return {
        "request": asked.uuid,
        "assessment": assessment.uuid, "code": "1", "citation": citation.uuid, "document": document.uuid,
        "version": version.uuid, "upload": upload.uuid,
        "meeting": meeting.uuid, "action": action.uuid, "plan": plan.uuid, "step": step.uuid,
        "decision": decision.uuid, "round": world.round.uuid, "agency": agency.uuid, "person": person.uuid,
        "membership": Membership.objects.get(person=person).uuid, "instrument": world.round.instrument.uuid,
        "token": "x" * 43, "number": 1,
    }  # fmt: skip


def address(name: str, target: str, things: dict[str, object]) -> str:
    if target == "reset":
        return reverse(name, args=["1", "set-password"])
    kinds = [kind for kind in target.split("+") if kind not in ("", "public", "open")]
    return reverse(name, args=[things[kind] for kind in kinds])


def test_no_route_is_forgotten():
    assert all_names() == set(ROUTES)


def test_anonymous_visitors_see_public_pages_only(world, rich):
    client = world.client(None)
    for name, (target, _) in ROUTES.items():
        response = client.get(address(name, target, rich))
        if target.split("+")[0] in ("public", "reset", "open"):
            assert response.status_code in (200, 302, 404), name
        else:
            assert response.status_code in (302, 405), (name, response.status_code)
            assert response.get("Location", "/masuk/").startswith("/masuk/"), (name, response["Location"])
        assert CANARY.encode() not in response.content, name


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_opening_every_page(world, rich, who):
    before = Entry.objects.count()
    client = world.client(who)
    for name, (target, allowed) in ROUTES.items():
        response = client.get(address(name, target, rich))
        status = response.status_code
        if allowed is None:
            assert status in (403, 404, 405), (name, status)
        elif who in allowed:
            assert status in (200, 302), (name, status)
        else:
            assert status in (403, 404), (name, status)
        if who in FOREIGN and not response.streaming:
            assert CANARY.encode() not in response.content, name
            if target.split("+")[0] in OF_THE_BUREAU:
                assert status in (404, 405), (name, status)
    set_reach(everything())
    assert Entry.objects.count() == before, "a GET wrote to the journal"


OF_THE_BUREAU = {
    *("assessment", "request", "document", "version", "upload", "meeting", "action", "plan", "step", "decision"),
}


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_an_empty_form_breaks_nothing(world, rich, who):
    """POST to every address with nothing in it: never a fault of ours, and nothing for the foreign."""
    for name, (target, _) in ROUTES.items():
        if name.startswith("account_"):
            continue
        client = world.client(who)
        response = client.post(address(name, target, rich))
        assert response.status_code < 500, (name, response.status_code)
        if who in FOREIGN and target.split("+")[0] in OF_THE_BUREAU:
            assert response.status_code in (302, 403, 404, 405), (name, response.status_code)
            assert CANARY.encode() not in response.content, name
    set_reach(everything())
    if who in FOREIGN:
        assert not Entry.objects.filter(agency_id=world.bureau.pk).exists()


def test_every_post_needs_its_token(world, rich):
    for name, (target, _) in ROUTES.items():
        client = world.client("koordinator", enforce_csrf_checks=True)
        status = client.post(address(name, target, rich)).status_code
        assert status in (403, 404, 405), (name, status)


def test_unknown_things_are_404(world, rich):
    unknown = {key: uuid.uuid4() if isinstance(value, uuid.UUID) else "tidak-ada" for key, value in rich.items()}
    client = world.client("koordinator")
    for name, (target, allowed) in ROUTES.items():
        if target.split("+")[0] in OF_THE_BUREAU and allowed:
            assert client.get(address(name, target, unknown)).status_code == 404, name
