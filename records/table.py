"""Table (ตาราง): columns with their widths, rows of Markdown cells, and cells that run together."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from records.objection import objection
from records.wording import Frozen, Line, Prose

MAX_COLUMNS = 20
MAX_ROWS = 5_000
ABOVE = "^"


class Column(Frozen):
    """A column: its head, its width in mm, and how its cells are set."""

    title: Line
    width: Annotated[float | None, Field(gt=0, le=300)] = None
    align: Literal["left", "center", "right"] = "left"
    number: Annotated[bool, Field(description="Rows number themselves in this column")] = False


def _listed(value: Any) -> Any:
    """Read `title` alone as a column of that title."""
    return {"title": value} if isinstance(value, str) else value


Cell = Annotated[Prose | None, Field(description="Markdown; ^ = runs together with the cell above")]


class Table(Frozen):
    """A table; `caption` stands above it, with a number of its own if `numbered`."""

    caption: Line | None = None
    numbered: bool = False
    columns: Annotated[
        tuple[Annotated[Column, BeforeValidator(_listed)], ...],
        Field(min_length=1, max_length=MAX_COLUMNS),
    ]
    rows: Annotated[tuple[tuple[Cell, ...], ...], Field(max_length=MAX_ROWS)]

    @model_validator(mode="after")
    def _square(self) -> Self:
        wanted = len([column for column in self.columns if not column.number])
        for index, row in enumerate(self.rows, 1):
            if len(row) != wanted:
                raise objection(
                    "ragged_table",
                    "row {row} has {given} cells; the table has {wanted} columns to fill in",
                    row=index,
                    given=len(row),
                    wanted=wanted,
                )
        if self.rows and ABOVE in self.rows[0]:
            raise objection("nothing_above", "the first row has no row above it")
        return self

    def spans(self, column: int) -> tuple[int, ...]:
        """Return for each row how many rows its cell in the column takes; 0 = joined above."""
        spans = [1] * len(self.rows)
        top = 0
        for row, cells in enumerate(self.rows):
            if cells[column] == ABOVE:
                spans[row] = 0
                spans[top] += 1
            else:
                top = row
        return tuple(spans)
