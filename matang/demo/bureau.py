"""Biro Hukum's work of this year: indicators assigned, values and words typed, evidence cited, discussion."""

from __future__ import annotations

from uuid import UUID

from matang.assessments.actions.filling import assign, cite, rate
from matang.assessments.actions.saving import Answer
from matang.demo.bureau_now import NOW, OWNERS, Now
from matang.demo.scene import Scene
from matang.evidence.models import Version
from matang.people.actor import Actor
from matang.threads.actions import say

# Who writes on which indicator; the last one of each waits for an answer.
TALK: tuple[tuple[str, str, str], ...] = (
    ("1", "pendamping", "Rapat berkala sudah baik. Laporan triwulan III boleh dirujuk sebagai pendukung, tetapi "
     "tingkat 3 meminta laporan setahun. Kapan dapat disusun?"),
    ("1", "pelaksana", "Kami susun minggu kedua Desember setelah reviu tim, Bu."),
    ("9", "pendamping", "Register memuat delapan risiko. Untuk tingkat 3, tambahkan konteks dan selera risiko serta "
     "minta tanda tangan pemilik risiko pada setiap baris."),
    ("9", "pelaksana", "Apakah pedoman provinsi cukup dirujuk, atau harus dilampirkan?"),
    ("9", "pendamping", "Cukup dirujuk dengan halaman yang dipakai; unggah pedomannya sekali saja ke pustaka."),
    ("13", "pendamping", "Matriks kompetensi belum menyebut realisasi pelatihan. Mohon dilengkapi per orang."),
)  # fmt: skip


def work(scene: Scene, versions: dict[str, Version]) -> None:
    """What the team has done so far, each thing by the one who does it."""
    scene.program()
    uuid = scene.assessment("kini", "hukum").uuid
    for owner, codes in OWNERS:
        assign(scene.actor("koordinator", "hukum"), uuid, list(codes), scene.people[owner].uuid)
    for owner, codes in OWNERS:
        actor = scene.actor(owner, "hukum")
        for now in NOW:
            if now.code in codes:
                _fill(actor, uuid, now, versions)
    for code, who, text in TALK:
        actor = scene.actor(who, "hukum")
        say(actor, scene.agencies["hukum"].pk, ("assessment", uuid), code, text)


def _fill(actor: Actor, uuid: UUID, now: Now, versions: dict[str, Version]) -> None:
    rate(actor, uuid, now.code, Answer({"value": now.level, "fact": now.fact, "analysis": now.analysis}, base=0))
    for one in now.cites:
        requirement = f"{now.code}.{one.requirement}" if one.requirement else ""
        cite(
            actor,
            uuid,
            now.code,
            versions[one.paper].uuid,
            level=now.level,
            requirement=requirement,
            pages=one.pages,
        )
