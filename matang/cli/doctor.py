"""`matang doctor`: one line a check; exit code 0 when nothing is wrong, else 1."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime

from matang.cli.server import data_option, enter_data_folder
from matang.config.environment import Environment, EnvironmentFault, read_environment
from matang.lib.postgres.cluster import Cluster, running_cluster
from matang.lib.postgres.errors import PostgresError
from matang.lib.store import S3Address, StoreFault

OLDEST_POSTGRES = 160000
LITTLE_ROOM = 1_000  # megabytes
CLOCK_SECONDS = 2.0
UNSEALED = 200
GOOD, WARNING, WRONG = "baik", "perhatian", "salah"
Finding = tuple[str, str]


def doctor(argv: list[str]) -> int:
    """Check this installation; says what is wrong and what to do."""
    enter_data_folder(data_option("doctor", argv))
    worst = 0
    for state, sentence in _findings():
        print(f"[{state:9}] {sentence}", flush=True)
        worst = max(worst, 1 if state == WRONG else 0)
    return worst


def _findings() -> Iterator[Finding]:
    yield _python()
    try:
        environment = read_environment()
    except EnvironmentFault as fault:
        yield WRONG, str(fault)
        return
    yield _room(environment)
    yield _secret(environment)
    yield _mail(environment)
    yield _storage(environment)
    yield _tesseract()
    database: AbstractContextManager[Cluster | None] = (
        running_cluster(environment.data) if environment.embedded else nullcontext()
    )
    try:
        with database:
            yield from _database_findings()
    except PostgresError as fault:
        yield WRONG, str(fault)


def _python() -> Finding:
    told = ".".join(map(str, sys.version_info[:3]))
    return (GOOD, f"Python {told}.") if sys.version_info >= (3, 11) else (WRONG, f"Python {told}; perlu 3.11.")


def _room(environment: Environment) -> Finding:
    if not os.access(environment.data, os.W_OK | os.X_OK):
        return WRONG, f"Folder data {environment.data} tidak dapat ditulisi."
    free = shutil.disk_usage(environment.data).free // 1_000_000
    return (GOOD if free >= LITTLE_ROOM else WARNING), f"Folder data {environment.data}: tersisa {free} MB."


def _secret(environment: Environment) -> Finding:
    if os.environ.get("SECRET_KEY"):
        return GOOD, "Kunci rahasia berasal dari SECRET_KEY."
    mode = stat.S_IMODE((environment.data / "secret_key").stat().st_mode)
    if mode & 0o077:
        return WRONG, f"Berkas kunci rahasia dapat dibaca pengguna lain (mode {mode:o}); jalankan chmod 600."
    return GOOD, "Berkas kunci rahasia hanya dapat dibaca pemiliknya."


def _mail(environment: Environment) -> Finding:
    if environment.email is None:
        return WARNING, "Surel belum disetel (EMAIL_URL); undangan dan pemulihan kata sandi disampaikan oleh admin."
    return GOOD, f"Surel dikirim melalui {environment.email.host}:{environment.email.port}."


def _storage(environment: Environment) -> Finding:
    if not isinstance(environment.storage, S3Address):
        return GOOD, f"Bukti dukung disimpan di folder {environment.storage or environment.data / 'berkas'}."
    from matang.lib.store.s3 import S3Store

    try:
        S3Store(environment.storage, environment.data / "berkas").try_out()
    except StoreFault as fault:
        return WRONG, f"Bukti dukung tidak dapat disimpan: {fault}."
    return GOOD, f"Bukti dukung dapat ditulis, dibaca, dan dihapus di {environment.storage}."


def _tesseract() -> Finding:
    if shutil.which("tesseract"):
        return GOOD, "Tesseract terpasang."
    return WARNING, "Tesseract tidak terpasang; naskah hasil pindaian tidak dibaca (tidak wajib)."


def _database_findings() -> Iterator[Finding]:
    import django
    from django.db import Error, connections

    django.setup()
    checks: list[Callable[[], Finding]] = [_server, _role, _migrations, _durable, _clock, _worker, _seal]
    try:
        for check in checks:
            yield check()
    except Error as fault:
        yield WRONG, f"Basis data menolak pemeriksaan: {str(fault).strip().splitlines()[0]}"
    finally:
        connections.close_all()


def _row(statement: str) -> tuple[object, ...]:
    """The single row of a statement, as the application's role."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        row: tuple[object, ...] = cursor.fetchone()
    return row


def _server() -> Finding:
    number, told = _row("select current_setting('server_version_num')::int, current_setting('server_version')")
    right = isinstance(number, int) and number >= OLDEST_POSTGRES
    return (GOOD, f"PostgreSQL {told}.") if right else (WRONG, f"PostgreSQL {told}; perlu versi 16 atau lebih baru.")


def _role() -> Finding:
    name, above, owned = _row(
        """
        select current_user, rolsuper or rolbypassrls,
               (select count(*) from pg_class where relowner = pg_roles.oid and relkind = 'r')
        from pg_roles where rolname = current_user
        """
    )
    if above or owned:
        return WRONG, f"Peran aplikasi {name} memiliki tabel atau melewati pagar baris; jalankan matang migrate."
    return GOOD, f"Peran aplikasi {name} tidak memiliki tabel dan tidak melewati pagar baris."


def _migrations() -> Finding:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["migrator"])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return WRONG, f"{len(waiting)} perubahan basis data belum diterapkan; jalankan matang migrate."
    return GOOD, "Susunan basis data mutakhir."


def _durable() -> Finding:
    commit, sync = _row("select current_setting('synchronous_commit'), current_setting('fsync')")
    if commit == "off" or sync == "off":
        return WRONG, f"Data dapat hilang saat listrik padam (synchronous_commit {commit}, fsync {sync})."
    return GOOD, "Data tertulis ke penyimpanan sebelum dinyatakan tersimpan."


def _clock() -> Finding:
    (now,) = _row("select clock_timestamp()")
    assert isinstance(now, datetime)
    apart = abs((now - datetime.now(UTC)).total_seconds())
    if apart > CLOCK_SECONDS:
        return WRONG, f"Jam basis data dan aplikasi berselisih {apart:.0f} detik; samakan lewat NTP."
    return GOOD, "Jam basis data dan aplikasi sama."


def _worker() -> Finding:
    (alive,) = _row("select count(*) from procrastinate_workers where last_heartbeat > now() - interval '30 seconds'")
    if not alive:
        return WARNING, "Tidak ada pekerja latar yang aktif; jalankan matang serve atau matang worker."
    return GOOD, f"Pekerja latar aktif: {alive}."


def _seal() -> Finding:
    (tail,) = _row("select count(*) from journal_pending")
    state = GOOD if isinstance(tail, int) and tail < UNSEALED else WARNING
    return state, f"Catatan jurnal yang belum disegel: {tail}."
