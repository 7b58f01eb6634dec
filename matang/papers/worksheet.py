"""LKE, the evaluation worksheet, as a workbook of three sheets: LKE, Nilai, Keterangan."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from matang.lib.xlsx import DECIMAL, LEVEL, Cell, Column, Table
from matang.papers.parts import MARK, Letterhead


@dataclass(frozen=True)
class WorksheetRow:
    """One indicator: weight in percent of the index, levels as values (None: not given), the rest as typed."""

    code: str
    domain: str
    aspect: str
    title: str
    weight: Fraction
    self_level: Fraction | None
    fact: str
    analysis: str
    evidence: tuple[str, ...]
    gap: str
    assessor_level: Fraction | None
    finding: str
    recommendation: str


@dataclass(frozen=True)
class ValueRow:
    """One node above the indicators: `kind` is "Domain" or "Aspek" as the instrument calls it."""

    kind: str
    code: str
    title: str
    weight: Fraction
    value: Fraction | None


@dataclass(frozen=True)
class Worksheet:
    """Everything on the LKE of one agency in one round; `derivation` says in sentences how the index came about."""

    letterhead: Letterhead
    agency: str
    instrument: str
    round: str
    status: str
    index: Fraction | None
    predicate: str
    values: tuple[ValueRow, ...]
    derivation: tuple[str, ...]
    rows: tuple[WorksheetRow, ...]
    notes: tuple[str, ...]
    chain_head: str
    made: datetime
    demo: bool = False


A3 = 8  # thirteen columns are too small to read on A4
LKE = (
    Column("Kode", 7),
    Column("Domain", 15),
    Column("Aspek", 18),
    Column("Indikator", 28),
    Column("Bobot (%)", 8, DECIMAL),
    Column("Nilai Mandiri", 9, LEVEL),
    Column("Fakta", 38),
    Column("Analisis", 38),
    Column("Bukti Dukung", 28),
    Column("Yang Kurang", 28),
    Column("Nilai Asesor", 9, LEVEL),
    Column("Temuan", 30),
    Column("Rekomendasi", 30),
)
VALUES = (
    Column("Jenis", 12),
    Column("Kode", 8),
    Column("Nama", 52),
    Column("Bobot (%)", 12, DECIMAL),
    Column("Nilai", 12, DECIMAL),
    Column("Predikat", 18),
)
MEANINGS = (
    ("Kode, Domain, Aspek, Indikator", "Susunan instrumen yang dipakai pada periode ini."),
    ("Bobot (%)", "Bobot indikator terhadap indeks; jumlah seluruhnya 100."),
    ("Nilai Mandiri", "Nilai yang diajukan instansi. Kosong berarti belum dinilai, bukan nol."),
    ("Fakta, Analisis", "Penjelasan instansi: bukti yang ada dan alasan kriterianya terpenuhi."),
    ("Bukti Dukung", "Dokumen yang dirujuk beserta halamannya."),
    ("Yang Kurang", "Kebutuhan bukti tingkat berikutnya yang belum terpenuhi."),
    ("Nilai Asesor, Temuan, Rekomendasi", "Hasil penilaian asesor pada tahap yang disebut di judul."),
)


def worksheet_tables(w: Worksheet) -> tuple[Table, ...]:
    """The three sheets, every one with the same lines on top."""
    mark = (f"{MARK} — bukan dokumen resmi",) if w.demo else ()
    above = ("Lembar Kerja Evaluasi", *mark, w.agency, f"{w.instrument} · {w.round}", w.status)
    above = tuple(line for line in above if line)
    rows = tuple(_row(row) for row in w.rows)
    return (
        Table("LKE", above, LKE, rows, paper=A3),
        Table("Nilai", above, VALUES, _values(w), bold=frozenset({0})),
        Table("Keterangan", above, (Column("Hal", 36), Column("Keterangan", 100)), _meanings(w)),
    )


def _row(row: WorksheetRow) -> tuple[Cell, ...]:
    evidence = "\n".join(row.evidence)
    texts = (row.fact, row.analysis, evidence, row.gap)
    names = (row.code, row.domain, row.aspect, row.title)
    return (*names, row.weight, row.self_level, *texts, row.assessor_level, row.finding, row.recommendation)


def _values(w: Worksheet) -> tuple[tuple[Cell, ...], ...]:
    total = sum((row.weight for row in w.rows), Fraction(0))
    rows: list[tuple[Cell, ...]] = [("Indeks", None, w.instrument, total, w.index, w.predicate)]
    rows += [(row.kind, row.code, row.title, row.weight, row.value, None) for row in w.values]
    return tuple(rows)


def _meanings(w: Worksheet) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = [*MEANINGS]
    rows += [("Cara menghitung", line) for line in w.derivation]
    rows += [("Catatan", line) for line in w.notes]
    if w.chain_head:
        rows.append(("Jejak catatan", w.chain_head))
    return tuple(rows)
