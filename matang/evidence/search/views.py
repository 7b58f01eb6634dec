"""The page that searches."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from matang.evidence.names import clean
from matang.evidence.search.pages import LONGEST, search_page
from matang.evidence.search.queries import Filters
from matang.people.rules import Invisible, Right
from matang.people.views_guard import actor_of, signed_in


@require_safe
@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """Documents by the words in their names, facts and pages; a judge to whom nothing is submitted yet finds none."""
    actor, asked = actor_of(request), request.GET
    if not actor.may(Right.READ_EVIDENCE):
        raise Invisible
    named = [clean(asked.get(name, ""))[:40] for name in ("jenis", "tahun", "indikator", "pakai")]
    text = clean(asked.get("q", "")[: 2 * LONGEST])
    page = search_page(actor, text, Filters(*named), asked.get("halaman", "1"))
    return render(request, "evidence/search.html", {"page": page})
