"""The last evening: which hour the pages name, and what becomes of what arrives too late."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from playwright.sync_api import Route, expect

from tests.browser import work
from tests.browser.site import People

OFFICE = "dinkes"  # all handed in, no assessor has begun; its clock shows WITA
LATE = datetime.timedelta(minutes=20)


def test_the_servers_hour_decides_and_what_comes_late_is_kept_and_told(people: People, tmp_path: Path) -> None:
    team = people.page(OFFICE, timezone_id="Asia/Jakarta")
    paper = work.letter(team, tmp_path, "Laporan yang terlambat")
    team.clock.install(time=datetime.datetime.now(datetime.UTC) + LATE)
    address = work.assessment(team, "", state="submitted")
    team.get_by_role("button", name="Tarik pengajuan").click()
    closes = re.compile(r"ditutup \d+ \w+ \d{4} pukul 23\.59 WITA", re.IGNORECASE)
    expect(team.locator("main")).to_contain_text(closes)

    held: list[Route] = []

    def keep(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    team.goto(f"{address}indikator/3/")
    team.route("**/unggah/*/", keep)  # the bytes
    team.locator("#berkas").set_input_files(paper)
    expect(team.locator("#berkas-antrean progress")).to_be_visible()

    colleague = people.page(OFFICE, timezone_id="Asia/Jakarta")
    colleague.clock.install(time=datetime.datetime.now(datetime.UTC) + LATE)
    colleague.goto(f"{address}ajukan/")
    expect(colleague.locator("main")).to_contain_text(closes)
    tick = colleague.locator("#tanpa")
    if tick.count():
        tick.check()
    colleague.get_by_role("button", name="Ajukan penilaian").click()
    expect(colleague.locator("body")).to_contain_text("Penilaian diajukan, diterima server")
    said = re.search(r"pukul (\d\d)\.(\d\d)\.(\d\d) WITA", colleague.locator("body").inner_text())
    assert said is not None
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
    told = now.replace(hour=int(said[1]), minute=int(said[2]), second=int(said[3]))
    assert abs((now - told).total_seconds()) % 86_400 < 120, "jam server, bukan jam peramban"

    held[0].continue_()
    queue = team.locator("#berkas-antrean")
    expect(queue).to_contain_text("tetapi tidak dirujuk")
    expect(queue.locator(".tag")).to_have_text("diterima")
    team.locator("[name=fact]").fill("ditulis sesudah diajukan")
    team.clock.fast_forward(4_000)
    expect(team.locator("#simpanan")).to_contain_text("sudah diajukan")
    expect(team.locator("[name=fact]")).to_have_value("ditulis sesudah diajukan")
    people.faults[:] = [fault for fault in people.faults if "422" not in fault]
