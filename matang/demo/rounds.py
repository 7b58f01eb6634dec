"""The rounds: two decided years and this one for the offices; SPBE last year and Pemdi this year for the province."""

from __future__ import annotations

import datetime

from matang.assessments.actions.rounds import RoundPlan, RoundText, open_round
from matang.demo.agencies import ASSESSED, PILOTS
from matang.demo.scene import Scene
from matang.instruments.actions import install_packaged
from matang.instruments.models import Version
from matang.instruments.reading import packaged_codes

YEARS = {"lalu2": (-2, PILOTS), "lalu": (-1, ASSESSED), "kini": (0, ASSESSED)}
DAYS_LEFT = 6
STAGES = ("mandiri", "dokumen", "interviu")
BASIS = "Keputusan Gubernur Nusa Rekaan tentang Pedoman Evaluasi SPBE Perangkat Daerah (contoh rekaan)"


def open_all(scene: Scene) -> None:
    """Install the packaged instruments and open the rounds, as the administrator."""
    versions = {code: install_packaged(code) for code in packaged_codes()}
    for key, (years, offices) in YEARS.items():
        _open(scene, key, "Evaluasi SPBE Perangkat Daerah", versions["spbe-opd-25"], years, offices)
    _open(scene, "provinsi_lalu", "Evaluasi SPBE Pemerintah Provinsi", versions["spbe-2020"], -1, ("provinsi",))
    _open(scene, "provinsi", "Evaluasi Pemerintah Digital Provinsi", versions["pemdi-2026"], 0, ("provinsi",))


def _open(scene: Scene, key: str, title: str, version: Version, years: int, agencies: tuple[str, ...]) -> None:
    closes = scene.today + datetime.timedelta(days=DAYS_LEFT + 365 * years)
    opens = closes - datetime.timedelta(days=66)
    text = RoundText(title, BASIS, opens, closes, datetime.time(23, 59))
    plan = RoundPlan(text, version.uuid, scene.today.year + years, "tahun", 1, STAGES)
    admin = scene.actor("admin")
    uuids = [scene.agencies[name].uuid for name in agencies]
    scene.rounds[key] = open_round(admin, scene.agencies["provinsi"].uuid, plan, uuids)
