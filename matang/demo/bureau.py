"""Biro Hukum's work of this year: indicators assigned, values and words typed, evidence cited, discussion."""

from __future__ import annotations

from uuid import UUID

from matang.assessments.actions.filling import assign, cite, rate
from matang.assessments.actions.requests import Wanted, ask
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Request
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

# Indicator, requirement without it, who asks, of whom, days until it is due; the first one is overdue already.
ASKED: tuple[tuple[str, str, str, str, int], ...] = (
    ("10", "3.1", "pendamping", "pelaksana", -3),
    ("1", "3.3", "koordinator", "pelaksana", 12),
    ("23", "3.2", "koordinator", "web", 6),
    ("16", "3.1", "koordinator", "jaringan", 9),
)


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
    _ask(scene, uuid)


def _ask(scene: Scene, uuid: UUID) -> None:
    for code, requirement, by, of, days in ASKED:
        wanted = Wanted(scene.people[of].uuid, scene.day(max(days, 1)), requirement=f"{code}.{requirement}")
        asked = ask(scene.actor(by, "hukum"), uuid, code, wanted)
        if days < 0:  # the action takes no day that is over
            Request.objects.filter(pk=asked.pk).update(due_on=scene.day(days))


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
