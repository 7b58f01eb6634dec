"""Where uncited documents belong: proposals for each, taken over by a person, many at once from the keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.db import transaction

from matang.assessments import queries
from matang.assessments.actions.filling import cite, still_open
from matang.assessments.models import Assessment
from matang.core.documents import number_text
from matang.core.recognition import paper
from matang.core.recognition.facts import KINDS
from matang.core.recognition.placing import Former, Place, Placer
from matang.evidence.models import Version
from matang.evidence.queries import library_of
from matang.evidence.reading.queries import papers_of
from matang.instruments.queries import Loaded, loaded
from matang.people.actor import Actor
from matang.people.rules import Invisible, Refused, Right

AT_ONCE = 40
READ_PAGES = 12  # the rules look at the beginning of a document
PROPOSALS = 3
FIELD, TYPED = "dok-", "lain-"
UNKNOWN = "Tidak ada kebutuhan bukti bernomor “{answer}”. Pilih dari daftar, misalnya 7.3.2."
GONE = "Satu dokumen sudah tidak ada di pustaka."


@dataclass(frozen=True)
class Option:
    """One place that a document may go to: the value of the form, words, the reason."""

    value: str
    title: str
    words: str
    reason: str


@dataclass(frozen=True)
class Row:
    """One document: its name, what was read of it, proposals best first."""

    version: Version
    about: str
    options: tuple[Option, ...]
    unread: bool


@dataclass(frozen=True)
class PlacingPage:
    """The page: at most forty documents, all places as (requirement's id, words), how many documents wait in all."""

    assessment: Assessment
    rows: tuple[Row, ...]
    places: tuple[tuple[str, str], ...]
    waiting: int
    has_ladder: bool


def placing_page(actor: Actor, uuid: UUID) -> PlacingPage:
    """The documents that this assessment does not cite yet, newest first. Seven statements."""
    assessment = queries.assessment_of(actor, uuid, Right.GIVE_EVIDENCE)
    still_open(assessment)
    content = queries.instrument_for(assessment)
    codes = _own_codes(actor, assessment, content)
    cited = set(assessment.citations.values_list("version__document_id", flat=True))
    waiting = [item for item in library_of(actor, assessment.agency_id) if item.document_id not in cited]
    shown = waiting[:AT_ONCE]
    papers = papers_of(shown, READ_PAGES)
    former = _former(assessment)
    rows = tuple(_row(version, papers.get(version.pk), content, former, codes) for version in shown)
    return PlacingPage(
        assessment, rows, tuple(_places(content, codes)), len(waiting), has_ladder=content.ladder is not None
    )


def place(actor: Actor, uuid: UUID, chosen: Mapping[str, str]) -> tuple[int, list[str]]:
    """Cite every document for the place that was chosen or typed for it; returns how many, and why others were not."""
    assessment = queries.assessment_of(actor, uuid, Right.GIVE_EVIDENCE)
    content = queries.instrument_for(assessment)
    done, refused = 0, []
    for version, answer in _answers(chosen):
        try:
            code, level, requirement = _place_of(content, answer)
            with transaction.atomic():
                cite(actor, uuid, code, version, level=level, requirement=requirement)
            done += 1
        except Refused as refusal:
            refused.append(str(refusal))
        except Invisible:
            refused.append(GONE)
    return done, refused


def _answers(chosen: Mapping[str, str]) -> Iterable[tuple[UUID, str]]:
    """What was chosen for each document; what was typed goes before what was ticked."""
    for field, ticked in chosen.items():
        version = _uuid(field)
        answer = chosen.get(f"{TYPED}{version}", "").strip() or ticked if version else ""
        if version and answer:
            yield version, answer


def _place_of(content: Loaded, answer: str) -> tuple[str, str, str]:
    """Indicator, level and requirement of an answer: a ticked "code|level|requirement" or a typed requirement's id."""
    if answer.count("|") == 2:
        code, level, requirement = answer.split("|")
        return code, level, requirement
    explanations = content.ladder.explanations if content.ladder else ()
    wanted = next((item for each in explanations for item in each.requirements if item.id == answer), None)
    if wanted is None:
        raise Refused(UNKNOWN.format(answer=answer[:40]))
    return wanted.indicator, number_text(wanted.level), wanted.id


@lru_cache(maxsize=8)
def _placer(instrument: int) -> Placer | None:
    """Kept, since an instrument's version never changes and building takes a twentieth of a second."""
    content = loaded(instrument)
    return None if content.ladder is None else Placer(content.instrument, content.ladder)


def _former(assessment: Assessment) -> tuple[Former, ...]:
    """What the agency cited in the last decided assessment of the series."""
    before = queries.former_of(assessment)
    if before is None:
        return ()
    rows = before.citations.values_list("indicator", "level", "version__document__title")
    return tuple(Former(code, level, title, "") for code, level, title in rows)


def _row(
    version: Version, read: paper.Paper | None, content: Loaded, former: tuple[Former, ...], codes: frozenset[str]
) -> Row:
    title = version.document.title
    named = replace(read, file_name=title) if read else paper.Paper(title, ())
    placer = _placer(content.version_id)
    places = placer.propose(named, former) if placer else ()
    options = [_option(content, found) for found in places if found.indicator in codes]
    return Row(version, _about(named), tuple(options[:PROPOSALS]), unread=read is None)


def _about(found: paper.Paper) -> str:
    kind = KINDS.get(found.fact("kind"), "")
    number, year = found.fact("number"), found.fact("year")
    parts = (kind, f"nomor {number}" if number else "", "" if year in number else year)
    return " · ".join(part for part in parts if part)


def _own_codes(actor: Actor, assessment: Assessment, content: Loaded) -> frozenset[str]:
    owners = queries.owners_of(assessment)
    open_codes = assessment.returned_indicators or content.instrument.codes
    return frozenset(code for code in open_codes if queries.may_fill(actor, assessment, code, owners))


def _places(content: Loaded, codes: frozenset[str]) -> Iterable[tuple[str, str]]:
    for explanation in content.ladder.explanations if content.ladder else ():
        for wanted in explanation.requirements if explanation.code in codes else ():
            yield wanted.id, f"tingkat {number_text(wanted.level)}: {wanted.what}"


def _option(content: Loaded, found: Place) -> Option:
    title = content.instrument.indicator(found.indicator).title
    value = f"{found.indicator}|{found.level}|{found.requirement}"
    return Option(value, f"{found.indicator}. {title}", f"tingkat {found.level.replace('.', ',')}", found.reason)


def _uuid(field: str) -> UUID | None:
    try:
        return UUID(field.removeprefix(FIELD)) if field.startswith(FIELD) else None
    except ValueError:
        return None
