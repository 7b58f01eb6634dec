"""Addresses of the agency's work."""

from __future__ import annotations

from django.urls import path

from matang.web.work import citing, gaps, given, packing, placing_views, requests, saving, uploads, views

urlpatterns = [
    path("penilaian/", views.assessments, name="assessments"),
    path("penilaian/<uuid:uuid>/", views.matrix_page, name="matrix"),
    path("penilaian/<uuid:uuid>/bagi/", views.assign, name="assign"),
    path("penilaian/<uuid:uuid>/tempel/", views.paste, name="paste"),
    path("penilaian/<uuid:uuid>/kekurangan.json", gaps.gaps, name="gaps"),
    path("penilaian/<uuid:uuid>/tempatkan/", placing_views.placing, name="placing"),
    path("penilaian/<uuid:uuid>/tahun-lalu/", given.former, name="former"),
    path("penilaian/<uuid:uuid>/paket.zip", packing.pack, name="pack"),
    path("penilaian/<uuid:uuid>/ajukan/", views.submit, name="submit"),
    path("penilaian/<uuid:uuid>/tarik/", views.withdraw, name="withdraw"),
    path("penilaian/<uuid:uuid>/rujukan/<uuid:citation>/cabut/", views.uncite, name="uncite"),
    path("penilaian/<uuid:uuid>/rujukan/<uuid:citation>/terbaru/", views.use_newest, name="use_newest"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/", views.indicator, name="indicator"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/nilai/", saving.save, name="rate"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/rujuk/", views.cite, name="cite"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/tahun-lalu/", given.former_on, name="former_on"),
    path("bukti/<uuid:uuid>/rujuk/", given.place, name="place"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/minta/", requests.ask, name="ask"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/riwayat/", views.history, name="indicator_history"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/diskusi/", views.discuss, name="discuss"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/rujukan/<uuid:citation>/", citing.citation, name="citation"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/rujukan/<uuid:citation>/tandai/", citing.mark, name="mark"),
    path("unggah/penilaian/<uuid:uuid>/indikator/<str:code>/", uploads.upload_evidence, name="upload_evidence"),
    path("permintaan/", requests.listing, name="requests"),
    path("permintaan/<uuid:uuid>/", requests.one, name="request"),
    path("permintaan/<uuid:uuid>/jawab/", requests.answer, name="request_answer"),
    path("permintaan/<uuid:uuid>/batal/", requests.cancel, name="request_cancel"),
    path("unggah/permintaan/<uuid:uuid>/", uploads.upload_answer, name="request_upload"),
]
