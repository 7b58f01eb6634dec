"""People: list, export, one person with account and roles."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matang.assessments.actions.releasing import end_membership
from matang.lib.sheets import write_texts
from matang.people import actions
from matang.people.actions.persons import Welcome
from matang.people.forms import EndForm, GrantForm, NewPersonForm, PersonForm
from matang.people.import_people import COLUMNS, export_lines
from matang.people.models import AdministratorProposal
from matang.people.queries import membership_of, memberships_within
from matang.people.views_guard import actor_of
from matang.web.administration.agency_pages import places_of
from matang.web.administration.guard import administrators, status, tried
from matang.web.administration.person_pages import STATES, PersonPage, person_list, person_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROPOSED = "Usulan administrator dicatat. Administrator lain mengesahkannya pada halaman Administrasi."
RELEASED = " Ia dilepas dari {count} indikator pada penilaian yang masih disusun; koordinator perlu membaginya lagi."


@require_safe
@administrators
def persons(request: HttpRequest) -> HttpResponse:
    """The list, searchable."""
    page = person_list(actor_of(request), request.GET.dict(), timezone.localdate())
    return render(request, "web/administration/persons.html", {"page": page, "states": STATES})


@require_safe
@administrators
def export(request: HttpRequest) -> HttpResponse:
    """All present roles as the workbook that the import reads; `?kosong=1`: just its headings."""
    actor, today = actor_of(request), timezone.localdate()
    lasting = [] if "kosong" in request.GET else memberships_within(actor)
    rows = export_lines([m for m in lasting if m.ends_on is None or m.ends_on >= today], places_of(actor))
    heads = [name if name != "nip" else "NIP" for name in COLUMNS]
    body = write_texts("Orang", [head[0].upper() + head[1:] for head in heads], (30, 30, 22, 30, 40, 16, 14), rows)
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="orang-matang.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def new(request: HttpRequest) -> HttpResponse:
    """A new person with a first role."""
    actor = actor_of(request)
    form = NewPersonForm(request.POST or None, places=places_of(actor), initial={"agency": request.GET.get("instansi")})
    if form.is_valid():
        data = form.cleaned_data
        made = tried(
            form,
            lambda: actions.create_person(actor, form.identity, data["agency"].uuid, data["role"], data["starts_on"]),
        )
        if made:
            return _welcomed(request, made)
    return render(request, "web/administration/person_new.html", {"form": form}, status=status(form))


def _welcomed(request: HttpRequest, made: Welcome) -> HttpResponse:
    if made.proposed:
        messages.info(request, PROPOSED)
        return redirect("web:administration")
    if made.new:
        messages.success(request, f"{made.person.name} ditambahkan. Buatkan tautan agar ia dapat membuat kata sandi.")
    else:
        messages.success(request, f"{made.person.name} sudah mempunyai akun; perannya ditambahkan pada akun itu.")
    return redirect("web:person", made.person.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One person, with the form that changes name and login."""
    actor = actor_of(request)
    page = person_page(actor, uuid, timezone.localdate())
    form = _identity_form(page, request.POST or None)
    if form.is_valid() and tried(form, lambda: actions.update_person(actor, uuid, form.identity)) is not None:
        messages.success(request, "Data orang disimpan.")
        return redirect("web:person", uuid)
    return _show(request, page, form=form)


@require_POST
@administrators
def grant(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A further role."""
    actor = actor_of(request)
    page = person_page(actor, uuid, timezone.localdate())
    form = GrantForm(request.POST, places=places_of(actor))
    if form.is_valid():
        data = form.cleaned_data
        given = tried(
            form,
            lambda: actions.grant(actor, uuid, data["agency"].uuid, data["role"], starts_on=data["starts_on"]),
        )
        if given:
            proposed = isinstance(given, AdministratorProposal)
            messages.success(request, PROPOSED if proposed else "Peran ditambahkan.")
            return redirect("web:person", uuid)
    return _show(request, page, grant=form)


@require_POST
@administrators
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End a role."""
    actor = actor_of(request)
    membership = membership_of(actor, uuid)
    form = EndForm(request.POST)
    if form.is_valid():
        released = tried(form, lambda: end_membership(actor, uuid, form.cleaned_data["last_day"]))
        if released is not None:
            messages.success(request, "Masa tugas diakhiri." + (RELEASED.format(count=released) if released else ""))
            return redirect("web:person", membership.person.uuid)
    return _show(request, person_page(actor, membership.person.uuid, timezone.localdate()), ending=form)


@require_POST
@administrators
def link(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A one-time link, shown on this answer only."""
    actor = actor_of(request)
    path = actions.one_time_link(actor, uuid)
    page = person_page(actor, uuid, timezone.localdate())
    return _show(request, page, address=request.build_absolute_uri(path))


@require_POST
@administrators
def invite(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The link by mail."""
    try:
        address = actions.invite(actor_of(request), uuid, request.build_absolute_uri("/").rstrip("/"))
        messages.success(request, f"Undangan dikirim ke {address}.")
    except (SMTPException, OSError):
        messages.error(request, "Surel tidak dapat dikirim saat ini. Buat tautan sekali pakai, lalu serahkan sendiri.")
    return redirect("web:person", uuid)


@require_POST
@administrators
def switch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close or open the account."""
    actor = actor_of(request)
    if request.POST.get("aktif") == "ya":
        actions.enable_person(actor, uuid)
        messages.success(request, "Akun diaktifkan kembali.")
    else:
        actions.disable_person(actor, uuid)
        messages.success(request, "Akun dinonaktifkan; orang itu tidak dapat masuk lagi.")
    return redirect("web:person", uuid)


def _identity_form(page: PersonPage, data: Any = None) -> PersonForm:
    fields = ("name", "email", "nip", "position")
    return PersonForm(data, initial={name: getattr(page.person, name) or "" for name in fields})


def _show(
    request: HttpRequest,
    page: PersonPage,
    *,
    form: PersonForm | None = None,
    grant: GrantForm | None = None,
    ending: EndForm | None = None,
    address: str = "",
) -> HttpResponse:
    context = {
        "page": page,
        "form": form or _identity_form(page),
        "grant": grant or GrantForm(places=places_of(actor_of(request))),
        "ending": ending,
        "address": address,
        "today": timezone.localdate(),
    }
    code = max(status(form), status(grant), status(ending))
    return render(request, "web/administration/person.html", context, status=code)
