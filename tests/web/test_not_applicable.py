"""What does not apply: a team says so on its own pages, gives the reason, and the weight goes to the neighbours.

What a person would lose: an office without the service asked about could only call itself "level 0", or leave a hole
that forbids submitting.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matang.assessments.actions.filling import rate
from matang.assessments.actions.flow import readiness, submit
from matang.assessments.actions.saving import Answer
from matang.assessments.gaps import NOT_APPLICABLE
from matang.assessments.models import Assessment, Round
from matang.assessments.queries import standing
from matang.instruments.models import Version
from matang.journal.models import Entry
from matang.people.actor import set_reach
from matang.people.queries import everything
from matang.people.rules import Refused
from tests.world import World

DATA = Path(__file__).parents[1] / "browser/data"
CHOICE = '<input type="radio" name="value" value="NA"'


@pytest.fixture
def service(world: World) -> Assessment:
    """The bureau in a round of four indicators: 101 (25 %) and 102 (15 %) are neighbours, 103 has 20 %, 104 40 %."""
    return started(world, (DATA / "mutu-layanan.yaml").read_text())


def started(world: World, source: str) -> Assessment:
    set_reach(everything())
    version = Version.objects.create(
        code="mutu-layanan-uji",
        number=1,
        title="Uji Mutu Layanan",
        source=source,
        ladder=(DATA / "mutu-layanan-tangga.yaml").read_text(),
        sha256="c" * 64,
        state="published",
    )
    round_ = Round.objects.create(
        owner=world.province,
        title="Uji Mutu Layanan",
        instrument=version,
        year=world.round.year,
        stages=["mandiri", "dokumen"],
        opens_on=world.round.opens_on,
        closes_on=world.round.closes_on,
    )
    return Assessment.objects.create(agency=world.bureau, round=round_)


def answer(world: World, assessment: Assessment, code: str, **fields: str) -> None:
    rate(world.actor("koordinator"), assessment.uuid, code, Answer(fields, 0))


def test_the_plain_form_of_the_indicator_says_that_it_does_not_apply(world: World, service: Assessment) -> None:
    client, address = world.client("koordinator"), f"/penilaian/{service.uuid}/indikator/102/"
    for code, level in (("101", "1"), ("103", "2"), ("104", "3")):
        answer(world, service, code, value=level, fact="Laporan.")
    before = client.get(address).content.decode()
    group = re.search(r"<fieldset.*?</fieldset>", before, re.DOTALL)
    assert group and f"{CHOICE}><span>Tidak berlaku</span>" in group[0]
    assert "3 dari 4 terisi" in before
    seen = client.post(f"{address}nilai/", {"base": "0", "value": "NA", "fact": ""}, follow=True).content.decode()
    assert f"{CHOICE} checked>" in seen
    assert NOT_APPLICABLE in seen and "langkah berikutnya" not in seen and "Tambah bukti" not in seen
    assert '<b class="num">2,00</b>' in seen, "bobot 102 pindah ke 101, bukan hilang (2,18)"
    assert "1 tidak berlaku" in seen and "terisi" not in seen
    assert "mengubah nilai dari kosong ke tidak berlaku" in Entry.objects.latest("id").sentence
    client.post(f"{address}nilai/", {"base": "1", "value": "1"})
    assert "mengubah nilai dari tidak berlaku ke 1" in Entry.objects.latest("id").sentence


def test_the_matrix_offers_and_shows_it(world: World, service: Assessment) -> None:
    client, address = world.client("koordinator"), f"/penilaian/{service.uuid}/"
    offered = client.get(address).content.decode()
    assert offered.count(CHOICE) == 4
    row = client.post(
        f"{address}indikator/102/nilai/", {"base": "0", "value": "NA"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert f"{CHOICE} checked>" in row and "1 tidak berlaku" in row
    assert NOT_APPLICABLE in row and "kurang 0" not in row and "lengkap" not in row
    read = world.client("pemeriksa").get(address).content.decode()
    assert 'aria-label="Tingkat indikator 102: tidak berlaku"' in read and "<i>Tidak berlaku</i>" in read
    assert read.count("<i>Tidak berlaku</i>") == 1


def test_the_reason_is_asked_for_before_submitting_and_nothing_else(world: World, service: Assessment) -> None:
    for code in ("101", "103", "104"):
        answer(world, service, code, value="0", fact="Belum ada.")
    answer(world, service, "102", value="NA")
    check = readiness(service)
    assert (check.without_value, check.without_words, check.without_evidence) == ((), ("102",), ())
    assert standing(service).coverage.missing == ()
    page = world.client("koordinator").get(f"/penilaian/{service.uuid}/ajukan/").content.decode()
    assert "Belum dapat diajukan" in page and "/indikator/102/" in page
    with pytest.raises(Refused, match="102"):
        submit(world.actor("koordinator"), service.uuid, without_full_evidence=True)
    client = world.client("koordinator")
    client.post(f"/penilaian/{service.uuid}/indikator/102/nilai/", {"base": "1", "fact": "Tidak ada layanan ini."})
    submit(world.actor("koordinator"), service.uuid, without_full_evidence=False)
    set_reach(everything())
    done = Assessment.objects.get(pk=service.pk)
    assert (done.state, done.rated) == ("submitted", 4), "daftar menyebut 4/4, tidak 3/4"


def test_an_instrument_with_decimals_takes_it_by_choice_or_typed(world: World) -> None:
    source = (DATA / "mutu-layanan.yaml").read_text().replace("values: whole", "values: decimal")
    assessment, client = started(world, source), world.client("koordinator")
    address = f"/penilaian/{assessment.uuid}/indikator/102/"
    assert '<option value="NA">Tidak berlaku</option>' in client.get(address).content.decode()
    client.post(f"{address}nilai/", {"base": "0", "value": "NA"})
    assert '<b class="num">tidak berlaku</b>' in client.get(f"/penilaian/{assessment.uuid}/").content.decode()


def test_where_the_instrument_refuses_it_nobody_may_say_it(world: World) -> None:
    client, address = world.client("koordinator"), f"/penilaian/{world.assessment.uuid}/"
    assert CHOICE not in client.get(address).content.decode()
    assert "Tidak berlaku" not in client.get(f"{address}indikator/1/").content.decode()
    refused = client.post(f"{address}indikator/1/nilai/", {"base": "0", "value": "NA"})
    assert refused.status_code == 403 and "tidak mengenal nilai" in refused.content.decode()
