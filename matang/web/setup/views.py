"""The first step of an empty installation: the owner agency and its administrator. All that follows are the ordinary
administration pages, in the order of their checklist."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from matang.instruments.actions import install_packaged
from matang.instruments.reading import packaged_codes
from matang.lib.setup_token import spend_token, token_holds
from matang.people import actions
from matang.people.forms import FoundingForm
from matang.people.queries import any_administrator
from matang.people.rules import Invisible
from matang.web.administration.guard import status, tried


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest, token: str) -> HttpResponse:
    """Found the installation and sign its administrator in; 404 once there is an administrator."""
    data = settings.ENVIRONMENT.data
    if not token_holds(data, token) or any_administrator():
        raise Invisible
    initial = {"kind": "provinsi", "time_zone": "Asia/Makassar"}
    form = FoundingForm(request.POST or None, initial=initial)
    if form.is_valid():
        made = tried(form, lambda: actions.found(form.said, form.identity, form.cleaned_data["password"]))
        if made is not None:
            for code in packaged_codes():
                install_packaged(code)
            transaction.on_commit(lambda: spend_token(data))
            login(request, made[1], backend="django.contrib.auth.backends.ModelBackend")
            return redirect("web:administration")
    return render(request, "web/setup/found.html", {"form": form}, status=status(form))
