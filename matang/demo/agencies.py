"""The invented province and its forty offices."""

from __future__ import annotations

from matang.people.actions import AgencyData, create_agency
from matang.people.actor import Actor
from matang.people.models import Agency

ZONE = "Asia/Makassar"
CITY = "Kota Rekaan"
PROVINCE_NAME = "Provinsi Nusa Rekaan"
PROVINCE = AgencyData(PROVINCE_NAME, "Nusa Rekaan", Agency.Kind.PROVINCE, ZONE)
SECRETARIAT = AgencyData("Sekretariat Daerah", "Setda", Agency.Kind.OFFICE, ZONE)

# (key, short name, name)
BUREAUS: tuple[tuple[str, str, str], ...] = (
    ("pemerintahan", "Biro Pemerintahan", "Biro Pemerintahan dan Otonomi Daerah"),
    ("kesra", "Biro Kesra", "Biro Kesejahteraan Rakyat"),
    ("hukum", "Biro Hukum", "Biro Hukum"),
    ("perekonomian", "Biro Perekonomian", "Biro Perekonomian"),
    ("pembangunan", "Biro Pembangunan", "Biro Administrasi Pembangunan"),
    ("pengadaan", "Biro PBJ", "Biro Pengadaan Barang dan Jasa"),
    ("organisasi", "Biro Organisasi", "Biro Organisasi"),
    ("umum", "Biro Umum", "Biro Umum"),
    ("adpim", "Biro Adpim", "Biro Administrasi Pimpinan"),
)
OFFICES: tuple[tuple[str, str, str], ...] = (
    ("setwan", "Setwan", "Sekretariat Dewan Perwakilan Rakyat Daerah"),
    ("inspektorat", "Inspektorat", "Inspektorat Daerah"),
    ("dikbud", "Dikbud", "Dinas Pendidikan dan Kebudayaan"),
    ("dinkes", "Dinkes", "Dinas Kesehatan"),
    ("pupr", "PUPR", "Dinas Pekerjaan Umum dan Penataan Ruang"),
    ("perkim", "Perkim", "Dinas Perumahan dan Kawasan Permukiman"),
    ("satpol", "Satpol PP", "Satuan Polisi Pamong Praja dan Pemadam Kebakaran"),
    ("dinsos", "Dinsos", "Dinas Sosial"),
    ("naker", "Disnaker", "Dinas Tenaga Kerja dan Transmigrasi"),
    ("p3ap2kb", "P3AP2KB", "Dinas Pemberdayaan Perempuan, Pelindungan Anak, dan Keluarga Berencana"),
    ("pangan", "Ketapang", "Dinas Ketahanan Pangan"),
    ("dlhk", "DLHK", "Dinas Lingkungan Hidup dan Kehutanan"),
    ("dukcapil", "Dukcapil PMD", "Dinas Kependudukan dan Pemberdayaan Masyarakat Desa"),
    ("dishub", "Dishub", "Dinas Perhubungan"),
    ("kominfo", "Diskominfo", "Dinas Komunikasi, Informatika, Statistik, dan Persandian"),
    ("kukm", "KUKM", "Dinas Koperasi, Usaha Kecil, dan Menengah"),
    ("ptsp", "DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
    ("dispora", "Dispora", "Dinas Kepemudaan dan Olahraga"),
    ("perpus", "Perpustakaan", "Dinas Perpustakaan dan Kearsipan"),
    ("dkp", "DKP", "Dinas Kelautan dan Perikanan"),
    ("dispar", "Dispar", "Dinas Pariwisata"),
    ("tphp", "TPHP", "Dinas Tanaman Pangan, Hortikultura, dan Peternakan"),
    ("disbun", "Disbun", "Dinas Perkebunan"),
    ("esdm", "ESDM", "Dinas Energi dan Sumber Daya Mineral"),
    ("perindag", "Perindag", "Dinas Perindustrian dan Perdagangan"),
    ("bapperida", "Bapperida", "Badan Perencanaan Pembangunan, Riset, dan Inovasi Daerah"),
    ("bkpd", "BKPD", "Badan Keuangan dan Pendapatan Daerah"),
    ("bkd", "BKD", "Badan Kepegawaian Daerah"),
    ("bpsdm", "BPSDM", "Badan Pengembangan Sumber Daya Manusia"),
    ("bpbd", "BPBD", "Badan Penanggulangan Bencana Daerah"),
    ("kesbangpol", "Kesbangpol", "Badan Kesatuan Bangsa dan Politik"),
)
ASSESSED = tuple(key for key, _, _ in (*BUREAUS, *OFFICES))
PILOTS = tuple(key for key, _, _ in BUREAUS)  # who took part in the first year


def create(admin: Actor, province: Agency) -> tuple[dict[str, Agency], Actor]:
    """The offices below the province, the bureaus below its secretariat, by key; and the administrator whose reach
    now holds them."""
    found = {"provinsi": province}
    found["setda"], admin = create_agency(admin, province.uuid, SECRETARIAT)
    for key, short, name in BUREAUS:
        data = AgencyData(name, short, Agency.Kind.UNIT, ZONE)
        found[key], admin = create_agency(admin, found["setda"].uuid, data)
    for key, short, name in OFFICES:
        found[key], admin = create_agency(admin, province.uuid, AgencyData(name, short, Agency.Kind.OFFICE, ZONE))
    return found, admin
