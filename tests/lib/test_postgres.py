"""The embedded PostgreSQL with the real thing: what is written stays, and nobody else gets in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from matang.lib.postgres.cluster import Cluster, running_cluster
from matang.lib.postgres.errors import FolderBusy, PostgresError
from matang.lib.postgres.liveness import is_alive, server_pid
from matang.lib.postgres.paths import chosen_socket_folder, cluster_of, home_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder of 150 characters below a folder that only its owner may enter."""
    with TemporaryDirectory(prefix="matang-klaster-") as folder:
        Path(folder).chmod(0o700)
        deep = Path(folder) / ("bidang-informatika-" * 10)[: 149 - len(folder)]
        assert len(str(deep)) == 150
        yield deep


@pytest.fixture(scope="module")
def cluster(data: Path) -> Iterator[Cluster]:
    """One durable cluster that the tests of this file kill and start again."""
    with Cluster(data) as cluster:
        yield cluster


def ask(cluster: Cluster, statement: str, role: str = "matang_app") -> list[tuple[object, ...]]:
    """Rows of one statement."""
    with psycopg.connect(cluster.url(role), autocommit=True) as connection:
        return connection.execute(statement).fetchall()


def tell(cluster: Cluster, statement: str, role: str = "matang_migrator") -> None:
    """Run one statement that gives no rows."""
    with psycopg.connect(cluster.url(role), autocommit=True) as connection:
        connection.execute(statement)


def kill_server(data: Path) -> None:
    """What a power cut or an out-of-memory killer does."""
    pid = server_pid(data)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.2)


def test_the_roles_can_do_what_they_are_for_and_nothing_more(cluster: Cluster) -> None:
    """An application that owns or bypasses would show every agency's rows to everyone."""
    rows = ask(cluster, "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles")
    found = {row[0]: row[1:] for row in rows}
    assert found["matang_app"] == (False, False, False, False)
    assert found["matang_migrator"] == (False, True, False, False)
    assert ask(cluster, "select pg_get_userbyid(datdba) from pg_database where datname = 'matang'") == [
        ("matang_migrator",)
    ]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(cluster, "create table sneaked (id int)", role="matang_app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(cluster, "set role matang_migrator", role="matang_app")


def test_the_database_has_limits_and_extensions(cluster: Cluster) -> None:
    """Without limits one hanging statement stops a page for ever; without extensions nothing is found."""
    assert ask(cluster, "select current_setting('statement_timeout'), current_setting('lock_timeout')") == [
        ("30s", "10s")
    ]
    assert {row[0] for row in ask(cluster, "select extname from pg_extension")} >= {"pg_trgm", "btree_gin", "unaccent"}
    assert ask(cluster, "show server_encoding") == [("UTF8",)]
    assert ask(cluster, "select lower('PEMBAHASAN É')") == [("pembahasan é",)]


def test_it_is_durable_and_reached_by_its_socket_only(cluster: Cluster) -> None:
    """A cluster that answers the network, or does not sync, is a hole or a loss."""
    shown = {
        name: ask(cluster, f"show {name}")[0][0] for name in ("fsync", "listen_addresses", "unix_socket_permissions")
    }
    assert shown == {"fsync": "on", "listen_addresses": "", "unix_socket_permissions": "0700"}
    assert ask(cluster, "show data_checksums") == [("on",)]


def test_folders_are_closed_and_those_above_stay_as_they_were(cluster: Cluster, data: Path) -> None:
    """Letting the database's user in must not open somebody's home to everyone."""
    assert data.parent.stat().st_mode & 0o777 == 0o700
    for folder in (home_of(data), cluster_of(data), chosen_socket_folder(data)):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_rows_survive_a_killed_server(cluster: Cluster, data: Path) -> None:
    """What was said to be saved is there after kill -9, and the restart needs no hand."""
    tell(cluster, "create table kept (id int)")
    tell(cluster, "insert into kept select generate_series(1, 1000)")
    kill_server(data)
    assert cluster.keep()
    assert not cluster.keep()
    assert ask(cluster, "select count(*) from kept", role="matang_migrator") == [(1000,)]


def test_a_second_start_on_one_folder_is_refused(cluster: Cluster, data: Path) -> None:
    """Two supervisors on one folder would stop each other's server."""
    with pytest.raises(FolderBusy, match=str(os.getpid())):
        Cluster(data).start()
    with running_cluster(data) as borrowed:
        assert ask(borrowed, "select 1") == [(1,)]
    assert ask(cluster, "select 1") == [(1,)], "a command that borrows the server must not stop it"


def test_a_server_left_by_a_killed_starter_is_adopted() -> None:
    """After kill -9 of Matang the next start must work at once and lose nothing."""
    with TemporaryDirectory(prefix="matang-klaster-") as folder:
        code = (
            "import sys, time; from matang.lib.postgres.cluster import Cluster;"
            "Cluster(sys.argv[1], throw_away=True).start(); print('ready', flush=True); time.sleep(600)"
        )
        starter = subprocess.Popen([sys.executable, "-c", code, folder], cwd=ROOT, stdout=subprocess.PIPE)
        assert starter.stdout is not None
        assert starter.stdout.readline() == b"ready\n"
        starter.kill()
        starter.wait()
        starter.stdout.close()
        before = server_pid(Path(folder))
        with Cluster(folder) as cluster:
            assert server_pid(Path(folder)) == before
            assert ask(cluster, "select 1") == [(1,)]
        assert not is_alive(before)


def test_leftovers_of_a_power_cut_do_not_stop_a_start() -> None:
    """A stale pid file, socket and lock file stay behind when the power goes."""
    with TemporaryDirectory(prefix="matang-klaster-") as folder:
        data = Path(folder)
        with Cluster(data) as cluster:
            tell(cluster, "create table kept (id int)")
            socket = chosen_socket_folder(data)
            kill_server(data)
        assert (cluster_of(data) / "postmaster.pid").exists()
        assert list(socket.iterdir())
        with Cluster(data) as cluster:
            assert ask(cluster, "select count(*) from kept", role="matang_migrator") == [(0,)]


def test_a_half_made_cluster_is_made_again() -> None:
    """Ctrl-C during the very first start must not leave a folder that never starts."""
    with TemporaryDirectory(prefix="matang-klaster-") as folder:
        with Cluster(folder, throw_away=True) as cluster:
            cluster.stop()
        home = home_of(Path(folder))
        (home / "cluster").rename(home / "cluster.new")
        (home / "cluster.new" / "PG_VERSION").unlink()
        with Cluster(folder, throw_away=True) as cluster:
            assert ask(cluster, "select 1") == [(1,)]


def test_a_cluster_of_another_version_is_refused_and_kept() -> None:
    """An upgrade of the binaries must say so instead of failing deep inside, and touch nothing."""
    with TemporaryDirectory(prefix="matang-klaster-") as folder:
        with Cluster(folder, throw_away=True):
            pass
        version = cluster_of(Path(folder)) / "PG_VERSION"
        version.write_text("17\n")
        with pytest.raises(PostgresError, match="PostgreSQL 17, sedangkan yang terpasang PostgreSQL"):
            Cluster(folder).start()
        assert version.read_text() == "17\n"


def test_databases_of_tests_come_and_go(cluster: Cluster) -> None:
    """Each worker of a test run gets its own database with the same owner and extensions."""
    cluster.make_database("uji_1")
    with psycopg.connect(cluster.url("matang_migrator", "uji_1")) as connection:
        assert connection.execute("select count(*) from pg_extension where extname = 'pg_trgm'").fetchone() == (1,)
    cluster.drop_database("uji_1")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(cluster.url("matang_migrator", "uji_1"))


if os.geteuid() == 0:  # only root can become somebody else

    def test_an_outsider_is_refused_at_the_socket(cluster: Cluster) -> None:
        """Any other user of the machine must not read the database."""
        socket_file = chosen_socket_folder(cluster.folder) / ".s.PGSQL.5432"
        assert socket_file.exists()
        # `test` of the shell: the interpreter that runs these tests may itself be out of reach for the other user.
        done = subprocess.run(
            ["/bin/sh", "-c", f"test -e {socket_file}"], user=2, group=2, extra_groups=[], check=False
        )
        assert done.returncode == 1
