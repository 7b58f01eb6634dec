"""The mentoring room's pages: the list of meetings, one meeting, and what is written in it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from matang.mentoring import queries
from matang.mentoring.actions import agreeing, holding
from matang.mentoring.actions import minutes as writing
from matang.mentoring.actions.lock import FROZEN
from matang.mentoring.forms import ActionForm, MinutesForm
from matang.mentoring.meeting_page import MeetingPage, item_href, meeting_page
from matang.mentoring.models import Meeting
from matang.mentoring.pages import clock, list_page
from matang.people.actor import Actor
from matang.people.rules import Invisible, Refused, Right
from matang.people.views_guard import actor_of, signed_in

BOXES = ("notes", "agreed")


@signed_in
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Coming and past meetings, and what I promised."""
    actor = actor_of(request)
    if not queries.may_read(actor):
        raise Invisible
    return render(request, "mentoring/list.html", {"page": list_page(actor)})


@signed_in
@require_safe
def meeting(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The page of a meeting; `?butir=` chooses the indicator."""
    return _shown(request, uuid, request.GET.get("butir", ""))


@signed_in
@require_POST
def item(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Save the notes on an indicator: a script gets the hour, a form comes back to the page."""
    actor = actor_of(request)
    fields = {name: request.POST[name] for name in BOXES if name in request.POST}
    was = {name: request.POST[f"{name}_was"] for name in BOXES if f"{name}_was" in request.POST}
    saved = holding.save_item(actor, uuid, code, fields, was)
    held = saved.item.meeting
    text = f"Tersimpan {clock(timezone.now(), held.agency.time_zone)}"
    script = request.headers.get("Accept") == "application/json"
    if saved.conflict:
        if script:
            return JsonResponse({"conflict": list(saved.conflict), "theirs": saved.theirs}, status=409)
        return _shown(request, uuid, code, status=409, mine=fields, theirs=saved.theirs)
    if script:
        return JsonResponse({"text": text})
    messages.success(request, f"{text}.")
    return redirect(item_href(held, request.POST.get("next") or code))


@signed_in
@require_POST
def attendance(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who is there. A tick that the page showed and that is missing now was taken away."""
    came, rows = set(request.POST.getlist("person")), set(request.POST.getlist("row"))
    guests = [holding.Guest(name) for name in request.POST.getlist("guest")]
    guests.append(holding.Guest(*(request.POST.get(name, "") for name in ("name", "position", "organisation"))))
    gone = [int(row) for row in request.POST.getlist("shown") if row.isdecimal() and row not in rows]
    holding.take_attendance(actor_of(request), uuid, _uuids(came), guests, gone)
    return _back(request, uuid, "hadir")


@signed_in
@require_POST
def agree(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down an agreed action; or take one back (`drop`)."""
    actor = actor_of(request)
    if "drop" in request.POST:
        for action in _uuids({request.POST["drop"]}):
            agreeing.drop_action(actor, action)
        return _back(request, uuid, "tindak-lanjut")
    page = _writable(actor, uuid, request.POST.get("butir", ""))
    form = ActionForm(request.POST, team=page.team, indicators=page.indicators)
    if form.is_valid():
        given = form.cleaned_data
        owner, about = UUID(given["owner"]), given["indicator"]
        try:
            agreeing.agree_action(actor, uuid, given["what"], owner, given["due_on"], indicator=about)
            return _back(request, uuid, "tindak-lanjut")
        except Refused as error:
            form.add_error(None, str(error))
    return _shown(request, uuid, request.POST.get("butir", ""), status=422, action_form=form)


@signed_in
@require_POST
def finish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tick an agreed action off, or open it again; comes back to the page that sent it."""
    actor = actor_of(request)
    if "reopen" in request.POST:
        agreeing.reopen_action(actor, uuid)
    else:
        agreeing.complete_action(actor, uuid)
        messages.success(request, "Tindak lanjut ditandai selesai.")
    then = request.POST.get("then", "")
    safe = url_has_allowed_host_and_scheme(then, allowed_hosts=None)
    return redirect(then if safe else reverse("mentoring:list"))


@signed_in
@require_POST
def minutes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write the end of the minutes."""
    actor = actor_of(request)
    _writable(actor, uuid, "")
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _shown(request, uuid, request.POST.get("butir", ""), status=422, minutes_form=form)
    given = form.cleaned_data
    writing.write_minutes(actor, uuid, given["conclusion"], given["letter_number"], given["ended"])
    messages.success(request, "Notula tersimpan.")
    return _back(request, uuid, "notula")


@signed_in
@require_POST
def approve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Approve the minutes for good."""
    writing.approve_minutes(actor_of(request), uuid)
    messages.success(request, "Notula disetujui. Isinya tidak dapat diubah lagi.")
    return _back(request, uuid, "notula")


def _shown(request: HttpRequest, uuid: UUID, code: str, status: int = 200, **forms: object) -> HttpResponse:
    """The meeting's page, with forms that were refused or fresh ones."""
    page = meeting_page(actor_of(request), uuid, code)
    if page.may_note:
        start = {"indicator": page.current.code if page.current else ""}
        forms.setdefault("action_form", ActionForm(team=page.team, indicators=page.indicators, initial=start))
        forms.setdefault("minutes_form", MinutesForm(initial=_minutes(page.meeting)))
    return render(request, "mentoring/meeting.html", {"page": page, **forms}, status=status)


def _writable(actor: Actor, uuid: UUID, code: str) -> MeetingPage:
    """The page, when this person may write on it now; the refusal is a page of its own, not an error of a form."""
    page = meeting_page(actor, uuid, code)
    if not page.may_note:
        actor.require(Right.NOTE_MINUTES, page.meeting.agency_id)
        raise Refused(FROZEN)
    return page


def _minutes(meeting: Meeting) -> dict[str, Any]:
    zone = ZoneInfo(meeting.agency.time_zone)
    ended = meeting.ends_at.astimezone(zone).time() if meeting.ends_at else None
    return {"conclusion": meeting.conclusion, "letter_number": meeting.letter_number, "ended": ended}


def _uuids(texts: Iterable[str]) -> list[UUID]:
    """Those that are uuids; what a page never sent is left out."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(text))
    return found


def _back(request: HttpRequest, uuid: UUID, anchor: str) -> HttpResponse:
    meeting = queries.meeting_of(actor_of(request), uuid)
    code = request.POST.get("butir", "")
    href = item_href(meeting, code) if code else reverse("mentoring:meeting", args=[uuid])
    return redirect(f"{href}#{anchor}")
