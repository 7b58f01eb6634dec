"""Addresses of the administration, below /administrasi/."""

from __future__ import annotations

from django.urls import path

from matang.web.administration import agencies, home, imports, instruments, letterhead, persons, rounds

urlpatterns = [
    path("", home.home, name="administration"),
    path("usulan/<uuid:uuid>/", home.decide_administrator, name="administrator_proposal"),
    path("instansi/", agencies.agencies, name="agencies"),
    path("instansi/baru/", agencies.new, name="agency_new"),
    path("instansi/impor/", imports.agencies, name="agencies_import"),
    path("instansi/<uuid:uuid>/", agencies.agency, name="agency"),
    path("instansi/<uuid:uuid>/pindah/", agencies.move, name="agency_move"),
    path("instansi/<uuid:uuid>/kop/", letterhead.letterhead, name="letterhead"),
    path("instansi/<uuid:uuid>/pejabat/", letterhead.add, name="official_add"),
    path("instansi/<uuid:uuid>/pejabat/akhiri/", letterhead.end, name="official_end"),
    path("kop/", letterhead.own, name="letterhead_own"),
    path("orang/", persons.persons, name="persons"),
    path("orang/baru/", persons.new, name="person_new"),
    path("orang/impor/", imports.people, name="persons_import"),
    path("orang/ekspor/", persons.export, name="persons_export"),
    path("orang/<uuid:uuid>/", persons.person, name="person"),
    path("orang/<uuid:uuid>/peran/", persons.grant, name="person_grant"),
    path("orang/<uuid:uuid>/tautan/", persons.link, name="person_link"),
    path("orang/<uuid:uuid>/undang/", persons.invite, name="person_invite"),
    path("orang/<uuid:uuid>/akun/", persons.switch, name="person_account"),
    path("peran/<uuid:uuid>/akhiri/", persons.end, name="membership_end"),
    path("periode/", rounds.rounds, name="rounds"),
    path("periode/baru/", rounds.new, name="round_new"),
    path("periode/<uuid:uuid>/", rounds.round_page_view, name="round"),
    path("periode/<uuid:uuid>/instansi/", rounds.add, name="round_add"),
    path("instrumen/", instruments.instruments, name="instruments"),
    path("instrumen/pasang/", instruments.install, name="instrument_install"),
    path("instrumen/impor/", instruments.new, name="instrument_import"),
    path("instrumen/banding/", instruments.compared, name="instruments_compare"),
    path("instrumen/<uuid:uuid>/", instruments.instrument, name="instrument"),
    path("instrumen/<uuid:uuid>/langkah/", instruments.step, name="instrument_step"),
    path("instrumen/<uuid:uuid>/indikator/<str:code>/", instruments.indicator, name="instrument_indicator"),
]
