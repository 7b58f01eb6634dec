"""Searching the library: what was written is found however it was typed, and nothing of others shows."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matang.assessments.models import Assessment, Citation
from matang.core.searching.asking import asked
from matang.core.searching.forms import forms
from matang.core.searching.tokens import STOP, tokens
from matang.evidence.models import Document, Fact, Page, Reading, Version, Word
from matang.evidence.search.pages import search_page
from matang.evidence.search.queries import Filters, search, similar
from matang.people.actor import NOBODY, set_reach
from matang.people.models import Agency
from matang.people.queries import everything
from tests.world import World

ADDRESS = "/bukti/cari/"
CANARY = "rahasiakanari"


def keep(world: World, title: str, *pages: str, agency: Agency | None = None, facts: dict[str, str] | None = None):
    """A document that has been read, as the program itself; returns its version."""
    set_reach(everything())
    agency, person = agency or world.bureau, world.people["koordinator"]
    document = Document.objects.create(agency=agency, title=title, created_by=person)
    return add_version(document, title, *pages, facts=facts)


def add_version(document: Document, name: str, *pages: str, number: int = 1, facts: dict[str, str] | None = None):
    version = Version.objects.create(
        agency=document.agency, document=document, number=number, size=1, media_type="application/pdf", file_name=name,
        sha256=hashlib.sha256(f"{document.uuid}{number}".encode()).hexdigest(), received_by=document.created_by,
    )  # fmt: skip
    Reading.objects.create(agency=document.agency, version=version, state="read", pages=len(pages), done=len(pages))
    Page.objects.bulk_create(
        Page(agency=document.agency, version=version, number=at, text=text) for at, text in enumerate(pages, 1)
    )
    for fact, value in (facts or {}).items():
        Fact.objects.create(agency=document.agency, version=version, name=fact, value=value, page=1)
    return version


def cite(world: World, version: Version, indicator: str = "7", assessment: Assessment | None = None) -> None:
    set_reach(everything())
    assessment = assessment or world.assessment
    Citation.objects.create(
        agency=assessment.agency, assessment=assessment, version=version, indicator=indicator, level="1",
        cited_by=world.people["koordinator"],
    )  # fmt: skip


def find(world: World, text: str, who: str = "koordinator", **filters: str) -> list[str]:
    """Titles of what a person finds, the best first."""
    actor = world.actor(who)
    found = search(actor, asked(text), Filters(**filters), 0, 50)
    titles = dict(Version.objects.values_list("id", "document__title"))
    assert found.total == len(found.hits)
    return [titles[hit.version_id] for hit in found.hits]


def shown(world: World, text: str, who: str = "koordinator", **more: str) -> str:
    response = world.client(who).get(ADDRESS, {"q": text, **more})
    assert response.status_code == 200
    return response.content.decode()


WORDS = (
    *("penilaian", "menilai", "nilai", "penetapan", "menetapkan", "ditetapkan", "ketetapan", "pegawai"),
    *("kepegawaian", "berita", "PermenPANRB"),
)


@pytest.fixture
def eleven(world: World) -> World:
    """A document for each word, and one with doubled words."""
    for word in WORDS:
        keep(world, f"dokumen {len(word)}{word[:1]}", f"Ini adalah kalimat yang memuat kata {word} saja.")
    keep(world, "berulang", "Hasil rapat-rapat itu meniru-nirukan yang lain.")
    return world


def title_of(word: str) -> str:
    return f"dokumen {len(word)}{word[:1]}"


@pytest.mark.parametrize("word", WORDS)
def test_the_form_that_was_typed_comes_first_and_the_others_follow(eleven: World, word: str):
    """Lost otherwise: whoever types "menilai" never sees "penilaian", or sees it before what he typed."""
    found = find(eleven, word)
    assert found[0] == title_of(word)
    for family in ("penilaian menilai nilai", "penetapan menetapkan ditetapkan ketetapan", "pegawai kepegawaian"):
        if word in family.split():
            assert set(found) == {title_of(other) for other in family.split()}


def test_a_part_of_a_word_is_another_word(eleven: World):
    assert find(eleven, "ita") == []
    assert find(eleven, "tetap") != []
    assert find(eleven, "rapat-rapat") == ["berulang"]
    assert find(eleven, "meniru-nirukan") == ["berulang"]
    assert find(eleven, "permenpanrb") == [title_of("PermenPANRB")]
    assert find(eleven, "PERMENPANRB 59")[0] == title_of("PermenPANRB")
    page = shown(eleven, "rapat-rapat")
    assert "<mark>rapat-rapat</mark>" in page
    assert "<mark>meniru-nirukan</mark>" in shown(eleven, "meniru-nirukan")


def test_words_that_stand_everywhere_are_not_looked_for(eleven: World):
    page = shown(eleven, "yang di")
    assert "Kata ini ada di semua dokumen" in page
    assert "<article" not in page


NUMBER, OTHER, FILE = "188.4/478/SULBAR/XII/2022", "B/045.2/117/VI/2026", "peta_rencana_spbe.pdf"


@pytest.fixture
def letters(world: World) -> World:
    """Letters with numbers, one that quotes another, and a file known by its name only."""
    keep(world, "kutipan", f"Mengingat Keputusan Gubernur Nomor {NUMBER} tentang Tim, dan lain-lain.")
    keep(world, "keputusan", f"KEPUTUSAN GUBERNUR\nNOMOR {NUMBER}", facts={"number": NUMBER, "kind": "keputusan"})
    keep(world, "surat", f"Nomor : {OTHER}\nHal : Undangan")
    keep(world, FILE, "")
    keep(world, "peraturan", "Peraturan Menteri No.59/2020 dan seterusnya")
    keep(world, "pindaian", "Nomor 800 / 123 / SETDA")
    keep(world, "tebal", *(f"halaman {n} dari 500" for n in range(1, 500, 7)), "4 188 478 tanpa hubungan")
    return world


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("478", "keputusan"), ("188.4/478", "keputusan"), ("sulbar 2022", "keputusan"), (NUMBER, "keputusan"),
        (NUMBER.lower(), "keputusan"), ("045.2/117", "surat"), ("117", "surat"), ("b/045.2", "surat"), (OTHER, "surat"),
        ("rencana spbe", FILE), ("peta rencana", FILE), ("59/2020", "peraturan"), ("59 tahun 2020", "peraturan"),
        ("No.59/2020", "peraturan"), ("800/123", "pindaian"), ("8OO/123", "pindaian"), ("800 / 123 / setda",
        "pindaian"),
    ],
)  # fmt: skip
def test_a_letter_is_found_by_any_part_of_its_number_and_a_file_by_its_words(letters: World, typed: str, title: str):
    """Lost otherwise: an office searches for its own decree by number and finds nothing."""
    assert find(letters, typed)[0] == title


def test_a_number_is_found_as_it_stands_not_by_scattered_digits(letters: World):
    assert set(find(letters, "188.4/478")) == {"keputusan", "kutipan"}


@pytest.mark.parametrize("typed", ["tim spbe", "SK 2025", "sk_tim", "SK_Tim-SPBE.2025.pdf", "laporan evaluasi 2024"])
def test_names_of_files_are_found_by_their_words(world: World, typed: str):
    keep(world, "SK_Tim-SPBE.2025.pdf")
    keep(world, "LaporanEvaluasiSPBE2024.pdf")
    wanted = "LaporanEvaluasiSPBE2024.pdf" if "laporan" in typed else "SK_Tim-SPBE.2025.pdf"
    assert find(world, typed)[0] == wanted


def test_a_new_title_is_searched_at_once_and_the_old_one_no_more(world: World):
    document = keep(world, "lama.pdf").document
    Document.objects.filter(pk=document.pk).update(title="Kerangka acuan")
    Version.objects.filter(document=document).update(file_name="x.pdf")
    assert find(world, "kerangka") == ["Kerangka acuan"]
    assert find(world, "lama") == []


def test_a_mistyped_word_is_looked_for_as_it_was_meant(world: World):
    """Lost otherwise: one wrong letter and the evidence seems not to exist."""
    keep(world, "dokumen", "Arsitektur SPBE pemerintah daerah")
    assert find(world, "arsitktur") == []
    page = shown(world, "arsitktur")
    assert "<mark>Arsitektur</mark>" in page
    assert "Tidak ada “arsitktur”" in page
    keep(world, "keputusan", facts={"number": NUMBER})
    assert [s.word for s in similar(world.actor("koordinator"), ["188.4/487/sulbar/xii/2022"])] == [NUMBER.lower()]


def test_a_word_little_like_what_was_typed_is_only_offered(world: World):
    keep(world, "dokumen", "Persandian dan keamanan")
    page = shown(world, "sandiaan")
    assert "Maksud Anda" in page
    assert "persandian" in page


def test_marks_are_whole_words_and_text_stays_text(world: World):
    """Lost otherwise: a page of a PDF that holds a script runs in the reader's browser."""
    keep(world, "<b>tebal</b> evaluasi", '<script>alert("x")</script> evaluasi & <mark>dievaluasi</mark> evaluasinya')
    page = shown(world, "evaluasi <script>")
    assert "<script>alert" not in page
    assert "&lt;<mark>script</mark>&gt;alert" in page
    assert "<b>tebal" not in page
    assert "&lt;b&gt;tebal&lt;/b&gt; <mark>evaluasi</mark>" in page
    assert "&lt;mark&gt;<mark>dievaluasi</mark>&lt;/mark&gt; <mark>evaluasinya</mark>" in page


def test_hits_are_shown_by_page_with_the_way_there(world: World):
    pages = ["Sampul", "Rencana kerja", "kosong", "rencana", "Rencana kerja tim", "rencana kerja"]
    version = keep(world, "rkt.pdf", *pages)
    page = shown(world, "rencana kerja tim")
    first, second = f"/bukti/{version.document.uuid}/?halaman=5", f"/bukti/{version.document.uuid}/?halaman=2"
    assert page.index(first) < page.index(second)
    assert page.count("?halaman=") == 3
    assert "dan 1 halaman lain" in page


def test_of_a_long_page_the_place_is_shown_where_the_word_stands(world: World):
    keep(world, "tabel.xlsx", "lorem ipsum " * 5000 + "kata kuncinya disini " + "dolor " * 5000)
    assert "kata <mark>kuncinya</mark> disini" in shown(world, "kunci")


def test_words_of_one_document_may_stand_on_different_pages_and_in_its_name(world: World):
    keep(world, "Laporan audit.pdf", "keamanan informasi", "pusat data")
    keep(world, "Lain.pdf", "pusat informasi")
    assert find(world, "audit keamanan data") == ["Laporan audit.pdf"]


def test_when_no_document_holds_all_words_those_that_hold_most_are_shown(world: World):
    keep(world, "satu", "evaluasi kinerja")
    keep(world, "dua", "evaluasi kinerja pegawai")
    keep(world, "tiga", "evaluasi anggaran")
    assert find(world, "evaluasi kinerja pegawai anggaran") == ["dua"]
    assert "memuat 3 dari 4" in shown(world, "evaluasi kinerja pegawai anggaran")


def test_filters_and_their_counts(world: World):
    decree = keep(world, "a", "jaringan", facts={"kind": "keputusan", "year": "2022"})
    keep(world, "b", "jaringan", facts={"kind": "laporan", "date": "2024-03-01"})
    keep(world, "c", "jaringan")
    cite(world, decree, "12")
    assert set(find(world, "jaringan")) == {"a", "b", "c"}
    assert find(world, "jaringan", kind="keputusan") == ["a"]
    assert find(world, "jaringan", year="2024") == ["b"]
    assert find(world, "jaringan", indicator="12") == ["a"]
    assert find(world, "jaringan", indicator="1") == []
    assert find(world, "jaringan", use="dipakai") == ["a"]
    assert set(find(world, "jaringan", use="belum")) == {"b", "c"}
    page = shown(world, "jaringan", jenis="laporan")
    assert "Keputusan (1)" in page
    assert "2022 (1)" in page
    assert "1 dokumen" in page
    assert "Tanpa saringan ada 3 dokumen" in shown(world, "jaringan", jenis="laporan", tahun="2022")


def test_pages_of_the_answer(world: World):
    for n in range(23):
        keep(world, f"risalah {n:02}", "risalah rapat")
    assert "23 dokumen" in shown(world, "risalah")
    third = shown(world, "risalah", halaman="3")
    assert third.count("<article") == 3
    assert shown(world, "risalah", halaman="99").count("<article") == 3
    for odd in ("-1", "x", "0", "99999999999", "²"):
        assert shown(world, "risalah", halaman=odd).count("<article") in (3, 10)


def test_nothing_of_another_agency_shows_not_even_in_counts_choices_and_offers(world: World):
    """Lost otherwise: the secrecy of an office's evidence."""
    keep(
        world, f"{CANARY}.pdf", f"{CANARY} kebijakan", facts={"kind": "kanarijenis", "year": "1999", "number": "7/K/1"}
    )
    keep(world, "umum", "kebijakan umum", agency=world.other)
    for who in ("koordinator_lain", "pelaksana_lain", "pendamping_lain"):
        assert find(world, CANARY, who) == []
        assert find(world, "kebijakan", who) == ["umum"]
        actor = world.actor(who)
        found = search(actor, asked("kebijakan"), Filters(), 0, 10)
        assert (found.total, found.kinds, found.years) == (1, {}, {})
        assert similar(actor, [CANARY[:-1], "7/k/2"]) == []
        page = shown(world, f"{CANARY[:-1]} kebijakan", who)
        assert f"{CANARY}<" not in page
        assert "kanarijenis" not in page
        assert "1999" not in page


def test_the_function_itself_is_a_wall(world: World):
    """Lost otherwise: the row policies hold everywhere but in the one function that passes them by."""
    version = keep(world, f"{CANARY}.pdf", CANARY)
    ask = "select evidence_search(array[%s], array[''], '', '', false, '', '', '', null, 0, 10) ->> 'total'"
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("matang_app",)
        for who, total in (("koordinator", "1"), ("koordinator_lain", "0"), ("pimpinan", "0"), ("admin", "0")):
            world.actor(who)
            cursor.execute(ask, [CANARY])
            assert cursor.fetchone() == (total,), who
        set_reach(NOBODY)
        cursor.execute(ask, [CANARY])
        assert cursor.fetchone() == ("0",)
        world.actor("koordinator_lain")
        assert not Word.objects.filter(word=CANARY).exists()
    world.actor("koordinator")
    assert Word.objects.filter(word=CANARY).exists()
    Document.objects.filter(pk=version.document_id).update(deleted_at=timezone.now())
    assert find(world, CANARY) == []
    assert similar(world.actor("koordinator"), [CANARY[:-1]]) == []


def test_shared_documents_are_found_below_and_others_of_above_are_not(world: World):
    shared = keep(world, "pergub", "ketentuan naskah", agency=world.province)
    keep(world, f"{CANARY}", "ketentuan naskah", agency=world.province)
    Document.objects.filter(pk=shared.document_id).update(shared_at=timezone.now())
    assert find(world, "ketentuan naskah") == ["pergub"]
    assert similar(world.actor("koordinator"), [CANARY[:-1]]) == []
    assert "pergub" in shown(world, "ketentuan naskah")
    cite(world, shared, assessment=world.other_assessment)
    assert find(world, "ketentuan", use="dipakai") == [], "an office learns that another one cites"


@pytest.mark.parametrize("who", ["asesor", "ketua"])
def test_judges_find_what_a_submitted_assessment_cites(world: World, who: str):
    """Lost otherwise: an assessor reads drafts that the office never handed in."""
    cited, draft = keep(world, "dirujuk", "telaah mutu"), keep(world, f"{CANARY}", f"telaah mutu {CANARY}")
    add_version(draft.document, "baru", f"telaah baru {CANARY}", number=2)
    add_version(cited.document, "versi dua", "telaah lanjutan", number=2)
    cite(world, cited)
    assert find(world, "telaah", who) == []
    Assessment.objects.filter(pk=world.assessment.pk).update(state="submitted", submitted_at=timezone.now())
    assert find(world, "telaah", who) == ["dirujuk"]
    assert find(world, "lanjutan", who) == [], "a version that nobody cites"
    assert find(world, CANARY, who) == []
    assert similar(world.actor(who), [CANARY[:-1]]) == []
    assert "1 dokumen" in shown(world, "telaah", who)
    set_reach(everything())
    Assessment.objects.filter(pk=world.assessment.pk).update(state="draft")
    assert find(world, "telaah", who) == []


def test_only_the_newest_version_is_searched(world: World):
    old = keep(world, "sop.pdf", "langkah usang")
    add_version(old.document, "sop-2.pdf", "langkah baru", number=2)
    assert find(world, "usang") == []
    assert find(world, "langkah") == ["sop.pdf"]
    assert find(world, "sop") == ["sop.pdf"]
    assert "versi 2" in shown(world, "langkah")


HOSTILE = (
    "'); drop table evidence_page; --", ":*", "a:*", "!", "& |", "<->", "(((", "' \\ %", "a\\'b", "%_", "\x00",
    "kata\x00kunci", '"',
    '""', '"buka', "-", "/ . & | ! : ' % \\", "spbe & !spbe", "'spbe'", "*", "?", "[a-z]+", "$1", "%s %(x)s",
    "{{ 7*7 }}",
    "١٢٣", "漢字", "e\u0301valuasi", "ﬁle", "a" * 10_000, "a " * 5_000, " ".join(f"kata{n}" for n in range(3_000)),
    "/" * 10_000,
    "188.4/" * 2_000, "\ud7ff\uffff", "yang " * 2_000, "\u202egnp",
)  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:20]))
def test_whatever_is_typed_is_only_a_search(world: World, typed: str):
    keep(world, "dokumen spbe", "teks & 'petik' spbe \\ %", facts={"number": "1/A/2024"})
    shown(world, typed)
    shown(world, "spbe", jenis=typed[:500], tahun=typed[:500], indikator=typed[:500], pakai=typed[:500])
    assert find(world, "spbe") == ["dokumen spbe"]


def test_the_page_says_what_can_be_searched_and_leads_from_the_library(world: World):
    assert "Cari di semua dokumen" in shown(world, "")
    assert 'action="/bukti/cari/"' in world.client("koordinator").get("/bukti/").content.decode()
    for who in ("admin", "pimpinan"):
        assert world.client(who).get(ADDRESS, {"q": "x"}).status_code in (200, 404)


def test_what_a_search_costs(world: World):
    """Three statements of its own, five when a word was mistyped; however much it finds."""
    for n in range(12):
        cite(world, keep(world, f"Laporan {n}", "evaluasi arsitektur", facts={"kind": "laporan"}), str(n))
    client = world.client("koordinator")
    client.get(ADDRESS)
    costs = []
    for typed in ("", "evaluasi", "arsitktur evaluasi"):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(ADDRESS, {"q": typed})
        costs.append(len([query for query in captured if "SAVEPOINT" not in query["sql"]]))
        assert len(response.content) < 40_000
    frame, usual, mistyped = costs
    assert usual - frame <= 3
    assert mistyped - frame <= 5


TEXTS = (
    "Nomor 188.4/478/SULBAR/XII/2022 tentang Tim", "rapat-rapat, “kutip” dan l1ma 2O22 I0", "ﬁle e\u0301valuasi",
    "\u00adsoft\u00adhyphen",
    "SK_Tim-SPBE.2025.pdf", "kosong\n\n\t", "", "a" * 100, "yang dan di", "漢字 campur 12", "Ａ１ lebar",
    "x" * 59 + "0o", "İstanbul ß",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_database_and_program_cut_words_alike(db: None, text: str):
    """Lost otherwise: a word that the program asks for stands in the index in another form."""
    with connection.cursor() as cursor:
        cursor.execute("select evidence_words(%s)::text", [text])
        (kept,) = cursor.fetchone()
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens(text), 1):
        places.setdefault(token, []).append(place)
    assert kept == " ".join(f"'{token}':{','.join(map(str, at))}" for token, at in sorted(places.items()))


def test_stop_words_are_left_out_by_both(db: None):
    with connection.cursor() as cursor:
        cursor.execute("select evidence_words(%s)::text", [" ".join(sorted(STOP))])
        assert cursor.fetchone() == ("",)


def test_a_page_that_no_index_could_hold_is_kept_all_the_same(world: World):
    """Lost otherwise: a sheet of numbers cannot be read because its words do not fit."""
    text = "kepala " + " ".join(f"k{n:07}" for n in range(200_000))
    keep(world, "besar.csv", text)
    assert find(world, "kepala") == ["besar.csv"]


@pytest.mark.parametrize(
    "pair",
    [
        "susun penyusunan", "kelola pengelolaan", "menulis ditulis", "laksana pelaksanaan", "kerja bekerja",
        "layanan pelayanan",
        "peta pemetaan", "pengaruh mempengaruhi", "koordinasi mengoordinasikan", "cek pengecekan", "uji pengujian",
        "aman pengamanan",
        "laporan melaporkan", "terpadu keterpaduan", "data pendataan", "evaluasi dievaluasi", "anggaran penganggaran",
    ],
)  # fmt: skip
def test_forms_of_a_word_lead_to_each_other(pair: str):
    one, other = pair.split()
    assert other in forms(one)
    assert one in forms(other)


@pytest.mark.parametrize("pair", ["ita berita", "perintah pemerintah", "angkat perangkat", "kas berkas", "bagi bagian"])
def test_unlike_words_do_not_meet(pair: str):
    one, other = pair.split()
    assert other not in forms(one)
    assert one not in forms(other)


def test_who_sees_several_agencies_reads_whose_a_document_is(world):
    """An assessor of twenty offices, or a mentor, would take one office's paper for another's."""
    keep(world, "Laporan reviu.pdf", "Laporan reviu arsitektur")
    own = world.actor("koordinator")
    set_reach(own)
    assert [row.agency for row in search_page(own, "reviu", Filters(), "1").rows] == [""]
    several = replace(own, evidence_reach=frozenset({world.bureau.pk, world.other.pk}))
    set_reach(several)
    assert [row.agency for row in search_page(several, "reviu", Filters(), "1").rows] == [world.bureau.name]
