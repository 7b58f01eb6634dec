"""Photographs and screenshots. What a person would lose: the words on them, the right way up."""

from __future__ import annotations

import io
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from matang.lib.reader.process import picture, read
from matang.lib.reader.reading import Limits, Unreadable
from tests.lib.reader.making import JPG, PNG, SCANNED, WEBP, letter


def saved(folder: Path, drawn: Image.Image, kind: str, **how: object) -> Path:
    target = folder / f"foto.{kind.lower()}"
    drawn.save(target, kind, **how)
    return target


@pytest.mark.parametrize(
    ("kind", "media_type", "size"),
    [("JPEG", JPG, (1240, 1754)), ("PNG", PNG, (720, 500)), ("WEBP", WEBP, (1800, 2500))],
)
def test_the_words_of_an_image_are_recognised_or_their_absence_is_told(
    tmp_path: Path, kind: str, media_type: str, size: tuple[int, int]
):
    reading = read(saved(tmp_path, letter(size=size), kind), media_type)
    (page,) = reading.pages
    assert (page.picture, page.width, page.height) == (True, *size)
    if shutil.which("tesseract"):
        assert all(line in page.text for line in SCANNED)
    else:
        assert [note.code for note in reading.notes] == ["no_recognition"]


def test_a_photograph_taken_sideways_is_shown_and_read_upright(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    lying = letter().transpose(Image.Transpose.ROTATE_90)
    source, target = saved(tmp_path, lying, "JPEG", exif=exif), tmp_path / "gambar.webp"
    picture(source, JPG, 1, 300, target)
    with Image.open(target) as drawn:
        assert drawn.size == (300, pytest.approx(300 * 1754 / 1240, abs=2))
    reading = read(source, JPG)
    assert (reading.pages[0].width, reading.pages[0].height) == (1240, 1754)
    assert (SCANNED[0] in reading.pages[0].text) == (shutil.which("tesseract") is not None)


def test_what_is_transparent_is_white(tmp_path: Path):
    """A signature saved without its paper would be black on black."""
    target = tmp_path / "gambar.webp"
    picture(saved(tmp_path, Image.new("RGBA", (200, 100), (0, 0, 0, 0)), "PNG"), PNG, 1, 100, target)
    with Image.open(target) as drawn:
        assert (drawn.size, drawn.convert("RGB").getpixel((50, 25))) == ((100, 50), (255, 255, 255))


def test_a_small_image_is_not_blown_up(tmp_path: Path):
    target = tmp_path / "gambar.webp"
    picture(saved(tmp_path, Image.new("P", (90, 40)), "PNG"), PNG, 1, 1200, target)
    with Image.open(target) as drawn:
        assert drawn.size == (90, 40)


def test_a_photograph_of_many_megapixels_is_shown(tmp_path: Path):
    """Telephones take pictures of 100 megapixels: decoded whole, one would fill the memory."""
    source, target = saved(tmp_path, Image.new("L", (12_000, 9_000), 200), "JPEG"), tmp_path / "gambar.webp"
    picture(source, JPG, 1, 240, target)
    with Image.open(target) as drawn:
        assert drawn.size == (240, 180)


def test_an_image_that_would_fill_the_memory_is_refused(tmp_path: Path):
    """400 megapixels of one colour fit into half a megabyte."""
    target = tmp_path / "besar.png"
    rows = zlib.compressobj(9)
    data = b"".join([*(rows.compress(bytes(2501)) for _ in range(20_000)), rows.flush()])

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0))
    target.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b""))
    for work in (lambda: read(target, PNG), lambda: picture(target, PNG, 1, 240, tmp_path / "gambar.webp")):
        with pytest.raises(Unreadable) as caught:
            work()
        assert caught.value.code == "large"


def test_the_bound_of_pixels_comes_before_the_memory(tmp_path: Path):
    source = saved(tmp_path, Image.new("RGB", (100, 100)), "PNG")
    with pytest.raises(Unreadable) as caught:
        read(source, PNG, limits=Limits(pixels=9_999))
    assert caught.value.code == "large"


def test_a_photograph_that_arrived_in_part_is_told(tmp_path: Path):
    out = io.BytesIO()
    letter().save(out, "JPEG")
    (tmp_path / "foto.jpg").write_bytes(out.getvalue()[:9000])
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "foto.jpg", JPG)
    assert caught.value.code == "damaged"


def test_another_format_under_the_name_of_an_image_is_not_opened(tmp_path: Path):
    """Pillow knows dozens of formats, some of which start programs."""
    Image.new("RGB", (9, 9)).save(tmp_path / "foto.png", "EPS")
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "foto.png", PNG)
    assert caught.value.code == "damaged"
