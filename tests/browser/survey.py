"""Goes through every page that somebody can reach by links, and looks at each in two widths, by day and by night."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Page

WIDE, NARROW = 1280, 360
# Words of the program that no page may show: people read "Ketua asesor", not "lead_assessor".
CODES = re.compile(r"\b(?:coordinator|verifier|contributor|lead_assessor|assessor|leader|submitted|assessed)\b")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DOWNLOAD = re.compile(r"\.(pdf|docx|xlsx|csv|json|ics)$|/unduh/|/ekspor/")
LINKS = "[...document.querySelectorAll('a[href]:not([download])')].map((a) => a.href)"
FIRST = "main table a[href], main ul.list a[href]"
# What is folded away is part of the page; the personal menu would only lie over it.
UNFOLD = "for (const d of document.querySelectorAll('details:not(.me)')) d.open = true"
# The largest elements that stick out, for the report.
STICKING = """() => [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, nav'))
    .slice(0, 3).map((e) => e.tagName + '.' + e.className).join(', ')"""
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RULES = """() => axe.run({ resultTypes: ["violations"], preload: false,
    rules: { "color-contrast": { enabled: false } } })"""
# Measuring contrast takes most of the time, and a table repeats the same few colours a thousand times: of all visible
# words with the same ink, size and ground (all layers below them), two are measured, and none whose like was measured
# on a page before: their contrast is the same.
COLOURS = """async (known) => {
    const layers = new Map([[null, ""]]), seen = new Map(known.map((key) => [key, 2])), chosen = [], fresh = new Set();
    const ground = (e) => {
        if (!layers.has(e)) {
            const s = getComputedStyle(e);
            const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.overflowX, s.position];
            layers.set(e, `${own}/${ground(e.parentElement)}`);
        }
        return layers.get(e);
    };
    const text = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim();
    const written = (e) => "value" in e || [...e.childNodes].some(text);
    for (const e of document.querySelectorAll("body *")) {
        if (!written(e) || !e.checkVisibility() || e.getBoundingClientRect().width < 2) continue;
        const s = getComputedStyle(e);
        const key = [s.color, s.fontSize, s.fontWeight, s.textShadow, e.matches(":disabled")] + ground(e);
        seen.set(key, (seen.get(key) ?? 0) + 1);
        if (seen.get(key) <= 2) { chosen.push(e); fresh.add(key); }
    }
    if (!chosen.length) return { violations: [], fresh: [] };
    const options = { resultTypes: ["violations"], preload: false, runOnly: ["color-contrast"] };
    const { violations } = await axe.run({ include: chosen }, options);
    return { violations, fresh: [...fresh] };
}"""
MEASURED: dict[str, list[str]] = {"siang": [], "malam": []}  # what is fine by day, by night, on any page of this run


def shape(address: str) -> str:
    """The address with ids and codes taken out: pages of one route have one shape."""
    path = UUID.sub("*", urlsplit(address).path)
    return re.sub(r"/\d[\w.]*(?=/)", "/*", path)


class Survey:
    """The pages of one person."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.seen: set[str] = set()
        self.faults: list[str] = []
        page.add_init_script(AXE)

    def walk(self, starts: Iterable[str]) -> None:
        """From each start on, one page of every shape that links lead to."""
        waiting = list(starts)
        while waiting:
            link = waiting.pop(0)
            if shape(link) not in self.seen:
                waiting += self.look(link)

    def extra(self, paths: Iterable[str]) -> None:
        """Named pages as they are, and the first thing that each lists."""
        for path in paths:
            self.look(path)
            first = self.page.locator(FIRST)
            href = first.first.get_attribute("href") if first.count() else None
            if href and not DOWNLOAD.search(href):
                self.look(href)

    def look(self, link: str) -> list[str]:
        """Open one page, look at it wide and narrow; gives the links on it."""
        self.page.set_viewport_size({"width": WIDE, "height": 800})
        answer = self.page.goto(link)
        self.seen |= {shape(link), shape(self.page.url)}
        if answer is None or answer.status != 200:
            self.faults.append(f"{link}: {answer.status if answer else 'tidak ada jawaban'}")
            return []
        links = [found for found in self.page.evaluate(LINKS) if self._ours(found)]
        if not self.page.locator("aside.demo").count():
            self.faults.append(f"{self.page.url}: tidak dikatakan bahwa datanya rekaan")
        self.page.evaluate(UNFOLD)
        self.faults += [f"{self.page.url}: {word}" for word in CODES.findall(self.page.inner_text("main"))[:1]]
        self.faults += [*self.judged(str(WIDE), RULES), *self.faint("siang")]
        self.page.emulate_media(color_scheme="dark")
        self.faults += self.faint("malam")
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": NARROW, "height": 800})
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW:
            self.faults.append(f"{self.page.url}: {width} px lebar pada {NARROW}: {self.page.evaluate(STICKING)}")
        self.faults += self.judged(str(NARROW), RULES)
        return links

    def judged(self, seen: str, check: str) -> Iterator[str]:
        """What axe-core finds, one line a fault."""
        yield from self._told(seen, self.page.evaluate(check)["violations"])

    def faint(self, light: str) -> list[str]:
        """Words that stand out too little by day ("siang") or by night ("malam"), one line a fault."""
        found = self.page.evaluate(COLOURS, MEASURED[light])
        if not found["violations"]:
            MEASURED[light] += found["fresh"]
        return list(self._told(light, found["violations"]))

    def _told(self, seen: str, violations: list[dict[str, Any]]) -> Iterator[str]:
        for fault in violations:
            node = fault["nodes"][0]
            yield f"{self.page.url} ({seen}): {fault['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"

    def _ours(self, link: str) -> bool:
        return link.startswith(self.address) and not DOWNLOAD.search(urlsplit(link).path)
