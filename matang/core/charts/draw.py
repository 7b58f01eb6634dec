"""Small pens for SVG: escaped text, wrapped labels, numbers as attributes. No style attribute anywhere (strict CSP)."""

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from matang.core.charts.palette import Palette

Number = int | float | Fraction


def number(value: Number) -> str:
    """A coordinate with at most one decimal, without a needless tail."""
    return f"{float(value):.1f}".removesuffix(".0")


def tag(name: str, content: str = "", /, **attributes: str | Number | None) -> str:
    """One element; `_` in a name stands for `-`; None leaves the attribute out; `content` is already markup."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"


def text(
    words: str,
    x: Number,
    y: Number,
    colour: str,
    size: Number = 13,
    *,
    anchor: str | None = None,
    bold: bool = False,
) -> str:
    """Words at a point. `anchor` is start, middle or end."""
    weight = "700" if bold else None
    return tag("text", escape(words), x=x, y=y, fill=colour, font_size=size, text_anchor=anchor, font_weight=weight)


def lines(words: str, width: int, most: int = 3) -> list[str]:
    """Words wrapped to lines of at most `width` characters; what exceeds `most` lines ends in an ellipsis."""
    found: list[str] = [""]
    for word in words.split():
        joined = f"{found[-1]} {word}".strip()
        if len(joined) <= width or not found[-1]:
            found[-1] = joined
        else:
            found.append(word)
    whole = found[:most]
    if len(found) > most:
        whole[-1] += " …"
    return [short(line, width) for line in whole]


def short(words: str, width: int) -> str:
    """Words cut to `width` characters, the last of them an ellipsis when something was cut."""
    return words if len(words) <= width else words[: width - 1].rstrip(" …") + "…"


def block(rows: Sequence[tuple[str, bool]], x: Number, y: Number, palette: Palette, anchor: str) -> str:
    """A small column of lines centred on y; each row is (words, bold)."""
    top = float(y) - 7.5 * (len(rows) - 1) + 4
    return "".join(
        text(words, x, top + 15 * i, palette.ink if bold else palette.soft, 12, anchor=anchor, bold=bold)
        for i, (words, bold) in enumerate(rows)
    )


def picture(kind: str, box: tuple[Number, ...], alt: str, body: str, palette: Palette) -> str:
    """The whole SVG: `box` is (left, top, width, height), `alt` says in words what is drawn."""
    return tag(
        "svg",
        body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart {kind}",
        viewBox=" ".join(number(edge) for edge in box),
        role="img",
        aria_label=alt,
        font_family=palette.font,
    )
