"""Notula as files: what was agreed, in both, and the same for ever once it is approved."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from matang.mentoring.actions import agreeing, minutes
from matang.mentoring.models import Action, Meeting
from matang.office.models import Letterhead, Official
from matang.people.actor import set_reach
from matang.people.models import Person
from matang.people.queries import everything
from matang.people.rules import Refused
from matang.web.papers.minutes import minutes_of
from tests.mentoring.meetings import held, office, planned, rate
from tests.papers.reading import bare, pdf_words
from tests.papers.test_minutes import docx_words
from tests.world import World

SAID = (
    "BIRO HUKUM", "NOMOR 000.1.5/7/BHK/2026", "09.00–11.30 WITA", "Ruang rapat Biro Hukum", "Biro Hukum (2 orang)",
    "Tim pendamping (1 orang)", "Untuk tingkat 2 kurang", "Cukup satu rancangan dahulu.", "Disusun pekan ini.",
    "Bukti dilengkapi.", "Menyusun SK tim (indikator 2)", "Pelaksana", "Plt. Kepala Biro Hukum,",
    "Rekaan Kepala, S.H., Plt. Kepala Biro Hukum",
    "NIP 19800101 200501 1 001", "Rapat ditutup pukul 11.30 WITA.", "Tamu Rekaan",
)  # fmt: skip


def test_both_files_say_what_was_agreed(world: World, tmp_path: Path) -> None:
    """Lost otherwise: a paper that forgets what people promised."""
    rate(world)
    office(world)
    meeting = held(world)
    client = world.client("pelaksana")
    pdf = client.get(reverse("web:minutes_pdf", args=[meeting.uuid]))
    docx = client.get(reverse("web:minutes_docx", args=[meeting.uuid]))
    assert "Rancangan notula" in pdf.headers["Content-Disposition"]
    printed, typed = bare(pdf_words(pdf.content, tmp_path)), bare(docx_words(docx.content))
    for words in SAID:
        assert bare(words) in printed and bare(words) in typed, words
    assert Document(BytesIO(docx.content)).tables
    assert typed.count("TamuRekaan") == 1


def test_minutes_that_nobody_approved_say_so_on_every_page_until_they_are_approved(
    world: World, tmp_path: Path
) -> None:
    """Lost otherwise: a draft is filed, and shown to assessors, as what was agreed."""
    meeting = held(world)
    client = world.client("koordinator")
    pages, heads, shown = drawn(client, meeting, tmp_path)
    assert len(pages) > 1 and all("RANCANGAN" in page for page in pages)
    assert len(heads) > 1 and all("RANCANGAN" in head for head in heads)
    assert "rancangan" in shown
    minutes.approve_minutes(world.actor("koordinator"), meeting.uuid)
    pages, heads, shown = drawn(client, meeting, tmp_path)
    assert not any("RANCANGAN" in page for page in [*pages, *heads])
    assert "rancangan" not in shown


def drawn(client: Client, meeting: Meeting, folder: Path) -> tuple[list[str], list[str], str]:
    """The words of each page of the PDF, those above the first and the other pages of the DOCX, the page's card."""
    pdf = client.get(reverse("web:minutes_pdf", args=[meeting.uuid])).content
    docx = client.get(reverse("web:minutes_docx", args=[meeting.uuid])).content
    section = Document(BytesIO(docx)).sections[0]
    heads = ["\n".join(p.text for p in head.paragraphs) for head in (section.first_page_header, section.header)]
    page = client.get(reverse("mentoring:meeting", args=[meeting.uuid])).content.decode()
    return pdf_words(pdf, folder).split("\f")[:-1], heads, page.split('id="notula"')[1].split("</section>")[0]


def test_an_approved_paper_is_the_same_next_year(world: World) -> None:
    """Lost otherwise: the copy in the file and the copy that is downloaded differ."""
    office(world)
    meeting = held(world)
    minutes.approve_minutes(world.actor("koordinator"), meeting.uuid)
    client = world.client("koordinator")
    before = client.get(reverse("web:minutes_pdf", args=[meeting.uuid])).content
    agreeing.complete_action(world.actor("pelaksana"), Action.objects.get().uuid)
    set_reach(everything())
    Letterhead.objects.update(lines="KOP BARU")
    Official.objects.all().delete()
    Person.objects.filter(pk=world.people["pelaksana"].pk).update(name="Nama Baru")
    Person.objects.filter(pk=world.people["pendamping"].pk).update(name="Nama Lain")
    assert client.get(reverse("web:minutes_pdf", args=[meeting.uuid])).content == before


def test_without_letterhead_the_names_of_the_agencies_stand_on_top(world: World) -> None:
    """Lost otherwise: minutes without an office."""
    meeting = held(world)
    paper, _ = minutes_of(world.actor("koordinator"), meeting.uuid)
    assert paper.letterhead.lines == ("PROVINSI NUSA REKAAN", "BIRO HUKUM")


def test_the_list_to_be_signed_proposes_the_team(world: World, tmp_path: Path) -> None:
    """Lost otherwise: the list is typed by hand before each meeting."""
    meeting = planned(world, ["2"])
    answer = world.client("pendamping").get(reverse("web:attendance_pdf", args=[meeting.uuid]))
    words = pdf_words(answer.content, tmp_path)
    assert "Koordinator" in words and "Pelaksana" in words and "Asesor" not in words


def test_minutes_that_nobody_wrote_are_refused_with_a_sentence(world: World) -> None:
    """Lost otherwise: an empty paper that looks official."""
    meeting = planned(world, ["2"])
    with pytest.raises(Refused, match="belum disusun"):
        minutes_of(world.actor("koordinator"), meeting.uuid)
