"""A slow line: what a first visit and the pages after it weigh, and the pictures of the guides."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import work
from tests.browser.site import ROOT, People, sign_in

FIRST, LATER = 100_000, 20_000  # bytes on the wire
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 150_000
BUREAU = "cari=Biro+Hukum"


def measured(page: Page) -> list[int]:
    """The bytes of everything that this page loads from now on, as they arrive."""
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    return sizes


def test_a_first_visit_and_later_pages_are_light(people: People) -> None:
    page = people.context(viewport={"width": 1280, "height": 800}).new_page()
    sizes = measured(page)
    sign_in(page, "koordinator")
    page.wait_for_load_state("networkidle")
    assert 5_000 < sum(sizes) <= FIRST, f"kunjungan pertama {sum(sizes)} bita"
    uuid = work.uuid_of(work.assessment(page, BUREAU, state=""))
    heavy = {}
    work_pages = (f"/penilaian/{uuid}/", f"/penilaian/{uuid}/indikator/1/", f"/strategi/{uuid}/")
    # The first time a kind of page brings its small script along; that counts, too.
    for path in ("/", *work_pages, "/bukti/", "/pendampingan/", "/hasil/"):
        sizes.clear()
        page.goto(path)
        page.wait_for_load_state("networkidle")
        if sum(sizes) > LATER:
            heavy[path] = sum(sizes)
    assert not heavy, heavy


# Name, who, address ({uuid}: this year's assessment of the bureau), and what is clicked then.
SHOTS: tuple[tuple[str, str, str, str], ...] = (
    ("beranda", "koordinator", "/", ""),
    ("penilaian", "koordinator", "/penilaian/{uuid}/", ""),
    ("indikator", "koordinator", "/penilaian/{uuid}/indikator/9/", ""),
    ("bukti", "koordinator", "/bukti/", ""),
    ("terbaca", "pelaksana", "/bukti/cari/?q=undangan+rapat+pembentukan", "main .hit h3 a >> nth=0"),
    ("tempatkan", "koordinator", "/penilaian/{uuid}/tempatkan/", ""),
    ("bukti-tahun-lalu", "koordinator", "/penilaian/{uuid}/tahun-lalu/", ""),
    ("cari", "koordinator", "/bukti/cari/?q=tim+spbe", ""),
    ("permintaan", "pelaksana", "/permintaan/", ""),
    ("rapat", "pendamping", "/pendampingan/", "main .two ul.list a >> nth=0"),
    ("meja-asesor", "asesor2", "/evaluasi/?keadaan=submitted", "main tbody th a >> nth=0"),
    ("hasil", "pimpinan", "/hasil/?urut=-indeks", "main tbody th a >> nth=0"),
    ("strategi", "koordinator", "/strategi/{uuid}/", "button[name=predikat] >> nth=0"),
    ("portal", "", "/publik/", "main ul.list a >> nth=0"),
    ("administrasi", "admin", "/administrasi/", ""),
)


def test_the_pictures_of_the_guides_are_made(people: People, tmp_path: Path) -> None:
    """Lost otherwise: guides that show pages which no longer exist. MATANG_PICTURES=1 writes them into the guides."""
    folder = PICTURES if os.environ.get("MATANG_PICTURES") == "1" else tmp_path
    uuid = work.uuid_of(work.assessment(people.page("koordinator"), BUREAU, state=""))
    folder.mkdir(parents=True, exist_ok=True)
    for name, who, address, then in SHOTS:
        page = people.page(who)
        page.set_viewport_size({"width": 1280, "height": 640})  # the start of the page, light enough for a repository
        page.goto(address.format(uuid=uuid))
        if then and page.locator(then).count():
            page.locator(then).click()
        page.wait_for_load_state("networkidle")
        shot = folder / f"{name}.png"
        page.screenshot(path=shot, scale="css")
        assert shot.stat().st_size <= LARGEST, f"{name}: {shot.stat().st_size} bita"
