"""Papers: everything that an office must file, drawn from one frozen dataclass a paper.

Plain data goes in (dates in words, figures exact), a finished file comes out. What people wrote arrives on paper as
they wrote it; only control characters, which no document format accepts, are dropped.
"""

from matang.lib import docx, typst, xlsx
from matang.papers.minutes import (
    ActionRow,
    AttendanceList,
    Attendee,
    Minutes,
    Occasion,
    Topic,
    attendance_outline,
    minutes_outline,
)
from matang.papers.parts import MARK, Letterhead, Signature, foot
from matang.papers.plain import cleaned
from matang.papers.press import TEMPLATES, outline_data
from matang.papers.result_report import FindingRow, IndicatorRow, NodeRow, ResultReport, report_data
from matang.papers.worksheet import ValueRow, Worksheet, WorksheetRow, worksheet_tables

__all__ = [
    "ActionRow",
    "AttendanceList",
    "Attendee",
    "FindingRow",
    "IndicatorRow",
    "Letterhead",
    "Minutes",
    "NodeRow",
    "Occasion",
    "ResultReport",
    "Signature",
    "Topic",
    "ValueRow",
    "Worksheet",
    "WorksheetRow",
    "attendance_docx",
    "attendance_pdf",
    "minutes_docx",
    "minutes_pdf",
    "result_report_pdf",
    "worksheet_xlsx",
]


def result_report_pdf(report: ResultReport) -> bytes:
    """The LHE as PDF/A-2b; equal input gives equal bytes. `lib.typst.PaperError` when it cannot be set."""
    paper = cleaned(report)
    return typst.pdf(TEMPLATES / "result_report.typ", report_data(paper), paper.made)


def worksheet_xlsx(worksheet: Worksheet) -> bytes:
    """The LKE as XLSX: figures are numbers, words are never formulas."""
    paper = cleaned(worksheet)
    name = f"LKE {paper.agency}, {paper.round}"
    header = MARK if paper.demo else ""
    return xlsx.workbook(worksheet_tables(paper), name, foot(name, paper.chain_head), header, paper.made)


def minutes_pdf(minutes: Minutes) -> bytes:
    """The notula as PDF/A-2b, with the attendance list as its appendix."""
    paper = cleaned(minutes)
    return typst.pdf(TEMPLATES / "outline.typ", outline_data(minutes_outline(paper)), paper.made)


def minutes_docx(minutes: Minutes) -> bytes:
    """The same notula as DOCX, for an office that finishes it in its word processor."""
    paper = cleaned(minutes)
    return docx.document(minutes_outline(paper), paper.made)


def attendance_pdf(attendance: AttendanceList) -> bytes:
    """The attendance list alone as PDF/A-2b, to be signed on paper or filed as signed."""
    paper = cleaned(attendance)
    return typst.pdf(TEMPLATES / "outline.typ", outline_data(attendance_outline(paper)), paper.made)


def attendance_docx(attendance: AttendanceList) -> bytes:
    """The same attendance list as DOCX."""
    paper = cleaned(attendance)
    return docx.document(attendance_outline(paper), paper.made)
