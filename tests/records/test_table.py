"""Tables: rows as long as the columns; ^ runs together with the cell above."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from records.table import ABOVE, MAX_COLUMNS, MAX_ROWS, Table


def table(rows: list[Any], columns: Any = ("ก", "ข")) -> Table:
    return Table.model_validate({"columns": columns, "rows": rows})


def refused(rows: Any, columns: Any = ("ก", "ข")) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        table(rows, columns)
    return [
        (error["type"], error.get("ctx", {}).get("sentence", "").format(**error.get("ctx", {})))
        for error in caught.value.errors()
    ]


class TestRows:
    @pytest.mark.parametrize(("row", "number"), [(["1"], 2), (["1", "2", "3"], 2), ([], 2)])
    def test_are_as_long_as_the_columns(self, row: list[str], number: int) -> None:
        assert refused([["1", "2"], row]) == [
            (
                "ragged_table",
                f"row {number} has {len(row)} cells; the table has 2 columns to fill in",
            )
        ]

    def test_numbers_of_rows_are_not_filled_in(self) -> None:
        columns = [{"title": "ที่", "number": True}, "ก", {"title": "ข"}]
        assert table([["1", "2"]], columns).rows == (("1", "2"),)
        assert refused([["1", "2", "3"]], columns)[0][0] == "ragged_table"

    def test_cells_may_be_empty(self) -> None:
        assert table([[None, ""]]).rows == ((None, ""),)

    def test_there_may_be_none(self) -> None:
        assert table([]).spans(0) == ()

    def test_have_a_limit(self) -> None:
        table([["1", "2"]] * MAX_ROWS)
        assert [code for code, _ in refused([["1", "2"]] * (MAX_ROWS + 1))] == ["too_long"]

    @pytest.mark.parametrize("rows", [None, "ก", [["<b>", "2"]], [["1", ["2"]]], ["กข"]])
    def test_are_lists_of_text(self, rows: Any) -> None:
        assert refused(rows)


class TestColumns:
    def test_have_titles(self) -> None:
        first, second = table([], ["ก", {"title": "ข", "width": "12.5", "align": "right"}]).columns
        assert (first.title, first.width, first.align) == ("ก", None, "left")
        assert (second.title, second.width, second.align) == ("ข", 12.5, "right")

    @pytest.mark.parametrize(
        ("columns", "code"),
        [
            ([], "too_short"),
            (["ก"] * MAX_COLUMNS, "too_long"),
            ([{"title": "ก", "width": "0"}], "greater_than"),
            ([{"title": "ก", "width": "-1"}], "greater_than"),
            ([{"title": "ก", "width": "301"}], "less_than_equal"),
            ([{"title": "ก", "width": "กว้าง"}], "float_parsing"),
            ([{"title": "ก", "align": "justify"}], "literal_error"),
            ([{"width": "10"}], "missing"),
            ([{"title": "ก", "colour": "red"}], "extra_forbidden"),
        ],
    )
    def test_are_checked(self, columns: Any, code: str) -> None:
        columns = [*columns, {"title": "ข"}] if columns else columns
        assert [found for found, _ in refused([], columns)] == [code]

    @pytest.mark.parametrize("width", ["nan", "inf", "-inf", "1e999"])
    def test_a_width_is_a_length(self, width: str) -> None:
        assert refused([], [{"title": "ก", "width": width}])


class TestSpans:
    """^ = runs together with the cell above."""

    def test_the_first_row_has_none_above(self) -> None:
        expected = [("nothing_above", "the first row has no row above it")]
        assert refused([["1", "^"]]) == expected
        assert refused([["^", "^"], ["1", "2"]]) == expected

    @pytest.mark.parametrize(
        ("cells", "spans"),
        [
            ("a", (1,)),
            ("ab", (1, 1)),
            ("a^", (2, 0)),
            ("a^^", (3, 0, 0)),
            ("ab^^c^", (1, 3, 0, 0, 2, 0)),
            ("a^b", (2, 0, 1)),
        ],
    )
    def test_are_counted_down(self, cells: str, spans: tuple[int, ...]) -> None:
        assert table([["x", cell] for cell in cells]).spans(1) == spans
        assert table([["x", cell] for cell in cells]).spans(0) == (1,) * len(cells)

    @given(st.lists(st.tuples(*[st.sampled_from("a^")] * 3), max_size=12))
    def test_every_row_belongs_to_one_cell(self, rows: list[tuple[str, ...]]) -> None:
        rows = [("a", "a", "a"), *rows]
        made = table([list(row) for row in rows], ["ก", "ข", "ค"])
        for column in range(3):
            spans = made.spans(column)
            assert sum(spans) == len(rows)
            assert [span == 0 for span in spans] == [row[column] == ABOVE for row in rows]

    def test_only_the_mark_alone(self) -> None:
        assert table([["1", "2"], ["x^", "^2"]]).spans(0) == (1, 1)
        assert table([["^^", "2"]]).spans(0) == (1,)
