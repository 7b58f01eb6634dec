"""Charts: what a reader sees must be the number, in every browser, without script and without inline style."""

import re
from fractions import Fraction as F
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matang.core.charts import (
    PAGE,
    PAPER,
    Axis,
    HeatRow,
    Palette,
    Year,
    bars,
    distribution,
    heat,
    radar,
    ring,
    ripeness,
    years,
)

STYLES = Path(__file__).parents[2] / "matang/web/static/matang/matang.css"
ONE, FIVE = F(1), F(5)
NASTY = "<script>alert(\"x\")</script> & 'petik'"
PREDICATES = ((F(18, 10), "Cukup"), (F(26, 10), "Baik"), (F(35, 10), "Sangat Baik"), (F(42, 10), "Memuaskan"))
SVG = "{http://www.w3.org/2000/svg}"


def every(palette: Palette, words: str = "Tata kelola", value: F | None = F(255, 100)) -> list[str]:
    axes = [Axis(words, value, F(2)), Axis("B", F(3)), Axis("C", None), Axis("D", F(4), F(3))]
    return [
        ring(value, ONE, FIVE, "2,55", words, target=F(7, 2), palette=palette),
        radar(axes, ONE, FIVE, palette=palette),
        bars(axes, ONE, FIVE, palette=palette),
        heat([words, "2"], [HeatRow(words, (value, None), "2,55")], ONE, FIVE, palette=palette),
        years([Year(words, value), Year("2026", F(3), current=True)], PREDICATES, ONE, FIVE, palette=palette),
        distribution([(words, 3), ("2", 0)], palette=palette),
    ]


@pytest.mark.parametrize("palette", [PAGE, PAPER])
def test_every_chart_is_sound_named_and_free_of_inline_style(palette: Palette) -> None:
    """Lost otherwise: the picture (broken markup, blocked by the strict CSP) or its meaning for who cannot see it."""
    for svg in every(palette, NASTY):
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img"
        assert len(root.get("aria-label", "")) > 10
        assert "<script" not in svg
        for element in root.iter():
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_page_charts_follow_the_style_sheet_and_paper_charts_do_not_need_one() -> None:
    """Lost otherwise: dark mode, or a black report."""
    for svg in every(PAGE):
        assert not re.search(r'(?:fill|stroke)="#', svg)
    for svg in every(PAPER):
        assert "var(" not in svg


def test_paper_has_the_colours_of_the_page_and_figures_on_them_can_be_read() -> None:
    """Lost otherwise: a level is one colour on the page and another in the report, or its figure cannot be read."""
    light = STYLES.read_text(encoding="utf-8").split("@media")[0]
    for name, colours in (("l", PAPER.levels), ("t", PAPER.on)):
        named = [re.search(rf"--{name}{i}: (#\w+)", light) for i in range(6)]
        assert tuple(whole(found[1]) for found in named if found) == colours
    for under, upon in zip(PAPER.levels, PAPER.on, strict=True):
        pale, deep = sorted((luminance(under), luminance(upon)), reverse=True)
        assert (pale + 0.05) / (deep + 0.05) >= 4.5, (under, upon)  # WCAG 2.2, 1.4.3


def whole(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_ring_is_filled_by_the_value() -> None:
    """Lost otherwise: the one picture that everyone looks at lies. 2,55 on 1–5 is 38,75 % of the round."""
    arcs = re.findall(r'stroke-dasharray="([\d.]+) ([\d.]+)"', ring(F(255, 100), ONE, FIVE, "2,55", "Cukup"))
    assert [round(float(a) / float(b), 3) for a, b in arcs] == [0.388]
    assert 'stroke="var(--l3)"' in ring(F(255, 100), ONE, FIVE, "2,55", "Cukup")
    assert "dasharray" not in ring(None, ONE, FIVE, "—", "Belum dinilai")
    assert "rotate(225 84 84)" in ring(F(2), ONE, FIVE, "2,00", "Cukup", target=F(7, 2))


@pytest.mark.parametrize(
    ("value", "low", "high", "rank"),
    [(None, 1, 5, 0), (F(0), 1, 5, 0), (F(1), 1, 5, 1), (F(126, 100), 1, 5, 1), (F(5, 2), 1, 5, 3), (F(5), 1, 5, 5),
     (F(0), 0, 100, 1), (F(50), 0, 100, 3), (F(100), 0, 100, 5), (F(9), 1, 5, 5)],
)  # fmt: skip
def test_levels_ripen_on_every_scale(value: F | None, low: int, high: int, rank: int) -> None:
    """Lost otherwise: a percentage instrument would be one brown field."""
    assert ripeness(value, F(low), F(high)) == rank


def test_the_radar_puts_level_n_on_ring_n() -> None:
    """Lost otherwise: a reader cannot read a level from the web."""
    root = ElementTree.fromstring(radar([Axis(str(i), F(3)) for i in range(4)], ONE, FIVE))
    shapes = [polygon.get("points", "") for polygon in root.findall(f"{SVG}polygon")]
    assert len(shapes) == 6 and shapes[2] == shapes[5]


def test_a_missing_aspect_is_a_gap_not_a_zero() -> None:
    """Lost otherwise: "belum dinilai" looks like the worst value."""
    axes = [Axis("A", F(2)), Axis("B", None), Axis("C", F(4)), Axis("D", F(5))]
    root = ElementTree.fromstring(radar(axes, ONE, FIVE))
    assert len(root.findall(f"{SVG}polygon")) == 5  # the web alone
    assert "B belum dinilai" in root.get("aria-label", "")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_axes_become_bars(count: int) -> None:
    """Lost otherwise: an instrument with two aspects shows a line or fails."""
    svg = radar([Axis(f"Aspek {i}", F(2)) for i in range(count)], ONE, FIVE)
    assert 'class="chart bars"' in svg


def test_long_names_stay_inside_the_picture() -> None:
    """Lost otherwise: names of aspects run over the web or out of the page."""
    name = "Layanan Administrasi Pemerintahan Berbasis Elektronik Terpadu Lintas Instansi Pusat dan Daerah"
    for count in (3, 5, 8, 12):
        root = ElementTree.fromstring(radar([Axis(name, F(3)) for _ in range(count)], ONE, FIVE))
        for label in root.findall(f"{SVG}text"):
            width = 6.6 * len(label.text or "")
            x, side = float(label.get("x", "")), label.get("text-anchor")
            left = x - (width if side == "end" else width / 2 if side == "middle" else 0)
            assert left >= -235 and left + width <= 235


def test_years_keep_a_gap_and_mark_this_year() -> None:
    """Lost otherwise: a year without evaluation gets an invented value."""
    points = [Year("2022", F(2)), Year("2023", None), Year("2024", F(3)), Year("2025", F(4), current=True)]
    root = ElementTree.fromstring(years(points, PREDICATES, ONE, FIVE))
    assert len([x for x in root.findall(f"{SVG}line") if x.get("stroke-width") == "3"]) == 1
    dots = root.findall(f"{SVG}circle")
    assert [dot.get("fill") for dot in dots] == ["var(--l4)", "var(--l4)", "var(--card)"]
    assert float(dots[0].get("cy", "")) > float(dots[1].get("cy", "")) > float(dots[2].get("cy", ""))


def test_heat_cells_say_their_number() -> None:
    """Lost otherwise: the colours have no figures for who prints in grey or points at a cell."""
    root = ElementTree.fromstring(heat(["2025", "2026"], [HeatRow("Indikator 9", (F(126, 100), F(3)))], ONE, FIVE))
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert titles == ["Indikator 9, 2025: 1,26", "Indikator 9, 2026: 3"]
    assert {"1,26", "3"} <= {label.text for label in root.iter(f"{SVG}text")}


@given(
    st.lists(st.one_of(st.none(), st.fractions(-2, 7)), max_size=12),
    st.text(max_size=80).filter(lambda t: all(c.isprintable() for c in t)),
)
def test_no_number_and_no_name_breaks_a_chart(values: list[F | None], words: str) -> None:
    """Lost otherwise: one strange office breaks everybody's page."""
    axes = [Axis(words, value, value) for value in values]
    points = [Year(words, value) for value in values]
    cells = tuple(values)
    for svg in (
        radar(axes, ONE, FIVE),
        years(points, PREDICATES, ONE, FIVE),
        heat([words] * len(values), [HeatRow(words, cells)], ONE, FIVE),
    ):
        ElementTree.fromstring(svg)
