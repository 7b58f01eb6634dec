"""The web's own addresses: Beranda, work, judging, results, papers, administration."""

from __future__ import annotations

from django.urls import include, path

app_name = "web"
urlpatterns = [
    path("", include("matang.web.home.urls")),
    path("", include("matang.web.work.urls")),
    path("", include("matang.web.judging.urls")),
    path("", include("matang.web.results.urls")),
    path("", include("matang.web.papers.urls")),
    path("administrasi/", include("matang.web.administration.urls")),
    path("persiapan/", include("matang.web.setup.urls")),
]
