"""The demo as a visitor finds it: it loads, everybody has something to do, what it shows is true and unbroken."""

from __future__ import annotations

import csv
import datetime
import io
from fractions import Fraction

import docx
import openpyxl
import pypdfium2
import pytest
from django.db import connection, transaction
from django.test import Client

from matang.assessments.models import Assessment, Citation, Request, Stage
from matang.assessments.queries import instrument_for, last_year, standing
from matang.assessments.queries_former import offer
from matang.cli.demo import ACCOUNTS, _fill
from matang.demo import people
from matang.demo.bureau_now import NOW
from matang.demo.bureau_past import PAST
from matang.demo.loading import load, occupied, present
from matang.evidence.checking import all_versions
from matang.evidence.models import Version
from matang.evidence.receiving import store
from matang.journal.checking import check_chain
from matang.journal.models import Entry
from matang.people.actor import Actor, set_reach
from matang.people.exclusion import Held, clash
from matang.people.models import Membership, Person, Role
from matang.people.queries import actor_for, everything
from matang.results.models import Decision, PublishedResult
from matang.web.home.pages import home

SIGN_INS = tuple(one.key for one in (people.ADMIN, *people.ACCOUNTS))


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for this file, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(lambda words: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def program(demo) -> Actor:
    """The program, which sees all rows."""
    actor = everything()
    set_reach(actor)
    return actor


def person(key: str) -> Person:
    return Person.objects.get(email=f"{key}@{people.DOMAIN}")


def actor_of(key: str) -> Actor:
    actor = actor_for(person(key), None, datetime.date.today())
    set_reach(actor)
    return actor


def bureau(year: int = 0) -> Assessment:
    found = Assessment.objects.select_related("agency", "round", "round__instrument")
    return found.get(agency__name="Biro Hukum", round__year=datetime.date.today().year + year)


@pytest.mark.parametrize("key", SIGN_INS)
def test_every_account_finds_something_to_do(demo, key):
    page = home(actor_of(key))
    assert page.button is not None or page.tasks
    client = Client()
    client.force_login(person(key), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/").status_code == 200


def test_the_printed_accounts_can_sign_in_with_the_printed_password(demo):
    for key, _ in ACCOUNTS:
        assert person(key).is_active
    assert person("koordinator").check_password("matang-demo")


def test_the_leader_has_a_decision_to_confirm_and_the_second_administrator_an_instrument(program):
    from matang.instruments.models import Version as Instrument

    assert Decision.objects.filter(confirmed_at=None).exists()
    assert Instrument.objects.filter(state=Instrument.State.PROPOSED, proposed_by=person("admin")).exists()


def test_the_bureau_stands_at_two_thirds_and_above_last_year(program):
    now = standing(bureau())
    assert (now.coverage.rated, now.coverage.of) == (len(NOW), 25)
    assert 0.6 < now.coverage.rated / now.coverage.of < 0.75
    before = last_year(bureau())
    assert before is not None and before.score.index < now.index < 4
    assert {past.code: Fraction(past.last) for past in PAST} == {
        code: Fraction(rating.value) for code, rating in before.ratings.items()
    }


def test_last_years_words_stand_at_every_indicator(program):
    finals = bureau(-1).ratings.filter(stage=Stage.FINAL)
    assert finals.count() == 25
    assert all(rating.finding and rating.recommendation for rating in finals)


def test_last_years_evidence_is_offered_again_where_this_year_lacks_it(program):
    actor = actor_of("koordinator")
    assessment = bureau()
    offered = offer(actor, assessment, instrument_for(assessment).instrument.codes)
    assert {row.citation.indicator for row in offered.rows} >= {"16", "19", "21", "23"}
    assert all(row.citation.assessment_id == bureau(-1).pk for row in offered.rows)


def test_a_contributor_is_asked_for_documents_and_one_is_overdue(demo):
    tasks = " ".join(str(task) for task in home(actor_of("pelaksana")).tasks)
    asked = Request.objects.filter(person=person("pelaksana"), answered_at=None)
    assert asked.count() == 2
    assert asked.filter(due_on__lt=datetime.date.today()).count() == 1
    assert "Diminta: " in tasks


def test_every_citation_proves_a_requirement_that_exists_at_its_level(program):
    citations = list(Citation.objects.select_related("assessment", "assessment__round"))
    assert len(citations) > 60
    for one in citations:
        explanation = instrument_for(one.assessment).ladder.get(one.indicator)
        asked = {str(item.id): item for item in explanation.requirements}
        assert one.requirement == "" or str(asked[one.requirement].level) == one.level


def test_every_file_opens_and_some_wait_to_be_placed(program):
    versions = list(Version.objects.select_related("agency"))
    assert len(versions) > 30
    assert [one for one in versions if not one.citations.exists()]
    for one in versions:
        data = store().path_of(one.agency.uuid, one.sha256).read_bytes()
        OPENERS[one.file_name.rpartition(".")[2]](data)


def _png(data: bytes) -> None:
    assert data.startswith(b"\x89PNG") and int.from_bytes(data[16:20]) > 600


def _csv(data: bytes) -> None:
    assert len(list(csv.reader(io.StringIO(data.decode()), delimiter=";"))) > 2


OPENERS = {
    "pdf": lambda data: pypdfium2.PdfDocument(data)[0].render(scale=0.2),
    "xlsx": lambda data: openpyxl.load_workbook(io.BytesIO(data)),
    "docx": lambda data: docx.Document(io.BytesIO(data)),
    "png": _png,
    "csv": _csv,
}


def test_the_scan_holds_no_text_as_scans_do(program):
    scan = Version.objects.select_related("agency").get(file_name__startswith="Pindaian")
    page = pypdfium2.PdfDocument(store().path_of(scan.agency.uuid, scan.sha256))[0]
    assert page.get_textpage().get_text_range().strip() == ""


def test_everything_is_sealed_and_no_byte_is_lost(program):
    report = check_chain(connection)
    assert (report.fault, report.tail) == ("", 0)
    assert report.entries == Entry.objects.count()
    assert all(store().verify(agency, sha256) for _, agency, sha256, _ in all_versions("default"))


def test_the_portal_shows_exactly_what_was_decided(program):
    decided = {d.assessment.uuid: d for d in Decision.objects.filter(confirmed_at__isnull=False)}
    published = list(PublishedResult.objects.all())
    assert len(published) == 49
    for row in published:
        decision = decided[row.assessment]
        assert (row.index, row.predicate) == (decision.index, decision.predicate)
    assert Client().get("/publik/").status_code == 200


def test_every_decision_has_its_entries_in_the_journal(program):
    for action in ("decision.propose", "decision.confirm"):
        told = set(Entry.objects.filter(action=action).values_list("target", flat=True))
        decisions = (
            Decision.objects.all() if action == "decision.propose" else Decision.objects.exclude(confirmed_at=None)
        )
        assert told == set(decisions.values_list("assessment__uuid", flat=True))


def test_nobody_judges_where_he_has_another_role(program):
    for one in Person.objects.all():
        held = [Held.of(m) for m in Membership.objects.filter(person=one).select_related("agency")]
        assert all(clash(role, held) is None for role in held), one.name


def test_an_administrator_of_the_demo_sees_no_evidence(demo):
    assert actor_of("admin").role == Role.ADMINISTRATOR
    assert not Version.objects.exists()


def test_a_second_start_loads_nothing(program):
    before = Entry.objects.count()
    _fill()
    assert present() and not occupied()
    assert Entry.objects.count() == before
