"""What every person sees: each page of each role, on a wide screen and on a telephone."""

from __future__ import annotations

import pytest

from tests.browser.site import People
from tests.browser.survey import Survey

# Who, and pages that no link leads to: searches without a hit, a decided result, a search for the least effort.
ROLES: dict[str, tuple[str, ...]] = {
    "": ("/publik/",),
    "koordinator": ("/penilaian/?cari=zzz", "/sandi/ganti/"),
    "pelaksana": (),
    "pemeriksa": (),
    "kepala": ("/hasil/?periode=",),
    "pendamping": (),
    "asesor": ("/evaluasi/?cari=zzz", "/evaluasi/?keadaan=submitted"),
    "ketua": ("/evaluasi/?keadaan=assessed", "/evaluasi/?keadaan=proposed", "/hasil/?urut=-indeks", "/hasil/?cari=zzz"),
    "pimpinan": ("/hasil/?urut=-indeks",),
    "admin": ("/administrasi/orang/?cari=zzz", "/administrasi/instansi/?cari=zzz"),
    "auditor": ("/penilaian/?halaman=2", "/hasil/?urut=-indeks"),
}


@pytest.mark.parametrize("name", ROLES)
def test_every_page_of_a_role_is_whole_accessible_and_fits_a_telephone(people: People, name: str) -> None:
    survey = Survey(people.page(name), people.site.address)
    survey.walk(["/masuk/", "/publik/"] if not name else ["/"])
    survey.extra(ROLES[name])
    print(f"{name}: {len(survey.seen)} halaman")
    assert not survey.faults, "\n".join(survey.faults)
    assert len(survey.seen) >= (2 if not name else 4)


FAINT = """<title>Uji</title><style>:root {color-scheme: light dark} td {color: #111; background: #fff}
@media (prefers-color-scheme: dark) {td {color: #aaa; background: #333} tr:last-child b {color: #666}}</style>
<table>%s</table>"""


def test_the_survey_sees_one_faint_word_in_a_large_table_by_night(people: People) -> None:
    """Lost otherwise: every judgement on colours above."""
    page = people.page("")
    survey = Survey(page, people.site.address)
    page.goto("about:blank")
    page.set_content(FAINT % ("<tr><td>kata <b>tebal</b></tr>" * 200))
    assert not survey.faint("siang")
    page.emulate_media(color_scheme="dark")
    assert [fault for fault in survey.faint("malam") if "color-contrast" in fault]
    assert survey.faint("malam"), "yang pudar tidak boleh dianggap sudah diukur"
