"""`python -m bench.ordeal`: one file through a real browser over a bad line, while line, browser and server are killed.

Exit code 1 when the file did not arrive once and whole, or when too much of it was sent twice.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

from bench import report, site
from bench.line import BadLine

LOGIN = "koordinator@tolok.test"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUEUE = "#berkas-antrean"
TWICE = 3.0  # percent of the file that may pass the line a second time
PATIENCE = 4  # times as long as the line alone needs, and two minutes
SEED = 41


@dataclass(frozen=True)
class Trial:
    """What is tried: megabytes, kbit/s upwards, how often the line breaks."""

    megabytes: float
    rate: int
    cuts: int

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return int(self.megabytes * 1024 * 1024)

    @property
    def seconds(self) -> float:
        """What the line alone needs."""
        return self.size / (self.rate * 1000 / 8)


@dataclass
class Ordeal:
    """One run: the server on `data`, the line, the browser with a profile of its own."""

    trial: Trial
    data: Path
    paper: Path
    playwright: Playwright
    running: site.Site
    line: BadLine
    profile: Path
    killed: list[str] = field(default_factory=list)

    def send(self) -> str:
        """Choose the file, and choose it again after the browser was killed; the receipt's words on the page."""
        context, page = self._opened()
        chance = Random(SEED + 1)
        self._until(page, self.trial.size * chance.uniform(0.25, 0.45))
        site.kill_named(str(self.profile))
        self.killed.append("peramban")
        context, page = self._opened()
        self._until(page, self.trial.size * chance.uniform(0.55, 0.75))
        self.running.kill(self.data)
        self.killed.append("server dan basis data")
        self.running = site.Site(self.data)
        self.line.server = self.running.port
        page.locator(f"{QUEUE} .tag").wait_for(timeout=self._patience() * 1000)
        words = page.locator(QUEUE).inner_text()
        context.close()
        return words

    def _opened(self) -> tuple[BrowserContext, Page]:
        """A browser on the library, signed in, with the file chosen."""
        path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        context = self.playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path=path, args=["--no-sandbox"], locale="id-ID"
        )
        context.set_default_timeout(60_000)
        page = context.pages[0] if context.pages else context.new_page()
        patient(lambda: page.goto(f"http://127.0.0.1:{self.line.port}/bukti/"))
        if "/masuk/" in page.url:
            self._sign_in(page)
        page.locator("#berkas").set_input_files(self.paper)
        return context, page

    def _sign_in(self, page: Page) -> None:
        from bench.scene import PASSWORD

        page.fill("[name=login]", LOGIN)
        page.fill("[name=password]", PASSWORD)
        page.click("main form button")
        page.wait_for_url("**/bukti/")

    def _until(self, page: Page, size: float) -> None:
        """Wait until so many bytes have passed the line."""
        end = time.monotonic() + self._patience()
        while self.line.carried < size:
            if time.monotonic() > end:
                raise RuntimeError(f"Kiriman berhenti pada {self.line.carried} bita")
            page.wait_for_timeout(20)

    def _patience(self) -> float:
        return self.trial.seconds * PATIENCE + 120


def patient(work: Callable[[], object]) -> None:
    """Do what a hand does when a page does not come: open it again."""
    for _ in range(5):
        try:
            work()
            return
        except Error as fault:
            last = fault
            time.sleep(1)
    raise last


def main(argv: list[str]) -> int:
    """0: arrived once, whole, and little was sent twice; 1: not so."""
    parser = argparse.ArgumentParser(prog="ordeal", description="Menguji pengiriman berkas melalui jaringan buruk.")
    parser.add_argument("--rate", type=int, default=4000, metavar="KBIT", help="kecepatan naik dalam kbit/s (4000)")
    parser.add_argument("--size", type=float, default=20, metavar="MB", help="ukuran berkas dalam MB (20)")
    parser.add_argument("--cuts", type=int, default=10, metavar="N", help="berapa kali jaringan diputus (10)")
    parser.add_argument("--json", action="store_true", help="cetak sebagai JSON")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="matang-ujian-") as folder:
        data = Path(folder) / "data"
        site.enter(data)
        figures, rows = tried(Trial(given.size, given.rate, given.cuts), Path(folder), data)
    print(report.as_json(figures, rows) if given.json else report.as_table(figures, rows, "Gangguan"))
    return 1 if any(figure.missed for figure in figures) else 0


def tried(trial: Trial, folder: Path, data: Path) -> tuple[list[report.Figure], dict[str, int]]:
    """The figures of one run, and what was broken how often."""
    say("Menyiapkan basis data …")
    running = site.Site(data)
    people()
    chance = Random(SEED)
    cuts = [int(trial.size * chance.uniform(0.02, 0.98)) for _ in range(trial.cuts)]
    content = b"%PDF-1.4\n" + chance.randbytes(trial.size - 9)
    paper = folder / "Laporan uji.pdf"
    paper.write_bytes(content)
    say(f"Mengirim {trial.megabytes:g} MB pada {trial.rate} kbit/s …")
    with sync_playwright() as playwright, closing(BadLine(running.port, trial.rate * 1000 / 8, cuts)) as line:
        ordeal = Ordeal(trial, data, paper, playwright, running, line, folder / "profil")
        started = time.monotonic()
        try:
            words = ordeal.send()
            seconds = time.monotonic() - started
            stored = kept()
        finally:
            site.kill_named(str(folder / "profil"))
            ordeal.running.stop()
    whole = sum(hashlib.sha256(one).digest() == hashlib.sha256(content).digest() for one in stored)
    figures = judged(trial, seconds, line.carried, [len(stored), whole, int("nomor" in words)])
    return figures, {"jaringan putus": line.breaks, **dict.fromkeys((f"{what} dibunuh" for what in ordeal.killed), 1)}


def judged(trial: Trial, seconds: float, carried: int, found: list[int]) -> list[report.Figure]:
    """`found`: how many versions are stored, how many of them are the very file, whether the page shows a receipt."""
    stored, whole, receipt = found
    twice = (carried - trial.size) / trial.size * 100
    return [
        report.Figure("bita berkas yang lewat dua kali", twice, "%", TWICE),
        report.Figure("berkas yang tidak tiba utuh", 1 - min(whole, 1), "", 0),
        report.Figure("berkas yang tersimpan lebih dari sekali", max(stored - 1, 0), "", 0),
        report.Figure("tanda terima yang tidak tampil", 1 - receipt, "", 0),
        report.Figure("lama seluruhnya", seconds, "s", None, trial.seconds, "jaringan tanpa gangguan"),
    ]


def people() -> None:
    """One office with its coordinator."""
    import django

    django.setup()
    from django.db import connections, transaction

    from bench import scene
    from matang.people.actor import set_reach
    from matang.people.models import Role
    from matang.people.queries import everything

    with transaction.atomic():
        set_reach(everything())
        scene.person("koordinator", scene.agency(None, "Dinas Komunikasi dan Informatika"), Role.COORDINATOR)
    connections.close_all()


def kept() -> list[bytes]:
    """The bytes of every version that is stored, read back from the store."""
    from django.db import connections, transaction

    from matang.evidence.models import Version
    from matang.evidence.receiving import store
    from matang.people.actor import set_reach
    from matang.people.queries import everything

    def read(version: Any) -> bytes:
        return b"".join(store().open_verified(version.agency.uuid, version.sha256, version.size))

    connections.close_all()
    with transaction.atomic():
        set_reach(everything())
        found = [read(version) for version in Version.objects.select_related("agency")]
    connections.close_all()
    return found


def say(sentence: str) -> None:
    """Tell how far it is."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs while the database is read
    sys.exit(main(sys.argv[1:]))
