"""`bin/matang` from a clean clone, and `serve` with everything that it starts."""

from __future__ import annotations

import ast
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from matang.lib.postgres.liveness import is_alive, server_pid

ROOT = Path(__file__).parents[2]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("MATANG_", "DJANGO_", "DATABASE_"))}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of the launcher with a command that only tells what it got, and no packages to install."""
    shutil.copytree(ROOT / "bin", tmp_path / "bin")
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "matang" / "cli").mkdir(parents=True)
    told = "import os, sys; print(os.getcwd(), sys.prefix, sys.argv[1:])"
    (tmp_path / "matang" / "cli" / "__main__.py").write_text(told)
    return tmp_path


def launch(clone: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the clone's launcher from another folder."""
    command = [sys.executable, clone / "bin" / "matang", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", env={**CLEAN, **variables})


def test_even_an_old_python_can_read_the_launchers() -> None:
    """A syntax error tells a newcomer nothing; the sentence about Python 3.11 does."""
    for name in ("matang", "test"):
        source = (ROOT / "bin" / name).read_text(encoding="utf-8")
        tree = ast.parse(source, feature_version=(3, 5))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign)]


def test_an_old_python_gets_one_sentence() -> None:
    """Exit 2 and what to do, instead of a traceback."""
    code = "import sys; sys.version_info = (3, 9, 2); exec(open(sys.argv[1]).read())"
    done = subprocess.run(
        [sys.executable, "-c", code, ROOT / "bin" / "matang"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "Python 3.11 atau lebih baru, sedangkan ini Python 3.9" in done.stderr


def test_first_start_makes_the_folder_of_packages_and_the_next_one_is_quick(clone: Path) -> None:
    """Only stderr tells of the making, stdout belongs to the command; a warm start costs nothing."""
    first = launch(clone, "score", "--x", "a b")
    assert (first.returncode, first.stdout) == (0, f"/ {clone / '.venv'} ['score', '--x', 'a b']\n"), first.stderr
    assert "Menyiapkan lingkungan Python" in first.stderr
    started = time.monotonic()
    second = launch(clone, "score")
    assert time.monotonic() - started < 5.0  # a loaded machine; idle 0.04
    assert (second.stderr, second.stdout) == ("", f"/ {clone / '.venv'} ['score']\n")


def test_a_half_made_or_moved_folder_of_packages_is_made_again(clone: Path) -> None:
    """Ctrl-C while installing, or a moved clone, must not leave a folder that never works."""
    (clone / ".venv" / "bin").mkdir(parents=True)
    assert launch(clone).returncode == 0
    moved = clone.parent / (clone.name + "-dipindah")
    clone.rename(moved)
    done = launch(moved)
    assert done.stdout.startswith(f"/ {moved / '.venv'} ")


def test_new_requirements_are_installed(clone: Path) -> None:
    """After an update of the code the old packages must not stay in use unnoticed."""
    launch(clone)
    (clone / "requirements.txt").write_text("# satu paket berganti\n")
    assert "Menyiapkan" in launch(clone).stderr
    assert launch(clone).stderr == ""


def test_a_package_with_another_hash_is_refused(clone: Path) -> None:
    """Somebody who changes what we install must not be able to run it."""
    wheel = clone / "palsu-1.0-py3-none-any.whl"
    wheel.write_bytes(b"bukan isi yang tercatat")
    (clone / "requirements.txt").write_text(f"palsu @ {wheel.as_uri()} --hash=sha256:{'0' * 64}\n")
    done = launch(clone)
    assert done.returncode == 2
    assert "hash berbeda" in done.stderr
    assert done.stdout == ""


if os.geteuid() != 0:  # nothing is unwritable for root

    def test_a_clone_that_cannot_be_written_uses_the_data_folder(clone: Path) -> None:
        """Code that an administrator installed for others is not theirs to write."""
        clone.chmod(0o500)
        try:
            refused = launch(clone)
            done = launch(clone, MATANG_DATA=str(clone.parent / "data"))
        finally:
            clone.chmod(0o700)
        assert (refused.returncode, "Tidak ada hak tulis" in refused.stderr) == (2, True)
        assert str(clone.parent / "data" / ".venv") in done.stdout


class Served:
    """A running `matang serve` on a free port."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.data, self.log = data, data.with_suffix(".log")
        self.start()

    def start(self) -> None:
        """Start and wait for the banner."""
        with self.log.open("w") as log:
            self.process = subprocess.Popen(serve_command(self.data, self.port), cwd=ROOT, env=CLEAN, stderr=log)
        end = time.monotonic() + 60
        while "Matang berjalan di" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def status(self) -> int:
        """Status of the sign-in page, which needs the database."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/masuk/")
        return connection.getresponse().status

    def children(self) -> list[int]:
        """Process ids of the web server and the worker, in the order of their start."""
        command = ["ps", "-o", "pid=", "--ppid", str(self.process.pid), "--sort", "start_time"]
        return [int(pid) for pid in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()]

    def stop(self) -> int:
        """SIGTERM and the exit code."""
        self.process.terminate()
        return self.process.wait(60)


def serve_command(data: Path, port: int) -> list[str]:
    """What the launcher becomes."""
    return [sys.executable, "-P", "-m", "matang.cli", "serve", "--data", str(data), "--port", str(port)]


@pytest.fixture(scope="module")
def one_server() -> Iterator[Served]:
    """One server for this file, since a start costs seconds; nothing of it is left at the end."""
    with TemporaryDirectory(prefix="matang-sajian-") as folder:
        served = Served(Path(folder) / "data")
        try:
            yield served
        finally:
            if served.process.poll() is None:
                served.stop()


@pytest.fixture
def served(one_server: Served) -> Served:
    """The server, started again where the test before ended it."""
    if one_server.process.poll() is not None:
        one_server.start()
    return one_server


def wait_for(condition: object, seconds: float = 20.0) -> bool:
    """Ask until it holds."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if condition():
                return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


def test_serve_answers_and_ends_in_order(served: Served) -> None:
    """After SIGTERM nothing of ours runs, and the database was closed, not cut."""
    assert served.status() == 200
    postgres, children = server_pid(served.data), served.children()
    assert len(children) == 2
    assert served.stop() == 0
    assert not any(is_alive(pid) for pid in (postgres, *children))
    assert not (served.data / "postgres" / "cluster" / "postmaster.pid").exists()


def test_what_dies_is_started_again(served: Served) -> None:
    """A killed worker or database must not wait for somebody to notice."""
    time.sleep(5)
    web, worker = served.children()
    os.kill(worker, signal.SIGKILL)
    postgres = server_pid(served.data)
    assert postgres is not None
    os.kill(postgres, signal.SIGKILL)
    assert wait_for(lambda: len(set(served.children()) - {web, worker}) == 1)
    assert wait_for(lambda: server_pid(served.data) != postgres and served.status() == 200)


def test_after_kill_nine_the_next_start_works_at_once(served: Served) -> None:
    """Pages of a dead server must not go on being served, and the port must be free."""
    web, worker = served.children()
    served.process.kill()
    served.process.wait()
    assert wait_for(lambda: not is_alive(web), 5)
    served.start()
    assert served.status() == 200
    assert wait_for(lambda: not is_alive(worker))


def test_a_second_start_and_a_used_port_are_refused(served: Served, tmp_path: Path) -> None:
    """One sentence and exit 2; the running server is not disturbed, and no data folder is made."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    same = subprocess.run(serve_command(served.data, free), check=False, cwd=ROOT, env=CLEAN, capture_output=True)
    assert same.returncode == 2
    assert f"(proses {served.process.pid})".encode() in same.stderr
    other = tmp_path / "lain"
    used = subprocess.run(serve_command(other, served.port), check=False, cwd=ROOT, env=CLEAN, capture_output=True)
    assert used.returncode == 2
    assert f"Porta {served.port} sedang dipakai".encode() in used.stderr
    assert not other.exists()
    assert served.status() == 200
