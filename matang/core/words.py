"""Indonesian words for numbers, days and hours, as office papers write them."""

from __future__ import annotations

import datetime
from fractions import Fraction

from matang.core.figures import figure12

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def spelled(number: int) -> str:
    """A whole number in words (terbilang): "dua ribu dua puluh empat". ValueError beyond 999 triliun or below 0."""
    if not 0 <= number < 10**15:
        raise ValueError(f"{number} tidak dapat dieja")
    return " ".join(_parts(number)) or "nol"


def spelled_figure(value: Fraction) -> str:
    """A decimal figure in words, its digits one by one: 2.89 is "dua koma delapan sembilan"."""
    whole, _, tail = figure12(value).partition(".")
    digits = " ".join(_ONES[int(digit)] or "nol" for digit in tail)
    return f"{spelled(int(whole))} koma {digits}" if digits else spelled(int(whole))


def rupiah(amount: int) -> str:
    """An amount with its words: "Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah)"."""
    return f"Rp{grouped(amount)},00 ({spelled(amount)} rupiah)"


def grouped(number: int) -> str:
    """A whole number with points between thousands: "1.250.000"."""
    return f"{number:,}".replace(",", ".")


def weekday(day: datetime.date) -> str:
    """The weekday: "Selasa"."""
    return WEEKDAYS[day.weekday()]


def month(number: int) -> str:
    """The month's name, 1 to 12."""
    return MONTHS[number - 1]


def date(day: datetime.date) -> str:
    """A date: "25 Juni 2024"."""
    return f"{day.day} {month(day.month)} {day.year}"


def long_date(day: datetime.date) -> str:
    """A date with its weekday: "Selasa, 25 Juni 2024"."""
    return f"{weekday(day)}, {date(day)}"


def date_in_words(day: datetime.date) -> str:
    """The opening of a berita acara, without the first word "Pada".

    "hari ini, Selasa, tanggal dua puluh lima bulan Juni tahun dua ribu dua puluh empat".
    """
    return f"hari ini, {weekday(day)}, tanggal {spelled(day.day)} bulan {month(day.month)} tahun {spelled(day.year)}"


def zone_name(zone: str) -> str:
    """The short name of an Indonesian time zone ("Asia/Makassar": "WITA"); others as given."""
    return ZONES.get(zone, zone)


def time(moment: datetime.datetime | datetime.time, zone: str = "") -> str:
    """An hour: "14.00 WITA". The zone is the given one ("Asia/Makassar") or that of an aware moment."""
    name = zone_name(zone) or (isinstance(moment, datetime.datetime) and moment.tzname()) or ""
    return f"{moment.hour:02d}.{moment.minute:02d} {name}".rstrip()


def lately(moment: datetime.datetime, today: datetime.date) -> str:
    """When something was done, for who reads it today: "hari ini 14.05", "kemarin 09.30", else the date.

    Both in the reader's zone.
    """
    days = (today - moment.date()).days
    if days in (0, 1):
        return f"{'kemarin' if days else 'hari ini'} {time(moment.time())}"
    return date(moment.date())


def until(day: datetime.date, today: datetime.date) -> str:
    """How far a due day is: "lewat 3 hari", "hari ini", "besok", "12 hari lagi", else the date."""
    left = (day - today).days
    if left < 0:
        return f"lewat {-left} hari"
    return {0: "hari ini", 1: "besok"}.get(left, f"{left} hari lagi" if left < 30 else date(day))


def listed(items: list[str], last: str = "dan") -> str:
    """Items in a sentence: "a", "a dan b", "a, b, dan c"."""
    if len(items) < 3:
        return f" {last} ".join(items)
    return f"{', '.join(items[:-1])}, {last} {items[-1]}"


def _parts(number: int) -> list[str]:
    for scale, name in _SCALES:
        if number >= scale:
            return [*_parts(number // scale), name, *_parts(number % scale)]
    if number >= 2000:
        return [*_parts(number // 1000), "ribu", *_parts(number % 1000)]
    if number >= 1000:
        return ["seribu", *_parts(number - 1000)]
    return _hundreds(number)


def _hundreds(number: int) -> list[str]:
    if number >= 200:
        return [_ONES[number // 100], "ratus", *_hundreds(number % 100)]
    if number >= 100:
        return ["seratus", *_hundreds(number - 100)]
    if number >= 20:
        return [_ONES[number // 10], "puluh", *_hundreds(number % 10)]
    if number >= 12:
        return [_ONES[number - 10], "belas"]
    return {10: ["sepuluh"], 11: ["sebelas"], 0: []}.get(number, [_ONES[number % 10]])
