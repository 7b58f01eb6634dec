"""LHE and LKE as files: the frozen snapshot (or the running standing) becomes the paper's dataclass."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from matang import papers
from matang.assessments import queries
from matang.assessments.gaps import Proof, proofs_from
from matang.assessments.models import Assessment, Citation, Rating, Stage
from matang.core import words
from matang.core.figures import plain, shown
from matang.core.scoring import Given
from matang.journal.queries import chain_head
from matang.office.queries import letterhead_for, official_on
from matang.people.actor import Actor
from matang.people.rules import Refused, Right
from matang.people.views_guard import actor_of, signed_in
from matang.results.models import Decision
from matang.results.queries import decision_of
from matang.results.snapshot import IndicatorValue, Snapshot, read, taken

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CLOSING = "Demikian laporan ini dibuat untuk ditindaklanjuti sebagai bahan perbaikan pada periode berikutnya."


@signed_in
@require_safe
def result_lhe(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The LHE as PDF; only after the decision."""
    report = report_of(actor_of(request), uuid)
    return _file(papers.result_report_pdf(report), f"LHE {report.agency} {report.round}.pdf", PDF)


@signed_in
@require_safe
def result_lke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The LKE as XLSX, from the draft on."""
    paper = worksheet_of(actor_of(request), uuid)
    return _file(papers.worksheet_xlsx(paper), f"LKE {paper.agency} {paper.round}.xlsx", XLSX)


def report_of(actor: Actor, uuid: UUID) -> papers.ResultReport:
    """The LHE's data, drawn from the frozen snapshot; at most eight statements. Refused before the decision."""
    assessment = queries.assessment_of(actor, uuid, Right.READ_RESULT)
    decision = decision_of(assessment)
    if decision is None or decision.confirmed_at is None:
        raise Refused("LHE tersedia sesudah keputusan disahkan. Sementara itu unduh LKE.")
    picture, last = read(decision.snapshot), queries.last_year(assessment)
    day = decision.confirmed_at.astimezone(ZoneInfo(assessment.agency.time_zone)).date()
    return papers.ResultReport(
        letterhead=_letterhead(assessment),
        number="",
        agency=picture.agency,
        instrument=f"{picture.instrument_title}, versi {picture.instrument_number}",
        round=f"{picture.title} {picture.round}",
        basis=tuple(line for line in picture.legal_basis.splitlines() if line.strip()),
        decided=words.date(day),
        low=picture.low,
        high=picture.high,
        index=picture.index,
        predicate=picture.predicate,
        index_note=picture.note,
        last_index=last.score.index if last else None,
        last_round=last.label if last else "",
        nodes=tuple(_node(picture, last)),
        indicators=tuple(_indicator(row, last) for row in picture.indicators),
        findings=tuple(
            papers.FindingRow(row.code, row.title, row.finding, row.recommendation)
            for row in picture.indicators
            if row.finding.strip() or row.recommendation.strip()
        ),
        summary=_summary(picture, decision),
        closing=CLOSING,
        signature=_signature(assessment, day),
        chain_head=decision.chain_head,
        made=decision.confirmed_at,
        demo=settings.DEMO,
    )


def worksheet_of(actor: Actor, uuid: UUID) -> papers.Worksheet:
    """The LKE's data; at most nine statements. Decided figures come from the snapshot, explanations and evidence from
    the assessment; the assessors' columns are empty before the decision."""
    assessment = queries.assessment_of(actor, uuid, Right.READ_WORK)
    decision = decision_of(assessment)
    own = queries.ratings_of(assessment, Stage.SELF).get((Stage.SELF, 0), {})
    picture = read(decision.snapshot) if decision else read(taken(assessment, own, None))
    citations = list(queries.citations_of(assessment))
    proof = proofs_from(assessment, {code: queries.given(rating) for code, rating in own.items()}, citations)
    cited: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        cited[citation.indicator].append(citation)
    return papers.Worksheet(
        letterhead=_letterhead(assessment),
        agency=picture.agency,
        instrument=f"{picture.instrument_title}, versi {picture.instrument_number}",
        round=f"{picture.title} {picture.round}",
        status=_status(assessment, decision),
        index=picture.index,
        predicate=f"{picture.predicate} ({picture.note})" if picture.note else picture.predicate,
        values=tuple(
            papers.ValueRow(words_for(node.kind), node.code, node.title, node.weight, node.value)
            for node in picture.nodes
        ),
        derivation=tuple(_derivation(picture)),
        rows=tuple(_row(row, own.get(row.code), proof.get(row.code), cited[row.code]) for row in picture.indicators),
        notes=tuple(_notes(picture, decision)),
        chain_head=decision.chain_head if decision else chain_head(),
        made=decision.confirmed_at if decision and decision.confirmed_at else queries.database_now(),
        demo=settings.DEMO,
    )


def words_for(kind: str) -> str:
    """The instrument's kind of node as people call it."""
    return {"domain": "Domain", "aspect": "Aspek"}.get(kind, kind.capitalize())


def _letterhead(assessment: Assessment) -> papers.Letterhead:
    head = letterhead_for(assessment.round.owner)
    return papers.Letterhead(head.lines, head.address)


def _signature(assessment: Assessment, day: datetime.date) -> papers.Signature:
    """Whoever signed for the owner on the day of the decision; empty lines when nobody is entered."""
    official = official_on(assessment.round.owner, day)
    if official is None:
        return papers.Signature("", words.date(day), "", "Pejabat penyelenggara evaluasi", "", "", "")
    return papers.Signature(
        "", words.date(day), official.acting, official.position, official.name, official.nip, official.rank
    )


def _summary(picture: Snapshot, decision: Decision) -> str:
    ahead = f"Koreksi ke-{decision.number - 1}: {decision.reason}. " if decision.number > 1 else ""
    own = f"Indeks menurut penilaian mandiri {shown(picture.own_index)}."
    return f"{ahead}{own} Instrumen: SHA-256 {picture.instrument_sha256}."


def _node(picture: Snapshot, last: queries.LastYear | None) -> Iterable[papers.NodeRow]:
    for node in picture.nodes:
        former = last.score.values.get(node.kind, {}).get(node.code) if last else None
        yield papers.NodeRow(node.code, node.title, node.depth, node.weight, node.value, former)


def _indicator(row: IndicatorValue, last: queries.LastYear | None) -> papers.IndicatorRow:
    former = queries.given(last.ratings.get(row.code)) if last else None
    group = row.trail[0][2] if row.trail else ""
    values = (_figure(row.own), _figure(row.final), _figure(former))
    return papers.IndicatorRow(row.code, row.title, group, row.weight, *values)


def _figure(value: Given) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _row(
    row: IndicatorValue, own: Rating | None, proof: Proof | None, citations: Iterable[Citation]
) -> papers.WorksheetRow:
    return papers.WorksheetRow(
        code=row.code,
        domain=row.trail[0][2] if row.trail else "",
        aspect=row.trail[-1][2] if len(row.trail) > 1 else "",
        title=row.title,
        weight=row.weight,
        self_level=_figure(row.own),
        fact=own.fact if own else "",
        analysis=own.analysis if own else "",
        evidence=tuple(c.version.document.title + (f", hlm. {c.pages}" if c.pages else "") for c in citations),
        gap=proof.gap.sentence if proof else "",
        assessor_level=_figure(row.final),
        finding=row.finding,
        recommendation=row.recommendation,
    )


def _status(assessment: Assessment, decision: Decision | None) -> str:
    if decision is None or decision.confirmed_at is None:
        return f"Nilai mandiri, belum diputuskan ({assessment.get_state_display().lower()})"
    day = decision.confirmed_at.astimezone(ZoneInfo(assessment.agency.time_zone)).date()
    kind = "Nilai akhir" if decision.number == 1 else f"Nilai akhir, koreksi ke-{decision.number - 1}"
    return f"{kind}, ditetapkan {words.date(day)}"


def _derivation(picture: Snapshot) -> Iterable[str]:
    yield "Indeks = jumlah (bobot × nilai) dibagi jumlah bobot indikator yang dinilai; pembulatan hanya pada tampilan."
    for term in picture.terms:
        if term.value is not None and term.contribution is not None:
            yield (
                f"{term.title}: bobot {shown(term.weight)} × nilai {shown(term.value, 4)}, "
                f"sumbangan {shown(term.contribution, 4)}."
            )
    if picture.index is not None:
        yield f"Jumlah sumbangan = {plain(picture.index)}, ditampilkan {shown(picture.index)}."


def _notes(picture: Snapshot, decision: Decision | None) -> Iterable[str]:
    if picture.note:
        yield f"Indeks {shown(picture.index)}: {picture.note}."
    if picture.missing:
        yield f"Belum dinilai: indikator {', '.join(picture.missing)}."
    if picture.assumed:
        yield f"Dihitung dengan nilai bawaan: indikator {', '.join(picture.assumed)}."
    if picture.not_applicable:
        yield f"Tidak berlaku: indikator {', '.join(picture.not_applicable)}."
    yield f"SHA-256 instrumen: {picture.instrument_sha256}."
    if decision is not None and decision.reason:
        yield f"Alasan koreksi: {decision.reason}."


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment"}
    return HttpResponse(content, content_type=media_type, headers=headers)
