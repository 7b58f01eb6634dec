"""Reading the journal: history in words, and the head of the chain."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from matang.journal.models import Entry, Seal


def history(target: uuid.UUID, part: str | None = None, limit: int = 100) -> QuerySet[Entry]:
    """The newest entries on a thing (and one part of it); row policy hides what is out of reach. One statement."""
    entries = Entry.objects.filter(target=target)
    if part is not None:
        entries = entries.filter(part=part)
    return entries.order_by("-id")[:limit]


def of_agencies(limit: int = 200, before_id: int | None = None) -> QuerySet[Entry]:
    """The newest entries of all agencies within reach. One statement."""
    entries = Entry.objects.order_by("-id")
    if before_id is not None:
        entries = entries.filter(id__lt=before_id)
    return entries[:limit]


def chain_head() -> str:
    """The hash of the last seal ("" before the first one), to be printed on papers. One statement."""
    seal = Seal.objects.order_by("-position").values_list("hash", flat=True).first()
    return seal or ""
