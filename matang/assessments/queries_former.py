"""What the last decided assessment of the series was decided with, and what it cited, offered again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from matang.assessments.keeping import kept_requirements
from matang.assessments.models import Assessment, Citation, Stage
from matang.assessments.queries import Mark, former_of, instrument_for, marks_of, score_of_marks
from matang.core.documents import number_text
from matang.core.ladder import Requirement
from matang.core.scoring import Score
from matang.evidence.models import Version
from matang.evidence.queries import versions_visible_to
from matang.evidence.queries_validity import with_said
from matang.instruments.queries import Loaded, loaded
from matang.people.actor import Actor


class Decided(NamedTuple):
    """What an assessment was decided with: its round's words, values without their words, score."""

    label: str
    marks: dict[str, Mark]
    score: Score


def decided_before(assessment: Assessment) -> Decided | None:
    """What `former_of` was decided with. One statement; two more when it is asked for the first time."""
    former = former_of(assessment)
    return None if former is None else _decided(former.pk, former.version)


@lru_cache(maxsize=256)
def _decided(pk: int, version: int) -> Decided:
    """Kept, since what is decided stays: a correction counts the assessment's version on."""
    former = Assessment.objects.select_related("round").get(pk=pk)
    marks = marks_of(former, Stage.FINAL)
    return Decided(former.round.period_label, marks, score_of_marks(former, marks))


@dataclass(frozen=True)
class Former:
    """A citation of last year as it would stand now: the newest version (read with `with_said`), the requirement of
    the same meaning, or None where it only supports the level. `before`: the number of the version cited then."""

    citation: Citation
    version: Version
    level: str
    need: Requirement | None
    before: int

    @property
    def pages(self) -> str:
        """The pages of then, while the version is still the same; a new one may be paged anew."""
        return self.citation.pages if self.version.pk == self.citation.version_id else ""

    @property
    def region(self) -> str:
        """The region of then, likewise."""
        return self.citation.region if self.version.pk == self.citation.version_id else ""


@dataclass(frozen=True)
class Offer:
    """What can be cited again, in the instrument's order; `label`: the round of then, empty when there is none."""

    label: str
    rows: tuple[Former, ...] = ()


def offer(actor: Actor, assessment: Assessment, indicators: Iterable[str]) -> Offer:
    """What last year's citations offer for these indicators. Four statements at most.

    Left out: what is cited now already (by any version of the document) and what may not be seen any more. Where the
    instrument has changed, a requirement counts as the same only when its words are.
    """
    former = former_of(assessment)
    if former is None:
        return Offer("")
    codes = set(indicators)
    cited = Citation.objects.filter(assessment=former, indicator__in=codes).select_related("version").order_by("id")
    rows = list(cited)
    newest = _newest(actor, {row.version.document_id for row in rows})
    now = {(c.indicator, c.version.document_id, _place(c)) for c in _cited(assessment, codes)}
    new, kept = instrument_for(assessment), _kept(former, assessment)
    found: dict[tuple[str, int, str], Former] = {}
    for row in rows:
        version = newest.get(row.version.document_id)
        again = _again(row, version, new, kept) if version else None
        if again is None:
            continue
        place = again.need.id if again.need else f"tingkat {again.level}"
        key = (row.indicator, row.version.document_id, place)
        if key not in now:
            found[key] = again
    order = new.instrument.position
    ordered = sorted(found.values(), key=lambda it: (order[it.citation.indicator], _level(it), it.citation.pk))
    return Offer(former.round.period_label, tuple(ordered))


def _cited(assessment: Assessment, codes: set[str]) -> Iterable[Citation]:
    return Citation.objects.filter(assessment=assessment, indicator__in=codes).select_related("version")


def _place(citation: Citation) -> str:
    return citation.requirement or f"tingkat {citation.level}"


def _newest(actor: Actor, documents: set[int]) -> dict[int, Version]:
    """The newest version of each document that the actor may see. One statement."""
    seen = with_said(versions_visible_to(actor)).filter(document_id__in=documents).select_related("agency")
    return {version.document_id: version for version in seen.order_by("number")}


def _kept(former: Assessment, assessment: Assessment) -> set[str] | None:
    """The ids of requirements of the same meaning; None: all, since the instrument is the same."""
    if former.round.instrument_id == assessment.round.instrument_id:
        return None
    return set(kept_requirements(loaded(former.round.instrument_id), instrument_for(assessment)))


def _again(row: Citation, version: Version, new: Loaded, kept: set[str] | None) -> Former | None:
    """The citation in the new instrument; None when it knows neither the indicator nor the level."""
    if row.indicator not in new.instrument.position:
        return None
    explanation = new.ladder.get(row.indicator) if new.ladder else None
    same = kept is None or row.requirement in kept
    needs = (need for need in (explanation.requirements if explanation else ()) if same and need.id == row.requirement)
    need = next(needs, None)
    if need is not None:
        return Former(row, version, str(need.level), need, row.version.number)
    levels = {number_text(step.value): str(step.value) for step in new.instrument.levels(row.indicator)}
    known = row.level if row.level in levels.values() else levels.get(row.level)
    return Former(row, version, known, None, row.version.number) if known else None


def _level(former: Former) -> tuple[int, str]:
    return (0 if former.need else 1, former.level)
