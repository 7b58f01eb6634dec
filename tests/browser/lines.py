"""Bad lines, and the hands that send files over them."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable

from playwright.sync_api import Page

from bench.line import BadLine
from tests.browser.site import People

QUEUE = "#berkas-antrean"
RATE = 700_000  # bytes a second
Files = dict[str, bytes]
Dial = Callable[..., tuple[BadLine, People]]


def drop(page: Page, files: Files) -> None:
    """Drop files onto the form, as a hand does from a folder."""
    packed = {name: base64.b64encode(content).decode() for name, content in files.items()}
    data = page.evaluate_handle(
        """(files) => { const data = new DataTransfer();
            for (const [name, packed] of Object.entries(files)) {
                const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
                data.items.add(new File([bytes], name, { type: "application/pdf", lastModified: 1 }));
            }
            return data; }""",
        packed,
    )
    page.dispatch_event("form[data-upload]", "drop", {"dataTransfer": data})


def carried(page: Page, line: BadLine, size: int) -> None:
    """Wait until so many bytes have passed."""
    end = time.monotonic() + 30
    while line.carried < size:
        assert time.monotonic() < end, f"{line.carried} bita lewat, ditunggu {size}"
        page.wait_for_timeout(20)
