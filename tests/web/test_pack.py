"""The pack: everything that an assessment cites, opened on any computer, with an index whose links lead to the files.

What a person would lose: evidence that Windows refuses to unpack, or that overwrites its namesake; or its secrecy.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from urllib.parse import unquote

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from matang.assessments.models import Assessment, Rating
from matang.evidence.models import Fact, Version
from matang.evidence.receiving import store
from matang.lib.store import StoreFault
from matang.people.actor import set_reach
from matang.people.models import Agency
from matang.people.queries import everything
from tests.evidence.drawn import keep
from tests.web.test_citation_page import cited
from tests.world import World

CANARY = "RAHASIA-PAKET-8836"
HOSTILE = (
    "LAPORAN.pdf", "laporan.pdf", "laporan .pdf", "CON.pdf", "a:b?.pdf", "nama.", "é" * 120 + ".pdf",
    "=HYPERLINK(1).pdf", '"><script>alert(1)</script>.pdf', "#50 %41.pdf",
)  # fmt: skip


@pytest.fixture(autouse=True)
def folders(settings, tmp_path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "berkas"


@pytest.fixture
def versions(world: World) -> list[Version]:
    """Ten files with hostile names, the first cited by two indicators."""
    found = [keep(world, f"%PDF-1.7 {CANARY} {at}".encode(), name=name) for at, name in enumerate(HOSTILE)]
    for version in found:
        cited(world, version, pages="2–3")
    cited(world, found[0], "2", "2.1.1")
    return found


def fetched(world: World, who: str = "koordinator") -> bytes:
    response = world.client(who).get(reverse("web:pack", args=[world.assessment.uuid]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    raw = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(raw)
    return raw


def opened(raw: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(raw))
    assert archive.testzip() is None
    return archive


def contents(archive: zipfile.ZipFile) -> dict[str, bytes]:
    return {name: archive.read(name) for name in archive.namelist() if not name.startswith("indeks.")}


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in ("href", "src") and not value.startswith("#")]


def sheet(archive: zipfile.ZipFile):
    return openpyxl.load_workbook(io.BytesIO(archive.read("indeks.xlsx"))).active


def test_every_file_is_there_once_with_its_bytes_in_its_folder(world, versions):
    archive = opened(fetched(world))
    kept = contents(archive)
    assert sorted(kept.values()) == sorted(f"%PDF-1.7 {CANARY} {at}".encode() for at in range(len(HOSTILE)))
    shared = [name for name in kept if name.startswith("_bersama/")]
    assert shared == ["_bersama/LAPORAN.pdf"]
    assert all(re.match(r"01 \w", name) for name in kept if name not in shared)


def test_names_can_be_unpacked_on_windows(world, versions):
    names = opened(fetched(world)).namelist()
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert len(name) <= 120
        assert name.isascii()
        assert not re.search(r'[<>:"|?*\\#%]', name)
        for part in name.split("/"):
            assert part.split(".")[0].lower() != "con"
            assert part == part.strip(" ").rstrip(".")


def test_long_names_of_agency_and_files_stay_within_bounds(world, versions):
    set_reach(everything())
    Agency.objects.filter(pk=world.bureau.pk).update(name="Biro " + "Hukum " * 30, short_name="H" * 60)
    response = world.client("koordinator").get(reverse("web:pack", args=[world.assessment.uuid]))
    name = re.search(r'filename="([^"]+)"', response["Content-Disposition"]).group(1)
    assert name.endswith(".zip")
    assert len(name) <= 64


def test_links_of_the_page_lead_to_the_files_and_nothing_is_active(world, versions):
    archive = opened(fetched(world))
    page = archive.read("indeks.html").decode()
    links = Links(page)
    assert {unquote(link) for link in links.found} == set(contents(archive))
    assert not links.tags & {"script", "img", "iframe", "link", "form", "object"}
    assert "&#34;&gt;&lt;script&gt;" in page
    for name in ("a:b?.pdf", "é" * 120):
        assert name in page
    assert versions[0].sha256 in page
    assert versions[0].receipt in page
    assert "2–3" in page


def test_links_of_the_workbook_lead_to_the_files_and_no_cell_computes(world, versions):
    archive = opened(fetched(world))
    found = sheet(archive)
    cells = [cell for row in found.iter_rows() for cell in row]
    assert {unquote(cell.hyperlink.target) for cell in cells if cell.hyperlink} == set(contents(archive))
    assert all(cell.data_type != "f" for cell in cells)
    assert "=HYPERLINK(1).pdf" in {cell.value for cell in cells}
    assert {version.sha256 for version in versions} <= {cell.value for cell in cells}


def test_facts_and_the_agencys_own_value_stand_in_the_index(world, versions):
    set_reach(everything())
    for name, value, state in (("number", "188.4/1", "confirmed"), ("date", "2025-12-30", "proposed")):
        Fact.objects.create(agency=world.bureau, version=versions[0], name=name, value=value, state=state)
    Rating.objects.create(
        agency=world.bureau, assessment=world.assessment, indicator="1", stage="mandiri", value=3, version=1
    )
    page = opened(fetched(world)).read("indeks.html").decode()
    assert "188.4/1<br>30 Desember 2025 (terbaca, belum dipastikan)" in page
    assert "Nilai mandiri: 3" in page
    assert "Belum ada bukti." in page


def test_missing_bytes_are_named_in_the_index_and_the_rest_is_sent(world, versions):
    store().path_of(world.bureau.uuid, versions[3].sha256).unlink()
    archive = opened(fetched(world))
    assert len(contents(archive)) == len(HOSTILE) - 1
    page = archive.read("indeks.html").decode()
    assert "1 berkas yang dirujuk hilang" in page
    assert any("hilang atau rusak" in str(cell.value) for row in sheet(archive).iter_rows() for cell in row)


def test_damaged_bytes_break_the_transfer(world, versions):
    place = store().path_of(world.bureau.uuid, versions[3].sha256)
    place.write_bytes(place.read_bytes()[:-1] + b"!")
    response = world.client("koordinator").get(reverse("web:pack", args=[world.assessment.uuid]))
    taken = []
    with pytest.raises(StoreFault):
        for piece in response.streaming_content:
            taken.append(piece)
    assert len(b"".join(taken)) < int(response["Content-Length"])


def test_an_assessment_without_evidence_is_a_pack_of_two_indexes(world):
    assert opened(fetched(world)).namelist() == ["indeks.html", "indeks.xlsx"]


def test_who_may_read_the_evidence_gets_it_and_nobody_else(world, versions):
    address = reverse("web:pack", args=[world.assessment.uuid])
    for who in ("asesor", "ketua"):
        assert world.client(who).get(address).status_code == 404, who
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(state="submitted", submitted_at=timezone.now())
    for who in ("koordinator", "pemeriksa", "pendamping", "auditor", "asesor", "ketua"):
        assert CANARY.encode() in fetched(world, who), who
    for who in ("koordinator_lain", "pendamping_lain", "asesor_lain", "admin", "pimpinan"):
        response = world.client(who).get(address)
        assert response.status_code in (403, 404), who
        assert not response.streaming, who
        assert CANARY.encode() not in response.content, who


@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")
def test_unzip_and_libreoffice_open_it(world, versions, tmp_path):
    target = tmp_path / "paket.zip"
    target.write_bytes(fetched(world))
    assert subprocess.run(["unzip", "-tq", target], capture_output=True, check=False).returncode == 0
    subprocess.run(["unzip", "-q", target, "-d", tmp_path / "isi"], check=True)
    assert len([path for path in (tmp_path / "isi").rglob("*") if path.is_file()]) == len(HOSTILE) + 2
    if office := shutil.which("soffice"):
        profile, source = f"-env:UserInstallation=file://{tmp_path}/profil", tmp_path / "isi/indeks.xlsx"
        command = [office, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", source]
        subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
        text = (tmp_path / "indeks.csv").read_text()
        assert "=HYPERLINK(1).pdf" in text
        assert "2–3" in text
