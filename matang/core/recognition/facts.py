"""Facts read from a document: kind, number, date, subject, issuer, signer, year and validity, each with its place.

Nothing is guessed: what cannot be read is not in the answer. Every fact is a proposal for a person to confirm.
"""

from __future__ import annotations

from collections.abc import Sequence

from matang.core.recognition.days import find_date, find_valid_until
from matang.core.recognition.kinds import KINDS, read_kind
from matang.core.recognition.offices import find_issuer
from matang.core.recognition.paper import Fact, Page
from matang.core.recognition.signers import find_signer
from matang.core.recognition.titles import ZONE, find_number, find_subject, find_year
from matang.core.recognition.words import opening, sheets_of

NAMES = ("kind", "number", "date", "subject", "issuer", "signer", "year", "valid_until")
__all__ = ["KINDS", "NAMES", "read_facts"]


def read_facts(file_name: str, pages: Sequence[Page]) -> tuple[Fact, ...]:
    """At most one fact of each name, in the order of `NAMES`.

    The kind may come from the file's name (page 0) when the pages do not say it. A date of which only the month can be
    read is YYYY-MM. `valid_until` is the last day on which the paper holds.
    """
    sheets = sheets_of(pages)
    lines = opening(sheets, ZONE)
    kind = read_kind(file_name, sheets)
    code = kind.code if kind else ""
    date = find_date(code, sheets, lines)
    subject = find_subject(kind, lines)
    signer = find_signer(code, sheets) if code != "tangkapan_layar" else None
    year = find_year(kind, lines, subject, date)
    found = (
        kind and kind.fact,
        find_number(lines, code),
        date,
        subject,
        find_issuer(kind, lines, signer),
        signer,
        year,
        find_valid_until(code, sheets, subject, year, date),
    )
    return tuple(fact for fact in found if fact)
