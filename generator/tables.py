"""Tables: turns a table's columns and rows into widths in mm and cells with their spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.measures import POINTS
from records.digits import to_thai

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from records.table import Column, Table

_NUMBER_WIDTH = 15.0
_LEAST_WIDTH = 5.0
_TALLEST = 20
# The mean width of a letter of TH SarabunPSK at 14 pt, marks above and below being letters too.
_LETTER = 3.8
_STYLES = {"left": "cell", "center": "cell-center", "right": "cell-right"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to print: Markdown, its paragraph style, and how many rows it takes."""

    text: str
    style: str
    span: int = 1


def widths(table: Table, room: float) -> tuple[float, ...]:
    """Return the columns' widths in mm; those without one share what the others leave."""
    given = [_width(column) for column in table.columns]
    open_columns = given.count(None)
    share = (room - sum(width or 0 for width in given)) / open_columns if open_columns else 0
    full = [max(share if width is None else width, _LEAST_WIDTH) for width in given]
    scale = min(1.0, room / sum(full))
    return tuple(round(width * scale, 2) for width in full)


def grid(table: Table) -> Iterator[list[Cell]]:
    """Yield the rows' cells; a cell joined to the one above it is left out."""
    written = [column for column in table.columns if not column.number]
    spans = [table.spans(i) for i in range(len(written))]
    for number, row in enumerate(table.rows):
        texts = iter(zip(row, spans, strict=True))
        cells = []
        for column in table.columns:
            style = _STYLES[column.align]
            if column.number:
                cells.append(Cell(to_thai(str(number + 1)), "cell-center"))
                continue
            text, span = next(texts)
            if span[number]:
                cells.append(Cell(text or "", style, span[number]))
        yield cells


def is_tall(texts: Sequence[str], columns: Sequence[Column]) -> bool:
    """Say whether a row has more lines than a lying page, so that it must be split: a guess."""
    return any(
        len(text) * _LETTER > _TALLEST * POINTS["mm"] * (column.width or _NUMBER_WIDTH)
        or text.count("\n") > _TALLEST
        for text, column in zip(texts, columns, strict=True)
    )


def _width(column: Column) -> float | None:
    return _NUMBER_WIDTH if column.number and column.width is None else column.width
