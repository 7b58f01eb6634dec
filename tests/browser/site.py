"""The real program, started as a visitor starts it (`matang demo`), and people who are signed in to it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import psycopg
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect

from matang.lib.postgres.cluster import Cluster

if TYPE_CHECKING:
    from typing import LiteralString

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "matang-demo"
READY = 180.0  # seconds; the demo is loaded first, and the machine may be busy
OURS = ("DATABASE_URL", "DATABASE_MIGRATOR_URL", "SECRET_KEY", "EMAIL_URL", "EMAIL_HOST", "MATANG_DATA", "MATANG_DEMO")
expect.set_options(timeout=20_000)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Site:
    """A running server with the demo."""

    address: str
    process: subprocess.Popen[bytes] | None
    log: Path
    data: Path
    states: dict[str, Any] = field(default_factory=dict)
    database: psycopg.Connection | None = None

    def told(self) -> str:
        """The last lines that the server wrote."""
        if self.process is None:
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-60:])

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database holds, past every policy: for what no page shows whole."""
        if self.database is None:
            self.database = psycopg.connect(Cluster(self.data).url("matang_migrator"), autocommit=True)
        return self.database.execute(cast("LiteralString", statement), values).fetchall()

    def stop(self) -> None:
        """Ask it to end, as Ctrl-C or a service manager does."""
        if self.database is not None:
            self.database.close()
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(folder: Path) -> Site:
    """Start the demo in an empty folder on a free port, and wait until it answers. While writing tests one may name a
    demo that runs already in MATANG_SITE, and its data folder in MATANG_DATA_OF_SITE."""
    if "MATANG_SITE" in os.environ:
        return Site(os.environ["MATANG_SITE"], None, folder, Path(os.environ.get("MATANG_DATA_OF_SITE", folder)))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if key not in OURS}
    command = [sys.executable, "-m", "matang.cli", "demo", "--data", str(folder / "data"), "--port", str(port)]
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    site = Site(f"http://127.0.0.1:{port}", process, log, folder / "data")
    end = time.monotonic() + READY
    while not _answers(site.address):
        if process.poll() is not None or time.monotonic() > end:
            site.stop()
            raise AssertionError(f"Server contoh tidak menjawab.\n{site.told()}")
        time.sleep(0.3)
    return site


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/masuk/", timeout=5):
            return True
    except OSError:
        return False


def open_browser(playwright: Playwright) -> Browser:
    """Debian's Chromium, or what a developer has."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


class People:
    """Signs people of the demo in, each once, and watches every page that they open."""

    def __init__(self, site: Site, browser: Browser) -> None:
        self.site = site
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def context(self, **options: Any) -> BrowserContext:
        """An own browser profile; times of the pages are those of a busy machine."""
        made = self.browser.new_context(base_url=self.site.address, locale="id-ID", **options)
        made.set_default_timeout(30_000)
        self.contexts.append(made)
        return made

    def page(self, name: str, **options: Any) -> Page:
        """A page of somebody who is signed in; empty: a visitor."""
        if name and name not in self.site.states:
            context = self.context()
            sign_in(context.new_page(), name)
            self.site.states[name] = context.storage_state()
            context.close()
        if name:
            options["storage_state"] = self.site.states[name]
        page = self.context(viewport={"width": 1280, "height": 800}, **options).new_page()
        watch(page, self.faults)
        return page

    def close(self) -> None:
        """End all profiles."""
        for context in self.contexts:
            context.close()


def sign_in(page: Page, name: str) -> None:
    """Sign in by the form."""
    page.goto("/masuk/")
    page.fill("[name=login]", f"{name}@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url(lambda url: "/masuk/" not in url)


def watch(page: Page, faults: list[str]) -> None:
    """Note everything that the console complains about; a breach of the content policy is told there too."""
    page.on("console", lambda told: faults.append(f"{page.url}: {told.text}") if complains(told) else None)
    page.on("pageerror", lambda fault: faults.append(f"{page.url}: {fault}"))


def complains(told: ConsoleMessage) -> bool:
    """Whether it is an error; leaving a page while htmx waits for an answer is none."""
    return told.type == "error" and not told.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
