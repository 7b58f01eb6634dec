"""Searching 100,000 pages: an office's tenth of them among those of a thousand others, as the office's own people.

Pages are written by the database itself (`generate_series`), from words of the field in a likeness of their frequency;
titles, facts and words are kept by the same columns and triggers as those of real documents.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import psycopg

from bench import machine
from bench.clock import milliseconds
from bench.pages import statements_of
from bench.report import Figure
from bench.scene import PASSWORD, Scene
from bench.site import Site
from bench.visitor import Visitor
from matang.core.searching.asking import asked
from matang.evidence.search.queries import SEARCH
from matang.lib.postgres.cluster import Cluster

PAGES, EACH, OWN = 100_000, 10, 1_000  # pages in all, pages a document, documents of the office itself
SEARCHES = {
    "kata di hampir semua halaman": "pelaksanaan",
    "tiga kata": "evaluasi arsitektur jaringan",
    "nomor surat": "198.4/478",
    "kata jarang": "arsip731",
    "salah ketik": "arsitktur",
}
WORDS = """
pelaksanaan evaluasi pemerintah daerah layanan rencana kerja laporan sistem berbasis elektronik kebijakan peraturan
penilaian pengelolaan perangkat keputusan gubernur anggaran pembangunan aplikasi data informasi keamanan manajemen
risiko arsitektur peta proses bisnis jaringan infrastruktur pusat audit internal tim koordinasi dinas komunikasi
statistik persandian kabupaten provinsi kegiatan program sasaran indikator kinerja capaian target realisasi pegawai
kompetensi pelatihan sosialisasi pengadaan barang jasa kontrak penyedia naskah arsip surat undangan rapat notula hadir
berita acara tindak lanjut rekomendasi temuan perbaikan pemantauan pengendalian pengawasan standar operasional
prosedur pedoman teknis menilai dinilai ditetapkan menetapkan penetapan disusun menyusun penyusunan melaporkan
pelaporan mengelola dikelola
""".split()  # noqa: SIM905 - a list of words to be read by people

FILL = """
SELECT setseed(0.7319);
CREATE TEMP TABLE kata AS SELECT ordinality AS n, word FROM unnest(%(words)s::text[]) WITH ORDINALITY AS t (word);
CREATE TEMP TABLE lembar AS
SELECT page, (SELECT string_agg(k.word, ' ' ORDER BY s) FROM (
    SELECT s, 1 + floor(random() ^ 2 * %(count)s)::int AS n FROM generate_series(1, 230) AS s WHERE page > 0 OFFSET 0
) AS pick JOIN kata k ON k.n = pick.n) AS text FROM generate_series(1, 4000) AS page;
CREATE TEMP TABLE kantor AS SELECT row_number() OVER (ORDER BY id) - 1 AS at, id FROM people_agency WHERE id <> %(own)s;
CREATE TEMP TABLE berkas AS
SELECT n, CASE WHEN n <= %(mine)s THEN %(own)s ELSE (SELECT id FROM kantor WHERE at = n %% %(others)s) END AS agency,
       gen_random_uuid() AS mark FROM generate_series(1, %(documents)s) AS n;
INSERT INTO evidence_document (uuid, agency_id, title, created_by_id, created_at)
SELECT mark, agency, 'Laporan evaluasi SPBE ' || n || '.pdf', %(person)s, now() - n * interval '1 minute' FROM berkas;
INSERT INTO evidence_version (uuid, agency_id, document_id, number, sha256, size, media_type, file_name, received_by_id,
                              received_at)
SELECT gen_random_uuid(), d.agency_id, d.id, 1, encode(sha256(b.mark::text::bytea), 'hex'), 700000, 'application/pdf',
       'laporan_spbe_' || b.n || '.pdf', %(person)s, now()
FROM berkas b JOIN evidence_document d ON d.uuid = b.mark;
INSERT INTO evidence_fact (agency_id, version_id, name, value, page, quote, state)
SELECT v.agency_id, v.id, f.name, f.value, 1, '', 'proposed' FROM berkas b JOIN evidence_document d ON d.uuid = b.mark
JOIN evidence_version v ON v.document_id = d.id, LATERAL (VALUES
    ('kind', (array['keputusan', 'laporan', 'peraturan', 'notula'])[1 + b.n %% 4]), ('year', (2020 + b.n %% 6)::text),
    ('number', format('%%s.4/%%s/SULBAR/XII/%%s', 180 + b.n %% 20, b.n %% 997, 2020 + b.n %% 6))) AS f (name, value);
INSERT INTO evidence_page (agency_id, version_id, number, text, picture)
SELECT v.agency_id, v.id, p, format('%%s arsip%%s halaman %%s Nomor %%s.4/%%s/SULBAR/XII/%%s', l.text, b.n, p,
       180 + b.n %% 20, b.n %% 997, 2020 + b.n %% 6), false
FROM berkas b JOIN evidence_document d ON d.uuid = b.mark JOIN evidence_version v ON v.document_id = d.id
CROSS JOIN generate_series(1, %(each)s) AS p JOIN lembar l ON l.page = 1 + (b.n * 31 + p * 7) %% 4000;
"""


def fill(data: Path, scene: Scene) -> None:
    """Write the pages, as the owner of the tables."""
    with psycopg.connect(Cluster(data).url("matang_migrator"), autocommit=True) as line:
        (others,) = line.execute("select count(*) - 1 from people_agency").fetchone() or (0,)
        (person,) = line.execute("select min(id) from people_person").fetchone() or (0,)
        given = {
            "words": WORDS,
            "count": len(WORDS),
            "own": scene.current.agency_id,
            "mine": OWN,
            "others": others,
            "documents": PAGES // EACH,
            "each": EACH,
            "person": person,
        }
        with psycopg.ClientCursor(line) as cursor, line.transaction():
            cursor.execute(FILL, given)
        line.execute("vacuum analyze")


class Searching:
    """Measures the search of a running site, whose database has been filled."""

    def __init__(self, site: Site, scene: Scene, data: Path) -> None:
        self._site, self._scene, self._data = site, scene, data
        self._team = Visitor(site.port)
        self._team.sign_in(scene.coordinator, PASSWORD)

    def figures(self) -> list[Figure]:
        """The page for each search with the bare function beneath it, and the function over all agencies at once."""
        with psycopg.connect(Cluster(self._data).url("matang_migrator"), autocommit=True) as line:
            every = [row[0] for row in line.execute("select id from people_agency").fetchall()]
        found = [figure for name, text in SEARCHES.items() for figure in self._search(name, text)]
        for name, text in SEARCHES.items():
            found.append(Figure(f"cari di semua instansi, {name}", self._bare(every, text), "ms"))
        path = _address(SEARCHES["salah ketik"])
        own = statements_of(path, self._scene.coordinator) - statements_of("/bukti/cari/", self._scene.coordinator)
        return [*found, Figure("cari: pernyataan di luar bingkai", own, "", 5)]

    def _search(self, name: str, text: str) -> list[Figure]:
        reply = self._team.get(_address(text))
        if "<article" not in reply.text:
            raise RuntimeError(f"Pencarian {text} tidak menemukan apa-apa")
        bare = self._bare([self._scene.current.agency_id], text)
        taken = milliseconds(lambda: self._team.get(_address(text)), 10)
        return [
            Figure(f"cari di {PAGES} halaman, {name}", taken, "ms", 100, bare, "fungsi pencarian saja"),
            Figure(f"cari, {name}: kawat", reply.wire / 1024, "KB", 20),
        ]

    def _bare(self, reach: list[int], text: str) -> float:
        wanted = asked(text)
        exact, near = [term.exact for term in wanted.terms], [term.near for term in wanted.terms]
        given: list[object] = [exact, near, wanted.together, wanted.sought, False, "", "", "", None, 0, 10]
        return machine.bare_queries(self._data, reach, [(SEARCH, given)])


def _address(text: str) -> str:
    return f"/bukti/cari/?{urlencode({'q': text})}"
