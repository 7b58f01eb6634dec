"""A font of our own that can show any character as an empty box.

PDF/A forbids a character without a glyph, so one emoji in an explanation would stop a whole report. Typst takes this
font last: the reader sees a box, and copying the text still gives the character that was typed.
"""

import struct

FAMILY = "Matang Box"
UNITS = 1000
ADVANCE = 700
# Everything that can be typed but for the surrogates, which are no characters.
RANGES = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x1FFFF), (0x20000, 0x3FFFF), (0xE0000, 0x10FFFF))


def box_font() -> bytes:
    """The font as a TrueType file: glyph 0 (missing) and glyph 1 (box), both the same outline."""
    outline = _box()
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": outline * 2,
        b"head": _head(),
        b"hhea": struct.pack(">IhhhHhhhhhh8xhH", 0x10000, 800, -200, 0, ADVANCE, 60, 60, 640, 1, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", ADVANCE, 60, ADVANCE, 60),
        b"loca": struct.pack(">III", 0, len(outline), 2 * len(outline)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 8, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    return _file(tables)


def _box() -> bytes:
    """A frame: an outer square and an inner one turned the other way."""
    outer = [(60, 0), (60, 700), (640, 700), (640, 0)]
    inner = [(110, 50), (590, 50), (590, 650), (110, 650)]
    points = outer + inner
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip([(0, 0), *points], points, strict=False)]
    head = struct.pack(">hhhhh", 2, 60, 0, 640, 700) + struct.pack(">HHH", 3, 7, 0) + bytes([1] * 8)
    body = b"".join(struct.pack(">h", x) for x, _ in steps) + b"".join(struct.pack(">h", y) for _, y in steps)
    return _padded(head + body)


def _cmap() -> bytes:
    """Format 13: many characters, one glyph."""
    groups = b"".join(struct.pack(">III", first, last, 1) for first, last in RANGES)
    table = struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, len(RANGES)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _head() -> bytes:
    return struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        *(0x10000, 0x10000, 0, 0x5F0F3CF5, 3, UNITS, 0, 0, 60, 0, 640, 700, 0, 8, 2, 1, 0),
    )


def _os2() -> bytes:
    return struct.pack(
        ">HhHHHhhhhhhhhhhh10sIIII4sHHHhhhHHIIhhHHH",
        *(4, ADVANCE, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0, bytes(10), 0, 0, 0, 0, b"MTNG"),
        *(0x40, 0x20, 0xFFFF, 800, -200, 0, 800, 200, 0, 0, 500, 700, 0, 32, 1),
    )


def _name() -> bytes:
    texts = {1: FAMILY, 2: "Regular", 4: FAMILY, 6: FAMILY.replace(" ", "")}
    records, store = b"", b""
    for key, text in texts.items():
        value = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, key, len(value), len(store))
        store += value
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + store


def _file(tables: dict[bytes, bytes]) -> bytes:
    offset, directory, body = 12 + 16 * len(tables), b"", b""
    for tag, data in sorted(tables.items()):
        directory += tag + struct.pack(">III", _sum(data), offset + len(body), len(data))
        body += _padded(data)
    power = len(tables).bit_length() - 1
    search = 16 << power
    return struct.pack(">IHHHH", 0x10000, len(tables), search, power, 16 * len(tables) - search) + directory + body


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(_padded(data)) // 4}I", _padded(data))
    return sum(words) & 0xFFFFFFFF


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
