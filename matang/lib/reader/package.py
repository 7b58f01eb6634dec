"""Office packages opened with care: checked from outside, members streamed, XML without any declaration of a type."""

from __future__ import annotations

import os
import posixpath
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, BinaryIO
from xml.parsers import expat

from matang.lib import packages
from matang.lib.reader.telling import Fault

MOST_MEMBERS, LARGEST_CONTENT, HIGHEST_RATIO = 2_000, 200 * 1024**2, 100
SMALL_CONTENT = 10 * 1024**2  # below it a high ratio is an honest, repetitive sheet
CHUNK = 64 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wraps around a package with a password

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points: the last word of the relation's type, and the name of the other part."""

    type: str
    target: str


class Package:
    """A zip of a bounded number and size of members. Raises Fault when it is locked, too large, or none."""

    def __init__(self, file: BinaryIO) -> None:
        if file.read(8) == OLE:
            raise Fault("locked")
        size = os.fstat(file.fileno()).st_size
        found = packages.members(file, size)
        content = sum(member.unpacked for member in found)
        if len(found) > MOST_MEMBERS or content > LARGEST_CONTENT:
            raise Fault("large")
        if content > SMALL_CONTENT and content / max(1, size) > HIGHEST_RATIO:
            raise Fault("large")
        if any(member.encrypted for member in found):
            raise Fault("locked")
        self._zip = zipfile.ZipFile(file)
        self.names = frozenset(self._zip.namelist())

    def open(self, name: str) -> IO[bytes]:
        """A member as a stream. Raises Fault when there is none."""
        if name not in self.names:
            raise Fault("damaged")
        return self._zip.open(name)

    def parts(self, type_ending: str) -> list[str]:
        """The names of parts whose declared content type ends so, in the order of the declaration."""
        found: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Override" and attributes.get("ContentType", "").endswith(type_ending):
                found.append(attributes.get("PartName", "").lstrip("/"))

        walk(self, "[Content_Types].xml", start)
        return [name for name in found if name in self.names]

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to within the package, by the ids that it uses."""
        folder, name = posixpath.split(part)
        found: dict[str, Relation] = {}

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", ""))).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = Relation(kind, target)

        links = posixpath.join(folder, "_rels", name + ".rels")
        if links in self.names:
            walk(self, links, start)
        return {key: relation for key, relation in found.items() if relation.target in self.names}


class _Local(dict[str, str]):
    """Names without their prefix, each cut once."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


def walk(
    package: Package,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Stream a member of XML through handlers that see names without prefixes.

    A document type, and with it every entity, is refused: no office program writes one, and bombs and foreign files
    come in by it. Raises Fault or ExpatError.
    """
    parser, local = expat.ParserCreate(), _Local()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse

    def started(tag: str, attributes: dict[str, str]) -> None:
        start(local[tag], {local[key]: value for key, value in attributes.items()} if attributes else attributes)

    parser.StartElementHandler = started
    if end is not None:
        parser.EndElementHandler = lambda tag: end(local[tag])
    if text is not None:
        parser.CharacterDataHandler = text
    with package.open(name) as stream:
        while piece := stream.read(CHUNK):
            parser.Parse(piece, False)
    parser.Parse(b"", True)


def _refuse(*_declaration: object) -> None:
    raise Fault("damaged")
