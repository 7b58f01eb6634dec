"""The index of a pack: a page that any browser opens without network, and a workbook; their links stay in the pack."""

from __future__ import annotations

from urllib.parse import quote

from django.template.loader import render_to_string
from markupsafe import Markup

from matang.lib.xlsx import Column, Link, Table, workbook
from matang.web.templating import moment
from matang.web.work.pack import SHARED, Contents, Item

# The page is opened from a folder, where it must look right with no file beside it; so its look stands in it.
LOOK = Markup(
    "<style>:root{color-scheme:light dark;font:100%/1.5 system-ui,sans-serif}body{max-width:70rem;margin:0 auto;"
    "padding:1rem}h1{font-size:1.5rem}h2{font-size:1.1rem;margin:2rem 0 .3rem}table{border-collapse:collapse;"
    "width:100%}th,td{border:1px solid #8885;padding:.4rem .6rem;text-align:left;vertical-align:top}td{overflow-wrap:"
    "anywhere}code{font-size:.8rem}.soft{opacity:.75}.gone{font-weight:700}p{margin:.3rem 0}"
    "nav ol{columns:2;list-style:none;padding:0}"
    "@media(max-width:40rem){table,tbody,tr,td{display:block;border:0;padding:.15rem 0}thead{display:none}tr{border-"
    "top:1px solid #8885;padding:.5rem 0}nav ol{columns:1}}"
    "@media print{nav{display:none}tr{break-inside:avoid}}</style>"
)
COLUMNS = (
    Column("Indikator", 9),
    Column("Nama indikator", 30),
    Column("Nilai mandiri", 9),
    Column("Tingkat", 9),
    Column("Kriteria", 36),
    Column("Membuktikan", 30),
    Column("Dokumen", 34),
    Column("Nama berkas asli", 28),
    Column("Nomor", 22),
    Column("Tanggal", 18),
    Column("Halaman", 11),
    Column("Bita", 12),
    Column("SHA-256", 36),
    Column("Nomor terima", 15),
    Column("Diterima", 22),
)
MISSING = "hilang atau rusak di penyimpanan"


def indexes(contents: Contents) -> tuple[bytes, bytes]:
    """The page and the workbook."""
    page = render_to_string("web/work/pack.html", {"pack": contents, "look": LOOK, "href": href, "shared": SHARED})
    return page.encode(), _workbook(contents)


def href(path: str) -> str:
    """The address of a member as seen from the index."""
    return quote(path)


def _workbook(contents: Contents) -> bytes:
    assessment = contents.assessment
    title = f"Bukti dukung {assessment.agency.name}"
    rows = tuple(
        _row(chapter.code, chapter.title, chapter.value, item, contents.zone)
        for chapter in contents.chapters
        for item in chapter.items
    )
    above = (title, assessment.round.period_label, f"Dibuat {moment(contents.made_at, contents.zone)}")
    table = Table("Bukti dukung", above, COLUMNS, rows, paper=8)
    return workbook([table], title, assessment.agency.name, title, contents.made_at)


def _row(code: str, title: str, value: str | None, item: Item, zone: str) -> tuple[str | int | Link | None, ...]:
    return (
        code,
        title,
        "tidak berlaku" if value == "NA" else (value or "").replace(".", ","),
        item.level.replace(".", ","),
        item.criterion or item.level_name,
        item.requirement or "pendukung",
        Link(item.title, href(item.path)) if item.path else f"{item.title} ({MISSING})",
        item.file_name,
        item.number,
        item.date,
        item.pages,
        item.size,
        item.sha256,
        item.receipt,
        moment(item.received_at, zone),
    )
