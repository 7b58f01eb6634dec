"""The whole job of a year, by the people who do it, in the browser alone."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from matang.demo.people import assessor_of
from tests.browser import work
from tests.browser.site import People, sign_in

BUREAU = "cari=Biro+Hukum"


def test_a_mentor_plans_holds_and_writes_down_a_meeting(people: People) -> None:
    page = people.page("pendamping")
    page.goto("/pendampingan/")
    page.get_by_role("link", name=re.compile("Rencanakan.*Biro Hukum")).first.click()
    page.locator("[name=title]").fill("Rapat uji bukti dukung")
    page.locator("[name=day]").fill(datetime.date.today().isoformat())
    page.locator("[name=hour]").fill("00:05")
    page.locator("[name=place]").fill("Ruang Rapat")
    page.get_by_role("button", name="Rencanakan rapat").click()
    expect(page.locator(".agenda aside")).to_contain_text("Rapat uji bukti dukung")
    first = page.locator(".agenda aside ol a").first
    assert first.count(), "agenda disusun dari kekurangan"
    first.click()
    page.locator("#agreed").fill("Laporan disusun sampai akhir bulan.")
    expect(page.locator("[data-state]")).to_contain_text("Tersimpan")
    page.reload()
    expect(page.locator("#agreed")).to_have_value("Laporan disusun sampai akhir bulan.")
    page.locator("#hadir input[type=checkbox]").first.check()
    page.get_by_role("button", name="Simpan daftar hadir").click()
    expect(page.locator("#hadir h2")).to_contain_text("1 orang")
    page.locator("[name=conclusion]").fill("Semua sepakat menyelesaikan laporan.")
    page.get_by_role("button", name="Simpan notula").click()
    written = docx.Document(io.BytesIO(work.download(page, "Notula DOCX")))
    assert "Semua sepakat menyelesaikan laporan." in "\n".join(line.text for line in written.paragraphs)
    assert "Laporan disusun sampai akhir bulan." in work.words_of_pdf(work.download(page, "Notula PDF"))


def test_the_least_effort_becomes_a_plan(people: People) -> None:
    page = people.page("koordinator")
    uuid = work.uuid_of(work.assessment(page, BUREAU))
    page.goto(f"/strategi/{uuid}/")
    lowest = page.locator("[name=terendah]")
    if lowest.count():
        lowest.check()
    page.locator("[name=tujuan]").fill("2,9")
    page.get_by_role("button", name="Cari", exact=True).click()
    steps = page.locator("#hasil tbody tr")
    expect(steps.first).to_be_visible()
    count = steps.count()
    page.locator("#simpan [name=title]").fill("Rencana uji")
    page.get_by_role("button", name="Simpan sebagai rencana").click()
    page.wait_for_url(re.compile("/rencana/"))
    expect(page.locator("h1")).to_have_text("Rencana uji")
    assert page.locator("main table.rows").first.locator("tbody tr").count() >= count


def test_from_the_first_level_to_the_published_result(people: People, tmp_path: Path) -> None:
    team = people.page("koordinator")
    address = work.assessment(team, BUREAU)
    uuid = work.uuid_of(address)
    before = work.index_of(team)
    team.evaluate("window.same = true")
    work.choose(team, "5", "#baris-2")
    expect(team.locator("#langsung b")).not_to_have_text(before)
    assert team.evaluate("window.same"), "halaman dimuat ulang"

    team.goto(f"{address}indikator/2/")
    team.locator("[name=analysis]").fill("Enam domain sudah disahkan.")
    expect(team.locator("#simpanan")).to_contain_text(work.SAVED)
    ticks = team.locator("#tangga .proof .y")
    given = ticks.count()
    wish = team.locator("#unggah-kebutuhan option").filter(has_not_text=re.compile("sudah ada|Pendukung")).first
    team.locator("#unggah-kebutuhan").select_option(wish.get_attribute("value"))
    team.locator("#berkas").set_input_files(work.letter(team, tmp_path, "Arsitektur data dan informasi"))
    expect(team.locator("#berkas-antrean")).to_contain_text("diterima")
    expect(ticks).to_have_count(given + 1)
    team.get_by_text("Pilih dari pustaka").click()  # what comes when it is opened comes without leaving the page
    team.locator("#dokumen").select_option(index=1)
    team.get_by_text("Riwayat", exact=True).click()
    expect(team.locator(".timeline")).to_contain_text("menulis analisis pada indikator 2")

    mentor = people.page("pendamping")
    mentor.goto(f"/penilaian/{uuid}/indikator/2/")
    mentor.locator("#pesan").fill("Mohon halaman pengesahan dirujuk.")
    mentor.get_by_role("button", name="Kirim").click()
    team.reload()
    expect(team.locator("#diskusi")).to_contain_text("Mohon halaman pengesahan dirujuk.")
    expect(team.locator("[name=analysis]")).to_have_value("Enam domain sudah disahkan.")

    work.fill_up(team, address, "3")
    work.submit(team, address)
    work.judge(people.page("asesor"), uuid, "3")
    index = work.propose(people.page("ketua"), uuid)
    leader = people.page("pimpinan")
    work.confirm(leader, uuid)

    report = work.words_of_pdf(work.download(leader, "Unduh LHE"))
    assert index in report and "Biro Hukum" in report
    team.goto(f"/hasil/{uuid}/")
    assert "Biro Hukum" in work.words_of_workbook(work.download(team, "Unduh LKE"))
    expect(team.locator(".kpi")).to_contain_text(index)

    leader.goto("/hasil/")
    offer = leader.locator("main form.ask, main section li").filter(
        has_text=f"Evaluasi SPBE Perangkat Daerah {datetime.date.today().year}"
    )
    offer.get_by_role("button", name="Umumkan").click()
    leader.wait_for_url(re.compile("/publik/"))
    visitor = people.page("")
    visitor.goto(f"{leader.url}?cari=Biro+Hukum")
    expect(visitor.locator("main tbody tr").filter(has_text="Biro Hukum")).to_contain_text(index)


def test_an_office_does_its_whole_part_without_javascript(people: People, tmp_path: Path) -> None:
    printer = people.page("")
    paper = work.letter(printer, tmp_path, "Laporan pengadaan setahun")
    page = people.context(java_script_enabled=False, viewport={"width": 1280, "height": 800}).new_page()
    sign_in(page, "pengadaan")
    address = work.assessment(page, "")
    before = work.index_of(page)
    row = page.locator("tr:has(form[data-row]):not(:has(input:checked))").first
    code = row.locator("td").first.inner_text()
    work.choose(page, "4", f"#baris-{code}")
    page.locator(f"#baris-{code} button").first.click()
    expect(page.locator("main")).to_contain_text("Tersimpan")
    page.goto(address)
    assert work.index_of(page) != before
    for link in work.missing(page, address):
        page.goto(link)
        if not page.locator("[name=value]:checked").count():
            work.choose(page, "2", "form[data-autosave]")
        page.locator("[name=fact]").fill("Dilaksanakan tanpa skrip.")
        page.get_by_role("button", name="Simpan", exact=True).click()
        expect(page.locator("main")).to_contain_text("Tersimpan")
    page.goto(f"{address}indikator/{code}/")
    page.locator("#berkas").set_input_files(paper)
    page.get_by_role("button", name="Unggah dan rujuk").click()
    expect(page.locator("main")).to_contain_text("diterima dan dirujuk")
    page.get_by_text("Pilih dari pustaka").click()
    page.get_by_role("link", name="Buka pustaka bukti dukung").click()
    page.locator("#dokumen").select_option(index=1)
    page.get_by_role("button", name="Rujuk dokumen ini").click()
    expect(page.locator("main")).to_contain_text("Rujukan disimpan")
    work.submit(page, address)


def test_a_made_up_instrument_of_four_levels_and_four_depths_goes_all_the_way(people: People) -> None:
    admin = people.page("admin")
    admin.goto("/administrasi/instrumen/impor/")
    admin.locator("[name=source_file]").set_input_files(work.DATA / "mutu-layanan.yaml")
    admin.locator("[name=ladder_file]").set_input_files(work.DATA / "mutu-layanan-tangga.yaml")
    admin.get_by_role("button", name="Periksa dan simpan").click()
    admin.get_by_role("button", name="Usulkan terbit").click()
    second = people.page("admin2")
    second.goto(admin.url)
    second.get_by_role("button", name="Terbitkan").click()
    expect(second.locator("main")).to_contain_text("Terbit")

    admin.goto("/administrasi/periode/baru/")
    admin.locator("[name=title]").fill("Uji Mutu Layanan")
    admin.locator("[name=instrument]").select_option(label=option(admin, "Uji Mutu Layanan"))
    admin.locator("[name=closes_on]").fill((datetime.date.today() + datetime.timedelta(days=30)).isoformat())
    admin.locator("[name=scope][value=names]").check()
    admin.locator("[name=names]").fill("Dinas Perhubungan")
    admin.get_by_role("button", name="Buka periode").click()
    expect(admin.locator("main")).to_contain_text("dibuka untuk 1 instansi")

    team = people.page("dishub")
    team.goto("/penilaian/?keadaan=draft")
    team.locator("#periode").select_option(label=f"Uji Mutu Layanan {datetime.date.today().year}")
    team.get_by_role("button", name="Terapkan").click()
    team.locator("main table tbody th a").first.click()
    team.wait_for_url(re.compile(r"/penilaian/[0-9a-f-]{36}/$"))
    address, uuid = team.url, work.uuid_of(team.url)
    team.goto(f"{address}indikator/101/")
    assert team.locator(".stairs .stair").count() == 4
    work.does_not_apply(team, address, "102", "Permohonan selesai di tempat; tidak ada yang dilacak.")
    work.fill_up(team, address, "2")
    work.submit(team, address)
    work.judge(people.page(assessor_of("dishub")), uuid, "3")
    index = work.propose(people.page("ketua"), uuid)
    assert index == "3,00"
    confirmer = people.page("ketua2")
    work.confirm(confirmer, uuid)
    report = work.words_of_pdf(work.download(confirmer, "Unduh LHE"))
    assert "3,00" in report and "Unggul" in report and "Loket dan kanal" in report


def option(page: Page, words: str) -> str:
    """The label of the option that holds these words."""
    return page.locator("[name=instrument] option").filter(has_text=words).first.inner_text()
