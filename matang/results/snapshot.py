"""The frozen picture of an assessment: everything that result pages and papers show, as plain JSON and back.

What was decided is read from here and never computed again, so that a newer instrument or program cannot move a
closed year. Figures are exact texts ("3.495", "701/300").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from matang.assessments.models import Assessment, Citation, Rating
from matang.assessments.queries import given, instrument_for, score_of
from matang.core.documents import number_text
from matang.core.figures import shown_with_reason
from matang.core.instrument import INDICATOR, Instrument
from matang.core.scoring import Given, Score
from matang.core.values import NA, NotApplicable

Json = dict[str, Any]


@dataclass(frozen=True)
class NodeValue:
    """A node above the indicators; `depth` 0 is outermost; weight in percent of the index."""

    kind: str
    code: str
    title: str
    depth: int
    weight: Fraction
    value: Fraction | None


@dataclass(frozen=True)
class IndicatorValue:
    """One indicator: the agency's own value, the decided one, and the assessors' words. `trail`: (kind, code, title) of
    the nodes above it, outermost first."""

    code: str
    title: str
    trail: tuple[tuple[str, str, str], ...]
    weight: Fraction
    own: Given
    final: Given
    finding: str
    recommendation: str


@dataclass(frozen=True)
class TermLine:
    """One part of the index: weight × value ÷ total weight = contribution."""

    title: str
    weight: Fraction
    value: Fraction | None
    contribution: Fraction | None


@dataclass(frozen=True)
class Snapshot:
    """An assessment as it stood. `note` says why a figure seems to contradict its predicate, or is ""."""

    agency: str
    round: str
    title: str
    instrument_code: str
    instrument_number: int
    instrument_title: str
    instrument_sha256: str
    legal_basis: str
    low: Fraction
    high: Fraction
    predicates: tuple[tuple[Fraction, str], ...]
    index: Fraction | None
    predicate: str
    note: str
    own_index: Fraction | None
    rated: int
    of: int
    missing: tuple[str, ...]
    assumed: tuple[str, ...]
    not_applicable: tuple[str, ...]
    nodes: tuple[NodeValue, ...]
    indicators: tuple[IndicatorValue, ...]
    terms: tuple[TermLine, ...]
    source: str
    evidence: tuple[Mapping[str, str], ...]

    def nodes_of(self, kind: str) -> dict[str, NodeValue]:
        """The nodes of a kind, by code."""
        return {node.code: node for node in self.nodes if node.kind == kind}

    @property
    def innermost(self) -> tuple[NodeValue, ...]:
        """The nodes just above the indicators (aspects), for the radar."""
        deepest = max((node.depth for node in self.nodes), default=0)
        return tuple(node for node in self.nodes if node.depth == deepest)


def taken(
    assessment: Assessment,
    own: Mapping[str, Rating],
    final: Mapping[str, Rating] | None,
    citations: Iterable[Citation] = (),
) -> Json:
    """Take the picture. With `final` None it is the agency's running standing: the index is that of its own values."""
    content = instrument_for(assessment)
    instrument = content.instrument
    score = score_of(assessment, (own if final is None else final).values())
    own_score = score_of(assessment, own.values())
    return {
        "agency": assessment.agency.name,
        "round": assessment.round.period_label,
        "title": assessment.round.title,
        "instrument": {
            "code": instrument.code,
            "number": assessment.round.instrument.number,
            "title": instrument.title,
            "sha256": content.sha256,
            "legal_basis": assessment.round.legal_basis or instrument.legal_basis,
        },
        "scale": [number_text(instrument.scale[0].value), number_text(instrument.scale[-1].value)],
        "predicates": [[number_text(grade.min), grade.name] for grade in instrument.predicates],
        "index": _text(score.index),
        "predicate": score.predicate or "",
        "note": shown_with_reason(score.index, instrument).reason or "",
        "own_index": _text(own_score.index),
        "coverage": {
            "rated": score.coverage.rated,
            "of": score.coverage.of,
            "missing": list(score.coverage.missing),
            "assumed": list(score.coverage.assumed),
            "not_applicable": list(score.coverage.not_applicable),
        },
        "nodes": _nodes(instrument, score),
        "indicators": [_indicator(score, code, own.get(code), (final or {}).get(code)) for code in instrument.codes],
        "derivation": _derivation(score),
        "evidence": [_evidence(citation) for citation in citations],
    }


def _nodes(instrument: Instrument, score: Score) -> list[Json]:
    return [
        {
            "kind": node.kind,
            "code": node.code,
            "title": node.title,
            "depth": instrument.kinds.index(node.kind),
            "weight": number_text(score.weights[node.kind][node.code]),
            "value": _text(score.values[node.kind][node.code]),
        }
        for node in instrument.all_nodes
        if node.kind != INDICATOR
    ]


def _indicator(score: Score, code: str, own: Rating | None, final: Rating | None) -> Json:
    node = score.instrument.indicator(code)
    return {
        "code": code,
        "title": node.title,
        "trail": [[above.kind, above.code, above.title] for above in score.instrument.trail(code)],
        "weight": number_text(score.weights[INDICATOR][code]),
        "self": _given(given(own)),
        "final": _given(given(final)),
        "finding": final.finding if final else "",
        "recommendation": final.recommendation if final else "",
    }


def _derivation(score: Score) -> Json:
    found = score.derivation()
    terms = [[t.title, number_text(t.weight), _text(t.value), _text(t.contribution)] for t in found.terms]
    return {"terms": terms, "source": found.source}


def _evidence(citation: Citation) -> Json:
    return {
        "indicator": citation.indicator,
        "level": citation.level,
        "requirement": citation.requirement,
        "version": str(citation.version.uuid),
        "sha256": citation.version.sha256,
        "pages": citation.pages,
    }


def read(data: Json) -> Snapshot:
    """The snapshot as `taken` wrote it."""
    instrument, cover = data["instrument"], data["coverage"]
    return Snapshot(
        agency=data["agency"],
        round=data["round"],
        title=data["title"],
        instrument_code=instrument["code"],
        instrument_number=instrument["number"],
        instrument_title=instrument["title"],
        instrument_sha256=instrument["sha256"],
        legal_basis=instrument["legal_basis"],
        low=Fraction(data["scale"][0]),
        high=Fraction(data["scale"][1]),
        predicates=tuple((Fraction(least), name) for least, name in data["predicates"]),
        index=_number(data["index"]),
        predicate=data["predicate"],
        note=data["note"],
        own_index=_number(data["own_index"]),
        rated=cover["rated"],
        of=cover["of"],
        missing=tuple(cover["missing"]),
        assumed=tuple(cover["assumed"]),
        not_applicable=tuple(cover["not_applicable"]),
        nodes=tuple(_read_node(row) for row in data["nodes"]),
        indicators=tuple(_read_indicator(row) for row in data["indicators"]),
        terms=tuple(
            TermLine(title, Fraction(weight), _number(value), _number(part))
            for title, weight, value, part in data["derivation"]["terms"]
        ),
        source=data["derivation"]["source"],
        evidence=tuple(data["evidence"]),
    )


def _read_node(row: Json) -> NodeValue:
    names = (row["kind"], row["code"], row["title"], row["depth"])
    return NodeValue(*names, Fraction(row["weight"]), _number(row["value"]))


def _read_indicator(row: Json) -> IndicatorValue:
    return IndicatorValue(
        code=row["code"],
        title=row["title"],
        trail=tuple((kind, code, title) for kind, code, title in row["trail"]),
        weight=Fraction(row["weight"]),
        own=_read_given(row["self"]),
        final=_read_given(row["final"]),
        finding=row["finding"],
        recommendation=row["recommendation"],
    )


def _text(value: Fraction | None) -> str | None:
    return None if value is None else number_text(value)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _given(value: Given) -> str | None:
    if isinstance(value, NotApplicable):
        return "NA"
    return None if value is None else number_text(Fraction(value))


def _read_given(text: str | None) -> Given:
    return NA if text == "NA" else _number(text)
