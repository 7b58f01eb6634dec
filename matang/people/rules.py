"""Who may do what: the rights table of the contracts, one row a right, and the refusals."""

from __future__ import annotations

from enum import Enum

from matang.people.models import Role

R = Role


class Refused(Exception):
    """The act is not allowed or not possible now; the message is an Indonesian sentence that says what to do."""


class Invisible(Exception):
    """The thing does not exist for this person: answered with 404, whether it exists or not."""


class Right(Enum):
    """What one can do to an agency's things. The value is the end of the sentence "Anda tidak berhak …"."""

    MANAGE_AGENCIES = "mengelola instansi dan pengguna"
    MANAGE_ROUNDS = "mengelola periode evaluasi"
    MANAGE_INSTRUMENTS = "mengelola instrumen"
    MANAGE_LETTERHEAD = "mengatur kop naskah dan pejabat"
    READ_WORK = "membaca penilaian"
    READ_EVIDENCE = "membaca bukti dukung"
    READ_RESULT = "membaca hasil"
    READ_JOURNAL = "membaca jejak perubahan"
    ASSIGN = "membagi indikator"
    FILL = "mengisi penilaian mandiri"
    GIVE_EVIDENCE = "memberi bukti dukung"
    ASK_EVIDENCE = "meminta dokumen"
    SHARE_EVIDENCE = "membagikan dokumen"
    SUBMIT = "mengajukan atau menarik penilaian"
    DISCUSS = "menulis diskusi"
    MENTOR = "mengelola rapat pendampingan"
    NOTE_MINUTES = "menyusun notula"
    APPROVE_MINUTES = "menyetujui notula"
    ASSESS = "menilai"
    SETTLE = "menetapkan nilai akhir dan mengusulkan keputusan"
    CONFIRM = "mengesahkan keputusan"
    PLAN = "menyusun rencana"
    APPROVE_PLAN = "menyetujui rencana"


TEAM = frozenset({R.COORDINATOR, R.VERIFIER, R.CONTRIBUTOR})
JUDGES = frozenset({R.ASSESSOR, R.LEAD_ASSESSOR})

HOLDERS: dict[Right, frozenset[Role]] = {
    Right.MANAGE_AGENCIES: frozenset({R.ADMINISTRATOR}),
    Right.MANAGE_ROUNDS: frozenset({R.ADMINISTRATOR}),
    Right.MANAGE_INSTRUMENTS: frozenset({R.ADMINISTRATOR}),
    Right.MANAGE_LETTERHEAD: frozenset({R.ADMINISTRATOR}),
    Right.READ_WORK: TEAM | JUDGES | {R.MENTOR, R.AUDITOR, R.LEADER},
    Right.READ_EVIDENCE: TEAM | JUDGES | {R.MENTOR, R.AUDITOR, R.LEADER},
    Right.READ_RESULT: TEAM | JUDGES | {R.MENTOR, R.AUDITOR, R.LEADER, R.ADMINISTRATOR},
    Right.READ_JOURNAL: TEAM | {R.AUDITOR, R.ADMINISTRATOR, R.MENTOR, R.LEADER, R.LEAD_ASSESSOR},
    Right.ASSIGN: frozenset({R.COORDINATOR}),
    Right.FILL: frozenset({R.COORDINATOR, R.CONTRIBUTOR}),
    Right.GIVE_EVIDENCE: frozenset({R.COORDINATOR, R.CONTRIBUTOR}),
    Right.SHARE_EVIDENCE: frozenset({R.COORDINATOR}),
    Right.ASK_EVIDENCE: frozenset({R.COORDINATOR, R.VERIFIER, R.MENTOR}),
    Right.SUBMIT: frozenset({R.COORDINATOR}),
    Right.DISCUSS: TEAM | {R.MENTOR},
    Right.MENTOR: frozenset({R.MENTOR}),
    Right.NOTE_MINUTES: frozenset({R.MENTOR, R.COORDINATOR}),
    Right.APPROVE_MINUTES: frozenset({R.COORDINATOR}),
    Right.ASSESS: frozenset({R.ASSESSOR}),
    Right.SETTLE: frozenset({R.LEAD_ASSESSOR}),
    Right.CONFIRM: frozenset({R.LEAD_ASSESSOR, R.LEADER}),
    Right.PLAN: frozenset({R.COORDINATOR, R.LEADER}),
    Right.APPROVE_PLAN: frozenset({R.LEADER}),
}

# Roles that see the agency and all below it; the others see just the agencies that they are members of.
DOWNWARD = frozenset({R.ADMINISTRATOR, R.LEADER, R.AUDITOR, R.LEAD_ASSESSOR})
# Roles whose memberships in several agencies are worn together.
JOINED = frozenset({R.MENTOR, R.ASSESSOR})
# Judging excludes every other role in the same agency, above or below it.
EXCLUSIVE = JUDGES
