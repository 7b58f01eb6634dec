"""Word documents through python-docx, drawn from an outline."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from matang.lib.outline import Fields, Grid, Head, Heading, Outline, PageBreak, Paragraph, Part, Signs, Title

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph as DocxParagraph

SHEETS = {"a4": (210, 297), "f4": (215, 330)}  # millimetres
LEFT, RIGHT, TOP, BOTTOM = 30, 20, 20, 25
SPACE = ("",) * 4  # lines to sign in
WHOLE = 800  # a row with fewer characters stays on one page


def document(outline: Outline, made: datetime) -> bytes:
    """The outline as a DOCX file in Arial 11, page numbers `- 2 -` on top from the second page on."""
    from docx import Document

    docx = Document()
    docx.core_properties.title, docx.core_properties.author = outline.name, "Matang"
    docx.core_properties.created = docx.core_properties.modified = made.replace(tzinfo=None)
    _page(docx, outline)
    for part in outline.parts:
        _draw(docx, part, _text_width(outline.sheet))
    out = BytesIO()
    docx.save(out)
    return out.getvalue()


def _text_width(sheet: str) -> int:
    return SHEETS[sheet][0] - LEFT - RIGHT


def _page(docx: "Docx", outline: Outline) -> None:
    from docx.shared import Mm, Pt

    font = docx.styles["Normal"].font
    font.name, font.size = "Arial", Pt(11)
    docx.styles["Normal"].paragraph_format.space_after = Pt(4)
    section = docx.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in SHEETS[outline.sheet])
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    _page_number(number)
    for header in (section.first_page_header, section.header):
        if outline.mark:
            _line(header.paragraphs[0] if header is section.first_page_header else header.add_paragraph(),
                  outline.mark, bold=True, centre=True, size=14)  # fmt: skip
    for footer in (section.first_page_footer, section.footer):
        _line(footer.paragraphs[0], outline.foot, size=8)


def _page_number(paragraph: "DocxParagraph") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    _line(paragraph, "- ", centre=True)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" -")


def _draw(docx: "Docx", part: Part, width: int) -> None:
    match part:
        case Head():
            _head(docx, part, width)
        case Title():
            _line(docx.add_paragraph(), part.text, bold=True, centre=True, size=13)
            if part.number:
                _line(docx.add_paragraph(), f"NOMOR {part.number}", centre=True)
        case Heading():
            _heading(docx, part)
        case Paragraph():
            _line(docx.add_paragraph(), part.text)
        case Fields():
            rows = [(name, ":", content) for name, content in part.pairs]
            _grid(docx.add_table(len(rows), 3), rows, (22, 4, 74), width)
        case Grid():
            _ruled(docx, part, width)
        case Signs():
            _signs(docx, part, width)
        case PageBreak():
            docx.add_page_break()  # type: ignore[no-untyped-call]


def _heading(docx: "Docx", part: Heading) -> None:
    from docx.shared import Pt

    paragraph = docx.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10 if part.level == 1 else 6)
    paragraph.paragraph_format.keep_with_next = True
    _line(paragraph, part.text, bold=True, size=11)


def _head(docx: "Docx", head: Head, width: int) -> None:
    """The emblem left, the lines centred, and a double rule below."""
    from docx.shared import Mm

    table = docx.add_table(1, 2)
    small = 24 if head.logo else 1
    _grid(table, [("", "")], (small, width - small), width)
    if head.logo:
        table.rows[0].cells[0].paragraphs[0].add_run().add_picture(BytesIO(head.logo), width=Mm(20))
    cell = table.rows[0].cells[1]
    for index, line in enumerate(head.lines):
        last = index == len(head.lines) - 1
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        _line(paragraph, line, bold=last, centre=True, size=16 if last else 12)
    _line(cell.add_paragraph(), head.address, centre=True, size=9)
    _rule(docx.add_paragraph())


def _rule(paragraph: "DocxParagraph") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    edge = OxmlElement("w:top")
    for key, value in (("val", "thickThinSmallGap"), ("sz", "18"), ("space", "1"), ("color", "auto")):
        edge.set(qn(f"w:{key}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(edge)
    paragraph._p.get_or_add_pPr().append(borders)


def _ruled(docx: "Docx", part: Grid, width: int) -> None:
    from docx.oxml import OxmlElement

    table = docx.add_table(len(part.rows) + 1, len(part.heads))
    table.style = "Table Grid"
    _grid(table, [part.heads, *part.rows], part.widths, width, bold_first=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    docx.add_paragraph()


def _signs(docx: "Docx", part: Signs, width: int) -> None:
    signs = (part.left, part.right)
    above = max(len(sign.above) for sign in signs if sign)
    texts = []
    for sign in signs:
        lines = (*([""] * (above - len(sign.above))), *sign.above, *SPACE, *sign.below) if sign else ()
        texts.append("\n".join(lines))
    _grid(docx.add_table(1, 2), [texts], (50, 50), width)


def _grid(
    table: "Table", rows: Sequence[Sequence[str]], shares: Sequence[int], width: int, *, bold_first: bool = False
) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(width * share / sum(shares))
    for index, (texts, row) in enumerate(zip(rows, table.rows, strict=True)):
        if sum(map(len, texts)) < WHOLE:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for text, cell, share in zip(texts, row.cells, shares, strict=True):
            cell.width = Mm(width * share / sum(shares))
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
            _line(cell.paragraphs[0], text, bold=bold_first and index == 0)


def _line(paragraph: "DocxParagraph", text: str, *, bold: bool = False, centre: bool = False, size: int = 0) -> None:
    """Words in one paragraph; python-docx turns a line break and a tab of the text into Word's own."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    run: Any = paragraph.add_run(text)
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
