"""Files over a bad line: whatever breaks, each arrives once and whole, and nobody has to watch it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from random import Random
from secrets import token_bytes, token_hex

from playwright.sync_api import Page, expect

from tests.browser import work
from tests.browser.lines import QUEUE, Dial, Files, carried, drop
from tests.browser.site import Site, sign_in

BUREAU = "cari=Biro+Hukum"


def papers(folder: Path, *sizes: int) -> Files:
    """Files of these sizes, which the site has never seen, written into the folder."""
    run = token_hex(3)
    files = {f"Laporan {run}-{at}.pdf": b"%PDF-1.4\n" + token_bytes(size) for at, size in enumerate(sizes)}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return files


def choose(page: Page, folder: Path, files: Files) -> None:
    """Choose files by the form."""
    page.locator("#berkas").set_input_files([folder / name for name in files])


def kept(site: Site, files: Files) -> list[tuple[str, str]]:
    """Name and hash of every version with one of these names, as the database and the disk hold them."""
    rows = site.rows(
        "SELECT v.file_name, v.sha256, a.uuid FROM evidence_version v JOIN people_agency a ON a.id = v.agency_id"
        " WHERE v.file_name = ANY(%s) ORDER BY v.id",
        list(files),
    )
    found = []
    for name, digest, agency in rows:
        content = (site.data / "berkas" / str(agency) / digest).read_bytes()
        found.append((name, hashlib.sha256(content).hexdigest()))
    return found


def hashed(files: Files) -> list[tuple[str, str]]:
    return [(name, hashlib.sha256(content).hexdigest()) for name, content in files.items()]


def test_twenty_files_over_a_line_that_breaks_arrive_once(dial: Dial, tmp_path: Path) -> None:
    chance = Random(7)
    files = papers(tmp_path, *(chance.randint(500, 60_000) for _ in range(16)), 700_000, 400_000, 900, 300_000)
    size = sum(map(len, files.values()))
    line, people = dial(100_000, 700_000, 1_300_000)
    page = people.page("koordinator")
    page.goto("/bukti/")
    drop(page, files)
    carried(page, line, 100_000)
    expect(page.locator(f"{QUEUE} [data-summary]")).to_contain_text("Jaringan terputus; dilanjutkan sendiri")
    carried(page, line, 1_000_000)  # in the midst of the largest file
    line.cut()
    page.context.close()

    page = people.page("koordinator")
    page.goto("/bukti/")
    names = list(files)
    begun = page.locator("#belum-selesai li").filter(has_text=names[16])
    expect(begun).to_have_count(1)
    choose(page, tmp_path, files)
    expect(page.locator(f"{QUEUE} .tag.ok")).to_have_count(len(files))
    assert page.locator(QUEUE).get_by_text("diterima", exact=True).count() == 4
    assert page.locator(QUEUE).get_by_text("sudah ada", exact=True).count() == 16
    assert len(re.findall(r"nomor \d{4}-[0-9a-f]{8}", page.locator(QUEUE).inner_text())) == len(files)
    expect(begun).to_have_count(0)
    expect(page.locator("#daftar")).to_contain_text(names[19])
    assert kept(people.site, files) == hashed(files)
    assert line.breaks == 4
    assert line.carried <= size * 1.03


def test_a_session_that_ends_keeps_the_queue(dial: Dial, tmp_path: Path) -> None:
    line, people = dial()
    files = papers(tmp_path, 700_000, 5_000)
    page = people.page("koordinator")
    page.goto("/bukti/")
    choose(page, tmp_path, files)
    carried(page, line, 200_000)
    page.context.clear_cookies(name="sessionid")  # as a session that ends: the token of forms stays
    expect(page.locator(QUEUE)).to_contain_text("Sesi berakhir. Masuk lagi di tab lain")
    sign_in(page.context.new_page(), "koordinator")
    page.get_by_role("button", name="Lanjutkan").click()
    expect(page.locator(f"{QUEUE} .tag.ok")).to_have_count(2)
    assert kept(people.site, files) == hashed(files)

    page.context.clear_cookies(name="sessionid")  # as a session that ends: the token of forms stays
    sign_in(page.context.new_page(), "dinkes")
    more = papers(tmp_path, 4_000)
    choose(page, tmp_path, more)
    expect(page.locator(QUEUE)).to_contain_text("masuk sebagai orang atau instansi lain")
    assert kept(people.site, more) == []


def test_what_was_begun_is_cancelled_from_another_device(dial: Dial, tmp_path: Path) -> None:
    line, people = dial(rate=100_000)
    files = papers(tmp_path, 900_000, 2_000)
    large, small = files
    page = people.page("koordinator")
    page.goto("/bukti/")
    choose(page, tmp_path, files)
    expect(page.locator(f"{QUEUE} progress[aria-label='{large}']")).to_be_visible()
    carried(page, line, 150_000)

    other = people.page("koordinator", is_mobile=True, has_touch=True)
    other.goto("/bukti/")
    begun = other.locator("#belum-selesai")
    expect(begun).to_contain_text("Pilih berkas yang sama untuk melanjutkan")
    begun.get_by_role("button", name=f"Batalkan unggahan {large}").click()
    expect(other.locator("main")).to_contain_text("Unggahan dibatalkan")
    line.cut()
    expect(page.locator(QUEUE)).to_contain_text("Unggahan ini dibatalkan atau kedaluwarsa.")
    page.get_by_role("button", name=f"Batalkan {large}").click()
    expect(page.locator(f"{QUEUE} .tag")).to_have_text(["dibatalkan", "diterima"])
    assert [name for name, _ in kept(people.site, files)] == [small]

    shot = tmp_path / "image.jpg"
    shot.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(400))
    with other.expect_file_chooser() as chooser:
        other.get_by_role("button", name="Ambil foto").click()
    chooser.value.set_files(shot)
    expect(other.locator(QUEUE)).to_contain_text(re.compile(r"Foto \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.jpg"))


def test_what_arrives_on_an_indicator_is_cited_over_a_bad_line(dial: Dial, tmp_path: Path) -> None:
    _, people = dial(20_000)
    files = papers(tmp_path, 40_000)
    [name] = files
    page = people.page("koordinator")
    page.goto(f"{work.assessment(page, BUREAU)}indikator/22/")
    broken: list[str] = []

    def once(route, request) -> None:  # type: ignore[no-untyped-def]
        if request.method == "POST" and not broken:
            broken.append(request.url)
            route.fetch()  # the server has it, the answer is lost
            route.abort()
        else:
            route.continue_()

    page.route("**/rujuk/", once)
    choose(page, tmp_path, files)
    expect(page.locator(f"{QUEUE} .tag.ok")).to_have_text("diterima")
    expect(page.locator("#daftar-bukti")).to_contain_text(name)
    assert broken
    cited = people.site.rows(
        "SELECT c.id FROM assessments_citation c JOIN evidence_version v ON v.id = c.version_id WHERE v.file_name = %s",
        name,
    )
    assert len(cited) == 1, "dirujuk sekali"
