"""Pages made ready for rules: cleaned letter by letter, cut into lines, comparable despite misread letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matang.core.recognition.paper import Page

CAP = 20_000
FIRST, LAST, DEEDS = 3, 2, 2
_BLANKS = dict.fromkeys((0x09, 0x0D, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_BREAKS = dict.fromkeys((0x0B, 0x0C, *range(0x1C, 0x20), 0x85, 0x2028, 0x2029), "\n")
_CLEAN = {**_BLANKS, **_BREAKS}
_FOLD = str.maketrans("abcdefghijklmnopqrstuvwxyzL01|34@", "ABCDEFGHIJKIMNOPQRSTUVWXYZIOIIEAA")
_SPACED = re.compile(r"(?:\w ){3,30}\w")
_GAP = re.compile(r"[ ]{3,}")
_FURNITURE = re.compile(
    r"\W*(?:\d{1,4}|D ?R ?A ?F ?T?|RANCANGAN|SALINAN|KONSEP|Halaman \d{1,4}(?: dari \d{1,4})?)?\W*"
    r"|(?:Dipindai dengan|Scanned (?:with|by)) .{0,60}"
)
_TOKEN = re.compile(r"[A-Za-z01|@]{3,40}")
_FIGURES = re.compile(r"(?<![A-Za-z\d])[\dOolI]{1,30}(?![A-Za-z\d])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank; the text is cleaned, its blanks inside are kept.

    page: the number of its page.
    row: its place among the lines of its sheet that are not blank; -1 for a part of a line.
    """

    page: int
    text: str
    row: int = -1

    @property
    def folded(self) -> str:
        """The line for comparing (`folded`)."""
        return folded(one_line(self.text))

    @property
    def cells(self) -> list[str]:
        """The columns of the line: its parts between three or more blanks."""
        return [cell for cell in _GAP.split(self.text.strip()) if cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that rules look at: its number, at most 20,000 characters cleaned, whether it is a picture."""

    number: int
    text: str
    picture: bool

    @property
    def lines(self) -> list[Line]:
        """The lines that are not blank."""
        return [Line(self.number, line, row) for row, line in enumerate(filter(str.strip, self.text.split("\n")))]


def sheets_of(pages: Sequence[Page]) -> list[Sheet]:
    """The pages that carry facts: the first three, the last two, and those on which something is enacted.

    Of a longer page its first and its last 20,000 characters, as two sheets with the same number.
    """
    deeds = [page for page in pages[FIRST : -LAST or None] if "tetapkan di" in page.text[:CAP].lower()][:DEEDS]
    chosen = {id(page) for page in (*pages[:FIRST], *deeds, *pages[-LAST:])}
    return [sheet for page in pages if id(page) in chosen for sheet in _cut(page)]


def _cut(page: Page) -> list[Sheet]:
    parts = [page.text[:CAP]]
    if len(page.text) > CAP:
        parts.append(page.text[max(CAP, len(page.text) - CAP) :])
    return [Sheet(page.number, part.translate(_CLEAN), page.picture) for part in parts]


def opening(sheets: Sequence[Sheet], count: int) -> list[Line]:
    """The first lines of a document, without a table of contents, page numbers and stamps."""
    found: list[Line] = []
    for sheet in sheets:
        lines = [line for line in sheet.lines if not _FURNITURE.fullmatch(one_line(line.text))]
        if lines and not lines[0].folded.startswith("DAFTAR ISI".replace("L", "I")):
            found.extend(lines)
        if len(found) >= count:
            break
    return found[:count]


def folded(text: str) -> str:
    """A text for comparing: capitals, misread letters made alike (l, 1, I and L are I; 0 is O), spaced words closed.

    As long as the text itself, unless it is one spaced word ("S E R T I F I K A T").
    """
    if _SPACED.fullmatch(text.strip()):
        text = text.replace(" ", "")
    return text.translate(_FOLD)


def pattern(source: str) -> re.Pattern[str]:
    """An expression in capitals for folded text; write words as they are spelt."""
    return re.compile(source.replace("L", "I"))


def one_line(text: str) -> str:
    """The text with every run of blanks and line breaks as one blank."""
    return " ".join(text.split())


def quote(text: str) -> str:
    """The words as they stand, on one line of at most 200 characters."""
    return one_line(text)[:200].rstrip()


def quote_of(lines: Sequence[Line]) -> str:
    """The quote of lines that follow each other; of the first ones when something stands between them."""
    told = list(lines[:1])
    for line in lines[1:]:
        if line.page != told[-1].page or line.row < 0 or told[-1].row < 0 or line.row != told[-1].row + 1:
            break
        told.append(line)
    return quote("\n".join(line.text for line in told))


def is_capital(text: str) -> bool:
    """Whether a line is written in capitals; letters that may be misread ones do not count."""
    letters = [letter for letter in text if letter.isalpha() and letter != "l"]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters)


def repaired(text: str) -> str:
    """A phrase with letters that were read as digits put right: "PROVlNSl" and "bu1anan" become words again."""
    return _TOKEN.sub(lambda found: _word(found.group()), one_line(text))


def _word(word: str) -> str:
    letters = [letter for letter in word if letter.isalpha() and letter != "l"]
    odd = len(word) - len(letters) - word.count("l")
    if len(letters) < 2 or odd > len(letters) or (odd and word[-1] in "1|" and word[:-1].isupper()):
        return word
    if all(letter.isupper() for letter in letters):
        return word.translate(str.maketrans("l1|0@", "IIIOA"))
    start = "I" if word[0] == "l" and word[1] not in "aeiou1|" else word[0]
    return start + word[1:].translate(str.maketrans("1|0@", "lloa"))


def repaired_number(text: str) -> str:
    """The number of a paper with its figures and its letters put right: "B-l23/DlSNAK/2O24" is "B-123/DISNAK/2024"."""
    number = re.sub(r" ?/ ?", "/", one_line(text))
    number = _FIGURES.sub(
        lambda found: figures(found.group()) if re.search(r"\d", found.group()) else found.group(), number
    )
    return _TOKEN.sub(lambda found: _word(found.group()), number)


def figures(text: str) -> str:
    """Digits with misread letters put right: "2O2l" is "2021"."""
    return text.translate(str.maketrans("OolI", "0011"))


GOES_ON = pattern(r"^(?:DAN|SERTA|PROVINSI|KABUPATEN|KOTA|SEKRETARIAT) ")
"""How a line begins that carries on the name of an office in the line above."""
