"""Beranda: where things stand in one sentence, the one button that matters now, tasks, and what changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from matang.assessments import queries
from matang.assessments.gaps import Proof, proofs_from
from matang.assessments.models import Assessment, Citation, Rating, Stage
from matang.assessments.naming import round_names
from matang.assessments.queries_requests import open_requests_for
from matang.core import words
from matang.core.documents import number_text
from matang.core.figures import shown
from matang.core.scoring import Given, Score
from matang.core.scoring import score as scored
from matang.core.validity import validity
from matang.evidence.queries_validity import said, with_said
from matang.journal.queries import of_agencies
from matang.mentoring.queries import next_meetings, open_actions_for
from matang.people.actor import Actor
from matang.people.models import Role
from matang.people.rules import JUDGES, TEAM, Right
from matang.plans.queries import current_plan, steps_due_for
from matang.web.templating import date, moment
from matang.web.work.live import Live, live

State = Assessment.State
LATEST = 6


@dataclass(frozen=True)
class Task:
    """One thing to do: words, where, and a mark at the right."""

    words: str
    href: str
    mark: str = ""
    warn: bool = False


@dataclass(frozen=True)
class Home:
    """The page; parts that a role does not have are empty. `round` is what the sentence is about, `others` are the
    agency's other open assessments (name, address)."""

    sentence: Markup
    button: tuple[str, str] | None
    live: Live | None = None
    round: str = ""
    others: tuple[tuple[str, str], ...] = ()
    garden: tuple[dict[str, Any], ...] = ()
    top: int = 5
    has_target: bool = False
    tasks: tuple[Task, ...] = ()
    requests: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    figures: tuple[tuple[str, str, str], ...] = ()
    agencies: tuple[tuple[str, str, str, str, str], ...] = ()


def home(actor: Actor) -> Home:
    """Beranda of the actor's role."""
    if actor.role in TEAM:
        return _team(actor)
    if actor.role in JUDGES:
        return _judges(actor)
    if actor.role == Role.MENTOR:
        return _mentor(actor)
    if actor.role == Role.ADMINISTRATOR:
        return _administrator(actor)
    if actor.role in (Role.LEADER, Role.AUDITOR):
        return _leader(actor)
    return Home(Markup("Akun Anda belum mempunyai peran. Minta administrator instansi memberikannya."), None)


def _team(actor: Actor) -> Home:
    latest = queries.newest(actor, LATEST)
    if not latest:
        advice = (
            "Belum ada periode evaluasi untuk instansi Anda. Administrator membukanya; sementara itu, kumpulkan bukti."
        )
        return Home(Markup(advice), ("Buka pustaka bukti dukung", reverse("evidence:library")))
    assessment, names = latest[0], round_names(one.round for one in latest)
    ratings = queries.ratings_of(assessment, Stage.SELF).get((Stage.SELF, 0), {})
    score = queries.score_of(assessment, ratings.values())
    last = queries.last_year(assessment)
    values = {code: queries.given(rating) for code, rating in ratings.items()}
    citations = list(with_said(queries.citations_of(assessment), "version__"))
    proof = proofs_from(assessment, values, citations)
    targets = current_plan(assessment)
    mine = set(assessment.mine)  # type: ignore[attr-defined]
    codes = (
        mine if actor.role == Role.CONTRIBUTOR and mine else set(queries.instrument_for(assessment).instrument.codes)
    )
    goal = _goal(assessment, values, targets)
    return Home(
        sentence=_standing(assessment, score, last.score if last else None),
        button=_next_step(actor, assessment, ratings, proof, codes),
        live=live(score, goal),
        round=names[assessment.round_id],
        others=tuple(
            (names[one.round_id], reverse("web:matrix", args=[one.uuid]))
            for one in latest[1:]
            if one.state != State.DECIDED
        ),
        garden=garden(assessment, score, ratings, targets),
        top=len(score.instrument.scale),
        has_target=bool(targets),
        tasks=(*_ending(assessment, citations), *_tasks(actor)),
        requests=reverse("web:requests"),
        changes=changes(actor),
    )


def _ending(assessment: Assessment, citations: list[Citation]) -> tuple[Task, ...]:
    """Cited documents that end before an assessor reads them, as one task; what is decided already needs none."""
    if assessment.state == State.DECIDED:
        return ()
    round_, today = assessment.round, timezone.localdate()
    found = {
        citation.version.document_id
        for citation in citations
        if validity(said(citation), round_.year, today, round_.closes_on).warns
    }
    told = f"{len(found)} dokumen rujukan sudah atau segera berakhir"
    return (Task(told, reverse("evidence:library") + "?pakai=berakhir", "periksa", warn=True),) if found else ()


def _goal(assessment: Assessment, values: Mapping[str, Given], targets: Mapping[str, Fraction]) -> Fraction | None:
    """The index once every target of the plan is reached; what already stands higher stays."""
    if not targets:
        return None
    aimed: dict[str, Given] = dict(values)
    for code, target in targets.items():
        now = values.get(code)
        if now is None or (isinstance(now, Fraction) and now < target):
            aimed[code] = target
    return scored(queries.instrument_for(assessment).instrument, aimed).index


def _standing(assessment: Assessment, score: Score, last: Score | None) -> Markup:
    name = assessment.agency.short_name
    parts = []
    if score.index is None:
        parts.append(Markup("{} belum mengisi satu indikator pun.").format(name))
    elif last is not None and last.index is not None:
        change = score.index - last.index
        words = "naik" if change > 0 else "turun" if change < 0 else "tetap"
        figure = f"{words} {shown(abs(change))}" if change else words
        parts.append(Markup("{} <b>{}</b> dari tahun lalu.").format(name, figure))
    else:
        parts.append(Markup("Indeks berjalan {} <b>{}</b>.").format(name, shown(score.index)))
    parts.append(_way_to_next(score))
    if assessment.state == State.DRAFT:
        parts.append(Markup('<span class="soft">{}</span>').format(_deadline(assessment)))
    else:
        parts.append(Markup('<span class="soft">Keadaan: {}.</span>').format(assessment.get_state_display().lower()))
    return Markup(" ").join(part for part in parts if part)


def _way_to_next(score: Score) -> Markup:
    """How many single steps, at best, lead to the next predicate."""
    if score.index is None:
        return Markup("")
    higher = sorted((g for g in score.instrument.predicates if g.min > score.index), key=lambda grade: grade.min)
    if not higher:
        return Markup("Predikat tertinggi sudah tercapai.")
    steps = _single_steps(score, higher[0].min)
    if steps == 1:
        text = "Satu langkah lagi ke predikat <b>{}</b>: cukup satu indikator naik satu tingkat."
        return Markup(text).format(higher[0].name)
    return Markup("Ke predikat <b>{}</b> kurang {}.").format(higher[0].name, shown(higher[0].min - score.index))


def _single_steps(score: Score, border: Fraction) -> int:
    """1 when raising one indicator by one level reaches the border, else 2 (meaning more)."""
    if score.index is None:
        return 2
    total = score.coverage.weight
    for code, value in score.values["indicator"].items():
        above = [step.value for step in score.instrument.levels(code) if value is not None and step.value > value]
        if not above or value is None or not total:
            continue
        gain = score.weights["indicator"][code] * (above[0] - value) / total
        if score.index + gain >= border:
            return 1
    return 2


def _deadline(assessment: Assessment) -> str:
    closes = queries.closing(assessment.round, assessment.agency.time_zone)
    left = closes - timezone.now()
    if left <= datetime.timedelta(0):
        return f"Penilaian mandiri sudah ditutup {queries.closing_words(assessment)}."
    days = left.days
    when = f"{days} hari lagi" if days else "kurang dari sehari lagi"
    return f"Batas penilaian mandiri {when}, {queries.closing_words(assessment)}."


def _next_step(
    actor: Actor, assessment: Assessment, ratings: dict[str, Rating], proof: dict[str, Proof], codes: set[str]
) -> tuple[str, str] | None:
    """The first indicator (in order) that lacks value, then words, then evidence; else check and submit."""
    matrix = reverse("web:matrix", args=[assessment.uuid])
    if assessment.state != State.DRAFT:
        return ("Lihat penilaian", matrix)
    instrument = queries.instrument_for(assessment).instrument
    ordered = [code for code in instrument.codes if code in codes]
    for lacks in (_no_value, _no_words, lambda rating, p: not p.complete):
        for code in ordered:
            if lacks(ratings.get(code), proof[code]):
                title = instrument.indicator(code).title
                return (f"Lanjutkan indikator {code}: {title}", reverse("web:indicator", args=[assessment.uuid, code]))
    if actor.may(Right.SUBMIT, assessment.agency_id):
        return ("Periksa dan ajukan", reverse("web:submit", args=[assessment.uuid]))
    return ("Buka penilaian", matrix)


def _no_value(rating: Rating | None, _: Proof) -> bool:
    return queries.given(rating) is None


def _no_words(rating: Rating | None, _: Proof) -> bool:
    return rating is None or not (rating.fact.strip() or rating.analysis.strip())


def garden(
    assessment: Assessment, score: Score, ratings: dict[str, Rating], targets: dict[str, Fraction]
) -> tuple[dict[str, Any], ...]:
    """One tree an indicator, grouped by the outermost parts of the instrument."""
    groups = []
    for node in score.instrument.nodes:
        trees = [
            {
                "code": leaf.code,
                "title": leaf.title,
                "level": _plain(score.values["indicator"][leaf.code]),
                "target": _plain(targets.get(leaf.code)),
                "away": leaf.code in score.coverage.not_applicable,
                "href": reverse("web:indicator", args=[assessment.uuid, leaf.code]),
            }
            for leaf in node.leaves()
        ]
        value = score.values[node.kind][node.code]
        groups.append({"name": node.title, "value": shown(value), "trees": trees})
    return tuple(groups)


def _plain(value: Fraction | None) -> int | float | None:
    """A level for drawing only."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _tasks(actor: Actor) -> tuple[Task, ...]:
    today = timezone.localdate()
    tasks = [
        Task(
            f"Diminta: {asked.what} (indikator {asked.indicator})",
            reverse("web:request", args=[asked.uuid]),
            words.until(asked.due_on, today),
            asked.due_on <= today,
        )
        for asked in open_requests_for(actor)[:6]
    ]
    tasks += [
        Task(
            f"{action.what} (indikator {action.indicator})" if action.indicator else action.what,
            reverse("mentoring:meeting", args=[action.meeting.uuid]) if action.meeting else reverse("mentoring:list"),
            words.until(action.due_on, today),
            action.due_on <= today,
        )
        for action in open_actions_for(actor)[:6]
    ]
    tasks += [
        Task(
            f"Indikator {step.indicator} ke tingkat {number_text(Fraction(step.to_value)).replace('.', ',')}",
            reverse("plans:plan", args=[step.plan.uuid]),
            words.until(step.due_on, today) if step.due_on else "",
            bool(step.due_on and step.due_on <= today),
        )
        for step in steps_due_for(actor)[:6]
    ]
    tasks += [
        Task(
            meeting.title if meeting.title.lower().startswith("rapat") else f"Rapat pendampingan: {meeting.title}",
            reverse("mentoring:meeting", args=[meeting.uuid]),
            date(meeting.starts_at, actor.time_zone),
        )
        for meeting in next_meetings(actor)[:3]
    ]
    return tuple(tasks)


def changes(actor: Actor, limit: int = 6) -> tuple[tuple[str, str, str], ...]:
    """What others changed lately within reach, newest first."""
    if not actor.may(Right.READ_JOURNAL):
        return ()
    entries = [entry for entry in of_agencies(40) if entry.agency_id is not None and entry.actor_id != actor.person_id]
    zone = ZoneInfo(actor.time_zone)
    today = timezone.now().astimezone(zone).date()
    return tuple(
        (entry.actor_name, entry.sentence, words.lately(entry.at.astimezone(zone), today)) for entry in entries[:limit]
    )


def _judges(actor: Actor) -> Home:
    waiting = queries.visible_to(actor).filter(state=State.SUBMITTED).count()
    assessed = queries.visible_to(actor).filter(state=State.ASSESSED).count()
    proposed = queries.visible_to(actor).filter(state=State.PROPOSED).count()
    if actor.role == Role.LEAD_ASSESSOR:
        text = Markup(
            "<b>{}</b> penilaian sedang dinilai, <b>{}</b> menunggu penetapan, <b>{}</b> menunggu pengesahan."
        )
        return Home(
            text.format(waiting, assessed, proposed),
            ("Buka antrean evaluasi", reverse("web:queue")),
            changes=changes(actor),
        )
    text = (
        Markup("<b>{}</b> penilaian menunggu Anda nilai.")
        if waiting
        else Markup("Tidak ada penilaian yang menunggu Anda.")
    )
    return Home(text.format(waiting), ("Buka antrean evaluasi", reverse("web:queue")))


def _mentor(actor: Actor) -> Home:
    rows = _drafts(actor)
    meetings = list(next_meetings(actor)[:1])
    if meetings:
        when = moment(meetings[0].starts_at, actor.time_zone)
        text = Markup("Rapat pendampingan berikutnya <b>{}</b>: {}.").format(when, meetings[0].title)
        button = ("Buka rapat", reverse("mentoring:meeting", args=[meetings[0].uuid]))
    else:
        text = Markup("Anda mendampingi <b>{}</b> penilaian. Belum ada rapat yang dijadwalkan.").format(len(rows))
        button = ("Rencanakan rapat", reverse("mentoring:list"))
    asked = reverse("web:requests")
    return Home(text, button, tasks=_tasks(actor), requests=asked, changes=changes(actor), agencies=rows)


def _drafts(actor: Actor) -> tuple[tuple[str, str, str, str, str], ...]:
    found = list(queries.visible_to(actor).exclude(state=State.DECIDED).order_by("running_index", "agency__name")[:12])
    names = round_names(assessment.round for assessment in found)
    return tuple(_agency_row(assessment, names[assessment.round_id]) for assessment in found)


def _agency_row(assessment: Assessment, period: str) -> tuple[str, str, str, str, str]:
    index = None if assessment.running_index is None else Fraction(assessment.running_index)
    href = reverse("web:matrix", args=[assessment.uuid])
    return (assessment.agency.name, href, period, assessment.get_state_display(), shown(index))


def _leader(actor: Actor) -> Home:
    found = queries.visible_to(actor)
    waiting = found.filter(state=State.PROPOSED).count()
    drafts = found.filter(state=State.DRAFT).count()
    total = found.exclude(state=State.DECIDED).count()
    text = Markup("<b>{}</b> penilaian sedang berjalan, <b>{}</b> di antaranya masih disusun.").format(total, drafts)
    if actor.role == Role.LEADER and waiting:
        text += Markup(" <b>{}</b> keputusan menunggu pengesahan Anda.").format(waiting)
        button = ("Sahkan keputusan", reverse("web:results") + "?keadaan=proposed")
    else:
        button = ("Lihat hasil", reverse("web:results"))
    return Home(
        text,
        button,
        tasks=_tasks(actor) if actor.role == Role.LEADER else (),
        changes=changes(actor),
        agencies=_drafts(actor),
    )


def _administrator(actor: Actor) -> Home:
    total = queries.visible_to(actor).count()
    text = Markup("Instansi dalam pengelolaan Anda: <b>{}</b>, dengan <b>{}</b> penilaian.").format(
        len(actor.reach), total
    )
    return Home(text, ("Buka administrasi", reverse("web:administration")), changes=changes(actor))
