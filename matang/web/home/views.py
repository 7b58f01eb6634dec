"""Beranda and the journal's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from matang.journal.queries import of_agencies
from matang.people.actor import role_label
from matang.people.rules import Right
from matang.people.views_guard import actor_of, signed_in
from matang.web.home.pages import home
from matang.web.templating import moment


@signed_in
@require_safe
def beranda(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    return render(request, "web/home.html", {"page": home(actor_of(request))})


@signed_in
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """The newest changes of all agencies within reach, in words."""
    actor = actor_of(request)
    actor.require(Right.READ_JOURNAL)
    before = request.GET.get("sebelum", "")
    entries = list(of_agencies(100, int(before) if before.isdecimal() and len(before) < 19 else None))
    story = [(moment(e.at, actor.time_zone), _who(e.actor_name, e.role), e.sentence) for e in entries]
    context = {"story": story, "older": entries[-1].id if len(entries) == 100 else None}
    return render(request, "web/journal.html", context)


def _who(name: str, role: str) -> str:
    label = role_label(role)
    return f"{name} ({label})" if label else name
