"""Addresses of a person's own account."""

from __future__ import annotations

from django.urls import path

from matang.people import views

app_name = "people"
urlpatterns = [path("peran/", views.switch, name="switch")]
