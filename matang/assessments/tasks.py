"""Judging citations in the background; running it twice changes nothing more."""

from __future__ import annotations

from procrastinate.contrib.django import app

from matang.assessments.actions.examining import examine
from matang.assessments.queries import citations_to_examine
from matang.people.actor import acting
from matang.people.queries import everything

AT_ONCE = 50


@app.periodic(cron="* * * * *")
@app.task(name="assessments.examine_citations", queueing_lock="assessments.examine_citations")
def examine_citations(timestamp: int) -> None:
    """Judge what has changed since it was judged last, in short transactions."""
    while judge_some():
        pass


def judge_some() -> int:
    """Judge at most fifty citations; returns how many."""
    with acting(everything()) as program:
        return examine(list(citations_to_examine(program)[:AT_ONCE]))
