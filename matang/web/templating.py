"""Jinja2's surroundings: what every template may call, and the frame around every page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment

from matang.core import figures, words
from matang.evidence.objections import objections
from matang.people.actor import NOBODY, Actor
from matang.people.models import Role

TEAM = ("coordinator", "verifier", "contributor")
MENU: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("Beranda", "web:home", frozenset(Role.values)),
    ("Penilaian", "web:assessments", frozenset({*TEAM, "mentor", "leader", "auditor"})),
    ("Bukti dukung", "evidence:library", frozenset(TEAM)),
    ("Evaluasi", "web:queue", frozenset({"assessor", "lead_assessor"})),
    ("Cari bukti", "evidence:search", frozenset({"mentor", "leader", "auditor", "assessor", "lead_assessor"})),
    ("Pendampingan", "mentoring:list", frozenset({*TEAM, "mentor", "leader", "auditor"})),
    ("Strategi", "plans:list", frozenset({*TEAM, "mentor", "leader", "auditor"})),
    ("Hasil", "web:results", frozenset(Role.values)),
    ("Administrasi", "web:administration", frozenset({"administrator"})),
    ("Jejak", "web:journal", frozenset({"auditor", "administrator"})),
)


@dataclass(frozen=True)
class Frame:
    """What stands around a page: who is signed in, the menu, the demo's mark, messages."""

    person_name: str
    initials: str
    agency_name: str
    role_label: str
    menu: tuple[tuple[str, str, bool], ...]
    can_switch: bool
    demo: bool
    messages: tuple[tuple[str, str], ...]
    signed_in: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame of this request's page; asks the database for nothing.

    The form token is masked once a page: Django's own masks it anew at each of a matrix's fifty forms.
    """
    actor: Actor = getattr(request, "actor", NOBODY)
    messages = tuple((m.level_tag, str(m)) for m in get_messages(request))
    menu = tuple(
        (label, reverse(name), _within(request, name, reverse(name)))
        for label, name, roles in MENU
        if actor.role in roles
    )
    return {
        "frame": Frame(
            person_name=actor.person_name,
            initials="".join(word[0] for word in actor.person_name.split()[:2]).upper(),
            agency_name=actor.agency_name,
            role_label=actor.role_label,
            menu=menu,
            can_switch=actor.choices > 1,
            demo=settings.DEMO,
            messages=messages,
            signed_in=actor.person_id is not None,
        ),
        "actor": actor,
        "csrf_token": SimpleLazyObject(lambda: get_token(request)),
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
    }


def _within(request: HttpRequest, name: str, href: str) -> bool:
    """Whether the page belongs to an entry of the menu: it lies below its address, or it is of the entry's own room
    (a plan at /rencana/ belongs to Strategi at /strategi/). The areas of `web` are many: there the address decides."""
    room = name.partition(":")[0]
    if room != "web" and request.resolver_match is not None and request.resolver_match.app_name == room:
        return True
    return request.path == href or (href != "/" and request.path.startswith(href))


@lru_cache(maxsize=8192)
def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page; kept, since a page names dozens and looking one up costs as much as a row."""
    return reverse(name, args=args, kwargs=kwargs)


def number(value: Fraction | Decimal | int | None) -> str:
    """A level or a figure as people write it: "2", "2,5", "2,26"; nothing is "–"."""
    if value is None:
        return "–"
    text = f"{Decimal(value) if not isinstance(value, Fraction) else Decimal(value.numerator) / value.denominator:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def shown(value: Fraction | None) -> str:
    """An index or mean with two decimals, half up; nothing is "–"."""
    return "–" if value is None else figures.shown(value)


def date(value: datetime.date | datetime.datetime | None, zone: str = "") -> str:
    """25 Juni 2024; a moment is taken in the given zone."""
    if isinstance(value, datetime.datetime):
        value = value.astimezone(ZoneInfo(zone or settings.TIME_ZONE)).date()
    return "–" if value is None else words.date(value)


def moment(value: datetime.datetime | None, zone: str = "") -> str:
    """25 Juni 2024 14.05 WITA."""
    if value is None:
        return "–"
    local = value.astimezone(ZoneInfo(zone or settings.TIME_ZONE))
    return f"{words.date(local.date())} {words.time(local, zone or settings.TIME_ZONE)}"


def size(value: int) -> str:
    """Bytes as people read them: 1,4 MB."""
    if value < 1024 * 1024:
        return f"{max(1, round(value / 1024))} KB"
    mega = value / 1024 / 1024
    return (f"{mega:.1f} MB" if mega < 1024 else f"{mega / 1024:.1f} GB").replace(".", ",")


def environment(**options: Any) -> Environment:
    """The Jinja2 environment: autoescape is on, unknown names fail loudly in attribute access."""
    options |= {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(**options)  # noqa: S701 - set just above
    env.globals.update(url=url, static=static)
    env.filters.update(number=number, shown=shown, date=date, moment=moment, size=size, objections=objections)
    return env
