"""Words that stand in one field of one agency each, looked for in every answer to people of another agency.

What a person would lose: the secrecy of what the program read from an agency's evidence. Pages, facts, readings,
reasons and names of files on their way have their own addresses, their own search, and are told beside other things.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from matang.assessments.models import Assessment
from matang.core.recognition.defects_rules import RULES, UNSIGNED
from matang.evidence.models import Fact, Page, Reading, Upload, Version, Waiver
from matang.people.actor import set_reach
from matang.people.queries import everything
from tests.evidence.test_tus import TUS
from tests.test_routes import FOREIGN, ROUTES, address, rich  # noqa: F401 - rich is a fixture
from tests.world import World

FIELDS = ("halaman", "nilai", "kutipan", "catatan", "temuan", "alasan", "unggahan")
CANARIES = {field: f"kanari{field}7319" for field in FIELDS}
BESIDE = "temanhalaman"  # a word beside the canary of the page, since an answer may repeat what was asked for


@pytest.fixture
def things(world: World, rich: dict[str, Any]) -> dict[str, Any]:  # noqa: F811
    """The rich world, in which the bureau's cited version has been read and is spoken about."""
    set_reach(everything())
    version, own = Version.objects.get(uuid=rich["version"]), {"agency": world.bureau}
    text = f"{CANARIES['halaman']} {BESIDE} dua"
    Page.objects.create(**own, version=version, number=1, text=text)
    Fact.objects.create(
        **own, version=version, name="subject", value=CANARIES["nilai"], page=1, quote=CANARIES["kutipan"]
    )
    other = next(rule for rule in RULES if rule != UNSIGNED)
    Reading.objects.create(
        **own, version=version, state=Reading.State.READ, pages=1, done=1, note=CANARIES["catatan"],
        findings=[{"rule": rule, "page": 1, "quote": CANARIES["temuan"]} for rule in (UNSIGNED, other)],
    )  # fmt: skip
    Waiver.objects.create(
        **own, version=version, rule=other, reason=CANARIES["alasan"], set_by=world.people["koordinator"]
    )
    later = timezone.now() + datetime.timedelta(days=1)
    Upload.objects.filter(uuid=rich["upload"]).update(file_name=f"{CANARIES['unggahan']}.pdf", expires_at=later)
    return rich


def told(answer: Any) -> bytes:
    """Headers and body; of a package the text of its members."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    return str(dict(answer.items())).encode() + body


def answers(client: Client, things: dict[str, Any]) -> dict[str, bytes]:
    """What every address answers to looking, to an empty form, to the protocol of pieces and to a search."""
    found = {}
    for name, (target, _) in ROUTES.items():
        where = address(name, target, things)
        found[name] = told(client.get(where))
        found[f"{name} tus"] = told(client.get(where, headers=TUS))
        if not name.startswith("account_"):
            found[f"{name} form"] = told(client.post(where, headers={"Accept": "application/json"}))
    for asked in (BESIDE, BESIDE[:-1], f"{BESIDE[:-1]}m", "dua", '"dua"', "kanari", "kanaranilai7319"):
        for way in ("bukti/", "bukti/cari/"):
            found[f"{way} {asked}"] = told(client.get(f"/{way}", {"q": asked, "cari": asked}))
    return found


def leaks(found: dict[str, bytes]) -> list[tuple[str, str]]:
    """Where which canary stands."""
    return [(where, word) for where, body in found.items() for word in CANARIES.values() if word.encode() in body]


@pytest.mark.parametrize("who", [*sorted(FOREIGN), None])
def test_people_of_another_agency_read_none_of_it(world: World, things: dict[str, Any], who: str | None) -> None:
    found = answers(world.client(who), things)
    assert leaks(found) == []
    assert [where for where, body in found.items() if BESIDE.encode() in body and not where.endswith(BESIDE)] == []


def test_the_bureau_s_own_people_read_all_of_it(world: World, things: dict[str, Any]) -> None:
    """Else the words above would be looked for where they never stand."""
    seen = {word for _, word in leaks(answers(world.client("koordinator"), things))}
    assert set(CANARIES.values()) - seen == set()


def test_a_colleague_sees_no_name_of_a_file_on_its_way(world: World, things: dict[str, Any]) -> None:
    client, places = world.client("pelaksana"), ("/unggah/", f"/unggah/{things['upload']}/", "/bukti/", "/jejak/")
    found = {place: told(client.get(place, headers=TUS)) for place in places}
    assert CANARIES["unggahan"] not in {word for _, word in leaks(found)}


@pytest.mark.parametrize("who", ["asesor", "ketua"])
def test_judges_read_none_of_it_before_it_is_submitted(world: World, things: dict[str, Any], who: str) -> None:
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(state="draft", submitted_at=None)
    assert leaks(answers(world.client(who), things)) == []


@pytest.mark.parametrize("who", [*sorted(FOREIGN), "admin"])
def test_the_database_shows_no_row_of_it(world: World, things: dict[str, Any], who: str) -> None:
    """Also of tables that come later: every one of the evidence room that names an agency."""
    world.actor(who)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE matang_app")
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'agency_id' AND table_name LIKE 'evidence\\_%'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        seen = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE agency_id = %s", [world.bureau.pk])
            seen[table] = cursor.fetchone()[0]
        cursor.execute("RESET ROLE")
    assert {"evidence_page", "evidence_fact", "evidence_reading", "evidence_waiver", "evidence_upload"} <= set(seen)
    assert set(seen.values()) == {0}, seen
