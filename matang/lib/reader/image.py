"""Image files: one page, its text by character recognition, its picture scaled."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from matang.lib.reader.drawing import save
from matang.lib.reader.recognising import A4_WIDTH, Recogniser
from matang.lib.reader.telling import Fault, Teller

if TYPE_CHECKING:
    from matang.lib.reader.child import Job

FORMATS = tuple(plugin.format for plugin in (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile,
                                             WebPImagePlugin.WebPImageFile))  # fmt: skip
SMALL = 1_000  # pixels: a narrower picture is a screenshot, whose letters must be enlarged to be recognised


def read(file: BinaryIO, job: Job, teller: Teller) -> None:
    """Tell the only page."""
    teller.start(1)
    picture = _opened(file, job.limits.pixels, A4_WIDTH)
    width, height = picture.size
    text = ""
    if job.recognise:
        text = Recogniser(job.limits, teller).text(1, lambda: _legible(picture))
    teller.page(1, text, picture=True, width=width, height=height)


def picture(file: BinaryIO, job: Job, out: BinaryIO) -> None:
    """Draw the only page, upright, never wider than it is."""
    if job.page != 1:
        raise Fault("no_page")
    save(_opened(file, job.limits.pixels, job.width), job.width, out)


def _opened(file: BinaryIO, most: int, wanted: int) -> Image.Image:
    """The picture, upright, white behind what is transparent. A JPEG is decoded at about the size that is wanted.

    Raises Fault when it would fill the memory.
    """
    Image.MAX_IMAGE_PIXELS = None  # our own bound comes first, and is lower
    opened = Image.open(file, formats=FORMATS)
    if opened.format == "JPEG":
        side = max(wanted * 2, 64)
        opened.draft(None, (min(side, opened.width), min(side, opened.height)))
    if opened.width * opened.height > most:
        raise Fault("large")
    upright = ImageOps.exif_transpose(opened)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, "white")
        upright.paste(clear, mask=clear.getchannel("A"))
    return upright.convert("RGB")


def _legible(picture: Image.Image) -> Image.Image:
    """The picture in the size in which letters are best recognised."""
    factor = A4_WIDTH / picture.width if picture.width > A4_WIDTH else 2 if picture.width < SMALL else 1
    grey = picture.convert("L")
    return grey.resize((max(1, int(grey.width * factor)), max(1, int(grey.height * factor))))
