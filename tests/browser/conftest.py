"""One server for each worker that gets browser tests; a browser for each file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bench.line import BadLine
from tests.browser.lines import RATE, Dial
from tests.browser.site import People, Site, open_browser, start

HERE: list[Site] = []


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real program on its own data folder."""
    folder: Path = tmp_path_factory.mktemp("situs")
    running = start(folder)
    HERE.append(running)
    yield running
    HERE.clear()
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with the file: while Playwright runs, Django refuses the database to the other tests of this worker."""
    with sync_playwright() as playwright:
        opened = open_browser(playwright)
        yield opened
        opened.close()


@pytest.fixture
def people(site: Site, browser: Browser) -> Iterator[People]:
    """Who signs in; no page may have complained in the console at the end."""
    found = People(site, browser)
    yield found
    found.close()
    assert not found.faults, "\n".join(found.faults)


@pytest.fixture
def dial(site: Site, browser: Browser) -> Iterator[Dial]:
    """Dials a bad line to the site: gives the line, and the people at its end."""
    lines: list[tuple[BadLine, People]] = []

    def dialled(*cuts: int, rate: float = RATE) -> tuple[BadLine, People]:
        line = BadLine(int(site.address.rpartition(":")[2]), rate, cuts)
        lines.append((line, People(replace(site, address=f"http://127.0.0.1:{line.port}", database=None), browser)))
        return lines[-1]

    yield dialled
    for line, people in lines:
        people.close()
        line.close()
        if people.site.database is not None:
            people.site.database.close()
        faults = [fault for fault in people.faults if "Failed to load resource" not in fault]
        assert not faults, "\n".join(faults)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """A failing test shows what the server wrote."""
    report = yield
    if report.failed and HERE:
        report.sections.append(("Catatan server", HERE[0].told()))
    return report
