"""Evidence with real pages, kept and read as the reader leaves it, for tests of the viewer and the pack."""

from __future__ import annotations

import hashlib
from pathlib import Path

import typst

from matang.evidence.models import Document, Page, Reading, Version
from matang.evidence.receiving import store
from matang.people.actor import set_reach
from matang.people.models import Agency
from matang.people.queries import everything
from tests.world import World

PDF = "application/pdf"


def pdf(folder: Path, *pages: str) -> bytes:
    """A PDF of A4 pages with these words."""
    source = folder / "sumber.typ"
    source.write_text('#set page(paper: "a4")\n' + "\n#pagebreak()\n".join(pages))
    made: bytes = typst.compile(source)
    return made


def keep(
    world: World,
    content: bytes,
    texts: tuple[str, ...] = (),
    *,
    name: str = "Peraturan.pdf",
    media_type: str = PDF,
    agency: Agency | None = None,
) -> Version:
    """A document with one version whose pages have these texts."""
    set_reach(everything())
    agency, person = agency or world.bureau, world.people["koordinator"]
    digest = hashlib.sha256(content).hexdigest()
    waiting = store().incoming()
    waiting.write_bytes(content)
    store().keep(waiting, agency.uuid, digest)
    document = Document.objects.create(agency=agency, title=name.rpartition(".")[0] or name, created_by=person)
    version = Version.objects.create(
        agency=agency, document=document, sha256=digest, size=len(content), media_type=media_type, file_name=name,
        received_by=person,
    )  # fmt: skip
    if texts:
        Reading.objects.create(agency=agency, version=version, state="read", pages=len(texts), done=len(texts))
    for number, text in enumerate(texts, 1):
        Page.objects.create(agency=agency, version=version, number=number, text=text)
    return version
