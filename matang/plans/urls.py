"""Addresses of the strategy room."""

from __future__ import annotations

from django.urls import path

from matang.plans import views

app_name = "plans"
urlpatterns = [
    path("strategi/", views.plans, name="list"),
    path("strategi/<uuid:uuid>/", views.simulation, name="simulate"),
    path("strategi/<uuid:uuid>/simpan/", views.save, name="save"),
    path("rencana/<uuid:uuid>/", views.plan, name="plan"),
    path("rencana/<uuid:uuid>/atur/", views.arrange, name="arrange"),
    path("rencana/<uuid:uuid>/setujui/", views.approve, name="approve"),
    path("rencana/<uuid:uuid>/hapus/", views.drop, name="drop"),
    path("rencana/langkah/<uuid:uuid>/selesai/", views.complete, name="complete"),
]
