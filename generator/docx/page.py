"""Page: turns the measures and the head of a document into Word's section, header and footer.

Word knows one upper margin for all pages of a section, a document two: text starts at
first_page_top on a page one with an emblem (else at margin_top), and at running_top, below the
page number, from page two on. So the margin is that of page one, and the header of the later pages
is as high as it takes to push their text down to running_top. Word cannot compute a catchword;
that is the PDF's alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .markup import qualified, twips, w
from .paragraphs import Layout, Place, paragraph, spacer
from .pictures import Anchor, Drawings, Extent, centred_line, watermark
from .runs import Face, drawing_run, field_runs, text_run
from .styles import NATURAL_LINE, face_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from generator.measures import Measures, ParagraphStyle

    from .binder import Binder
    from .head import Head

# Room for the line that Word insists on in the empty header of page one.
_EMPTY_HEADER: Final = 2.0
_MARK_HEIGHT: Final = 140.0
_MARK_WIDTH: Final = 260.0
_ID: Final = qualified("r:id")
_ORIENT: Final = qualified("w:orient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet of paper: how it lies, and whether an emblem stands at the top of page one."""

    landscape: bool
    emblem: bool


def text_width(measures: Measures, sheet: Sheet) -> float:
    """Return the width of the text in points."""
    paper = measures["page_height" if sheet.landscape else "page_width"]
    return paper - measures["margin_left"] - measures["margin_right"]


def picture_height(measures: Measures, sheet: Sheet) -> float:
    """Return the height of the tallest picture in points: two captions fit on its page."""
    paper = measures["page_width" if sheet.landscape else "page_height"]
    above = measures["running_top"] + measures["closing_before"]
    return paper - above - measures["margin_bottom"] - 2 * measures["text_line"]


def section(measures: Measures, head: Head, binder: Binder, sheet: Sheet) -> Element:
    """Return the properties of the document's one section; its headers go to the binder."""
    furniture = _Furniture(measures, head, sheet)
    properties = w("sectPr")
    for kind, first in (("header", True), ("header", False), ("footer", True), ("footer", False)):
        if kind == "footer" and not head.secrecy:
            continue
        part = furniture.header(first=first) if kind == "header" else furniture.footer()
        relation = binder.part(kind, part, number="1" if first else "2")
        reference = w(f"{kind}Reference", type="first" if first else "default")
        reference.set(_ID, relation)
        properties.append(reference)
    size = w("pgSz", w=twips(furniture.width), h=twips(furniture.height))
    if sheet.landscape:
        size.set(_ORIENT, "landscape")
    margins = w(
        "pgMar",
        top=twips(furniture.first_top),
        right=twips(measures["margin_right"]),
        bottom=twips(measures["margin_bottom"]),
        left=twips(measures["margin_left"]),
        header=twips(furniture.header_top),
        footer=twips(measures["margin_bottom"] / 4),
        gutter=0,
    )
    # The section says that pages are counted in Thai digits. The switch "ThaiArabic" of the field
    # would say so too, but LibreOffice takes it for Thai letters (ข for page two), while it shows
    # the section's thaiNumbers in Arabic digits, which at least are the right number.
    properties.extend((size, margins, w("pgNumType", fmt="thaiNumbers"), w("titlePg")))
    return properties


class _Furniture:
    """What stands on every page beside its words."""

    def __init__(self, measures: Measures, head: Head, sheet: Sheet) -> None:
        self.measures = measures
        self.head = head
        sides = (measures["page_width"], measures["page_height"])
        self.width, self.height = reversed(sides) if sheet.landscape else sides
        self.first_top = measures["first_page_top" if sheet.emblem else "margin_top"]
        tops = (measures["page_number_top"], self.first_top - _EMPTY_HEADER)
        self.header_top = max(0.0, min(tops))

    def header(self, *, first: bool) -> Element:
        """Return the header: nothing on page one, `- ๒ -` at page_number_top after it.

        The number of a sheet (แผ่นที่ ๑) stands on page one too.
        """
        marks = [*self._mark(), *self._secrecy("top")]
        if first and not self.head.sheet_numbers:
            return w("hdr", spacer(runs=marks))
        lead = self.measures["page_number_top"] - self.header_top
        lead_line = max(lead, 1.0)
        line = self._page_number()
        rest = self.measures["running_top"] - self.header_top - lead_line
        if line is None:
            return w("hdr", spacer(lead_line, runs=marks), spacer(rest))
        rest -= self._number_style().line or 0.0
        return w("hdr", spacer(lead_line, runs=marks), line, spacer(rest))

    def footer(self) -> Element:
        """Return the footer, which only a secret document has."""
        return w("ftr", spacer(runs=self._secrecy("bottom")))

    def _page_number(self) -> Element | None:
        if not self.head.page_numbers:
            return None
        style = self._number_style()
        face = face_of(style)
        before, after = ("แผ่นที่ ", "") if self.head.sheet_numbers else ("- ", " -")
        number = field_runs("PAGE", "๒", face)
        runs = [text_run(before, face), *number, text_run(after, face)]
        return paragraph(style, runs, Place(width=self.width), Layout())

    def _number_style(self) -> ParagraphStyle:
        return self.measures.styles["sheet-number" if self.head.sheet_numbers else "page-number"]

    def _mark(self) -> list[Element]:
        if not self.head.mark:
            return []
        art = watermark(self.head.mark, Extent(width=_MARK_WIDTH, height=_MARK_HEIGHT))
        return [drawing_run(art, Face(size=1.0))]

    def _secrecy(self, edge: str) -> list[Element]:
        """Return the mark of secrecy, floating so that it moves no text."""
        if not self.head.secrecy:
            return []
        face = face_of(self.measures.styles["secrecy"])
        extent = Extent(width=self.width / 2, height=face.size * NATURAL_LINE)
        if edge == "top":
            down = max(0.0, (self.measures["page_number_top"] - extent.height) / 2)
        else:
            margin = self.measures["margin_bottom"]
            down = self.height - margin + max(0.0, (margin - extent.height) / 2)
        anchor = Anchor(across=None, across_from="page", down=down, down_from="page")
        line = centred_line(self.head.secrecy, face)
        box = Drawings().text_box(line, extent, self.head.secrecy, anchor)
        return [drawing_run(box, Face(size=1.0))]
