"""What the assessors found, side by side: the seats' values, whether they differ, and what the final value would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matang.assessments.models import Assessment, Rating, Seat, Stage
from matang.assessments.queries import given, instrument_for, ratings_of, seats_of
from matang.core.scoring import Given

Ratings = Mapping[tuple[str, int], Mapping[str, Rating]]


@dataclass(frozen=True)
class Verdict:
    """One indicator at the plenary. `seats` in the order of the seats; `settled`: the lead assessor set it.

    `value` is None while it must still be settled: seats differ, or nobody gave a value. `optional`: an indicator fed
    by another body's index, which may stay without value.
    """

    code: str
    own: Rating | None
    seats: tuple[Rating | None, ...]
    final: Rating | None
    differ: bool
    settled: bool
    optional: bool
    value: Given
    finding: str
    recommendation: str

    @property
    def ready(self) -> bool:
        """Whether a decision can be proposed as far as this indicator goes."""
        return self.value is not None or (self.optional and not self.differ)


def verdicts(assessment: Assessment) -> tuple[list[Seat], dict[str, Verdict]]:
    """The seats, and the verdict on every indicator in the instrument's order; two statements."""
    seats = seats_of(assessment)
    ratings = ratings_of(assessment, Stage.SELF, Stage.DOCUMENT, Stage.FINAL)
    instrument = instrument_for(assessment).instrument
    optional = instrument.external if instrument.external_default is not None else ()
    return seats, {code: _verdict(code, ratings, seats, code in optional) for code in instrument.codes}


def _verdict(code: str, ratings: Ratings, seats: Sequence[Seat], optional: bool) -> Verdict:
    judged = tuple(ratings.get((Stage.DOCUMENT, seat.number), {}).get(code) for seat in seats)
    final = ratings.get((Stage.FINAL, 0), {}).get(code)
    values = {given(rating) for rating in judged} - {None}
    settled = given(final) is not None
    agreed = next(iter(values)) if len(values) == 1 else None
    return Verdict(
        code=code,
        own=ratings.get((Stage.SELF, 0), {}).get(code),
        seats=judged,
        final=final,
        differ=len(values) > 1,
        settled=settled,
        optional=optional,
        value=given(final) if settled else agreed,
        finding=_words("finding", final, judged),
        recommendation=_words("recommendation", final, judged),
    )


def _words(name: str, final: Rating | None, judged: Sequence[Rating | None]) -> str:
    """The settled words; before that those of the first seat that wrote any."""
    if final is not None:
        return str(getattr(final, name))
    return next((text for text in (getattr(r, name) for r in judged if r is not None) if text.strip()), "")
