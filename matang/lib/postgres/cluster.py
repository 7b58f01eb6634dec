"""One embedded PostgreSQL: make it, start or adopt it, connect, stop it.

    with Cluster(data) as cluster:
        psycopg.connect(cluster.url("matang_app"))

Who starts it holds the folder's lock and stops it. After `kill -9` of its starter the server goes on; the next
starter takes the lock and adopts it. After `kill -9` of the server its children hold the shared memory for about a
second: the start is tried again, and neither postmaster.pid nor the folder is ever removed.
"""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import psycopg

from matang.lib.postgres import roles
from matang.lib.postgres.account import account_for
from matang.lib.postgres.configuration import write_access, write_configuration
from matang.lib.postgres.errors import FolderBusy, PostgresError, explain
from matang.lib.postgres.liveness import is_alive, listens, server_pid
from matang.lib.postgres.lock import FolderLock
from matang.lib.postgres.paths import chosen_socket_folder, cluster_of, home_of, lock_of, socket_folder
from matang.lib.postgres.programs import find_programs
from matang.lib.postgres.runner import Runner

DATABASE = "matang"
RETRY_SECONDS = 30.0
# Recovery after a crash may take minutes; giving up would leave the server behind.
START_SECONDS = "600"
STOP_SECONDS = "60"
ROOM_TO_MAKE, ROOM_TO_START = 150, 20  # megabytes


class Cluster:
    """The PostgreSQL of data folder `folder`; `throw_away` gives up durability, for tests only."""

    def __init__(self, folder: Path | str, *, throw_away: bool = False) -> None:
        self.folder = Path(folder).expanduser().resolve()
        self._throw_away = throw_away
        self._lock = FolderLock(lock_of(self.folder))
        self._runner: Runner | None = None

    def start(self) -> None:
        """Make the cluster if there is none, start or adopt it, and see to roles and database.

        Raises FolderBusy when another process runs on the folder, PostgresError for everything else.
        """
        self._make_data_folder()
        self._lock.acquire()
        try:
            self._prepare()
            self._bring_up()
            self.make_database(DATABASE)
        except BaseException:
            self.stop()
            self._lock.release()
            raise

    def keep(self) -> bool:
        """Start the server again if it died; tells whether that was needed. Costs next to nothing."""
        if is_alive(server_pid(self.folder)):
            return False
        self._bring_up()
        return True

    def stop(self) -> None:
        """Stop the server at once (open transactions are rolled back) and free the folder; harmless when stopped."""
        if self._runner is None:
            return
        try:
            if is_alive(server_pid(self.folder)):
                self._halt()
            with suppress(OSError):
                chosen_socket_folder(self.folder).rmdir()
        finally:
            self._leave()

    def forget(self) -> None:
        """In a fork of the process that started it: let go, so that the folder is free when that process dies."""
        self._leave()

    def is_running(self) -> bool:
        """Whether a server runs on the folder and accepts connections at its socket, whoever started it."""
        return is_alive(server_pid(self.folder)) and listens(socket_folder(self.folder))

    def url(self, role: str = roles.APPLICATION, database: str = DATABASE) -> str:
        """The address over the socket, for psycopg and libpq's programs."""
        return f"postgresql://{role}@/{database}?host={quote(str(socket_folder(self.folder)), safe='')}"

    def make_database(self, name: str) -> None:
        """Make database `name` with owner and extensions, unless it is there."""
        with self._admin("postgres") as admin:
            roles.make_roles(admin)
            roles.make_database(admin, name)
        with self._admin(name) as admin:
            roles.make_extensions(admin)

    def drop_database(self, name: str) -> None:
        """Drop a throw-away database."""
        with self._admin("postgres") as admin:
            roles.drop_database(admin, name)

    def _admin(self, database: str) -> psycopg.Connection:
        return psycopg.connect(self.url(roles.ADMIN, database), autocommit=True, connect_timeout=10)

    def _make_data_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise PostgresError(f"Folder data {self.folder} tidak dapat dibuat: {fault.strerror}.") from fault

    def _prepare(self) -> None:
        """Folders, binaries, the cluster itself and its configuration."""
        home, cluster = home_of(self.folder), cluster_of(self.folder)
        account = account_for(home)
        self._check_room(ROOM_TO_START if cluster.exists() else ROOM_TO_MAKE)
        account.make_folder(home)
        account.make_folder(home / "log")
        socket = chosen_socket_folder(self.folder)
        if not socket.parent.exists():
            socket.parent.mkdir(mode=0o755, parents=True)
        account.make_folder(socket)
        self._runner = Runner(find_programs(account), account, home)
        if not cluster.exists():
            self._make_cluster(cluster)
        self._check_version(cluster)
        # A database of root's making may be read by root too: who is root can become any user anyway.
        write_access(cluster, dict.fromkeys([account.name, "root"]))
        write_configuration(cluster, socket, self._throw_away)
        self._give_away(cluster)

    def _make_cluster(self, cluster: Path) -> None:
        """initdb under another name, renamed when done: a half-made one is recognised and made again."""
        assert self._runner is not None
        draft = cluster.with_name("cluster.new")
        if draft.exists():
            shutil.rmtree(draft)
        # PostgreSQL 16 knows no builtin locale; libc's C.UTF-8 sorts the same way.
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        locale = builtin if self._runner.programs.major >= 17 else ["--locale=C.UTF-8"]
        access = ["-U", roles.ADMIN, "-A", "scram-sha-256", "--auth-local=peer"]
        code, output = self._runner.run(
            "initdb", "-D", self._runner.path(draft.name), *access, *locale, "--encoding=UTF8", "--data-checksums"
        )
        if code != 0:
            raise explain("Pembuatan basis data PostgreSQL", output)
        draft.rename(cluster)

    def _check_version(self, cluster: Path) -> None:
        assert self._runner is not None
        try:
            made_by = int((cluster / "PG_VERSION").read_text())
        except (OSError, ValueError) as fault:
            raise PostgresError(f"Folder {cluster} bukan basis data PostgreSQL yang utuh.") from fault
        if made_by != self._runner.programs.major:
            raise PostgresError(
                f"Basis data di {self.folder} dibuat oleh PostgreSQL {made_by}, sedangkan yang terpasang"
                f" PostgreSQL {self._runner.programs.major}; pindahkan isinya dengan pg_dump dan pg_restore,"
                f" atau setel MATANG_POSTGRES_BIN ke program PostgreSQL {made_by}."
            )

    def _give_away(self, cluster: Path) -> None:
        """What we wrote as root belongs to the cluster's owner, like the rest of it."""
        owner = cluster.stat()
        for name in ("matang.conf", "postgresql.conf", "pg_hba.conf", "pg_ident.conf"):
            path = cluster / name
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)
            if path.stat().st_uid != owner.st_uid:
                os.chown(path, owner.st_uid, owner.st_gid)

    def _bring_up(self) -> None:
        """Start the server or adopt a running one, and wait until it answers; one that is still ending is awaited."""
        end = time.monotonic() + float(START_SECONDS)
        while True:
            if not self.is_running():
                self._launch()
            try:
                return self._admin("postgres").close()
            except psycopg.OperationalError as fault:
                if time.monotonic() > end:
                    raise PostgresError(f"PostgreSQL di {self.folder} tidak menjawab: {fault}") from fault
            time.sleep(0.1)

    def _launch(self) -> None:
        """Start the server; while a killed one's remains are still there, try again for 30 seconds."""
        assert self._runner is not None
        runner = self._runner
        end = time.monotonic() + RETRY_SECONDS
        while True:
            log = home_of(self.folder) / "log" / "start.log"
            log.unlink(missing_ok=True)
            where = ["-D", runner.path("cluster"), "-l", runner.path("log/start.log")]
            code, output = runner.run("pg_ctl", *where, "-w", "-t", START_SECONDS, "start")
            if code == 0:
                return
            leftover = (cluster_of(self.folder) / "postmaster.pid").exists()
            if not leftover or time.monotonic() > end:
                told = log.read_text(errors="replace") if log.exists() else output
                raise explain("Menjalankan PostgreSQL", told)
            time.sleep(0.1)

    def _halt(self) -> None:
        """Fast stop; a server that does not obey within a minute is stopped as by a power cut, which it survives."""
        assert self._runner is not None
        for mode in ("fast", "immediate"):
            command = ["-D", self._runner.path("cluster"), "-m", mode, "-w", "-t", STOP_SECONDS, "stop"]
            code, output = self._runner.run("pg_ctl", *command)
            if code == 0 or not self.is_running():
                return
        raise explain("Menghentikan PostgreSQL", output)

    def _check_room(self, megabytes: int) -> None:
        free = shutil.disk_usage(self.folder).free // 1_000_000
        if free < megabytes:
            raise PostgresError(
                f"Ruang penyimpanan folder data {self.folder} tinggal {free} MB; diperlukan sedikitnya {megabytes} MB."
            )

    def _leave(self) -> None:
        if self._runner is not None:
            self._runner.close()
            self._runner = None
        self._lock.release()

    def __enter__(self) -> Cluster:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@contextmanager
def running_cluster(folder: Path | str) -> Iterator[Cluster]:
    """A running cluster for one command: the one that a server of Matang holds, else our own, stopped at the end."""
    cluster = Cluster(folder)
    if _start_or_borrow(cluster):
        try:
            yield cluster
        finally:
            cluster.stop()
    else:
        yield cluster


def _start_or_borrow(cluster: Cluster) -> bool:
    """True when we started it; False when it is somebody else's and answers. A holder may be starting or ending."""
    end = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            cluster.start()
            return True
        except FolderBusy:
            if cluster.is_running():
                return False
            if time.monotonic() > end:
                raise
        time.sleep(0.1)
