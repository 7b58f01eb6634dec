"""Evidence uploaded from an indicator's page: received first, then cited, each file in a transaction of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from matang.assessments.actions import requests
from matang.assessments.actions.filling import cite
from matang.assessments.models import Assessment
from matang.assessments.queries import assessment_of
from matang.assessments.queries_requests import request_of
from matang.evidence.actions.documents import receive_file
from matang.evidence.models import Version
from matang.evidence.receiving import ReceivedFile, received_files
from matang.people.actor import Actor, acting
from matang.people.middleware import actor_of_request
from matang.people.rules import Refused, Right
from matang.people.views_guard import signed_in
from matang.web.templating import moment
from matang.web.work.forms import proves


@signed_in
@require_POST
def upload_evidence(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Receive one or many files and cite them for the chosen requirement."""
    files = received_files(request)
    actor = actor_of_request(request)  # anew: sending may have taken an hour, and rights may have ended
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    answers = [_one(actor, uuid, code, file, request.POST) for file in files]
    if wants_json:
        failed = next((answer for answer in answers if "error" in answer), None)
        answer = failed or (answers[0] if answers else {"error": "Pilih berkas yang akan diunggah."})
        return JsonResponse(answer, status=422 if "error" in answer else 200)
    for answer in answers:
        _say(request, answer)
    return redirect("web:indicator", uuid, code)


def cite_received(actor: Actor, assessment: Assessment, code: str, version: Version, choice: Mapping[str, str]) -> str:
    """Cite a file that has just arrived; the note says why not: it stays evidence all the same, perhaps it arrived too
    late for the submission. `choice`: level, requirement, pages."""
    try:
        with transaction.atomic():
            cite(actor, assessment.uuid, code, version.uuid, **choice)
    except Refused as refusal:
        at = moment(version.received_at, assessment.agency.time_zone)
        return f"Diterima {at} dan disimpan di pustaka bukti dukung, tetapi tidak dirujuk. {refusal}"
    return ""


def _say(request: HttpRequest, answer: dict[str, Any]) -> None:
    if "error" in answer:
        messages.error(request, answer["error"])
    elif answer["note"]:
        messages.warning(request, f"{answer['title']}: {answer['note']}")
    else:
        messages.success(request, f"{answer['title']} diterima dan dirujuk.")


def _one(actor: Actor, uuid: UUID, code: str, file: ReceivedFile, post: Mapping[str, str]) -> dict[str, Any]:
    try:
        with acting(actor):
            assessment = assessment_of(actor, uuid, Right.GIVE_EVIDENCE)
            receipt = receive_file(actor, assessment.agency, file)
    except Refused as refusal:
        return {"error": f"{file.name}: {refusal}"}
    document = receipt.version.document
    choice = {"pages": post.get("pages", "")[:60], **proves(post.get("proves", ""))}
    with acting(actor):
        note = cite_received(actor, assessment, code, receipt.version, choice)
    return {
        "note": note,
        "title": document.title,
        "receipt": receipt.number,
        "known": receipt.known,
        "href": reverse("evidence:document", args=[document.uuid]),
    }


@signed_in
@require_POST
def upload_answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Receive a file and answer a request with it. What arrived stays in the library whatever becomes of the answer."""
    files = received_files(request)[:1]
    actor = actor_of_request(request)
    if not files:
        messages.error(request, "Pilih berkas yang akan diunggah.")
        return redirect("web:request", uuid)
    try:
        with acting(actor):
            agency = request_of(actor, uuid).assessment.agency
            receipt = receive_file(actor, agency, files[0])
    except Refused as refusal:
        messages.error(request, f"{files[0].name}: {refusal}")
        return redirect("web:request", uuid)
    try:
        with acting(actor):
            say_answered(request, requests.answer(actor, uuid, receipt.version.uuid))
    except Refused as refusal:
        messages.warning(request, f"{receipt.version.document.title} disimpan di pustaka bukti dukung. {refusal}")
    return redirect("web:request", uuid)


def say_answered(request: HttpRequest, done: requests.Answered) -> None:
    """Tell what became of an answer."""
    title = done.version.document.title
    if done.kept:
        told = f"Permintaan dijawab dengan {title}. Dokumennya disimpan di pustaka, tetapi tidak dirujuk. {done.kept}"
        messages.warning(request, told)
    else:
        place = done.request.indicator
        messages.success(request, f"Permintaan dijawab: {title} dirujuk pada indikator {place}.")
