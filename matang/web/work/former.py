"""Last year's evidence, offered again: on one indicator, and for a whole assessment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from matang.assessments import queries
from matang.assessments.actions.filling import still_open
from matang.assessments.models import Assessment
from matang.assessments.queries_former import Former, offer
from matang.core.figures import plain
from matang.core.instrument import Node
from matang.core.validity import Validity, stale, validity
from matang.evidence.queries_validity import said
from matang.people.actor import Actor
from matang.people.rules import Invisible, Right

SOUND, ALL, NONE = "baik", "semua", "kosong"
PICKS = {SOUND: "yang tanpa peringatan", ALL: "semua", NONE: "tidak satu pun"}


@dataclass(frozen=True)
class Old:
    """One citation of last year: the document, whose (when it is another agency's), what it proved, how old it is, why
    somebody should look at it first, and whether its box is ticked."""

    uuid: UUID
    title: str
    href: str
    agency: str
    proves: str
    validity: Validity
    warnings: tuple[str, ...]
    note: str
    ticked: bool


@dataclass(frozen=True)
class OldOn:
    """Last year's evidence of one indicator."""

    code: str
    title: str
    rows: tuple[Old, ...]


@dataclass(frozen=True)
class FormerPage:
    """What can be cited again. `label`: the round of then, empty without one; `code`: the one indicator that it is
    about, else empty; `picks` are (address, words, chosen)."""

    assessment: Assessment
    node: Node | None
    label: str
    groups: tuple[OldOn, ...]
    code: str
    picks: tuple[tuple[str, str, bool], ...]

    @property
    def count(self) -> int:
        """How many citations are offered."""
        return sum(len(group.rows) for group in self.groups)


def former_page(actor: Actor, uuid: UUID, code: str = "", pick: str = SOUND) -> FormerPage:
    """The offer; six statements. Of the indicators that the actor may fill and that are open. `Refused` for who may not
    fill, and where the answer is closed."""
    assessment = queries.assessment_of(actor, uuid)
    instrument = queries.instrument_for(assessment).instrument
    if code and code not in instrument.position:
        raise Invisible
    actor.require(Right.FILL, assessment.agency_id)
    still_open(assessment, code or None)
    offered = offer(actor, assessment, _mine(actor, assessment, (code,) if code else instrument.codes))
    chosen = pick if pick in PICKS else SOUND
    rows = [(former.citation.indicator, _old(former, assessment, chosen)) for former in offered.rows]
    groups = (
        OldOn(at, instrument.indicator(at).title, tuple(row for _, row in found))
        for at, found in groupby(rows, key=lambda pair: pair[0])
    )
    args = [assessment.uuid, code] if code else [assessment.uuid]
    here = reverse("web:former_on" if code else "web:former", args=args)
    return FormerPage(
        assessment=assessment,
        node=instrument.indicator(code) if code else None,
        label=offered.label,
        groups=tuple(groups),
        code=code,
        picks=tuple((f"{here}?pilih={key}", words, key == chosen) for key, words in PICKS.items()),
    )


def _mine(actor: Actor, assessment: Assessment, codes: Iterable[str]) -> list[str]:
    owners, returned = queries.owners_of(assessment), assessment.returned_indicators
    mine = [code for code in codes if queries.may_fill(actor, assessment, code, owners)]
    return [code for code in mine if not returned or code in returned]


def _old(former: Former, assessment: Assessment, chosen: str) -> Old:
    """One row; no statement."""
    version, need, round_, today = former.version, former.need, assessment.round, timezone.localdate()
    facts = said(version)
    held = validity(facts, round_.year, today, round_.closes_on)
    late = stale(facts, need.period, round_.year) if need else ""
    level = former.level.replace(".", ",")
    warnings = tuple(part for part in (held.state.value if held.warns else "", late) if part)
    newer = f"versi {version.number}; tahun lalu versi {former.before}" if version.number != former.before else ""
    pages = f"hlm. {former.pages}" if former.pages else ""
    return Old(
        uuid=former.citation.uuid,
        title=version.document.title,
        href=reverse("evidence:document", args=[version.document.uuid]),
        agency=version.agency.name if version.agency_id != assessment.agency_id else "",
        proves=f"tingkat {plain(need.level)} · {need.what}" if need else f"pendukung tingkat {level}",
        validity=held,
        warnings=warnings,
        note="; ".join(part for part in (held.words, newer, pages) if part),
        ticked=chosen == ALL or (chosen == SOUND and not warnings),
    )
