"""The ZIP that is made while it is sent: whole, of the announced length, also beyond four gigabytes."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
import zipfile

import pytest

from matang.lib.zipping import Member, length, zipped

AT = datetime.datetime(2026, 6, 30, 23, 59, 58)
ZEROS = bytes(4 * 1024**2)


def member(path: str, content: bytes) -> Member:
    return Member(path, len(content), lambda: [content[:3], content[3:]], AT)


def huge(path: str, size: int) -> Member:
    """Zeros, made as they are asked for."""
    whole, rest = divmod(size, len(ZEROS))
    return Member(path, size, lambda: [*[ZEROS] * whole, ZEROS[:rest]], AT)


def written(members: list[Member], target) -> None:
    """Write it as a sparse file: zeros take no disk."""
    with target.open("wb") as file:
        for piece in zipped(members):
            if piece == ZEROS:
                file.seek(len(piece), 1)
            else:
                file.write(piece)


@pytest.mark.parametrize("contents", [[], [b""], [b"satu", b"", b"tiga" * 1000]])
def test_it_is_whole_and_as_long_as_announced(contents):
    members = [member(f"folder {at}/berkas.pdf", content) for at, content in enumerate(contents)]
    raw = b"".join(zipped(members))
    assert len(raw) == length(members)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert [archive.read(name) for name in archive.namelist()] == contents
        assert all(info.date_time == (2026, 6, 30, 23, 59, 58) for info in archive.infolist())


def test_more_files_than_an_old_zip_can_count():
    members = [member(f"{at}", b"x") for at in range(66_000)]
    raw = b"".join(zipped(members))
    assert len(raw) == length(members)
    assert len(zipfile.ZipFile(io.BytesIO(raw)).namelist()) == 66_000


def test_more_than_four_gigabytes(tmp_path):
    members = [
        member("awal.txt", b"awal"), huge("besar.bin", 2_100_000_000), huge("lebih besar.bin", 2_300_000_000),
        member("akhir.txt", b"akhir"),
    ]  # fmt: skip
    target = tmp_path / "paket.zip"
    written(members, target)
    assert target.stat().st_size == length(members) > 4 * 1024**3
    with zipfile.ZipFile(target) as archive:
        assert [info.file_size for info in archive.infolist()] == [4, 2_100_000_000, 2_300_000_000, 5]
        assert archive.read("akhir.txt") == b"akhir"
    if shutil.which("zipinfo"):
        told = subprocess.run(["zipinfo", "-t", target], capture_output=True, text=True, check=True).stdout
        assert told.startswith("4 files, 4400000009 bytes")


@pytest.mark.parametrize("content", [b"pendek", b"lebih panjang"])
def test_a_member_of_another_size_breaks_the_transfer(content):
    wrong = Member("a", 10, lambda: [content], AT)
    with pytest.raises(ValueError, match="instead of 10"):
        list(zipped([wrong]))


def test_what_the_bytes_raise_passes_through_and_no_directory_follows():
    def broken():
        yield b"awal"
        raise OSError("hilang")

    taken: list[bytes] = []
    with pytest.raises(OSError, match="hilang"):
        for piece in zipped([member("a", b"utuh"), Member("b", 9, broken, AT), member("c", b"c")]):
            taken.append(piece)
    assert b"PK\x05\x06" not in b"".join(taken)
