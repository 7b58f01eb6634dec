"""Giving Biro Hukum's papers to its library, as an upload does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from matang.demo.files import past, services, team, works
from matang.demo.files.paper import Paper
from matang.demo.scene import Scene
from matang.evidence.actions.documents import receive_file, rename_document, replace_document
from matang.evidence.models import Version
from matang.evidence.receiving import ReceivedFile, store
from matang.people.actor import Actor
from matang.people.models import Agency

PAPERS: tuple[Paper, ...] = (*past.PAPERS, *team.PAPERS, *works.PAPERS, *services.PAPERS)
REPLACED = "laporan_tw3"


def receive(scene: Scene) -> dict[str, Version]:
    """Make every paper and receive it from its giver; one is replaced by a newer version, one is renamed."""
    bureau = scene.agencies["hukum"]
    versions = {}
    for paper in PAPERS:
        versions[paper.key] = _receive(scene.actor(paper.giver, "hukum"), bureau, scene, paper)
    paper = next(paper for paper in PAPERS if paper.key == REPLACED)
    with _arrived(scene, paper, later=12) as upload:
        receipt = replace_document(scene.actor(paper.giver), versions[REPLACED].document.uuid, upload)
    versions[REPLACED] = receipt.version
    rename_document(scene.actor("koordinator", "hukum"), versions["sk_tim"].document.uuid, "SK Tim SPBE Biro Hukum")
    return versions


def _receive(actor: Actor, bureau: Agency, scene: Scene, paper: Paper) -> Version:
    with _arrived(scene, paper) as upload:
        return receive_file(actor, bureau, upload).version


@contextmanager
def _arrived(scene: Scene, paper: Paper, later: int = 0) -> Iterator[ReceivedFile]:
    """The paper in the store's waiting room, as if it had been sent."""
    day = scene.day(later - paper.age)
    upload = ReceivedFile(store().incoming(), paper.file_name(day))
    try:
        upload.write_on(paper.content(day))
        upload.finish()
        yield upload
    finally:
        upload.close()
