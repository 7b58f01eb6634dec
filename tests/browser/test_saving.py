"""Nothing typed is lost: slow lines, answers out of order, a dropped line, a closed tab, two people on one answer."""

from __future__ import annotations

import re
from itertools import cycle

from playwright.sync_api import Page, Route, expect

from tests.browser import work
from tests.browser.site import People, sign_in

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
