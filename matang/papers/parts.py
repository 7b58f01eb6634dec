"""What every official paper shares: the letterhead, the signature block, and the foot."""

from dataclasses import dataclass
from typing import Literal

from matang.core.charts.draw import short
from matang.lib.outline import Head, Sign

Sheet = Literal["a4", "f4"]
MARK = "CONTOH"
DRAFT = "RANCANGAN"
NAME = 100  # characters of a paper's name that fit into one line of its foot


@dataclass(frozen=True)
class Letterhead:
    """Kop surat: the lines from the government down to the office, the address, and an emblem (PNG or JPEG)."""

    lines: tuple[str, ...]
    address: str
    logo: bytes | None = None

    def head(self) -> Head:
        """The letterhead as part of an outline."""
        return Head(self.lines, self.address, self.logo)


@dataclass(frozen=True)
class Signature:
    """Who signs: `title_prefix` is "", "Plt.", "Plh." or "Pj."; `on_behalf` is the line "a.n. …" or "".

    `date` is in words already ("25 Juni 2024"); place and date may both be "" (the second signer has none).
    """

    place: str
    date: str
    title_prefix: str
    position: str
    name: str
    nip: str
    rank: str
    on_behalf: str = ""

    def sign(self) -> Sign:
        """The block of naskah dinas: place and date, office with a comma, space, name, rank, NIP in groups 8 6 1 3."""
        where = ", ".join(part for part in (self.place, self.date) if part)
        office = " ".join(part for part in (self.title_prefix, self.position) if part)
        above = (where, self.on_behalf, f"{office},")
        below = (self.name, self.rank, f"NIP {grouped(self.nip)}" if self.nip else "")
        return Sign(tuple(line for line in above if line), tuple(line for line in below if line))


def grouped(nip: str) -> str:
    """18 digits as 8 6 1 3; anything else as it was typed."""
    digits = nip.replace(" ", "")
    if len(digits) != 18 or not digits.isdecimal():
        return nip
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def foot(name: str, chain_head: str) -> str:
    """The foot of every page: what the paper is, in one line, and the head of the journal that it was drawn from."""
    name = short(" ".join(name.split()), NAME)
    return f"{name}\nJejak catatan {chain_head}" if chain_head else name
