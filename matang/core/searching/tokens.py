"""A text as the words that are searched; the database's `evidence_words` cuts texts by the same rules.

Everything that is no letter or digit parts words, so that every part of a letter's number and of a file's name is found
by itself. Words that say nothing are left out without leaving a gap: "59 tahun 2020" stands as "59/2020" does.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Words that stand in every paper; "nomor" and "tahun" among them, so that the parts of a number stand side by side.
_STOP_WORDS: Final = """
    ada adalah agar akan antara apa atas atau bagi bahwa beserta dalam dan dapat dari dengan di guna hal hingga ialah
    ini itu jika juga karena ke kepada maka masing maupun melalui no nomor nya oleh pada para per pun saat sampai
    sebagai secara sehingga serta setiap suatu tahun tanggal telah tentang terhadap tersebut tgl thn untuk yaitu yakni
    yang
"""
STOP: Final = frozenset(_STOP_WORDS.split())
LONGEST: Final = 60
_UNSEEN: Final = re.compile("[\u00ad\u0300-\u036f\u200b-\u200d\ufeff]")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_PARTS: Final = re.compile(r"[a-z0-9]+")
_MISREAD: Final = re.compile(r"[0-9oil]*[0-9][0-9oil]*")
_DIGITS: Final = str.maketrans("oil", "011")


def folded(text: str) -> str:
    """Small letters without accents, ligatures opened, soft hyphens gone."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", text)).lower()


def tokens(text: str) -> list[str]:
    """All words of a text in order, stop words left out.

    >>> tokens("Nomor 188.4/478/SULBAR/XII/2O22")
    ['188', '4', '478', 'sulbar', 'xii', '2022']
    """
    return [token for token in all_tokens(text) if token not in STOP]


def all_tokens(text: str) -> list[str]:
    """All words of a text in order; letters that were misread for digits are digits again."""
    return [_mended(found[:LONGEST]) for found in _PARTS.findall(folded(text))]


def opened(name: str) -> str:
    """A name with blanks where small letters, capitals and digits meet: "LaporanSPBE2024" is "Laporan SPBE 2024"."""
    return _CAMEL.sub(" ", name)


def _mended(token: str) -> str:
    return token.translate(_DIGITS) if _MISREAD.fullmatch(token) else token
