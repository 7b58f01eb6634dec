"""Addresses of papers; they belong to the rooms' pages and are included by `matang.web.urls`."""

from __future__ import annotations

from django.urls import path

from matang.web.papers import minutes, results

urlpatterns = [
    path("hasil/<uuid:uuid>/lhe.pdf", results.result_lhe, name="result_lhe"),
    path("hasil/<uuid:uuid>/lke.xlsx", results.result_lke, name="result_lke"),
    path("pendampingan/<uuid:uuid>/notula.docx", minutes.minutes_docx, name="minutes_docx"),
    path("pendampingan/<uuid:uuid>/notula.pdf", minutes.minutes_pdf, name="minutes_pdf"),
    path("pendampingan/<uuid:uuid>/daftar-hadir.pdf", minutes.attendance_pdf, name="attendance_pdf"),
]
