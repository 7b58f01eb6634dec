"""The field's words: what instruments call a thing, and what offices write when they mean it.

One subject per paragraph. The first line is its name as a reader would say it. Marks at the head of the other lines:

    =  words of instruments and regulations: they tie an indicator to the subject and speak for it in a paper
    +  words of offices for the same thing, abbreviations and names of applications included
    ~  words that speak for it only faintly, because they are used for other things too

Expressions are parted by semicolons; they are compared by their stems, so one form of a word is enough. An expression
may stand under several subjects. None of this belongs to one instrument: which indicator a subject belongs to is found
from the instrument's own texts.
"""

from typing import Final

SUBJECTS: Final = """
kebijakan internal
= kebijakan internal; kebijakan; norma; aturan turunan; peraturan pelaksana
+ peraturan bupati; peraturan gubernur; peraturan wali kota; peraturan walikota; peraturan daerah; peraturan menteri
+ peraturan kepala; peraturan badan; perbup; pergub; perwal; perwali; perkada; perda; raperbup; ranpergub; raperwal
+ rancangan peraturan; rancangan perbup; rancangan pergub; rancangan perwali; rancangan perda; naskah akademik
+ raperda; ketentuan umum; instruksi bupati; instruksi gubernur; instruksi wali kota; harmonisasi; propemperda
+ rapergub
~ pasal; ps; surat edaran; ayat; bab ii; berita daerah; lembaran daerah; diundangkan; draf

arsitektur SPBE
= arsitektur spbe; arsitektur pemdi; arsitektur; enam domain; domain arsitektur; referensi arsitektur
= sistem informasi arsitektur; siap digital
+ sia spbe; enterprise architecture; togaf; cetak biru; blueprint; rencana induk tik; rencana induk spbe
+ master plan tik; masterplan; perpres 132; arsitektur enterprise; model referensi; katalog domain
+ keterhubungan domain; enam kotak; gambaran sistem; gambar besar sistem; peta keterhubungan; as is; to be
+ kode referensi arsitektur; enam lapis
~ domain; rancang bangun; kerangka; keadaan sekarang; keadaan dituju; kondisi saat ini

peta rencana SPBE
= peta rencana spbe; peta rencana; peta jalan
+ roadmap; road map; rencana tahapan; tahapan spbe; rencana lima tahun; rencana 5 tahun; tahapan lima tahun
+ inisiatif strategis; program strategis spbe; tujuh muatan; rencana pengembangan spbe; rencana aksi spbe; butir peta
+ tahap pengembangan spbe; urutan langkah; rencana bertahap; rencana tik lima tahun
~ tahapan; lima tahun; jangka menengah; 2025 2029; 2026 2030; 2024 2029; 2025 2030; 2026 2029

rencana dan anggaran SPBE
= rencana dan anggaran spbe; keterpaduan rencana dan anggaran; rencana dan anggaran; anggaran spbe; belanja spbe
= belanja tik; anggaran tik; usulan belanja; konsultasi anggaran
+ rka; dpa; kak; kerangka acuan kerja; belanja aplikasi; belanja modal komputer; rekomendasi belanja; sub kegiatan
+ renja; rkpd; standar harga; pagu; rekom kominfo; rekomendasi teknis; tapd; usulan anggaran; clearance; kode rekening
+ dpa skpd; dppa; rka skpd; penelaahan; belanja internet; belanja modal; langganan internet; sewa domain; rekom tik
+ tumpang tindih belanja; serapan; usulan tik; belanja ict; kertas kerja anggaran; pergeseran anggaran
~ belanja; anggaran; renstra; kegiatan; apbd; rincian; rencana kerja

proses bisnis
= proses bisnis; peta proses bisnis; inovasi proses bisnis; arsitektur proses bisnis; penyederhanaan proses
+ probis; bpmn; peta lintas fungsi; peta subproses; alur lama; alur baru; alur kerja baru; langkah semula
+ penyederhanaan prosedur; pangkas langkah; pemangkasan; rekayasa ulang; business process; before after
+ perubahan alur; langkah baru; langkah lama; inovasi layanan; inovasi; lomba inovasi; peta proses; dipangkas
+ diringkas; tatalaksana; penyederhanaan alur; tata laksana; tanpa tatap muka; sop lintas unit; alur semula
~ alur; langkah; efisien; meja; lama; sebelum sesudah

pembangunan aplikasi
= pembangunan aplikasi; pengembangan aplikasi; siklus pembangunan; kode sumber; membangun aplikasi; aplikasi pemdi
= siklus hidup pengembangan; penghentian aplikasi; repositori
+ source code; uji fungsi; uji terima; uat; user acceptance; black box; blackbox; srs; kebutuhan aplikasi; sdlc; scrum
+ waterfall; serah terima aplikasi; penempatan aplikasi; repo; github; gitlab; merge; deploy; rilis; versi aplikasi
+ rancangan antarmuka; mockup; prototipe; pengembang; programmer; coding; koding; analisa kebutuhan; sprint; bug
+ spesifikasi kebutuhan; bikin aplikasi; buat aplikasi; pembuatan aplikasi; pembuat aplikasi; inventaris aplikasi
+ daftar aplikasi; pengelola aplikasi; pendaftaran aplikasi; dokumen kebutuhan; perbaikan aplikasi
+ penggabungan aplikasi; pendaftaran pse; pengelola sistem; naik versi; catatan versi; aplikasi khusus; aplikasi umum
+ hak cipta aplikasi; gabung aplikasi; matikan aplikasi; aplikasi lama; pindah server; skenario uji; hasil uji; analis
~ aplikasi; penyedia; bast; fitur; uji; sistem informasi; pemeliharaan aplikasi; modul; desain

pusat data
= pusat data; pusat data nasional; layanan pusat data; komputasi awan
+ data center; data centre; ruang server; server; hosting; vps; vm; mesin virtual; virtualisasi; rak server
+ colocation; kolokasi; cloud; awan; genset; ups; pendingin; rto; rpo; pdn; pdns; storage; suhu ruang
+ kapasitas server; vcpu; disaster recovery; titip server; penempatan server; ruang mesin; tier
~ rak; cadangan; pulih; ram; kapasitas

jaringan intra
= jaringan intra; jaringan tertutup; jaringan intra pemerintah; layanan jaringan intra; jaringan lokal
+ wifi; wi fi; fiber optik; fiber optic; fo; lan; topologi; titik jaringan; titik sambungan; vpn; switch; router
+ mikrotik; bandwidth; ip address; access point; intranet; kabel jaringan; denah jaringan; sambungan jaringan; modem
+ hotspot; serat optik; metro; colok lan; putus jaringan; jaringan komputer; petugas jaringan; noc; backbone; vlan
+ peta jaringan; gangguan jaringan; sambungan internet; penarikan kabel; internet kantor; mbps
~ jaringan; kabel; titik; internet; denah; sambungan; tersambung; putus; perangkat jaringan; lantai; hub; ring

sistem penghubung layanan
= sistem penghubung layanan; penghubung layanan; sistem penghubung; integrasi aplikasi; matriks integrasi
= interoperabilitas; pertukaran layanan
+ splp; api gateway; gerbang api; service bus; esb; web service; webservice; bridging; host to host; h2h; middleware
+ integrasi data; daftar integrasi; daftar api; katalog api; rekap api; endpoint; json; pertukaran data; tukar data
+ tukar menukar data; jalur bersama; jalur penghubung; penghubung nasional; ketik ulang; pengetikan ulang; tarik data
+ panggilan api; hit api; masuk tunggal; login tunggal; sso; single sign on; antaraplikasi; bagi pakai layanan; mantra
+ antar aplikasi; antar sistem; data berpindah; kirim otomatis; token api; gagal kirim; log pertukaran
~ api; integrasi; integrasikan; terintegrasi; sinkron; sinkronisasi; hubungkan; penghubung; kirim data; otomatis

tim SPBE
= tim koordinasi spbe; tim koordinasi; tim spbe; tim pelaksana spbe; tim koordinasi pemdi; program kerja tim
+ tim pengarah; komite pengarah tik; susunan tim; rapat tim; ketua tim; anggota tim; pembentukan tim
+ kelompok kerja spbe; proker; proker tim; tim kerja spbe; pokja spbe; gcio; susunan keanggotaan
+ penanggung jawab indikator; evaluasi tim; pic indikator; pic bukti; indikator yang diampu; bagi tugas
+ pembagian tugas; asesor internal; tim asesor; rapat bulanan; pendampingan spbe; pendampingan pengisian; isi bukti
+ bukti dukung; unggah bukti; pengisian spbe; kinerja tim; tugas tim; rakor spbe; rapat koordinasi spbe; sk tim
+ tim penyelenggara spbe; tim digital; tim elektronik
~ tim; anggota; koordinator; rapat; indikator; program kerja

kolaborasi
= kolaborasi; kolaborasi spbe; forum kolaborasi; forum koordinasi; kolaborasi penerapan
+ perguruan tinggi; akademisi; komunitas; pelaku usaha; hackathon; universitas; kampus; pentahelix; dosen; mahasiswa
+ forum bersama; kerja bareng; berbagi pengalaman; forum admin; diskusi bersama; media massa; relawan; asosiasi
+ temu komunitas; forum spbe; kunjungan belajar; studi tiru; forum operator
~ forum; gagasan; diskusi; bareng

manajemen risiko
= manajemen risiko; risiko spbe; register risiko; risiko; pengelolaan risiko
+ mitigasi; selera risiko; risk register; risk; pemilik risiko; besaran risiko; penanganan risiko; matriks risiko
+ profil risiko; peta risiko; daftar risiko; risiko sisa; risiko residual; unit pemilik risiko; komite risiko; upr
+ kategori risiko; area dampak; tingkat kemungkinan; penyebab dan dampak; kriteria dampak; keputusan penanganan
+ kejadian yang mungkin; penanganan resiko; daftar kejadian; konteks risiko; peluang kejadian; level risiko
~ kemungkinan; dampak; triwulan; kejadian

keamanan informasi
= keamanan informasi; manajemen keamanan informasi; keamanan spbe; keamanan siber; keamanan pemdi
= pengamanan informasi
+ smki; iso 27001; indeks kami; csirt; ttis; insiden; insiden siber; phishing; malware; ransomware; antivirus
+ kata sandi; sandi; password; hak akses; pencadangan; backup; firewall; enkripsi; pentest; uji penetrasi; kerentanan
+ vulnerability; peretasan; diretas; deface; bssn; ikasandi; tanggap insiden; autentikasi; dua langkah; cek antivirus
+ lapor kejadian; kejadian siber; judi online; slot gacor; ssl; kunci layar; akun dicuri; celah keamanan; uji celah
+ keamanan komputer; nihil insiden; infrastruktur informasi vital; iiv; daftar periksa keamanan; restore; uji pulih
+ tmas; petugas keamanan; data pribadi; salah kirim; itsa; honeypot; aduan siber; mfa; otp; keamanan data; data bocor
+ kebocoran data
~ celah; salinan; cadangan; pengamanan; akun; kunci; kendali; insiden; keamanan; log; bocor; kebocoran; virus

insiden siber
= insiden siber; penanganan insiden; tanggap insiden; tim tanggap insiden; ttis; csirt
+ kejadian siber; diretas; deface; malware; ransomware; phishing; tabletop; simulasi insiden; forensik; drill
~ insiden

kriptografi
= kriptografi; enkripsi; area persandian; layanan persandian; penerapan persandian; penyelenggaraan persandian
+ tls; https; aes; rsa; hash; sertifikat elektronik; bsre; hsm; kunci enkripsi; sandiman; algoritma; ssl
~ sandi; kunci

pelindungan data pribadi
= pelindungan data pribadi; perlindungan data pribadi; data pribadi; subjek data; pejabat pelindung data
+ pdp; dpia; dpo; ppdp; privasi; pemberitahuan privasi; kebijakan privasi; uu 27; ropa; nik bocor
+ penghapusan data diri
~ nik; persetujuan pemilik data

manajemen data
= manajemen data; satu data; satu data indonesia; data induk; data referensi; basis data; kualitas data
= arsitektur data; walidata; produsen data; forum satu data; metadata; tata kelola data; mutu data
= interoperabilitas data; pengelolaan data
+ standar data; kode referensi; kode rujukan; daftar data; sdi; rilis data; kamus data; pemeriksaan data
+ data prioritas; bagi pakai data; wali data; data pokok; pengelola data; data sektoral; validasi data; data dasar
+ daftar kolom; pemutakhiran data; pengumpulan data; data ganda; data kosong; statistik sektoral; kebutuhan data
+ pemeriksa data; database; kbli; open data; data dobel; data bidang; list data; data mutakhir; pembersihan data
+ verifikasi data; kelengkapan data; rekonsiliasi data
~ data; kelengkapan; jadwal rilis; mutu; ganda; kamus

data terbuka
= data terbuka; layanan data terbuka; portal data; open data; kumpulan data
+ dataset; ckan; pemanenan; portal satu data; visualisasi data; unduh csv; pengunduh; format terbuka; infografis
~ unduhan; csv; organisasi produsen; data terbit

statistik sektoral
= statistik sektoral; pembangunan statistik; indeks pembangunan statistik; kegiatan statistik; evaluasi statistik
= proses statistik; data statistik
+ epss; bps; romantik; rekomendasi statistik; metadata statistik; kegiatan statistik; survei statistik; ips; sirusa
~ indah; survei; sampel

informasi geospasial
= informasi geospasial; geospasial; geoportal; simpul jaringan; data geospasial; sjig
+ peta tematik; satu peta; shapefile; shp; gis; sig; kugi; wms; citra satelit; poligon; koordinat; webgis; peta dasar
~ peta; lapis peta; layer; big

aset TIK
= aset tik; manajemen aset tik; perangkat keras; perangkat lunak; lisensi; daur hidup aset
+ inventaris komputer; inventaris tik; daftar perangkat; laptop; printer; komputer; pc; nomor seri; software; hardware
+ lisensi office; lisensi windows; kartu inventaris ruangan; kartu pemeliharaan; pemeliharaan komputer; peremajaan
+ umur aset; masa garansi; garansi; peminjaman laptop; scanner; inventaris hw; perangkat tik; umur pakai; monitor
+ kartu perangkat; servis komputer; servis laptop; kebutuhan komputer; alat tik; windows; office; proyektor; tablet
~ rusak; inventaris; kondisi; aset; pemakai; merek

barang milik daerah
= barang milik daerah; barang milik negara; pengelolaan barang; bmd; bmn; layanan pengelolaan barang
+ pengurus barang; pengguna barang; ebmd; simbada; simda bmd; siman; kib; mutasi barang; penghapusan barang; sibada
+ rekonsiliasi barang; rekon aset; rekonsiliasi aset; kartu inventaris; label barang; label qr; rkbmd; opname
+ aset daerah; persediaan; barang nganggur; barang tidak terpakai; aset tetap; pengalihan barang; pengalihan aset
+ pinjam pakai; kartu barang; kode barang; penerimaan barang; penatausahaan barang; kir; register barang; data barang
+ atisisbada; penyusutan aset; aset nganggur; pemindahtanganan; taksiran; kendaraan dinas; nilai perolehan
+ operator barang; stok
~ barang; aset; hapus; mutasi; unit; usul hapus

kompetensi SDM
= kompetensi; kompetensi sdm; sumber daya manusia; pengembangan kompetensi; kompetensi digital; sdm spbe
= literasi digital
+ pelatihan; diklat; bimtek; bimbingan teknis; sertifikat; sertifikasi; jam pelajaran; jp; matriks kompetensi; ojt
+ kesenjangan kompetensi; kesenjangan kemampuan; kursus; webinar; workshop; bpsdm; pranata komputer; uji kompetensi
+ prakom; asesmen kompetensi; tugas belajar; peserta pelatihan; kurikulum; rencana diklat; peta kemampuan
+ pemetaan kemampuan; belajar di kantor; belajar mandiri; tes akhir; nilai tes; lulus; magang pegawai
+ kemampuan pegawai; narasumber; sdm; kebutuhan pelatihan; telah mengikuti; jam latih; mentor; tutor; keterampilan
+ peta kompetensi; jabatan fungsional
~ belajar; mengajari; latihan; peserta; kemampuan; materi; bidang kemampuan; ajar; bisa sendiri; lulusan

manajemen pengetahuan
= manajemen pengetahuan; pengetahuan; alih pengetahuan; berbagi pengetahuan; aplikasi pengetahuan
+ lembar pengetahuan; knowledge; knowledge management; pedoman km; folder bersama; wiki; faq; tanya jawab; buku saku
+ kms; lessons learned; cara mengatasi; catatan penyelesaian; catatan masalah; portal pengetahuan; praktik baik
+ serah terima tugas; alih tugas; masalah berulang; penyelesaian masalah; sudah dicoba; resep; tips
+ dokumentasi pengalaman; google drive; gdrive; drive bersama; kumpulan tulisan; berbagi cerita; ditulis ulang
+ lembar pelajaran; memo serah terima; catatan kerja; buku catatan; pengalaman; artikel; kontributor; panduan singkat
+ pegawai lama; sebelum pensiun; bedah kasus
~ km; tulisan; pembaca; folder; catatan; berbagi; gejala; sebab; tanda; coba; pelajaran

manajemen perubahan
= manajemen perubahan; perubahan spbe; permintaan perubahan; rencana perubahan; pengendalian perubahan
+ change request; rfc; form perubahan; formulir perubahan; analisis dampak; agen perubahan; penggerak
+ kesiapan pegawai; cara mundur; rollback; pindah sistem; migrasi; adopsi; pihak terdampak; persetujuan perubahan
+ perubahan sistem; jadwal peralihan; masa peralihan; sosialisasi perubahan; cab; panel perubahan; survei kesiapan
+ ubah sistem; ubah aplikasi; daftar perubahan; pengumuman perubahan; mulai memakai; ganti aplikasi; ganti sistem
+ mengganti cara; change; komunikasi perubahan; pindah aplikasi; kebiasaan lama; rencana peralihan
+ peralihan sistem; pelatihan peralihan
~ sosialisasi; pelatihan; perubahan; diganti; pindah; uji coba; pemberitahuan; peralihan

manajemen layanan
= manajemen layanan; layanan spbe; pelayanan pengguna; pusat layanan; dukungan pengguna; tingkat layanan
= pusat bantuan; pengoperasian layanan; permintaan layanan; manajemen layanan digital; relasi pengguna
= keberlangsungan layanan
+ sla; meja layanan; meja bantuan; meja bantu; helpdesk; help desk; service desk; tiket; katalog layanan; layanan tik
+ waktu tanggap; waktu selesai; eskalasi; ketersediaan layanan; uptime; itsm; glpi; keluhan pengguna
+ penanganan gangguan; catatan gangguan; janji layanan; petugas bantuan; waktu henti; downtime; jam layanan; gangguan
+ buku gangguan; osticket; operasi harian; permintaan bantuan; lapor gangguan; minta bantuan; petugas piket
+ daftar layanan; bcp; drp; troubleshooting
~ teknisi; keluhan; layanan; beres; ditangani; diteruskan; tuntas

audit TIK
= audit tik; audit infrastruktur; audit aplikasi; audit keamanan; audit; auditor; pelaksanaan audit; audit spbe
+ temuan audit; pemeriksaan tik; lembaga audit; cisa; kriteria audit; auditee; rencana audit; laporan hasil audit
+ cobit; kertas kerja audit; tim audit; auditor eksternal; auditor internal; tindak lanjut temuan; temuan
+ program audit
~ diperiksa; pemeriksaan; kertas kerja; inspektorat

audit infrastruktur
= audit infrastruktur; infrastruktur
+ pemeriksaan infrastruktur; pemeriksaan jaringan; pemeriksaan pusat data; audit jaringan; audit pusat data
+ audit server; memeriksa jaringan; obyek jaringan; audit data center

audit aplikasi
= audit aplikasi
+ pemeriksaan aplikasi; memeriksa aplikasi; audit sistem informasi; audit kode; aplikasi yang diperiksa; audit website

audit keamanan
= audit keamanan
+ pemeriksaan keamanan; audit siber; pentest; uji penetrasi; audit keamanan informasi; audit iso; memeriksa keamanan

pengawasan internal
= pengawasan internal; pengawasan intern; apip; layanan pengawasan
+ pkpt; lhp; siswaskeu; simwas; spip; eaudit; tlhp; irban; kertas kerja pengawasan; reviu inspektorat; simhp; kka
+ rekomendasi bpk; temuan bpk; tindak lanjut temuan; saldo temuan; penugasan pengawasan; pengendali teknis
+ kartu penugasan; program pengawasan; tim pemeriksa; obrik; pemantauan tindak lanjut; ketua tim pemeriksa; ewas
+ siwas
~ inspektorat; auditor; temuan; inspektur; reguler

perencanaan elektronik
= layanan perencanaan; aplikasi perencanaan; layanan perencanaan dan penganggaran; rencana pembangunan
= perencanaan elektronik
+ sipd; sipd ri; krisna; eplanning; sistem perencanaan; data perencanaan; penyusunan renja; simrenda; musrenbang
+ usulan renja; operator perencanaan; renja; rkpd; pokok pikiran; usulan rencana; bappeda verif; verifikator bappeda
+ pokir; renstra; verifikasi usulan; akun perencanaan; kamus usulan
~ usulan; sasaran renstra; verifikasi; bappeda

penganggaran elektronik
= layanan penganggaran; aplikasi penganggaran; layanan perencanaan dan penganggaran; penyusunan anggaran
= sistem penganggaran
+ sipd; sipd ri; sakti; ebudgeting; rka; kua ppas; pagu; standar harga; validasi rka; cetak dpa; ssh
+ operator anggaran; telaah tapd; input rka; pagu indikatif; kunci rka; asb; tapd; komponen belanja; evaluasi apbd
+ dpa
~ anggaran; sub kegiatan; rekening

keuangan elektronik
= layanan keuangan; penatausahaan keuangan; penatausahaan; akuntansi; pelaporan keuangan; keuangan
= permintaan pembayaran; pembayaran elektronik
+ sp2d; spm; spp; bendahara; modul gu; gu; pencairan; realisasi belanja; fmis; simda keuangan; sipd penatausahaan
+ sakti; kas daerah; spj; ebilling; ntpn; lra; neraca; jurnal; bku; npd; verifikasi spp; kasda; cms; kuitansi
+ tagihan belanja; operator keuangan; ppk skpd; bud; sikd; setoran; panjar; uang persediaan; ganti uang; pajak ppn
+ rekening koran; rekon kas
~ cair; ls; up; realisasi; belanja; transfer; bank; bayar

pengadaan elektronik
= layanan pengadaan; pengadaan barang dan jasa; pengadaan barang jasa; pengadaan
+ sirup; spse; lpse; katalog elektronik; ekatalog; e purchasing; epurchasing; tender; rup; paket pengadaan
+ toko daring; pokja pemilihan; ukpbj; ekontrak; mini kompetisi; pejabat pengadaan; katalog lokal; bela pengadaan
+ lkpp; penawaran; evaluasi penawaran; hps; pengadaan langsung; inaproc; rencana umum pengadaan; etalase; amel
~ paket; kontrak; lelang; negosiasi; penyedia; pemenang

kepegawaian elektronik
= layanan kepegawaian; urusan kepegawaian; data kepegawaian; administrasi kepegawaian; aplikasi kepegawaian
= berkas kepegawaian
+ simpeg; siasn; mysapk; myasn; cuti; kenaikan pangkat; usul pangkat; naik pangkat; pensiun; mutasi pegawai; absensi
+ presensi; finger; fingerprint; data pegawai; riwayat jabatan; kgb; gaji berkala; bkn; drh; karpeg; duk; absen
+ eabsensi; sisa cuti; operator kepegawaian; riwayat pangkat; sk pangkat; pemutakhiran data mandiri; absen wajah
+ usul kp; tpp; data mandiri; dinas luar; izin sakit; umpeg; pengelola kepegawaian; simasn; simpegnas; arsip pegawai
+ data kehadiran; rekap kehadiran; kehadiran pegawai; usul kepegawaian; operator pegawai
~ pegawai; pangkat; mutasi; nip; golongan; gaji; sk

kearsipan dinamis
= kearsipan dinamis; kearsipan; arsip dinamis; naskah dinas; layanan kearsipan; arsip; persuratan
+ srikandi; surat masuk; surat keluar; disposisi; tanda tangan elektronik; agenda surat; buku agenda; retensi; jra
+ klasifikasi arsip; eoffice; e office; surat elektronik; esurat; penyusutan arsip; pemberkasan; konsep surat; nadine
+ teken elektronik; tata naskah; surat digital; pengelola persuratan; arsiparis; arsip inaktif; pemusnahan arsip
+ kode klasifikasi; nomor agenda; unit pengolah; berkas arsip; surat terkirim; verifikator surat; daftar arsip
+ agenda masuk; paraf berjenjang; surat tte
~ surat; naskah; berkas; agenda; konsep; paraf; tte

akuntabilitas kinerja
= akuntabilitas kinerja; kinerja organisasi; akuntabilitas kinerja organisasi
+ sakip; esakip; lkjip; lakip; lkip; lke sakip; perjanjian kinerja; pohon kinerja; iku; indikator kinerja utama
+ cascading; esr; capaian kinerja; pengukuran kinerja; rencana aksi kinerja; realisasi kinerja; dasbor kinerja
+ capaian iku; crosscutting; cascade; target iku; indikator sasaran; rencana aksi triwulan; kinerja perangkat daerah
~ target; realisasi; capaian; sasaran; triwulan

kinerja pegawai
= kinerja pegawai; layanan kinerja pegawai; penilaian kinerja; pengelolaan kinerja; sasaran kinerja
+ skp; ekinerja; ekin; predikat kinerja; umpan balik; rencana hasil kerja; rhk; aktivitas harian; catatan harian
+ dialog kinerja; perilaku kerja; ekinerja bkn; nilai kinerja; tpp; laporan harian; lkh; jurnal harian
+ pejabat penilai; ekspektasi; sasaran kerja; skp tahunan; periode penilaian; predikat; pembinaan pegawai
+ admin kinerja; sangat baik
~ atasan; kinerja; bukti kerja; tunjangan

pengaduan
= pengaduan; layanan pengaduan; pengaduan pelayanan publik; pengelolaan pengaduan; saluran pengaduan
+ sp4n; sp4n lapor; aplikasi lapor; kanal lapor; lapor go id; web lapor; aduan; keluhan masyarakat; pelapor
+ laporan warga; kotak saran; kanal aduan; dumas; whistle
+ admin penghubung; tindak lanjut aduan; keluhan pasien; call center; 112; pengelola pengaduan; waktu jawab; wbs
+ keluhan warga; laporan masyarakat; kritik saran; pojok pengaduan; penghubung pengaduan; ombudsman; aduan masuk
+ disposisi aduan; tutup aduan; sms center; aspirasi; penanganan keluhan; curhat
~ keluhan; lapor; warga; dijawab; ditutup; tanggapan

situs web
= situs web; situs; layanan informasi; media sosial; layanan informasi dan situs; permintaan informasi
+ web; laman; ppid; permohonan informasi; keterbukaan informasi; halaman depan; beranda; konten; medsos; instagram
+ facebook; kunjungan situs; kunjungan web; berita kegiatan; admin web; admin situs; wcag; analytics; google analytics
+ informasi publik; daftar informasi publik; wordpress; posting; kalender konten; penulis berita; keteraksesan
+ pembaca layar; tampilan baru; home web; menu profil; slider; rilis berita; youtube; kontak kami
+ penyandang disabilitas; pengunjung situs; pengunjung web; statistik kunjungan
~ berita; profil; informasi; halaman; tautan; unduh; ramah; kolom cari; pengunjung; go id

JDIH
= jdih; jaringan dokumentasi dan informasi hukum; produk hukum; dokumentasi hukum; jaringan dokumentasi hukum
+ jdihn; ildis; bphn; abstrak peraturan; status dicabut; teu; dokumen hukum; peraturan terbit; katalog peraturan
~ dicabut; abstrak; peraturan

layanan utama atau sektoral
= layanan publik sektor; layanan utama; layanan sektoral; layanan pokok; layanan unggulan; layanan sektor; perizinan
= layanan publik sektoral
+ izin; perizinan berusaha; oss; sicantik; rekomendasi izin; pemohon; permohonan layanan; standar pelayanan; loket
+ antrean; antrean online; pasien; rekam medis; simrs; puskesmas; rumah sakit; ppdb; spmb; siswa; pendaftaran siswa
+ pajak daerah; pbb; bphtb; wajib pajak; samsat; akta; akte; ktp; kartu keluarga; dukcapil; kependudukan
+ bantuan sosial; dtks; dtsen; uji kendaraan; nelayan; harmonisasi; raperda; bantuan hukum; fasilitasi produk hukum
+ fasilitasi raperda; rekomendasi kapal; pencari kerja; kartu kuning; ak 1; retribusi; imb; pbg; harga pangan
+ perpustakaan digital; opac; produk layanan; jenis layanan; pengguna layanan utama; permohonan masuk; terbit surat
+ rekomtek; surat keterangan; vaksin ternak; pendaftaran online; layanan inti; layanan pelanggan; hibah; beasiswa
+ tata ruang; kkpr; bpjs
~ permohonan; pengajuan; syarat; layanan; terbit; daftar online; berkas; persyaratan; rekomendasi; penerbitan

layanan kesehatan
= layanan kesehatan; rumah sakit; puskesmas; jaminan kesehatan
+ pasien; rekam medis; simrs; rsud; poli; dokter; antrean pasien; vclaim; satusehat; bpjs; imunisasi; resep obat
+ kepesertaan

layanan perizinan
= perizinan; perizinan berusaha; oss; izin
+ dpmptsp; sicantik; nib; pemohon; penerbitan izin; reklame; imb; pbg; kbli

layanan kependudukan, pajak, atau pendidikan
= administrasi kependudukan; pajak daerah; layanan pendidikan; akta
+ ktp; kartu keluarga; dukcapil; siak; pbb; bphtb; wajib pajak; ppdb; spmb; siswa; zonasi; sppt; samsat; tagihan pajak

kepuasan pengguna
= kepuasan pengguna; kepuasan; survei kepuasan; kepuasan masyarakat; suara pengguna
+ skm; ikm; responden; kuesioner; nps; unsur pelayanan; nilai skm; mudah dipakai; polling; rating; bintang; testimoni
~ puas; masukan; pendapat; survei; nilai

portal layanan
= portal layanan; portal layanan digital; portal nasional; siklus hidup pengguna; pintu masuk tunggal
+ super app; superapp; mpp digital; ina digital; inaku; satu aplikasi; satu pintu; sso; portal terpadu
+ peristiwa hidup
~ portal; masuk tunggal

infrastruktur bersama
= infrastruktur pemdi; infrastruktur bersama; infrastruktur spbe; teknologi awan
+ pusat data; jaringan intra; server; cloud; topologi; kapasitas; hosting
"""
