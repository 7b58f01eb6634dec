"""What the machine itself needs: a durable commit, bare queries, hashing and copying a file."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import psycopg

from bench.clock import best, milliseconds
from matang.lib.postgres.cluster import Cluster

REACH = "select set_config('app.reach', %s, true), set_config('app.evidence_reach', %s, true)"


def durable_commit(data: Path) -> float:
    """Milliseconds of a commit of one small row, on the disk of the data folder."""
    with psycopg.connect(Cluster(data).url("matang_migrator"), autocommit=True) as line:
        line.execute("create table if not exists tolok (at bigserial primary key, words text)")
        return milliseconds(lambda: line.execute("insert into tolok (words) values ('satu baris')"))


def bare_queries(data: Path, reach: list[int], queries: list[tuple[str, list[object]]]) -> float:
    """Milliseconds of these queries in one transaction of the application's role, in this reach."""
    told = ",".join(map(str, reach))
    with psycopg.connect(Cluster(data).url("matang_app"), autocommit=True) as line:

        def read() -> None:
            with line.transaction():
                line.execute(REACH, [told, told])
                for text, values in queries:
                    line.execute(text, values).fetchall()

        return milliseconds(read)


def hash_and_copy(source: Path, times: int = 5) -> float:
    """Milliseconds of `sha256sum` and of a copy with fsync of the same file, together."""

    def work() -> None:
        subprocess.run(["sha256sum", source], check=True, stdout=subprocess.DEVNULL)
        target = source.with_suffix(".salinan")
        shutil.copyfile(source, target)
        with target.open("rb") as file:
            os.fsync(file.fileno())
        target.unlink()

    return best(work, times)
