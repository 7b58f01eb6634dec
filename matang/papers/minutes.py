"""Notula of a mentoring meeting and its attendance list, as outlines that DOCX and PDF are drawn from.

Order of parts: naskah dinas for notula and daftar hadir; the discussion follows the indicators of the agenda.
"""

from dataclasses import dataclass
from datetime import datetime

from matang.lib.outline import Fields, Grid, Heading, Outline, PageBreak, Paragraph, Part, Signs, Title
from matang.papers.parts import DRAFT, MARK, Letterhead, Sheet, Signature, foot

ATTENDANCE_HEADS = ("No.", "Nama", "Jabatan/Instansi", "Tanda Tangan")
ATTENDANCE_WIDTHS = (8, 32, 32, 28)


@dataclass(frozen=True)
class Occasion:
    """Which meeting: `day` is weekday and date in words ("Selasa, 25 Juni 2024"), `time` "09.00–11.30 WITA"."""

    meeting: str
    day: str
    time: str
    place: str
    agenda: str

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The lines that stand on top of both papers, with their official names."""
        return (
            ("Rapat", self.meeting),
            ("Hari/Tanggal", self.day),
            ("Waktu", self.time),
            ("Tempat", self.place),
            ("Acara", self.agenda),
        )


@dataclass(frozen=True)
class Attendee:
    """One who came; `signed` is what stands in the signature column ("hadir 09.02" after a QR, "" to sign by hand)."""

    name: str
    position: str
    signed: str = ""


@dataclass(frozen=True)
class AttendanceList:
    """Daftar hadir: who came to which meeting. `blank_rows` are left for those who sign on the spot."""

    letterhead: Letterhead
    occasion: Occasion
    attendees: tuple[Attendee, ...]
    signer: Signature | None
    chain_head: str
    made: datetime
    demo: bool = False
    sheet: Sheet = "a4"
    blank_rows: int = 0


@dataclass(frozen=True)
class Topic:
    """One indicator discussed: levels in words or figures as shown ("2", "belum dinilai"), the rest as typed."""

    code: str
    title: str
    level_now: str
    target: str
    missing: str
    notes: str
    agreed: str


@dataclass(frozen=True)
class ActionRow:
    """One follow-up: what, who answers for it, until when (date in words)."""

    what: str
    who: str
    due: str


@dataclass(frozen=True)
class Minutes:
    """Notula: `participants` are bodies or persons as they are to be listed; the chair signs right, the writer left.

    A `draft` is not approved yet, and says so on every page.
    """

    letterhead: Letterhead
    number: str
    occasion: Occasion
    chair: str
    writer: str
    participants: tuple[str, ...]
    opening: str
    topics: tuple[Topic, ...]
    conclusion: str
    actions: tuple[ActionRow, ...]
    closing: str
    attendance: tuple[Attendee, ...]
    chair_signature: Signature
    writer_signature: Signature
    chain_head: str
    made: datetime
    demo: bool = False
    sheet: Sheet = "a4"
    draft: bool = False

    @property
    def mark(self) -> str:
        """What stands across every page: that it is a draft, an example, both, or nothing."""
        return " ".join(word for word, holds in ((DRAFT, self.draft), (MARK, self.demo)) if holds)


def minutes_outline(m: Minutes) -> Outline:
    """The parts of the minutes in their official order; a part without content is left out."""
    people = (("Pimpinan Rapat", m.chair), ("Notulis", m.writer), ("Peserta", "\n".join(m.participants) or "—"))
    parts: list[Part] = [m.letterhead.head(), Title("NOTULA", m.number), Fields(m.occasion.pairs() + people)]
    if m.opening:
        parts += [Heading("Pembukaan"), Paragraph(m.opening)]
    if m.topics:
        parts.append(Heading("Pembahasan"))
    for topic in m.topics:
        parts += _topic(topic)
    parts += [Heading("Kesimpulan"), Paragraph(m.conclusion or "—"), Heading("Tindak Lanjut"), _actions(m.actions)]
    if m.closing:
        parts += [Heading("Penutup"), Paragraph(m.closing)]
    parts.append(Signs(m.writer_signature.sign(), m.chair_signature.sign()))
    if m.attendance:
        parts += [PageBreak(), Heading("Lampiran"), Title("DAFTAR HADIR"), Fields(m.occasion.pairs())]
        parts.append(_attendance(m.attendance, 0))
    name = f"Notula {m.occasion.meeting}"
    return Outline(name, m.sheet, foot(name, m.chain_head), m.mark, tuple(parts))


def attendance_outline(a: AttendanceList) -> Outline:
    """The attendance list alone, with empty rows to sign on paper when wanted."""
    parts: list[Part] = [a.letterhead.head(), Title("DAFTAR HADIR"), Fields(a.occasion.pairs())]
    parts.append(_attendance(a.attendees, a.blank_rows))
    if a.signer:
        parts.append(Signs(None, a.signer.sign()))
    name = f"Daftar Hadir {a.occasion.meeting}"
    return Outline(name, a.sheet, foot(name, a.chain_head), MARK if a.demo else "", tuple(parts))


def _topic(topic: Topic) -> list[Part]:
    pairs = (
        ("Tingkat saat ini", topic.level_now),
        ("Target", topic.target),
        ("Yang kurang", topic.missing),
        ("Catatan", topic.notes),
        ("Disepakati", topic.agreed),
    )
    return [Heading(f"{topic.code}. {topic.title}", 2), Fields(tuple(pair for pair in pairs if pair[1]))]


def _actions(actions: tuple[ActionRow, ...]) -> Part:
    if not actions:
        return Paragraph("Tidak ada tindak lanjut yang dicatat.")
    rows = tuple((str(i), row.what, row.who, row.due) for i, row in enumerate(actions, start=1))
    return Grid(("No.", "Uraian", "Penanggung Jawab", "Tenggat"), (8, 46, 26, 20), rows)


def _attendance(attendees: tuple[Attendee, ...], blank: int) -> Grid:
    """Signatures are numbered, odd ones at the left and even ones at the right, so that they do not touch."""
    people = attendees + (Attendee("", ""),) * blank
    rows = tuple(
        (str(i), person.name, person.position, ("" if i % 2 else "\t") + f"{i}. {person.signed}".rstrip())
        for i, person in enumerate(people, start=1)
    )
    return Grid(ATTENDANCE_HEADS, ATTENDANCE_WIDTHS, rows)
