"""Pictures of pages as WebP."""

from __future__ import annotations

from typing import BinaryIO

from PIL import Image

TALLEST = 8_000  # pixels; WebP itself ends at 16,383
COLOURS = 4_096  # a page of text has fewer, nearly all of it paper
PAPER = 0.5  # share of the commonest colour of such a page
EXACT = {"lossless": True, "quality": 40, "method": 2}  # a full page of text at 1,200 pixels: 84 KB, and sharp
LOSSY = {"quality": 75, "method": 2}  # the same page: 230 KB; a photograph far less than exactly


def save(picture: Image.Image, width: int, out: BinaryIO) -> None:
    """Write the picture as WebP, at most `width` pixels wide."""
    if picture.width > width or picture.height > TALLEST:
        picture.thumbnail((width, TALLEST), reducing_gap=2.0)
    picture.save(out, "WEBP", **(EXACT if _flat(picture) else LOSSY))


def _flat(picture: Image.Image) -> bool:
    """Whether the picture is drawn (few colours on paper), not photographed."""
    colours = picture.getcolors(COLOURS)
    if not colours:
        return False
    return max(count for count, _ in colours) >= PAPER * picture.width * picture.height
