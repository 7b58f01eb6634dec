"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

from matang.portal import views

app_name = "portal"
urlpatterns = [
    path("publik/", views.home, name="home"),
    path("publik/<uuid:uuid>/", views.round_page, name="round"),
    path("publik/<uuid:uuid>/hasil.csv", views.csv_file, name="csv"),
]
