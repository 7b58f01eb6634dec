"""Apa yang kurang as data: the sentences of the pages, for a program that asks with a person's session."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from matang.assessments.gaps import gap_sentences
from matang.assessments.queries import assessment_of
from matang.core.documents import number_text
from matang.people.rules import Right
from matang.people.views_guard import actor_of, signed_in


@signed_in
@require_safe
def gaps(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """`{"assessment", "indicators": [{"code", "level", "met", "of", "complete", "sentence"}]}`; `level` is the next,
    null at the top. For whoever reads the work."""
    assessment = assessment_of(actor_of(request), uuid, Right.READ_WORK)
    rows = [
        {
            "code": code,
            "level": None if gap.level is None else number_text(gap.level),
            "met": gap.met,
            "of": gap.of,
            "complete": gap.complete,
            "sentence": gap.sentence,
        }
        for code, gap in gap_sentences(assessment).items()
    ]
    body = {"assessment": str(assessment.uuid), "indicators": rows}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})
