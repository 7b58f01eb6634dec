"""What is measured: an instrument with its nodes, weights, scales and predicates, as plain immutable data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Literal

INDICATOR = "indicator"
Capability = Literal["process", "service"]


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale. `value` is what enters the index (a level 1–5, or points such as 0, 65, 100)."""

    value: Fraction
    name: str = ""
    process: str = ""
    service: str = ""
    name_en: str = ""

    def label(self, capability: Capability | None = None) -> str:
        """The level's name for an indicator of that capability ("Terdefinisi", "Transaksi"); "" when it has none."""
        named = {"process": self.process, "service": self.service}.get(capability or "", "")
        return named or self.name or self.process or self.service


@dataclass(frozen=True, slots=True)
class Predicate:
    """A grade that holds from `min` (index, inclusive) up to the next higher predicate."""

    min: Fraction
    name: str


@dataclass(frozen=True, slots=True)
class Node:
    """A domain, aspect, indicator or any other part. `weight` is in percent of the whole index, exact.

    Leaves are of kind "indicator"; `capability` and `scale` are inherited from the nearest ancestor that names one.
    """

    kind: str
    code: str
    title: str
    weight: Fraction
    children: tuple[Node, ...] = ()
    capability: Capability | None = None
    scale: str | None = None

    def leaves(self) -> Iterator[Node]:
        """The indicators below this node (itself, when it is one), in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Instrument:
    """An instrument version. Build it from a checked document (`core.documents.instrument_of`).

    `values` says whether a value is one of the scale's levels ("whole") or any number of two decimal places between
    its ends ("decimal"). `external` indicators are fed by another body's index and count `external_default` until
    their value is known. `weight`s add up to 100 exactly.
    """

    code: str
    title: str
    legal_basis: str
    values: Literal["whole", "decimal"]
    scale: tuple[Level, ...]
    nodes: tuple[Node, ...]
    predicates: tuple[Predicate, ...] = ()
    not_applicable: Literal["refuse", "redistribute"] = "refuse"
    external: tuple[str, ...] = ()
    external_default: Fraction | None = None
    scales: tuple[tuple[str, tuple[Level, ...]], ...] = ()
    stages: tuple[str, ...] = ()
    verified: bool = True
    note: str = ""
    in_force: str = ""
    applies_to: str = ""

    @cached_property
    def indicators(self) -> tuple[Node, ...]:
        """The leaves, in the instrument's order."""
        return tuple(leaf for node in self.nodes for leaf in node.leaves())

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The indicators' codes, in order."""
        return tuple(node.code for node in self.indicators)

    @cached_property
    def position(self) -> dict[str, int]:
        """Where an indicator stands in the order, by code."""
        return {code: at for at, code in enumerate(self.codes)}

    @cached_property
    def all_nodes(self) -> tuple[Node, ...]:
        """Every node, parents before children."""
        return tuple(inner for node in self.nodes for inner in node.walk())

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds above the indicators, outermost first (`domain`, `aspect`)."""
        return tuple(dict.fromkeys(node.kind for node in self.all_nodes if node.kind != INDICATOR))

    def indicator(self, code: str) -> Node:
        """The indicator with that code. KeyError when there is none."""
        return self.indicators[self.position[code]]

    def nodes_of(self, kind: str) -> tuple[Node, ...]:
        """The nodes of one kind, in order."""
        return tuple(node for node in self.all_nodes if node.kind == kind)

    def trail(self, code: str) -> tuple[Node, ...]:
        """The nodes above an indicator, outermost first. KeyError when there is no such indicator."""
        return self._trails[code]

    def levels(self, code: str) -> tuple[Level, ...]:
        """The scale of an indicator, lowest level first."""
        return self._scales[code]

    def capability(self, code: str) -> Capability | None:
        """Either "process" or "service": the indicator's own or the nearest ancestor's."""
        chain = (*self._trails[code], self.indicator(code))
        return next((node.capability for node in reversed(chain) if node.capability), None)

    @cached_property
    def denominator(self) -> int:
        """The common denominator of the indicators' weights."""
        return lcm(*(node.weight.denominator for node in self.indicators))

    @cached_property
    def integer_weights(self) -> tuple[int, ...]:
        """Weights on the common denominator, in the indicators' order: weight = integer ÷ denominator."""
        common = self.denominator
        return tuple(node.weight.numerator * (common // node.weight.denominator) for node in self.indicators)

    @cached_property
    def spans(self) -> tuple[tuple[Node, int, int], ...]:
        """(node, first, end): each node's indicators are `indicators[first:end]`; parents first, leaves left out."""
        found: list[tuple[Node, int, int]] = []

        def visit(node: Node, first: int) -> int:
            if not node.children:
                return first + 1
            at = len(found)
            found.append((node, first, first))
            end = first
            for child in node.children:
                end = visit(child, end)
            found[at] = (node, first, end)
            return end

        end = 0
        for node in self.nodes:
            end = visit(node, end)
        return tuple(found)

    @cached_property
    def _trails(self) -> dict[str, tuple[Node, ...]]:
        trails: dict[str, tuple[Node, ...]] = {}

        def visit(node: Node, above: tuple[Node, ...]) -> None:
            if not node.children:
                trails[node.code] = above
            for child in node.children:
                visit(child, (*above, node))

        for node in self.nodes:
            visit(node, ())
        return trails

    @cached_property
    def _scales(self) -> dict[str, tuple[Level, ...]]:
        named = dict(self.scales)
        found = {}
        for code in self.codes:
            chain = (*self._trails[code], self.indicator(code))
            scale = next((node.scale for node in reversed(chain) if node.scale), None)
            found[code] = named[scale] if scale else self.scale
        return found

    def predicate(self, index: Fraction | None) -> str | None:
        """The grade of an unrounded index; None without an index or below the lowest predicate."""
        if index is None:
            return None
        return next((grade.name for grade in self.predicates if index >= grade.min), None)
