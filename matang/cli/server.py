"""`matang serve`, `worker`, `migrate`: each takes its arguments and gives an exit code.

options = read_options("demo", argv)
serve_with(options, before=fill, banner="...")     # shared with `matang demo`
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from matang.cli.processes import run_web, run_worker
from matang.cli.supervisor import Child, Stopped, ignore_stop, listen_for_stop, wait_until_ready, watch
from matang.config.environment import ROOT, EnvironmentFault, data_folder, read_environment
from matang.lib.postgres.cluster import Cluster, running_cluster
from matang.lib.postgres.errors import PostgresError
from matang.lib.postgres.external import prepare_external
from matang.lib.processes import keep_memory_together

PORT = 8000
PORT_SECONDS = 2.0


@dataclass(frozen=True)
class Options:
    """Where to serve, and on which data folder."""

    host: str
    port: int
    data: Path

    @property
    def address(self) -> str:
        """The address to open in a browser on this machine."""
        return f"http://{self.reach}:{self.port}/"

    @property
    def reach(self) -> str:
        """A host on which we reach ourselves."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104


class Refusal(Exception):
    """The command cannot run; the text is one Indonesian sentence. Exit code 2."""


def read_options(command: str, argv: list[str], folder: str = "data") -> Options:
    """Parse --host, --port and --data; enters the data folder for this process and its children. `folder`, beside the
    code, is taken when neither --data nor MATANG_DATA names one."""
    parser = argparse.ArgumentParser(prog=f"matang {command}", allow_abbrev=False)
    parser.add_argument("--host", default="127.0.0.1", help="alamat yang didengarkan (bawaan: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=PORT, help=f"porta (bawaan: {PORT})")
    parser.add_argument("--data", metavar="FOLDER", help=f"folder data (bawaan: MATANG_DATA atau {folder}/)")
    given = parser.parse_args(argv)
    data = given.data or os.environ.get("MATANG_DATA") or str(ROOT / folder)
    return Options(given.host, given.port, enter_data_folder(data))


def enter_data_folder(folder: str | None) -> Path:
    """Make `folder` (or what MATANG_DATA says) the data folder of this process and its children."""
    if folder:
        os.environ["MATANG_DATA"] = folder
    os.environ["MATANG_DATA"] = str(data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matang.config.settings")
    return Path(os.environ["MATANG_DATA"])


def serve(argv: list[str]) -> int:
    """The whole of Matang: database, pages, background work; until Ctrl-C or SIGTERM."""
    options = read_options("serve", argv)
    return serve_with(options, lambda: None, f"Matang berjalan di {options.address} (Ctrl-C untuk berhenti).")


def serve_with(options: Options, before: Callable[[], None], banner: str) -> int:
    """Start the database, migrate, call `before` (Django is set up), start web and worker, print `banner` when the
    first page answers, keep all alive until told to stop. Exit code: 0 stopped, 1 a fault of ours, 2 refused."""
    keep_memory_together()
    listen_for_stop()
    cluster, children = None, _children(options)
    try:
        check_port(options)
        cluster = start_database(options.data)
        prepare_application()
        before()
        close_connections()
        for child in children:
            child.start(cluster)
        if not wait_until_ready(options.reach, options.port, children):
            raise RuntimeError("Proses Matang berhenti ketika dijalankan; sebabnya tertulis di atas.")
        print(banner, file=sys.stderr, flush=True)
        watch(children, cluster)
    except Stopped:
        return 0
    except (Refusal, EnvironmentFault, PostgresError) as fault:
        return _say(str(fault), 2)
    except OSError as fault:
        return _say(f"Matang tidak dapat dijalankan: {fault.strerror or fault}.", 2)
    except RuntimeError as fault:
        return _say(str(fault), 1)
    finally:
        ignore_stop()
        end_all(children, cluster)
    return 0


def _children(options: Options) -> list[Child]:
    def web() -> int:
        return run_web(options.host, options.port)

    # Killed together with the supervisor, the web frees its port at once; the worker may finish its job.
    return [Child("web", web, signal.SIGKILL), Child("pekerja", run_worker, signal.SIGTERM)]


def end_all(children: list[Child], cluster: Cluster | None) -> None:
    """Pages first, so that nobody waits for an answer; then jobs; the database last."""
    for child in children:
        child.end()
    if cluster is not None:
        cluster.stop()


def check_port(options: Options) -> None:
    """Refuse a used port before anything starts; a server that was just killed gets two seconds to let go.

    The web server itself would share a used port without a word.
    """
    end = time.monotonic() + PORT_SECONDS
    while True:
        try:
            family, kind, _, _, address = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
            return
        except PermissionError:
            raise Refusal(f"Porta {options.port} memerlukan hak khusus; pilih porta di atas 1023.") from None
        except (OSError, OverflowError) as fault:
            if getattr(fault, "errno", None) != 98:
                raise Refusal(f"Alamat {options.host}:{options.port} tidak dapat dipakai: {fault}.") from None
            if time.monotonic() > end:
                raise Refusal(
                    f"Porta {options.port} sedang dipakai program lain; pilih yang lain dengan --port N."
                ) from None
        time.sleep(0.1)


def start_database(data: Path) -> Cluster | None:
    """Start the embedded PostgreSQL of the data folder; None when DATABASE_URL names another server."""
    if os.environ.get("DATABASE_URL"):
        return None
    cluster = Cluster(data)
    cluster.start()
    return cluster


def prepare_application() -> None:
    """Bring the database and the static files up to date; sets Django up."""
    environment = read_environment()
    if not environment.embedded:
        prepare_external(environment.databases)
    import django
    from django.core.management import call_command
    from django.db import connections, transaction

    from matang.lib.policies import GRANTS

    django.setup()
    call_command("migrate", database="migrator", interactive=False, verbosity=0)
    # In one transaction: a running server never sees the moment between giving all rights and taking some back.
    with transaction.atomic(using="migrator"), connections["migrator"].cursor() as cursor:
        cursor.execute(GRANTS)
    call_command("collectstatic", interactive=False, verbosity=0)


def close_connections() -> None:
    """The supervisor needs no connection while it watches."""
    from django.db import connections

    connections.close_all()


def worker(argv: list[str]) -> int:
    """Only background work, for further machines or cores; the database is that of a running server."""
    enter_data_folder(data_option("worker", argv))
    from matang.cli.processes import run_worker

    try:
        read_environment()
        with running_database():
            return run_worker()
    except (EnvironmentFault, PostgresError) as fault:
        return _say(str(fault), 2)


def migrate(argv: list[str]) -> int:
    """Bring the database up to date and end."""
    enter_data_folder(data_option("migrate", argv))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running_database():
            prepare_application()
            close_connections()
    except (EnvironmentFault, PostgresError) as fault:
        return _say(str(fault), 2)
    return _say("Basis data sudah mutakhir.", 0)


def data_option(command: str, argv: list[str]) -> str | None:
    """Parse --data, the only option of the other commands."""
    parser = argparse.ArgumentParser(prog=f"matang {command}", allow_abbrev=False)
    parser.add_argument("--data", metavar="FOLDER", help="folder data (bawaan: MATANG_DATA atau data/)")
    folder: str | None = parser.parse_args(argv).data
    return folder


def running_database() -> AbstractContextManager[Cluster | None]:
    """The running database for one command."""
    return nullcontext() if os.environ.get("DATABASE_URL") else running_cluster(data_folder())


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
