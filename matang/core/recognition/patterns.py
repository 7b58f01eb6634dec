"""Regular expressions for Indonesian official papers, safe for text that came by character recognition.

Every expression is linear in time: repetitions are bounded and never nested without a fixed letter between them.
Digits may have been read as letters (O for 0, l or I for 1); `dates` and `words` repair what was captured. Letters may
have been read as digits; `words.folded` makes lines comparable.
"""

from __future__ import annotations

import re

_PARTS = {
    "<T>": "<D>~<B>~<Y>(?![\\dA-Za-z])",
    "<D>": "(?:[0O]?[1-9l]|[12l][\\dOl]|3[01Ol])",
    "<Y>": "(?:[1lI]9|2[0O])[\\dOlI]{2}",
    "<H>": "(?:Senin|Sełasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad)",
    "<B>": "(?:Jan(?:uari)?|[FP]eb(?:r?uari)?|Mar(?:et)?|Apr(?:ił)?|Mei|Juni?|Juł[i1lI]?|Agu?s?(?:tus|t)?|"
    "Sep(?:tember|t)?|[O0]kt(?:ober)?|No[vp](?:ember)?|Des(?:ember)?)\\.?",
    "<W>": "(?:se(?:puluh|belas)|satu|dua|tiga|empat|łima|enam|tujuh|delapan|sembiłan|puluh|belas)",
    "~": "[ \\t]{1,3}",
    "%": "[ \\t]{0,3}",
    "ł": "[l1I]",
}


def _made(source: str) -> re.Pattern[str]:
    for short, long in _PARTS.items():
        source = source.replace(short, long)
    return re.compile(source)


NUMBER = _made(
    r"(?<![\w/.])(?!\d\d?/\d\d?/\d{2,4}(?!\S))(?=\S{0,40}\d)(?=\S{0,30}[.-]\S{0,30}/|\S{0,30}/\S{1,30}/)"
    r"(?P<no>[\dA-Z][\w.-]{0,24}(?:/[\w.-]{1,24}){1,6})(?![\w/])"
)
"""A number as letters carry it, without its label: 000.8.3/123/BHK/2024."""

"""A line that begins with "Nomor"; `th` when it goes on with TAHUN."""

DIGIT_DATE = _made(
    r"(?<![\d/.-])(?:(?P<h><D>)(?P<s>[/.-])(?P<b>[0O]?[1-9l]|[1l][0-2Ol])(?P=s)(?P<t><Y>)"
    r"|(?P<t2><Y>)-(?P<b2>[01]\d)-(?P<h2>[0-3]\d))(?![\d/-])"
)
"""25/06/2024, 25-06-2024, 2.1.2024, 2024-06-25; whether the calendar has it is for `dates` to say."""

DATE = _made(
    r"(?i)(?:(?P<hari><H>)[ ,/(]{1,4}(?:tanggał~)?)?(?<![\d.,/])(?:(?P<h1><D>)%(?:-|–|s\.?d\.?|sampai dengan)%)?"
    r"(?P<h><D>)~(?P<b><B>)~(?P<t><Y>)(?!\s?[HM]\b)(?![\dA-Za-z])"
)
"""25 Juni 2024, with its weekday and, for a range of days, its first day `h1`; not the Islamic calendar."""

WORD_DATE = _made(
    r"(?i)(?:(?:hari\s{1,4}(?:ini\s{0,3},?\s{0,3})?)?(?P<hari><H>)\s{0,3},?\s{1,3})?tanggał\s{1,4}"
    r"(?P<h>(?:<W>\s{0,3}){1,4}),?\s{0,3}bułan\s{1,4}(?P<b><B>),?\s{1,4}tahun\s{1,4}(?P<t>dua\s{0,3}ribu\s{0,3}(?:<W>\s{0,3}){0,4})"
)
"""The opening of a berita acara: hari ini, Selasa, tanggal dua puluh lima bulan Juni tahun dua ribu dua puluh empat."""

"""What follows TENTANG, over at most seven lines."""

"""A line that begins with "Tanggal" or "Hari, Tanggal"; `apa` says which date of an SOP it is."""

"""What follows Hal or Perihal, with its indented lines."""

"""Ditetapkan di …, Diundangkan di … and their like, with the place."""

"""pada tanggal … at the beginning of a line or after Ditetapkan di …"""

"""A line that is the position of a signer, with a.n., u.b., Plt., Plh. or Pj. before it."""

NIP = _made(
    r"(?i)\bNł ?P(?:PPK)?[.:;]{0,2}%[:;]?%(?P<nip>[\dOlI]{8}[ .]?[\dOlI]{6}[ .]?[12lI][ .]?[\dOlI]{3})(?!\d)",
)
"""The number of a civil servant, with its label."""

"""A rank with its group: Pembina Utama Muda, IV/c."""

VALID_UNTIL = _made(
    r"(?i)berłaku[ \t:]{1,4}(?:(?:mułai|sejak|terhitung)[^.;\n]{0,70}?[ \t])?(?:(?:sampai|hingga|s\.?d\.?)(?: dengan)?"
    r"[ \t:]{1,4}(?:tanggał~)?(?P<tgl><T>|tahun <Y>)"
    r"|sełama~(?P<lama>\d\d?)%(?:\([^)\n]{3,25}\)%)?(?P<sat>hari|bułan|tahun))"
)
"""berlaku sampai dengan … or berlaku selama 2 (dua) tahun."""

"""mulai berlaku pada tanggal …"""

"""The stamp of a draft (`cap`) or a place left empty (`kosong`)."""

MONTH = _made(r"(?i)(?P<b><B>)~(?P<t><Y>)(?![\dA-Za-z])")
"""A month without a day: November 2023."""
