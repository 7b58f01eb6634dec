"""`matang evidence verify|sweep|move`: the bytes of evidence, whatever store they lie in.

JSON on stdout, one Indonesian sentence on stderr. Exit 0 done, 1 bytes are missing or damaged, 2 wrong input, 3 the
store cannot be reached.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from matang.cli.inputs import WrongInput
from matang.cli.server import enter_data_folder, running_database
from matang.config.environment import EnvironmentFault
from matang.lib.postgres.errors import PostgresError
from matang.lib.store import AddressFault, Store, StoreFault, StoreUnreachable, read_address

MOST_TOLD = 20  # broken files in the answer; the count says how many there are


def evidence(argv: list[str]) -> int:
    """Run one of the three. Raises WrongInput."""
    given = _options(argv)
    enter_data_folder(given.data)
    try:
        with running_database():
            import django

            django.setup()
            return _run(given)
    except (EnvironmentFault, PostgresError, AddressFault) as fault:
        raise WrongInput(str(fault)) from fault
    except StoreUnreachable as fault:
        return say(f"{sentence(fault)} Jalankan lagi bila sudah dapat dihubungi; yang sudah selesai tidak hilang.", 3)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="matang evidence", allow_abbrev=False)
    parser.add_argument("deed", choices=("verify", "sweep", "move"), help="periksa, bersihkan, atau pindahkan")
    parser.add_argument("--data", metavar="FOLDER", help="folder data (bawaan: MATANG_DATA atau data/)")
    parser.add_argument("--to", metavar="ALAMAT", help="tujuan pemindahan: s3://… atau folder dengan jalur lengkap")
    given = parser.parse_args(argv)
    if (given.deed == "move") != bool(given.to):
        parser.error("--to ALAMAT ditulis untuk move, dan hanya untuk move")
    return given


def _run(given: argparse.Namespace) -> int:
    if given.deed == "verify":
        return _verify()
    if given.deed == "sweep":
        return _sweep()
    from matang.cli.moving import move

    return move(read_address(given.to, os.environ, "--to"))


def _verify() -> int:
    """Read every version's bytes and compute their hash again."""
    from matang.evidence.receiving import store

    found = list(evidence_faults(store()))
    broken = [fault for fault in found if fault]
    tell({"checked": len(found), "broken": len(broken), "first_broken": broken[:MOST_TOLD]})
    if broken:
        return say(f"Rusak: {len(broken)} dari {len(found)} berkas; yang pertama {broken[0]}.", 1)
    return say(f"Utuh: {len(found)} berkas.", 0)


def evidence_faults(store: Store) -> Iterator[str]:
    """For each version of evidence "" or what is wrong with its bytes; reads as the migrator, since all are meant.
    Raises StoreUnreachable."""
    from matang.evidence.checking import all_versions

    for one in all_versions("migrator"):
        right = store.verify(one.agency, one.sha256)
        yield "" if right else f"berkas bukti {one.file_name} ({one.sha256[:12]}…) hilang atau berubah"


def _sweep() -> int:
    """What the nightly job does."""
    from matang.evidence.tasks import tidy

    try:
        gone = tidy()
    except StoreUnreachable:
        raise
    except StoreFault as fault:
        return say(sentence(fault), 1)
    tell({"removed": gone})
    return say(f"{gone} berkas tanpa dokumen yang lebih tua dari sehari dihapus.", 0)


def sentence(fault: Exception) -> str:
    """A fault as a sentence."""
    text = str(fault)
    return f"{text[:1].upper()}{text[1:]}."


def tell(found: dict[str, Any]) -> None:
    """The answer for programs."""
    print(json.dumps(found, ensure_ascii=False))


def say(text: str, code: int) -> int:
    """The answer for people, and the exit code."""
    print(text, file=sys.stderr)
    return code
