"""Reading what the program read: states, facts, waivers, and versions as the rules see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from matang.core.recognition import paper
from matang.evidence.models import Fact, Page, Reading, Version, Waiver

ALL_PAGES = 100_000


def reading_of(version: Version) -> Reading | None:
    """How far a version has been read; None when nobody queued it. One statement."""
    return Reading.objects.filter(version=version).first()


def page_of(version: Version, number: int) -> Page | None:
    """The text of one page; None when it has none. One statement."""
    return Page.objects.filter(version=version, number=number).first()


def facts_of(version: Version) -> dict[str, Fact]:
    """The facts of a version by name. One statement."""
    return {fact.name: fact for fact in Fact.objects.filter(version=version)}


def facts_by_version(versions: Collection[int]) -> dict[int, dict[str, Fact]]:
    """The facts of many versions, by version id and name. One statement."""
    found: dict[int, dict[str, Fact]] = defaultdict(dict)
    for fact in Fact.objects.filter(version_id__in=versions):
        found[fact.version_id][fact.name] = fact
    return found


def reasons_of(version: Version, *indicators: str) -> dict[str, str]:
    """Why warnings on a version were set aside, by rule: for all uses, and for these indicators. One statement."""
    rows = Waiver.objects.filter(version=version, indicator__in=("", *indicators))
    return dict(rows.values_list("rule", "reason"))


def papers_of(versions: Sequence[Version], most_pages: int = ALL_PAGES) -> dict[int, paper.Paper]:
    """Versions as the rules see them, by id, with at most the first `most_pages` pages of each; those of which no page
    was read are left out. Two statements."""
    pages: dict[int, list[paper.Page]] = defaultdict(list)
    for page in Page.objects.filter(version__in=versions, number__lte=most_pages).order_by("number"):
        pages[page.version_id].append(paper.Page(page.number, page.text, page.picture))
    facts: dict[int, list[paper.Fact]] = defaultdict(list)
    for fact in Fact.objects.filter(version__in=versions):
        facts[fact.version_id].append(paper.Fact(fact.name, fact.value, fact.page, fact.quote))
    read = [version for version in versions if version.pk in pages]
    return {version.pk: paper.Paper(version.file_name, pages[version.pk], facts[version.pk]) for version in read}
