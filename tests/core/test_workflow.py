"""Who moves an assessment on, and when: a hole here lets somebody judge his own work or lose an office's answer."""

from __future__ import annotations

import pytest

from matang.core.workflow import ROLE_WORDS, STATE_WORDS, TABLE, Facts, may, open_acts, refusal

GOOD = {
    "submit": Facts(window_open=True),
    "withdraw": Facts(window_open=True),
    "return": Facts(reason="lengkapi"),
    "finish": Facts(),
    "propose": Facts(),
    "reject": Facts(reason="hitung lagi"),
    "decide": Facts(),
    "correct": Facts(objection_upheld=True, reason="sanggah diterima"),
}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.act)
def test_each_act_is_for_its_roles_and_its_states_only(row) -> None:
    for state in STATE_WORDS:
        for role in [*ROLE_WORDS, "assessor", "mentor", "administrator", "auditor"]:
            answer = may(state, row.act, role, GOOD[row.act])
            assert (answer is None) == (state in row.source and role in row.roles)
            assert answer is None or answer.endswith(".")
            assert (row.act in open_acts(state, role)) == (state in row.source and role in row.roles)


@pytest.mark.parametrize(
    ("state", "act", "facts", "words"),
    [
        ("draft", "submit", Facts(), "Jendela"),
        ("draft", "submit", Facts(window_open=True, without_value=("3", "7")), "indikator 3, 7 belum bernilai"),
        ("draft", "submit", Facts(window_open=True, without_explanation=("3",)), "penjelasannya"),
        ("draft", "submit", Facts(window_open=True, evidence_lacks=True), "diajukan tanpa bukti lengkap"),
        ("submitted", "withdraw", Facts(was_returned=True), "tidak dapat ditarik lagi"),
        ("submitted", "withdraw", Facts(window_open=True, assessing_begun=True), "Asesor sudah mulai"),
        ("submitted", "return", Facts(reason="  "), "alasan"),
        ("submitted", "finish", Facts(without_final_value=("4",)), "Indikator 4"),
        ("proposed", "decide", Facts(own_proposal=True), "orang lain"),
        ("decided", "correct", Facts(reason="x"), "sanggah yang diterima"),
        ("decided", "correct", Facts(reason="x", objection_upheld=True, objection_open=True), "belum dijawab"),
        ("decided", "withdraw", Facts(window_open=True), "sudah diputuskan"),
    ],
)
def test_a_refusal_says_what_stands_in_the_way(state, act, facts, words) -> None:
    assert words in (refusal(state, act, facts) or "")


def test_lacking_evidence_refuses_nothing_once_ticked_and_a_returned_draft_may_come_late() -> None:
    assert refusal("draft", "submit", Facts(was_returned=True, evidence_lacks=True, lack_ticked=True)) is None
