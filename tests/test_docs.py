"""The documentation is tested: what it names must exist, else a reader is sent to nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from matang.cli.demo import ACCOUNTS
from matang.cli.main import COMMANDS
from matang.demo.people import DOMAIN, PASSWORD

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`\n]+)`")
VARIABLE = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")
COMMAND = re.compile(r"(?:bin/|^)matang ([a-z]+)(.*)")
SYSTEM = ("/opt/", "/var/", "/etc/", "/run/", "/tmp/", "/usr/", "/cadangan/")
FILE = re.compile(r"(?:[\w.-]+/)+[\w-]+\.(?:py|html|css|js|md|yaml|toml|txt|json|typ)")
OTHERS_VARIABLES = {"PIP_NO_INDEX", "PIP_FIND_LINKS", "SSL_CERT_FILE"}  # of pip and of OpenSSL

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code_of(page: Path) -> Iterator[str]:
    """Everything set as code: spans, and the lines of fenced blocks."""
    fenced = False
    for line in text_of(page).splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced:
            yield line.strip()
        else:
            assert line.count("`") % 2 == 0, f"{page.name}: code broken over two lines would not be checked: {line}"
            yield from SPAN.findall(line)


def sources(*folders: str) -> str:
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.suffix in ("", ".py"))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_every_link_leads_somewhere(page):
    for picture, _, target in LINK.findall(text_of(page)):
        if picture or re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.is_file(), f"{page.name}: {target}"
        assert found.is_relative_to(ROOT), f"{page.name}: {target} leaves the repository"
        assert not anchor or anchor in anchors(found), f"{page.name}: {target}"


@every_page
def test_every_picture_exists_and_says_what_it_shows(page):
    for picture, words, target in LINK.findall(text_of(page)):
        if picture:
            assert words.strip(), f"{page.name}: {target} says nothing to somebody who cannot see it"
            assert (page.parent / target).is_file(), f"{page.name}: {target}"


def test_no_picture_is_kept_for_nothing():
    shown = {target.rsplit("/", 1)[-1] for page in PAGES for _, _, target in LINK.findall(text_of(page))}
    kept = {path.name for path in (ROOT / "docs" / "pictures").glob("*")}
    assert kept <= shown


def test_every_page_can_be_reached_from_the_index():
    linked = {target for _, _, target in LINK.findall(text_of(ROOT / "docs" / "README.md"))}
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"} <= linked


@every_page
def test_every_command_and_option_exists(page):
    options = set(re.findall(r'"(--[a-z]+)"', sources("matang/cli", "bench")))
    for code in code_of(page):
        if found := COMMAND.search(code):
            assert found[1] in COMMANDS, f"{page.name}: {code}"
            words = found[2].partition("#")[0]
            assert set(re.findall(r"--[a-z]+", words)) <= options, f"{page.name}: {code}"


def test_every_command_is_told_of():
    told = "\n".join(code for page in PAGES for code in code_of(page))
    assert [name for name in COMMANDS if not re.search(rf"bin/matang {name}\b", told)] == []


@every_page
def test_every_variable_exists(page):
    known = set(re.findall(r'"([A-Z][A-Z0-9_]+)"', sources("matang/config", "matang/cli", "matang/lib", "bin")))
    named = {name for code in code_of(page) for name in VARIABLE.findall(code)}
    assert named - known - OTHERS_VARIABLES == set()


def test_every_variable_of_the_operator_is_told_of():
    """What an operator can set must not have to be found in the source."""
    read = set(re.findall(r'env(?:\.get\(|\[)"([A-Z_]+)"', text_of(ROOT / "matang" / "config" / "environment.py")))
    assert {name for name in read if f"`{name}`" not in text_of(ROOT / "docs" / "operator.md")} == set()


def resolves(address: str) -> bool:
    """Whether the URL conf knows the address; `<…>` stands for a uuid or a code, `…` for the rest."""
    address = address.partition("…")[0]
    parts = re.split(r"<[^>]+>", address)
    for values in product(("7b0b6ad0-6a1f-4f0e-9f39-3f3f1f0c9a11", "1"), repeat=len(parts) - 1):
        try:
            resolve("".join(part + value for part, value in zip(parts, (*values, ""), strict=True)))
        except Resolver404:
            continue
        return True
    return False


@every_page
def test_every_address_exists(page):
    addresses = {code for code in code_of(page) if re.fullmatch(r"/[a-z]\S*", code) and not code.startswith(SYSTEM)}
    assert [address for address in sorted(addresses) if not resolves(address)] == []


@every_page
def test_every_file_that_is_named_exists(page):
    named = {found for code in code_of(page) if "<" not in code for found in FILE.findall(code)}
    homes = (ROOT, ROOT / "matang", ROOT / "matang" / "web" / "jinja2")
    assert [name for name in sorted(named) if not any((home / name).is_file() for home in homes)] == []


def test_every_room_is_in_the_architecture():
    rooms = {path.parent.name for path in (ROOT / "matang").glob("*/__init__.py")}
    told = text_of(ROOT / "docs" / "architecture.md")
    assert {room for room in rooms if not re.search(rf"\b{room}\b", told)} == set()
    areas = {path.parent.name for path in (ROOT / "matang" / "web").glob("*/__init__.py")}
    assert {area for area in areas if f"`matang/web/{area}`" not in told} == set()


def pinned(name: str) -> dict[str, str]:
    lines = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?==([^\s\\;]+)", text_of(ROOT / name), re.MULTILINE)
    return {package.lower(): version for package, version in lines}


def test_every_dependency_has_its_row_with_the_pinned_version():
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *(row for rows in project["optional-dependencies"].values() for row in rows)]
    names = {re.match(r"[A-Za-z0-9_.-]+", row)[0].lower() for row in wanted}
    section = text_of(ROOT / "docs" / "architecture.md").partition("## Dependencies")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    table = {row[0].lower(): row for row in rows if row[0] not in ("package", "---")}
    assert table.keys() == names
    versions = pinned("requirements-test.txt")
    assert {name: row[1] for name, row in table.items()} == {name: versions[name] for name in names}
    assert [name for name, row in table.items() if len(row) != 5 or not all(row)] == []


def test_the_demo_accounts_of_the_readme_are_those_of_the_demo():
    told = text_of(ROOT / "README.md")
    assert f"`{PASSWORD}`" in told
    assert {name for name, _ in ACCOUNTS if f"`{name}@{DOMAIN}`" not in told} == set()
