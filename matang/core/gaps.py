"""What lacks for a level: the one sentence that page, worksheet, agenda and API all show.

Rules (Matang's contract): levels are cumulative; of a one-of group one is enough; a draft asked for at a lower level
lapses when a higher level's requirement of the same kind is met; a supporting citation (without requirement) proves
nothing; a citation whose document has a defect does not meet its requirement, and the sentence says the defect. An
optional paper is asked of nobody: where the value comes from another body's index (Pemdi: SDI, SJIG, EPSS), assessors
weigh its official result alone, and the papers that the agency gathers for that evaluation ("bekal") are only a help.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from matang.core.figures import plain
from matang.core.ladder import Requirement
from matang.core.words import listed

NO_LADDER = "Instrumen ini belum mempunyai tangga kriteria, jadi kebutuhan buktinya belum diketahui."
AT_THE_TOP = "Tingkat tertinggi sudah tercapai."


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of a document for one indicator; `requirement` None is "pendukung".

    `defects` are words for what is wrong with the document ("belum ditandatangani"); empty when it serves.
    """

    level: Fraction
    requirement: str | None
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is not proved: a requirement, or several of which one is enough; defects of what was given."""

    options: tuple[Requirement, ...]
    defects: tuple[str, ...] = ()

    @property
    def level(self) -> Fraction:
        """The level that asks for it."""
        return self.options[0].level


@dataclass(frozen=True, slots=True)
class LevelState:
    """The evidence of one level: `met` of `of` needs (a group is one need; lapsed drafts are not counted)."""

    level: Fraction
    met: int
    of: int
    lapsed: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing lacks at this level (the levels below are counted on their own)."""
        return self.met == self.of


@dataclass(frozen=True, slots=True)
class Gap:
    """What lacks for a level, all levels below included. `level` None: there is no higher one."""

    level: Fraction | None
    lacks: tuple[Lack, ...]
    met: int
    of: int
    sentence: str

    @property
    def complete(self) -> bool:
        """Whether nothing lacks."""
        return not self.lacks


def missing(requirements: Sequence[Requirement], citations: Iterable[Cited], level: Fraction | None) -> Gap:
    """The gap of one indicator towards `level`; `requirements` are all of its ladder, empty without one."""
    cited = list(citations)
    if not requirements:
        return Gap(level, (), 0, 0, NO_LADDER)
    if level is None:
        return Gap(None, (), 0, 0, AT_THE_TOP)
    states = [state for state in level_states(requirements, cited) if state.level <= level]
    lacks = unmet(requirements, cited, level)
    met, of = sum(state.met for state in states), sum(state.of for state in states)
    return Gap(level, lacks, met, of, _sentence(level, lacks))


def unmet(requirements: Sequence[Requirement], citations: Iterable[Cited], level: Fraction) -> tuple[Lack, ...]:
    """What lacks up to `level`, lowest level first.

    A draft is left out too when a requirement of the same kind between it and `level` lacks itself: meeting that one
    makes the draft lapse.
    """
    cited = list(citations)
    proved = _proved(cited)
    needs = [options for options in _needs(requirements) if options[0].level <= level]
    found = []
    for options in needs:
        if _met(options, proved) or _lapsed(options, requirements, proved):
            continue
        if _is_draft(options) and any(_same_kind_above(options[0], other) for later in needs for other in later):
            continue
        found.append(Lack(options, _defects(options, cited)))
    return tuple(found)


def level_states(requirements: Sequence[Requirement], citations: Iterable[Cited]) -> tuple[LevelState, ...]:
    """How far each level of one indicator is proved, lowest first; levels that ask for nothing are left out."""
    proved = _proved(citations)
    states: dict[Fraction, list[tuple[bool, tuple[Requirement, ...], bool]]] = {}
    for options in _needs(requirements):
        met = _met(options, proved)
        lapsed = not met and _lapsed(options, requirements, proved)
        states.setdefault(options[0].level, []).append((met, options, lapsed))
    return tuple(
        LevelState(
            level,
            met=sum(met for met, _, _ in rows),
            of=sum(not lapsed for _, _, lapsed in rows),
            lapsed=tuple(option.id for _, options, lapsed in rows if lapsed for option in options),
        )
        for level, rows in sorted(states.items())
    )


def _proved(citations: Iterable[Cited]) -> set[str]:
    return {cited.requirement for cited in citations if cited.requirement is not None and not cited.defects}


def _needs(requirements: Sequence[Requirement]) -> list[tuple[Requirement, ...]]:
    """Requirements as needs, by level and order; those of one level that share a group are one need, optional ones are
    none."""
    found: dict[tuple[Fraction, str], list[Requirement]] = {}
    for item in sorted(requirements, key=lambda item: (item.level, item.n)):
        if item.optional:
            continue
        key = f"group {item.group}" if item.group is not None else item.id
        found.setdefault((item.level, key), []).append(item)
    return [tuple(options) for options in found.values()]


def _met(options: Sequence[Requirement], proved: Collection[str]) -> bool:
    return any(option.id in proved for option in options)


def _lapsed(options: Sequence[Requirement], requirements: Sequence[Requirement], proved: Collection[str]) -> bool:
    higher = [item for item in requirements if item.id in proved]
    return _is_draft(options) and any(_same_kind_above(options[0], item) for item in higher)


def _is_draft(options: Sequence[Requirement]) -> bool:
    return all(option.draft for option in options)


def _same_kind_above(draft: Requirement, other: Requirement) -> bool:
    return other.kind == draft.kind and other.level > draft.level and not other.draft


def _defects(options: Sequence[Requirement], citations: Iterable[Cited]) -> tuple[str, ...]:
    ids = {option.id for option in options}
    return tuple(dict.fromkeys(word for cited in citations if cited.requirement in ids for word in cited.defects))


def _sentence(level: Fraction, lacks: Sequence[Lack]) -> str:
    if not lacks:
        return f"Bukti dukung untuk tingkat {plain(level)} sudah lengkap."
    parts = [_words(lack, level) for lack in lacks]
    if len(parts) > 1:
        parts[-1] = f"dan {parts[-1]}"
    return f"Untuk tingkat {plain(level)} kurang: {'; '.join(parts)}."


def _words(lack: Lack, asked: Fraction) -> str:
    texts = [_inside(option.what) for option in lack.options]
    text = texts[0] if len(texts) == 1 else f"salah satu dari {listed(texts, 'atau')}"
    notes = [] if lack.level == asked else [f"tingkat {plain(lack.level)}"]
    notes += [f"yang diberikan {defect}" for defect in lack.defects]
    return f"{text} ({'; '.join(notes)})" if notes else text


def _inside(text: str) -> str:
    """The words of a requirement inside a sentence: "Rancangan peraturan" becomes "rancangan peraturan"."""
    text = text.strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
