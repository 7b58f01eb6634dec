"""Argon2id at a cost that many people can pay at once."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """19 MiB, two passes, one lane (OWASP's first choice): 23 ms of one core; Django's defaults take 100 MiB a sign-in,
    so that a deadline night would stand still."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
