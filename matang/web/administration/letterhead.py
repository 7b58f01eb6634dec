"""Letterhead and officials of an agency."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matang.office import actions
from matang.office.forms import EndOfficialForm, LetterheadForm, OfficialForm
from matang.office.models import Official
from matang.office.queries import LetterheadText, letterhead_for, letterhead_of, official_on, officials_of
from matang.people.actor import Actor
from matang.people.models import Agency
from matang.people.queries import agency_of, own_agency
from matang.people.rules import Right
from matang.people.views_guard import actor_of
from matang.web.administration.guard import administrators, status, tried


@dataclass(frozen=True)
class LetterheadPage:
    """What stands on the agency's papers today."""

    agency: Agency
    shown: LetterheadText
    inherited: bool
    signs: Official | None
    officials: tuple[Official, ...]


def letterhead_page(actor: Actor, uuid: UUID) -> LetterheadPage:
    """Five statements."""
    agency = agency_of(actor, uuid)
    actor.require(Right.MANAGE_LETTERHEAD, agency.pk)
    shown = letterhead_for(agency)
    return LetterheadPage(
        agency=agency,
        shown=shown,
        inherited=shown.agency_id not in (None, agency.pk),
        signs=official_on(agency, timezone.localdate()),
        officials=tuple(officials_of(agency)),
    )


@require_safe
@administrators
def own(request: HttpRequest) -> HttpResponse:
    """To the letterhead of the agency in which the administrator works."""
    return redirect("web:letterhead", own_agency(actor_of(request)).uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def letterhead(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The letterhead and its form; below it the officials."""
    actor = actor_of(request)
    page = letterhead_page(actor, uuid)
    present = letterhead_of(page.agency)
    initial = {"lines": present.lines, "address": present.address} if present else {}
    form = LetterheadForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.set_letterhead(actor, uuid, form.cleaned_data["lines"], form.cleaned_data["address"])
        messages.success(request, "Kop naskah disimpan.")
        return redirect("web:letterhead", uuid)
    return _show(request, page, form, OfficialForm())


@require_POST
@administrators
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Appoint an official."""
    actor = actor_of(request)
    form = OfficialForm(request.POST)
    if form.is_valid() and tried(form, lambda: actions.add_official(actor, uuid, form.official)) is not None:
        messages.success(request, "Pejabat disimpan.")
        return redirect("web:letterhead", uuid)
    page = letterhead_page(actor, uuid)
    present = letterhead_of(page.agency)
    initial = {"lines": present.lines, "address": present.address} if present else {}
    return _show(request, page, LetterheadForm(initial=initial), form)


@require_POST
@administrators
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let an official's term end."""
    form = EndOfficialForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        actions.end_official(actor_of(request), uuid, data["official"], data["last_day"])
        messages.success(request, "Masa jabatan diakhiri.")
    else:
        messages.error(request, "Tulis hari terakhirnya, misalnya 31/12/2026.")
    return redirect("web:letterhead", uuid)


def _show(request: HttpRequest, page: LetterheadPage, form: LetterheadForm, official: OfficialForm) -> HttpResponse:
    context = {"page": page, "form": form, "official": official, "today": timezone.localdate()}
    code = max(status(form), status(official))
    return render(request, "web/administration/letterhead.html", context, status=code)
