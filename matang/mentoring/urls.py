"""Addresses of the mentoring room."""

from __future__ import annotations

from django.urls import path

from matang.mentoring import views, views_plan

app_name = "mentoring"
urlpatterns = [
    path("pendampingan/", views.meetings, name="list"),
    path("pendampingan/baru/<uuid:uuid>/", views_plan.new, name="new"),
    path("pendampingan/tindak-lanjut/<uuid:uuid>/", views.finish, name="finish"),
    path("pendampingan/<uuid:uuid>/", views.meeting, name="meeting"),
    path("pendampingan/<uuid:uuid>/ubah/", views_plan.change, name="change"),
    path("pendampingan/<uuid:uuid>/agenda/", views_plan.agenda, name="agenda"),
    path("pendampingan/<uuid:uuid>/butir/<str:code>/", views.item, name="item"),
    path("pendampingan/<uuid:uuid>/hadir/", views.attendance, name="attendance"),
    path("pendampingan/<uuid:uuid>/tindak-lanjut/", views.agree, name="agree"),
    path("pendampingan/<uuid:uuid>/notula/", views.minutes, name="minutes"),
    path("pendampingan/<uuid:uuid>/setujui/", views.approve, name="approve"),
]
