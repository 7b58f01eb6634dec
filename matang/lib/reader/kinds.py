"""Which file of the reader reads which media type."""

from __future__ import annotations

OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
PDF = "application/pdf"
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
PICTURED = IMAGES | {PDF}  # kinds whose pages can be drawn
READERS = {
    PDF: "pdf",
    **dict.fromkeys(IMAGES, "image"),
    OFFICE + "wordprocessingml.document": "word",
    OFFICE + "spreadsheetml.sheet": "sheet",
    OFFICE + "presentationml.presentation": "slides",
    ODF + "text": "open_document",
    ODF + "spreadsheet": "open_document",
    ODF + "presentation": "open_document",
    "text/plain": "plain",
    "text/csv": "plain",
}
