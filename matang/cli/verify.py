"""`matang verify`: is everything that was acknowledged still there and unchanged?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from matang.cli.server import data_option, enter_data_folder, running_database


def verify(argv: list[str]) -> int:
    """Check the journal's chain and the bytes of all evidence. JSON on stdout; exit 0 whole, 1 broken."""
    enter_data_folder(data_option("verify", argv))
    with running_database():
        return _verify()


def _verify() -> int:
    import django

    django.setup()
    from django.db import connections

    from matang.journal.checking import check_chain

    connection = connections["migrator"]
    report = check_chain(connection)
    checked, faults = 0, []
    for fault in _evidence_faults():
        checked += 1
        if fault:
            faults.append(fault)
    connection.close()
    first = report.fault or (faults[0] if faults else "")
    found = {
        "entries": report.entries,
        "head": report.head,
        "unsealed": report.tail,
        "evidence": checked,
        "broken_evidence": len(faults),
        "first_break": first or None,
    }
    print(json.dumps(found, ensure_ascii=False))
    if first:
        print(f"Rusak: {first}.", file=sys.stderr)
        return 1
    print(f"Utuh: {report.entries} catatan, {checked} berkas; ekor belum disegel {report.tail}.", file=sys.stderr)
    return 0


def _evidence_faults() -> Iterator[str]:
    """For each version of evidence "" or what is wrong with its bytes; reads as the migrator, since all are meant."""
    from matang.evidence.checking import all_versions
    from matang.evidence.receiving import store

    bytes_of = store()
    for name, agency, sha256 in all_versions("migrator"):
        yield "" if bytes_of.verify(agency, sha256) else f"berkas bukti {name} ({sha256[:12]}…) hilang atau berubah"
