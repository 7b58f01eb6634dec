"""An evening before the deadline: twenty files dropped over a line that breaks, confirmed, placed from the keyboard."""

from __future__ import annotations

import datetime
import re
import time

from playwright.sync_api import Page, expect

from matang.demo.bureau_now import NOW
from matang.demo.evidence import PAPERS
from tests.browser import work
from tests.browser.lines import QUEUE, Dial, Files, drop
from tests.browser.site import Site

OFFICE = "perekonomian"
MOST = 40  # documents on a page of placing
FOR_FORTY = 300.0  # seconds
READ_IN = 120.0  # seconds for the worker on a busy machine


def papers() -> tuple[Files, dict[str, set[str]]]:
    """Twenty readable papers of an office by their file names, and the indicators that a person cited each for."""
    day = datetime.date.today() - datetime.timedelta(days=90)
    proven = {paper.key: {now.code for now in NOW if paper.key in {c.paper for c in now.cites}} for paper in PAPERS}
    chosen = [paper for paper in PAPERS if proven[paper.key] and paper.name.endswith((".pdf", ".xlsx"))][:20]
    return (
        {paper.file_name(day): paper.content(day) for paper in chosen},
        {paper.file_name(day): proven[paper.key] for paper in chosen},
    )


def read(site: Site, files: Files) -> None:
    """Wait until the worker has read them all."""
    end = time.monotonic() + READ_IN
    statement = (
        "SELECT count(*) FROM evidence_reading r JOIN evidence_version v ON v.id = r.version_id"
        " JOIN people_agency a ON a.id = v.agency_id"
        " WHERE a.short_name = 'Biro Perekonomian' AND r.state = 'read' AND v.file_name = ANY(%s)"
    )
    while (done := site.rows(statement, list(files))[0][0]) < len(files):
        assert time.monotonic() < end, f"baru {done} dari {len(files)} terbaca"
        time.sleep(0.5)


def lacking(page: Page, address: str) -> int:
    """How many proofs the matrix says are lacking for the levels that the office gave itself."""
    page.goto(address)
    told = page.locator("#indikator td[data-label=Bukti]").all_inner_texts()
    assert len(told) == 25
    return sum(int(found[1]) for text in told if (found := re.search(r"kurang (\d+)", text)))


def test_twenty_files_are_sent_confirmed_and_placed(dial: Dial) -> None:
    line, people = dial(60_000, 200_000, 400_000)
    files, proven = papers()
    assert len(files) == 20
    page = people.page(OFFICE)
    address = work.assessment(page, "")
    before = lacking(page, address)

    page.goto("/bukti/")
    drop(page, files)
    expect(page.locator(f"{QUEUE} .tag.ok")).to_have_count(len(files))
    assert line.breaks == 3
    read(people.site, files)

    page.reload()
    page.locator("#daftar").get_by_role("link", name=re.compile("Keputusan Tim SPBE")).first.click()
    card = page.locator("#terbaca")
    expect(card).to_contain_text("Keputusan")
    card.get_by_role("button", name="Pastikan semua").click()
    expect(card).not_to_contain_text("Pastikan semua")

    page.goto(f"{address}tempatkan/")
    begun = time.monotonic()
    places = page.locator("[data-place]")
    expect(places).to_have_count(len(files))
    right = 0
    for at in range(len(files)):
        name = places.nth(at).locator("h2").inner_text()
        offered = [
            text.partition(".")[0] for text in places.nth(at).locator(".steps label b:not(.num)").all_inner_texts()
        ]
        codes = next(codes for file, codes in proven.items() if file.startswith(name))
        choice = next((n for n, code in enumerate(offered, 1) if code in codes), 0)
        right += choice > 0
        page.keyboard.press(str(choice))
    assert right >= 17, f"{right} dari {len(files)} usulan memuat indikator yang benar"
    expect(page.locator("[data-count]")).to_contain_text(f"{right} dari {len(files)} dokumen dipilih")
    page.keyboard.press("Enter")  # behind the last document stands the button
    expect(page.locator("main")).to_contain_text("dirujuk")
    seconds = time.monotonic() - begun
    assert seconds * MOST / len(files) < FOR_FORTY

    assert lacking(page, address) < before
    page.goto(f"{address}tempatkan/")
    expect(places).to_have_count(len(files) - right)
