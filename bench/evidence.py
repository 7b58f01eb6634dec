"""Evidence: the library of an office with 2,000 documents, pictures of pages, reading, the pack."""

from __future__ import annotations

import datetime
import io
import os
import tempfile
import time
from pathlib import Path
from statistics import median

import pypdfium2
import typst

from bench.clock import best, milliseconds
from bench.pages import statements_of
from bench.report import Figure
from bench.scene import PASSWORD, Scene, documents_of
from bench.site import Site
from bench.visitor import Visitor
from matang.assessments.actions import filling
from matang.assessments.models import Assessment, Round
from matang.evidence.models import Document, Reading, Version
from matang.lib.reader.process import read
from matang.people.actor import acting
from matang.people.models import Person
from matang.people.queries import actor_for, everything

LIBRARY = 2000  # documents
LEAVES = 100  # pages of the PDF that is drawn and read
DRAWN = 31  # of them are drawn cold
PACKED, HEAVY = 8, 25 * 1024 * 1024  # files of the pack, bytes of each
SENTENCE = "Seluruh perangkat daerah melaporkan penerapan kebijakan layanan setiap semester kepada tim koordinasi. "
PDF = "application/pdf"


class Evidence:
    """Measures a running site whose database has been filled (`bench.search`)."""

    def __init__(self, site: Site, scene: Scene, data: Path) -> None:
        self._scene, self._data = scene, data
        self._team = Visitor(site.port)
        self._team.sign_in(scene.coordinator, PASSWORD)

    def figures(self) -> list[Figure]:
        """Everything; files are sent by the form."""
        return [*self._library(), *self._pictures(), self._reading(), self._pack()]

    def _library(self) -> list[Figure]:
        """Filled up to 2,000 documents."""
        person = Person.objects.get(email=self._scene.coordinator)
        with acting(everything()):
            there = Document.objects.filter(agency_id=self._scene.current.agency_id).count()
            documents_of(self._scene.current, person, LIBRARY - there)
        path = "/bukti/"
        return [
            Figure("pustaka 2.000 dokumen", milliseconds(lambda: self._team.get(path)), "ms", 25),
            Figure("pustaka: pernyataan", statements_of(path, self._scene.coordinator), "", 12),
            Figure("pustaka: kawat", self._team.get(path).wire / 1024, "KB", 20),
        ]

    def _pictures(self) -> list[Figure]:
        """Each page drawn for the first time, then one of them again; beside both what the bare library needs to draw,
        and the smallest answer of the server."""
        content = paper()
        version = self._sent("bergambar.pdf", content)
        address = f"/bukti/versi/{version.uuid}/halaman/%s.webp?lebar=900"
        self._team.get(address % 1)
        cold = median(best(lambda n=n: self._team.get(address % n), 1) for n in range(2, DRAWN + 2))  # type: ignore[misc]
        bare = best(lambda: _drawn(content), 5)
        warm = milliseconds(lambda: self._team.get(address % 2))
        empty = milliseconds(lambda: self._team.get("/static/matang/mark.svg"))
        return [
            Figure("gambar halaman, pertama kali", cold, "ms", 150, bare, "pustaka PDF saja, halaman sama"),
            Figure("gambar halaman, lagi", warm, "ms", 5, empty, "jawaban terkecil server"),
        ]

    def _reading(self) -> Figure:
        """100 pages through the walled process, beside the bare library in this one."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(paper())
            file.flush()
            ours = best(lambda: read(Path(file.name), PDF, ocr=False), 5)
            bare = best(lambda: _words(Path(file.name)), 5)
        return Figure(f"membaca {LEAVES} halaman PDF", ours, "ms", None, bare, "pustaka PDF saja, tanpa dinding")

    def _pack(self) -> Figure:
        """A new round's assessment with heavy files; the limit is 100 MB a second."""
        versions = [self._sent(f"besar-{n}.pdf", b"%PDF-1.7\n" + os.urandom(HEAVY - 9)) for n in range(PACKED)]
        assessment = self._other_assessment()
        person = Person.objects.get(email=self._scene.coordinator)
        actor = actor_for(person, None, datetime.date.today())  # noqa: DTZ011 - any day of this year
        with acting(actor):
            for n, version in enumerate(versions, 1):
                filling.cite(actor, assessment.uuid, str(n), version.uuid, level="1")
        path = f"/penilaian/{assessment.uuid}/paket.zip"
        megabytes = self._team.drain(path) / 1e6
        taken = best(lambda: self._team.drain(path), 5)
        return Figure(f"paket bukti {megabytes:.0f} MB", taken, "ms", megabytes * 10)

    def _other_assessment(self) -> Assessment:
        current = self._scene.current
        with acting(everything()):
            old = current.round
            other = Round.objects.create(
                owner=old.owner, title="Paket", instrument=old.instrument, year=old.year - 5, stages=old.stages,
                opens_on=old.opens_on, closes_on=old.closes_on,
            )  # fmt: skip
            return Assessment.objects.create(agency=current.agency, round=other)

    def _sent(self, name: str, body: bytes) -> Version:
        """The version that a file becomes; waits until it has been read, so that the worker disturbs nothing."""
        edge = "batas-tolok-ukur"
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="berkas"; filename="{name}"\r\n'
            f"Content-Type: {PDF}\r\n\r\n"
        )
        whole = b"".join([head.encode(), body, f"\r\n--{edge}--\r\n".encode()])
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}", "Accept": "application/json"}
        self._team.send("/unggah/", whole, kind)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with acting(everything()):
                done = Reading.objects.filter(version__file_name=name, state__in=("read", "unreadable")).exists()
                if done:
                    return Version.objects.select_related("agency").get(file_name=name)
            time.sleep(0.2)
        raise RuntimeError(f"{name} belum dibaca")


def paper() -> bytes:
    """A PDF of as many pages as LEAVES, each full of words."""
    source = '#set page(paper: "a4")\n' + "\n#pagebreak()\n".join(
        f"= Halaman {n}\n{SENTENCE * 24}" for n in range(1, LEAVES + 1)
    )
    with tempfile.NamedTemporaryFile(suffix=".typ") as file:
        file.write(source.encode())
        file.flush()
        made: bytes = typst.compile(file.name)
    return made


def _drawn(content: bytes) -> None:
    """One page 900 pixels wide, opened, drawn and packed by the library alone."""
    page = pypdfium2.PdfDocument(content)[1]
    page.render(scale=900 / page.get_width()).to_pil().save(io.BytesIO(), "WEBP", lossless=True, quality=40, method=2)


def _words(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    return sum(len(document[n].get_textpage().get_text_range()) for n in range(len(document)))
