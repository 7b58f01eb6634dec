"""A person's word on what the program read: confirmed with one click, corrected, or a warning set aside."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import Now

from matang.core.recognition.defects import RULES
from matang.core.recognition.facts import KINDS, NAMES
from matang.evidence.models import Fact, Reading, Version, Waiver
from matang.evidence.names import clean
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.rules import Invisible, Refused, Right

DATES = ("date", "valid_until")
NO_DAY = "Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-03-31."
NO_KIND = "Pilih jenis dokumen dari daftar."
NO_YEAR = "Tulis tahun dengan empat angka, misalnya 2026."
NO_REASON = "Tulis alasan mengapa peringatan ini dikesampingkan; asesor membacanya."
LONGEST_REASON = 400


def confirm_facts(actor: Actor, uuid: UUID) -> int:
    """Confirm everything that was read from a version; returns how many facts were proposals."""
    version = changeable_version(actor, uuid)
    proposals = Fact.objects.filter(version=version, state=Fact.State.PROPOSED)
    count = proposals.update(state=Fact.State.CONFIRMED, decided_by=actor.author_id, decided_at=Now())
    if count:
        _note(actor, "confirm_facts", version, f"memastikan {count} keterangan dokumen {version.document.title}")
    return count


def correct_fact(actor: Actor, uuid: UUID, name: str, value: str) -> None:
    """Say what a version says of itself; an empty value takes the fact away. Refused with a sentence for no such day,
    year or kind."""
    version = changeable_version(actor, uuid)
    if name not in NAMES:
        raise Invisible
    value = _sound(name, clean(value)[:400])
    if value:
        decided = {"state": Fact.State.CONFIRMED, "decided_by_id": actor.author_id, "decided_at": Now()}
        fact, made = Fact.objects.get_or_create(
            version=version, name=name, defaults={"agency_id": version.agency_id, "value": value, **decided}
        )
        before = "" if made else fact.value
        Fact.objects.filter(pk=fact.pk).update(value=value, **decided)
    else:
        gone = Fact.objects.filter(version=version, name=name).first()
        before = gone.value if gone else ""
        Fact.objects.filter(version=version, name=name).delete()
    if before != value:
        sentence = f"mengubah keterangan dokumen {version.document.title}"
        _note(actor, "correct_fact", version, sentence, before={name: before}, after={name: value})


def set_aside(actor: Actor, uuid: UUID, rule: str, reason: str, indicator: str = "") -> None:
    """Set a warning on a version aside, for all its uses or for one indicator, with a reason."""
    version = changeable_version(actor, uuid)
    reason = clean(reason)[:LONGEST_REASON]
    if rule not in RULES:
        raise Invisible
    if len(reason) < 5:
        raise Refused(NO_REASON)
    Waiver.objects.update_or_create(
        version=version,
        rule=rule,
        indicator=indicator[:40],
        defaults={"agency_id": version.agency_id, "reason": reason, "set_by_id": actor.author_id},
    )
    sentence = f"mengesampingkan peringatan “{RULES[rule].title}” pada {version.document.title}: {reason}"
    _note(actor, "set_aside", version, sentence, after={"rule": rule, "reason": reason, "indicator": indicator})


def take_up_again(actor: Actor, uuid: UUID, rule: str) -> None:
    """Let a warning speak again."""
    version = changeable_version(actor, uuid)
    gone, _ = Waiver.objects.filter(version=version, rule=rule).delete()
    if gone and rule in RULES:
        sentence = f"memberlakukan lagi peringatan “{RULES[rule].title}” pada {version.document.title}"
        _note(actor, "take_up_again", version, sentence, before={"rule": rule})


def changeable_version(actor: Actor, uuid: UUID) -> Version:
    """Lock a version that the actor may say something about; Invisible for a foreign one."""
    rows = Version.objects.filter(uuid=uuid, agency_id__in=actor.evidence_reach, document__deleted_at=None)
    version = rows.select_related("document").select_for_update(of=("self",), no_key=True).first()
    if version is None:
        raise Invisible
    actor.require(Right.GIVE_EVIDENCE, version.agency_id)
    return version


def _sound(name: str, value: str) -> str:
    if value and name in DATES:
        return _sound_day(value)
    if value and name == "kind" and value not in KINDS:
        raise Refused(NO_KIND)
    if value and name == "year" and not (len(value) == 4 and value.isascii() and value.isdecimal()):
        raise Refused(NO_YEAR)
    return value


def _sound_day(value: str) -> str:
    """A day, or a month of which the day is not known ("2026-03")."""
    day = f"{value}-01" if len(value) == 7 else value
    try:
        return datetime.date.fromisoformat(day).isoformat()[: len(value)]
    except ValueError:
        raise Refused(NO_DAY) from None


def _note(actor: Actor, action: str, version: Version, sentence: str, **values: Any) -> None:
    """Write the entry; what was judged by the reading is judged again."""
    Reading.objects.filter(version=version).update(changed_at=Now())
    record(actor, action, ("document", version.document.uuid), sentence, agency_id=version.agency_id, **values)
