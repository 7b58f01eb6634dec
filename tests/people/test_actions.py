"""Who may hold which role, and who may change it."""

from __future__ import annotations

import datetime

import pytest

from matang.journal.models import Entry
from matang.people import actions
from matang.people.actor import set_reach
from matang.people.models import AdministratorProposal, Agency, Membership, Person, Role
from matang.people.queries import actor_for, everything
from matang.people.rules import Invisible, Refused
from matang.people.said import AgencyData, Identity

TODAY = datetime.date.today()
BUDI = Identity("Budi Rekaan", "Budi@Uji.test", "198503122010011005", "Analis")


def other_province(world):
    """A second province with its administrator, out of everybody's reach."""
    set_reach(everything())
    agency = Agency.objects.create(name="Provinsi Lain", short_name="Lain", kind="provinsi", path="")
    agency.path = f"/{agency.pk}/"
    agency.save()
    person = Person.objects.create(name="Admin Asing", email="asing@uji.test", password="x")
    Membership.objects.create(person=person, agency=agency, role=Role.ADMINISTRATOR, starts_on=TODAY)
    return agency, person


def acting_as(person):
    actor = actor_for(person, None, TODAY)
    set_reach(actor)
    return actor


def test_a_new_office_is_below_its_parent_and_within_reach(world):
    actor = world.actor("admin")
    agency, wider = actions.create_agency(
        actor, world.bureau.uuid, AgencyData("Bagian Arsip", "Arsip", "unit_kerja", "Asia/Makassar")
    )
    assert agency.path == f"{world.bureau.path}{agency.pk}/"
    assert agency.pk in wider.reach
    assert Entry.objects.filter(action="create_agency", target=agency.uuid, agency_id=agency.pk).count() == 1
    with pytest.raises(Refused):
        actions.create_agency(wider, world.bureau.uuid, AgencyData("BAGIAN ARSIP", "A", "unit_kerja", "Asia/Makassar"))


def test_only_an_administrator_makes_offices_and_people(world):
    actor = world.actor("koordinator")
    data = AgencyData("Bagian Arsip", "Arsip", "unit_kerja", "Asia/Makassar")
    with pytest.raises(Refused):
        actions.create_agency(actor, world.bureau.uuid, data)
    with pytest.raises(Refused):
        actions.create_person(actor, BUDI, world.bureau.uuid, Role.CONTRIBUTOR, TODAY)
    with pytest.raises(Refused):
        actions.one_time_link(actor, world.people["pelaksana"].uuid)


def test_another_provinces_administrator_sees_nothing(world):
    _, stranger = other_province(world)
    actor = acting_as(stranger)
    membership = Membership.objects.get(person=world.people["pelaksana"])
    for attempt in (
        lambda: actions.change_agency(actor, world.bureau.uuid, AgencyData("X", "X", "unit_kerja", "Asia/Makassar")),
        lambda: actions.create_person(actor, BUDI, world.bureau.uuid, Role.CONTRIBUTOR, TODAY),
        lambda: actions.update_person(actor, world.people["pelaksana"].uuid, BUDI),
        lambda: actions.one_time_link(actor, world.people["pelaksana"].uuid),
        lambda: actions.disable_person(actor, world.people["pelaksana"].uuid),
        lambda: actions.end_membership(actor, membership.uuid, TODAY),
    ):
        with pytest.raises(Invisible):
            attempt()


def test_a_person_has_one_account_whatever_login_is_typed(world):
    actor = world.actor("admin")
    first = actions.create_person(actor, BUDI, world.bureau.uuid, Role.CONTRIBUTOR, TODAY)
    again = actions.create_person(actor, Identity("B. Rekaan", "", BUDI.nip), world.other.uuid, Role.CONTRIBUTOR, TODAY)
    assert (first.new, again.new, first.person.pk) == (True, False, again.person.pk)
    assert first.person.email == "budi@uji.test"
    assert not first.person.has_usable_password()
    with pytest.raises(Refused, match="akun lain"):
        actions.create_person(
            actor, Identity("C", "budi@uji.test", "199001012015011002"), world.other.uuid, Role.MENTOR, TODAY
        )


@pytest.mark.parametrize(
    ("name", "where", "role"),
    [
        ("koordinator", "bureau", Role.ASSESSOR),  # the same agency
        ("koordinator", "province", Role.LEAD_ASSESSOR),  # above it
        ("pimpinan", "bureau", Role.ASSESSOR),  # below it
        ("asesor", "bureau", Role.CONTRIBUTOR),  # the other way round
        ("asesor", "bureau", Role.LEAD_ASSESSOR),  # two ways of judging
        ("admin2", "other", Role.ASSESSOR),  # an administrator judges nobody
    ],
)
def test_whoever_judges_holds_no_other_role_on_the_same_line(world, name, where, role):
    with pytest.raises(Refused, match="Asesor dan ketua asesor"):
        actions.grant(world.actor("admin"), world.people[name].uuid, getattr(world, where).uuid, role, starts_on=TODAY)


def test_judging_elsewhere_or_after_the_other_role_ended_is_allowed(world):
    actor = world.actor("admin")
    person = world.people["koordinator"]
    actions.grant(actor, person.uuid, world.other.uuid, Role.ASSESSOR, starts_on=TODAY)
    actions.grant(actor, world.people["asesor"].uuid, world.province.uuid, Role.ASSESSOR, starts_on=TODAY)
    held = Membership.objects.get(person=world.people["pelaksana"])
    actions.end_membership(actor, held.uuid, TODAY)
    with pytest.raises(Refused):
        actions.grant(actor, held.person.uuid, world.bureau.uuid, Role.ASSESSOR, starts_on=TODAY)
    tomorrow = TODAY + datetime.timedelta(days=1)
    actions.grant(actor, held.person.uuid, world.bureau.uuid, Role.ASSESSOR, starts_on=tomorrow)


def test_a_role_outside_the_administrators_reach_counts_too(world):
    set_reach(everything())
    below = Membership.objects.create(
        person=world.people["admin2"], agency=world.bureau, role=Role.ADMINISTRATOR, starts_on=TODAY
    )
    Membership.objects.filter(person=world.people["admin2"], agency=world.province).delete()
    actor = actor_for(below.person, None, TODAY)
    set_reach(actor)
    set_reach(everything())
    Membership.objects.create(person=world.people["kepala"], agency=world.province, role=Role.AUDITOR, starts_on=TODAY)
    Membership.objects.filter(person=world.people["kepala"], agency=world.bureau).delete()
    Membership.objects.create(
        person=world.people["kepala"], agency=world.bureau, role=Role.LEADER, starts_on=TODAY, ends_on=TODAY
    )
    set_reach(actor)
    with pytest.raises(Refused, match="Asesor dan ketua asesor"):
        actions.grant(
            actor,
            world.people["kepala"].uuid,
            world.bureau.uuid,
            Role.ASSESSOR,
            starts_on=TODAY + datetime.timedelta(days=2),
        )


def test_the_last_administrator_who_can_sign_in_stays(world):
    actor = world.actor("admin")
    mine, hers = (Membership.objects.get(person=world.people[name]) for name in ("admin", "admin2"))
    set_reach(everything())
    world.people["admin2"].set_unusable_password()
    world.people["admin2"].save()
    set_reach(actor)
    with pytest.raises(Refused, match="terakhir"):  # the other one was invited only
        actions.end_membership(actor, mine.uuid, TODAY)
    world.people["admin2"].set_password("kata-sandi-uji-1")
    world.people["admin2"].save()
    actions.end_membership(actor, hers.uuid, TODAY)
    with pytest.raises(Refused, match="terakhir"):
        actions.end_membership(actor, mine.uuid, TODAY)
    with pytest.raises(Refused):
        actions.disable_person(actor, world.people["admin"].uuid)


def test_a_further_administrator_needs_a_second_administrators_word(world):
    actor = world.actor("admin")
    answer = actions.grant(
        actor, world.people["auditor"].uuid, world.province.uuid, Role.ADMINISTRATOR, starts_on=TODAY
    )
    assert isinstance(answer, AdministratorProposal)
    assert not Membership.objects.filter(person=world.people["auditor"], role=Role.ADMINISTRATOR).exists()
    with pytest.raises(Refused, match="administrator lain"):
        actions.confirm_administrator(actor, answer.uuid)
    actions.confirm_administrator(world.actor("admin2"), answer.uuid)
    assert Membership.objects.filter(person=world.people["auditor"], role=Role.ADMINISTRATOR).count() == 1
    assert not AdministratorProposal.objects.exists()


def test_the_only_administrator_may_name_a_second_one(world):
    actor = world.actor("admin")
    actions.end_membership(actor, Membership.objects.get(person=world.people["admin2"]).uuid, TODAY)
    set_reach(everything())
    Membership.objects.filter(person=world.people["admin2"]).update(
        starts_on=TODAY - datetime.timedelta(days=9), ends_on=TODAY - datetime.timedelta(days=1)
    )
    set_reach(actor)
    answer = actions.grant(
        actor, world.people["auditor"].uuid, world.province.uuid, Role.ADMINISTRATOR, starts_on=TODAY
    )
    assert isinstance(answer, Membership)


def test_nobody_takes_over_an_account_that_serves_elsewhere(world):
    agency, stranger = other_province(world)
    set_reach(everything())
    Membership.objects.create(person=stranger, agency=world.bureau, role=Role.MENTOR, starts_on=TODAY)
    actor = world.actor("admin")
    for attempt in (
        lambda: actions.one_time_link(actor, stranger.uuid),
        lambda: actions.update_person(actor, stranger.uuid, Identity("Diambil", "saya@uji.test")),
        lambda: actions.disable_person(actor, stranger.uuid),
    ):
        with pytest.raises(Refused, match="di luar wilayah Anda"):
            attempt()


def test_a_link_sets_a_password_once_and_the_journal_knows(world):
    actor = world.actor("admin")
    person = actions.create_person(actor, BUDI, world.bureau.uuid, Role.CONTRIBUTOR, TODAY).person
    path = actions.one_time_link(actor, person.uuid)
    entry = Entry.objects.get(action="one_time_link", target=person.uuid)
    assert path.split("-", 1)[1].strip("/") not in f"{entry.sentence}{entry.after}"
    client = world.client(None)
    page = client.get(path, follow=True)
    assert page.status_code == 200
    form = page.redirect_chain[-1][0]
    client.post(form, {"password1": "jalan-panjang-88", "password2": "jalan-panjang-88"})
    person.refresh_from_db()
    assert person.check_password("jalan-panjang-88")
    assert "tidak berlaku" in world.client(None).get(path, follow=True).content.decode()


def test_a_changed_address_no_longer_opens_the_account(world):
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import filter_users_by_email

    actor = world.actor("admin")
    person = actions.create_person(actor, BUDI, world.bureau.uuid, Role.CONTRIBUTOR, TODAY).person
    default_token_generator.make_token(person)  # allauth keeps the address here
    actions.update_person(actor, person.uuid, Identity(BUDI.name, "baru@uji.test", BUDI.nip))
    assert filter_users_by_email("budi@uji.test") == []


def test_the_journal_keeps_no_whole_nip(world):
    actions.create_person(world.actor("admin"), BUDI, world.bureau.uuid, Role.CONTRIBUTOR, TODAY)
    assert not [e for e in Entry.objects.all() if BUDI.nip in f"{e.sentence} {e.before} {e.after}"]


def test_an_empty_installation_is_founded_once(db):
    owner = AgencyData("Provinsi Baru", "Baru", "provinsi", "Asia/Jakarta")
    agency, person = actions.found(owner, BUDI, "kata-sandi-uji-1")
    actor = actor_for(person, None, TODAY)
    assert (actor.role, actor.agency_id) == (Role.ADMINISTRATOR, agency.pk)
    with pytest.raises(Refused):
        actions.found(owner, Identity("Lain", "lain@uji.test"), "kata-sandi-uji-1")
