"""The house rules that no other tool keeps: where rows may be read, how large a file may grow, what a page may hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "matang"
SOURCES = sorted(path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)
PAGES = sorted(ROOT.rglob("jinja2/**/*.html"))

# Rows are read in queries and written in actions; these have another good reason.
ROWS_BESIDE = {
    "models.py": "managers",
    "demo": "fills an empty installation as the program itself",
    "carrying.py": "an action's part: carry-over in bulk",
    "saving.py": "an action's part: the one path by which ratings change",
    "tasks.py": "background work that tidies up",
    "checking.py": "reads everything for `matang verify`",
    "setup.py": "an installation that has nobody yet",
    "doctor.py": "reads as the program itself",
}


def reads_rows(path: Path) -> list[int]:
    """The lines that touch a manager: `Something.objects`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "objects"]


def may_read_rows(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    names = {*parts, path.name}
    return "actions" in path.stem or "queries" in path.stem or "actions" in parts or bool(names & set(ROWS_BESIDE))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rows_are_touched_in_queries_and_actions_only(path):
    if not may_read_rows(path):
        assert reads_rows(path) == []


def test_no_file_has_grown_too_large():
    large = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text().splitlines())) > 400}
    assert large == {}


def test_no_setting_outlives_its_transaction():
    """`set_config(…, false)` or a plain SET would leave one person's reach to the next on a kept connection."""
    bad = re.compile(r"set_config\([^)]*,\s*false\s*\)|[\"'](?:SET|set) app\.", re.IGNORECASE)
    assert [p.name for p in SOURCES if bad.search(p.read_text())] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_hold_no_inline_script_or_style(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text, re.IGNORECASE)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_nothing_reads_beside_the_repository():
    assert [p.name for p in SOURCES if "../shared" in p.read_text()] == []
