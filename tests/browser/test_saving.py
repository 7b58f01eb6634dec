"""Nothing typed is lost: slow lines, answers out of order, a dropped line, a closed tab, two people on one answer."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import cycle, pairwise
from random import Random

from playwright.sync_api import Error, Page, Route, expect

from tests.browser import work
from tests.browser.site import People, Site, sign_in

BUREAU = "cari=Biro+Hukum"
UNSENT = re.compile("Belum terkirim")
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('matang-isian:')).length"


def opened(page: Page, code: str) -> Page:
    """The page of an indicator of the bureau."""
    page.goto(f"{work.assessment(page, BUREAU)}indikator/{code}/")
    return page


def slow(page: Page, *seconds: float) -> list[dict[str, str]]:
    """Let answers to saves come late, in turn; gives what was sent, as it grows."""
    sent: list[dict[str, str]] = []
    waits = cycle(seconds)

    def late(route: Route) -> None:
        sent.append(dict(pair.split("=", 1) for pair in (route.request.post_data or "").split("&")))
        with suppress(Error):  # the page may be closed meanwhile
            answer = route.fetch()
            page.wait_for_timeout(next(waits) * 1000)
            route.fulfill(response=answer)

    page.route("**/nilai/", late)
    return sent


def test_what_is_typed_during_a_slow_save_arrives_and_is_never_called_saved_before(people: People) -> None:
    page = opened(people.page("koordinator"), "14")
    page.evaluate(WATCH)
    sent = slow(page, 3, 0.1, 3)
    page.locator("[name=fact]").press_sequentially("alfa", delay=20)
    page.wait_for_timeout(1300)
    page.locator("[name=fact]").press_sequentially(" beta", delay=20)
    assert page.evaluate("document.activeElement.name") == "fact"
    page.keyboard.press("Tab")
    page.locator("[name=analysis]").press_sequentially("gama", delay=20)
    work.choose(page, "3", "form[data-autosave]")
    work.choose(page, "2", "form[data-autosave]")
    expect(page.locator("#simpanan")).to_contain_text(work.SAVED)
    assert len(sent) >= 2, "yang diketik saat menyimpan dikirim sesudahnya"
    assert page.evaluate("window.lies") == [], "tertulis Tersimpan selagi ada yang belum terkirim"
    fresh = opened(people.page("koordinator"), "14")
    expect(fresh.locator("[name=fact]")).to_have_value("alfa beta")
    expect(fresh.locator("[name=analysis]")).to_have_value("gama")
    expect(fresh.locator("[name=value]:checked")).to_have_value("2")
    page.locator("[name=fact]").press_sequentially(" delta", delay=20)
    warned = closed(page)
    again = opened(page.context.new_page(), "14")
    assert warned, "menutup tab memperingatkan"
    expect(again.locator("[name=fact]")).to_have_value("alfa beta delta")
    expect(again.locator("#simpanan")).to_contain_text("Tersimpan")
    for _, fact, analysis in stored(people.site, again, "14"):
        assert "alfa beta delta".startswith(fact) and "gama".startswith(analysis), "tidak pernah diketik"


def closed(page: Page) -> list[str]:
    """Close the tab as a hand does, although it warns; gives the warnings."""
    warned: list[str] = []
    page.once("dialog", lambda dialog: [warned.append(dialog.type), dialog.accept()])
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    return warned


Answered = tuple[str, str, str]


def stored(site: Site, page: Page, code: str) -> list[Answered]:
    """Level, fact and analysis of every version of an answer since the year's carrying over; the journal holds one
    entry for each."""
    uuid = work.uuid_of(page.url)
    rows = site.rows(
        "SELECT trim_scale(coalesce(v.value, 0))::text, v.fact, v.analysis FROM assessments_ratingversion v"
        " JOIN assessments_rating r ON r.id = v.rating_id JOIN assessments_assessment a ON a.id = r.assessment_id"
        " WHERE a.uuid = %s AND r.indicator = %s AND r.stage = 'mandiri' ORDER BY v.number",
        uuid,
        code,
    )
    entries = site.rows(
        "SELECT id FROM journal_entry WHERE target = %s AND part = %s AND action = 'rate.mandiri'", uuid, code
    )
    written = rows[len(rows) - len(entries) :]
    assert len(entries) <= len(rows)
    return [(value, fact, analysis) for value, fact, analysis in written]


class BadLine:
    """A line that loses, doubles and delays, by a fixed seed: of a hundred saves five never arrive, the answers of five
    are lost, five are sent twice, and five times an older save arrives once more, late."""

    def __init__(self, page: Page, seed: int) -> None:
        self.chance = Random(seed)
        self.bodies: list[str] = []
        self.fates: dict[str, int] = {}
        page.route("**/nilai/", self.carry)

    def carry(self, route: Route) -> None:
        """One save."""
        fates = ("unsent", "unanswered", "twice", "late", "well")
        fate = self.chance.choices(fates, (5, 5, 5, 5, 80))[0]
        self.fates[fate] = self.fates.get(fate, 0) + 1
        self.bodies.append(route.request.post_data or "")
        if fate == "unsent":
            route.abort()
            return
        answer = route.fetch()
        if fate == "twice":
            answer = route.fetch()
        if fate == "late" and len(self.bodies) > 2:
            route.fetch(post_data=self.bodies[-3])
        if fate == "unanswered":
            route.abort()
        else:
            route.fulfill(response=answer)


FORM = """() => { const of = document.querySelector("form[data-autosave]").elements;
    const said = document.querySelector("#simpanan").textContent;
    return [said, of.value.value || "0", of.fact.value, of.analysis.value]; }"""
SELECTION = "(() => { const e = document.activeElement; return [e.name, e.selectionStart, e.selectionEnd]; })()"
SAVES = 60


def test_a_bad_line_loses_doubles_and_invents_nothing(people: People) -> None:
    page = people.page("koordinator")
    page.clock.install()  # the three seconds between saves go by at once
    opened(page, "16")
    line = BadLine(page, 33)
    chance = Random(33)
    typed: list[Answered] = [written(page)[1]]
    before = len(stored(people.site, page, "16"))
    for at in range(SAVES):
        name = chance.choice(("fact", "analysis", "value"))
        if name == "value":
            work.choose(page, chance.choice("12345"), "form[data-autosave]")
        else:
            page.locator(f"[name={name}]").fill(f"{name} {at}")
            page.locator(f"[name={name}]").evaluate("(box) => box.setSelectionRange(1, 3)")
        typed.append(written(page)[1])
        page.clock.fast_forward(chance.choice((400, 3100, 3100, 31_000)))
        if chance.random() < 0.7:
            expect(page.locator("#simpanan")).not_to_contain_text("Menyimpan")
        said, shown = written(page)
        assert shown == typed[-1], "jawaban server mengubah yang diketik"
        assert name == "value" or page.evaluate(SELECTION) == [name, 1, 3], "kursor berpindah"
        if said.startswith("Tersimpan"):
            assert stored(people.site, page, "16")[-1] == shown, "tertulis Tersimpan, padahal belum"
    page.unroute("**/nilai/")
    page.clock.fast_forward(31_000)
    expect(page.locator("#simpanan")).to_contain_text(work.SAVED)
    versions = stored(people.site, page, "16")[before:]
    assert versions[-1] == typed[-1]
    assert all(one != other for one, other in pairwise(versions)), "satu keadaan tercatat dua kali"
    places = iter(typed)
    assert all(version in places for version in versions), "riwayat memuat yang tidak diketik, atau dengan urutan lain"
    assert len(line.fates) == 5 and len(line.bodies) >= SAVES // 2, line.fates
    people.faults[:] = [fault for fault in people.faults if "Failed to load resource" not in fault]


def written(page: Page) -> tuple[str, Answered]:
    """What the page says about saving, and its level, fact and analysis, at one moment."""
    said, value, fact, analysis = page.evaluate(FORM)
    return said, (value, fact, analysis)


# Notes every moment at which the page says "Tersimpan" although a draft is kept here for sending.
WATCH = """() => {
    window.lies = [];
    new MutationObserver(() => {
        const words = document.querySelector("#simpanan").textContent;
        const kept = Object.keys(localStorage).filter((key) => key.startsWith("matang-isian:"));
        if (/^Tersimpan/.test(words) && kept.length) window.lies.push(words);
    }).observe(document.querySelector("#simpanan"), { childList: true, subtree: true, characterData: true });
}"""


def test_a_dropped_line_keeps_the_text_and_sends_it_later(people: People) -> None:
    page = opened(people.page("koordinator"), "15")
    page.context.set_offline(True)
    page.locator("[name=fact]").fill("ditulis tanpa jaringan")
    expect(page.locator("#simpanan")).to_contain_text(UNSENT)
    page.context.set_offline(False)
    expect(page.locator("#simpanan")).to_contain_text(work.SAVED)
    people.faults.clear()  # the browser itself complains about the line
    page.route("**/nilai/", lambda route: route.abort())
    page.locator("[name=fact]").fill("lalu tab ditutup")
    expect(page.locator("#simpanan")).to_contain_text(UNSENT)
    address = page.url
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(address)
    expect(again.locator("[name=fact]")).to_have_value("lalu tab ditutup")
    expect(again.locator("#simpanan")).to_contain_text(work.SAVED)
    again.reload()
    expect(again.locator("[name=fact]")).to_have_value("lalu tab ditutup")
    people.faults.clear()


def test_a_tab_closed_at_once_loses_nothing(people: People) -> None:
    page = opened(people.page("koordinator"), "19")
    page.locator("[name=analysis]").fill("ditutup seketika")
    address = page.url
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(address)
    expect(again.locator("[name=analysis]")).to_have_value("ditutup seketika")
    expect(again.locator("#simpanan")).to_contain_text("Tersimpan")


def test_two_people_on_one_answer_see_each_other(people: People) -> None:
    first, second = opened(people.page("koordinator"), "9"), opened(people.page("pelaksana"), "9")
    first.locator("[name=fact]").fill("tulisan pertama")
    expect(first.locator("#simpanan")).to_contain_text(work.SAVED)
    second.locator("[name=fact]").fill("tulisan kedua")
    box = second.locator("[data-conflict]")
    expect(box).to_contain_text("tulisan pertama")
    expect(second.locator("[name=fact]")).to_have_value("tulisan kedua")
    expect(second.locator("#simpanan")).to_contain_text(UNSENT)
    first.reload()
    expect(first.locator("[name=fact]")).to_have_value("tulisan pertama")
    box.get_by_role("button", name="Simpan tulisan saya").click()
    expect(second.locator("#simpanan")).to_contain_text(work.SAVED)
    first.reload()
    expect(first.locator("[name=fact]")).to_have_value("tulisan kedua")
    people.faults.clear()  # the browser reports the answer 409


def test_drafts_go_with_the_sign_out(people: People) -> None:
    page = people.context(viewport={"width": 1280, "height": 800}).new_page()
    sign_in(page, "koordinator")
    opened(page, "21")
    page.route("**/nilai/", lambda route: route.abort())
    page.locator("[name=fact]").fill("rahasia kantor")
    expect(page.locator("#simpanan")).to_contain_text(UNSENT)
    assert page.evaluate(KEPT) == 1
    asked: list[str] = []
    page.on("dialog", lambda dialog: [asked.append(dialog.message), dialog.accept()])
    page.locator("details.me summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url(re.compile("/(masuk|publik)/|/$"))
    assert any("belum terkirim" in words for words in asked)
    assert page.evaluate(KEPT) == 0
