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
