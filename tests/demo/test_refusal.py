"""The demo never enters a house where somebody lives."""

from __future__ import annotations

import pytest

from matang.cli.demo import _fill
from matang.cli.server import Refusal
from matang.people.models import Person


def test_a_real_installation_is_refused_and_stays_as_it_is(world):
    before = Person.objects.count()
    with pytest.raises(Refusal, match="folder lain"):
        _fill()
    assert Person.objects.count() == before
