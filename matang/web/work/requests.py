"""Documents asked of people, in the browser: the form, the list, one request with its answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matang.assessments.actions import requests as actions
from matang.assessments.actions.requests import Wanted
from matang.core import words
from matang.people.rules import Refused
from matang.people.views_guard import actor_of, signed_in
from matang.web.work.asked import ask_page, request_list, request_page
from matang.web.work.forms import AskForm, uuid_or_none
from matang.web.work.uploads import say_answered


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """Ask a person for a document on an indicator."""
    actor = actor_of(request)
    if request.method != "POST":
        return _form(request, uuid, code)
    ask_page(actor, uuid, code)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _form(request, uuid, code, [str(error[0]) for error in form.errors.values()])
    data = form.cleaned_data
    wanted = Wanted(data["person"], data["due_on"], data["what"], data["requirement"])
    try:
        asked = actions.ask(actor, uuid, code, wanted)
    except Refused as refusal:
        return _form(request, uuid, code, [str(refusal)])
    messages.success(request, f"Diminta kepada {asked.person.name}, paling lambat {words.date(asked.due_on)}.")
    return redirect("web:indicator", uuid, code)


def _form(request: HttpRequest, uuid: UUID, code: str, errors: list[str] | None = None) -> HttpResponse:
    """The form alone for the page that asks for it, else with the frame around it."""
    page = ask_page(actor_of(request), uuid, code, request.POST.dict() if errors else None)
    part = "web/work/ask.html"
    whole = part if getattr(request, "htmx", False) else "web/work/opened.html"
    context = {"page": page, "part": part, "errors": errors or []}
    return render(request, whole, context, status=422 if errors else 200)


@signed_in
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The requests within reach."""
    page = request_list(actor_of(request), request.GET.get("tampil", ""), request.GET.get("halaman", "1"))
    return render(request, "web/work/requests.html", {"page": page})


@signed_in
@require_safe
def one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One request."""
    return render(request, "web/work/request.html", {"page": request_page(actor_of(request), uuid)})


@signed_in
@require_POST
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer with a document of the library."""
    actor = actor_of(request)
    request_page(actor, uuid)
    version = uuid_or_none(request.POST.get("version", ""))
    if version is None:
        messages.error(request, "Pilih dokumen yang menjawab permintaan ini.")
    else:
        say_answered(request, actions.answer(actor, uuid, version))
    return redirect("web:request", uuid)


@signed_in
@require_POST
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a request back."""
    done = actions.cancel(actor_of(request), uuid)
    messages.success(request, f"Permintaan kepada {done.person.name} dibatalkan.")
    return redirect("web:request", uuid)
