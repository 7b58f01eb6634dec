"""How django-allauth behaves here: nobody signs up alone, NIP may be typed with spaces."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: persons come from the administration pages."""
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """NIP is compared by its digits alone."""
        return "".join(username.split())

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing extra: the pages themselves show who is signed in."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter. A mail server that fails is noted for the operator and not shown: the answer must not tell
        whether an address is known, and it says already whom to ask when no letter comes."""
        if not settings.MAIL_CONFIGURED:
            return
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as fault:
            log.error("surel tidak terkirim: %s", fault)

    def format_email_subject(self, subject: str) -> str:
        """No site's name in brackets before the subject."""
        return f"Matang: {subject}"
