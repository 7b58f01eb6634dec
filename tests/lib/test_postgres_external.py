"""A PostgreSQL that is not ours: the roles are made when the login may, else the operator is told what to run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import psycopg
import pytest

from matang.config.environment import read_databases
from matang.lib.postgres.cluster import Cluster
from matang.lib.postgres.errors import PostgresError
from matang.lib.postgres.external import prepare_external
from matang.lib.postgres.paths import cluster_of, socket_folder


@pytest.fixture
def server() -> Iterator[Cluster]:
    """A server that knows nothing of Matang but lets its logins in: an `owner` that may little, and a superuser."""
    with TemporaryDirectory(prefix="matang-luar-") as folder, Cluster(folder, throw_away=True) as cluster:
        ident = cluster_of(Path(folder)) / "pg_ident.conf"
        ident.write_text(ident.read_text().replace("matang_app\n", "all\n"))
        with psycopg.connect(cluster.url("matang_admin", "postgres"), autocommit=True) as admin:
            admin.execute("select pg_reload_conf()")
            admin.execute("drop database matang")
            admin.execute("drop role matang_app")
            admin.execute("drop role matang_migrator")
            admin.execute("create role owner login")
            admin.execute("create database spbe owner owner")
        yield cluster


def databases(server: Cluster, login: str) -> dict[str, dict[str, object]]:
    """What the settings would hold for this login."""
    host = quote(str(socket_folder(server.folder)), safe="")
    return read_databases({"DATABASE_URL": f"postgres://{login}@/spbe?host={host}"}, server.folder)


def whoami(database: dict[str, object]) -> object:
    """The role that a connection with these settings works as."""
    options = database["OPTIONS"]
    assert isinstance(options, dict)
    with psycopg.connect(
        dbname=str(database["NAME"]), user=str(database["USER"]), host=str(database["HOST"]), **options
    ) as connection:
        row = connection.execute("select current_user, current_setting('statement_timeout')").fetchone()
        assert row is not None
        return row


def test_a_superuser_login_makes_the_roles_and_works_as_the_plain_one(server: Cluster) -> None:
    """A superuser passes every row policy: were it to stay one, each agency would see all others."""
    found = databases(server, "matang_admin")
    prepare_external(found)
    prepare_external(found)
    assert whoami(found["default"]) == ("matang_app", "30s")
    assert whoami(found["migrator"]) == ("matang_migrator", "0")


def test_a_login_without_rights_is_told_what_an_administrator_must_run(server: Cluster) -> None:
    """The told statements must be enough: run by an administrator, the login works."""
    found = databases(server, "owner")
    with pytest.raises(PostgresError, match="mintalah admin") as told:
        prepare_external(found)
    statements = str(told.value).partition(":\n")[2]
    with psycopg.connect(server.url("matang_admin", "spbe"), autocommit=True) as admin:
        admin.execute(statements.encode())
    prepare_external(found)
    assert whoami(found["default"]) == ("matang_app", "30s")


def test_a_server_that_does_not_answer_is_one_sentence(server: Cluster) -> None:
    """A wrong address must not end in a page of traceback."""
    found = read_databases({"DATABASE_URL": "postgres://a:b@127.0.0.1:1/spbe"}, server.folder)
    with pytest.raises(PostgresError, match="tidak dapat dihubungi"):
        prepare_external(found)
