"""Names inside the pack: nobody may lose a file because Windows refused its name or let another one overwrite it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matang.core.plain_names import FOLDER, LONGEST, RESERVED, Paths, plain

HOSTILE = [
    "LAPORAN.pdf", "laporan.pdf", "laporan .pdf", "Laporan..pdf", "CON.pdf", "con.tar.pdf", "LPT1", "a:b?.pdf", "nama.",
    "é" * 127 + ".pdf", "baris\nbaru.pdf", "../../etc/passwd", "..\\..\\x.pdf", "#1 %20.pdf", "", ".", " .pdf",
    "عربي.pdf", "x" * 300 + ".docx", "tab\t.pdf", "~$kunci.docx", "a.pdf.exe", "\u202efdp.exe",
]  # fmt: skip


def sound(path: str) -> None:
    assert len(path) <= LONGEST
    assert path.isascii()
    assert not re.search(r'[<>:"|?*\\#%\x00-\x1f\x7f]', path)
    for part in path.split("/"):
        assert part
        assert part == part.strip(" ")
        assert not part.endswith(".")
        assert part not in (".", "..")
        assert part.split(".")[0].strip().lower() not in RESERVED


def test_hostile_names_become_sound_and_stay_apart():
    paths = Paths("indeks.html")
    folder = plain("09 " + "Penerapan Manajemen Risiko " * 8, FOLDER)
    given_out = [paths.new(folder, name) for name in HOSTILE * 3]
    for path in given_out:
        sound(path)
    assert len({path.lower() for path in given_out}) == len(given_out)
    assert given_out[0].endswith("/LAPORAN.pdf")
    assert given_out[1].endswith("/laporan (2).pdf")


@pytest.mark.parametrize(("name", "path"), [("CON.pdf", "_CON.pdf"), ("nama.", "nama"), ("a:b?.pdf", "a b.pdf")])
def test_what_windows_refuses_is_put_right(name, path):
    assert Paths().new("01 Tim", name) == f"01 Tim/{path}"


@given(st.lists(st.text(max_size=300), max_size=12), st.text(max_size=200))
def test_any_names_are_sound(names, folder):
    paths, where = Paths(), plain(folder, FOLDER, "folder")
    found = [paths.new(where, name) for name in names]
    for path in found:
        sound(path)
    assert len({path.lower() for path in found}) == len(found)
