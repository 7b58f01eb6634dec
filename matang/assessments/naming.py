"""How rounds are called, so that two of one agency and one year can be told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from matang.assessments.models import Round

# What tells rounds of the same name apart, the first that differs: a year has one round of an owner and an instrument.
_TOLD: tuple[Callable[[Round], str], ...] = (
    lambda round_: round_.instrument.title,
    lambda round_: f"versi {round_.instrument.number}",
    lambda round_: round_.owner.name,
)


def round_name(round_: Round) -> str:
    """Title and period: "Evaluasi SPBE 2026"; a title that holds its period does not say it twice."""
    return round_.title if round_.period_label in round_.title else f"{round_.title} {round_.period_label}"


def round_names(rounds: Iterable[Round]) -> dict[int, str]:
    """The names of the rounds of one list, by id: where some would be called the same, the instrument (then its
    version, then the owner) stands behind. No statement when the rounds came with instrument and owner."""
    by_id = {round_.pk: round_ for round_ in rounds}
    names = {pk: round_name(round_) for pk, round_ in by_id.items()}
    for tell in _TOLD:
        alike: dict[str, list[int]] = defaultdict(list)
        for pk, name in names.items():
            alike[name].append(pk)
        for name, members in alike.items():
            told = {pk: tell(by_id[pk]) for pk in members} if len(members) > 1 else {}
            if len(set(told.values())) > 1:
                names |= {pk: f"{name} · {words}" for pk, words in told.items()}
    return names
