"""`matang verify`: is everything that was acknowledged still there and unchanged?"""

from __future__ import annotations

import json
import sys

from matang.cli.evidence import evidence_faults, say, sentence
from matang.cli.server import data_option, enter_data_folder, running_database
from matang.lib.store import StoreUnreachable


def verify(argv: list[str]) -> int:
    """Check the journal's chain and the bytes of all evidence. JSON on stdout; exit 0 whole, 1 broken, 3 when the
    store of evidence cannot be reached."""
    enter_data_folder(data_option("verify", argv))
    with running_database():
        try:
            return _verify()
        except StoreUnreachable as fault:
            return say(sentence(fault), 3)


def _verify() -> int:
    import django

    django.setup()
    from django.db import connections

    from matang.evidence.receiving import store
    from matang.journal.checking import check_chain

    connection = connections["migrator"]
    report = check_chain(connection)
    checked, faults = 0, []
    for fault in evidence_faults(store()):
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
