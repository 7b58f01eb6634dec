"""What changed between two versions of an instrument, for whoever must decide on publishing the newer one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from matang.core.instrument import Instrument, Level, Node
from matang.core.ladder import Explanation, Ladder


@dataclass(frozen=True, slots=True)
class Retitled:
    """A node of the same kind and code under another title."""

    kind: str
    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reweighted:
    """A node of the same kind and code with another weight, in percent of the index."""

    kind: str
    code: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator under other nodes: the codes above it, outermost first, as "domain 1 › aspect 2"."""

    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes. Codes are in the order of the version that has them; `criteria` lists (code, level)."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    retitled: tuple[Retitled, ...]
    reweighted: tuple[Reweighted, ...]
    moved: tuple[Moved, ...]
    scale: tuple[str, ...]
    predicates: bool
    rules: tuple[str, ...]
    criteria: tuple[tuple[str, Fraction], ...]

    @property
    def same(self) -> bool:
        """Whether nothing changed that touches a result or its meaning."""
        return self == Difference((), (), (), (), (), (), False, (), ())


def compare(
    before: Instrument, after: Instrument, ladders: tuple[Ladder | None, Ladder | None] = (None, None)
) -> Difference:
    """The changes from one version to another; with both ladders (before, after), of the criteria too."""
    old = {(node.kind, node.code): node for node in before.all_nodes}
    pairs = [(old[node.kind, node.code], node) for node in after.all_nodes if (node.kind, node.code) in old]
    both = [code for code in after.codes if code in before.position]
    return Difference(
        added=tuple(code for code in after.codes if code not in before.position),
        removed=tuple(code for code in before.codes if code not in after.position),
        retitled=tuple(Retitled(b.kind, b.code, a.title, b.title) for a, b in pairs if a.title != b.title),
        reweighted=tuple(Reweighted(b.kind, b.code, a.weight, b.weight) for a, b in pairs if a.weight != b.weight),
        moved=_moved(before, after, both),
        scale=tuple(code for code in both if _plain(before.levels(code)) != _plain(after.levels(code))),
        predicates=before.predicates != after.predicates,
        rules=_rules(before, after),
        criteria=_criteria(both, *ladders),
    )


def _plain(levels: tuple[Level, ...]) -> list[tuple[Fraction, str, str, str]]:
    return [(level.value, level.name, level.process, level.service) for level in levels]


def _moved(before: Instrument, after: Instrument, codes: list[str]) -> tuple[Moved, ...]:
    places = [(code, _place(before.trail(code)), _place(after.trail(code))) for code in codes]
    return tuple(Moved(code, old, new) for code, old, new in places if old != new)


def _place(trail: tuple[Node, ...]) -> str:
    return " › ".join(f"{node.kind} {node.code}" for node in trail)


def _rules(before: Instrument, after: Instrument) -> tuple[str, ...]:
    """Names of the instrument's own rules that differ (as the document writes them)."""
    names = ("values", "not_applicable", "external", "external_default", "stages", "legal_basis", "verified")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _criteria(codes: list[str], before: Ladder | None, after: Ladder | None) -> tuple[tuple[str, Fraction], ...]:
    if before is None or after is None:
        return ()
    found = []
    for code in codes:
        old, new = _steps(before.get(code)), _steps(after.get(code))
        found += [(code, level) for level in sorted({*old, *new}) if old.get(level) != new.get(level)]
    return tuple(found)


def _steps(explanation: Explanation | None) -> Mapping[Fraction, object]:
    return {step.level: step for step in explanation.steps} if explanation else {}
