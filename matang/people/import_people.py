"""The list of people: who is who, which role where, and what would change."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from matang.lib.sheets import Row
from matang.people.actor import Actor
from matang.people.exclusion import Held, clash, clash_sentence
from matang.people.imports import CHANGED, NEW, SAME, Entry, Fault, Faults, Places, entries, kept
from matang.people.models import Agency, Membership, Person, Role
from matang.people.nip import REMEDY, NipFault, read_nip
from matang.people.queries import agencies_visible_to, all_memberships, persons_by_login, unmanaged
from matang.people.said import OTHER_LOGIN, TWO_PEOPLE, Identity

COLUMNS = {
    "nama": ("nama", "nama lengkap", "nama pegawai"),
    "surel": ("surel", "email", "e-mail", "alamat surel", "alamat email"),
    "nip": ("nip", "nip baru", "nomor induk pegawai"),
    "jabatan": ("jabatan", "nama jabatan"),
    "instansi": ("instansi", "perangkat daerah", "unit kerja", "opd"),
    "peran": ("peran", "peran di matang", "tugas"),
    "mulai": ("mulai", "tanggal mulai", "terhitung mulai tanggal", "tmt"),
}
ROLES = {**{role.label.lower(): role for role in Role}, **{role.value: role for role in Role}}
LARGEST = 2_000
ONE_BY_ONE = "Administrator tidak diimpor; tambahkan satu per satu pada halaman orangnya, agar disahkan orang kedua."
DIFFERS = "{what} pada daftar berbeda dari yang terdaftar untuk {name}. Ubah pada halaman orangnya, lalu impor lagi."


@dataclass(frozen=True)
class PersonRow:
    """One person of the list: `present` is his account, `identity` what it would say, `roles` what he would get."""

    state: str
    identity: Identity
    present: Person | None
    roles: tuple[tuple[Agency, Role, datetime.date], ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PeoplePlan:
    """What an import of people would do; carried out only without faults."""

    rows: tuple[PersonRow, ...]
    faults: tuple[Fault, ...]

    def count(self, state: str) -> int:
        """How many people are new, changed or the same."""
        return sum(row.state == state for row in self.rows)

    @property
    def text(self) -> str:
        """The plan as the list that gives it again."""
        return kept([tuple(COLUMNS), *(line for row in self.rows for line in row.lines)])


def plan_people(actor: Actor, rows: Sequence[Row], today: datetime.date) -> PeoplePlan:
    """Read a list of people; the same person may stand in several rows, one for each role. Four statements."""
    found, problems = entries(rows, COLUMNS, "nama")
    if len(found) > LARGEST:
        problems.append(Fault("daftar", f"Daftar lebih dari {LARGEST} baris. Bagilah menjadi beberapa daftar."))
    if problems:
        return PeoplePlan((), tuple(problems))
    reader = _Reader(actor, Places(agencies_visible_to(actor)), today)
    people = reader.read(found)
    return PeoplePlan(tuple(people), tuple(reader.faults.found))


@dataclass
class _Line:
    entry: Entry
    identity: Identity
    agency: Agency | None
    role: Role | None
    starts_on: datetime.date


class _Reader:
    """First every cell by itself, then every person with all his rows and his account."""

    def __init__(self, actor: Actor, places: Places, today: datetime.date) -> None:
        self.actor, self.places, self.today, self.faults = actor, places, today, Faults()

    def read(self, found: list[Entry]) -> list[PersonRow]:
        lines = [self._line(entry) for entry in found]
        groups = self._groups(lines)
        if self.faults.found:
            return []
        emails = {line.identity.email for line in lines} - {""}
        nips = {line.identity.nip for line in lines} - {""}
        accounts = persons_by_login(emails, nips)
        self.foreign = unmanaged(self.actor, accounts, self.today)
        self.held: dict[int, list[Membership]] = defaultdict(list)
        for membership in all_memberships(accounts):
            self.held[membership.person_id].append(membership)
        by_email = {(person.email or "").lower(): person for person in accounts}
        by_nip = {person.nip or "": person for person in accounts}
        return [self._person(group, by_email, by_nip) for group in groups]

    def _line(self, entry: Entry) -> _Line:
        if not entry.text("nama"):
            self.faults.add(entry, "nama", "Nama kosong. Isi namanya atau hapus barisnya.")
        for column, most in (("nama", 150), ("jabatan", 200)):
            if len(entry.text(column)) > most:
                self.faults.add(entry, column, f"Isian lebih dari {most} huruf. Persingkat.")
        identity = Identity(entry.text("nama"), self._email(entry), self._nip(entry), entry.text("jabatan"))
        if not entry.text("surel") and not entry.text("nip"):
            self.faults.add(entry, "surel", "Isi surel atau NIP, agar orang ini dapat masuk.")
        agency, role = self._agency(entry), self._role(entry)
        return _Line(entry, identity, agency, role, self._start(entry))

    def _email(self, entry: Entry) -> str:
        text = entry.text("surel").lower()
        if text:
            try:
                validate_email(text)
            except ValidationError:
                self.faults.add(entry, "surel", f'"{text}" bukan alamat surel. Periksa ketikannya.')
        return text

    def _nip(self, entry: Entry) -> str:
        cell = entry.cells.get("nip")
        if cell is None or not cell.text:
            return ""
        if cell.number:
            shown = "lebih dari 15 angka" if len(cell.text.lstrip("-").split(".")[0]) > 15 else "tidak lengkap"
            self.faults.add(
                entry, "nip", f"NIP tersimpan sebagai angka ({shown}), sehingga angkanya dapat hilang. {REMEDY}"
            )
            return ""
        try:
            return read_nip(cell.text, self.today)
        except NipFault as fault:
            self.faults.add(entry, "nip", str(fault))
            return ""

    def _agency(self, entry: Entry) -> Agency | None:
        text = entry.text("instansi")
        if not text:
            self.faults.add(entry, "instansi", "Instansi kosong. Isi nama instansi tempat orang ini bertugas.")
            return None
        agency = self.places.one(text)
        if isinstance(agency, str):
            self.faults.add(entry, "instansi", agency)
            return None
        return agency

    def _role(self, entry: Entry) -> Role | None:
        text = " ".join(entry.text("peran").lower().replace("_", " ").split())
        role = ROLES.get(text) or ROLES.get(text.replace(" ", "_"))
        if role is None:
            roles = ", ".join(role.label.lower() for role in Role if role is not Role.ADMINISTRATOR)
            said = f'Peran "{text}" tidak dikenal' if text else "Peran kosong"
            self.faults.add(entry, "peran", f"{said}. Pakai salah satu: {roles}.")
        return role

    def _start(self, entry: Entry) -> datetime.date:
        text = entry.text("mulai")
        if not text:
            return self.today
        found = read_date(text)
        if found is None:
            self.faults.add(
                entry, "mulai", f'Tanggal "{text}" tidak dikenal. Tulis seperti 2026-01-31 atau 31/01/2026.'
            )
        return found or self.today

    def _groups(self, lines: list[_Line]) -> list[list[_Line]]:
        """The rows of each person together: the same e-mail or NIP is the same person."""
        owner: dict[str, int] = {}
        groups: list[list[_Line]] = []
        for line in lines:
            keys = [key for key in (line.identity.email, line.identity.nip) if key]
            known = {owner[key] for key in keys if key in owner}
            if len(known) > 1:
                self.faults.add(line.entry, "surel", TWO_PEOPLE)
            at = min(known) if known else len(groups)
            if at == len(groups):
                groups.append([])
            for key in keys:
                owner[key] = at
            groups[at].append(line)
        for group in groups:
            self._consistent(group)
        return groups

    def _consistent(self, group: list[_Line]) -> None:
        first = group[0].identity
        for line in group[1:]:
            for column, one, other in (
                ("nama", first.name, line.identity.name),
                ("surel", first.email, line.identity.email),
                ("nip", first.nip, line.identity.nip),
                ("jabatan", first.position, line.identity.position),
            ):
                if one and other and one != other:
                    self.faults.add(line.entry, column, f'Baris lain untuk orang yang sama menyebut "{one}". Samakan.')

    def _person(self, group: list[_Line], by_email: dict[str, Person], by_nip: dict[str, Person]) -> PersonRow:
        identity = _merged(group)
        accounts = {
            account.pk: account
            for account in (
                by_email.get(identity.email) if identity.email else None,
                by_nip.get(identity.nip) if identity.nip else None,
            )
            if account is not None
        }
        if len(accounts) > 1:
            self.faults.add(group[0].entry, "surel", TWO_PEOPLE)
            return PersonRow(SAME, identity, None, (), ())
        present = next(iter(accounts.values()), None)
        wanted = identity if present is None else self._wanted(group[0].entry, identity, present)
        roles = self._roles(group, present)
        state = NEW if present is None else CHANGED if roles or wanted != _identity(present) else SAME
        return PersonRow(state, wanted, present, tuple(roles), tuple(self._kept(line, wanted) for line in group))

    def _wanted(self, entry: Entry, identity: Identity, present: Person) -> Identity:
        """What the account would say: an empty cell changes nothing, a login is filled in but never replaced."""
        now = _identity(present)
        for what, column, one, other in (
            ("Surel", "surel", now.email, identity.email),
            ("NIP", "nip", now.nip, identity.nip),
        ):
            if one and other and one != other:
                visible = present.pk not in self.foreign
                sentence = DIFFERS.format(what=what, name=present.name) if visible else OTHER_LOGIN.format(what=what)
                self.faults.add(entry, column, sentence)
        if not present.is_active:
            self.faults.add(
                entry, "nama", f"Akun {present.name} sedang nonaktif. Aktifkan dahulu, atau hapus barisnya."
            )
        if present.pk in self.foreign:
            return now
        return replace(
            now,
            name=identity.name,
            email=now.email or identity.email,
            nip=now.nip or identity.nip,
            position=identity.position or now.position,
        )

    def _roles(self, group: list[_Line], present: Person | None) -> list[tuple[Agency, Role, datetime.date]]:
        memberships = self.held[present.pk] if present is not None else []
        lasting = [m for m in memberships if m.ends_on is None or m.ends_on >= self.today]
        has = {(m.agency_id, m.role) for m in lasting}
        held = [Held.of(m) for m in lasting]
        roles = []
        for line in group:
            if line.agency is None or line.role is None or (line.agency.pk, line.role) in has:
                continue
            if line.role is Role.ADMINISTRATOR:
                self.faults.add(line.entry, "peran", ONE_BY_ONE)
            wanted = Held(line.agency.path, line.role, line.starts_on)
            against = clash(wanted, held)
            if against is not None:
                self.faults.add(line.entry, "peran", clash_sentence(line.identity.name, against))
            held.append(wanted)
            has.add((line.agency.pk, line.role))
            roles.append((line.agency, line.role, line.starts_on))
        return roles

    def _kept(self, line: _Line, identity: Identity) -> tuple[str, ...]:
        assert line.agency is not None and line.role is not None
        place = self.places.label(line.agency)
        start = line.starts_on.isoformat()
        return line.identity.name, identity.email, identity.nip, line.identity.position, place, line.role.label, start


def read_date(text: str) -> datetime.date | None:
    """A day written as 2026-01-31, 31/01/2026, 31-1-2026 or 31.01.2026; None for anything else."""
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = map(int, match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def export_lines(memberships: Sequence[Membership], places: Places) -> list[tuple[str, ...]]:
    """Memberships as rows of the list that `plan_people` reads."""
    return [
        (
            m.person.name,
            m.person.email or "",
            m.person.nip or "",
            m.person.position,
            places.label(m.agency),
            Role(m.role).label,
            m.starts_on.isoformat(),
        )
        for m in memberships
    ]


def _identity(person: Person) -> Identity:
    return Identity(person.name, (person.email or "").lower(), person.nip or "", person.position)


def _merged(group: list[_Line]) -> Identity:
    """What all rows of a person say together."""
    names = ("name", "email", "nip", "position")
    values = {n: next((v for line in group if (v := getattr(line.identity, n))), "") for n in names}
    return Identity(**values)
