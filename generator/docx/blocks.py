"""Blocks: walks the blocks of the semantic HTML and writes each as Word paragraphs and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .inline import Reading, classes, pieces
from .markup import element, qualified
from .numbering import BULLET
from .paragraphs import (
    Layout,
    Place,
    keep_next,
    keep_together,
    paragraph,
    picture_paragraph,
    spacer,
)
from .pictures import Anchor
from .runs import drawing_run, mark_run, text_run
from .styles import NATURAL_LINE, face_of
from .tables import columns, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

    from generator.measures import Measures, ParagraphStyle

    from .binder import Binder
    from .illustrations import Illustrator
    from .inline import Piece
    from .numbering import Lists, Number
    from .pictures import Extent

_OUTLINES: Final = {"h1": 0, "h2": 1, "h3": 2}
_BLOCKS: Final = frozenset({"p", "h1", "h2", "h3", "div", "table", "figure", "hr", "img"})
_ENDS: Final = frozenset({"closing", "respect", "done", "signature", "signers"})
_LINKS: Final = ("https://", "http://", "mailto:")


class Scribe:
    """Writes blocks; knows what waits for the next paragraph: a page break, a floating emblem."""

    def __init__(
        self, measures: Measures, binder: Binder, lists: Lists, illustrator: Illustrator
    ) -> None:
        self._measures = measures
        self._binder = binder
        self._lists = lists
        self._illustrator = illustrator
        self._plain = face_of(measures.styles["plain"])
        self._memo = False
        self._begun = False
        self._break = False
        self._floating: list[tuple[Element, float]] = []

    def write(self, body: HtmlElement, width: float) -> list[Element]:
        """Return the blocks of a body whose text is `width` points wide."""
        self._memo = "memo" in classes(body)
        blocks = self._inside(body, Place(width=width))
        blocks.extend(self._left_over())
        if blocks and blocks[-1].tag != qualified("w:p"):
            blocks.append(spacer())  # Word wants a paragraph after a document's last table
        return blocks

    def _inside(self, node: HtmlElement, place: Place) -> list[Element]:
        """Return the blocks inside an element; loose text among them is a line of its own."""
        blocks: list[Element] = []
        if not any(child.tag in _BLOCKS for child in node.iterchildren("*")):
            if node.text_content().strip() or node.find("img") is not None:
                blocks.append(self._paragraph(node, place, self._loose_style(node, place)))
            return blocks
        for child in node.iterchildren("*"):
            made = self._block(child, place)
            if made and (_heads_table(child) or _leads_to_end(child)):
                keep_next(made[-1])
            if blocks and made and _are_tables(blocks[-1], made[0]):
                blocks.append(spacer())  # Word would join two tables that touch
            blocks.extend(made)
            self._begun = self._begun or bool(made)
        return blocks

    def _block(self, node: HtmlElement, place: Place) -> list[Element]:
        by_tag: dict[str, Callable[[HtmlElement, Place], list[Element]]] = {
            "div": self._division,
            "table": self._table,
            "figure": self._figure,
            "img": self._emblem,
        }
        if node.tag == "hr":
            self._break = True
            return []
        if node.tag in by_tag:
            return by_tag[node.tag](node, place)
        return [self._paragraph(node, place, self._style(node))]

    # Divisions

    def _division(self, node: HtmlElement, place: Place) -> list[Element]:
        named = classes(node)
        if "emblem-box" in named:
            return self._emblem(node, place)
        if "columns" in named:
            return self._side_by_side(node, place)
        if "signature" in named:
            blocks = self._inside(node, self._signature_place(place, left="left" in named))
            keep_together(blocks, release=True)
            return blocks
        blocks = self._inside(node, place)
        if "keep" in named:
            keep_together(blocks, release=False)
        return self._contacts(blocks) if "contacts" in named else blocks

    def _signature_place(self, place: Place, *, left: bool) -> Place:
        """Return the half of the text where a signer's lines are centred; a column is whole."""
        if not place.page:
            return place
        upright = (
            self._measures["page_width"]
            - self._measures["margin_left"]
            - self._measures["margin_right"]
        )
        edge = self._measures["signature_left"] * place.width / upright
        return replace(place, right=edge) if left else replace(place, left=edge)

    def _table(self, node: HtmlElement, place: Place) -> list[Element]:
        gap = self._measures["part_before"]
        before = self._before_table(gap)
        return [before, table(node, place, self._measures, self._inside), spacer(gap)]

    def _side_by_side(self, node: HtmlElement, place: Place) -> list[Element]:
        waits = self._break or self._floating
        before = [self._before_table()] if waits else []
        return [*before, columns(node, place, self._inside)]

    def _before_table(self, height: float = 0.0) -> Element:
        """Return a line that takes what a table cannot: a page break, a floating emblem."""
        line = spacer(height, runs=self._floats(), page_break=self._take_break())
        keep_next(line)
        return line

    def _contacts(self, blocks: list[Element]) -> list[Element]:
        """Return the lines of the office in charge, three blank lines below the signature.

        Source: ว ๒๐๑๙, 4 Enter.
        """
        return [spacer(3 * self._measures["text_line"]), *blocks] if blocks else []

    def _left_over(self) -> list[Element]:
        self._break = False
        return [spacer(runs=self._floats())] if self._floating else []

    # Paragraphs

    def _style(self, node: HtmlElement) -> ParagraphStyle:
        styles = self._measures.styles
        known = sorted(name for name in classes(node) if name in styles)
        return styles[known[0]] if known else styles["plain"]

    def _loose_style(self, node: HtmlElement, place: Place) -> ParagraphStyle:
        if place.page:
            return self._measures.styles["plain"]
        return self._measures.styles["cell-head" if node.tag == "th" else "cell"]

    def _paragraph(self, node: HtmlElement, place: Place, style: ParagraphStyle) -> Element:
        number = self._number(node, style)
        face = face_of(style)
        reading = Reading(
            label=replace(face, size=self._measures["label_size"], bold=True),
            numbered=number is not None,
            leaders=style.align != "center",
        )
        read = pieces(node, face, reading)
        fills = [one for one in node.iterfind(".//span[@class]") if "fill" in classes(one)]
        layout = Layout(
            number=number,
            tabs=self._stops(fills, place) if reading.leaders else (),
            page_break=self._take_break(),
            gaps=self._gaps(style),
            line=self._label_line(node, style),
            outline=_OUTLINES.get(str(node.tag)),
        )
        runs = [*self._floats(), *self._runs(read, place)]
        return paragraph(style, runs, place, layout)

    def _label_line(self, node: HtmlElement, style: ParagraphStyle) -> float | None:
        """Return the height of a line with a label, which is larger than its style's text."""
        if style.line is not None or node.find("span[@class='label']") is None:
            return None
        return self._measures["label_size"] * NATURAL_LINE

    def _number(self, node: HtmlElement, style: ParagraphStyle) -> Number | None:
        typed = node.find("span[@class='no']")
        name = node.get("data-list")
        if typed is None or not name:
            return None
        form = BULLET if style.name == "bullet" else node.get("data-format") or ""
        depth = int(node.get("data-level") or 1) - 1
        return self._lists.number(name, form, depth, typed.text_content(), style.name)

    def _stops(self, fills: Sequence[HtmlElement], place: Place) -> list[tuple[str, float]]:
        """Return the tab stops where the leaders of a line end, in points from the text's edge.

        The last one is a right tab: words after the leader end at the edge of the text.
        """
        if not fills:
            return []
        halves = [fill for fill in fills if "half" in classes(fill)]
        whole = len(fills) - len(halves)
        middle = min(self._measures["field_half"], place.width / 2) if halves else 0.0
        stops = [("left", middle)] if halves else []
        for nth in range(1, whole + 1):
            at = middle + (place.width - middle) * nth / whole
            stops.append(("right" if nth == whole else "left", at))
        return stops

    def _runs(self, read: Iterable[Piece], place: Place) -> list[Element]:
        runs: list[Element] = []
        for piece in read:
            if piece.kind == "text":
                runs.append(self._text(piece))
            elif piece.kind == "picture" and piece.node is not None:
                extent = self._illustrator.size(piece.node, place.width)
                drawing = self._illustrator.drawing(piece.node, extent)
                runs.append(drawing_run(drawing, piece.face))
            else:
                runs.append(mark_run("tab" if piece.kind == "tab" else "br", piece.face))
        return runs

    def _text(self, piece: Piece) -> Element:
        run = text_run(piece.text, piece.face)
        if not piece.address.startswith(_LINKS):
            return run
        return element("w:hyperlink", {"r:id": self._binder.link(piece.address)}, run)

    # Pictures

    def _figure(self, node: HtmlElement, place: Place) -> list[Element]:
        blocks: list[Element] = []
        for child in node.iterchildren("*"):
            if child.tag == "img":
                extent = self._illustrator.size(child, place.width)
                before = self._measures["closing_before"]
                blocks.append(self._picture_line(child, extent, before=before))
            else:
                blocks.extend(self._block(child, place))
        keep_together(blocks, release=True)
        return blocks

    def _emblem(self, node: HtmlElement, place: Place) -> list[Element]:
        """Return the emblem, or its empty box, on its own line; a memo's floats at the left."""
        extent = self._illustrator.size(node, place.width)
        beside = (node.get("data-place") or ("left" if self._memo else "center")) == "left"
        if not beside:
            line = self._picture_line(node, extent, after=self._measures["part_before"])
            keep_next(line)
            return [line]
        # On the first line of a document "margin" is exact; Word and others do not agree on
        # whether a paragraph's top is above or below the space before it.
        down_from = "paragraph" if self._begun else "margin"
        anchor = Anchor(across=0.0, across_from="margin", down=0.0, down_from=down_from)
        self._floating.append((self._illustrator.drawing(node, extent, anchor), extent.height))
        return []

    def _picture_line(
        self, node: HtmlElement, extent: Extent, *, before: float = 0.0, after: float = 0.0
    ) -> Element:
        run = drawing_run(self._illustrator.drawing(node, extent), self._plain)
        return picture_paragraph(run, before=before, after=after, page_break=self._take_break())

    # What waits for the next paragraph

    def _take_break(self) -> bool:
        taken, self._break = self._break, False
        return taken

    def _gaps(self, style: ParagraphStyle) -> tuple[float, float] | None:
        """Return the space before and after a line beside which a taller emblem stands."""
        if not self._floating:
            return None
        height = max(height for _, height in self._floating)
        before = max(style.before, height - (style.line or style.size))
        return before, max(style.after, self._measures["part_before"])

    def _floats(self) -> list[Element]:
        taken, self._floating = self._floating, []
        return [drawing_run(drawing, self._plain) for drawing, _ in taken]


def _are_tables(one: Element, other: Element) -> bool:
    return one.tag == other.tag == qualified("w:tbl")


def _leads_to_end(node: HtmlElement) -> bool:
    """Say whether a paragraph stands before the closing; two of its lines go along with it."""
    after = node.getnext()
    return node.tag == "p" and after is not None and bool(classes(after) & _ENDS)


def _heads_table(node: HtmlElement) -> bool:
    """Return whether an element is the caption of the table after it."""
    following = node.getnext()
    return "caption" in classes(node) and following is not None and following.tag == "table"
