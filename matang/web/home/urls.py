"""Addresses of Beranda and the journal."""

from __future__ import annotations

from django.urls import path

from matang.web.home import views

urlpatterns = [
    path("", views.beranda, name="home"),
    path("jejak/", views.journal, name="journal"),
]
