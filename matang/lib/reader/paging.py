"""Pages of what has none of its own: lines gathered into pages, long pages cut at the ends of lines."""

from __future__ import annotations

USUAL = 3_000  # characters of a full page of A4
LONG_CELL = 200  # characters
FEW = 20  # letters below which a page with a picture is a picture


class Pages:
    """Lines as they come, with breaks between pages. An empty page is none: two marks often stand for one break."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self.drawn: set[int] = set()
        self._kept: set[int] = set()
        self._line: list[str] = []

    def write(self, text: str) -> None:
        """Go on with the line."""
        self._line.append(text)

    def end_line(self) -> None:
        """End the line; lines without any letter are left out."""
        line = "".join(self._line).replace(" \t", "\t").rstrip()
        self._line.clear()
        if line.strip():
            self.pages[-1].append(line)

    def draw(self) -> None:
        """A picture stands here."""
        self.drawn.add(len(self.pages) - 1)

    def turn(self) -> None:
        """A new page begins here, unless this one is still empty."""
        self.end_line()
        if self.pages[-1] or len(self.pages) - 1 in self.drawn:
            self.pages.append([])

    def begin(self) -> None:
        """A page begins here that stays one even when nothing is on it: a sheet, a slide."""
        self.end_line()
        if self.pages != [[]] or self._kept:
            self.pages.append([])
        self._kept.add(len(self.pages) - 1)

    def mark(self) -> int:
        """Where the line has come to."""
        return len(self._line)

    def repeat(self, mark: int, times: int) -> None:
        """End a cell that began at `mark` and stands there so many times; long ones are not said again."""
        cell = "".join(self._line[mark:]).strip()
        del self._line[mark:]
        self._line.append((cell + "\t") * times if len(cell) < LONG_CELL else cell + "\t" * times)

    def done(self, *, cut: bool) -> list[tuple[str, bool]]:
        """The pages: text, and whether a picture is all there is; with `cut`, long ones become several."""
        self.end_line()
        found: list[tuple[str, bool]] = []
        for index, lines in enumerate(self.pages):
            text = "\n".join(lines)
            if not text and index not in self.drawn | self._kept:
                continue
            picture = index in self.drawn and sum(map(str.isalnum, text)) < FEW
            found += [(part, picture) for part in (cut_pages(text) if cut else [text])]
        return found or [("", False)]


def cut_pages(text: str) -> list[str]:
    """The text in pages of about USUAL characters that end with a line, where lines are not longer than that."""
    pages, at = [], 0
    while len(text) - at > USUAL * 3 // 2:
        end = text.rfind("\n", at + USUAL // 2, at + USUAL)
        if end < 0:
            end = max(text.rfind(" ", at + USUAL // 2, at + USUAL), at + USUAL - 1)
        pages.append(text[at : end + 1].rstrip())
        at = end + 1
    return [*pages, text[at:]]
