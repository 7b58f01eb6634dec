"""Saving an assessor's answer: JSON for the script that saves by itself, redirect or the conflict's page without it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from matang.assessments.actions import judging
from matang.assessments.actions.saving import WORDS, Saved
from matang.people.actor import Actor
from matang.people.models import Role
from matang.people.rules import Refused
from matang.web.errors import undo_writes
from matang.web.templating import moment
from matang.web.work.forms import answer_of


def save(request: HttpRequest, actor: Actor, uuid: UUID, code: str) -> HttpResponse:
    """Store what was touched: at the own seat, or as final value when the lead assessor answers."""
    answer = answer_of(request.POST)
    act = judging.settle if actor.role == Role.LEAD_ASSESSOR else judging.judge
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    try:
        saved = act(actor, uuid, code, answer)
    except Refused as refusal:
        if not wants_json:
            raise
        undo_writes(request)
        return JsonResponse({"error": str(refusal)}, status=422)
    if wants_json:
        return _json(actor, saved)
    if saved.conflict:
        return render(request, "web/judging/conflict.html", _conflict(uuid, code, saved, answer.fields), status=409)
    return _onwards(request, uuid, code)


def _onwards(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Where "Simpan, berikutnya" or the plenary's table leads."""
    wanted = request.POST.get("next", "")
    if wanted == "pleno":
        messages.success(request, f"Nilai akhir indikator {code} ditetapkan.")
        return redirect("web:settle", uuid)
    if wanted == "selesai":
        return redirect("web:finish", uuid)
    if wanted:
        return redirect("web:desk", uuid, wanted)
    messages.success(request, "Tersimpan.")
    return redirect("web:desk", uuid, code)


def _json(actor: Actor, saved: Saved) -> JsonResponse:
    if saved.conflict:
        who = saved.rating.changed_by
        words = {name: WORDS.get(name, "nilai") for name in (*saved.conflict, *saved.fresh)}
        answer: dict[str, Any] = {"version": saved.rating.version, "conflict": saved.theirs, "words": words}
        return JsonResponse({**answer, "fresh": saved.fresh, "by": who.name if who else ""}, status=409)
    at = moment(timezone.now(), actor.time_zone).rsplit(" ", 2)[1]
    return JsonResponse({"version": saved.rating.version, "at": at, "fresh": saved.fresh})


def _conflict(uuid: UUID, code: str, saved: Saved, mine: dict[str, str]) -> dict[str, object]:
    fields = [(name, WORDS.get(name, "nilai"), saved.theirs[name], mine.get(name, "")) for name in saved.conflict]
    rest = {name: text for name, text in mine.items() if name not in saved.conflict}
    return {"uuid": uuid, "code": code, "fields": fields, "rest": rest, "rating": saved.rating}
