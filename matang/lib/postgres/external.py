"""Roles on a PostgreSQL server that is not ours: made when the login may, else the statements are told."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from matang.lib.postgres.errors import PostgresError
from matang.lib.postgres.roles import APPLICATION, EXTENSIONS, MIGRATOR

OLDEST = 160000


def prepare_external(databases: dict[str, dict[str, Any]]) -> None:
    """See that both roles exist, own and may use the database; `databases` are Django's `default` and `migrator`.

    Raises PostgresError with the statements that an administrator must run when the login may not.
    """
    login, database = databases["default"].get("USER") or None, databases["default"]["NAME"]
    try:
        with _plain_login(databases["migrator"]) as connection:
            if connection.info.server_version < OLDEST:
                raise PostgresError("Server PostgreSQL terlalu lama; Matang memerlukan versi 16 atau lebih baru.")
            if not _is_ready(connection, database, login or connection.info.user):
                _run(connection, _statements(connection, database, login or connection.info.user))
    except psycopg.OperationalError as fault:
        raise PostgresError(f"Basis data tidak dapat dihubungi: {str(fault).strip()}") from fault


def _plain_login(database: dict[str, Any]) -> psycopg.Connection:
    """A connection without our role, since the role may not exist yet."""
    options = {key: value for key, value in database["OPTIONS"].items() if key != "options"}
    return psycopg.connect(
        dbname=database["NAME"],
        user=database.get("USER") or None,
        password=database.get("PASSWORD") or None,
        host=database.get("HOST") or None,
        port=database.get("PORT") or None,
        connect_timeout=10,
        autocommit=True,
        **options,
    )


def _is_ready(connection: psycopg.Connection, database: str, login: str) -> bool:
    """Whether roles, membership, ownership and extensions are as we need them."""
    roles = connection.execute(
        "select count(*) from pg_roles where (rolname = %s and rolbypassrls) or (rolname = %s and not rolbypassrls)",
        [MIGRATOR, APPLICATION],
    ).fetchone()
    if roles != (2,):
        return False
    row = connection.execute(
        """
        select pg_has_role(current_user, %s, 'set') and pg_has_role(%s, %s, 'set')
           and (select pg_get_userbyid(datdba) = %s from pg_database where datname = %s)
           and (select count(*) = %s from pg_extension where extname = any(%s))
        """,
        [MIGRATOR, login, APPLICATION, MIGRATOR, database, len(EXTENSIONS), list(EXTENSIONS)],
    ).fetchone()
    return bool(row and row[0])


def _statements(connection: psycopg.Connection, database: str, login: str) -> list[str]:
    """What an administrator has to run, in order."""
    present = {row[0] for row in connection.execute("select rolname from pg_roles").fetchall()}

    def quoted(name: str) -> str:
        return sql.Identifier(name).as_string(connection)

    logins = ", ".join(dict.fromkeys([quoted(login), quoted(connection.info.user)]))
    return [
        *([] if MIGRATOR in present else [f"create role {MIGRATOR} nologin bypassrls"]),
        *([] if APPLICATION in present else [f"create role {APPLICATION} nologin"]),
        f"alter role {MIGRATOR} bypassrls",
        f"grant {MIGRATOR} to {quoted(connection.info.user)}",
        f"grant {APPLICATION} to {logins}",
        *(f"create extension if not exists {name}" for name in EXTENSIONS),
        f"alter database {quoted(database)} owner to {MIGRATOR}",
        f"alter schema public owner to {MIGRATOR}",
        f"grant connect on database {quoted(database)} to {APPLICATION}",
        f"grant usage on schema public to {APPLICATION}",
    ]


def _run(connection: psycopg.Connection, statements: list[str]) -> None:
    """All or nothing; where the login may not, say what to run."""
    try:
        with connection.transaction():
            for statement in statements:
                connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege as fault:
        text = ";\n  ".join(statements)
        raise PostgresError(
            "Pengguna DATABASE_URL tidak berhak menyiapkan peran basis data; mintalah admin PostgreSQL menjalankan,"
            f" pada basis data itu:\n  {text};"
        ) from fault
