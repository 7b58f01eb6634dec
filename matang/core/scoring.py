"""The index, exactly: Σ(weight × value) ÷ Σ(weight of rated), on integers.

Source of the rule: the instrument's own legal basis (PermenPANRB 59/2020 and 8/2026, appendix: weighted mean of the
indicators); how unrated, external and not-applicable indicators count is Matang's contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import lcm
from operator import mul

from matang.core.instrument import INDICATOR, Instrument, Node
from matang.core.values import NA, NotApplicable, Value

Given = Fraction | int | Decimal | NotApplicable | None
Ratio = tuple[int, int]


class ScoringRefused(ValueError):
    """Values that cannot be scored; the message is one Indonesian sentence."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the instrument the index rests on.

    `rated` counts typed values; together with `missing`, `assumed` and `not_applicable` it makes up `of`. `weight` is
    the percentage of the (redistributed) weight that enters the index: rated and assumed.
    """

    rated: int
    of: int
    weight: Fraction
    missing: tuple[str, ...]
    assumed: tuple[str, ...]
    not_applicable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One child's part in a node's value: `contribution` = weight × value ÷ the node's total weight.

    `weight` is what counts of the child (percent of the index, after redistribution, unrated parts left out).
    """

    kind: str
    code: str
    title: str
    weight: Fraction
    value: Fraction | None
    contribution: Fraction | None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a value came about: the terms, their total weight, the value (their sum) and the source of the rule."""

    kind: str
    code: str
    title: str
    terms: tuple[Term, ...]
    weight: Fraction
    value: Fraction | None
    source: str


@dataclass(frozen=True)
class Score:
    """An instrument's index over one set of values; `None` where nothing is rated, never 0.

    `weights[kind][code]` is the weight that counts of a node, in percent of the index.
    """

    instrument: Instrument
    index: Fraction | None
    predicate: str | None
    values: Mapping[str, Mapping[str, Fraction | None]]
    weights: Mapping[str, Mapping[str, Fraction]]
    coverage: Coverage

    def derivation(self, kind: str | None = None, code: str | None = None) -> Derivation:
        """How the value of one node came about; without arguments, the index. KeyError for an unknown node."""
        if kind is None or code is None:
            return self._derive("index", "", self.instrument.title, self.instrument.nodes, self.index)
        node = self._nodes[kind, code]
        return self._derive(kind, code, node.title, node.children or (node,), self.values[kind][code])

    @cached_property
    def _nodes(self) -> dict[tuple[str, str], Node]:
        return {(node.kind, node.code): node for node in self.instrument.all_nodes}

    def _derive(self, kind: str, code: str, title: str, parts: Sequence[Node], value: Fraction | None) -> Derivation:
        weights = [self.weights[part.kind][part.code] for part in parts]
        total = sum(weights, Fraction(0))
        terms = tuple(self._term(part, weight, total) for part, weight in zip(parts, weights, strict=True))
        return Derivation(kind, code, title, terms, total, value, self.instrument.legal_basis)

    def _term(self, part: Node, weight: Fraction, total: Fraction) -> Term:
        value = self.values[part.kind][part.code]
        contribution = None if value is None else weight * value / total
        return Term(part.kind, part.code, part.title, weight, value, contribution)


def score(instrument: Instrument, values: Mapping[str, Given]) -> Score:
    """Score one set of values (by indicator code; absent or None is unrated).

    Values are taken as they are: whether one may be given is `core.values.parse_value`'s rule. Raises ScoringRefused
    for an unknown code and for "not applicable" where the instrument refuses it.
    """
    answers, assumed = _answers(instrument, values)
    weights, whole = effective_weights(instrument, {code for code, answer in answers.items() if answer is NA})
    rated = {code: answer for code, answer in answers.items() if isinstance(answer, Fraction)}
    scale = lcm(*(value.denominator for value in rated.values()))
    masses, sums = [0], [0]
    for code, weight in zip(instrument.codes, weights, strict=True):
        value = rated.get(code)
        masses.append(0 if value is None else weight)
        sums.append(0 if value is None else weight * value.numerator * (scale // value.denominator))
    masses, sums = list(accumulate(masses)), list(accumulate(sums))
    found: dict[str, dict[str, Fraction | None]] = {kind: {} for kind in (*instrument.kinds, INDICATOR)}
    counted: dict[str, dict[str, Fraction]] = {kind: {} for kind in found}
    for node, first, end in (*instrument.spans, *_leaf_spans(instrument)):
        mass = masses[end] - masses[first]
        found[node.kind][node.code] = Fraction(sums[end] - sums[first], mass * scale) if mass else None
        counted[node.kind][node.code] = Fraction(mass, whole)
    index = Fraction(sums[-1], masses[-1] * scale) if masses[-1] else None
    cover = Coverage(
        rated=len(rated) - len(assumed),
        of=len(instrument.codes),
        weight=Fraction(masses[-1], whole),
        missing=tuple(code for code, answer in answers.items() if answer is None),
        assumed=assumed,
        not_applicable=tuple(code for code, answer in answers.items() if answer is NA),
    )
    return Score(instrument, index, instrument.predicate(index), found, counted, cover)


def effective_weights(instrument: Instrument, not_applicable: set[str]) -> tuple[tuple[int, ...], int]:
    """Integer weights in the indicators' order, and the integer that is one percent of the index.

    The weight of what does not apply goes to its siblings inside the same parent, in proportion; a parent without any
    applicable child does not apply itself. Their sum stays 100 percent while anything applies.
    """
    if not not_applicable:
        return instrument.integer_weights, instrument.denominator
    found: dict[str, Fraction] = {}

    def share(nodes: Sequence[Node], weight: Fraction) -> None:
        alive = [node for node in nodes if any(leaf.code not in not_applicable for leaf in node.leaves())]
        total = sum((node.weight for node in alive), Fraction(0))
        for node in alive:
            part = weight * node.weight / total
            if node.children:
                share(node.children, part)
            else:
                found[node.code] = part

    share(instrument.nodes, sum((node.weight for node in instrument.nodes), Fraction(0)))
    common = lcm(*(weight.denominator for weight in found.values()))
    zero = Fraction(0)
    return tuple(int(found.get(code, zero) * common) for code in instrument.codes), common


def score_many(
    instrument: Instrument, rows: Iterable[Sequence[int | Fraction | NotApplicable | None]]
) -> Iterator[tuple[Ratio | None, list[Ratio | None]]]:
    """Many rows at once, quickly: for each, the index and the values of `instrument.spans` in that order.

    A row holds the values in the order of `instrument.codes`. Figures are (numerator, denominator), not reduced:
    exact, and comparable without making fractions; `Fraction(*pair)` reads one.
    """
    weights = instrument.integer_weights
    spans = [(first, end, sum(weights[first:end])) for _, first, end in instrument.spans]
    total = sum(weights)
    for row in rows:
        if len(row) != len(weights):
            raise ScoringRefused(f"Baris berisi {len(row)} nilai; instrumen ini mempunyai {len(weights)} indikator.")
        try:
            sums = list(accumulate(map(mul, weights, row), initial=0))
        except TypeError:
            yield _slow(instrument, row)
            continue
        yield _ratio(sums[-1], total), [_ratio(sums[end] - sums[first], mass) for first, end, mass in spans]


def _ratio(top: int | Fraction, bottom: int) -> Ratio:
    return (top, bottom) if type(top) is int else (top.numerator, top.denominator * bottom)


def _slow(
    instrument: Instrument, row: Sequence[int | Fraction | NotApplicable | None]
) -> tuple[Ratio | None, list[Ratio | None]]:
    result = score(instrument, dict(zip(instrument.codes, row, strict=True)))
    nodes = [result.values[node.kind][node.code] for node, _, _ in instrument.spans]
    return _pair(result.index), [_pair(value) for value in nodes]


def _pair(value: Fraction | None) -> Ratio | None:
    return None if value is None else (value.numerator, value.denominator)


def _answers(instrument: Instrument, values: Mapping[str, Given]) -> tuple[dict[str, Value | None], tuple[str, ...]]:
    for code in values:
        if code not in instrument.position:
            raise ScoringRefused(f'Kode "{code}" tidak ada pada instrumen {instrument.code}.')
    answers: dict[str, Value | None] = {}
    assumed = []
    for code in instrument.codes:
        given = values.get(code)
        if given is NA and instrument.not_applicable == "refuse":
            raise ScoringRefused(f'Indikator {code}: instrumen ini tidak mengenal nilai "NA" (tidak berlaku).')
        if given is None and code in instrument.external and instrument.external_default is not None:
            assumed.append(code)
            given = instrument.external_default
        answers[code] = given if given is None or isinstance(given, NotApplicable) else Fraction(given)
    return answers, tuple(assumed)


def _leaf_spans(instrument: Instrument) -> Iterator[tuple[Node, int, int]]:
    return ((node, at, at + 1) for at, node in enumerate(instrument.indicators))
