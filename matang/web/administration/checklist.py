"""Five steps from an empty installation to a first round: what is done, what remains, what comes next."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse

from matang.assessments.queries import rounds_of
from matang.instruments.models import Version
from matang.instruments.queries import versions
from matang.journal.queries import of_agencies
from matang.office.queries import any_letterhead
from matang.people.actor import Actor
from matang.people.models import AdministratorProposal
from matang.people.queries import agencies_visible_to, persons_visible_to, proposals, search_persons


@dataclass(frozen=True)
class Step:
    """One of the five: what it is about, whether it is done, what stands there now, and where to do it."""

    title: str
    done: bool
    now: str
    action: str
    href: str


@dataclass(frozen=True)
class Home:
    """The administration's first page."""

    lead: str
    next: Step | None
    steps: tuple[Step, ...]
    rooms: tuple[tuple[str, str, str, str], ...]
    proposals: tuple[AdministratorProposal, ...]
    waiting: tuple[Version, ...]
    without_password: int
    recent: tuple[tuple[datetime.datetime, str, str], ...]


def home_page(actor: Actor, today: datetime.date) -> Home:
    """About ten statements, whatever the size of the installation."""
    agencies = agencies_visible_to(actor).count()
    people = persons_visible_to(actor).count()
    rounds = rounds_of(actor).count()
    known = list(versions())
    steps = _steps(actor, agencies, people, rounds)
    following = next((step for step in steps if not step.done), None)
    done = sum(step.done for step in steps)
    waiting = tuple(one for one in known if one.state == Version.State.PROPOSED)
    return Home(
        lead=_lead(actor, following, done, rounds),
        next=following,
        steps=steps,
        rooms=(
            ("Instansi", str(agencies), "pohon instansi dan zona waktunya", reverse("web:agencies")),
            ("Orang", str(people), "akun, peran, dan masa tugas", reverse("web:persons")),
            ("Periode evaluasi", str(rounds), "instansi yang dinilai dan jadwalnya", reverse("web:rounds")),
            ("Instrumen", str(len(known)), "versi, usulan, dan bunyi keputusan", reverse("web:instruments")),
        ),
        proposals=tuple(proposals(actor)),
        waiting=waiting,
        without_password=search_persons(actor, today, state="baru").count(),
        recent=tuple((entry.at, entry.actor_name, entry.sentence) for entry in of_agencies(limit=6)),
    )


def _steps(actor: Actor, agencies: int, people: int, rounds: int) -> tuple[Step, ...]:
    letterhead = any_letterhead(actor.reach)
    return (
        Step("Instansi pemilik dan administrator", True, actor.agency_name, "Lihat instansi", reverse("web:agencies")),
        Step(
            "Kop naskah dan pejabat",
            letterhead,
            "kop sudah diatur" if letterhead else "belum ada kop; naskah memakai nama instansi",
            "Atur kop naskah",
            reverse("web:letterhead_own"),
        ),
        Step(
            "Perangkat daerah",
            agencies > 1,
            f"{agencies - 1} instansi di bawah pemilik",
            "Tempel atau impor daftar instansi",
            reverse("web:agencies_import"),
        ),
        Step(
            "Orang dan perannya",
            people > 1,
            f"{people} orang, termasuk Anda",
            "Tempel atau impor daftar orang",
            reverse("web:persons_import"),
        ),
        Step(
            "Periode evaluasi",
            rounds > 0,
            f"{rounds} periode dibuka" if rounds else "belum ada periode yang dibuka",
            "Buka periode evaluasi",
            reverse("web:round_new"),
        ),
    )


def _lead(actor: Actor, following: Step | None, done: int, rounds: int) -> str:
    if following is None:
        return f"{actor.agency_name} siap bekerja: {rounds} periode evaluasi sudah dibuka."
    return f"{done} dari 5 langkah persiapan selesai. Berikutnya: {following.title.lower()}."
