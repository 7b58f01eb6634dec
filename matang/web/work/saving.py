"""Saving an answer from a page: with script (JSON, parts of the page), without (redirect, or the conflict's page)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from matang.assessments.actions.filling import rate
from matang.assessments.actions.saving import WORDS, Saved
from matang.assessments.queries import closing_words, standing, window_open
from matang.people.actor import Actor
from matang.people.rules import Refused
from matang.people.views_guard import actor_of, signed_in
from matang.web.errors import undo_writes
from matang.web.templating import moment
from matang.web.work.forms import answer_of
from matang.web.work.indicator import indicator_page
from matang.web.work.live import live
from matang.web.work.matrix import one_row

JSON = "application/json"


@signed_in
@require_POST
def save(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Save what was touched of an answer."""
    actor = actor_of(request)
    answer = answer_of(request.POST)
    wants_json = request.headers.get("Accept", "").startswith(JSON)
    try:
        saved = rate(actor, uuid, code, answer)
    except Refused as refusal:
        if wants_json:
            return _undone(request, str(refusal))
        raise
    if getattr(request, "htmx", False):
        return _row(request, actor, saved)
    if wants_json:
        return _json(request, actor, uuid, code, saved, "value" in answer.fields)
    if saved.conflict:
        return render(request, "web/work/conflict.html", _conflict(uuid, code, saved, answer.fields), status=409)
    messages.success(request, "Tersimpan.")
    return redirect("web:indicator", uuid, code)


def _undone(request: HttpRequest, sentence: str) -> JsonResponse:
    undo_writes(request)
    return JsonResponse({"error": sentence}, status=422)


def _row(request: HttpRequest, actor: Actor, saved: Saved) -> HttpResponse:
    assessment = saved.rating.assessment
    context = {
        "saved_row": one_row(actor, saved.rating),
        "live": live(saved.score or standing(assessment)),
        "conflict": saved.conflict,
        "assessment": assessment,
    }
    return render(request, "web/work/row_saved.html", context)


def _json(request: HttpRequest, actor: Actor, uuid: UUID, code: str, saved: Saved, value: bool) -> HttpResponse:
    if saved.conflict:
        who = saved.rating.changed_by
        return JsonResponse(
            {
                "version": saved.rating.version,
                "conflict": saved.theirs,
                "fresh": saved.fresh,
                "words": {name: WORDS.get(name, "nilai") for name in (*saved.conflict, *saved.fresh)},
                "by": who.name if who else "",
            },
            status=409,
        )
    at = moment(timezone.now(), actor.time_zone).rsplit(" ", 2)[1]
    answer: dict[str, Any] = {"version": saved.rating.version, "at": at, "fresh": saved.fresh}
    assessment = saved.rating.assessment
    if not window_open(assessment, timezone.now()) and not assessment.returned_reason:
        answer["at"] += f", tetapi penilaian mandiri ditutup {closing_words(assessment)}"
    if value:
        page = indicator_page(actor, uuid, code)
        context = {"page": page, "actor": actor}
        answer["parts"] = {
            "standing": render_to_string("web/work/standing.html", context, request),
            "stairs": render_to_string("web/work/stairs.html", context, request),
        }
    return JsonResponse(answer)


def _conflict(uuid: UUID, code: str, saved: Saved, mine: dict[str, str]) -> dict[str, object]:
    fields = [(name, WORDS.get(name, "nilai"), saved.theirs[name], mine.get(name, "")) for name in saved.conflict]
    rest = {name: text for name, text in mine.items() if name not in saved.conflict}
    return {"uuid": uuid, "code": code, "fields": fields, "rest": rest, "rating": saved.rating}
