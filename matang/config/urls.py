"""The front door: every room's addresses, Indonesian and stable."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path, re_path

from matang.people.views import password_reset

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("sandi/ganti/", account.password_change, name="account_change_password"),
    path("sandi/lupa/", password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path("sandi/atur/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^sandi/atur/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("", include("matang.people.urls")),
    path("", include("matang.evidence.urls")),
    path("", include("matang.mentoring.urls")),
    path("", include("matang.plans.urls")),
    path("", include("matang.portal.urls")),
    path("", include("matang.web.urls")),
]

handler400 = "matang.web.errors.bad_request"
handler403 = "matang.web.errors.forbidden"
handler404 = "matang.web.errors.not_found"
handler500 = "matang.web.errors.server_error"
