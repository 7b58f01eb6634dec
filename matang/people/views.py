"""A person's own account: the role in which he works, a forgotten password."""

from __future__ import annotations

from allauth.account import views as account
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from matang.people.middleware import CHOSEN
from matang.people.pages import choices
from matang.people.rules import Invisible
from matang.people.views_guard import actor_of, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """List the person's roles; a chosen one is worn until the session ends."""
    found = choices(actor_of(request), timezone.localdate())
    if request.method != "POST":
        return render(request, "people/switch.html", {"choices": found})
    chosen = next((choice for choice in found if choice.uuid == request.POST.get("membership")), None)
    if chosen is None:
        raise Invisible
    request.session[CHOSEN] = chosen.uuid
    messages.success(request, f"Anda sekarang bekerja sebagai {chosen.role.lower()} {chosen.agencies[0]}.")
    return redirect("/")


def password_reset(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail; where no mail is configured the page says whom to ask instead."""
    if not settings.MAIL_CONFIGURED:
        return render(request, "account/password_reset_no_mail.html")
    response: HttpResponse = account.password_reset(request)
    return response
