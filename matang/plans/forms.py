"""What an address of the simulation says, as typed and as understood; and the form of a plan's steps.

t-<code>=4            the level aimed at          u-<code>-<level>=2,5   the effort to reach a level
wajib=<code>          must reach its aimed level  tetap=<code>           stays as it is
tujuan=2,60           the index aimed at          terendah=1             unrated ones stand on their lowest level
cari=1, predikat=2.6  search for the least effort, to the typed index or to a predicate
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from matang.core.documents import number_text
from matang.core.figures import plain
from matang.core.instrument import Instrument
from matang.core.scoring import Given
from matang.core.values import NA, ValueRefused, parse_value

LONGEST = 40
_NUMBER = re.compile(r"(\d{1,4})(?:[.,](\d{1,4}))?", re.ASCII)


@dataclass
class Asked:
    """`typed` keeps every text by the name of its field; `errors` says by field what is wrong with it ("" for what has
    no field). Faulty parts are left out of the understood ones."""

    aims: dict[str, Fraction] = field(default_factory=dict)
    efforts: dict[str, list[Fraction]] = field(default_factory=dict)
    must: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    target: Fraction | None = None
    lowest: bool = False
    search: bool = False
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def query(self, aims: Mapping[str, Fraction] | None = None) -> str:
        """The short address: only what differs from what is usual. `aims` puts other levels in place."""
        pairs = [(f"t-{code}", number_text(aim)) for code, aim in (self.aims if aims is None else aims).items()]
        pairs += [(name, text) for name, text in self.typed.items() if name.startswith("u-") and text != "1"]
        pairs += [("wajib", code) for code in self.must] + [("tetap", code) for code in self.never]
        pairs += [("tujuan", self.typed["tujuan"])] if self.typed.get("tujuan") else []
        return urlencode(pairs + ([("terendah", "1")] if self.lowest else []))


def read(data: QueryDict, instrument: Instrument, values: Mapping[str, Given]) -> Asked:
    """Read an address (or the same fields sent as a form) against the levels now; never raises."""
    asked = Asked(lowest="terendah" in data, search="cari" in data or "predikat" in data)
    for name, text in data.items():
        kind, _, rest = name.partition("-")
        if kind in ("t", "u") and str(text).strip():
            asked.typed[name] = str(text).strip()[:LONGEST]
            (_aim if kind == "t" else _effort)(asked, instrument, values, name, rest)
    for name, codes in (("wajib", asked.must), ("tetap", asked.never)):
        codes += [code for code in dict.fromkeys(data.getlist(name)) if _known(asked, instrument, code)]
    _target(asked, instrument, data)
    _ticks(asked, values)
    return asked


def number(text: str, places: int) -> Fraction | None:
    """A number of zero or more with at most so many decimal places, comma or point; None for anything else."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None or len(found[2] or "") > places:
        return None
    return Fraction(text.strip().replace(",", "."))


def _known(asked: Asked, instrument: Instrument, code: str) -> bool:
    if code not in instrument.position:
        asked.errors[""] = f'Kode "{code[:LONGEST]}" tidak ada pada instrumen ini; bagian alamat itu dilewati.'
        return False
    return True


def _aim(asked: Asked, instrument: Instrument, values: Mapping[str, Given], name: str, code: str) -> None:
    if not _known(asked, instrument, code):
        return
    try:
        value = parse_value(instrument, code, asked.typed[name].replace(",", "."))
    except ValueRefused as refusal:
        asked.errors[name] = str(refusal)
        return
    if value is NA or values.get(code) is NA:
        asked.errors[name] = f"Indikator {code}: berlaku atau tidaknya ditetapkan pada penilaian, bukan di sini."
    elif isinstance(value, Fraction) and value != values.get(code):
        asked.aims[code] = value


def _effort(asked: Asked, instrument: Instrument, values: Mapping[str, Given], name: str, rest: str) -> None:
    code, _, level = rest.rpartition("-")
    if not _known(asked, instrument, code):
        return
    names = [number_text(step.value) for step in instrument.levels(code)[1:]]
    effort = number(asked.typed[name], 2)
    if level not in names or effort is None:
        text = asked.typed[name]
        asked.errors[name] = f'Usaha indikator {code} ke tingkat {level}: "{text}" bukan angka 0 sampai 9999.'
        return
    asked.efforts.setdefault(code, [Fraction(1)] * len(names))[names.index(level)] = effort


def _target(asked: Asked, instrument: Instrument, data: QueryDict) -> None:
    text = str(data.get("predikat") or data.get("tujuan", "")).strip()[:LONGEST]
    if not text:
        if asked.search:
            asked.errors["tujuan"] = "Tulis indeks tujuan, misalnya 2,60, atau pilih predikat."
        return
    target = number(text, 4)
    asked.typed["tujuan"] = text if target is None else plain(target)
    low, high = instrument.scale[0].value, instrument.scale[-1].value
    if target is None:
        asked.errors["tujuan"] = f'Indeks tujuan "{text}" bukan angka; tulis misalnya 2,60.'
    elif not low <= target <= high:
        asked.errors["tujuan"] = f"Indeks tujuan {plain(target)} di luar skala {plain(low)} sampai {plain(high)}."
    else:
        asked.target = target


def _ticks(asked: Asked, values: Mapping[str, Given]) -> None:
    for code in asked.must:
        aim, now = asked.aims.get(code), values.get(code)
        if code in asked.never:
            asked.errors[f"t-{code}"] = f"Indikator {code}: pilih salah satu, wajib atau tetap."
        elif asked.search and (aim is None or (isinstance(now, Fraction) and aim <= now)):
            words = f"Indikator {code} bertanda wajib: pilih dahulu tingkat di atas tingkatnya sekarang."
            asked.errors.setdefault(f"t-{code}", words)


@dataclass(frozen=True)
class StepInput:
    """What was typed for one step: a person's uuid ("" for nobody) and a day ("" for none)."""

    owner: str
    due: str

    def owner_uuid(self) -> UUID | None:
        """The person chosen. ValueError when it is no uuid."""
        return UUID(self.owner) if self.owner else None

    def due_on(self) -> datetime.date | None:
        """The day typed. ValueError when it is no day."""
        return datetime.date.fromisoformat(self.due) if self.due else None


def step_inputs(data: QueryDict) -> dict[str, StepInput]:
    """The rows that the form of a plan's steps sent, by the step's uuid as text."""
    found = {}
    for name in data:
        if name.startswith("due-"):
            key = name.removeprefix("due-")
            owner, due = str(data.get(f"owner-{key}", "")), str(data.get(name, ""))
            found[key] = StepInput(owner.strip()[:LONGEST], due.strip()[:LONGEST])
    return found
