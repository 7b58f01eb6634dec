"""Bringing instruments in and publishing them; a published version never changes."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from matang.instruments import reading
from matang.instruments.models import OfficialText, Version
from matang.instruments.queries import parsed, version_of
from matang.journal.actions import record
from matang.people.actor import Actor
from matang.people.queries import agency_of
from matang.people.rules import Invisible, Refused, Right

State = Version.State
ALONE = (
    "Penerbitan disahkan oleh administrator lain, bukan oleh yang mengusulkan. "
    "Mintalah administrator kedua membuka halaman ini dan menerbitkannya."
)


def checksum(source: str, ladder: str) -> str:
    """SHA-256 over both texts, as shown on every result."""
    return hashlib.sha256(f"{source}\x00{ladder}".encode()).hexdigest()


def install_packaged(code: str) -> Version:
    """The packaged instrument as a published version; the same text is never installed twice, a changed text becomes
    the next version. Done by the installation itself, so it needs no second person. KeyError for an unknown code."""
    source, ladder = reading.packaged_text(code), reading.packaged_ladder_text(code) or ""
    mark = checksum(source, ladder)
    present = Version.objects.filter(code=code, sha256=mark).first()
    if present is not None:
        return present
    newest = Version.objects.filter(code=code).order_by("-number").first()
    return Version.objects.create(
        code=code,
        number=newest.number + 1 if newest else 1,
        title=reading.read_packaged(code).title,
        source=source,
        ladder=ladder,
        sha256=mark,
        state=Version.State.PUBLISHED,
        published_at=timezone.now(),
    )


def add_packaged(actor: Actor, code: str) -> Version:
    """Install an instrument that comes with Matang, on an administrator's wish."""
    actor.require(Right.MANAGE_INSTRUMENTS)
    if code not in reading.packaged_codes():
        raise Invisible
    known = set(Version.objects.filter(code=code).values_list("pk", flat=True))
    version = install_packaged(code)
    if version.pk not in known:
        _note(actor, version, "add_packaged", f"memasang instrumen bawaan {version}")
    return version


def import_version(actor: Actor, source: str, ladder: str = "") -> Version:
    """Keep a checked text as a draft, the next version of its code.

    Raises reading.ReadingRefused with all faults, and Refused when the same texts are a version already.
    """
    actor.require(Right.MANAGE_INSTRUMENTS)
    source, ladder = _lines(source), _lines(ladder) if ladder.strip() else ""
    instrument = reading.read_instrument(source, ladder or None)
    mark = checksum(source, ladder)
    of_code = Version.objects.select_for_update().filter(code=instrument.code).order_by("-number")
    numbers = {version.sha256: version for version in of_code.defer("source", "ladder")}
    if mark in numbers:
        raise Refused(f"Isi yang sama persis sudah ada sebagai {numbers[mark]}.")
    version = Version.objects.create(
        code=instrument.code,
        number=max((one.number for one in numbers.values()), default=0) + 1,
        title=instrument.title,
        source=source,
        ladder=ladder,
        sha256=mark,
    )
    _note(actor, version, "import_instrument", f"mengimpor rancangan instrumen {version}")
    return version


def discard_draft(actor: Actor, uuid: UUID) -> None:
    """Throw a draft away."""
    version = _locked(actor, uuid, {State.DRAFT}, "Hanya rancangan yang dapat dihapus.")
    _note(actor, version, "discard_instrument", f"menghapus rancangan instrumen {version}")
    version.delete()


def propose(actor: Actor, uuid: UUID) -> Version:
    """Ask another administrator to publish a draft."""
    version = _locked(actor, uuid, {State.DRAFT}, "Hanya rancangan yang dapat diusulkan terbit.")
    version.state, version.proposed_by_id = State.PROPOSED, actor.person_id
    version.save(update_fields=["state", "proposed_by"])
    _note(actor, version, "propose_instrument", f"mengusulkan instrumen {version} terbit")
    return version


def take_back(actor: Actor, uuid: UUID) -> Version:
    """Make a proposal a draft again, by whoever has doubts."""
    version = _locked(actor, uuid, {State.PROPOSED}, "Instrumen ini tidak sedang diusulkan terbit.")
    version.state, version.proposed_by_id = State.DRAFT, None
    version.save(update_fields=["state", "proposed_by"])
    _note(actor, version, "take_back_instrument", f"mengembalikan usulan instrumen {version} menjadi rancangan")
    return version


def publish(actor: Actor, uuid: UUID) -> Version:
    """Another administrator publishes what was proposed; from then on it never changes."""
    version = _locked(actor, uuid, {State.PROPOSED}, "Instrumen ini tidak sedang diusulkan terbit.")
    if actor.person_id is None or actor.person_id == version.proposed_by_id:
        raise Refused(ALONE)
    version.state, version.published_by_id, version.published_at = State.PUBLISHED, actor.person_id, timezone.now()
    version.save(update_fields=["state", "published_by", "published_at"])
    _note(actor, version, "publish_instrument", f"menerbitkan instrumen {version}")
    return version


def enter_official_text(
    actor: Actor, version: UUID, owner: UUID, indicator: str, level: str = "", *, text: str, source: str
) -> None:
    """Write the decree's own words for an indicator (level "") or one of its levels; an empty text removes them."""
    found, place = version_of(version), agency_of(actor, owner)
    actor.require(Right.MANAGE_INSTRUMENTS, place.pk)
    instrument = parsed(found).instrument
    if indicator not in instrument.position:
        raise Invisible
    if level and level not in {str(step.value) for step in instrument.levels(indicator)}:
        raise Invisible
    if text.strip() and not source.strip():
        raise Refused("Tulis sumber naskahnya: nama dan nomor keputusan, serta halamannya.")
    key = Q(version=found, owner=place, indicator=indicator, level=level)
    present = OfficialText.objects.select_for_update().filter(key).first()
    before = (present.text, present.source) if present else ("", "")
    if before == (text.strip(), source.strip() if text.strip() else ""):
        return
    if text.strip():
        OfficialText.objects.update_or_create(
            version=found,
            owner=place,
            indicator=indicator,
            level=level,
            defaults={"text": text.strip(), "source": source.strip(), "entered_by_id": actor.author_id},
        )
    elif present is not None:
        present.delete()
    verb = "mengisi" if text.strip() else "menghapus"
    where = f"indikator {indicator}" + (f" tingkat {level}" if level else "")
    record(
        actor,
        "official_text",
        ("instrument", found.uuid),
        f"{verb} bunyi keputusan {where} {found}",
        agency_id=place.pk,
        part=indicator,
        before={"sha256": hashlib.sha256(before[0].encode()).hexdigest(), "source": before[1]} if present else None,
        after={"sha256": hashlib.sha256(text.strip().encode()).hexdigest(), "source": source.strip()},
    )


def _locked(actor: Actor, uuid: UUID, states: set[State], sentence: str) -> Version:
    actor.require(Right.MANAGE_INSTRUMENTS)
    version = Version.objects.select_for_update().filter(uuid=uuid).first()
    if version is None:
        raise Invisible
    if version.state not in states:
        raise Refused(sentence)
    return version


def _lines(text: str) -> str:
    """A browser sends line breaks as CRLF; the checksum must not depend on the way in."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _note(actor: Actor, version: Version, action: str, sentence: str) -> None:
    record(actor, action, ("instrument", version.uuid), sentence, after={"sha256": version.sha256})
