"""Spans: cuts cells that run over several rows where the table crosses a page end.

A cell cut by a page end has no rows of its own on the next page, which PDF/UA forbids (veraPDF
7.2-43) and a reader cannot follow. Where the rows fall is known only after a layout, so the cells
are cut in the HTML and the sheet is laid out again.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Cells = list[tuple[int, Any]]


def cut_spans(text: str, tree: Any, pages: Sequence[Any]) -> str | None:
    """Return the HTML with its spans cut at the page ends, or None if none crosses one.

    `tree` is the element tree that `pages` were laid out from.
    """
    if "rowspan=" not in text:
        return None
    from lxml import html as markup  # noqa: PLC0415  # only long tables need it

    starts = _pages_of_rows(tree, pages)
    root = markup.document_fromstring(text)
    numbers = {row: number for number, row in enumerate(root.iter("tr"))}
    changed = [
        _cut(spanned, column, cell, numbers, starts)
        for table in root.iter("table")
        for column, cell, spanned in _spanning(_grid(table.xpath("./tr | ./*/tr")))
    ]
    if not any(changed):
        return None
    return markup.tostring(root, encoding="unicode", method="xml")


def _pages_of_rows(tree: Any, pages: Sequence[Any]) -> Mapping[int, int]:
    """Return the page on which each row of the document begins."""
    numbers = {id(row): number for number, row in enumerate(tree.iter("tr"))}
    starts: dict[int, int] = {}
    for page_number, page in enumerate(pages):
        for row in _rows(page._page_box):  # noqa: SLF001  # the public API has no rows
            number = numbers.get(id(row.element))
            if number is not None:  # blocks that stand side by side are rows of no table
                starts.setdefault(number, page_number)
    return starts


def _rows(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TableRowBox):
        yield box
    if isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _rows(getattr(child, "_box", child))


def _grid(rows: Sequence[Any]) -> list[tuple[Any, Cells]]:
    """Return the rows of a table with their cells and the columns that these begin in."""
    taken: dict[int, int] = {}  # column → rows below that a cell above still takes
    grid = []
    for row in rows:
        cells: Cells = []
        column = 0
        below = {place: left - 1 for place, left in taken.items() if left > 1}
        for cell in row:
            while column in taken:
                column += 1
            cells.append((column, cell))
            span = int(cell.get("rowspan", 1))
            if span > 1:
                below[column] = span - 1
            column += int(cell.get("colspan", 1))
        taken = below
        grid.append((row, cells))
    return grid


def _spanning(grid: list[tuple[Any, Cells]]) -> Iterator[tuple[int, Any, list[tuple[Any, Cells]]]]:
    for number, (_, cells) in enumerate(grid):
        for column, cell in list(cells):
            span = int(cell.get("rowspan", 1))
            if span > 1:
                yield column, cell, grid[number : number + span]


def _cut(
    rows: list[tuple[Any, Cells]],
    column: int,
    cell: Any,
    numbers: Mapping[Any, int],
    starts: Mapping[int, int],
) -> bool:
    parts = [
        list(part) for _, part in groupby(rows, key=lambda row: starts.get(numbers[row[0]], 0))
    ]
    if len(parts) == 1:
        return False
    _set_span(cell, len(parts[0]))
    for part in parts[1:]:
        row, cells = part[0]
        blank = cell.makeelement(cell.tag)
        _set_span(blank, len(part))
        if width := cell.get("colspan"):
            blank.set("colspan", width)
        row.insert(sum(other < column for other, _ in cells), blank)
        cells.append((column, blank))
        cells.sort(key=lambda entry: entry[0])
    return True


def _set_span(cell: Any, rows: int) -> None:
    if rows > 1:
        cell.set("rowspan", str(rows))
    else:
        cell.attrib.pop("rowspan", None)
