"""The one table of an assessment's states: from, to, who, on which condition, and the sentence of each refusal.

draft → submitted → (withdrawn or returned to draft) → assessed → proposed → decided → decided again, corrected (n).
Every action that moves an assessment asks this table (`assessments.actions.states.allow`). The facts are gathered by
the caller (the database's clock decides about the window); nothing here reads anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["draft", "submitted", "assessed", "proposed", "decided"]
Act = Literal[
    "submit",
    "withdraw",
    "return",
    "seat",
    "finish",
    "reopen",
    "propose",
    "reject",
    "decide",
    "correct",
    "drop",
    "amend",
]
Condition = Callable[["Facts"], str | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conditions look at. Only the facts that an act needs must be given.

    `was_returned`: the lead assessor returned it, so the window no longer matters. `without_value`,
    `without_explanation`, `unjudged` (by the actor's own seat) and `without_final_value` are indicators' codes.
    `own_finished`: the actor's seat has finished; `all_finished`: every seat of several has. `own_proposal`: the actor
    proposed the decision himself. `correction_waits`: a correction is proposed and not confirmed yet.
    """

    window_open: bool = False
    was_returned: bool = False
    without_value: tuple[str, ...] = ()
    without_explanation: tuple[str, ...] = ()
    evidence_lacks: bool = False
    lack_ticked: bool = False
    assessing_begun: bool = False
    reason: str = ""
    unjudged: tuple[str, ...] = ()
    own_finished: bool = False
    all_finished: bool = False
    without_final_value: tuple[str, ...] = ()
    own_proposal: bool = False
    correction_waits: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `words` complete the sentences "Penilaian ini … tidak dapat …"."""

    act: Act
    source: tuple[State, ...]
    target: State
    roles: frozenset[str]
    words: str
    conditions: tuple[Condition, ...] = ()


STATE_WORDS: dict[State, str] = {
    "draft": "masih berupa penilaian mandiri",
    "submitted": "sudah diajukan",
    "assessed": "sudah selesai dinilai",
    "proposed": "keputusannya sudah diusulkan",
    "decided": "sudah diputuskan",
}


def _window(facts: Facts) -> str | None:
    if facts.window_open or facts.was_returned:
        return None
    return "Jendela penilaian mandiri sudah ditutup atau belum dibuka. Hubungi penyelenggara evaluasi."


def _window_for_withdrawal(facts: Facts) -> str | None:
    if facts.window_open:
        return None
    return "Jendela penilaian mandiri sudah ditutup, sehingga pengajuan tidak dapat ditarik lagi."


def _values(facts: Facts) -> str | None:
    if not facts.without_value:
        return None
    return f"Belum dapat diajukan: indikator {', '.join(facts.without_value)} belum bernilai."


def _explanations(facts: Facts) -> str | None:
    if not facts.without_explanation:
        return None
    return f"Belum dapat diajukan: indikator {', '.join(facts.without_explanation)} belum ada penjelasannya."


def _tick(facts: Facts) -> str | None:
    if not facts.evidence_lacks or facts.lack_ticked:
        return None
    return 'Bukti belum lengkap. Lengkapi, atau centang "diajukan tanpa bukti lengkap".'


def _untouched(facts: Facts) -> str | None:
    if not facts.assessing_begun:
        return None
    return "Asesor sudah mulai menilai. Mintalah ketua asesor mengembalikan penilaian ini."


def _reason(facts: Facts) -> str | None:
    return None if facts.reason.strip() else "Tuliskan alasannya agar pihak lain tahu apa yang harus diperbaiki."


def _judged(facts: Facts) -> str | None:
    return f"Indikator {', '.join(facts.unjudged)} belum Anda nilai." if facts.unjudged else None


def _own_finished(facts: Facts) -> str | None:
    if facts.own_finished:
        return None
    return "Anda belum menyatakan selesai menilai, sehingga tidak ada yang perlu dibuka kembali."


def _others_unseen(facts: Facts) -> str | None:
    """Once all seats have finished each sees the other's values, and could follow them."""
    if not facts.all_finished:
        return None
    return "Semua asesor sudah selesai; perubahan nilai dibahas pada pleno bersama ketua asesor."


def _final_values(facts: Facts) -> str | None:
    if not facts.without_final_value:
        return None
    return f"Nilai akhir belum ditetapkan untuk indikator {', '.join(facts.without_final_value)}."


def _another(facts: Facts) -> str | None:
    if not facts.own_proposal:
        return None
    return (
        "Keputusan ini Anda usulkan sendiri; pengesahannya harus oleh orang lain, yaitu ketua asesor lain atau "
        "pimpinan penyelenggara."
    )


def _one_correction(facts: Facts) -> str | None:
    if not facts.correction_waits:
        return None
    return "Masih ada koreksi yang menunggu pengesahan; selesaikan itu lebih dahulu."


def _cause(facts: Facts) -> str | None:
    """An upheld objection is the usual cause, and its minutes the reason to be told; a clerical fault is another."""
    return None if facts.reason.strip() else "Tuliskan alasan koreksi, misalnya nomor berita acara sanggah."


_COORDINATOR = frozenset({"coordinator"})
_ASSESSOR = frozenset({"assessor"})
_LEAD = frozenset({"lead_assessor"})
_CONFIRMING = frozenset({"lead_assessor", "leader"})

# `finish` is said by each seat and moves the assessment with the last one. A correction is proposed, dropped and
# confirmed ("amend") while the former decision counts on, so these leave the state as it is.
TABLE: tuple[Transition, ...] = (
    Transition("submit", ("draft",), "submitted", _COORDINATOR, "diajukan", (_window, _values, _explanations, _tick)),
    Transition("withdraw", ("submitted",), "draft", _COORDINATOR, "ditarik", (_window_for_withdrawal, _untouched)),
    Transition("return", ("submitted", "assessed"), "draft", _LEAD, "dikembalikan", (_reason,)),
    Transition("seat", ("submitted", "assessed"), "submitted", _LEAD, "ditambah asesornya"),
    Transition("finish", ("submitted",), "assessed", _ASSESSOR, "dinyatakan selesai dinilai", (_judged,)),
    Transition(
        "reopen", ("submitted", "assessed"), "submitted", _ASSESSOR, "dibuka kembali", (_own_finished, _others_unseen)
    ),
    Transition("propose", ("assessed",), "proposed", _LEAD, "diusulkan keputusannya", (_final_values,)),
    Transition("reject", ("proposed",), "assessed", _CONFIRMING, "ditolak usulannya", (_reason,)),
    Transition("decide", ("proposed",), "decided", _CONFIRMING, "diputuskan", (_another,)),
    Transition("correct", ("decided",), "decided", _LEAD, "diusulkan koreksinya", (_one_correction, _cause)),
    Transition("drop", ("decided",), "decided", _CONFIRMING, "ditolak usulan koreksinya", (_reason,)),
    Transition("amend", ("decided",), "decided", _CONFIRMING, "disahkan koreksinya", (_another,)),
)
_ROWS: dict[str, Transition] = {row.act: row for row in TABLE}
ROLE_WORDS = {"coordinator": "koordinator", "assessor": "asesor", "lead_assessor": "ketua asesor", "leader": "pimpinan"}


def may(state: str, act: Act, role: str, facts: Facts) -> str | None:
    """None when the role may do the act in this state; else the sentence that says why not."""
    row = _ROWS[act]
    if role not in row.roles:
        who = " atau ".join(ROLE_WORDS[name] for name in sorted(row.roles))
        return f"Hanya {who} yang berhak: penilaian ini tidak dapat {row.words} oleh Anda."
    if state not in row.source:
        now = next((words for name, words in STATE_WORDS.items() if name == state), "dalam keadaan lain")
        return f"Penilaian ini {now}, sehingga tidak dapat {row.words}."
    return next((sentence for condition in row.conditions if (sentence := condition(facts))), None)


def target(act: Act) -> State:
    """The state to which an act leads."""
    return _ROWS[act].target
