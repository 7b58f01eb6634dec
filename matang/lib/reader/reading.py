"""What reading a file gives, what it may cost, and how it is told that a file cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may cost. Past a limit the child ends; what it had read until then is kept.

    memory: bytes of address space. cpu, seconds: processor and wall-clock seconds of all. silence: seconds without a
    word from the child. file: bytes of any file it writes. pages: pages that are read. text, page_text: characters of
    all pages and of one. pixels: of a picture in memory. recognised_pages, recognition_seconds, page_seconds: how much
    character recognition may do, and for how long on one page.
    """

    memory: int = 1024**3
    cpu: int = 300
    seconds: float = 900
    silence: float = 90
    file: int = 128 * 1024**2
    pages: int = 2_000
    text: int = 5_000_000
    page_text: int = 400_000
    pixels: int = 80_000_000
    recognised_pages: int = 60
    recognition_seconds: float = 600
    page_seconds: float = 45


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as it was read.

    number: from 1. text: lines as on the page; empty when there is none, or none could be recognised.
    picture: the page is a picture; its text, if any, comes from character recognition and may hold errors.
    width, height: points of a PDF page, pixels of an image file as it was decoded, 0 for what has no pages of its own.
    """

    number: int
    text: str
    picture: bool = False
    width: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know about a reading: `code` is a key of NOTES, `pages` the numbers it is about."""

    code: str
    pages: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """The note as an Indonesian sentence."""
        return NOTES[self.code].format(pages=listed(self.pages))


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: `total` pages it has, `pages` those that were read, in order (a
    damaged one is left out), and what to know of them."""

    total: int
    pages: tuple[ReadPage, ...]
    notes: tuple[Note, ...] = ()


class Unreadable(Exception):
    """The file cannot be read, or not to its end: `code` is a key of FAULTS, `sentence` says why and what to do.

    `reading` holds the pages that were read before; it may have none.
    """

    def __init__(self, code: str, reading: Reading = Reading(0, ())) -> None:
        super().__init__(code)
        self.code = code
        self.reading = reading

    @property
    def sentence(self) -> str:
        """The fault as an Indonesian sentence, with how far the reading came."""
        read = len(self.reading.pages)
        kept = f" {read} dari {self.reading.total} halaman sempat terbaca." if read else ""
        return FAULTS[self.code] + kept


FAULTS = {
    "locked": "Berkas terkunci dengan kata sandi; simpan salinan tanpa kata sandi, lalu kirim salinan itu.",
    "damaged": "Isi berkas rusak; buka berkas aslinya, simpan ulang sebagai PDF, lalu kirim lagi.",
    "empty": "Berkas kosong; periksa berkas aslinya, lalu kirim lagi.",
    "large": "Berkas terlalu besar untuk dibaca; bagi menjadi beberapa berkas, lalu kirim lagi.",
    "slow": "Berkas terlalu lama dibaca; simpan ulang sebagai PDF atau bagi menjadi beberapa berkas, lalu kirim lagi.",
    "crash": "Isi berkas menghentikan pembaca; buka berkas aslinya, simpan ulang sebagai PDF, lalu kirim lagi.",
    "gone": "Berkas tidak ditemukan di penyimpanan; hubungi pengelola.",
    "foreign": "Berkas jenis ini tidak dapat dibaca; simpan sebagai PDF, lalu kirim lagi.",
    "no_picture": "Berkas jenis ini tidak mempunyai gambar halaman; baca teksnya atau unduh berkasnya.",
    "no_page": "Halaman itu tidak ada pada berkas ini.",
}

NOTES = {
    "no_recognition": "{pages} berupa gambar dan tidak dibaca, karena Tesseract tidak terpasang di peladen ini.",
    "no_language": "{pages} berupa gambar dan tidak dibaca, karena Tesseract belum mempunyai bahasa Indonesia.",
    "recognition_limit": "{pages} berupa gambar dan tidak dibaca, karena batas pengenalan huruf sudah tercapai.",
    "recognition_slow": "{pages} berupa gambar yang terlalu lama dibaca.",
    "recognition_failed": "{pages} berupa gambar yang hurufnya tidak dapat dikenali.",
    "damaged_page": "{pages} rusak dan tidak dapat dibaca.",
    "inner_picture": "{pages} hanya berisi gambar, yang tidak dibaca pada berkas jenis ini.",
    "page_limit": "Hanya halaman awal yang dibaca, karena berkas ini terlalu panjang.",
    "text_limit": "{pages} tidak dibaca sampai akhir, karena teksnya terlalu panjang.",
    "encoding": "Teks ini tidak tersandi UTF-8 dan dibaca sebagai Windows-1252; beberapa huruf mungkin keliru.",
}


def listed(pages: Sequence[int]) -> str:
    """Numbers of pages as people write them: "Halaman 3, 5–8"."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return "Halaman " + ", ".join(f"{first}–{last}" if last > first else f"{first}" for first, last in runs)
