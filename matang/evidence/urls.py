"""Addresses of the evidence room. What receives files begins with settings.UPLOADS: no transaction is open there."""

from __future__ import annotations

from django.urls import path

from matang.evidence import tus, views
from matang.evidence.reading import views as reading
from matang.evidence.search.views import search

app_name = "evidence"
urlpatterns = [
    path("bukti/", views.library, name="library"),
    path("bukti/cari/", search, name="search"),
    path("bukti/sampah/", views.deleted, name="bin"),
    path("bukti/versi/<uuid:uuid>/halaman/<int:number>.webp", views.picture, name="picture"),
    path("bukti/versi/<uuid:uuid>/unduh/", views.download, name="download"),
    path("bukti/versi/<uuid:uuid>/terbaca/", reading.card, name="read"),
    path("bukti/versi/<uuid:uuid>/pastikan/", reading.confirm, name="confirm"),
    path("bukti/versi/<uuid:uuid>/keterangan/", reading.correct, name="correct"),
    path("bukti/versi/<uuid:uuid>/kesampingkan/", reading.waive, name="waive"),
    path("bukti/<uuid:uuid>/", views.document, name="document"),
    path("bukti/<uuid:uuid>/judul/", views.rename, name="rename"),
    path("bukti/<uuid:uuid>/masih-berlaku/", views.renew, name="renew"),
    path("bukti/<uuid:uuid>/bagikan/", views.share, name="share"),
    path("bukti/<uuid:uuid>/hapus/", views.delete, name="delete"),
    path("bukti/<uuid:uuid>/pulihkan/", views.restore, name="restore"),
    path("bukti/unggahan/<uuid:uuid>/batal/", views.give_up, name="give_up"),
    path("unggah/", tus.collection, name="upload"),
    path("unggah/<uuid:uuid>/", tus.single, name="resume"),
    path("unggah/ganti/<uuid:uuid>/", views.replace, name="replace"),
]
