"""The configuration files of a cluster, written again at every start."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from matang.lib.postgres.roles import ADMIN, APPLICATION, MIGRATOR

INCLUDE = "include 'matang.conf'"

# Only the socket; nobody but the mapped system users; seven log files that overwrite each other. A connection for each
# thread of four web processes (matang.cli.processes), and some for background work and commands.
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 250
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = on
log_directory = '../log'
log_filename = 'postgresql-%a.log'
log_file_mode = 0600
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_checkpoints = off
log_lock_waits = on
"""

# A throw-away cluster of a test loses nothing that anyone wants.
# Without autovacuum too: statistics taken while a test's tables are empty would mislead the plans of the next test.
THROW_AWAY = (
    "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nshared_buffers = '64MB'\nautovacuum = off\n"
)

ACCESS = "local all all peer map=matang\nlocal replication all peer map=matang\n"


def write_configuration(cluster: Path, socket: Path, throw_away: bool) -> None:
    """Write matang.conf and make the cluster read it; what `ALTER SYSTEM` sets still wins."""
    text = SETTINGS.format(socket=str(socket).replace("'", "''")) + (THROW_AWAY if throw_away else "")
    (cluster / "matang.conf").write_text(text)
    main = cluster / "postgresql.conf"
    if INCLUDE not in main.read_text():
        with main.open("a") as file:
            file.write(f"\n{INCLUDE}\n")


def write_access(cluster: Path, system_users: Iterable[str]) -> None:
    """Let the given system users be any of the three roles over the socket, and nobody else."""
    (cluster / "pg_hba.conf").write_text(ACCESS)
    lines = [f'matang "{user}" {role}\n' for user in system_users for role in (ADMIN, MIGRATOR, APPLICATION)]
    (cluster / "pg_ident.conf").write_text("".join(lines))
