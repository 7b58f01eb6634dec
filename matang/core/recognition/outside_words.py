"""Words of an office's household and of guests' papers: evidence for no indicator, whatever words they share with one.

The same form as a line of `thesaurus_words`: expressions parted by semicolons.
"""

from typing import Final

OUTSIDE_WORDS: Final = """
katering; konsumsi; snack; nasi kotak; makan minum; kue; menu makan; kantin; senam; arisan; pkk; dharma wanita; kebaya
doorprize; lomba masak; undian; undangan pernikahan; resepsi; akad nikah; halal bihalal; takziah; belasungkawa
syukuran; masjid; mesjid; gereja; panitia pembangunan; keramik; hewan kurban; kurban; qurban; buka puasa
ceramah agama; pengajian; surat perjalanan dinas; sppd; perjalanan dinas; kunjungan kerja; kunker; pengemudi; suvenir
oleh oleh; bbm; servis mobil; kuitansi hotel; tiket pesawat; boarding pass; atk; hvs; pulpen; stempel; alat tulis
toner; gorden; cat tembok; karpet; tagihan; jatuh tempo; no pelanggan; nomor pelanggan; rekening listrik; pdam; ppn
proposal bantuan; swadaya; sumbangan; magang mahasiswa; laporan magang; mata kuliah; program studi; skripsi
tugas akhir; landasan teori; pembimbing lapangan; praktik kerja lapangan; pkl; sks; hari ulang tahun; hut; jalan sehat
upacara; karaoke; piket kebersihan; gotong royong; iklan; dijual; promo; diskon; brosur; penawaran harga
daftar riwayat hidup; lamaran kerja; ijazah; resep masakan; tenda; kursi tamu; sound system; bunga; spanduk; seragam
batik; kerja bakti; donor darah; futsal; turnamen; bazar; lagu; doa; khotbah; puisi; cuti bersama; parkir motor
satpam; cleaning service; pengharum; galon; dispenser; piknik
"""
