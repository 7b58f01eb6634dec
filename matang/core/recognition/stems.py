"""Words of Indonesian office papers, cut to their roots lightly, so that forms of one word meet.

A word is cut only as far as a rule of word building and a list of the field's roots allow: "penilaian", "menilai" and
"dinilai" become "nilai", "berita" stays whole. The aim is that forms meet, not that every root is a dictionary's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

# Words that say nothing about a paper's subject.
_STOP: Final = """
    ada adalah agar akan akibat anda antara apa apabila apakah atas atau bagi bahwa baik baru bagaimana banyak bapak
    beberapa belum berikut bersama bila bisa boleh buat bukan bulan cukup dalam dan dapat dari demikian dengan di dgn
    dia diri dll dr dst hal hanya hari harus hasil hingga ia ialah ini itu iya jadi jam jangan jika juga kabupaten kami
    kab karena kali kalau ke kepada kepala ketika kota kpd lagi lain lainnya lebih maka masih masing maupun melalui
    mereka menjadi mengetahui misalnya mulai namun nama nomor no oleh orang pada para per perihal perlu pihak prov
    provinsi pula pun rp saat saja salah sampai sangat satu saya sd sebagai sebelum secara sehingga sejauh selain
    selama seluruh semua sendiri seperti serta sesuai setelah setiap sudah supaya tahun tanggal telah tentang tersebut
    terhadap tetapi tiap tidak tdk tgl thn ttd ttg untuk utk yaitu yakni yang yg yth sdr sdri ibu bin januari februari
    pebruari maret april mei juni juli agustus september oktober november nopember desember senin selasa rabu kamis
    jumat sabtu minggu the of and in to cap wib wita wit pd
"""
STOP_WORDS: Final = frozenset(_STOP.split())

# Roots of the field: they settle which letter "me-" and "pe-" swallowed, and keep whole what only looks built.
_ROOT_WORDS: Final = """
    adu ajar ajuan aju akhir akses akun alih aman amat analisis anggar angkat arsip atur audit awas badan bagi bagus
    bahas baik baku balik bangun bantu banding bayar benah beri berita bijak berkala berkas bersih beli bina buat buka
    bukti cadang cakup capai catat cegah cetak cocok daftar dampak data dukung dokumen guna gudang ganti ganggu
    gambar hapus hasil hemat hubung hukum identifikasi ikut indeks integrasi inventaris isi izin jadwal jalan jaga
    jaringan jawab janji jelas kaji kait kasih kategori kegiatan keluh kelola kelompok kembang kenal kendali kerja
    kerjasama ketik kinerja kirim klasifikasi kolaborasi kompetensi kontrol koordinasi konsultasi kuat kunjung
    kumpul kurang laksana langgan latih layan lapor lengkap lelang libat lindung luas manfaat masuk masyarakat
    matang minta milik mohon muat mula mutakhir mutasi mutu nama naskah nilai nikmat olah operasi padu pagu pakai
    paham pantau pasang paparan pasok pegawai pelihara pelajar pemerintah penuh pensiun perangkat periksa peran
    perintah persen perlu pesan petugas pilih pindah pinjam posisi potensi prioritas produk proses publik puas pulih
    pulang putus rancang rawat realisasi rekam rekomendasi rekonsiliasi rencana reviu rinci risiko rumus saji sajian
    salin sandi sambung sampai sampaikan sebar sedia selaras selenggara selesai sempurna serah server setuju siap
    simpan sistem situs sosialisasi statistik strategi sumber survei susun susut syarat tagih tahap tahu tanda
    tangan tanggap tangkap tanggung target tata tarik teknologi telusur temu tempat tentu terap terbit teruskan
    terima terjemah tetap tiket tindak tinggal tingkat tinjau transaksi tugas tukar tuju tulis tunjuk tunjang turun
    tutup ubah uji ukur umum undang unduh unggah unit urus usul utama uang validasi verifikasi wajib warga
"""
_ROOTS: Final = frozenset(_ROOT_WORDS.split())

# Words that keep their form: they only look built, or their root says something else ("temuan" is no "temu").
_KEPT_WORDS: Final = """
    bagian beranda berbagai berita berkala berkas bersih bidang database diagram digital dimensi direktori
    direktur disabilitas disiplin disposisi distribusi instansi jaringan kabupaten kecamatan kegiatan kehadiran
    keluaran kelurahan kementerian kepesertaan keputusan kesehatan keteraksesan keterampilan keuangan kode
    laporan media medsos meja mekanisme member menteri metadata pedoman pelajaran pelapor pemberkasan pemohon
    pendidikan penduduk pengadaan pengalaman pengembang pengetahuan penggerak pengguna penyedia perangkat
    peraturan perbup perda perdin pergub periode perkada permen permission perpres perpustakaan persediaan
    personal persuratan perwali peta sandiman sedang sekda sekolah semester setda teknisi temuan terminal
"""

# Words whose stem no rule gives, and other spellings.
_IRREGULAR: Final = {
    "aduan": "adu",
    "ajuan": "aju",
    "analisa": "analisis",
    "anggaran": "anggar",
    "antrian": "antrean",
    "app": "aplikasi",
    "apps": "aplikasi",
    "belajar": "ajar",
    "ditangani": "tangani",
    "ijin": "izin",
    "keamanan": "aman",
    "kependudukan": "penduduk",
    "menangani": "tangani",
    "mengadu": "adu",
    "meteran": "meter",
    "notulen": "notula",
    "notulensi": "notula",
    "pelatihan": "latih",
    "pembelajaran": "ajar",
    "pemerintahan": "pemerintah",
    "penanganan": "tangani",
    "pengadu": "adu",
    "pengaduan": "adu",
    "perijinan": "izin",
    "perikanan": "ikan",
    "permohonan": "mohon",
    "pertanian": "tani",
    "perubahan": "ubah",
    "petani": "tani",
    "resiko": "risiko",
    "review": "reviu",
    "sertipikat": "sertifikat",
    "survey": "survei",
    "tertangani": "tangani",
    "tindaklanjut": "tindak",
    "walikota": "wali",
    "website": "web",
}
_WHOLE: Final = {**_IRREGULAR, **{word: word for word in _KEPT_WORDS.split()}}

_TOKEN: Final = re.compile(r"(?:(?<![^\W_])[eE][-–](?=[A-Za-z]{3}))?[^\W_]+")
_PARTED: Final = re.compile(rf"{_TOKEN.pattern}|[.,;:()|>\t]")
_CASED: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_LOOKALIKE: Final = str.maketrans({"0": "o", "1": "i", "5": "s", "@": "a"})
_ONSET: Final = re.compile(r"(?:[bcdfghjklmnprstwyz]|pr|tr|kr|kl|st|sk|sp|gr|br|dr|pl|sy|ny|ng)?[aeiou]")
_PARTICLES: Final = ("lah", "kah", "pun", "nya")

# What a prefix may have swallowed before the rest of the word, likeliest first.
_NASALS: Final = (
    ("memper", ("",)),
    ("diper", ("",)),
    ("keter", ("",)),
    ("kese", ("", "se")),
    ("penge", ("",)),
    ("menge", ("",)),
    ("meny", ("s", "ny")),
    ("peny", ("s", "ny")),
    ("meng", ("", "k", "ng")),
    ("peng", ("", "k", "ng")),
    ("mem", ("p", "m", "")),
    ("pem", ("p", "m", "")),
    ("men", ("t", "n", "")),
    ("pen", ("t", "n", "")),
    ("ber", ("", "r")),
    ("per", ("", "r")),
    ("ter", ("", "r")),
    ("pel", ("l", "")),
    ("me", ("",)),
    ("pe", ("",)),
    ("di", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
)


class Word(NamedTuple):
    """A word with its stem and where it stands in the text it came from."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """The root of a word in small letters; the word itself when no rule holds."""
    if word in _WHOLE or word in _ROOTS:
        return _WHOLE.get(word, word)
    if len(word) < 5 or not word.isalpha():
        return word
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= 4:
            return stem(word[: -len(particle)])
    known = _known_root(word)
    return known or _guess(word)


def _known_root(word: str) -> str:
    """The first root of the list that the word can be built from; empty when none is."""
    for front, swallowed in (("", ("",)), *_NASALS):
        if not word.startswith(front):
            continue
        rest = word[len(front) :]
        for letters in swallowed:
            for tail in ("", "an", "kan", "i"):
                root = letters + (rest.removesuffix(tail) if tail else rest)
                if root != word and rest.endswith(tail) and root in _ROOTS:
                    return root
    return ""


def _guess(word: str) -> str:
    """Cut by form alone: one prefix with an ending, or an ending on a long word; never below four letters."""
    for front, swallowed in _NASALS:
        if not word.startswith(front) or front in ("se", "kese", "pel", "ke", "pe", "me", "per", "ter", "di", "ber"):
            continue
        rest = word[len(front) :]
        letters = swallowed[0] if rest[:1] in "aeiou" else ""
        root = letters + _ending(rest)
        if len(root) >= 4 and _ONSET.match(root):
            return root
    for front in ("di", "ke", "per", "pe", "ber", "ter", "me"):
        rest = word.removeprefix(front)
        ended = _ending(rest)
        if rest not in (word, ended) and len(ended) >= 4 and _ONSET.match(ended):
            return ended
    return _ending(word) if len(word) > 6 else word


def _ending(word: str) -> str:
    for tail in ("kan", "an"):
        if word.endswith(tail) and len(word) - len(tail) >= 4:
            return word[: -len(tail)]
    return word


@lru_cache(maxsize=32768)
def tells(stem: str) -> bool:
    """Whether a stem can say something about a paper's subject: no stop word, no number, longer than two letters."""
    return len(stem) > 2 and stem not in STOP_WORDS and not any(map(str.isdigit, stem))


def words(text: str) -> list[Word]:
    """The words of a text in order, stop words included, with their stems.

    "e-Kinerja" is one word, other hyphens and underlines part words. Letters that a scan turned into digits
    ("K0TA", "AUD1T") are read as letters when the rest of the word is letters.
    """
    return [Word(_stem_of(found[0]), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def parted_words(text: str) -> list[Word]:
    """As `words`, with an empty stem wherever a point, comma, bracket or column parts the words."""
    found = _PARTED.finditer(text)
    return [Word(_stem_of(item[0]) if item[0][-1].isalnum() else "", item.start(), item.end()) for item in found]


def stems_of(text: str) -> list[str]:
    """The stems of a text's words in order, stop words included."""
    return [_stem_of(token) for token in _TOKEN.findall(text)]


def spaced(file_name: str) -> str:
    """A file's name as text: without its ending, words that are joined by underlines, dots or case parted."""
    name = file_name.rsplit(".", 1)[0] if re.search(r"\.[A-Za-z0-9]{1,5}$", file_name) else file_name
    return _CASED.sub(" ", re.sub(r"[_+.]+", " ", name))


@lru_cache(maxsize=32768)
def _stem_of(token: str) -> str:
    return stem(_plain(token))


def _plain(token: str) -> str:
    """A token in small letters, with a scan's likeliest slips undone."""
    if len(token) > 2 and token[1] in "-–":
        token = token[0] + token[2:]
    if token.isalpha():
        upper = token.replace("l", "I")
        return upper.lower() if len(token) > 3 and "l" in token and upper.isupper() else token.lower()
    letters = sum(map(str.isalpha, token))
    if letters >= 3 and letters > 2 * (len(token) - letters) and token[-1:].isalpha():
        return token.translate(_LOOKALIKE).lower()
    return token.lower()
