"""What two versions of an instrument have in common, so that it may pass from one round to the next."""

from __future__ import annotations

from matang.core.documents import number_text
from matang.instruments.queries import Loaded


def kept_indicators(old: Loaded, new: Loaded) -> list[str]:
    """The indicators that both versions measure on the same scale."""
    return [
        code
        for code in new.instrument.codes
        if code in old.instrument.position and _scale(old, code) == _scale(new, code)
    ]


def _scale(content: Loaded, code: str) -> list[str]:
    return [number_text(level.value) for level in content.instrument.levels(code)]


def kept_requirements(old: Loaded, new: Loaded) -> list[str]:
    """The ids of requirements that both ladders word alike; ids count within a level, so the words decide."""
    if old.ladder is None or new.ladder is None:
        return []
    before = {item.id: item.what for explanation in old.ladder.explanations for item in explanation.requirements}
    after = (item for explanation in new.ladder.explanations for item in explanation.requirements)
    return [item.id for item in after if before.get(item.id) == item.what]
