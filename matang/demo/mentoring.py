"""Mentoring of Biro Hukum: a meeting with approved minutes, what was agreed there, and the next meeting."""

from __future__ import annotations

import datetime

from matang.demo.scene import Scene
from matang.mentoring.actions.agreeing import agree_action, complete_action
from matang.mentoring.actions.holding import Guest, save_item, take_attendance
from matang.mentoring.actions.minutes import approve_minutes, write_minutes
from matang.mentoring.actions.planning import Details, plan_meeting
from matang.mentoring.models import Meeting

HELD, NEXT = -20, 7
PLACE = "Ruang Rapat Biro Hukum"
CAME = ("koordinator", "pemeriksa", "pelaksana", "web", "jaringan", "aset", "kepegawaian", "pendamping")
# Indicator, what the mentors explained, what was agreed.
TALKED: tuple[tuple[str, str, str], ...] = (
    ("9", "Tingkat 3 meminta konteks, identifikasi, analisis, evaluasi, dan penanganan menurut pedoman, ditandatangani "
     "pemilik risiko.", "Register dilengkapi konteks dan selera risiko."),
    ("10", "SOP keamanan harus bernomor dan ditandatangani; laporan insiden nihil tetap dihitung.",
     "SOP keamanan informasi diajukan untuk ditetapkan."),
    ("14", "Mulai dari lembar pengetahuan tiga pekerjaan yang paling sering ditanyakan.",
     "Folder pengetahuan bersama dibuka untuk semua bagian."),
    ("16", "Katalog layanan memuat waktu penyelesaian yang dijanjikan.",
     "Katalog layanan disusun bersama admin jaringan."),
)  # fmt: skip
# What, who, indicator, days from today, done.
AGREED: tuple[tuple[str, str, str, int, bool], ...] = (
    ("Melengkapi register risiko dengan konteks dan selera risiko, lalu meminta tanda tangan pemilik risiko",
     "pelaksana", "9", -5, False),
    ("Mengajukan SOP keamanan informasi untuk ditetapkan", "koordinator", "10", 2, False),
    ("Menyusun laporan sosialisasi peta rencana", "pelaksana", "3", 4, False),
    ("Membuka folder pengetahuan bersama dan mengisi tiga lembar pertama", "penulis", "14", 5, False),
    ("Menyusun katalog layanan dengan waktu penyelesaian", "jaringan", "16", 6, False),
    ("Mengunggah denah dan daftar titik jaringan", "jaringan", "7", -9, True),
)  # fmt: skip
CONCLUSION = (
    "Bukti tahun berjalan sudah dua pertiga. Prioritas sampai penutupan ialah register risiko, SOP "
    "keamanan informasi, dan indikator yang belum bernilai. Rapat berikutnya membahas kekurangan yang tersisa "
    "menurut urutan kenaikan indeks."
)


def mentor(scene: Scene) -> None:
    """Hold the first meeting and plan the second."""
    scene.program()
    uuid = scene.assessment("kini", "hukum").uuid
    mentor_ = scene.actor("pendamping", "hukum")
    codes = [code for code, _, _ in TALKED]
    _hold(scene, plan_meeting(mentor_, uuid, _details(scene, "Rapat pendampingan pertama", HELD), codes))
    plan_meeting(scene.actor("pendamping", "hukum"), uuid, _details(scene, "Rapat pendampingan kedua", NEXT))


def _details(scene: Scene, title: str, offset: int) -> Details:
    chair = scene.people["kepala"]
    return Details(f"{title} SPBE Biro Hukum", scene.moment(offset, 9), PLACE, chair.name, "Kepala Biro Hukum")


def _hold(scene: Scene, meeting: Meeting) -> None:
    uuid, mentor_ = meeting.uuid, scene.actor("pendamping", "hukum")
    take_attendance(
        mentor_,
        uuid,
        [scene.people[name].uuid for name in CAME],
        [Guest(scene.people["kepala"].name, "Kepala Biro Hukum", "Biro Hukum")],
    )
    for code, notes, agreed in TALKED:
        save_item(mentor_, uuid, code, {"notes": notes, "agreed": agreed})
    actions = []
    for what, owner, code, offset, done in AGREED:
        due = scene.today + datetime.timedelta(days=offset)
        action = agree_action(mentor_, uuid, what, scene.people[owner].uuid, due, indicator=code)
        actions.append((action, owner, done))
    write_minutes(mentor_, uuid, CONCLUSION, f"000.1.5/18/BHK/{scene.day(HELD).year}", datetime.time(11, 30))
    approve_minutes(scene.actor("koordinator", "hukum"), uuid)
    for action, owner, done in actions:
        if done:
            complete_action(scene.actor(owner, "hukum"), action.uuid)
