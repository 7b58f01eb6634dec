"""Lists of offices and people, as pasted or uploaded, turned into a plan of what would be written, or into faults.

Nothing here writes. A plan without faults is what `actions.import_agencies` and `actions.import_people` carry out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matang.lib.sheets import Cell, Row
from matang.people.models import Agency

NEW, CHANGED, SAME = "baru", "diperbarui", "sama"
ARROW = " › "


@dataclass(frozen=True)
class Fault:
    """What is wrong in which cell, and what to do."""

    place: str
    sentence: str


@dataclass(frozen=True)
class Entry:
    """One row that names its columns; a column that the list does not have is an empty cell."""

    place: str
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """What stands in a column, "" when nothing does."""
        return self.cells[column].text if column in self.cells else ""

    def at(self, column: str) -> str:
        """Where that cell stands; the row itself when it has no such cell."""
        return self.cells[column].place if column in self.cells else self.place


@dataclass
class Faults:
    """The faults found so far, at most one a cell."""

    found: list[Fault] = field(default_factory=list)

    def add(self, entry: Entry, column: str, sentence: str) -> None:
        """Note what is wrong with a cell."""
        self.found.append(Fault(entry.at(column), sentence))


def entries(rows: Sequence[Row], columns: Mapping[str, Sequence[str]], first: str) -> tuple[list[Entry], list[Fault]]:
    """The rows by column. `columns` maps a column to the headings it may have; a first row with the heading of column
    `first` is the heading, else the columns stand in the mapping's order."""
    if not rows:
        return [], [Fault("daftar", "Belum ada isinya. Tempelkan daftarnya, atau pilih berkas XLSX atau CSV.")]
    heading = [_column(cell.text, columns) for cell in rows[0]]
    faults: list[Fault] = []
    if first in heading:
        faults = _heading_faults(rows[0], heading)
        body = rows[1:]
    else:
        heading, body = list(columns), list(rows)
        faults = [
            Fault(cell.place, f"Kolom ini berlebih: daftar tanpa judul kolom memuat {', '.join(columns)}.")
            for cell in rows[0][len(heading) :]
            if cell.text
        ]
    return [_entry(row, heading) for row in body], faults


def _entry(row: Row, heading: Sequence[str | None]) -> Entry:
    cells = {name: cell for name, cell in zip(heading, row, strict=False) if name is not None}
    place = row[0].place.rsplit(",", 1)[0] if row else ""
    return Entry(place, cells)


def _column(text: str, columns: Mapping[str, Sequence[str]]) -> str | None:
    word = " ".join(text.lower().replace("/", " ").replace("_", " ").split())
    return next((name for name, words in columns.items() if word in words), None)


def _heading_faults(row: Row, heading: Sequence[str | None]) -> list[Fault]:
    faults = []
    for at, (cell, name) in enumerate(zip(row, heading, strict=True)):
        if name is None and cell.text and not _number_heading(cell.text):
            faults.append(
                Fault(cell.place, f'Judul kolom "{cell.text}" tidak dikenal. Hapus kolomnya atau ganti judulnya.')
            )
        if name is not None and name in heading[:at]:
            faults.append(Fault(cell.place, f'Judul kolom "{cell.text}" ada dua kali. Hapus salah satunya.'))
    return faults


def _number_heading(text: str) -> bool:
    """The running number that lists carry is passed over."""
    return text.lower().strip(". ") in ("no", "nomor", "nomor urut", "#")


class Places:
    """Finds agencies by the names that lists use: the name, the short name, or "Induk › Nama"."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self.by_id: dict[int, Agency] = {}
        self._by_name: dict[str, set[int]] = {}
        self._by_line: dict[str, set[int]] = {}
        for agency in agencies:
            self.by_id[agency.pk] = agency
        for agency in self.by_id.values():
            for name in {agency.name, agency.short_name}:
                self._by_name.setdefault(_key(name), set()).add(agency.pk)
            self._by_line.setdefault(_key(self.line(agency)), set()).add(agency.pk)

    def line(self, agency: Agency) -> str:
        """The names from the highest agency within reach down to this one."""
        ids = [int(part) for part in agency.path.split("/") if part]
        return ARROW.join(self.by_id[at].name for at in ids if at in self.by_id)

    def label(self, agency: Agency) -> str:
        """The shortest text by which `find` gives this agency."""
        return agency.name if self.find(agency.name) == [agency] else self.line(agency)

    def find(self, text: str) -> list[Agency]:
        """The agencies that the text may mean."""
        ids = self._by_line.get(_key(text)) or self._by_name.get(_key(text)) or set()
        return [self.by_id[at] for at in sorted(ids)]

    def one(self, text: str) -> Agency | str:
        """The agency that the text means, or the sentence that says why not."""
        found = self.find(text)
        if len(found) == 1:
            return found[0]
        if not found:
            return f'Instansi "{text}" tidak ada pada daftar Anda. Periksa ejaannya, atau tambahkan dahulu instansinya.'
        lines = " atau ".join(f'"{self.line(agency)}"' for agency in found[:3])
        return f'Ada {len(found)} instansi bernama "{text}". Tulis lengkap: {lines}.'


def _key(text: str) -> str:
    return " ".join(text.lower().replace("›", " › ").replace(">", " › ").split())


def kept(rows: Iterable[Sequence[str]]) -> str:
    """Rows as tab-separated text, which the preview sends back to be read again."""
    return "\n".join("\t".join(" ".join(value.split()) for value in row) for row in rows)
