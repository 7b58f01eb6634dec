"""Addresses of the agency's work."""

from __future__ import annotations

from django.urls import path

from matang.web.work import citing, packing, saving, uploads, views

urlpatterns = [
    path("penilaian/", views.assessments, name="assessments"),
    path("penilaian/<uuid:uuid>/", views.matrix_page, name="matrix"),
    path("penilaian/<uuid:uuid>/bagi/", views.assign, name="assign"),
    path("penilaian/<uuid:uuid>/tempel/", views.paste, name="paste"),
    path("penilaian/<uuid:uuid>/paket.zip", packing.pack, name="pack"),
    path("penilaian/<uuid:uuid>/ajukan/", views.submit, name="submit"),
    path("penilaian/<uuid:uuid>/tarik/", views.withdraw, name="withdraw"),
    path("penilaian/<uuid:uuid>/rujukan/<uuid:citation>/cabut/", views.uncite, name="uncite"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/", views.indicator, name="indicator"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/nilai/", saving.save, name="rate"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/rujuk/", views.cite, name="cite"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/riwayat/", views.history, name="indicator_history"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/diskusi/", views.discuss, name="discuss"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/rujukan/<uuid:citation>/", citing.citation, name="citation"),
    path("penilaian/<uuid:uuid>/indikator/<str:code>/rujukan/<uuid:citation>/tandai/", citing.mark, name="mark"),
    path("unggah/penilaian/<uuid:uuid>/indikator/<str:code>/", uploads.upload_evidence, name="upload_evidence"),
]
