"""The one-time address of an empty installation: a secret in a file that only the operator reads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def token_file(data: Path) -> Path:
    """Where the secret stands."""
    return data / "setup_token"


def new_token(data: Path) -> str:
    """A new secret, mode 0600, in the place of any former one."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    token, draft = secrets.token_urlsafe(32), token_file(data).with_name(f"setup_token.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(token)
    draft.replace(token_file(data))
    return token


def token_holds(data: Path, token: str) -> bool:
    """Whether this is the secret; compared in constant time."""
    try:
        kept = token_file(data).read_text().strip()
    except OSError:
        return False
    return bool(kept) and secrets.compare_digest(kept.encode(), token.encode())


def spend_token(data: Path) -> None:
    """The secret has done its work."""
    token_file(data).unlink(missing_ok=True)
