"""One transaction a request, in the signed-in person's reach."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from matang.people.actor import NOBODY, Actor, set_reach
from matang.people.models import Person
from matang.people.queries import actor_for

CHOSEN = "membership"


def actor_of_request(request: HttpRequest) -> Actor:
    """Who acts in this request, computed once."""
    if not isinstance(request.user, Person):
        return NOBODY
    return actor_for(request.user, request.session.get(CHOSEN), timezone.localdate())


def reach(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Open the transaction after authentication, set person and reach, undo everything when the answer is a 5xx.

    An exception in a view reaches a middleware as a 500 response, so `atomic()` alone would commit half-done work.
    Uploads pass by: their body is read before their own transaction, else a slow line would hold a connection.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.UPLOADS):
            request.actor = actor_of_request(request)  # type: ignore[attr-defined]
            return get_response(request)
        with transaction.atomic():
            request.actor = actor_of_request(request)  # type: ignore[attr-defined]
            set_reach(request.actor)  # type: ignore[attr-defined]
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return middleware
