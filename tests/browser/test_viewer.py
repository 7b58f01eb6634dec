"""The viewer in a real browser: the picture stands, the rectangle lies where the hand drew it, and stays there."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser import work
from tests.browser.site import People

BUREAU = "cari=Biro+Hukum"


def test_a_proof_is_marked_by_dragging_and_seen_again(people: People, tmp_path: Path) -> None:
    team = people.page("koordinator")
    address = work.assessment(team, BUREAU)
    team.goto(f"{address}indikator/3/")
    team.locator("#berkas").set_input_files(work.letter(team, tmp_path, "Peta rencana yang ditandai"))
    expect(team.locator("#berkas-antrean")).to_contain_text("diterima")
    team.reload()
    team.locator("#daftar-bukti a").filter(has_text="peta-rencana-yang-ditandai").first.click()
    expect(team.locator("#peraga-judul")).to_contain_text("Halaman 1")
    picture = team.locator("[data-leaf] img")
    expect(picture).to_have_js_property("naturalWidth", 900)

    assert team.locator("#peraga rect").get_attribute("width") == "0", "belum ditandai, tetapi ada kotak"
    team.locator("[data-mark]").click()
    leaf = team.locator("[data-leaf]")
    leaf.scroll_into_view_if_needed()
    box = leaf.bounding_box()
    assert box
    left, top = box["x"] + box["width"] * 0.1, max(box["y"], 0) + 40
    team.mouse.move(left, top)
    team.mouse.down()
    team.mouse.move(left + box["width"] * 0.5, top + 90, steps=4)
    team.mouse.up()
    drawn = [team.locator("#peraga rect").get_attribute(name) for name in ("x", "y", "width", "height")]
    assert abs(float(drawn[0] or 0) - 100) <= 2
    assert abs(float(drawn[2] or 0) - 500) <= 4
    team.get_by_role("button", name="Simpan tanda").click()
    expect(team.locator(".message.ok")).to_contain_text("Bukti ditandai pada halaman 1")
    kept = [team.locator("#peraga rect").get_attribute(name) for name in ("x", "y", "width", "height")]
    assert [round(float(side or 0)) for side in kept] == [round(float(side or 0)) for side in drawn]

    team.keyboard.press("+")
    expect(team.locator(".zooms [aria-current]")).to_have_text("Besar")
    expect(picture).to_have_js_property("naturalWidth", 1600)
    assert [team.locator("#peraga rect").get_attribute("x")] == kept[:1]


def test_a_page_is_marked_without_a_mouse_and_without_script(people: People) -> None:
    team = people.page("koordinator", java_script_enabled=False)
    address = work.assessment(team, BUREAU)
    team.goto(f"{address}indikator/3/")
    team.locator("#daftar-bukti a").first.click()
    team.get_by_text("Tulis letaknya dengan angka").click()
    for name, value in (("page", "1"), ("left", "12,5"), ("top", "0"), ("width", "50"), ("height", "100")):
        team.locator(f"#tanda-{name}").fill(value)
    team.get_by_role("button", name="Simpan tanda").click()
    expect(team.locator("#tanda-left")).to_have_value("12,5")
    expect(team.locator("#peraga rect")).to_have_attribute("x", "125")
