"""The door of the administration, and how a refused action comes back to its form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from matang.people.rules import Refused, Right
from matang.people.views_guard import View, actor_of, signed_in

T = TypeVar("T")
MEANWHILE = "Data yang sama baru saja disimpan orang lain. Muat ulang halaman, lalu periksa."


def administrators(view: View) -> View:
    """Only an administrator goes on; the actions check each agency again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor_of(request).require(Right.MANAGE_AGENCIES)
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def tried(form: forms.Form, act: Callable[[], T]) -> T | None:
    """What the action gives; None when it is refused: then nothing of it is written and the form says why."""
    try:
        with transaction.atomic():
            return act()
    except Refused as fault:
        form.add_error(None, str(fault))
    except IntegrityError:
        form.add_error(None, MEANWHILE)
    return None


def status(form: forms.Form | None) -> int:
    """422 for a form with errors, so that script and reader know; else 200."""
    return 422 if form is not None and form.is_bound and form.errors else 200
