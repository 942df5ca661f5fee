"""Blocks: walks the blocks of the semantic HTML and writes each as Word paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from records.errors import ResourceError

from .binder import pixels
from .inline import Reading, classes, pieces
from .markup import element, points_of_mm, qualified
from .numbering import BULLET
from .paragraphs import Layout, Place, keep_together, paragraph, picture_paragraph, spacer
from .pictures import Anchor, Extent
from .runs import drawing_run, mark_run, text_run
from .styles import face_of
from .tables import columns, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

    from generator.measures import Measures, ParagraphStyle

    from .binder import Binder
    from .inline import Piece
    from .numbering import Lists, Number
    from .pictures import Drawings

_OUTLINES: Final = {"h1": 0, "h2": 1, "h3": 2}
_BLOCKS: Final = frozenset({"p", "h1", "h2", "h3", "div", "table", "figure", "hr", "img"})
_LINKS: Final = ("https://", "http://", "mailto:")
_LABEL_SIZED: Final = frozenset({"field"})
_BOX: Final = "ที่ว่างสำหรับตราครุฑ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """What a scribe works with; `page` is the room for text on one page."""

    measures: Measures
    pictures: Mapping[str, bytes]
    binder: Binder
    lists: Lists
    drawings: Drawings
    page: Extent


class Scribe:
    """Writes blocks; knows what waits for the next paragraph: a page break, a floating emblem."""

    def __init__(self, supplies: Supplies) -> None:
        self._measures = supplies.measures
        self._pictures = supplies.pictures
        self._binder = supplies.binder
        self._lists = supplies.lists
        self._drawings = supplies.drawings
        self._page = supplies.page
        self._plain = face_of(supplies.measures.styles["plain"])
        self._memo = False
        self._break = False
        self._floating: list[tuple[Element, float]] = []

    def write(self, body: HtmlElement) -> list[Element]:
        """Return the blocks of a body."""
        self._memo = "memo" in classes(body)
        blocks = self._inside(body, Place(width=self._page.width))
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
            if blocks and made and _are_tables(blocks[-1], made[0]):
                blocks.append(spacer())  # Word would join two tables that touch
            blocks.extend(made)
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
            return self._emblem_box(node, place)
        if "columns" in named:
            return [*self._before_table(), columns(node, place, self._inside)]
        if "signature" in named:
            blocks = self._inside(node, self._signature_place(place, left="left" in named))
            keep_together(blocks, release=True)
            return blocks
        blocks = self._inside(node, place)
        if "keep" in named:
            keep_together(blocks, release=False)
        return blocks

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
        return [*self._before_table(), table(node, place, self._measures, self._inside)]

    def _before_table(self) -> list[Element]:
        """Return a paragraph that takes what a table cannot: a page break, a floating emblem."""
        if not self._break and not self._floating:
            return []
        return [spacer(runs=self._floats(), page_break=self._take_break())]

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
        size = self._measures["label_size"] if style.name in _LABEL_SIZED else style.size
        reading = Reading(
            label=replace(face, size=size, bold=True),
            numbered=number is not None,
            leaders=style.align != "center",
        )
        read = pieces(node, face, reading)
        fills = [one for one in node.iterfind(".//span[@class]") if "fill" in classes(one)]
        layout = Layout(
            number=number,
            tabs=self._stops(fills, place) if reading.leaders else (),
            page_break=self._take_break(),
            after=self._room_below_emblem(style),
            outline=_OUTLINES.get(str(node.tag)),
        )
        runs = [*self._floats(), *self._runs(read, place)]
        return paragraph(style, runs, place, layout)

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
                drawing = self._drawing(piece.node, place)[0]
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
        children = list(node.iterchildren("*"))
        for child in children:
            if child.tag == "img":
                run = drawing_run(self._drawing(child, place)[0], self._plain)
                more = child is not children[-1]
                broken = self._take_break()
                blocks.append(picture_paragraph(run, keep_next=more, page_break=broken))
            else:
                blocks.extend(self._block(child, place))
        return blocks

    def _emblem(self, node: HtmlElement, place: Place) -> list[Element]:
        left = self._stands_left(node)
        drawing, extent = self._drawing(node, place, self._at_left() if left else None)
        return self._placed(drawing, extent, left=left)

    def _emblem_box(self, node: HtmlElement, place: Place) -> list[Element]:
        left = self._stands_left(node)
        height = points_of_mm(float(node.get("data-height") or 0) or 1.0)
        extent = Extent(width=height * self._measures["garuda_ratio"], height=height)
        drawing = self._drawings.box(
            extent.within(place.width, extent.height), _BOX, self._at_left() if left else None
        )
        return self._placed(drawing, extent, left=left)

    def _placed(self, drawing: Element, extent: Extent, *, left: bool) -> list[Element]:
        if left:
            self._floating.append((drawing, extent.height))
            return []
        run = drawing_run(drawing, self._plain)
        return [picture_paragraph(run, keep_next=True, page_break=self._take_break())]

    def _stands_left(self, node: HtmlElement) -> bool:
        """Return whether an emblem stands beside the next line, as a memo's does."""
        return (node.get("data-place") or ("left" if self._memo else "center")) == "left"

    def _at_left(self) -> Anchor:
        return Anchor(across=0.0, across_from="margin", down=0.0, down_from="paragraph")

    def _drawing(
        self, node: HtmlElement, place: Place, anchor: Anchor | None = None
    ) -> tuple[Element, Extent]:
        """Return a picture as it is to stand, and its size.

        Raises:
            ResourceError: its address is not among the pictures given.
        """
        address = node.get("src") or ""
        if address not in self._pictures:
            raise ResourceError(address=address)
        data = self._pictures[address]
        across, down = pixels(data)
        wide, high = node.get("data-width"), node.get("data-height")
        if high:
            height = points_of_mm(float(high))
            width = points_of_mm(float(wide)) if wide else height * across / down
        else:
            width = points_of_mm(float(wide)) if wide else place.width
            height = width * down / across
        # Two lines below the picture are its caption's.
        room = self._page.height - 2 * self._measures["text_line"]
        extent = Extent(width=width, height=height).within(place.width, room)
        relation = self._binder.picture(data)
        described = node.get("alt") or ""
        return self._drawings.picture(relation, extent, described, anchor), extent

    # What waits for the next paragraph

    def _take_break(self) -> bool:
        taken, self._break = self._break, False
        return taken

    def _room_below_emblem(self, style: ParagraphStyle) -> float | None:
        """Return the space after a line beside which a taller emblem stands."""
        if not self._floating:
            return None
        height = max(height for _, height in self._floating)
        return max(style.after, height - style.before - (style.line or style.size))

    def _floats(self) -> list[Element]:
        taken, self._floating = self._floating, []
        return [drawing_run(drawing, self._plain) for drawing, _ in taken]


def _are_tables(one: Element, other: Element) -> bool:
    return one.tag == other.tag == qualified("w:tbl")
