"""Tables: turns a table of rules, or blocks side by side, into a Word table of fixed widths."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .inline import classes
from .markup import points_of_mm, qualified, twips, w
from .paragraphs import Place, spacer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

    from generator.measures import Measures

    Fill = Callable[[HtmlElement, Place], list[Element]]

_SIDES: Final = ("top", "left", "bottom", "right")
# A row of fewer lines moves to the next page whole; a longer one may be split.
_SHORT_ROW: Final = 8
# The mean width of a Thai letter of TH SarabunPSK, as a part of its size.
_LETTER: Final = 0.4
_FORM_AIR: Final = 1.5
_FORM_ABOVE: Final = 3.0
_NARROWEST: Final = 6
_WIDEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A cell in the grid, with its column and spans; `node` None = it continues the one above."""

    node: HtmlElement | None
    column: int
    span: int
    rows: int = 1


def table(node: HtmlElement, place: Place, measures: Measures, fill: Fill) -> Element:
    """Return a table with rules; the rows of `thead` come back on every page."""
    rows = list(_rows(node))
    grid = _grid([row for row, _ in rows])
    count = max((cell.column + cell.span for row in grid for cell in row), default=1)
    widths = _widths(node, grid, count, place.width)
    form = "form" in classes(node)
    made = _frame(widths, measures, form=form)
    for (_, head), cells in zip(rows, grid, strict=True):
        made.append(_row(cells, widths, _Look(measures=measures, head=head, form=form), fill))
    return made


def columns(node: HtmlElement, place: Place, fill: Fill) -> Element:
    """Return blocks side by side: a table of one row without rules."""
    nodes = list(node.iterchildren("div"))
    widths = _shared([_mm(one) for one in nodes], [1.0] * len(nodes), place.width)
    cells = (
        _filled(w("tcPr", w("tcW", w=twips(width), type="dxa")), one, width, fill)
        for one, width in zip(nodes, widths, strict=True)
    )
    properties = w(
        "tblPr",
        w("tblW", w=twips(sum(widths)), type="dxa"),
        w("tblInd", w=0, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=0, type="dxa") for side in _SIDES)),
    )
    return w("tbl", properties, _columns(widths), w("tr", *cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How a row looks: whether it is of the head, whether of a form to fill in by hand."""

    measures: Measures
    head: bool
    form: bool

    @property
    def padding(self) -> float:
        """The space left and right in a cell, in points; a form has more air."""
        return self.measures["cell_padding"] * (_FORM_AIR if self.form else 1)


def _frame(widths: Sequence[float], measures: Measures, *, form: bool) -> Element:
    look = _Look(measures=measures, head=False, form=form)
    aside, above = twips(look.padding), twips(_FORM_ABOVE if form else 0)
    # Word counts the width of a rule in eighths of a point.
    eighths = round(measures["table_rule"] * 8)
    rules = (
        w(side, val="single", sz=eighths, space=0, color="000000")
        for side in (*_SIDES, "insideH", "insideV")
    )
    properties = w(
        "tblPr",
        w("tblW", w=twips(sum(widths)), type="dxa"),
        w("tblInd", w=0, type="dxa"),
        w("tblBorders", *rules),
        w("tblLayout", type="fixed"),
        w(
            "tblCellMar",
            w("top", w=above, type="dxa"),
            w("left", w=aside, type="dxa"),
            w("bottom", w=above, type="dxa"),
            w("right", w=aside, type="dxa"),
        ),
    )
    return w("tbl", properties, _columns(widths))


def _columns(widths: Sequence[float]) -> Element:
    return w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths))


def _row(cells: Sequence[_Cell], widths: Sequence[float], look: _Look, fill: Fill) -> Element:
    properties = w("trPr")
    size = look.measures["table_size"]
    if look.head or look.form or _lines(cells, widths, size) < _SHORT_ROW:
        properties.append(w("cantSplit"))
    if look.head:
        properties.append(w("tblHeader"))
    return w("tr", properties, *(_table_cell(cell, widths, look, fill) for cell in cells))


def _table_cell(cell: _Cell, widths: Sequence[float], look: _Look, fill: Fill) -> Element:
    width = sum(widths[cell.column : cell.column + cell.span])
    properties = w("tcPr", w("tcW", w=twips(width), type="dxa"))
    if cell.span > 1:
        properties.append(w("gridSpan", val=cell.span))
    if cell.node is None:
        properties.append(w("vMerge", val="continue"))
    elif cell.rows > 1:
        properties.append(w("vMerge", val="restart"))
    if look.head:
        properties.append(w("vAlign", val="center"))
    inner = width - 2 * look.padding
    return _filled(properties, cell.node, inner, fill)


def _filled(properties: Element, node: HtmlElement | None, width: float, fill: Fill) -> Element:
    blocks = fill(node, Place(width=width, page=False)) if node is not None else []
    if not blocks or blocks[-1].tag != qualified("w:p"):
        blocks.append(spacer())  # Word takes no cell that does not end in a paragraph
    return w("tc", properties, *blocks)


def _grid(rows: Sequence[HtmlElement]) -> list[list[_Cell]]:
    """Return every row with its cells at their columns, those merged from above included."""
    merged: dict[int, tuple[_Cell, int]] = {}  # column → the cell above, rows it still covers
    grid: list[list[_Cell]] = []
    for row in rows:
        nodes = iter(row.iterchildren("td", "th"))
        cells: list[_Cell] = []
        column = 0
        while True:
            if column in merged:
                above, left = merged.pop(column)
                cells.append(_Cell(node=None, column=column, span=above.span))
                if left > 1:
                    merged[column] = (above, left - 1)
                column += above.span
                continue
            node = next(nodes, None)
            if node is None:
                if all(place < column for place in merged):
                    break
                cells.append(_Cell(node=None, column=column, span=1))
                column += 1
                continue
            cell = _Cell(
                node=node, column=column, span=_span(node, "colspan"), rows=_span(node, "rowspan")
            )
            cells.append(cell)
            column += cell.span
        grid.append(cells)
        merged |= {cell.column: (cell, cell.rows - 1) for cell in cells if cell.rows > 1}
    return grid


def _span(node: HtmlElement, name: str) -> int:
    value = node.get(name) or "1"
    return max(1, int(value)) if value.isdecimal() else 1


def _rows(node: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield the rows of a table, not those of tables inside it, and whether each is of its head."""
    for child in node.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag == "tr":
            yield child, False
        else:
            yield from ((row, child.tag == "thead") for row in child.iterchildren("tr"))


def _widths(
    node: HtmlElement, grid: Sequence[Sequence[_Cell]], count: int, available: float
) -> list[float]:
    """Return the widths of the columns in points: as named, the rest by what stands in them."""
    named = [_mm(one) for one in node.iterfind("colgroup/col")][:count]
    named += [None] * (count - len(named))
    weights = [float(_NARROWEST)] * count
    for row in grid:
        for cell in row:
            if cell.node is not None and cell.span == 1:
                letters = min(_letters(cell.node), _WIDEST)
                weights[cell.column] = max(weights[cell.column], letters)
    return _shared(named, weights, available)


def _shared(
    named: Sequence[float | None], weights: Sequence[float], available: float
) -> list[float]:
    taken = sum(width for width in named if width is not None)
    open_weight = sum(weight for width, weight in zip(named, weights, strict=True) if width is None)
    rest = max(available - taken, 0.0)
    widths = [
        rest * weight / open_weight if width is None else width
        for width, weight in zip(named, weights, strict=True)
    ]
    total = sum(widths)
    scale = min(1.0, available / total) if total else 1.0
    return [width * scale for width in widths]


def _mm(node: HtmlElement) -> float | None:
    value = node.get("data-width")
    return points_of_mm(float(value)) if value else None


def _letters(node: HtmlElement) -> int:
    """Return how many letters take width: the marks above and below a letter take none."""
    text = " ".join(node.text_content().split())
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def _lines(cells: Sequence[_Cell], widths: Sequence[float], size: float) -> float:
    def lines() -> Iterator[float]:
        for cell in cells:
            if cell.node is not None:
                width = sum(widths[cell.column : cell.column + cell.span])
                paragraphs = max(1, len(list(cell.node.iter("p", "br"))))
                yield paragraphs + _letters(cell.node) * size * _LETTER / width

    return max(lines(), default=0.0)
