"""What the operator says through environment variables, read once into one frozen value.

No Django here: the launcher, the supervisor and the settings read the same `Environment`.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from matang.lib.postgres.errors import PostgresError
from matang.lib.postgres.paths import socket_folder
from matang.lib.store import AddressFault, S3Address, read_address

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "matang"
ROLES = {"default": "matang_app", "migrator": "matang_migrator"}
# Nothing in the server has a time-out of its own: the database ends what hangs. The migrator may take its time.
LIMITS = {"default": "-c statement_timeout=30s -c lock_timeout=10s", "migrator": "-c lock_timeout=60s"}
GB = 1024**3
YES = {"1", "true", "yes", "on", "ya"}


class EnvironmentFault(Exception):
    """A variable that cannot be understood; the text is one Indonesian sentence for the operator."""


@dataclass(frozen=True)
class Email:
    """Where letters go out; `sender` is the From address."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    use_tls: bool = False
    use_ssl: bool = False
    sender: str = "matang@localhost"


@dataclass(frozen=True)
class Environment:
    """Everything that the settings need.

    `databases` is Django's DATABASES: `default` (application role) and `migrator` (owner, for `migrate` only).
    `embedded` is true when PostgreSQL of the data folder is used. `https`: pages are reached by HTTPS, through a
    proxy that sets X-Forwarded-Proto. `email` is None while no mail is configured. The server computes in UTC;
    `time_zone` is what pages show where an agency says nothing else. `storage` is where evidence is kept, None for the
    data folder; `storage_fallback` an older place that is still read. `evidence_quota`: bytes an agency.
    """

    data: Path
    databases: dict[str, dict[str, Any]] = field(repr=False)
    embedded: bool
    secret_key: str = field(repr=False)
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    https: bool
    email: Email | None
    demo: bool
    time_zone: str
    storage: S3Address | Path | None = None
    storage_fallback: S3Address | Path | None = None
    evidence_quota: int = 50 * GB


def data_folder(env: Mapping[str, str] = os.environ) -> Path:
    """The data folder: MATANG_DATA, else `data` beside the code."""
    return Path(env.get("MATANG_DATA") or ROOT / "data").expanduser().resolve()


def read_environment(env: Mapping[str, str] = os.environ) -> Environment:
    """Read all variables; makes the kept secret key when none is set. Raises EnvironmentFault."""
    data = data_folder(env)
    https = env.get("MATANG_HTTPS", "").lower() in YES
    demo = env.get("MATANG_DEMO", "").lower() in YES
    hosts = _words(env.get("ALLOWED_HOSTS")) or ("127.0.0.1", "localhost")
    return Environment(
        data=data,
        databases=read_databases(env, data),
        embedded=not env.get("DATABASE_URL"),
        secret_key=env.get("SECRET_KEY") or kept_secret(data),
        allowed_hosts=hosts,
        trusted_origins=tuple(map(_origin, hosts)) if https else (),
        https=https,
        email=read_email(env),
        demo=demo,
        time_zone=env.get("TIME_ZONE") or "Asia/Jakarta",
        # Invented evidence stays in its own folder: its sweeper would take a real store's files for orphans.
        storage=None if demo else read_storage(env, "STORAGE_URL"),
        storage_fallback=None if demo else read_storage(env, "STORAGE_FALLBACK_URL"),
        evidence_quota=read_quota(env),
    )


def read_quota(env: Mapping[str, str]) -> int:
    """The bytes of evidence that an agency may keep, by EVIDENCE_QUOTA_GB. Raises EnvironmentFault."""
    told = env.get("EVIDENCE_QUOTA_GB") or "50"
    if not re.fullmatch(r"[1-9]\d{0,5}", told, re.ASCII):
        raise EnvironmentFault("EVIDENCE_QUOTA_GB harus berupa bilangan bulat GB, misalnya 50.")
    return int(told) * GB


def read_storage(env: Mapping[str, str], name: str) -> S3Address | Path | None:
    """The store of evidence that a variable names; None when it is unset. Raises EnvironmentFault."""
    try:
        return read_address(env[name], env, name) if env.get(name) else None
    except AddressFault as fault:
        raise EnvironmentFault(str(fault)) from None


def _origin(host: str) -> str:
    """The origin that forms of `host` come from; Django writes "with all names below" differently in both places."""
    return f"https://*{host}" if host.startswith(".") else f"https://{host}"


def read_databases(env: Mapping[str, str], data: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES from DATABASE_URL and DATABASE_MIGRATOR_URL, or for the embedded cluster of `data`."""
    url = env.get("DATABASE_URL")
    if not url:
        return embedded_databases(data)
    urls = {"default": url, "migrator": env.get("DATABASE_MIGRATOR_URL") or url}
    return {alias: _with_role(parse_database(address), alias) for alias, address in urls.items()}


def embedded_databases(data: Path, name: str = DATABASE) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for database `name` of the embedded cluster that belongs to the data folder."""
    try:
        host = str(socket_folder(data))
    except PostgresError as fault:
        raise EnvironmentFault(str(fault)) from fault
    return {alias: _with_role({"NAME": name, "USER": role, "HOST": host}, alias) for alias, role in ROLES.items()}


def parse_database(url: str) -> dict[str, Any]:
    """`postgres://user:password@host:port/name?sslmode=require` as a Django database; raises EnvironmentFault."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise EnvironmentFault("DATABASE_URL harus berawalan postgres:// karena Matang hanya memakai PostgreSQL.")
    try:
        port = str(parts.port or "")
    except ValueError:
        raise EnvironmentFault("DATABASE_URL memuat nomor porta yang tidak sah.") from None
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")) or DATABASE,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": query,
    }


def _with_role(database: dict[str, Any], alias: str) -> dict[str, Any]:
    """Add engine, kept connections, and the role: a login that is superuser works as the plain role all the same."""
    options = dict(database.get("OPTIONS", {}))
    ours = f"-c role={ROLES[alias]} {LIMITS[alias]}"
    options["options"] = f"{options.get('options', '')} {ours}".strip()
    return {**database, "ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 600, "OPTIONS": options}


def kept_secret(data: Path) -> str:
    """The secret key kept in the data folder (mode 0600), made at the first call; never a default."""
    path = data / "secret_key"
    try:
        if not path.exists():
            _keep_new_secret(path)
        key = path.read_text().strip()
    except OSError as fault:
        raise EnvironmentFault(
            f"Kunci rahasia {path} tidak dapat dibaca atau dibuat ({fault.strerror})."
            " Setel SECRET_KEY atau beri hak tulis pada folder data."
        ) from fault
    if len(key) < 32:
        raise EnvironmentFault(f"Kunci rahasia {path} kosong atau terlalu pendek; hapus berkas itu agar dibuat baru.")
    return key


def _keep_new_secret(path: Path) -> None:
    """Write a new key under another name and link it: two processes that start at once end with one key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"secret_key.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def read_email(env: Mapping[str, str]) -> Email | None:
    """Mail from EMAIL_URL (`smtp://`, `smtp+tls://`, `smtps://`) or EMAIL_HOST and its companions; None when unset."""
    url = env.get("EMAIL_URL")
    if url:
        return _email_of(url, env.get("EMAIL_FROM", ""))
    if not env.get("EMAIL_HOST"):
        return None
    use_ssl = env.get("EMAIL_USE_SSL", "").lower() in YES
    use_tls = env.get("EMAIL_USE_TLS", "").lower() in YES
    user = env.get("EMAIL_HOST_USER", "")
    try:
        port = int(env.get("EMAIL_PORT") or _mail_port(use_ssl, use_tls))
    except ValueError:
        raise EnvironmentFault("EMAIL_PORT harus berupa bilangan.") from None
    sender = env.get("EMAIL_FROM") or _sender(user)
    return Email(env["EMAIL_HOST"], port, user, env.get("EMAIL_HOST_PASSWORD", ""), use_tls, use_ssl, sender)


def _email_of(url: str, sender: str) -> Email:
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtp+tls", "smtps") or not parts.hostname:
        raise EnvironmentFault("EMAIL_URL harus berbentuk smtp://, smtp+tls://, atau smtps:// dengan nama server.")
    use_ssl, use_tls = parts.scheme == "smtps", parts.scheme == "smtp+tls"
    try:
        port = parts.port or _mail_port(use_ssl, use_tls)
    except ValueError:
        raise EnvironmentFault("EMAIL_URL memuat nomor porta yang tidak sah.") from None
    user = unquote(parts.username or "")
    return Email(parts.hostname, port, user, unquote(parts.password or ""), use_tls, use_ssl, sender or _sender(user))


def _mail_port(use_ssl: bool, use_tls: bool) -> int:
    return 465 if use_ssl else 587 if use_tls else 25


def _sender(user: str) -> str:
    return user if "@" in user else "matang@localhost"


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (text or "").split(",") if word.strip())
