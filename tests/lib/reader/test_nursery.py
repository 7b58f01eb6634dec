"""Children are ready at once, whatever happened to the process that they come from; and nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from matang.lib.reader import process
from matang.lib.reader.nursery import Nursery
from tests.lib.reader import making

PDF = "application/pdf"
CALLER = """
import sys
from pathlib import Path
from matang.lib.reader import process
process.START = "import time; time.sleep(60)"
process.read(Path(sys.argv[1]), "text/plain")
"""


@pytest.fixture
def nursery(monkeypatch: pytest.MonkeyPatch) -> Nursery:
    """A nursery of the test's own."""
    made = Nursery()
    monkeypatch.setattr(process, "NURSERY", made)
    return made


def own(pid: int) -> list[int]:
    """The process's children, of whichever thread."""
    try:
        told = [place.read_text() for place in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(word) for words in told for word in words.split()]


def below(pid: int) -> list[int]:
    """The process's descendants."""
    return [found for child in own(pid) for found in (child, *below(child))]


def is_alive(pid: int) -> bool:
    """Whether it runs; one that has ended and that nobody has asked about yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:  # it has ended meanwhile
        return ""


def forking(parent: int) -> list[int]:
    """The forking processes of a process; their own children bear the same name."""
    return [pid for pid in own(parent) if "reader.forking" in command_of(pid)]


def test_a_page_is_drawn_again_after_the_forking_process_was_killed(tmp_path: Path, nursery: Nursery):
    """Lost otherwise: all pictures and all reading until the server is started again."""
    others = set(forking(os.getpid()))
    source = making.pdf(tmp_path, "Satu")
    process.picture(source, PDF, 1, 240, tmp_path / "satu.webp")
    (born,) = set(forking(os.getpid())) - others
    os.kill(born, signal.SIGKILL)
    while is_alive(born):
        time.sleep(0.01)
    process.picture(source, PDF, 1, 240, tmp_path / "dua.webp")
    assert (tmp_path / "satu.webp").read_bytes() == (tmp_path / "dua.webp").read_bytes()


def test_no_secret_of_the_server_is_in_its_surroundings(
    tmp_path: Path, nursery: Nursery, monkeypatch: pytest.MonkeyPatch
):
    """A file that takes over the reader would find the keys of the database there."""
    monkeypatch.setenv("SECRET_KEY", "rahasia-uji")
    others = set(forking(os.getpid()))
    process.read(making.pdf(tmp_path, "Satu"), PDF)
    (born,) = set(forking(os.getpid())) - others
    assert b"rahasia-uji" not in Path(f"/proc/{born}/environ").read_bytes()


def test_all_of_them_end_when_the_server_is_killed(tmp_path: Path):
    """Lost otherwise: memory and processors, to children that nobody waits for."""
    source = tmp_path / "isi.txt"
    source.write_text("isi")
    caller = subprocess.Popen([sys.executable, "-c", CALLER, str(source)])
    try:
        end = time.monotonic() + 20
        while len(started := below(caller.pid)) < 3:  # the forking process, a keeper, a child
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        caller.kill()
        caller.wait()
    end = time.monotonic() + 10
    while left := [pid for pid in started if is_alive(pid)]:
        assert time.monotonic() < end, left
        time.sleep(0.05)
