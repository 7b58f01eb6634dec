"""Addresses of results: the list, one result, and the steps of its decision."""

from __future__ import annotations

from django.urls import path

from matang.web.results import views

urlpatterns = [
    path("hasil/", views.results, name="results"),
    path("hasil/periode/<uuid:uuid>/umumkan/", views.publish, name="publish"),
    path("hasil/keputusan/<uuid:uuid>/sahkan/", views.confirm, name="confirm"),
    path("hasil/keputusan/<uuid:uuid>/kembalikan/", views.refuse, name="refuse_proposal"),
    path("hasil/<uuid:uuid>/", views.result, name="result"),
    path("hasil/<uuid:uuid>/koreksi/", views.correct, name="correct"),
]
