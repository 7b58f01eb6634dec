"""The database's own guard: what a forgotten filter would show, and what the application's role may never do."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from matang.assessments.actions.filling import rate
from matang.assessments.actions.saving import Answer
from matang.assessments.models import Assessment, Rating
from matang.journal.models import Entry, Seal
from matang.people.actor import NOBODY, set_reach

# Tables that carry agency_id but need no row policy, with the reason.
OPEN = {
    "people_membership": "who belongs where is read before a reach is known; pages scope it",
    "office_letterhead": "letterheads and officials are printed on public papers",
    "office_official": "as letterheads",
}


def rows(sql, *args):
    with connection.cursor() as cursor:
        cursor.execute(sql, args)
        return cursor.fetchall()


def test_the_application_owns_nothing_and_bypasses_nothing(world):
    assert rows(
        "select current_user, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user"
    ) == [("matang_app", False, False, False)]
    assert rows("select count(*) from pg_class where relowner = 'matang_app'::regrole") == [(0,)]


def test_every_table_with_an_agency_has_a_forced_policy(world):
    unguarded = {
        name
        for (name,) in rows(
            """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'agency_id'
              and not (c.relrowsecurity and c.relforcerowsecurity)
            """
        )
    }
    assert unguarded == set(OPEN)


def test_without_a_reach_nothing_is_seen(world):
    rate(world.actor("koordinator"), world.assessment.uuid, "1", Answer({"value": "3"}, 0))
    set_reach(NOBODY)
    assert not Assessment.objects.exists()
    assert not Rating.objects.exists()
    assert not Entry.objects.filter(agency_id__isnull=False).exists()


def test_another_agencys_rows_are_not_even_there(world):
    rate(world.actor("koordinator"), world.assessment.uuid, "1", Answer({"value": "3"}, 0))
    world.actor("koordinator_lain")
    assert list(Assessment.objects.values_list("agency__name", flat=True)) == ["Biro Umum"]
    assert Rating.objects.update(value=5) == 0
    world.actor("koordinator")
    assert Rating.objects.get().value == 3


def test_a_row_for_another_agency_is_refused(world):
    world.actor("koordinator_lain")
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Rating.objects.create(agency=world.bureau, assessment=world.assessment, indicator="1", stage="mandiri")


@pytest.mark.parametrize(
    "sql",
    [
        "update journal_entry set sentence = 'x'",
        "delete from journal_entry",
        "delete from journal_seal",
        "insert into journal_seal (position, entry_id, hash) values (1, 1, 'x')",
        "delete from journal_pending",
        "update assessments_ratingversion set fact = 'x'",
        "delete from threads_message",
        "alter table assessments_rating disable row level security",
        "set role matang_migrator",
    ],
)
def test_what_the_application_may_never_do(world, sql):
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows(sql)


def test_the_seal_chains_what_is_written(world):
    from matang.journal.actions import seal_pending

    for value in ("1", "2", "3"):
        rate(world.actor("koordinator"), world.assessment.uuid, "1", Answer({"value": value}, int(value) - 1))
    assert seal_pending() == 3
    assert seal_pending() == 0
    assert list(Seal.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3]
