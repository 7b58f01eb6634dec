"""From outlines to the data that the Typst templates read."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from matang.lib.outline import Fields, Grid, Head, Heading, Outline, PageBreak, Paragraph, Part, Sign, Signs, Title

TEMPLATES = Path(__file__).parent / "typ"


def outline_data(outline: Outline) -> dict[str, Any]:
    """The outline as plain strings and lists; the order of parts is the outline's own."""
    return {
        "name": outline.name,
        "sheet": outline.sheet,
        "foot": outline.foot,
        "mark": outline.mark,
        "parts": [_part(part) for part in outline.parts],
    }


def head_data(head: Head) -> dict[str, Any]:
    """The letterhead; the emblem's bytes travel as numbers, which is how Typst can make a picture of them."""
    return {"kind": "head", "lines": head.lines, "address": head.address, "logo": list(head.logo or b"")}


def sign_data(sign: Sign | None) -> dict[str, Any]:
    """One signature block; two empty lists for a half that nobody signs."""
    return {"above": sign.above if sign else (), "below": sign.below if sign else ()}


KINDS: dict[type[Part], str] = {
    Title: "title",
    Heading: "heading",
    Fields: "fields",
    Paragraph: "paragraph",
    Grid: "grid",
    PageBreak: "break",
}


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Head):
        return head_data(part)
    if isinstance(part, Signs):
        return {"kind": "signs", "left": sign_data(part.left), "right": sign_data(part.right)}
    return {"kind": KINDS[type(part)], **asdict(part)}
