"""The store of a test is its own folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from matang.evidence.receiving import ReceivedFile, store
from matang.lib.store import LocalStore


@pytest.fixture(autouse=True)
def kept(settings: LazySettings, tmp_path: Path) -> LocalStore:
    """The store that the test's requests write into."""
    settings.EVIDENCE_FOLDER = tmp_path / "berkas"
    return store()


def arrived(content: bytes, name: str = "bukti.pdf") -> ReceivedFile:
    """A file that has arrived whole, as the upload handler makes it."""
    file = ReceivedFile(store().incoming(), name)
    file.write_on(content)
    file.finish()
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    return file


def sent(client: Client, *files: tuple[str, bytes], to: str = "/unggah/", script: bool = False, **fields: str):
    """Send a form with files, as a browser does with or without script.

    Addresses of uploads open no transaction of their own, so a refusal would spoil that of the test.
    """
    body = {"berkas": [SimpleUploadedFile(name, content) for name, content in files], **fields}
    with transaction.atomic():
        return client.post(to, body, headers={"Accept": "application/json" if script else "text/html"})


def on_disk(kept: LocalStore) -> list[Path]:
    """All kept files, without those in the waiting room."""
    return sorted(path for path in kept.folder.glob("*/*") if path.parent.name != ".masuk")


def waiting(kept: LocalStore) -> list[Path]:
    """What lies in the waiting room."""
    return list(kept.folder.glob(".masuk/*"))
