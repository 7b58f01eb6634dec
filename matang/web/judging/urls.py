"""Addresses of the assessors' work."""

from __future__ import annotations

from django.urls import path

from matang.web.judging import plenary, views

urlpatterns = [
    path("evaluasi/", views.queue_page, name="queue"),
    path("evaluasi/<uuid:uuid>/", views.start, name="desk_start"),
    path("evaluasi/<uuid:uuid>/selesai/", views.finish_page, name="finish"),
    path("evaluasi/<uuid:uuid>/buka/", views.reopen, name="reopen"),
    path("evaluasi/<uuid:uuid>/pleno/", plenary.settle_page, name="settle"),
    path("evaluasi/<uuid:uuid>/pleno/asesor/", plenary.seat, name="seat"),
    path("evaluasi/<uuid:uuid>/pleno/kembalikan/", plenary.send_back, name="send_back"),
    path("evaluasi/<uuid:uuid>/pleno/usulkan/", plenary.propose, name="propose"),
    path("evaluasi/<uuid:uuid>/<str:code>/", views.desk, name="desk"),
]
