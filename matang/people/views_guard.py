"""The guard in front of every page that needs a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from matang.people.actor import Actor

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Send an anonymous visitor to the sign-in page; the view may rely on `actor_of(request)`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if actor_of(request).person_id is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this request, as the middleware found out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
