"""The row of choices of one level, drawn by the same macro as everywhere and kept: a page has 47 of them."""

from __future__ import annotations

from functools import lru_cache

from django.template import engines
from markupsafe import Markup


@lru_cache(maxsize=4096)
def kept_pips(
    levels: tuple[tuple[str, str], ...],
    code: str,
    value: str | None,
    last: str | None,
    editable: bool,
    redistribute: bool,
) -> Markup:
    """The choices (value, name) of an indicator, with its value and last year's, and "Tidak berlaku" where the
    instrument redistributes. All that are kept take some 5 MB."""
    draw = engines["jinja2"].env.get_template("web/parts.html").module.pips  # type: ignore[attr-defined]
    label = f"Tingkat indikator {code}"
    if editable:
        return Markup(draw("value", value, last, levels, label=label, save=True, away=redistribute))
    return Markup(draw("v", value, last, levels, readonly=True, label=label))
