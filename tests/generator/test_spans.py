"""Spans: cells that run over a page end are cut; no word and no column is lost."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import generator.pdf.engine  # noqa: F401  # isort: skip  # first: imports WeasyPrint its own way

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup
from weasyprint.formatting_structure import boxes

from generator.pdf.spans import cut_spans

Rows = list[str]


def table(rows: Rows) -> str:
    """Return a table as HTML; ^ runs together with the cell above, other letters are words.

    `<` runs together with the cell at its left.
    """
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for column, word in enumerate(row):
            if word in "^<":
                continue
            below = "".join(each[column] for each in rows[number + 1 :])
            down = len(below) - len(below.lstrip("^"))
            right = len(row[column + 1 :]) - len(row[column + 1 :].lstrip("<"))
            spans = (f' rowspan="{down + 1}"' if down else "") + (
                f' colspan="{right + 1}"' if right else ""
            )
            cells.append(f'<td{spans}><p class="cell">{word}{number}</p></td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table class="grid"><tbody>{"".join(lines)}</tbody></table>'


def page(*tables: str) -> str:
    return (
        f"<!DOCTYPE html>\n<html><head><title>x</title></head><body>{''.join(tables)}</body></html>"
    )


def laid(text: str, starts: list[int]) -> tuple[Any, list[Any]]:
    """Return the tree of a page and its rows as boxes, each on the page that `starts` says."""
    tree = markup.document_fromstring(text)
    rows = list(tree.iter("tr"))
    kept = SimpleNamespace(iter=lambda tag: rows if tag == "tr" else [], root=tree)
    pages = []
    for number in range(max(starts, default=0) + 1):
        on_it = [row for row, start in zip(rows, starts, strict=True) if start == number]
        children = [boxes.TableRowBox("tr", None, row, []) for row in on_it]
        pages.append(SimpleNamespace(_page_box=boxes.BlockBox("body", None, None, children)))
    return kept, pages


def cut(text: str, starts: list[int]) -> str | None:
    return cut_spans(text, *laid(text, starts))


def read(text: str) -> list[list[tuple[str, int, int]]]:
    """Return each row's cells: text, rows, columns."""
    return [
        [
            (cell.text_content(), int(cell.get("rowspan", 1)), int(cell.get("colspan", 1)))
            for cell in row
        ]
        for row in markup.document_fromstring(text).iter("tr")
    ]


def taken(text: str) -> list[int]:
    """Return how many columns each row has, with the cells above that reach into it."""
    rows = read(text)
    columns = [0] * len(rows)
    for number, row in enumerate(rows):
        for _, down, right in row:
            for below in range(number, number + down):
                columns[below] += right
    return columns


class TestCutting:
    def test_at_one_page_end(self) -> None:
        found = cut(page(table(["ab", "^c", "^d", "ef"])), [0, 0, 1, 1])
        assert found is not None
        assert read(found) == [
            [("a0", 2, 1), ("b0", 1, 1)],
            [("c1", 1, 1)],
            [("", 1, 1), ("d2", 1, 1)],
            [("e3", 1, 1), ("f3", 1, 1)],
        ]

    def test_at_every_page_end(self) -> None:
        found = cut(page(table(["ab", "c^", "d^", "e^", "f^"])), [0, 0, 1, 1, 2])
        assert found is not None
        assert read(found) == [
            [("a0", 1, 1), ("b0", 2, 1)],
            [("c1", 1, 1)],
            [("d2", 1, 1), ("", 2, 1)],
            [("e3", 1, 1)],
            [("f4", 1, 1), ("", 1, 1)],
        ]

    def test_each_blank_stands_in_its_column(self) -> None:
        found = cut(page(table(["abcd", "^e^^", "^f^g"])), [0, 1, 1])
        assert found is not None
        assert [[text for text, _, _ in row] for row in read(found)][1:] == [
            ["", "e1", "", ""],
            ["f2", "g2"],
        ]
        assert taken(found) == [4, 4, 4]

    @pytest.mark.parametrize("starts", [[0, 0, 0], [1, 1, 1], [0, 0, 1]])
    def test_what_no_page_end_crosses_stays(self, starts: list[int]) -> None:
        assert cut(page(table(["ab", "^c", "de"])), starts) is None

    def test_a_table_without_spans_is_not_even_read(self) -> None:
        assert cut_spans(page(table(["ab", "cd"])), None, ()) is None

    def test_several_tables(self) -> None:
        text = page(table(["ab", "^c"]), "<p>ข้อความ &amp; &lt;</p>", table(["ab", "^c"]))
        found = cut(text, [0, 0, 0, 1])
        assert found is not None
        assert [len(row) for row in read(found)] == [2, 1, 2, 2]
        paragraphs = [element.text for element in markup.document_fromstring(found).iter("p")]
        assert "ข้อความ & <" in paragraphs

    def test_cells_that_are_wider_than_a_column(self) -> None:
        found = cut(page(table(["a<b", "cd^", "e<^"])), [0, 1, 1])
        assert found is not None
        assert read(found) == [
            [("a0", 1, 2), ("b0", 1, 1)],
            [("c1", 1, 1), ("d1", 1, 1), ("", 2, 1)],
            [("e2", 1, 2)],
        ]

    def test_a_blank_is_as_wide_as_its_cell(self) -> None:
        text = page(
            '<table><tbody><tr><td rowspan="2" colspan="2">a</td><td>b</td></tr>'
            "<tr><td>c</td></tr></tbody></table>"
        )
        found = cut(text, [0, 1])
        assert found is not None
        assert read(found) == [[("a", 1, 2), ("b", 1, 1)], [("", 1, 2), ("c", 1, 1)]]

    def test_a_table_in_a_cell(self) -> None:
        inner = table(["xy", "zw"])
        text = page(table(["ab", "^c", "^d"]).replace("c1", inner))
        # Rows in the order of the document: the first, the second, the two inside it, the third.
        found = cut(text, [0, 0, 0, 0, 1])
        assert found is not None
        outer = next(markup.document_fromstring(found).iter("table"))
        rows = outer.findall("tbody/tr")
        assert [len(row) for row in rows] == [2, 1, 2]
        assert rows[2][0].text_content() == ""


@st.composite
def generated(draw: st.DrawFn) -> tuple[list[Rows], list[int]]:
    """Tables with cells joined downwards, and the page on which each of their rows begins."""
    tables = []
    for _ in range(draw(st.integers(1, 3))):
        columns = draw(st.integers(1, 5))
        rows = draw(st.lists(st.text("ab^^", min_size=columns, max_size=columns), max_size=9))
        tables.append(["a" * columns, *rows])
    count = sum(map(len, tables))
    turns = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    starts, number = [], 0
    for turn in turns:
        number += turn
        starts.append(number)
    return tables, starts


class TestAnyTable:
    @given(generated())
    def test_keeps_its_words_and_columns(self, given_: tuple[list[Rows], list[int]]) -> None:
        tables, starts = given_
        text = page(*map(table, tables))
        found = cut(text, starts)
        if found is None:
            found = text
        words = [word for row in read(found) for word, _, _ in row if word]
        assert words == [word for row in read(text) for word, _, _ in row]
        assert taken(found) == [len(row) for rows in tables for row in rows]

    @given(generated())
    def test_no_cell_crosses_a_page_end(self, given_: tuple[list[Rows], list[int]]) -> None:
        tables, starts = given_
        text = page(*map(table, tables))
        found = cut(text, starts)
        for number, row in enumerate(read(found or text)):
            for _, down, _ in row:
                assert len(set(starts[number : number + down])) == 1

    @given(generated())
    def test_once_is_enough(self, given_: tuple[list[Rows], list[int]]) -> None:
        tables, starts = given_
        found = cut(page(*map(table, tables)), starts)
        assert found is None or cut(found, starts) is None
