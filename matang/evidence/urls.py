"""Addresses of the evidence room. What receives files begins with settings.UPLOADS: no transaction is open there."""

from __future__ import annotations

from django.urls import path

from matang.evidence import tus, views

app_name = "evidence"
urlpatterns = [
    path("bukti/", views.library, name="library"),
    path("bukti/sampah/", views.deleted, name="bin"),
    path("bukti/versi/<uuid:uuid>/unduh/", views.download, name="download"),
    path("bukti/<uuid:uuid>/", views.document, name="document"),
    path("bukti/<uuid:uuid>/judul/", views.rename, name="rename"),
    path("bukti/<uuid:uuid>/hapus/", views.delete, name="delete"),
    path("bukti/<uuid:uuid>/pulihkan/", views.restore, name="restore"),
    path("bukti/unggahan/<uuid:uuid>/batal/", views.give_up, name="give_up"),
    path("unggah/", tus.collection, name="upload"),
    path("unggah/<uuid:uuid>/", tus.single, name="resume"),
    path("unggah/ganti/<uuid:uuid>/", views.replace, name="replace"),
]
