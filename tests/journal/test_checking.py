"""What an inspector would lose: a record edited, deleted, swapped or added behind the program's back stays unseen."""

from __future__ import annotations

import uuid

import pytest
from django.core.management import call_command
from django.db import connections

from matang.journal.checking import check_chain
from matang.lib.policies import GRANTS
from matang.lib.postgres.cluster import Cluster
from tests.database import FOLDER

NAME = "jurnal_uji"


@pytest.fixture
def chained(django_db_setup, django_db_blocker):
    """A database of its own with nine sealed entries, as the migrator sees it: what is tampered with is committed."""
    cluster = Cluster(FOLDER, throw_away=True)
    cluster.make_database(NAME)
    with django_db_blocker.unblock():
        connections.databases[NAME] = {**connections.databases["migrator"], "NAME": NAME}
        call_command("migrate", "journal", database=NAME, verbosity=0)
        connection = connections[NAME]
        with connection.cursor() as cursor:
            cursor.execute(GRANTS)
            for number in range(9):
                write(cursor, f"perbuatan {number}")
                cursor.execute("select journal_seal_pending()")
        yield connection
        connection.close()
        del connections.databases[NAME]
        delattr(connections._connections, NAME)
    cluster.drop_database(NAME)


def write(cursor, sentence):
    cursor.execute(
        "insert into journal_entry (uuid, actor_name, role, action, target_kind, target, part, sentence, after)"
        " values (%s, 'A', 'coordinator', 'x', 'y', %s, '', %s, '{\"a\": 1}')",
        [uuid.uuid4(), uuid.uuid4(), sentence],
    )


def run(connection, sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_whole_chain_is_whole(chained):
    report = check_chain(chained)
    assert (report.entries, report.fault, report.tail) == (9, "", 0)
    assert len(report.head) == 64


def test_an_unsealed_tail_is_counted(chained):
    with chained.cursor() as cursor:
        write(cursor, "baru")
    report = check_chain(chained)
    assert (report.fault, report.tail) == ("", 1)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("update journal_entry set sentence = 'lain' where id = 5", "catatan jurnal 5 atau segel nomor 5 berubah"),
        ("update journal_entry set after = '{\"a\": 2}' where id = 4", "catatan jurnal 4"),
        ("update journal_entry set at = at + interval '1 second' where id = 2", "catatan jurnal 2"),
        ("update journal_entry set actor_name = 'B' where id = 9", "catatan jurnal 9"),
        ("update journal_seal set hash = repeat('0', 64) where position = 9", "segel nomor 9"),
        ("delete from journal_seal where position = 3", "segel nomor 3 hilang"),
        (
            "delete from journal_seal where position = 6; delete from journal_entry where id = 6",
            "segel nomor 6 hilang",
        ),
        (
            "update journal_seal s set entry_id = -entry_id where false;"
            "create temp table t as select id, sentence from journal_entry where id in (7, 8);"
            "update journal_entry e set sentence = t.sentence from t where e.id in (7, 8) and t.id = 15 - e.id;"
            "drop table t",
            "catatan jurnal 7",
        ),
    ],
    ids=["sentence", "after", "time", "actor", "hash", "seal deleted", "entry deleted", "swapped"],
)
def test_tampering_is_found_at_its_first_place(chained, sql, said):
    run(chained, sql)
    assert said in check_chain(chained).fault


def test_an_entry_slipped_in_without_the_program_is_seen(chained):
    run(chained, "alter table journal_entry disable trigger journal_queue")
    with chained.cursor() as cursor:
        write(cursor, "diselipkan")
    run(chained, "update journal_entry set at = now() - interval '2 minutes' where sentence = 'diselipkan'")
    assert "belum disegel" in check_chain(chained).fault
