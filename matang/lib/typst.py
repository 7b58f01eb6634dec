"""Typst, the press that sets papers as PDF.

Only our own templates are compiled, never a user's source; what people wrote travels as JSON and is never pasted into
the source. Fonts come from packages, so every machine sets the same page.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from matang.lib.lastfont import box_font

if TYPE_CHECKING:
    import typst


class PaperError(RuntimeError):
    """A paper could not be set; the message is Typst's own and is meant for the log."""


def pdf(template: Path, data: Mapping[str, Any], made: datetime) -> bytes:
    """The template filled with `data`, as PDF/A-2b. Equal input gives equal bytes.

    `template` is a file of ours that reads `json(bytes(sys.inputs.data))` and may import its neighbours in the same
    folder; `made` (with a time zone) becomes the document's date. PaperError on any fault, and on any warning,
    because a missing font is only a warning.
    """
    return _compiled(template, data, format="pdf", pdf_standards=["a-2b"], timestamp=int(made.timestamp()))


def png(template: Path, data: Mapping[str, Any], ppi: int) -> bytes:
    """As `pdf`, but a picture of the only page, with so many pixels an inch."""
    return _compiled(template, data, format="png", ppi=float(ppi))


def _compiled(template: Path, data: Mapping[str, Any], **how: Any) -> bytes:
    import typst

    try:
        compiler = typst.Compiler(template, root=template.parent, font_paths=_fonts(), ignore_system_fonts=True)
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        output, warnings = compiler.compile_with_warnings(sys_inputs=inputs, **how)
    except typst.TypstError as error:
        raise PaperError(f"{template.name}: {error.diagnostic or error}") from error
    if warnings:
        raise PaperError(f"{template.name}: " + "; ".join(warning.message for warning in warnings))
    if not isinstance(output, bytes):
        raise PaperError(f"{template.name}: no document, or one of several pages, came out")
    return output


@cache
def _fonts() -> "typst.Fonts":
    """The fonts of this process, read once: Open Sans, Typst's own, and our box for characters that none has."""
    import ttf_opensans
    import typst

    folder = TemporaryDirectory(prefix="matang-font-")
    _kept.append(folder)
    (Path(folder.name) / "box.ttf").write_bytes(box_font())
    return typst.Fonts(include_system_fonts=False, font_paths=[str(ttf_opensans.TTF_BIN_FOLDER), folder.name])


_kept: list[TemporaryDirectory[str]] = []  # Typst opens a font when it is first used, so the folder lives as long
