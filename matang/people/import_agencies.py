"""The list of offices: who stands below whom, and what would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matang.lib.sheets import Row
from matang.people.actor import Actor
from matang.people.imports import CHANGED, NEW, SAME, Entry, Fault, Faults, Places, entries, kept
from matang.people.models import Agency
from matang.people.queries import agencies_visible_to
from matang.people.said import AgencyData
from matang.people.zones import ZONES, zone_of

COLUMNS = {
    "nama": ("nama", "nama instansi", "instansi", "nama perangkat daerah", "perangkat daerah", "unit kerja"),
    "singkatan": ("singkatan", "nama singkat", "nama pendek"),
    "jenis": ("jenis", "jenis instansi"),
    "induk": ("induk", "instansi induk", "di bawah"),
    "zona waktu": ("zona waktu", "zona"),
}
KINDS = {
    "opd": Agency.Kind.OFFICE,
    "skpd": Agency.Kind.OFFICE,
    "dinas": Agency.Kind.OFFICE,
    "badan": Agency.Kind.OFFICE,
    "biro": Agency.Kind.UNIT,
    "bagian": Agency.Kind.UNIT,
    "upt": Agency.Kind.UNIT,
    "provinsi": Agency.Kind.PROVINCE,
    "kabupaten": Agency.Kind.REGENCY,
    "kota": Agency.Kind.REGENCY,
    **{kind.label.lower(): kind for kind in Agency.Kind},
    **{kind.value: kind for kind in Agency.Kind},
}


@dataclass(frozen=True)
class AgencyRow:
    """One office of the list. `above` is the parent's id, or the position of its row in the plan when it is new."""

    state: str
    data: AgencyData
    parent: str
    above_id: int | None
    above_row: int | None
    present: Agency | None


@dataclass(frozen=True)
class AgencyPlan:
    """What an import of offices would do; carried out only without faults. Parents stand before their children."""

    rows: tuple[AgencyRow, ...]
    faults: tuple[Fault, ...]

    def count(self, state: str) -> int:
        """How many rows are new, changed or the same."""
        return sum(row.state == state for row in self.rows)

    @property
    def text(self) -> str:
        """The plan as the list that gives it again."""
        lines = [(r.data.name, r.data.short_name, r.data.kind, r.parent, r.data.time_zone) for r in self.rows]
        return kept([tuple(COLUMNS), *lines])


def plan_agencies(actor: Actor, root: Agency, rows: Sequence[Row]) -> AgencyPlan:
    """Read a list of offices that shall stand below `root`. One statement."""
    found, problems = entries(rows, COLUMNS, "nama")
    if problems:
        return AgencyPlan((), tuple(problems))
    reader = _Reader(root, Places(agencies_visible_to(actor)))
    reader.read(found)
    return AgencyPlan(tuple(reader.rows), tuple(reader.faults.found))


class _Reader:
    """Goes through the list in an order in which parents come first."""

    def __init__(self, root: Agency, places: Places) -> None:
        self.root, self.places = root, places
        self.faults, self.rows = Faults(), list[AgencyRow]()
        self.named: dict[str, list[int]] = {}
        self.below: dict[tuple[int | None, str], Agency] = {
            (agency.parent_id, agency.name.lower()): agency for agency in places.by_id.values()
        }
        self.seen: set[tuple[int | None, int | None, str]] = set()

    def read(self, found: list[Entry]) -> None:
        """All rows; a row whose parent stands further down waits for it."""
        waiting = found
        while waiting:
            names = {" ".join(entry.text("nama").lower().split()) for entry in waiting}
            later = [entry for entry in waiting if self._waits(entry, names)]
            ready = [entry for entry in waiting if entry not in later]
            if not ready:
                for entry in later:
                    self.faults.add(
                        entry, "induk", "Instansi ini dan induknya saling menjadi induk. Betulkan induknya."
                    )
                return
            for entry in ready:
                self._row(entry)
            waiting = later

    def _waits(self, entry: Entry, names: set[str]) -> bool:
        parent = entry.text("induk").lower()
        return bool(parent) and parent in names and not self.places.find(parent) and parent not in self.named

    def _row(self, entry: Entry) -> None:
        name = entry.text("nama")
        before = len(self.faults.found)
        if not name:
            self.faults.add(entry, "nama", "Nama instansi kosong. Isi namanya atau hapus barisnya.")
        elif len(name) > 200:
            self.faults.add(entry, "nama", "Nama instansi lebih dari 200 huruf. Persingkat namanya.")
        elif name.lower() == self.root.name.lower() and not entry.text("induk"):
            self.faults.add(entry, "nama", "Ini instansi induk daftar ini sendiri. Hapus barisnya.")
        above_id, above_row = self._parent(entry)
        present = self.below.get((above_id, name.lower())) if above_id is not None else None
        zone = self._zone(entry, above_id, above_row, present)
        data = AgencyData(name, self._short(entry, present), self._kind(entry, present, above_id), zone)
        key = (above_id, above_row, name.lower())
        if name and key in self.seen:
            self.faults.add(entry, "nama", f'"{name}" tertulis dua kali di bawah induk yang sama. Hapus salah satunya.')
        self.seen.add(key)
        if len(self.faults.found) == before:
            self._keep(data, entry.text("induk"), above_id, above_row, present)

    def _keep(
        self, data: AgencyData, parent: str, above_id: int | None, above_row: int | None, present: Agency | None
    ) -> None:
        state = NEW
        if present is not None:
            same = data == AgencyData(present.name, present.short_name, present.kind, present.time_zone)
            state = SAME if same else CHANGED
        if present is None:
            self.named.setdefault(data.name.lower(), []).append(len(self.rows))
        self.rows.append(AgencyRow(state, data, parent, above_id, above_row, present))

    def _parent(self, entry: Entry) -> tuple[int | None, int | None]:
        text = entry.text("induk")
        if not text:
            return self.root.pk, None
        new = self.named.get(text.lower(), [])
        if len(new) == 1 and not self.places.find(text):
            return None, new[0]
        if len(new) > 1:
            self.faults.add(entry, "induk", f'Ada lebih dari satu "{text}" pada daftar ini. Impor induknya dahulu.')
            return self.root.pk, None
        parent = self.places.one(text)
        if isinstance(parent, str):
            self.faults.add(entry, "induk", parent)
            return self.root.pk, None
        return parent.pk, None

    def _short(self, entry: Entry, present: Agency | None) -> str:
        text = entry.text("singkatan")
        if len(text) > 60:
            self.faults.add(entry, "singkatan", "Singkatan lebih dari 60 huruf. Persingkat.")
        return text or (present.short_name if present else entry.text("nama")[:60])

    def _kind(self, entry: Entry, present: Agency | None, above_id: int | None) -> str:
        text = entry.text("jenis").lower()
        if text and text not in KINDS:
            kinds = ", ".join(kind.label.lower() for kind in Agency.Kind)
            self.faults.add(entry, "jenis", f'Jenis "{text}" tidak dikenal. Pakai salah satu: {kinds}.')
        if text:
            return str(KINDS.get(text, ""))
        if present is not None:
            return present.kind
        office = above_id is not None and self.places.by_id[above_id].kind in (
            Agency.Kind.PROVINCE,
            Agency.Kind.REGENCY,
        )
        return str(Agency.Kind.OFFICE if office else Agency.Kind.UNIT)

    def _zone(self, entry: Entry, above_id: int | None, above_row: int | None, present: Agency | None) -> str:
        text = entry.text("zona waktu")
        zone = zone_of(text) if text else ""
        if zone is None:
            words = ", ".join(word for word, _ in ZONES.values())
            self.faults.add(entry, "zona waktu", f'Zona waktu "{text}" tidak dikenal. Pakai {words}.')
        if zone:
            return zone
        if present is not None:
            return present.time_zone
        if above_row is not None:
            return self.rows[above_row].data.time_zone
        return self.places.by_id[above_id].time_zone if above_id in self.places.by_id else self.root.time_zone
