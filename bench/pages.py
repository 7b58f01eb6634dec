"""Pages, saves, papers and uploads as a signed-in person gets them over one kept connection."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import machine
from bench.clock import best, milliseconds
from bench.report import Figure
from bench.scene import PASSWORD, Scene
from bench.site import Site
from bench.visitor import Visitor
from matang.assessments.models import RatingVersion
from matang.people.actor import acting
from matang.people.models import Person
from matang.people.queries import everything

EMPTY = "/static/matang/mark.svg"
LIST = "/penilaian/?keadaan=draft&urut=-indeks"
CROWD = 8
MIXED = 1000
UPLOAD = 50 * 1024 * 1024


class Pages:
    """Measures a running site."""

    def __init__(self, site: Site, scene: Scene, data: Path) -> None:
        self._site, self._scene, self._data = site, scene, data
        self._team = self._visitor(scene.coordinator)
        self._leader = self._visitor(scene.leader)
        self.matrix = f"/penilaian/{scene.current.uuid}/"
        self.indicator = f"{self.matrix}indikator/7/"
        self.paper = f"/hasil/{scene.decided.uuid}/"

    def figures(self) -> list[Figure]:
        """Everything, the memory last."""
        empty = milliseconds(lambda: self._team.get(EMPTY))
        return [
            *self._page("matriks 47", self.matrix, 12, 12, empty, self._matrix_queries()),
            *self._page("indikator", self.indicator, 12, 12, empty, self._matrix_queries()),
            *self._saves(),
            *self._list(empty),
            *self._papers(),
            self._upload(),
            self._sign_in(),
            self._together(),
            *self._memory(),
        ]

    def _visitor(self, login: str, address: str = "127.0.0.1") -> Visitor:
        visitor = Visitor(self._site.port, address)
        visitor.sign_in(login, PASSWORD)
        return visitor

    def _page(self, name: str, path: str, most: float, statements: int, empty: float, queries: float) -> list[Figure]:
        taken = milliseconds(lambda: self._team.get(path))
        floor = "jawaban terkecil server + kueri mentahnya"
        return [
            Figure(name, taken, "ms", most, empty + queries, floor),
            Figure(f"{name}: pernyataan", statements_of(path, self._scene.coordinator), "", statements),
            Figure(f"{name}: kawat", self._team.get(path).wire / 1024, "KB", 20),
        ]

    def _matrix_queries(self) -> float:
        current = self._scene.current
        texts = (
            "select * from assessments_rating where assessment_id = %s and stage = 'mandiri'",
            "select * from assessments_citation c join evidence_version v on v.id = c.version_id"
            " join evidence_document d on d.id = v.document_id where c.assessment_id = %s",
        )
        return machine.bare_queries(self._data, [current.agency_id], [(text, [current.pk]) for text in texts])

    def _saves(self) -> list[Figure]:
        """A level chosen in the matrix (row and index come back), and words written on the indicator's page."""
        count = 0

        def save(fields: dict[str, str], headers: dict[str, str]) -> None:
            nonlocal count
            count += 1
            own = {"token": "tolok", "sequence": str(count), "base": "1"}
            self._team.post(f"{self.indicator}nilai/", fields | own, headers)

        def level() -> None:
            save({"value": str(1 + count % 5)}, {"HX-Request": "true"})

        def words() -> None:
            save({"fact": f"Fakta yang disimpan ke-{count}"}, {"Accept": "application/json"})

        before = self._versions()
        figures = [milliseconds(level), milliseconds(words)]
        if self._versions() - before != count:
            raise RuntimeError("Tidak setiap simpanan tersimpan")
        commit, what = machine.durable_commit(self._data), "satu baris tersimpan ke cakram"
        return [
            Figure("simpan tingkat pada matriks + jejak", figures[0], "ms", 8, commit, what),
            Figure("simpan penjelasan + jejak", figures[1], "ms", 8, commit, what),
        ]

    def _versions(self) -> int:
        with acting(everything()):
            return RatingVersion.objects.count()

    def _list(self, empty: float) -> list[Figure]:
        taken = milliseconds(lambda: self._leader.get(LIST))
        reply = self._leader.get(LIST)
        if reply.text.count('<th scope="row">') != 100:
            raise RuntimeError("Daftar tidak berisi seratus baris")
        with connection.cursor() as cursor:
            cursor.execute("select id from people_agency")
            reach = [row[0] for row in cursor.fetchall()]
        text = (
            "select a.*, g.name from assessments_assessment a join people_agency g on g.id = a.agency_id"
            " where a.state = 'draft' order by a.running_index desc limit 100"
        )
        queries = machine.bare_queries(self._data, reach, [(text, [])])
        return [
            Figure("daftar 1.000", taken, "ms", 25, empty + queries, "jawaban terkecil server + kueri mentahnya"),
            Figure("daftar 1.000: pernyataan", statements_of(LIST, self._scene.leader), "", 10),
            Figure("daftar 1.000: kawat", reply.wire / 1024, "KB", 20),
        ]

    def _papers(self) -> list[Figure]:
        return [
            Figure("LKE 47 (XLSX)", best(lambda: self._team.get(f"{self.paper}lke.xlsx"), 30), "ms", 100),
            Figure("LHE 47 (PDF)", best(lambda: self._team.get(f"{self.paper}lhe.pdf"), 30), "ms", 300),
        ]

    def _upload(self) -> Figure:
        source = self._data / "unggahan.pdf"
        bodies = [b"%PDF-1.7\n" + os.urandom(UPLOAD - 9) for _ in range(5)]
        source.write_bytes(bodies[0])
        floor = machine.hash_and_copy(source)
        source.unlink()
        taken = min(_timed(lambda body=body: self._send(body)) for body in bodies)  # type: ignore[misc]
        return Figure("unggah 50 MB", taken, "ms", 2 * floor, floor, "sha256sum + salinan dengan fsync")

    def _send(self, body: bytes) -> None:
        edge = "batas-tolok-ukur"
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="berkas"; filename="bukti.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        whole = b"".join([head.encode(), body, f"\r\n--{edge}--\r\n".encode()])
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}", "Accept": "application/json"}
        reply = self._team.send("/unggah/", whole, kind)
        if "receipt" not in reply.text:
            raise RuntimeError(f"Unggahan ditolak: {reply.text[:300]}")

    def _sign_in(self) -> Figure:
        fresh = [Visitor(self._site.port, f"127.0.1.{n}") for n in range(1, 5)]
        taken = []
        for visitor in fresh:
            visitor.sign_in(self._scene.coordinator, PASSWORD)
            for _ in range(10):
                visitor.leave()
                taken.append(_timed(lambda v=visitor: v.enter(self._scene.coordinator, PASSWORD)))  # type: ignore[misc]
            visitor.close()
        return Figure("masuk", sorted(taken)[len(taken) // 2], "ms", 60)

    def _together(self) -> Figure:
        taken = self._crowd(lambda visitor, turn: visitor.get(self.matrix), 60)
        return Figure(f"matriks, {CROWD} orang serentak: p95", sorted(taken)[int(len(taken) * 0.95)], "ms")

    def _memory(self) -> list[Figure]:
        mixed = [
            self.matrix,
            self.indicator,
            "/",
            LIST,
            "/bukti/",
            f"{self.paper}lke.xlsx",
            f"{self.paper}lhe.pdf",
            self.paper,
        ]
        self._crowd(lambda visitor, turn: visitor.get(mixed[turn % len(mixed)]), MIXED // CROWD)
        share, seen = self._site.web_memory()
        return [
            Figure(f"memori pekerja web sesudah {MIXED} permintaan", share, "MB", 120),
            Figure("memori pekerja web, bagian bersama dihitung penuh", seen, "MB"),
        ]

    def _crowd(self, visit: Callable[[Visitor, int], object], turns: int) -> list[float]:
        """Times of `turns` visits by each of `CROWD` people at once."""
        visitors = [self._visitor(self._scene.coordinator, f"127.0.2.{n}") for n in range(1, CROWD + 1)]
        taken: list[float] = []

        def come(visitor: Visitor) -> None:
            for turn in range(turns):
                taken.append(_timed(lambda: visit(visitor, turn)))  # noqa: B023 - called at once

        threads = [threading.Thread(target=come, args=(visitor,)) for visitor in visitors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if len(taken) != turns * CROWD:
            raise RuntimeError("Sebagian permintaan serentak gagal")
        return taken


def statements_of(path: str, login: str) -> int:
    """How many statements a page costs; begin and commit are left out."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(email=login), backend="django.contrib.auth.backends.ModelBackend")
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        if client.get(path).status_code != 200:
            raise RuntimeError(path)
    return sum(not re.match(r"BEGIN|COMMIT", query["sql"]) for query in captured.captured_queries)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
