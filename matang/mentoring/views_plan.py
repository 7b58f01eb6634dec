"""Planning a meeting and changing its plan."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from matang.assessments.queries import assessment_of
from matang.mentoring import queries
from matang.mentoring.actions import planning
from matang.mentoring.agenda import chosen, proposals
from matang.mentoring.forms import MeetingForm
from matang.mentoring.pages import instrument_of
from matang.people.actor import Actor
from matang.people.rules import Invisible, Refused, Right
from matang.people.views_guard import actor_of, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Plan a meeting on an assessment; the agenda is proposed from what lacks."""
    actor = actor_of(request)
    if not queries.may_read(actor):
        raise Invisible
    assessment = assessment_of(actor, uuid, Right.MENTOR)
    zone = assessment.agency.time_zone
    officials = queries.officials_on(assessment.agency, timezone.localdate())
    title = f"Rapat Pendampingan {assessment.agency.name}"
    form = MeetingForm(request.POST or None, zone=zone, officials=officials, initial={"title": title})
    if request.method == "POST" and form.is_valid():
        meeting = planning.plan_meeting(actor, uuid, form.details(), request.POST.getlist("indicator"))
        messages.success(request, "Rapat direncanakan. Agendanya disusun dari kekurangan bukti dukung sekarang.")
        return redirect("mentoring:meeting", meeting.uuid)
    found = proposals(assessment)
    first = chosen(found)
    rest = [proposal for proposal in found if proposal not in first]
    ticked = request.POST.getlist("indicator") if request.method == "POST" else [p.code for p in first]
    context = {"assessment": assessment, "form": form, "first": first, "rest": rest, "ticked": ticked}
    return render(request, "mentoring/new.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change when, where, who leads, and the agenda."""
    actor = actor_of(request)
    meeting = queries.meeting_of(actor, uuid)
    actor.require(Right.MENTOR, meeting.agency_id)
    if meeting.state == meeting.State.APPROVED:
        raise Refused("Notula rapat ini sudah disetujui; rencananya tidak dapat diubah lagi.")
    zone = meeting.agency.time_zone
    officials = queries.officials_on(meeting.agency, timezone.localdate())
    form = MeetingForm(
        request.POST or None, zone=zone, officials=officials, initial=MeetingForm.initial_of(meeting, zone)
    )
    if request.method == "POST" and form.is_valid():
        planning.change_meeting(actor, uuid, form.details())
        messages.success(request, "Rencana rapat tersimpan.")
        return redirect("mentoring:meeting", uuid)
    instrument, items = instrument_of(meeting), queries.items_of(meeting)
    on = {item.indicator for item in items}
    context = {
        "meeting": meeting,
        "form": form,
        "items": [(item, instrument.indicator(item.indicator).title) for item in items],
        "others": [node for node in instrument.indicators if node.code not in on],
    }
    return render(request, "mentoring/change.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def agenda(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One change of the agenda: the pressed button is "up", "down", "remove" or "add" with an indicator's code."""
    _edit(actor_of(request), uuid, request)
    return redirect("mentoring:change", uuid)


def _edit(actor: Actor, uuid: UUID, request: HttpRequest) -> None:
    given = request.POST
    if "up" in given:
        planning.move_item(actor, uuid, given["up"], -1)
    elif "down" in given:
        planning.move_item(actor, uuid, given["down"], 1)
    elif "remove" in given:
        planning.remove_item(actor, uuid, given["remove"])
    elif given.get("add"):
        planning.add_item(actor, uuid, given["add"])
