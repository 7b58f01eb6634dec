"""The three zones of Indonesian time."""

from __future__ import annotations

ZONES: dict[str, tuple[str, str]] = {
    "Asia/Jakarta": ("WIB", "Waktu Indonesia Barat (WIB)"),
    "Asia/Makassar": ("WITA", "Waktu Indonesia Tengah (WITA)"),
    "Asia/Jayapura": ("WIT", "Waktu Indonesia Timur (WIT)"),
}
CHOICES = [(zone, label) for zone, (_, label) in ZONES.items()]
_OTHERS = {"asia/pontianak": "Asia/Jakarta", "asia/ujung_pandang": "Asia/Makassar"}


def zone_of(text: str) -> str | None:
    """The zone that a text names ("WITA", "wita", "Asia/Makassar"); None when it names none."""
    wanted = text.strip().lower()
    for zone, (word, label) in ZONES.items():
        if wanted in (zone.lower(), word.lower(), label.lower()):
            return zone
    return _OTHERS.get(wanted)


def zone_word(zone: str) -> str:
    """WIB, WITA or WIT; another zone by its own name."""
    return ZONES[zone][0] if zone in ZONES else zone
