"""The address of the first step, below /persiapan/."""

from __future__ import annotations

from django.urls import path

from matang.web.setup import views

urlpatterns = [path("<str:token>/", views.found, name="setup")]
