"""Regions: an assessor who is sent to a proof must find the rectangle where it was drawn, never outside of the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matang.core.regions import NoRegion, Region, first_page, read_region


@given(st.integers(1, 999_999), st.integers(0, 995), st.integers(0, 995), st.data())
def test_what_is_kept_is_read_again(page, left, top, data):
    width = data.draw(st.integers(5, 1000 - left))
    height = data.draw(st.integers(5, 1000 - top))
    region = Region(page, left, top, width, height)
    assert read_region(str(region)) == region
    assert len(str(region)) <= 40


@pytest.mark.parametrize(
    "numbers",
    [(0,), (1, 0, 0, 0, 1000), (1, 0, 0, 4, 500), (1, -1, 0, 500, 500), (1, 600, 0, 500, 500), (1, 0, 1, 1000, 1000)],
)
def test_a_rectangle_beyond_the_page_or_too_small_is_refused(numbers):
    with pytest.raises(NoRegion):
        Region(*numbers)


@pytest.mark.parametrize(
    "kept", ["", "3", "3:", "0:0,0,10,10", "3:0,0,10", "3:0,0,1001,10", "3:0,0,10,10 ", "٣:0,0,9,9"]
)
def test_nonsense_is_no_region(kept):
    assert read_region(kept) is None


@pytest.mark.parametrize(
    ("pages", "page"),
    [("3–5, 8", 3), ("hlm. 12 dan 14", 12), ("", 1), ("lampiran", 1), ("7", 7), ("0, 4", 4), ("1234567890", 1)],
)
def test_the_page_that_people_mean(pages, page):
    assert first_page(pages) == page
