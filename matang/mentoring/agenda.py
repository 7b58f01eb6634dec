"""The agenda of a meeting, drawn from what an agency lacks: where the index gains most, then where least is missing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matang.assessments.gaps import gap_sentences
from matang.assessments.models import Assessment
from matang.assessments.queries import instrument_for, values_of
from matang.core.documents import number_text

AT_MOST = 6  # what a meeting of two hours gets through


@dataclass(frozen=True)
class Proposal:
    """One indicator as the agenda would take it over. Levels are numbers as text ("2"; "" is not rated or no higher
    one); `gain` is what the next level adds to the index, in percent of it times levels; `pieces` is how many pieces
    of evidence lack; `lacking` is false where nothing lacks or the top is reached."""

    code: str
    title: str
    level_now: str
    level_aimed: str
    missing: str
    gain: Fraction
    pieces: int
    lacking: bool


def proposals(assessment: Assessment) -> list[Proposal]:
    """All indicators of an assessment in the instrument's order, as they stand now. Three statements.

    Without a ladder nobody knows what lacks: each indicator below its top level counts as lacking.
    """
    instrument = instrument_for(assessment).instrument
    values = values_of(assessment)
    gaps = gap_sentences(assessment)
    found = []
    for node in instrument.indicators:
        gap, value = gaps[node.code], values.get(node.code)
        applies = value is None or isinstance(value, Fraction)
        aimed = gap.level if applies else None
        now = value if isinstance(value, Fraction) else None
        found.append(
            Proposal(
                code=node.code,
                title=node.title,
                level_now="" if now is None else number_text(now),
                level_aimed="" if aimed is None else number_text(aimed),
                missing=gap.sentence if applies else "Indikator ini dinyatakan tidak berlaku.",
                gain=Fraction(0) if aimed is None else node.weight * (aimed - (now or 0)),
                pieces=len(gap.lacks),
                lacking=aimed is not None and (bool(gap.lacks) or gap.of == 0),
            )
        )
    return found


def chosen(found: list[Proposal], at_most: int = AT_MOST) -> list[Proposal]:
    """The automatic agenda: what lacks something, the greatest gain first, among equals the fewest missing pieces."""
    lacking = [proposal for proposal in found if proposal.lacking]
    return sorted(lacking, key=lambda proposal: (-proposal.gain, proposal.pieces))[:at_most]
