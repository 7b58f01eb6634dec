"""Instruments: list, import, publish with two persons, compare, the decree's own words."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matang.core.checks import Fault
from matang.instruments import actions
from matang.instruments.forms import InstrumentForm, OfficialTextForm
from matang.instruments.models import Version
from matang.instruments.reading import ReadingRefused
from matang.people.queries import own_agency
from matang.people.rules import Invisible
from matang.people.views_guard import actor_of
from matang.web.administration.guard import administrators, status, tried
from matang.web.administration.instrument_pages import (
    IndicatorPage,
    comparison,
    indicator_page,
    instrument_list,
    instrument_page,
)
from matang.web.work.forms import uuid_or_none

STEPS = {
    "usulkan": (actions.propose, "Diusulkan terbit. Administrator lain menerbitkannya."),
    "terbitkan": (actions.publish, "Instrumen terbit dan dapat dipakai periode evaluasi."),
    "kembalikan": (actions.take_back, "Usulan dikembalikan menjadi rancangan."),
}


@require_safe
@administrators
def instruments(request: HttpRequest) -> HttpResponse:
    """All versions."""
    return render(request, "web/administration/instruments.html", {"page": instrument_list()})


@require_POST
@administrators
def install(request: HttpRequest) -> HttpResponse:
    """Install an instrument that comes with Matang."""
    version = actions.add_packaged(actor_of(request), request.POST.get("kode", ""))
    messages.success(request, f"{version.title} dipasang.")
    return redirect("web:instruments")


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def new(request: HttpRequest) -> HttpResponse:
    """Bring an instrument in as a draft; every fault is shown with its place."""
    form = InstrumentForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if form.is_valid():
        version, faults = _imported(request, form)
        if version is not None:
            messages.success(request, f"Rancangan {version} disimpan. Periksa, lalu usulkan terbit.")
            return redirect("web:instrument", version.uuid)
    context = {"form": form, "faults": faults[:200], "more": max(0, len(faults) - 200)}
    return render(request, "web/administration/instrument_import.html", context, status=status(form))


def _imported(request: HttpRequest, form: InstrumentForm) -> tuple[Version | None, list[Fault]]:
    data = form.cleaned_data
    try:
        made = tried(form, lambda: actions.import_version(actor_of(request), data["source"], data["ladder"]))
    except ReadingRefused as refusal:
        form.add_error(None, str(refusal) if not refusal.faults else "Instrumen belum benar; tidak ada yang disimpan.")
        return None, refusal.faults
    return made, []


@require_safe
@administrators
def instrument(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One version."""
    page = instrument_page(actor_of(request), uuid)
    return render(request, "web/administration/instrument.html", {"page": page})


@require_POST
@administrators
def step(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Propose, publish, take back, or throw a draft away."""
    wanted = request.POST.get("langkah", "")
    if wanted == "hapus":
        actions.discard_draft(actor_of(request), uuid)
        messages.success(request, "Rancangan dihapus.")
        return redirect("web:instruments")
    if wanted not in STEPS:
        raise Invisible
    act, sentence = STEPS[wanted]
    act(actor_of(request), uuid)
    messages.success(request, sentence)
    return redirect("web:instrument", uuid)


@require_safe
@administrators
def compared(request: HttpRequest) -> HttpResponse:
    """Two versions side by side."""
    before, after = (uuid_or_none(request.GET.get(name, "")) for name in ("lama", "baru"))
    if before is None or after is None:
        raise Invisible
    return render(request, "web/administration/instruments_compare.html", {"page": comparison(before, after)})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def indicator(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """One indicator, with a form for each official text; the owner is the administrator's own agency."""
    actor = actor_of(request)
    owner = own_agency(actor)
    page = indicator_page(uuid, code, owner.pk)
    form = OfficialTextForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        actions.enter_official_text(
            actor, uuid, owner.uuid, code, data["level"], text=data["text"], source=data["source"]
        )
        messages.success(request, "Bunyi naskah disimpan.")
        return redirect("web:instrument_indicator", uuid, code)
    forms = _text_forms(page, form)
    return render(
        request,
        "web/administration/instrument_indicator.html",
        {"page": page, "rows": list(zip(page.levels, forms, strict=True)), "owner": owner},
        status=status(form),
    )


def _text_forms(page: IndicatorPage, sent: OfficialTextForm) -> list[OfficialTextForm]:
    """A form for each level; the one that was sent keeps what was typed."""
    forms = []
    for at, level in enumerate(page.levels):
        if sent.is_bound and sent.data.get("level", "") == level.level:
            forms.append(sent)
            continue
        official = level.official
        initial = {"level": level.level}
        if official is not None:
            initial |= {"text": official.text, "source": official.source}
        forms.append(OfficialTextForm(initial=initial, auto_id=f"id_{at}_%s"))
    return forms
