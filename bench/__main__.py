"""`python -m bench`: fills a throw-away installation, measures it, prints the figures; exit code 1 when one misses."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench import report, site


def main(argv: list[str]) -> int:
    """0: every figure is within its limit; 1: one is not."""
    parser = argparse.ArgumentParser(prog="bench", description="Mengukur kecepatan dan ukuran Matang.")
    parser.add_argument("--json", action="store_true", help="cetak sebagai JSON")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="matang-tolok-") as folder:
        data = Path(folder)
        site.enter(data)
        figures, rows = measured(data)
    print(report.as_json(figures, rows) if given.json else report.as_table(figures, rows))
    return 1 if any(figure.missed for figure in figures) else 0


def measured(data: Path) -> tuple[list[report.Figure], dict[str, int]]:
    """The figures of one run, and the rows of the database they were measured on."""
    import django

    django.setup()
    from django.db import connections, transaction

    from bench import reckoning, scene
    from bench.evidence import Evidence
    from bench.pages import Pages
    from bench.search import Searching, fill
    from matang.instruments.queries import loaded

    _say("Menyiapkan basis data …")
    running = site.Site(data)
    try:
        with transaction.atomic():
            made = scene.build()
            rows = scene.counted()
        with transaction.atomic(using="migrator"):
            connections["migrator"].cursor().execute("analyze")
        instrument = loaded(made.current.round.instrument_id).instrument
    finally:
        connections.close_all()
        running.stop()
    running = site.Site(data)
    try:
        _say("Mengukur halaman …")
        pages = Pages(running, made, data).figures()
        _say("Mengisi dan mengukur pencarian …")
        fill(data, made)
        pages += Searching(running, made, data).figures()
        _say("Mengukur bukti dukung …")
        pages += Evidence(running, made, data).figures()
    finally:
        connections.close_all()
        running.stop()
    _say("Mengukur hitungan …")
    start = report.Figure("mulai ulang sampai halaman pertama", running.started, "ms", 5000)
    return [*pages, *reckoning.figures(instrument), start], rows


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
