"""The forms of an Indonesian word: who searches "menilai" wants "penilaian" and "dinilai", too.

Forms are made from the word that was typed, by the rules of word building, and looked for as they are. A text is kept
with its words whole: PostgreSQL's stemmer cuts "penilaian" to "ila" and "berita" to "ita". A form that nobody writes
finds nothing and does no harm; a root is therefore cut freely where it keeps four letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

# Roots of three letters; any other word of three letters has no forms ("ita" is no root of "berita").
_SHORT_WORDS: Final = "adu aju cek isi uji"
_SHORT: Final = frozenset(_SHORT_WORDS.split())

# Words that look built from a root with which they have nothing to do here, with what may be joined to them.
_WHOLE_WORDS: Final = """
    bagian berita berkas berkala bidang keuangan menteri pedoman pegawai pejabat pelajaran pemerintah pengadaan
    pengetahuan perangkat peraturan persen personal peserta peta sekretaris sekretariat sertifikat terminal
"""
_WHOLE: Final = frozenset(_WHOLE_WORDS.split())
_NO_START: Final = ("mb", "nd", "ng", "nk", "nt")
_JOINED: Final = ("", "an", "nya", "annya")
_PARTICLES: Final = ("nya", "lah", "kah", "pun")
_SUFFIXES: Final = ("", "an", "kan", "i")

# A prefix, and what it may have swallowed of the root.
_PREFIXES: Final = (
    ("", ("",)),
    *((front, ("",)) for front in ("memper", "diper", "keter", "penge", "menge", "ber", "per", "ter", "pel", "bel")),
    *((front, ("",)) for front in ("me", "pe", "be", "di", "ke", "se")),
    *((front, ("s", "")) for front in ("meny", "peny")),
    *((front, ("k", "")) for front in ("meng", "peng")),
    *((front, ("p", "")) for front in ("mem", "pem")),
    *((front, ("t", "")) for front in ("men", "pen")),
)
_NASALS: Final = {
    **dict.fromkeys("aeioughx", "ng"),
    **dict.fromkeys("bfv", "m"),
    **dict.fromkeys("cdjz", "n"),
    **dict.fromkeys("lmnrwy", ""),
}
_SWALLOWED: Final = {"k": "ng", "p": "m", "s": "ny", "t": "n"}
_KEPT: Final = {"k": "ng", "p": "m", "s": "n", "t": "n"}  # "mengkoordinasikan", "mempengaruhi": often written


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """The other forms of a word in small letters; empty for numbers, abbreviations and words that have none.

    >>> sorted({"penilaian", "dinilai", "ilai"} & forms("menilai"))
    ['dinilai', 'ilai', 'penilaian']
    """
    if not word.isalpha():
        return frozenset()
    own = {root + tail for root in roots(word) for tail in _JOINED if root in _WHOLE}
    built = {form for root in roots(word) for form in _built(root)}
    return frozenset(own | {form for form in built if not _foreign(form)}) - {word}


def _foreign(form: str) -> bool:
    """Whether a form that was built happens to be one of the words that stand for themselves."""
    return any(form.removesuffix(tail) in _WHOLE for tail in _JOINED)


@lru_cache(maxsize=4096)
def roots(word: str) -> frozenset[str]:
    """The word itself, and what is left of it without prefix and suffix; every root is long enough."""
    bare = {word, *(word.removesuffix(end) for end in _PARTICLES if len(word) - len(end) >= 4)}
    for form in bare:
        whole = next((root for tail in _JOINED if (root := form.removesuffix(tail)) in _WHOLE), "")
        inner = form.removeprefix("ke").removesuffix("an")
        if whole or inner in _WHOLE:
            return frozenset({whole or inner})
    found = {root for form in bare for root in _cut(form)}
    fit = {root for root in found if (len(root) >= 4 or root in _SHORT) and not root.startswith(_NO_START)}
    return frozenset(fit | {word}) if len(word) >= 4 or word in _SHORT else frozenset()


def _cut(word: str) -> Iterator[str]:
    for front, swallowed in _PREFIXES:
        rest = word.removeprefix(front)
        if front and rest == word:
            continue
        for letters in swallowed:
            for tail in _SUFFIXES:
                if rest.endswith(tail) and (not letters or rest[:1] in "aeiou"):
                    yield letters + rest.removesuffix(tail)


def _built(root: str) -> Iterator[str]:
    """What is built from a root: some fifty forms."""
    yield from (root + tail for tail in ("", "an", "kan", "i", "nya", "annya", "kannya"))
    for stem in _nasal(root):
        yield from (f"me{stem}{tail}" for tail in ("", "kan", "i", "kannya"))
        yield from (f"pe{stem}{tail}" for tail in ("", "an", "annya", "nya"))
    yield from (f"di{front}{root}{tail}" for front in ("", "per") for tail in ("", "kan", "i"))
    yield from (f"memper{root}{tail}" for tail in ("", "kan", "i"))
    yield from (f"ber{root}{tail}" for tail in ("", "an", "kan"))
    yield from (f"ter{root}{tail}" for tail in ("", "kan", "i", "nya"))
    yield from (f"{front}{root}{tail}" for front in ("ke", "per", "keter", "kese") for tail in ("an", "annya"))
    yield from (f"{front}{root}" for front in ("per", "pe", "be", "se", "ke"))
    yield from (f"bel{root}{tail}" for tail in ("", "an"))


def _nasal(root: str) -> Iterator[str]:
    """The root behind "me" and "pe": "tulis" as "nulis", "bangun" as "mbangun"."""
    first = root[0]
    if first in _SWALLOWED:
        yield _SWALLOWED[first] + root[1:]
        yield _KEPT[first] + root
    else:
        yield _NASALS.get(first, "") + root
    if len(root) <= 4:
        yield "nge" + root  # "mengecek"
