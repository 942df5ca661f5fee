"""Tables: widths that fill the room, and cells with their spans."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makings import tables as generated

from generator.tables import Cell, grid, widths
from records.table import Table


def table(columns: list[Any], rows: list[list[Any]] | None = None) -> Table:
    return Table.model_validate({"columns": columns, "rows": rows or []})


def column(width: float | None = None, **more: Any) -> dict[str, Any]:
    return {"title": "ก", "width": width, **more}


class TestWidths:
    @pytest.mark.parametrize(
        ("columns", "expected"),
        [
            ([column()], (160.0,)),
            ([column(), column()], (80.0, 80.0)),
            ([column(40), column(), column()], (40.0, 60.0, 60.0)),
            ([column(40), column(60)], (40.0, 60.0)),
            ([column(number=True), column()], (15.0, 145.0)),
            ([column(20, number=True), column()], (20.0, 140.0)),
            # What does not fit is made narrower, and nothing narrower than 5 mm before that.
            ([column(200), column(200)], (80.0, 80.0)),
            ([column(160), column()], (155.15, 4.85)),
            ([column(300), column(300), column()], (79.3, 79.3, 1.3)),
        ],
    )
    def test_in_a_room(self, columns: list[Any], expected: tuple[float, ...]) -> None:
        assert widths(table(columns), 160.0) == pytest.approx(expected, abs=0.3)

    @given(
        st.lists(st.none() | st.floats(0.5, 300), min_size=1, max_size=20),
        st.sampled_from((160.0, 247.0)),
    )
    def test_are_positive_and_fit_the_room(self, given_: list[float | None], room: float) -> None:
        found = widths(table([column(width) for width in given_]), room)
        assert len(found) == len(given_)
        assert all(width > 0 for width in found)
        assert sum(found) <= room + 0.01 * len(given_)

    @given(st.lists(st.floats(5, 300), max_size=5), st.integers(1, 5))
    def test_columns_without_one_share_alike(self, given_: list[float], others: int) -> None:
        columns = [column(width) for width in given_] + [column()] * others
        found = widths(table(columns), 160.0)
        assert len(set(found[len(given_) :])) == 1


class TestGrid:
    def test_cells(self) -> None:
        made = table(
            [column(number=True), column(align="center"), column(align="right"), column()],
            [["ก", "ข", None], ["^", "**ค**", "ง"], ["^", "^", "^"], ["จ", "", "x^"]],
        )
        assert list(grid(made)) == [
            [Cell("๑", "cell-center"), Cell("ก", "cell-center", 3), Cell("ข", "cell-right"),
             Cell("", "cell")],
            [Cell("๒", "cell-center"), Cell("**ค**", "cell-right", 2), Cell("ง", "cell", 2)],
            [Cell("๓", "cell-center")],
            [Cell("๔", "cell-center"), Cell("จ", "cell-center"), Cell("", "cell-right"),
             Cell("x^", "cell")],
        ]  # fmt: skip

    @given(generated())
    def test_every_row_has_all_its_columns(self, values: dict[str, Any]) -> None:
        made = Table.model_validate(values)
        below = [0] * len(made.rows)
        for number, cells in enumerate(grid(made)):
            assert len(cells) + below[number] == len(made.columns)
            for cell in cells:
                for row in range(number + 1, number + cell.span):
                    below[row] += 1

    @given(generated())
    def test_every_text_is_there_once(self, values: dict[str, Any]) -> None:
        made = Table.model_validate(values)
        texts = [cell.text for row in grid(made) for cell in row[1:]]
        assert texts == [text for row in made.rows for text in row if text != "^"]
