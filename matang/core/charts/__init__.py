"""Charts drawn on the server: pure functions from exact numbers to SVG strings, for pages and for paper."""

from matang.core.charts.bars import Axis, bars, distribution, strips
from matang.core.charts.heat import HeatRow, heat
from matang.core.charts.palette import PAGE, PAPER, Palette, ripeness
from matang.core.charts.radar import radar
from matang.core.charts.ring import ring
from matang.core.charts.years import Year, years

__all__ = [
    "PAGE",
    "PAPER",
    "Axis",
    "HeatRow",
    "Palette",
    "Year",
    "bars",
    "distribution",
    "heat",
    "radar",
    "ring",
    "ripeness",
    "strips",
    "years",
]
