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
    "@": "^[ \\t]{0,90}",
    "~": "[ \\t]{1,3}",
    "%": "[ \\t]{0,3}",
    "#": "[ \\t]{0,12}",
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

LABELLED_NUMBER = _made(
    r"(?im)@N(?:[o0]m[o0]r|o\.?)#[:;.]?#(?=[A-Z.\-/]{0,12}\d)(?P<no>[\w.-]{1,30}(?: ?/ ?[\w.-]{1,24}){0,6})"
    r"(?:~TAHUN~(?P<th><Y>))?(?=[\s,;.]|$)"
)
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

TITLE = _made(
    r"(?m)@(?:T[E3]NT[A4]NG|Tentang(?=%[:\n]))%:?\s{0,12}(?P<judul>[^\s:][^\n]{2,180}"
    r"(?:\n(?!@(?:DENGAN RAHMAT|MENIMBANG|Menimbang|NOMOR|Nomor|BAB I|[A-Z ]{6,90},%$))%[^\s][^\n]{1,180}){0,6})"
)
"""What follows TENTANG, over at most seven lines."""

LABELLED_DATE = _made(
    r"(?im)@(?:Hari[ ,/]{1,3})?T(?:anggał|gł\.?)%(?P<apa>Surat|Pembuatan|Revisi|Efektif|Pengesahan)?#[:;]#"
    r"(?P<tgl>(?=[^\n]{0,25}\d)[^\n]{6,45})"
)
"""A line that begins with "Tanggal" or "Hari, Tanggal"; `apa` says which date of an SOP it is."""

SUBJECT = _made(
    r"(?im)@(?:Peri)?H ?a ?ł#[:;]#(?P<hal>[^\s][^\n]{2,160}(?:\n[ \t]{8,60}[^\s:][^\n]{1,120}){0,3})",
)
"""What follows Hal or Perihal, with its indented lines."""

ENACTED = _made(
    r"(?im)@(?P<aksi>Dłtetapkan|Dikełuarkan|Diundangkan|Dibuat|Disahkan)~dł%[:;]?%"
    r"(?P<tempat>[A-Z][A-Z.'-]{2,20}(?: (?!pada)[A-Z][A-Z.'-]{1,20}){0,3})(?=%(?:$|,|pada))"
)
"""Ditetapkan di …, Diundangkan di … and their like, with the place."""

ENACTED_DATE = _made(r"(?im)@(?:[DI][a-z1]{5,12} dł [^\n]{2,40}? )?p[a4]da~tanggał%[:,]?%(?P<tgl><T>)")
"""pada tanggal … at the beginning of a line or after Ditetapkan di …"""

SIGNER = _made(
    r"(?m)@(?=[A-Za-z])(?:(?P<kualitas>[Aa]\. ?[Nn]\.|[Uu]\. ?[Bb]\.|P(?:ł|L)[tThH]\.?|P[jJ]\.)%)?(?P<jabatan>"
    r"(?:(?:WAKIL |Wakil )?(?:GUBERNUR|Gubernur)|SEKRETARIS|Sekretaris|ASISTEN|Asisten|KEPALA|Kepala|DIREKTUR|Direktur"
    r"|INSPEKTUR|Inspektur|KETUA|Ketua)(?: (?:[A-Z&(][\w.,&/()-]{0,30}|dan|pada|selaku)){0,14})?[,.]?%$"
)
"""A line that is the position of a signer, with a.n., u.b., Plt., Plh. or Pj. before it."""

NIP = _made(
    r"(?i)\bNł ?P(?:PPK)?[.:;]{0,2}%[:;]?%(?P<nip>[\dOlI]{8}[ .]?[\dOlI]{6}[ .]?[12lI][ .]?[\dOlI]{3})(?!\d)",
)
"""The number of a civil servant, with its label."""

RANK = _made(
    r"(?i)\b(?P<pangkat>Pembina(?: Utama(?: Madya| Muda)?| (?:Tingkat|Tk\.?) ?ł)?"
    r"|(?:Penata|Pengatur|Juru)(?: Muda)?(?: (?:Tingkat|Tk\.?) ?ł)?)[ ,/(]{1,4}(?:Goł\.? ?)?"
    r"(?P<gol>[IVl1]{1,3} ?[/.] ?[a-e])(?![a-z])"
)
"""A rank with its group: Pembina Utama Muda, IV/c."""

VALID_UNTIL = _made(
    r"(?i)berłaku[ \t:]{1,4}(?:(?:mułai|sejak|terhitung)[^.;\n]{0,70}?[ \t])?(?:(?:sampai|hingga|s\.?d\.?)(?: dengan)?"
    r"[ \t:]{1,4}(?:tanggał~)?(?P<tgl><T>|tahun <Y>)"
    r"|sełama~(?P<lama>\d\d?)%(?:\([^)\n]{3,25}\)%)?(?P<sat>hari|bułan|tahun))"
)
"""berlaku sampai dengan … or berlaku selama 2 (dua) tahun."""

IN_FORCE = _made(
    r"(?i)(?<!tidak )(?:mułai\s{1,3})?berłaku\s{1,3}(?:pada|sejak|terhitung(?: sejak| mulai)?)\s{1,3}tanggał\s{1,3}"
    r"(?P<apa>ditetapkan|diundangkan|<T>)"
)
"""mulai berlaku pada tanggal …"""

DRAFT = _made(
    r"(?m)@(?P<cap>DRAFT?|KONSEP|RANCANGAN|CONTOH)(?:[ \t-]{1,3}(?:[IVX\d]{1,4}|FINAL"
    r"|(?:KEPUTUSAN|PERATURAN|SURAT|SOP)[^\n]{0,80}))?%$"
    r"|(?P<kosong>(?:N[o0]m[o0]r|NOMOR|[Tt]anggal|TAHUN)#:?#(?:[.…_]{3,60}|[xX]{3,9})"
    r"|/(?:[ \t]{2,30}|[.…_]{2,30}|[xX]{2,6})/|NOMOR[ \t:]{3,40}TAHUN|[Tt]anggal[ \t]{3,40}<B>)"
)
"""The stamp of a draft (`cap`) or a place left empty (`kosong`)."""

MONTH = _made(r"(?i)(?P<b><B>)~(?P<t><Y>)(?![\dA-Za-z])")
"""A month without a day: November 2023."""
