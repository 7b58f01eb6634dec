"""Lists of offices and people: what a spreadsheet does to them, and what must never be stored."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
from openpyxl import Workbook

from matang.lib.sheets import SheetRefused, read_file, read_pasted, write_texts
from matang.people import actions
from matang.people.import_agencies import plan_agencies
from matang.people.import_people import COLUMNS, export_lines, plan_people, read_date
from matang.people.imports import Places
from matang.people.models import Agency, Membership, Person
from matang.people.nip import NipFault, read_nip
from matang.people.queries import agencies_visible_to, memberships_within
from matang.people.rules import Refused

TODAY = datetime.date.today()
NIP = "198503122010011005"


def xlsx(*rows, title="Orang"):
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("typed", [NIP, "19850312 201001 1 005", f"'{NIP}", "19850312\u00a0201001 1 005", f" {NIP} "])
def test_a_nip_typed_as_text_is_taken_whole(typed):
    assert read_nip(typed, TODAY) == NIP


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.98503E+17", "disimpan sebagai angka"),
        ("1,98503E+17", "disimpan sebagai angka"),
        ("198503122010011000", "berakhir 000"),
        ("98503122010011005", "17 angka"),
        ("198513122010011005", "bukan tanggal lahir"),
        ("193003122010011005", "tahun lahir"),
        ("198503121990011005", "tahun pengangkatan"),
        ("198503122010131005", "bulan pengangkatan"),
        ("198503122010013005", "jenis kelamin"),
        ("19850312201001100A", "hanya boleh berisi angka"),
    ],
)
def test_a_damaged_nip_is_refused_with_what_to_do(typed, said):
    with pytest.raises(NipFault, match=said.replace("(", "\\(")):
        read_nip(typed, TODAY)


def test_a_contract_workers_nip_is_a_nip():
    assert read_nip("199003122022211005", TODAY) == "199003122022211005"


def test_case_20_names_sheet_and_cell_and_writes_nothing(world):
    before = Person.objects.count()
    data = xlsx(
        ("Nama", "Surel", "NIP", "Jabatan", "Instansi", "Peran"),
        ("A", "", NIP, "", "Biro Hukum", "Pelaksana"),
        ("B", "", 198503122010011006, "", "Biro Hukum", "Pelaksana"),
        ("C", "", "1.98503E+17", "", "Biro Hukum", "Pelaksana"),
    )
    actor = world.actor("admin")
    plan = plan_people(actor, read_file("orang.xlsx", data), TODAY)
    assert [fault.place for fault in plan.faults] == ["lembar Orang, sel C3", "lembar Orang, sel C4"]
    assert "angka" in plan.faults[0].sentence and "Teks" in plan.faults[0].sentence
    with pytest.raises(Refused):
        actions.import_people(actor, plan)
    assert Person.objects.count() == before


def test_people_come_in_and_the_export_changes_nothing(world):
    actor = world.actor("admin")
    text = (
        "Nama;Surel;NIP;Jabatan;Instansi;Peran;Mulai\n"
        "Sari Rekaan;sari@uji.test;19850312 201001 1 005;Analis;Biro Hukum;Pelaksana;1/2/2026\n"
        "Sari Rekaan;sari@uji.test;;;Biro Umum;Pemeriksa;\n"
        "Tono Rekaan;;199001012015011002;;Provinsi Nusa Rekaan › Biro Umum;ketua asesor;\n"
    )
    plan = plan_people(actor, read_pasted(text), TODAY)
    assert (plan.faults, plan.count("baru")) == ((), 2)
    again = plan_people(actor, read_pasted(plan.text), TODAY)
    assert [(r.identity, len(r.roles)) for r in again.rows] == [(r.identity, len(r.roles)) for r in plan.rows]
    actions.import_people(actor, again)
    sari = Person.objects.get(email="sari@uji.test")
    assert sari.nip == NIP
    held = Membership.objects.filter(person=sari).order_by("agency__name")
    assert [(m.agency.name, m.role, m.starts_on) for m in held] == [
        ("Biro Hukum", "contributor", datetime.date(2026, 2, 1)),
        ("Biro Umum", "verifier", TODAY),
    ]
    lines = export_lines(list(memberships_within(actor)), Places(agencies_visible_to(actor)))
    book = write_texts("Orang", list(COLUMNS), [20] * len(COLUMNS), lines)
    second = plan_people(actor, read_file("x.xlsx", book), TODAY)
    assert second.faults == ()
    assert second.count("sama") == len(second.rows) == Person.objects.count()


def test_exported_nips_are_text_cells(world):
    from openpyxl import load_workbook

    book = write_texts("Orang", ["NIP"], [20], [[NIP]])
    cell = load_workbook(io.BytesIO(book)).active["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (NIP, "s", "@")


@pytest.mark.parametrize(
    ("row", "place", "said"),
    [
        ("A;a@uji.test;;;Biro Hukum;Administrator", "kolom 6", "satu per satu"),
        ("A;a@uji.test;;;Biro Hantu;Pelaksana", "kolom 5", "tidak ada pada daftar"),
        ("A;a@uji.test;;;Biro Hukum;Raja", "kolom 6", "tidak dikenal"),
        ("A;bukan surel;;;Biro Hukum;Pelaksana", "kolom 2", "bukan alamat surel"),
        ("A;;;;Biro Hukum;Pelaksana", "kolom 2", "surel atau NIP"),
        ("A;koordinator@uji.test;;;Biro Hukum;Asesor", "kolom 6", "tidak boleh memegang peran lain"),
        ("A;a@uji.test;;;Biro Hukum;Pelaksana;31-31-2026", "kolom 7", "tidak dikenal"),
    ],
)
def test_every_fault_names_its_cell(world, row, place, said):
    plan = plan_people(world.actor("admin"), read_pasted(row), TODAY)
    assert [fault.place.split(", ")[-1] for fault in plan.faults] == [place]
    assert said in plan.faults[0].sentence


def test_two_rows_of_one_list_may_not_make_a_judge_of_a_helper(world):
    text = "A;a@uji.test;;;Biro Hukum;Pelaksana\nA;a@uji.test;;;Provinsi Nusa Rekaan;Ketua asesor"
    plan = plan_people(world.actor("admin"), read_pasted(text), TODAY)
    assert len(plan.faults) == 1 and "Ketua asesor" not in plan.faults[0].place


def test_an_import_never_changes_a_login(world):
    text = "Koordinator;koordinator@uji.test;198503122010011005;;Biro Hukum;Koordinator"
    actor = world.actor("admin")
    actions.import_people(actor, plan_people(actor, read_pasted(text), TODAY))
    other = text.replace("koordinator@uji.test", "penipu@uji.test")
    plan = plan_people(actor, read_pasted(other), TODAY)
    assert "berbeda dari yang terdaftar" in plan.faults[0].sentence


def test_offices_come_in_whatever_their_order_and_only_once(world):
    actor = world.actor("admin")
    text = "Nama\tInduk\tJenis\tZona\nSeksi Arsip\tDinas Baru\t\t\nDinas Baru\t\tperangkat daerah\tWIT\nBiro Hukum"
    plan = plan_agencies(actor, world.province, read_pasted(text))
    assert (plan.faults, plan.count("baru"), plan.count("sama")) == ((), 2, 1)
    actor = actions.import_agencies(actor, plan_agencies(actor, world.province, read_pasted(plan.text)))
    section = Agency.objects.get(name="Seksi Arsip")
    assert (section.parent.name, section.time_zone, section.kind) == ("Dinas Baru", "Asia/Jayapura", "unit_kerja")
    assert section.path == f"{section.parent.path}{section.pk}/"
    again = plan_agencies(actor, world.province, read_pasted(text))
    assert again.count("sama") == 3


def test_a_column_of_names_is_a_list_of_offices(world):
    actor = world.actor("admin")
    plan = plan_agencies(actor, world.province, read_pasted("Dinas Satu\nDinas Dua, Tiga, dan Empat\n"))
    assert [row.data.name for row in plan.rows] == ["Dinas Satu", "Dinas Dua, Tiga, dan Empat"]
    assert [row.data.kind for row in plan.rows] == ["perangkat_daerah", "perangkat_daerah"]
    plan = plan_agencies(actor, world.province, read_pasted('Nama,Singkatan\n"Dinas Dua, Tiga",DDT\n'))
    assert [(row.data.name, row.data.short_name) for row in plan.rows] == [("Dinas Dua, Tiga", "DDT")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nama;Induk\nA;B\nB;A", "saling menjadi induk"),
        ("Nama;Induk\nA;Dinas Hantu", "tidak ada pada daftar"),
        ("Nama;Jenis\nA;kerajaan", "tidak dikenal"),
        ("Nama;Zona\nA;WIX", "tidak dikenal"),
        ("Nama\nA\na", "dua kali"),
        ("Nama;Kepala\nA;B", "Judul kolom"),
        ("", "Belum ada isinya"),
    ],
)
def test_a_wrong_list_of_offices_says_where(world, text, said):
    plan = plan_agencies(world.actor("admin"), world.province, read_pasted(text))
    assert said in plan.faults[0].sentence
    assert not Agency.objects.filter(name="A").exists()


def test_files_that_are_no_tables_are_refused_in_words():
    for name, data in (("a.xls", b"\xd0\xcf\x11\xe0rest"), ("a.xlsx", b"PK\x03\x04broken"), ("a.csv", b"\x00\x01\x02")):
        with pytest.raises(SheetRefused):
            read_file(name, data)


def test_a_csv_of_windows_is_read():
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow(["Nama", "Café"])
    rows = read_file("a.csv", out.getvalue().encode("cp1252"))
    assert rows[0][1].text == "Café"


def test_days_are_read_as_indonesians_write_them():
    assert read_date("3/4/2026") == datetime.date(2026, 4, 3)
    assert read_date("2026-04-03") == datetime.date(2026, 4, 3)
    assert read_date("03.04.2026") == datetime.date(2026, 4, 3)
    assert read_date("45000") is None


def test_a_thousand_offices_take_few_seconds(world, django_assert_max_num_queries):
    actor = world.actor("admin")
    text = "\n".join(f"Dinas Nomor {n}" for n in range(1000))
    with django_assert_max_num_queries(3):
        plan = plan_agencies(actor, world.province, read_pasted(text))
    assert plan.count("baru") == 1000
