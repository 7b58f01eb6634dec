"""Rounds: list, opening one, its window and its agencies."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matang.assessments.actions import rounds as actions
from matang.assessments.forms_round import RoundForm, RoundTextForm, TakingPartForm
from matang.assessments.models import Round
from matang.assessments.queries import round_of, rounds_of
from matang.people.actor import Actor
from matang.people.queries import own_agency
from matang.people.views_guard import actor_of
from matang.web.administration.agency_pages import places_of
from matang.web.administration.guard import administrators, status, tried
from matang.web.administration.round_pages import chosen_agencies, instrument_choices, round_choices, round_page


@require_safe
@administrators
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds within reach, newest first."""
    return render(request, "web/administration/rounds.html", {"rounds": list(rounds_of(actor_of(request))[:200])})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def new(request: HttpRequest) -> HttpResponse:
    """Open a round and, in the same step, an assessment for every agency that takes part."""
    actor = actor_of(request)
    places, instruments = places_of(actor), instrument_choices()
    form = RoundForm(
        request.POST or None,
        places=places,
        instruments=instruments,
        rounds=round_choices(actor),
        initial=_proposed(actor, request.GET.get("lanjut", "")),
    )
    if form.is_valid():
        owner = form.cleaned_data["owner"]
        agencies = chosen_agencies(form, owner, places)
        made = None if form.errors else tried(form, lambda: actions.open_round(actor, owner.uuid, form.plan, agencies))
        if made is not None:
            messages.success(request, f"{made.title} dibuka untuk {len(agencies)} instansi.")
            return redirect("web:round", made.uuid)
    context = {"form": form, "without_instrument": not instruments}
    return render(request, "web/administration/round_new.html", context, status=status(form))


def _proposed(actor: Actor, following: str) -> dict[str, object]:
    """What stands in an empty form: this year, the own agency, or what follows on a former round."""
    today = timezone.localdate()
    initial: dict[str, object] = {"year": today.year, "period": "tahun-1", "scope": "children", "opens_on": today}
    initial["owner"] = own_agency(actor).uuid
    former = next((one for one in rounds_of(actor) if str(one.uuid) == following), None) if following else None
    if former is None:
        return initial
    return initial | {
        "title": former.title,
        "legal_basis": former.legal_basis,
        "owner": former.owner.uuid,
        "instrument": former.instrument.uuid,
        "year": former.year + (former.period_number >= actions.LARGEST_NUMBER[Round.Period(former.period)]),
        "period": f"{former.period}-{former.period_number % actions.LARGEST_NUMBER[Round.Period(former.period)] + 1}",
        "previous": former.uuid,
        "later_stages": [stage for stage in former.stages if stage != "mandiri"],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def round_page_view(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One round, with the form that changes its words and window."""
    actor = actor_of(request)
    found = round_of(actor, uuid)
    names = ("title", "legal_basis", "opens_on", "closes_on", "closes_at")
    form = RoundTextForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if form.is_valid() and tried(form, lambda: actions.change_round(actor, uuid, form.said)) is not None:
        messages.success(request, "Periode evaluasi disimpan.")
        return redirect("web:round", uuid)
    return _show(request, uuid, form, TakingPartForm())


@require_POST
@administrators
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let further agencies take part."""
    actor = actor_of(request)
    found = round_of(actor, uuid)
    form = TakingPartForm(request.POST)
    if form.is_valid():
        agencies = chosen_agencies(form, found.owner, places_of(actor))
        added = None if form.errors else tried(form, lambda: actions.add_agencies(actor, uuid, agencies))
        if added is not None:
            messages.success(request, f"{added} instansi ditambahkan." if added else "Semua instansi itu sudah ikut.")
            return redirect("web:round", uuid)
    names = ("title", "legal_basis", "opens_on", "closes_on", "closes_at")
    return _show(request, uuid, RoundTextForm(initial={name: getattr(found, name) for name in names}), form)


def _show(request: HttpRequest, uuid: UUID, form: RoundTextForm, taking: TakingPartForm) -> HttpResponse:
    text = " ".join(request.GET.get("cari", "").split())
    page = round_page(actor_of(request), uuid, text, request.GET.get("halaman", "1"))
    context = {"page": page, "form": form, "taking": taking}
    return render(request, "web/administration/round.html", context, status=max(status(form), status(taking)))
