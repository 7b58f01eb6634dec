"""What the pages of instruments show."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from matang.core.compare import Difference, compare
from matang.core.documents import number_text
from matang.core.figures import shown
from matang.core.instrument import INDICATOR, Instrument, Level, Node
from matang.core.ladder import Explanation, Ladder
from matang.instruments import reading
from matang.instruments.actions import checksum
from matang.instruments.models import OfficialText, Version
from matang.instruments.queries import Loaded, official_texts, parsed, version_of, versions
from matang.people.actor import Actor
from matang.people.rules import Invisible

KINDS = {"domain": "Domain", "aspect": "Aspek", INDICATOR: "Indikator"}
RULES = {
    "values": "jenis nilai",
    "not_applicable": "aturan tidak berlaku",
    "external": "indikator dari indeks lain",
    "external_default": "nilai bawaan indeks lain",
    "stages": "tahap",
    "legal_basis": "dasar hukum",
    "verified": "tanda terverifikasi",
}
CONFIDENCE = {"read": "naskah dibaca", "secondary": "dari sumber lain", "derived": "disimpulkan"}


@dataclass(frozen=True)
class InstrumentList:
    """The versions, and which packaged instruments are not installed yet."""

    versions: tuple[Version, ...]
    packaged: tuple[tuple[str, str], ...]
    waiting: tuple[Version, ...]


def instrument_list() -> InstrumentList:
    """One statement."""
    known = list(versions())
    marks = {version.sha256 for version in known}
    packaged = []
    for code in reading.packaged_codes():
        mark = checksum(reading.packaged_text(code), reading.packaged_ladder_text(code) or "")
        if mark not in marks:
            packaged.append((code, reading.read_packaged(code).title))
    waiting = tuple(version for version in known if version.state == Version.State.PROPOSED)
    return InstrumentList(tuple(known), tuple(packaged), waiting)


@dataclass(frozen=True)
class Part:
    """One node of the tree; `depth` from 0; for an indicator what its ladder says about itself."""

    kind: str
    code: str
    title: str
    weight: str
    depth: int
    leaf: bool
    confidence: str
    sources: int
    steps: int


@dataclass(frozen=True)
class InstrumentPage:
    """One version, and what this administrator may do with it."""

    version: Version
    instrument: Instrument
    ladder: Ladder | None
    parts: tuple[Part, ...]
    scale: tuple[tuple[str, str], ...]
    predicates: tuple[tuple[str, str], ...]
    others: tuple[Version, ...]
    mine: bool


def instrument_page(actor: Actor, uuid: UUID) -> InstrumentPage:
    """Two statements."""
    version = version_of(uuid)
    content = parsed(version)
    instrument = content.instrument
    others = tuple(one for one in versions().filter(code=version.code) if one.pk != version.pk)
    return InstrumentPage(
        version=version,
        instrument=instrument,
        ladder=content.ladder,
        parts=tuple(part for node in instrument.nodes for part in _parts(node, content, 0)),
        scale=tuple((number_text(level.value), _level_name(level)) for level in instrument.scale),
        predicates=tuple((shown(grade.min), grade.name) for grade in instrument.predicates),
        others=others,
        mine=version.proposed_by_id == actor.person_id,
    )


def _parts(node: Node, content: Loaded, depth: int) -> list[Part]:
    explained = content.ladder.get(node.code) if content.ladder and not node.children else None
    part = Part(
        kind=KINDS.get(node.kind, node.kind),
        code=node.code,
        title=node.title,
        weight=shown(node.weight),
        depth=depth,
        leaf=not node.children,
        confidence=CONFIDENCE.get(explained.confidence, explained.confidence) if explained else "",
        sources=len(explained.sources) if explained else 0,
        steps=len(explained.steps) if explained else 0,
    )
    return [part, *(inner for child in node.children for inner in _parts(child, content, depth + 1))]


def _level_name(level: Level) -> str:
    names = dict.fromkeys(name for name in (level.name, level.process, level.service) if name)
    return " / ".join(names)


@dataclass(frozen=True)
class LevelText:
    """One level of an indicator (level "": the indicator itself): Matang's words and the decree's."""

    level: str
    name: str
    criterion: str
    official: OfficialText | None


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator of a version, with the official texts of the owner."""

    version: Version
    node: Node
    explanation: Explanation | None
    sources: tuple[tuple[str, str], ...]
    confidence: str
    levels: tuple[LevelText, ...]


def indicator_page(uuid: UUID, code: str, owner_id: int) -> IndicatorPage:
    """Two statements. Raises Invisible for an unknown code."""
    version = version_of(uuid)
    content = parsed(version)
    if code not in content.instrument.position:
        raise Invisible
    texts = official_texts(version.pk, code, owner_id)
    explanation = content.ladder.get(code) if content.ladder else None
    named = {source.id: source for source in content.ladder.sources} if content.ladder else {}
    used = [named[item] for item in (explanation.sources if explanation else ()) if item in named]
    return IndicatorPage(
        version=version,
        node=content.instrument.indicator(code),
        explanation=explanation,
        sources=tuple((source.title, source.where) for source in used),
        confidence=CONFIDENCE.get(explanation.confidence, explanation.confidence) if explanation else "",
        levels=(
            LevelText("", "Indikator", explanation.definition if explanation else "", texts.get("")),
            *(_level(content, code, level, explanation, texts) for level in content.instrument.levels(code)),
        ),
    )


def _level(
    content: Loaded, code: str, level: Level, explanation: Explanation | None, texts: dict[str, OfficialText]
) -> LevelText:
    step = explanation.step(level.value) if explanation else None
    key = str(level.value)
    name = level.label(content.instrument.capability(code))
    return LevelText(
        key, f"Tingkat {number_text(level.value)} · {name}", step.criterion if step else "", texts.get(key)
    )


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side; `lines` are the changes as (what, before, after)."""

    before: Version
    after: Version
    lines: tuple[tuple[str, str, str], ...]


def comparison(before: UUID, after: UUID) -> Comparison:
    """Two statements."""
    one, other = version_of(before), version_of(after)
    old, new = parsed(one), parsed(other)
    found = compare(old.instrument, new.instrument, (old.ladder, new.ladder))
    return Comparison(one, other, tuple(_lines(found, old.instrument, new.instrument)))


def _lines(found: Difference, old: Instrument, new: Instrument) -> list[tuple[str, str, str]]:
    def title(instrument: Instrument, code: str) -> str:
        return instrument.indicator(code).title

    lines = [(f"Indikator {code} ditambahkan", "", title(new, code)) for code in found.added]
    lines += [(f"Indikator {code} dihapus", title(old, code), "") for code in found.removed]
    lines += [(f"Judul {_named(c.kind, c.code)}", c.before, c.after) for c in found.retitled]
    lines += [
        (f"Bobot {_named(c.kind, c.code)}", f"{shown(c.before)}%", f"{shown(c.after)}%") for c in found.reweighted
    ]
    lines += [(f"Letak indikator {c.code}", _placed(c.before), _placed(c.after)) for c in found.moved]
    lines += [(f"Skala indikator {code}", "lama", "berubah") for code in found.scale]
    lines += [("Predikat", "lama", "berubah")] if found.predicates else []
    lines += [(RULES.get(name, name).capitalize(), "lama", "berubah") for name in found.rules]
    lines += [
        (f"Kriteria indikator {code} tingkat {number_text(level)}", "lama", "berubah") for code, level in found.criteria
    ]
    return lines


def _named(kind: str, code: str) -> str:
    return f"{KINDS.get(kind, kind).lower()} {code}"


def _placed(trail: str) -> str:
    return trail.replace("domain", "Domain").replace("aspect", "Aspek")
