"""Who moves an assessment on, and when: a hole here lets somebody judge his own work or lose an office's answer."""

from __future__ import annotations

import pytest

from matang.assessments.models import Assessment
from matang.core.workflow import ROLE_WORDS, STATE_WORDS, TABLE, Facts, may
from matang.people.rules import HOLDERS, Right

GOOD = {
    "submit": Facts(window_open=True),
    "withdraw": Facts(window_open=True),
    "return": Facts(reason="lengkapi"),
    "seat": Facts(),
    "finish": Facts(),
    "reopen": Facts(own_finished=True),
    "propose": Facts(),
    "reject": Facts(reason="hitung lagi"),
    "decide": Facts(),
    "correct": Facts(reason="sanggah diterima"),
    "drop": Facts(reason="hitung lagi"),
    "amend": Facts(),
}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.act)
def test_each_act_is_for_its_roles_and_its_states_only(row) -> None:
    for state in STATE_WORDS:
        for role in [*ROLE_WORDS, "mentor", "administrator", "auditor"]:
            answer = may(state, row.act, role, GOOD[row.act])
            assert (answer is None) == (state in row.source and role in row.roles)
            assert answer is None or answer.endswith(".")


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
        ("submitted", "finish", Facts(unjudged=("4",)), "Indikator 4 belum Anda nilai"),
        ("submitted", "reopen", Facts(), "belum menyatakan selesai"),
        ("assessed", "reopen", Facts(own_finished=True, all_finished=True), "pleno"),
        ("assessed", "propose", Facts(without_final_value=("4",)), "indikator 4"),
        ("proposed", "decide", Facts(own_proposal=True), "orang lain"),
        ("decided", "correct", Facts(), "alasan koreksi"),
        ("decided", "correct", Facts(reason="x", correction_waits=True), "menunggu pengesahan"),
        ("decided", "amend", Facts(own_proposal=True), "orang lain"),
        ("decided", "drop", Facts(), "alasan"),
        ("decided", "withdraw", Facts(window_open=True), "sudah diputuskan"),
    ],
)
def test_a_refusal_says_what_stands_in_the_way(state, act, facts, words) -> None:
    row = next(row for row in TABLE if row.act == act)
    for role in row.roles:
        assert words in (may(state, act, role, facts) or "")


def test_lacking_evidence_refuses_nothing_once_ticked_and_a_returned_draft_may_come_late() -> None:
    late = Facts(was_returned=True, evidence_lacks=True, lack_ticked=True)
    assert may("draft", "submit", "coordinator", late) is None


def test_the_table_gives_each_act_to_those_who_hold_its_right() -> None:
    """Lost otherwise: a page offers what the table refuses, or the table lets through whom the rights keep out."""
    rights = {
        **dict.fromkeys(("submit", "withdraw"), Right.SUBMIT),
        **dict.fromkeys(("return", "seat", "propose", "correct"), Right.SETTLE),
        **dict.fromkeys(("finish", "reopen"), Right.ASSESS),
        **dict.fromkeys(("reject", "decide", "drop", "amend"), Right.CONFIRM),
    }
    assert {row.act: row.roles for row in TABLE} == {act: HOLDERS[right] for act, right in rights.items()}
    assert {row.target for row in TABLE} <= set(Assessment.State.values)
    assert set(STATE_WORDS) == set(Assessment.State.values)
