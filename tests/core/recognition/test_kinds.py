"""The kind decides what a document is proposed for: titles, marks and hints, and what must not be taken for them."""

import re
from pathlib import Path

import pytest

from matang.core.recognition.facts import KINDS
from matang.core.recognition.kinds import hint_of, read_kind
from matang.core.recognition.paper import Page
from matang.core.recognition.words import sheets_of

LADDERS = Path(__file__).parents[3] / "matang" / "instruments" / "ladder"


def kind_of(text: str, file_name: str = "berkas.pdf", picture: bool = False) -> str:
    found = read_kind(file_name, sheets_of([Page(1, text, picture)]))
    return found.code if found else ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PERATURAN GUBERNUR NUSA REKAAN\nNOMOR 1 TAHUN 2024", "peraturan"),
        ("KEPUTUSAN KEPALA DINAS SOSIAL\nNOMOR 1 TAHUN 2024", "keputusan"),
        ("SURAT EDARAN\nNOMOR 555/SE/3/2026", "edaran"),
        ("SURAT TUGAS\nNOMOR 000.1.2.3/45/BHK/2025", "surat_tugas"),
        ("SURAT PERINTAH TUGAS", "surat_tugas"),
        ("NOTA DINAS\nYth. Kepala Dinas\nDari : Sekretaris", "nota_dinas"),
        ("Nomor : 005/1/X/2026\nHal : Undangan Rapat\nYth. Kepala Bagian", "undangan"),
        ("Nomor : 005/1/X/2026\nHal : Permohonan Data\nYth. Kepala Bagian", "surat"),
        ("NOTULEN RAPAT\nHari/tanggal : Senin", "notula"),
        ("RISALAH RAPAT KOORDINASI", "notula"),
        ("DAFTAR HADIR\nNo Nama Jabatan Tanda tangan", "daftar_hadir"),
        ("BERITA ACARA SERAH TERIMA\nNOMOR 1/BA/2026", "berita_acara"),
        ("LAPORAN\nTENTANG\nKEGIATAN", "laporan"),
        ("HASIL SURVEI KEPUASAN PENGGUNA 2025", "laporan"),
        ("DINAS SOSIAL\nNomor SOP : 1/SOP/2026\nNama SOP : LAYANAN", "sop"),
        ("KERANGKA ACUAN KERJA\nPENGEMBANGAN SITUS", "kak"),
        ("S E R T I F I K A T\ndiberikan kepada", "sertifikat"),
        ("PERJANJIAN KERJA SAMA\nantara", "kontrak"),
        ("DOKUMEN PELAKSANAAN ANGGARAN\nTAHUN ANGGARAN 2026", "anggaran"),
        ("REGISTER RISIKO SPBE\nBIRO UMUM", "register"),
        ("DENAH JARINGAN LANTAI 2", "data"),
        ("PETA RENCANA SPBE\nDINAS KEBUDAYAAN\nTAHUN 2026-2030", "dokumen_perencanaan"),
        ("PEDOMAN MANAJEMEN RISIKO SPBE", "pedoman"),
        ("BER1TA ACARA\nPEMER1KSAAN", "berita_acara"),
        ("DlNAS S0SlAL\nLAP0RAN TRlWULAN", "laporan"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_cited_titles_do_not_give_the_kind() -> None:
    text = "SURAT EDARAN\nNOMOR 1\nMengingat:\nPERATURAN GUBERNUR NOMOR 12 TAHUN 2022\nKEPUTUSAN GUBERNUR NOMOR 3"
    assert kind_of(text) == "edaran"


def test_a_bundle_has_the_kind_of_its_first_page() -> None:
    pages = [Page(1, "SURAT TUGAS\nNOMOR 1/2/3"), Page(2, "LAPORAN PERJALANAN DINAS"), Page(3, "SERTIFIKAT")]
    found = read_kind("berkas.pdf", sheets_of(pages))
    assert found is not None
    assert (found.code, found.fact.page, found.fact.quote) == ("surat_tugas", 1, "SURAT TUGAS")


def test_a_table_of_contents_is_not_the_title() -> None:
    pages = [Page(1, "DAFTAR ISI\nBAB I ..... 1\nBAB II .... 3"), Page(2, "LAPORAN EVALUASI\nTAHUN 2025")]
    found = read_kind("berkas.pdf", sheets_of(pages))
    assert found is not None
    assert (found.code, found.fact.page) == ("laporan", 2)


def test_a_footer_about_certificates_does_not_make_a_certificate() -> None:
    text = "Rapat berjalan baik.\nDokumen ini ditandatangani menggunakan sertifikat elektronik yang diterbitkan BSrE"
    assert kind_of(text) == ""


def test_prose_does_not_make_a_kind() -> None:
    assert kind_of("Laporan ini disampaikan kepada pimpinan.\nKeputusan tersebut dibahas lagi.") == ""
    assert kind_of("Cuaca cerah di pelabuhan.") == ""


def test_a_photograph_of_a_screen_is_a_screenshot_whatever_its_menus_say() -> None:
    text = "https://sipd.contoh.go.id/renja\nakun: operator   Keluar\nRKA 2026\nLAPORAN   [SIMPAN]"
    assert kind_of(text, "bukti.png", picture=True) == "tangkapan_layar"
    assert kind_of("NOTULEN RAPAT\nPimpinan : Sekretaris\nNotulis : Ana", "foto.jpg", picture=True) == "notula"


def test_the_name_of_a_file_is_only_a_hint() -> None:
    found = read_kind("IMG_20260602_SK_Pengelola.pdf", sheets_of([Page(1, "", picture=True)]))
    assert found is not None
    assert (found.code, found.fact.page) == ("keputusan", 0)
    assert kind_of("LAPORAN KEGIATAN", "SK Tim.pdf") == "laporan"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SOP_Backup_rev2.docx", "sop"),
        ("BA uji fungsi.pdf", "berita_acara"),
        ("undangan rapat.pdf", "undangan"),
        ("paparan.pptx", "paparan"),
        ("bahan laporan.pptx", "paparan"),
        ("scan0012.pdf", ""),
        ("SKEMA jaringan.pdf", ""),
        ("bantuan.pdf", ""),
    ],
)
def test_hints(name: str, kind: str) -> None:
    assert hint_of(name) == kind


def test_every_kind_that_the_ladders_ask_for_can_be_read() -> None:
    asked = {kind for path in LADDERS.glob("*.yaml") for kind in re.findall(r"kind: (\w+)", path.read_text("utf-8"))}
    assert asked
    assert asked <= set(KINDS)
