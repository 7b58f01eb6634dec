"""The one table of an assessment's states: from, to, who, on which condition, and the sentence of each refusal.

draft → submitted → (withdrawn or returned to draft) → assessed → proposed → decided → decided again, corrected (n).
The facts are gathered by the caller (the database's clock decides about the window); nothing here reads anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["draft", "submitted", "assessed", "proposed", "decided"]
Act = Literal["submit", "withdraw", "return", "finish", "propose", "reject", "decide", "correct"]
Condition = Callable[["Facts"], str | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conditions look at. Only the facts that an act needs must be given.

    `was_returned`: the lead assessor returned it, so the window no longer matters. `without_value` and
    `without_explanation` are indicators' codes. `own_proposal`: the actor proposed the decision himself.
    `objection_upheld`: an objection ended in "corrected".
    """

    window_open: bool = False
    was_returned: bool = False
    without_value: tuple[str, ...] = ()
    without_explanation: tuple[str, ...] = ()
    evidence_lacks: bool = False
    lack_ticked: bool = False
    assessing_begun: bool = False
    reason: str = ""
    without_final_value: tuple[str, ...] = ()
    own_proposal: bool = False
    objection_open: bool = False
    objection_upheld: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. `words` complete the sentences "Penilaian ini tidak dapat …"."""

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


def _final_values(facts: Facts) -> str | None:
    if not facts.without_final_value:
        return None
    return f"Indikator {', '.join(facts.without_final_value)} belum mempunyai nilai akhir."


def _another(facts: Facts) -> str | None:
    if not facts.own_proposal:
        return None
    return "Keputusan harus disahkan oleh orang lain, bukan oleh pengusulnya sendiri."


def _settled(facts: Facts) -> str | None:
    return "Masih ada sanggah yang belum dijawab." if facts.objection_open else None


def _upheld(facts: Facts) -> str | None:
    return None if facts.objection_upheld else "Koreksi hanya menyusul sanggah yang diterima."


_COORDINATOR = frozenset({"coordinator"})
_LEAD = frozenset({"lead_assessor"})
_CONFIRMING = frozenset({"lead_assessor", "leader"})

TABLE: tuple[Transition, ...] = (
    Transition("submit", ("draft",), "submitted", _COORDINATOR, "diajukan", (_window, _values, _explanations, _tick)),
    Transition("withdraw", ("submitted",), "draft", _COORDINATOR, "ditarik", (_window_for_withdrawal, _untouched)),
    Transition("return", ("submitted", "assessed"), "draft", _LEAD, "dikembalikan", (_reason,)),
    Transition("finish", ("submitted",), "assessed", _LEAD, "dinyatakan selesai dinilai", (_final_values,)),
    Transition("propose", ("assessed",), "proposed", _LEAD, "diusulkan keputusannya", (_final_values,)),
    Transition("reject", ("proposed",), "assessed", _CONFIRMING, "ditolak usulannya", (_reason,)),
    Transition("decide", ("proposed",), "decided", _CONFIRMING, "diputuskan", (_another,)),
    Transition("correct", ("decided",), "decided", _CONFIRMING, "dikoreksi", (_settled, _upheld, _reason, _another)),
)
_ROWS: dict[str, Transition] = {row.act: row for row in TABLE}
ROLE_WORDS = {"coordinator": "koordinator", "lead_assessor": "ketua asesor", "leader": "pimpinan"}


def transition(act: Act) -> Transition:
    """The row of an act. KeyError for an unknown one."""
    return _ROWS[act]


def may(state: str, act: Act, role: str, facts: Facts) -> str | None:
    """None when the role may do the act in this state; else the sentence that says why not."""
    row = _ROWS[act]
    if role not in row.roles:
        who = " atau ".join(ROLE_WORDS[name] for name in sorted(row.roles))
        return f"Hanya {who} yang berhak: penilaian ini tidak dapat {row.words} oleh Anda."
    return refusal(state, act, facts)


def refusal(state: str, act: Act, facts: Facts) -> str | None:
    """As `may` for somebody whose role was checked already."""
    row = _ROWS[act]
    if state not in row.source:
        now = next((words for name, words in STATE_WORDS.items() if name == state), "dalam keadaan lain")
        return f"Penilaian ini {now}, sehingga tidak dapat {row.words}."
    return next((sentence for condition in row.conditions if (sentence := condition(facts))), None)


def open_acts(state: str, role: str) -> tuple[Act, ...]:
    """The acts that a role may try in a state (their conditions not asked yet)."""
    return tuple(row.act for row in TABLE if state in row.source and role in row.roles)
