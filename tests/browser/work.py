"""What people do in Matang, by its pages alone: pieces of the job that several tests put together."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pypdfium2
from playwright.sync_api import Page, expect

SAVED = re.compile(r"Tersimpan \d\d\.\d\d")
DATA = Path(__file__).parent / "data"


def assessment(page: Page, search: str, state: str = "draft") -> str:
    """The address of the newest assessment in that state (empty: any) for these words; its matrix is open then."""
    page.goto(f"/penilaian/?keadaan={state}&{search}")
    if not re.search(r"/penilaian/[0-9a-f-]{36}/", page.url):
        page.locator("main table tbody th a").first.click()
    page.wait_for_url(re.compile(r"/penilaian/[0-9a-f-]{36}/$"))
    return page.url


def uuid_of(address: str) -> str:
    """The id in an address."""
    found = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", address)
    assert found is not None, address
    return found[0]


def index_of(page: Page) -> str:
    """The running index as it stands on the page."""
    return page.locator("#langsung b").inner_text()


def choose(page: Page, level: str, scope: str = "main") -> None:
    """Choose a level by its number, as the hand does."""
    page.locator(f"{scope} .pips label").filter(has_text=re.compile(f"^{level}$")).first.click()


def answer(page: Page, level: str, fact: str) -> None:
    """Write an explanation and choose a level on the open indicator page; wait until all is saved."""
    page.locator("[name=fact]").fill(fact)
    choose(page, level, "form[data-autosave]")
    expect(page.locator("#simpanan")).to_contain_text(SAVED)


def missing(page: Page, address: str) -> list[str]:
    """The indicators that submitting still refuses; the page of submitting is open then."""
    page.goto(f"{address}ajukan/")
    links = page.locator("main .list li:nth-child(-n+2) a")
    return list(dict.fromkeys(links.nth(at).get_attribute("href") or "" for at in range(links.count())))


def fill_up(page: Page, address: str, level: str) -> None:
    """Give every indicator that lacks something a value and an explanation."""
    for link in missing(page, address):
        page.goto(link)
        chosen = page.locator("[name=value]:checked")
        answer(page, chosen.input_value() if chosen.count() else level, "Dilaksanakan sesuai ketentuan, lihat laporan.")


def does_not_apply(page: Page, address: str, code: str, why: str) -> None:
    """Say on the indicator's page that it does not apply, and why; the matrix shows it and changes it by keys."""
    page.goto(f"{address}indikator/{code}/")
    page.get_by_role("group", name="Tingkat menurut tim").get_by_role("radio", name="Tidak berlaku").check()
    expect(page.locator("#langsung")).to_contain_text("1 tidak berlaku")
    expect(page.locator("#tangga")).to_contain_text("Dinyatakan tidak berlaku")
    assert any(f"/{code}/" in link for link in missing(page, address)), "alasannya harus ditulis"
    page.goto(f"{address}indikator/{code}/")
    page.locator("[name=fact]").fill(why)
    expect(page.locator("#simpanan")).to_contain_text(SAVED)
    page.goto(address)
    row = page.locator(f"#baris-{code}")
    row.get_by_role("radio", name="Tidak berlaku").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#langsung")).not_to_contain_text("tidak berlaku")
    expect(row.locator(":focus")).to_have_value("3")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#langsung")).to_contain_text("1 tidak berlaku")
    expect(row.get_by_role("radio", name="Tidak berlaku")).to_be_checked()


def submit(page: Page, address: str) -> None:
    """Submit, saying that evidence is missing when it is."""
    assert missing(page, address) == []
    tick = page.locator("[name=without_full_evidence]")
    if tick.count():
        tick.check()
    page.get_by_role("button", name="Ajukan penilaian").click()
    expect(page.locator("main")).to_contain_text("Penilaian diajukan")


def judge(page: Page, uuid: str, level: str) -> None:
    """Judge every indicator by keys alone, and say that judging is done."""
    page.goto(f"/evaluasi/{uuid}/")
    while "/selesai/" not in page.url:
        before = page.url
        page.locator("[name=finding]").fill("Sesuai dengan dokumen yang dirujuk.")
        page.locator("h1").click()
        page.keyboard.press(level)
        expect(page.locator("#simpanan")).to_contain_text(SAVED)
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    page.get_by_role("button", name="Nyatakan selesai menilai").click()
    expect(page.locator("main")).to_contain_text("Anda selesai menilai")


def propose(page: Page, uuid: str) -> str:
    """Propose the decision at the plenary; gives the index that stands there."""
    page.goto(f"/evaluasi/{uuid}/pleno/")
    index = page.locator("form.ask b.num").inner_text()
    page.get_by_role("button", name="Usulkan keputusan").click()
    expect(page.locator("main")).to_contain_text("diusulkan")
    return index


def confirm(page: Page, uuid: str) -> None:
    """Make the proposed decision official."""
    page.goto(f"/hasil/{uuid}/")
    page.get_by_role("button", name="Sahkan keputusan").click()
    expect(page.locator("main")).to_contain_text("Keputusan disahkan")


def download(page: Page, name: str) -> bytes:
    """What a link gives."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def words_of_pdf(content: bytes) -> str:
    """The text of all pages of a PDF, on one line."""
    document = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def words_of_workbook(content: bytes) -> str:
    """Everything that stands in the cells of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell.value for sheet in book for row in sheet for cell in row if cell.value is not None)
    return " ".join(str(value) for value in cells)


def letter(page: Page, folder: Path, title: str) -> Path:
    """A real PDF with this title, printed by the browser."""
    made = folder / f"{title.lower().replace(' ', '-')}.pdf"
    blank = page.context.new_page()
    blank.set_content(f"<h1>{title}</h1><p>Nomor 100.3.3/77/UJI, ditetapkan di Kota Rekaan.</p>")
    made.write_bytes(blank.pdf())
    blank.close()
    return made
