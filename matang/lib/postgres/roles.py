"""The three database roles, the database and its extensions.

`matang_admin` (made by initdb, superuser) only makes the others; `matang_migrator` owns and passes row policies,
because data migrations of an owner that does not would change no row and say nothing; `matang_app` does neither.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

ADMIN, MIGRATOR, APPLICATION = "matang_admin", "matang_migrator", "matang_app"
EXTENSIONS = ("pg_trgm", "btree_gin", "unaccent")

_MAKE_ROLES = """
create role matang_migrator login bypassrls;
create role matang_app login;
alter role matang_app set statement_timeout = '30s';
alter role matang_app set lock_timeout = '10s';
alter role matang_migrator set lock_timeout = '60s';
"""


def make_roles(admin: psycopg.Connection) -> None:
    """Make the two working roles where they are missing; `admin` is connected as the administrator."""
    if not admin.execute("select 1 from pg_roles where rolname = %s", [APPLICATION]).fetchone():
        with admin.transaction():
            admin.execute(_MAKE_ROLES)


def make_database(admin: psycopg.Connection, name: str) -> None:
    """Make database `name`, owned by the migrator, closed to everyone but the two roles."""
    if admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        return
    database = sql.Identifier(name)
    admin.execute(sql.SQL("create database {} owner matang_migrator encoding 'UTF8'").format(database))
    admin.execute(sql.SQL("revoke all on database {} from public").format(database))
    admin.execute(sql.SQL("grant connect on database {} to matang_app").format(database))


def make_extensions(admin: psycopg.Connection) -> None:
    """Make the extensions in the database that `admin` is connected to, and open its schema to the roles."""
    for name in EXTENSIONS:
        admin.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(name)))
    admin.execute("alter schema public owner to matang_migrator")
    admin.execute("grant usage on schema public to matang_app")


def drop_database(admin: psycopg.Connection, name: str) -> None:
    """Drop database `name` with its connections; for throw-away databases of tests."""
    admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
