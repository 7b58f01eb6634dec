"""The pack: an assessment's evidence as one ZIP, in folders by indicator, with an index as page and as workbook.

Everything is read here, inside the transaction; the bytes are sent after it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from matang.assessments import queries
from matang.assessments.models import Assessment, Citation, Stage
from matang.core.ladder import Explanation
from matang.core.plain_names import FOLDER, Paths, plain
from matang.core.regions import read_region
from matang.evidence.models import Fact, Version
from matang.evidence.queries import versions_visible_to
from matang.evidence.reading.queries import facts_by_version
from matang.evidence.receiving import store
from matang.evidence.viewing import shown_fact
from matang.instruments.queries import official_criteria
from matang.lib.zipping import Member, length
from matang.people.actor import Actor
from matang.people.rules import Right
from matang.web.work.matrix import level_choices, value_text

PAGE, SHEET = "indeks.html", "indeks.xlsx"
SHARED = "_bersama"


@dataclass(frozen=True)
class Item:
    """A citation as the index tells it. `path` is "" when the bytes are missing."""

    level: str
    level_name: str
    criterion: str
    requirement: str
    title: str
    file_name: str
    path: str
    number: str
    date: str
    pages: str
    size: int
    sha256: str
    receipt: str
    received_at: datetime.datetime


@dataclass(frozen=True)
class Chapter:
    """An indicator with the agency's own value and its evidence."""

    code: str
    title: str
    value: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Contents:
    """What the index says: whose evidence, of when, and how much of it is missing."""

    assessment: Assessment
    made_at: datetime.datetime
    zone: str
    chapters: tuple[Chapter, ...]
    files: int
    bytes: int
    missing: int


@dataclass(frozen=True)
class Pack:
    """A ZIP about to be sent: the name that it is saved under, its members in order, its length in bytes."""

    name: str
    members: tuple[Member, ...]
    length: int


Indexes = Callable[[Contents], tuple[bytes, bytes]]


def pack_of(actor: Actor, uuid: UUID, indexes: Indexes) -> Pack:
    """Collect the pack; `indexes` draws its page and its workbook. Seven statements. Raises Invisible, Refused."""
    assessment = queries.assessment_of(actor, uuid)
    actor.require(Right.READ_EVIDENCE, assessment.agency_id)
    citations = list(queries.citations_of(assessment).select_related("version__agency"))
    kept = _kept(actor, citations)
    paths = _paths(assessment, citations, kept)
    now = timezone.now()
    contents = Contents(
        assessment=assessment,
        made_at=now,
        zone=assessment.agency.time_zone,
        chapters=tuple(_chapters(assessment, citations, paths)),
        files=len(paths),
        bytes=sum(version.size for version in kept.values()),
        missing=len({row.version_id for row in citations} - set(kept)),
    )
    local = now.astimezone(ZoneInfo(contents.zone)).replace(tzinfo=None)
    page, sheet = indexes(contents)
    members = (
        Member(PAGE, len(page), lambda: [page], local),
        Member(SHEET, len(sheet), lambda: [sheet], local),
        *(_member(kept[pk], path, contents.zone) for pk, path in paths.items()),
    )
    name = plain(f"Bukti dukung {assessment.agency.short_name} {assessment.round.year}", FOLDER)
    return Pack(f"{name}.zip", members, length(members))


def _kept(actor: Actor, citations: Iterable[Citation]) -> dict[int, Version]:
    """The cited versions that the actor may see and whose bytes are there, by id."""
    found = {row.version_id: row.version for row in citations}
    seen = set(versions_visible_to(actor).filter(pk__in=found).values_list("pk", flat=True))
    place = store()
    return {
        pk: version
        for pk, version in found.items()
        if pk in seen and place.has(version.agency.uuid, version.sha256, version.size)
    }


def _paths(assessment: Assessment, citations: Iterable[Citation], kept: dict[int, Version]) -> dict[int, str]:
    """A path for each version: in its indicator's folder, or in the shared one when several indicators cite it."""
    instrument = queries.instrument_for(assessment).instrument
    cited: dict[int, set[str]] = defaultdict(set)
    for row in citations:
        cited[row.version_id].add(row.indicator)
    given, paths = Paths(PAGE, SHEET), {}
    for pk, version in kept.items():
        codes = cited[pk]
        folder = SHARED if len(codes) > 1 else _folder(next(iter(codes)), instrument.indicator(min(codes)).title)
        paths[pk] = given.new(folder, version.file_name)
    return paths


def _folder(code: str, title: str) -> str:
    return plain(f"{code.zfill(2) if code.isdecimal() else code} {title}", FOLDER)


def _member(version: Version, path: str, zone: str) -> Member:
    at = version.received_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return Member(path, version.size, partial(_bytes, version.agency.uuid, version.sha256, version.size), at)


def _bytes(agency: UUID, sha256: str, size: int) -> Iterator[bytes]:
    with closing(store().open_verified(agency, sha256, size)) as file:
        yield from file


def _chapters(assessment: Assessment, citations: list[Citation], paths: dict[int, str]) -> Iterator[Chapter]:
    content = queries.instrument_for(assessment)
    ratings = queries.ratings_of(assessment, Stage.SELF).get((Stage.SELF, 0), {})
    official = official_criteria(content.version_id, assessment.round.owner_id)
    facts = facts_by_version({row.version_id for row in citations})
    by_code: dict[str, list[Citation]] = defaultdict(list)
    for row in citations:
        by_code[row.indicator].append(row)
    for code in content.instrument.codes:
        rows = by_code.get(code, [])
        explanation = content.ladder.get(code) if content.ladder and rows else None
        names = dict(level_choices(content.instrument, code)) if rows else {}
        own = official.get(code, {})
        items = (_item(row, explanation, names, own, paths, facts.get(row.version_id, {})) for row in rows)
        yield Chapter(code, content.instrument.indicator(code).title, value_text(ratings.get(code)), tuple(items))


def _item(
    row: Citation,
    explanation: Explanation | None,
    names: dict[str, str],
    official: dict[str, str],
    paths: dict[int, str],
    facts: dict[str, Fact],
) -> Item:
    criteria = {str(step.level): step.criterion for step in explanation.steps} if explanation else {}
    wanted = {item.id: item.what for item in explanation.requirements} if explanation else {}
    region = read_region(row.region)
    return Item(
        level=row.level,
        level_name=names.get(row.level, ""),
        criterion=official.get(row.level) or criteria.get(row.level, ""),
        requirement=wanted.get(row.requirement, ""),
        title=row.version.document.title,
        file_name=row.version.file_name,
        path=paths.get(row.version_id, ""),
        number=_fact(facts.get("number")),
        date=_fact(facts.get("date")),
        pages=row.pages or (str(region.page) if region else ""),
        size=row.version.size,
        sha256=row.version.sha256,
        receipt=row.version.receipt,
        received_at=row.version.received_at,
    )


def _fact(fact: Fact | None) -> str:
    if fact is None:
        return ""
    said = shown_fact(fact)
    return said if fact.state == Fact.State.CONFIRMED else f"{said} (terbaca, belum dipastikan)"
