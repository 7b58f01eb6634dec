"""What a person would have to type by hand, or would believe wrongly, if documents were read badly."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matang.core.recognition.facts import KINDS, NAMES, read_facts
from matang.core.recognition.paper import Page
from tests.core.recognition.corpus import documents, measured

FLOORS = {
    "kind": 146,
    "number": 67,
    "date": 131,
    "subject": 104,
    "issuer": 116,
    "signer": 117,
    "year": 131,
    "valid_until": 20,
}
KEPT_SHARE = {"kind": 0.85, "number": 0.85, "date": 0.85, "subject": 0.6, "issuer": 0.6, "signer": 0.75, "year": 0.8}


def read(text: str, file_name: str = "berkas.pdf") -> dict[str, str]:
    return {fact.name: fact.value for fact in read_facts(file_name, [Page(1, text)])}


@pytest.mark.parametrize("name", NAMES)
def test_the_open_documents_are_read_at_least_as_well_as_before(name: str) -> None:
    score = measured("open")[name]
    assert score.right >= FLOORS[name], score


@pytest.mark.parametrize("name", KEPT_SHARE)
def test_documents_never_looked_at_are_read_nearly_as_well(name: str) -> None:
    score = measured("kept")[name]
    assert score.right >= KEPT_SHARE[name] * score.labelled, score


def test_what_is_not_there_is_not_made_up() -> None:
    assert sum(score.made_up for score in measured("open").values()) <= 5


def test_every_quote_stands_on_its_page() -> None:
    for document in documents("open"):
        for fact in read_facts(document.file_name, document.pages):
            stands = document.file_name if fact.page == 0 else document.pages[fact.page - 1].text
            assert fact.quote and fact.quote in " ".join(stands.split()), (document.name, fact)


# --- numbers that look like dates, years in titles


def test_a_number_beside_a_date_does_not_become_the_date() -> None:
    found = read("Nomor 800/1945/SETDA/2026 tanggal 3-4-2026")
    assert (found["number"], found["date"]) == ("800/1945/SETDA/2026", "2026-04-03")
    found = read("188.4/478/SULBAR/XII/2022, ditetapkan di Mamuju pada tanggal 30 Desember 2022")
    assert (found["number"], found["date"]) == ("188.4/478/SULBAR/XII/2022", "2022-12-30")


def test_a_day_written_as_the_last_part_of_a_number_is_the_date() -> None:
    found = read("B/045.2/117/VI/2026/26.06.2026")
    assert (found["number"], found["date"]) == ("B/045.2/117/VI/2026", "2026-06-26")


@pytest.mark.parametrize(
    ("text", "date"),
    [("tgl. 1 Pebruari 2024", "2024-02-01"), ("Nopember 2023", "2023-11"), ("2026-05-04", "2026-05-04")],
)
def test_a_bare_date_is_read_without_an_invented_day(text: str, date: str) -> None:
    assert read(text)["date"] == date


@pytest.mark.parametrize(
    "text",
    [
        "tanggal ………… 2026",
        "Ditetapkan di Teluk Rekaan\npada tanggal ....................\nKEPALA DINAS,",
        "                    Teluk Rekaan,       Februari 2026\nNomor : 800/…/SETDA/2026\nHal : Data\nYth. Kepala",
    ],
)
def test_a_place_left_empty_is_undated(text: str) -> None:
    assert "date" not in read(text)
    assert "number" not in read(text)


PLAN = """PEMERINTAH PROVINSI NUSA REKAAN
DINAS SOSIAL
KEPUTUSAN KEPALA DINAS SOSIAL PROVINSI NUSA REKAAN
NOMOR 61 TAHUN 2024
TENTANG
RENCANA AKSI TAHUN 2025–2029
KEPALA DINAS SOSIAL PROVINSI NUSA REKAAN,
Menimbang : a. bahwa perlu ditetapkan rencana aksi;
Mengingat : 1. Peraturan Presiden Nomor 95 Tahun 2018;
MEMUTUSKAN:
KESATU : Rencana aksi tercantum dalam Lampiran.
                  Ditetapkan di Teluk Rekaan
                  pada tanggal 12 Desember 2024
                  Plt. KEPALA DINAS SOSIAL,
                  ttd.
                  MURSILAH BANTARA
Salinan sesuai dengan aslinya
KEPALA BAGIAN UMUM,
ttd.
"""


def test_day_and_validity_are_kept_apart() -> None:
    assert read(PLAN) == {
        "kind": "keputusan",
        "number": "61 TAHUN 2024",
        "date": "2024-12-12",
        "subject": "RENCANA AKSI TAHUN 2025–2029",
        "issuer": "KEPALA DINAS SOSIAL PROVINSI NUSA REKAAN",
        "signer": "KEPALA DINAS SOSIAL",
        "year": "2025",
        "valid_until": "2029-12-31",
    }


def test_a_letter_has_its_own_day_and_number_not_those_of_the_laws_it_quotes() -> None:
    found = read(
        """PEMERINTAH PROVINSI NUSA REKAAN
DINAS PERHUBUNGAN
                                   Teluk Rekaan, 5 Mei 2026
Nomor    : 500.11/77/DISHUB/V/2026
Sifat    : Biasa
Hal      : Permohonan Konsultasi Pengembangan
           Aplikasi
Yth. Kepala Dinas Komunikasi
di tempat
Berdasarkan Undang-Undang Nomor 11 Tahun 2008 tanggal 21 April 2008, Peraturan Presiden Nomor 95 Tahun 2018
tanggal 2 Oktober 2018, dan surat Saudara Nomor 500/1/DKIP/2026 tanggal 2 Maret 2026, kami mohon konsultasi.
                                   a.n. KEPALA DINAS PERHUBUNGAN
                                   SEKRETARIS,
                                   ttd.
                                   Mandalika Surya
                                   NIP 19750330 200112 1 003
"""
    )
    assert found == {
        "kind": "surat",
        "number": "500.11/77/DISHUB/V/2026",
        "date": "2026-05-05",
        "subject": "Permohonan Konsultasi Pengembangan Aplikasi",
        "issuer": "DINAS PERHUBUNGAN PROVINSI NUSA REKAAN",
        "signer": "SEKRETARIS",
        "year": "2026",
    }


def test_a_title_on_one_line_gives_number_subject_and_issuer() -> None:
    assert read("PERATURAN DAERAH PROVINSI NUSA REKAAN NOMOR 5 TAHUN 2020 TENTANG PAJAK DAERAH") == {
        "kind": "peraturan",
        "number": "5 TAHUN 2020",
        "subject": "PAJAK DAERAH",
        "issuer": "PEMERINTAH DAERAH PROVINSI NUSA REKAAN",
    }


def test_two_parties_the_position_of_the_first_is_told() -> None:
    text = """BERITA ACARA SERAH TERIMA
NOMOR 027/66/BAST/2026
Hari ini Kamis, 28 Mei 2026, Dinas Sosial menyerahkan satu peladen.
PIHAK KEDUA              PIHAK PERTAMA
Kepala Bidang Aset       Sekretaris Dinas
ttd                      ttd
"""
    assert read(text)["signer"] == "Sekretaris Dinas"


def test_the_budget_year_is_the_year_that_the_paper_is_about() -> None:
    found = read(
        "LAPORAN REALISASI BELANJA\nTAHUN ANGGARAN 2025\nBIRO UMUM\nTeluk Rekaan, 12 Januari 2026\nKepala Biro,\nttd."
    )
    assert (found["year"], found["date"]) == ("2025", "2026-01-12")


@pytest.mark.parametrize(
    ("clause", "until"),
    [
        ("Keputusan ini berlaku sampai dengan tanggal 31 Mei 2025.", "2025-05-31"),
        ("Penunjukan berlaku selama 2 (dua) tahun sejak tanggal ditetapkan.", "2026-03-04"),
        ("Masa kerja tim sampai dengan tanggal 31 Desember 2024.", "2024-12-31"),
        ("BerIaku 2 Januari s.d. 31 Desember 2024.", "2024-12-31"),
        ("Surat tugas yang berlaku sampai dengan 31 Desember 2023 tidak diperpanjang.", ""),
        ("Keputusan ini berlaku sampai dengan dicabut.", ""),
    ],
)
def test_validity(clause: str, until: str) -> None:
    text = f"KEPUTUSAN KEPALA BIRO HUKUM\nNOMOR 1 TAHUN 2024\n{clause}\nDitetapkan di Mamuju\npada tanggal 4 Maret 2024"
    assert read(text).get("valid_until", "") == until


def test_misread_letters_are_put_right_in_the_value_and_stay_in_the_quote() -> None:
    text = "PEMERlNTAH PROVlNSl NUSA REKAAN\nDlNAS PERKEBUNAN\nN0M0R : B-l23/DlSBUN/2O24\nLAPORAN KEG1ATAN"
    facts = {fact.name: fact for fact in read_facts("x.pdf", [Page(1, text, picture=True)])}
    assert (facts["number"].value, facts["number"].quote) == ("B-123/DISBUN/2024", "N0M0R : B-l23/DlSBUN/2O24")
    assert facts["issuer"].value == "DINAS PERKEBUNAN PROVINSI NUSA REKAAN"
    assert (facts["kind"].value, facts["kind"].quote) == ("laporan", "LAPORAN KEG1ATAN")


def test_nothing_readable_gives_nothing() -> None:
    assert read_facts("scan0012.pdf", [Page(1, "", picture=True), Page(2, "\n \n")]) == ()
    assert read_facts("", []) == ()


def test_facts_come_at_most_once_and_in_order() -> None:
    names = [fact.name for fact in read_facts("SK.pdf", [Page(1, PLAN), Page(2, PLAN)])]
    assert names == [name for name in NAMES if name in names]


@given(
    st.text(max_size=40),
    st.lists(
        st.one_of(
            st.text(max_size=300),
            st.lists(
                st.sampled_from(
                    [
                        *PLAN.split("\n"),
                        *(line[: len(line) // 2] for line in PLAN.split("\n")),
                        "\r\n",
                        "\u2028",
                        "\xa0",
                        "   ",
                        "ttd",
                    ]
                ),
                max_size=30,
            ).map("\n".join),
        ),
        max_size=6,
    ),
)
def test_any_text_is_read_without_trouble_and_every_quote_is_true(file_name: str, texts: list[str]) -> None:
    for fact in read_facts(file_name, [Page(number, text) for number, text in enumerate(texts, 1)]):
        stands = file_name if fact.page == 0 else texts[fact.page - 1]
        assert fact.quote in " ".join(stands.split())
        assert 0 < len(fact.quote) <= 200
        assert fact.value and "\n" not in fact.value
        if fact.name in ("date", "valid_until"):
            assert re.fullmatch(r"\d{4}-\d\d(-\d\d)?", fact.value)
        if fact.name == "kind":
            assert fact.value in KINDS


NASTY = {
    "blanks": " ",
    "digits": "1",
    "letters": "A",
    "capitals": "KEPALA DINAS ",
    "numbers": "Nomor : 000.8.3/1",
    "dates": "25 Juni 2024 ",
    "labels": "Hal : x  ",
    "acts": "ditetapkan di ",
    "terms": "berlaku sampai dengan jangka waktu ",
    "lines": "TENTANG\nKEPALA DINAS,\nttd\n",
    "columns": "Ketua   ttd   ",
    "names": "Ana. Ana' Ana ",
    "spaced": "S E R T I ",
    "dots": ". . . ",
}


@pytest.mark.parametrize("piece", NASTY.values(), ids=NASTY.keys())
def test_nasty_pages_take_less_than_a_second(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    began = time.process_time()
    read_facts("berkas.pdf", [Page(1, text)])
    assert time.process_time() - began < 1


def test_two_thousand_pages_take_less_than_three_seconds() -> None:
    pages = [Page(number, PLAN * 3) for number in range(1, 2001)]
    began = time.process_time()
    read_facts("berkas.pdf", pages)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("label", ["Nomor : ", "Nomor SOP   "])
@pytest.mark.parametrize("number", ["000.8.3.3/……/BHK/……", "000.8.3.3/....../BHK/2024", "188.4/    /BHK/2025"])
def test_a_number_that_waits_for_its_middle_is_no_number(label, number):
    pages = [Page(1, f"KEPUTUSAN KEPALA BIRO\n{label}{number}\nTENTANG\nTIM SPBE\n", False)]
    assert not [fact for fact in read_facts("x.pdf", pages) if fact.name == "number"]
