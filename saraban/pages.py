"""Pages: turns a rendition into the number of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.printing import MEDIA_TYPES

if TYPE_CHECKING:
    from generator.printing import Rendition


def pages_of(rendition: Rendition) -> int | None:
    """Return how many pages a PDF has; a DOCX has no pages until something breaks it."""
    if rendition.media_type != MEDIA_TYPES["pdf"]:
        return None
    import pypdfium2  # noqa: PLC0415  # only where a PDF was printed

    with pypdfium2.PdfDocument(rendition.data) as pdf:
        return len(pdf)
