"""The demo never enters a house where somebody lives."""

from __future__ import annotations

from pathlib import Path

import pytest

from matang.cli.demo import FOLDER, _fill
from matang.cli.server import Refusal, read_options
from matang.config.environment import ROOT
from matang.people.models import Person


def test_a_real_installation_is_refused_and_stays_as_it_is(world):
    before = Person.objects.count()
    with pytest.raises(Refusal, match="folder lain"):
        _fill()
    assert Person.objects.count() == before


def test_who_tried_the_demo_first_can_start_for_real_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Lost otherwise: `serve` shows the invented province, and `setup` says that the installation is taken."""

    def folder(command: str, *argv: str, named: str = "", beside: str = "data") -> Path:
        monkeypatch.setenv("MATANG_DATA", named)
        return read_options(command, list(argv), beside).data

    assert folder("serve") == ROOT / "data"
    assert folder("demo", beside=FOLDER) == ROOT / "data-demo"
    assert folder("demo", named=str(tmp_path), beside=FOLDER) == tmp_path
    assert folder("demo", "--data", str(tmp_path / "x"), named=str(tmp_path), beside=FOLDER) == tmp_path / "x"
    assert f"/{FOLDER}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
