"""What the program reads from a document: its pages, what it says of itself, and what an assessor would object to.

Nothing read is ever set silently: facts are proposals until a person confirms them, and a confirmed fact stays when the
document is read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from procrastinate.contrib.django import app

from matang.core.recognition import defects, facts, paper
from matang.evidence.models import Fact, Page, Reading, Version

TASK = "evidence.read_version"
LONGEST_VALUE, LONGEST_QUOTE, LONGEST_NOTE = 400, 200, 400
Found = Sequence[paper.Page]


def queue_reading(version: Version) -> None:
    """Have a version read in the background, once this transaction is committed."""
    waiting = {"agency_id": version.agency_id, "state": Reading.State.WAITING}
    Reading.objects.update_or_create(version=version, defaults=waiting)
    app.configure_task(TASK, lock=f"{TASK}:{version.pk}").defer(version_id=version.pk)


def begin_reading(version: Version) -> None:
    """Mark a version as being read, with nothing read yet."""
    Page.objects.filter(version=version).delete()
    Reading.objects.update_or_create(
        version=version,
        defaults={"agency_id": version.agency_id, "state": Reading.State.READING, "pages": 0, "done": 0, "note": ""},
    )


def keep_pages(version: Version, pages: Found, total: int) -> None:
    """Keep the pages that were read since the last time; `total` is how many the document has."""
    Page.objects.bulk_create(
        Page(agency_id=version.agency_id, version=version, number=page.number, text=page.text, picture=page.picture)
        for page in pages
    )
    done = Page.objects.filter(version=version).count()
    reading = Reading.objects.get(version=version)
    reading.pages, reading.done = max(total, done), done
    reading.save(update_fields=["pages", "done", "changed_at"])


def finish_reading(version: Version, note: str, *, readable: bool) -> None:
    """Read facts and objections from the pages that were kept, and end the reading."""
    pages = [paper.Page(p.number, p.text, p.picture) for p in Page.objects.filter(version=version).order_by("number")]
    found = facts.read_facts(version.file_name, pages)
    _propose(version, found)
    objections = defects.defects_of(paper.Paper(version.file_name, pages, found)) if readable else ()
    reading = Reading.objects.get(version=version)
    reading.state = Reading.State.READ if readable else Reading.State.UNREADABLE
    reading.note = note[:LONGEST_NOTE]
    reading.findings = [_finding(item) for item in objections]
    reading.save(update_fields=["state", "note", "findings", "changed_at"])


def _propose(version: Version, found: Sequence[paper.Fact]) -> None:
    """Put what was read in the place of earlier proposals; what a person confirmed stays."""
    Fact.objects.filter(version=version, state=Fact.State.PROPOSED).delete()
    confirmed = set(Fact.objects.filter(version=version).values_list("name", flat=True))
    Fact.objects.bulk_create(
        Fact(
            agency_id=version.agency_id,
            version=version,
            name=fact.name,
            value=fact.value[:LONGEST_VALUE],
            page=fact.page,
            quote=fact.quote[:LONGEST_QUOTE],
        )
        for fact in found
        if fact.name not in confirmed
    )


def _finding(defect: defects.Defect) -> dict[str, object]:
    kept = asdict(defect)
    return {"rule": kept["rule"], "page": kept["page"], "quote": kept["quote"][:LONGEST_QUOTE]}
