"""`matang evidence move --to ALAMAT`: copy the bytes of every version to another store while people work.

Broken off, it is simply run again. It changes no configuration and removes nothing from where the bytes were.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from matang.cli.evidence import MOST_TOLD, say, tell
from matang.cli.inputs import WrongInput
from matang.evidence.checking import Kept, all_versions
from matang.lib.store import S3Address, Store, StoreFault, StoreUnreachable, WithFallback, open_store
from matang.lib.store.moving import carry

Address = S3Address | Path
AT_ONCE = 4  # files under way: a distant store mostly makes one wait
BATCH = 64
NOWHERE = "Tujuan itu tempat penyimpanan yang sekarang dipakai; setel STORAGE_FALLBACK_URL ke tempat yang lama dahulu."


@dataclass
class Moved:
    """What was done: versions copied, versions that were there, bytes copied, versions whose bytes are lost."""

    copied: int = 0
    present: int = 0
    size: int = 0
    lost: list[str] = field(default_factory=list)


def move(target: Address) -> int:
    """Copy everything to `target`; the exit code. Raises WrongInput, StoreUnreachable."""
    from django.conf import settings

    folder = Path(settings.EVIDENCE_FOLDER)
    now: Address = settings.EVIDENCE_STORE or folder
    places = [place for place in (now, settings.EVIDENCE_FALLBACK) if place is not None and not same(place, target)]
    if not places:
        raise WrongInput(NOWHERE)
    stores = [open_store(place, folder) for place in places]
    source = stores[0] if len(stores) == 1 else WithFallback(stores[0], stores[1])
    found = copy_all(all_versions("migrator"), source, open_store(target, folder))
    wanted = {"STORAGE_URL": None if same(target, folder) else str(target)}
    wanted["STORAGE_FALLBACK_URL"] = None if same(now, target) else str(now)
    _tell(found, wanted)
    if found.lost:
        return say(f"{len(found.lost)} berkas hilang atau rusak di tempat asal; yang pertama {found.lost[0]}.", 1)
    return say(f"{found.copied} berkas disalin, {found.present} sudah ada. {_next(wanted)}", 0)


def copy_all(versions: Iterable[Kept], source: Store, target: Store) -> Moved:
    """Copy the bytes of the versions, a few at once. Raises StoreUnreachable; what was copied stays copied."""
    found, rest = Moved(), iter(versions)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while batch := list(islice(rest, BATCH)):
            for one, outcome in zip(batch, pool.map(lambda one: _carried(source, target, one), batch), strict=True):
                _count(found, one, outcome)
    return found


def same(one: Address, other: Address) -> bool:
    """Whether two addresses name the same place."""
    if isinstance(one, Path) and isinstance(other, Path):
        return one.resolve() == other.resolve()
    return str(one) == str(other)


def _carried(source: Store, target: Store, one: Kept) -> bool | str:
    """Whether the bytes had to be copied; or why they could not be."""
    try:
        return carry(source, target, one.agency, one.sha256, one.size)
    except StoreUnreachable:
        raise
    except StoreFault as fault:
        return str(fault)


def _count(found: Moved, one: Kept, outcome: bool | str) -> None:
    if isinstance(outcome, str):
        found.lost.append(f"{one.file_name} ({one.sha256[:12]}…)")
    elif outcome:
        found.copied += 1
        found.size += one.size
    else:
        found.present += 1


def _tell(found: Moved, wanted: dict[str, str | None]) -> None:
    counts = {"copied": found.copied, "bytes": found.size, "present": found.present, "lost": len(found.lost)}
    tell({**counts, "first_lost": found.lost[:MOST_TOLD], "configuration": wanted})


def _next(wanted: dict[str, str | None]) -> str:
    """What the operator does now; addresses without their keys."""
    if wanted["STORAGE_FALLBACK_URL"] is None:
        return "Semua ada di tujuan: hapus STORAGE_FALLBACK_URL, lalu jalankan ulang Matang."
    to, old = wanted["STORAGE_URL"], wanted["STORAGE_FALLBACK_URL"]
    first = f"Setel STORAGE_URL ke {to}" if to else "Hapus STORAGE_URL"
    return f"{first} dan STORAGE_FALLBACK_URL ke {old}, jalankan ulang Matang, lalu jalankan perintah ini sekali lagi."
